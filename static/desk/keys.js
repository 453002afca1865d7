// What one goes on typing while the page of a save comes back, before its editor has begun: kept
// from the first line of the page on, and typed in once the caret is where it was. A script of the
// old kind, and the first of the page: a module would run too late.
(() => {
  const CARET = "newsroom.caret"; // as in caret.js
  const pressed = [];

  function isSaved() {
    try {
      return sessionStorage.getItem(CARET) !== null;
    } catch {
      return false;
    }
  }

  function collect(event) {
    const typed = [...event.key].length === 1 || ["Enter", "Backspace"].includes(event.key);
    const isChord = (event.ctrlKey || event.metaKey || event.altKey) && !event.getModifierState("AltGraph");
    const hasPlace = event.target.isContentEditable || /^(INPUT|TEXTAREA|SELECT|BUTTON|A)$/.test(event.target.tagName);
    if (!typed || isChord || hasPlace || event.isComposing) return;
    // A space would scroll the page.
    event.preventDefault();
    pressed.push(event.key);
  }

  /** As one would have: letters, line breaks, corrections, each where the caret is by then. */
  function press(key, editor) {
    if (key === "Backspace") document.execCommand("delete");
    else if (key !== "Enter") document.execCommand("insertText", false, key);
    else if (editor) editor.execCommand("enter");
  }

  /** Types what was kept where the caret is, and keeps nothing more. */
  function replay() {
    removeEventListener("keydown", collect, { capture: true });
    const place = document.activeElement;
    if (!pressed.length || !(place.isContentEditable || "selectionStart" in place)) return;
    const editor = Object.values(window.CKEDITOR?.instances ?? {})
      .find((one) => one.editable()?.$.contains(place));
    editor?.fire("saveSnapshot");
    for (const key of pressed.splice(0)) press(key, editor);
    // Tells whoever keeps the text that it changed.
    editor?.fire("saveSnapshot");
  }

  if (isSaved()) addEventListener("keydown", collect, { capture: true });
  window.deskKeys = { replay };
})();
