/* The picture of a form: choose, change, remove; its caption for this use beside the library's. */
;(() => {
  "use strict"

  const WORDS = {
    choose: "Choisir une photo",
    change: "Changer de photo",
    chosen: "Photo choisie.",
    removed: "Photo retirée.",
    unknown: "Cette photo n’est plus dans la photothèque.",
    library: (caption) => `Légende de la photothèque : ${caption}`,
    none: "La photothèque n’a pas de légende pour cette photo.",
    modified: "Légende modifiée pour cet article",
    restore: "Reprendre celle de la photothèque",
  }

  function prepare(root) {
    const { make } = window.deskDialogue
    const part = (name) => root.querySelector(`.photo-choice-${name}`)
    const input = root.querySelector("input[type=hidden]")
    const [view, caption, said] = [part("view"), part("caption"), part("said")]
    const own = root.dataset.caption ? input.form.elements[root.dataset.caption] : null
    const note = make("p.photo-help.photo-choice-note")
    const back = make("button.linklike", { type: "button" }, WORDS.restore)
    const differs = make("p.photo-choice-differs", { hidden: true }, `${WORDS.modified} · `, back)
    if (own) own.after(note, differs)

    /** What prints under the picture, and how it differs from what the library says. */
    function look() {
      const library = caption.dataset.libraryCaption
      const typed = own?.value.trim() ?? ""
      caption.textContent = typed || library
      if (!own) return
      note.hidden = !input.value
      note.textContent = library ? WORDS.library(library) : WORDS.none
      differs.hidden = !input.value || !typed || typed === library
      own.placeholder = library
    }

    function draw(row) {
      view.hidden = !row
      part("remove").hidden = !row
      part("choose").textContent = row ? WORDS.change : WORDS.choose
      const image = view.querySelector("img")
      image.hidden = !row?.thumb
      if (row?.thumb) Object.assign(image, row.thumb, { alt: row.alt })
      caption.dataset.libraryCaption = row?.caption ?? ""
      part("credit").textContent = row?.credit ?? ""
      const state = part("rights").querySelector(".state")
      state.className = `state photo-${row?.standing}`
      state.textContent = row?.standing_words ?? ""
      part("until").textContent = row?.rights ?? ""
      look()
    }

    /** The safety copy, and whatever else follows the form, hears of it. */
    function put(row) {
      input.value = row ? row.id : ""
      drawn = input.value
      draw(row)
      for (const kind of ["input", "change"]) input.dispatchEvent(new Event(kind, { bubbles: true }))
    }

    let drawn = input.value
    part("choose").addEventListener("click", async () => {
      const row = await window.deskPicker.pick(input.value ? WORDS.change : WORDS.choose)
      if (!row) return
      put(row)
      said.textContent = WORDS.chosen
    })
    part("remove").addEventListener("click", () => {
      put(null)
      said.textContent = WORDS.removed
      part("choose").focus()
    })
    // A copy that is taken up again fills the form under us.
    input.addEventListener("change", async () => {
      if (input.value === drawn) return
      drawn = input.value
      const row = input.value ? await window.deskPicker.find(input.value) : null
      draw(row?.failure ? null : row)
      said.textContent = row?.failure ?? (input.value && !row ? WORDS.unknown : "")
    })
    own?.addEventListener("input", look)
    back.addEventListener("click", () => {
      own.value = ""
      for (const kind of ["input", "change"]) own.dispatchEvent(new Event(kind, { bubbles: true }))
      own.focus()
    })
    look()
  }

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("[data-picture-choice]").forEach(prepare)
  })
})()
