// What surrounds the body while one writes: the title's Enter, and files let fall beside the text.

const form = document.querySelector(".desk-writing").closest("form");

/** A title has one line: Enter leads on, as Tab does. */
form.addEventListener("keydown", (event) => {
  const isPlain = !(event.ctrlKey || event.metaKey || event.altKey || event.isComposing);
  if (event.key !== "Enter" || event.target.id !== "id_title" || !isPlain) return;
  event.preventDefault();
  form.elements.standfirst?.focus();
});

const brings = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
const isAwaited = (event) => event.defaultPrevented || event.target.closest?.("input[type=file]");

/** Left to itself, the browser would show the file in the place of the page. */
document.addEventListener("dragover", (event) => {
  if (brings(event) && !isAwaited(event)) event.preventDefault();
});

document.addEventListener("drop", (event) => {
  if (!brings(event) || isAwaited(event)) return;
  event.preventDefault();
  // Whatever they are: the library says why it takes one or not.
  const files = [...event.dataTransfer.files];
  const editor = window.CKEDITOR?.instances.id_body;
  if (!files.length || document.querySelector("dialog[open]")) return;
  if (editor?.mode === "wysiwyg" && !editor.readOnly) editor.execCommand("photo-add", files);
});
