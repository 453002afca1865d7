// Where a finding is in the form. Only letters and figures are compared, without accents and
// ligatures: between what the writer has and what the server read, typesetting moves spaces and
// signs, and mends "Etat" and "coeur". Where it shortened "2ème", what stands between the words
// around is the place.

const LETTER = /[\p{L}\p{N}]/u;
// Letters by which typesetting shortens some words at most: those of two ordinals.
const SHORTENED = 4;

/** The plain letters of `text`, each with the offset of the sign that it comes from. */
function lettersOf(text) {
  const letters = [];
  const offsets = [];
  for (let offset = 0; offset < text.length; offset += 1) {
    const plain = text[offset].normalize("NFD").replace("œ", "oe").replace("Œ", "OE");
    for (const letter of plain) {
      if (!LETTER.test(letter)) continue;
      letters.push(letter);
      offsets.push(offset);
    }
  }
  return { letters: letters.join(""), offsets };
}

const only = (text) => lettersOf(text).letters;

/** {start, end} of the finding in `text`, or null: with the words around it, else without. */
export function find(text, { before, excerpt, after }) {
  const read = lettersOf(text);
  const { letters, offsets } = read;
  const [lead, words, tail] = [before, excerpt, after].map(only);
  const longer = letters.includes(lead + words + tail) ? null : unshortened(read, lead, words, tail);
  if (longer) return longer;
  for (const [left, right] of [[lead, tail], [lead, ""], ["", tail], ["", ""]]) {
    if (!left && !words && !right) continue;
    const found = letters.indexOf(left + words + right);
    if (found < 0) continue;
    const first = found + left.length;
    if (words) {
      return { start: offsets[first], end: offsets[first + words.length - 1] + 1 };
    }
    // Signs alone: what stands between the letter before and the letter after.
    const start = first > 0 ? offsets[first - 1] + 1 : 0;
    return { start, end: first < offsets.length ? offsets[first] : text.length };
  }
  return null;
}

/** What stands between the words around, if it is the excerpt before it was shortened; or null. */
function unshortened({ letters, offsets }, lead, words, tail) {
  const first = letters.indexOf(lead) + lead.length;
  const end = first < lead.length ? -1 : letters.indexOf(tail, first);
  if (!lead || !tail || !words || end < 0) return null;
  const typed = letters.slice(first, end);
  const less = typed.length - words.length;
  if (less < 1 || less > SHORTENED || !typed.startsWith(words[0])) return null;
  let kept = 0;
  for (const letter of typed) if (letter === words[kept]) kept += 1;
  return kept === words.length ? { start: offsets[first], end: offsets[end - 1] + 1 } : null;
}

function control(field) {
  return document.getElementById(`id_${field}`);
}

const editor = () => window.CKEDITOR?.instances.id_body;

/** The text of the editor with, for each of its signs, the node that has it. */
function textNodes(root) {
  const found = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT, (node) => (
    // What is drawn on a block, its tools and its credit, is no text of the writer's.
    node.parentElement.closest("[data-cke-ornament], .cke_widget_drag_handler_container")
      ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT
  ));
  for (let node = walker.nextNode(); node; node = walker.nextNode()) found.push(node);
  return found;
}

/** The finding as a range of the editor's text, or null. */
export function rangeInBody(finding) {
  const root = editor()?.editable()?.$;
  if (!root) return null;
  const nodes = textNodes(root);
  const place = find(nodes.map((node) => node.data).join(""), finding);
  if (!place) return null;
  const range = document.createRange();
  let passed = 0;
  let begun = false;
  for (const node of nodes) {
    if (!begun && place.start < passed + node.length) {
      range.setStart(node, place.start - passed);
      begun = true;
    }
    if (begun && place.end <= passed + node.length) {
      range.setEnd(node, place.end - passed);
      return range;
    }
    passed += node.length;
  }
  return null;
}

const calm = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

function show(element) {
  element.scrollIntoView({ block: "center", behavior: calm() ? "instant" : "smooth" });
}

/** Select the finding where it is, and bring it into view. False when it is not there any more. */
export function goTo(finding) {
  if (finding.field !== "body") return goToControl(finding);
  const range = rangeInBody(finding);
  if (!range) return false;
  editor().focus();
  const selection = document.getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
  show(range.startContainer.parentElement);
  return true;
}

function goToControl(finding) {
  const field = control(finding.field);
  if (!field) return false;
  if (finding.field === "hero_image") {
    // The real control is hidden: what is seen is the button that chooses the picture.
    const seen = field.closest("[data-picture-choice]")?.querySelector(".photo-choice-choose")
      ?? field;
    show(seen);
    seen.focus({ preventScroll: true });
    return true;
  }
  show(field);
  field.focus({ preventScroll: true });
  if (!field.setSelectionRange || field.type.startsWith("datetime")) return true;
  const place = find(field.value, finding);
  if (place) field.setSelectionRange(place.start, place.end);
  return true;
}

/** Write the fix where the finding is. False when it is not there any more. */
export function mend(finding) {
  if (!goTo(finding)) return false;
  if (finding.field === "body") {
    const body = editor();
    body.fire("saveSnapshot");
    body.insertText(finding.fix);
    body.fire("saveSnapshot");
    return true;
  }
  const field = control(finding.field);
  const place = find(field.value, finding);
  if (!place) return false;
  field.setRangeText(finding.fix, place.start, place.end, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
  return true;
}
