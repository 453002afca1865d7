/* Names the admin's autocompletes for screen readers by the labels of their fields. */
"use strict";

(function () {
  const $ = window.django && window.django.jQuery;
  if (!$) return;

  function labelOf(select) {
    const label = select.labels[0];
    if (label && !label.id) label.id = `${select.id}_label`;
    return label;
  }

  function name(select) {
    const label = labelOf(select);
    const box = select.nextElementSibling;
    if (!label || !box || !box.classList.contains("select2-container")) return;
    const selection = box.querySelector('[role="combobox"]');
    const value = selection.querySelector(".select2-selection__rendered");
    selection.setAttribute("aria-labelledby", value && value.id ? `${label.id} ${value.id}` : label.id);
    for (const field of box.querySelectorAll(".select2-search__field")) {
      field.setAttribute("aria-labelledby", label.id);
    }
  }

  function nameAll(root) {
    root.querySelectorAll("select.admin-autocomplete:not([name*=__prefix__])").forEach(name);
  }

  // After the admin's own handler, which makes the boxes.
  $(() => nameAll(document));
  document.addEventListener("formset:added", (event) => setTimeout(() => nameAll(event.target)));
  // The field to search in is made anew each time a list opens.
  $(document).on("select2:open", (event) => {
    const label = labelOf(event.target);
    for (const field of document.querySelectorAll(".select2-container--open .select2-search__field")) {
      if (label) field.setAttribute("aria-labelledby", label.id);
    }
  });
})();
