// The article's form as data, and data back into the form.

const SKIPPED = new Set(["csrfmiddlewaretoken", "form_key", "seen_version", "_save_token"]);
const ROWS = /^(bylines|mentions)-/;

export function editors() {
  return window.CKEDITOR ? Object.values(window.CKEDITOR.instances) : [];
}

function editorOf(control) {
  return window.CKEDITOR?.instances[control.id];
}

function isContent(control) {
  return control.name && !control.disabled && !SKIPPED.has(control.name)
    && !control.name.includes("__prefix__") && !["submit", "button", "file"].includes(control.type);
}

/** What the form holds: values by name, and the words of the options chosen. */
export function read(form) {
  const values = {};
  const labels = {};
  for (const control of form.elements) {
    if (!isContent(control)) continue;
    const list = (values[control.name] ??= []);
    if (control.tagName === "SELECT") {
      for (const option of control.selectedOptions) {
        list.push(option.value);
        if (option.value) (labels[control.name] ??= {})[option.value] = option.text.trim();
      }
    } else if (control.type === "checkbox" || control.type === "radio") {
      if (control.checked) list.push(control.value);
    } else {
      // An editor that has not read the text yet has less of it than its text area.
      const editor = editorOf(control);
      list.push(editor?.status === "ready" ? editor.getData() : control.value);
    }
  }
  return { values, labels };
}

/** Two contents that would save the same. */
export function same(one, other) {
  return JSON.stringify(one.values) === JSON.stringify(other.values);
}

/** Put a content into the form. What the page has no place for is passed over. */
export async function fill(form, { values, labels }) {
  for (const part of ["bylines", "mentions"]) addRows(form, part, values);
  const loading = [];
  for (const control of form.elements) {
    if (!isContent(control) || !(control.name in values)) continue;
    if (/-(TOTAL|INITIAL)_FORMS$|-id$/.test(control.name)) continue;
    if (ROWS.test(control.name) && !sameRows(form, control.name.split("-")[0], values)) continue;
    const wanted = values[control.name];
    if (control.tagName === "SELECT") choose(control, wanted, labels[control.name] ?? {});
    else if (control.type === "checkbox" || control.type === "radio") {
      control.checked = wanted.includes(control.value);
    } else {
      const text = wanted[0] ?? "";
      const editor = editorOf(control);
      if (editor) loading.push(new Promise((done) => { editor.setData(text, { callback: done }); }));
      else control.value = text;
    }
    tell(control);
  }
  await Promise.all(loading);
}

/** The rows that the page has are those that the content was typed over. */
function sameRows(form, part, values) {
  const stored = form.elements[`${part}-INITIAL_FORMS`]?.value;
  if (stored !== values[`${part}-INITIAL_FORMS`]?.[0]) return false;
  for (let row = 0; row < Number(stored); row += 1) {
    const name = `${part}-${row}-id`;
    if (form.elements[name]?.value !== values[name]?.[0]) return false;
  }
  return true;
}

function addRows(form, part, values) {
  const total = form.elements[`${part}-TOTAL_FORMS`];
  const wanted = Math.min(Number(values[`${part}-TOTAL_FORMS`]?.[0] ?? 0), 100);
  if (!total || !sameRows(form, part, values)) return;
  const add = document.querySelector(`#${part}-group .add-row a`);
  for (let left = wanted - Number(total.value); left > 0 && add; left -= 1) add.click();
}

function choose(select, wanted, labels) {
  const known = new Set([...select.options].map((option) => option.value));
  for (const value of wanted) {
    if (!known.has(value) && value in labels) select.add(new Option(labels[value], value));
  }
  for (const option of select.options) option.selected = wanted.includes(option.value);
}

/** Counters, heights and the admin's own boxes listen to these. */
function tell(control) {
  control.dispatchEvent(new Event("input", { bubbles: true }));
  control.dispatchEvent(new Event("change", { bubbles: true }));
  window.django?.jQuery?.(control).trigger("change.select2");
}
