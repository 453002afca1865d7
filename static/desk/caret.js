// Where the writer was, across a save that reloads the page. Places are counted in words and
// digits: typesetting moves spaces and signs and mends letters in a word, and never makes or takes
// away a word.

const NAME = "newsroom.caret";
const LETTER = /[\p{L}\p{N}]/u;
const WORD = /\p{L}[\p{L}\p{M}]*|\p{N}/gu;
const FRESH = 30_000;

/** A place in `text`: the words before it, its own too; how far within that one, or the signs
    since its end. */
function placeIn(text, offset) {
  const before = [...text.slice(0, offset).matchAll(WORD)];
  const last = before.at(-1);
  const gap = offset - (last ? last.index + last[0].length : 0);
  const rest = text.slice(offset);
  const isWithin = last && !gap && /\p{L}$/u.test(last[0]) && /^[\p{L}\p{M}]/u.test(rest);
  return {
    words: before.length,
    within: isWithin ? last[0].length : null,
    gap,
    atEnd: rest === "" || LETTER.test(rest[0]),
  };
}

function offsetIn(text, { words, within, gap, atEnd }) {
  const found = [...text.matchAll(WORD)];
  const last = found[Math.min(words, found.length) - 1];
  if (last && within !== null) return last.index + Math.min(within, last[0].length);
  const offset = last ? last.index + last[0].length : 0;
  const width = text.slice(offset).match(/^[^\p{L}\p{N}]*/u)[0].length;
  // Between two signs the distance is kept; before a letter, the whole gap is behind us.
  return offset + (gap && atEnd ? width : Math.min(gap, width));
}

/** The place of a text node and offset in `block`. */
export function placeOf(block, node, offset) {
  const before = document.createRange();
  before.setStart(block, 0);
  before.setEnd(node, offset);
  return placeIn(block.textContent, before.toString().length);
}

/** The text node and offset that are at a place of `block`, whose text was typeset meanwhile. */
export function nodeAt(block, place) {
  let offset = offsetIn(block.textContent, place);
  const texts = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    if (offset <= node.length) return { node, offset };
    offset -= node.length;
  }
  return null;
}

function blockOf(node, root) {
  let block = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
  while (block !== root && !/^(P|H2|H3|LI|TD|TH|BLOCKQUOTE|FIGCAPTION|FOOTER)$/.test(block.tagName)) {
    block = block.parentElement;
    if (!block) return null;
  }
  return block;
}

function blocksOf(root) {
  return [...root.querySelectorAll("p,h2,h3,li,td,th,blockquote,figcaption,footer")];
}

export function remember(form, scope) {
  const active = document.activeElement;
  const kept = { scope, at: Date.now(), scroll: window.scrollY };
  if (active?.isContentEditable && form.contains(active)) {
    const selection = document.getSelection();
    if (!selection.rangeCount) return;
    const range = selection.getRangeAt(0);
    const block = blockOf(range.endContainer, active);
    if (!block || block === active) return;
    kept.block = blocksOf(active).indexOf(block);
    kept.place = placeOf(block, range.endContainer, range.endOffset);
    // A space at the end of a block is no text to store, but the next word is to stand after it.
    kept.spaced = endsWithSpace(block, range);
  } else if (active?.name && "selectionStart" in active && form.contains(active)) {
    kept.field = active.name;
    kept.place = placeIn(active.value, active.selectionEnd ?? 0);
  } else {
    return;
  }
  try {
    sessionStorage.setItem(NAME, JSON.stringify(kept));
  } catch {
    // The page will open at its top.
  }
}

export function recall(form, scope) {
  let kept = null;
  try {
    kept = JSON.parse(sessionStorage.getItem(NAME));
    sessionStorage.removeItem(NAME);
  } catch {
    return;
  }
  // "new" became an article: the page that follows is its own.
  if (!kept || Date.now() - kept.at > FRESH || (kept.scope !== scope && kept.scope !== "")) return;
  if (kept.field) {
    const field = form.elements[kept.field];
    if (!field?.setSelectionRange) return;
    const offset = offsetIn(field.value, kept.place);
    field.focus({ preventScroll: true });
    field.setSelectionRange(offset, offset);
  } else {
    place(kept);
  }
  window.scrollTo({ top: kept.scroll, behavior: "instant" });
}

/** Whether the caret is behind a space that ends `block`. */
function endsWithSpace(block, range) {
  const after = document.createRange();
  after.selectNodeContents(block);
  after.setStart(range.endContainer, range.endOffset);
  return !after.toString() && /\s$/.test(block.textContent);
}

function place({ block, place: wanted, spaced }) {
  const editor = Object.values(window.CKEDITOR?.instances ?? {})[0];
  const root = editor?.editable()?.$;
  const found = root && (blocksOf(root)[block] ?? blocksOf(root).at(-1));
  if (!found) return;
  editor.focus();
  const at = nodeAt(found, wanted);
  if (at) document.getSelection().collapse(at.node, at.offset);
  if (at && spaced && !/\s$/.test(found.textContent)) document.execCommand("insertText", false, " ");
}
