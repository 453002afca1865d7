/* A picture of the library in the text. What is stored is its number and the caption of this use:
   the rest comes from the library, in the editor as on the page. */
;(() => {
  "use strict"

  const WORDS = {
    button: "Photo (Ctrl+Alt+P)",
    name: "photo",
    title: "Placer une photo",
    change: "Changer de photo",
    sending: (name) => `Envoi de « ${name} »…`,
    caption: "Légende",
    modified: "légende modifiée ici",
    library: (caption) => `Légende de la photothèque : ${caption}`,
    restore: "Reprendre celle de la photothèque",
    loading: "La photo arrive…",
    unknown: (id) => `La photo n° ${id} n’est plus dans la photothèque : elle ne s’imprimera pas.`,
  }
  const picker = () => window.deskPicker
  const blocks = () => window.deskBlocks
  const NUMBER = /^[1-9]\d{0,17}$/

  async function choose(editor) {
    const held = blocks().hold(editor)
    const row = await picker().pick(WORDS.title)
    if (row) place(editor, held, row)
    else held.release()
  }

  function place(editor, held, row) {
    return blocks().insert(
      editor, held, "photo", `<figure data-image="${row.id}"><figcaption></figcaption></figure>`,
      { image: String(row.id) },
    )
  }

  /** Files dropped or pasted in the text; whoever saves it waits for `editor.picturesSent`. */
  function receive(editor, files) {
    const sent = (editor.picturesSent ??= new Set())
    const all = placeAll(editor, files).finally(() => sent.delete(all))
    sent.add(all)
  }

  /** One picture each, where they fell. */
  async function placeAll(editor, files) {
    const held = blocks().hold(editor)
    let placed = null
    for (const file of files) {
      const notice = editor.showNotification(WORDS.sending(file.name), "progress", 0.5)
      try {
        const row = await picker().upload(file)
        if (row) {
          placed = place(editor, placed ? { ...held, widget: placed } : held, row)
        }
      } catch (failure) {
        editor.showNotification(`${file.name} : ${failure.message}`, "warning", 12000)
      } finally {
        notice.hide()
      }
    }
    if (!placed) held.release()
  }

  /** All of them: what a system calls its files is no reason to drop one, the library says why. */
  function filesIn(transfer) {
    const found = []
    for (let number = 0; number < transfer.getFilesCount(); number++) {
      const file = transfer.getFile(number)
      if (file) found.push(file)
    }
    return found
  }

  // The block -------------------------------------------------------------------------------

  /** Draws what the library says of the picture around the caption. */
  function draw(widget, row) {
    const { ornament } = blocks()
    const figure = widget.element.$
    const caption = widget.editables.caption
    const id = widget.data.image
    for (const old of figure.querySelectorAll(":scope > .photo-vue, :scope > .photo-bas")) old.remove()
    const view = ornament("div.photo-vue")
    if (row === undefined) view.append(WORDS.loading)
    else if (row?.failure) view.append(row.failure)
    else if (!row) view.append(WORDS.unknown(id))
    else if (row.picture) view.append(picker().image(row.picture, row.alt, "40rem"))
    if (row && !row.failure && !row.showable) view.append(row.rights)
    view.classList.toggle("photo-manque", !row?.picture)
    figure.insertBefore(view, caption.$)
    const below = ornament("div.photo-bas")
    if (row && !row.failure) {
      below.append(window.deskDialogue.make("span.photo-credit", {}, row.credit))
      below.append(mark(widget, row))
    }
    figure.append(below)
    caption.data("cke-hint", row?.caption || WORDS.caption)
    look(widget)
  }

  /** “légende modifiée ici”, what the library says, and the way back to it. */
  function mark(widget, row) {
    const { make } = window.deskDialogue
    const back = make("button", { type: "button", tabIndex: -1 }, WORDS.restore)
    back.addEventListener("click", (event) => {
      event.preventDefault()
      event.stopPropagation()
      widget.editor.fire("saveSnapshot")
      widget.editables.caption.setData("")
      look(widget)
      widget.focus()
      widget.editor.fire("saveSnapshot")
    })
    const library = row.caption ? make("span", {}, ` · ${WORDS.library(row.caption)}`) : null
    return make("span.photo-modifiee", {}, `${WORDS.modified} · `, back, library)
  }

  const words = (widget) => widget.editables.caption.$.textContent.replace(/\u200b/g, "").trim()

  function look(widget) {
    const own = words(widget)
    widget.editables.caption.$.toggleAttribute("data-cke-empty", !own)
    widget.element.$.querySelector(".photo-modifiee")?.toggleAttribute("hidden", !own)
  }

  async function show(widget) {
    const id = widget.data.image
    const ready = picker().seen(id)
    draw(widget, ready)
    if (ready !== undefined) return
    const row = await picker().find(id)
    if (!widget.wrapper || widget.data.image !== id) return
    blocks().quietly(widget.editor, () => draw(widget, row))
  }

  async function change(widget) {
    const { editor } = widget
    const held = blocks().hold(editor)
    const row = await picker().pick(WORDS.change)
    held.release()
    if (!row) return
    editor.fire("saveSnapshot")
    widget.setData("image", String(row.id))
    widget.focus()
    editor.fire("saveSnapshot")
  }

  function definition() {
    return {
      isBlock: true,
      pathName: WORDS.name,
      editables: {
        caption: {
          selector: "figcaption",
          allowedContent: blocks().INLINE,
          pathName: WORDS.caption.toLowerCase(),
        },
      },
      upcast(element, data) {
        if (element.name !== "figure" || !NUMBER.test(element.attributes["data-image"] ?? "")) {
          return false
        }
        data.image = element.attributes["data-image"]
        const caption = element.children.find((child) => child.name === "figcaption")
        data.no_caption = !caption
        element.children = []
        element.add(caption ?? new CKEDITOR.htmlParser.element("figcaption"))
        return true
      },
      init() {
        blocks().tools(this, [[WORDS.change, "⟳", () => change(this)]])
        this.editables.caption.$.addEventListener("input", () => look(this))
        this.editor.on("change", () => this.wrapper && look(this))
      },
      data() {
        this.element.setAttribute("data-image", this.data.image)
        if (this.shown === this.data.image) return
        this.shown = this.data.image
        show(this)
      },
      edit() {
        change(this)
        return false
      },
      downcast(element) {
        const caption = element.children.find((child) => child.name === "figcaption")
        return blocks().stored(
          "figure",
          { "data-image": this.data.image, lang: element.attributes.lang },
          [blocks().storedLine(this, "figcaption", caption, "caption")],
        )
      },
    }
  }

  CKEDITOR.plugins.add("photo", {
    requires: "blocs,widget,clipboard,notification",
    init(editor) {
      editor.widgets.add("photo", definition())
      editor.addCommand("photo-choose", { async: false, canUndo: false, exec: choose })
      editor.ui.addButton?.("Photo", {
        label: WORDS.button,
        command: "photo-choose",
        toolbar: "insert",
        icon: `${this.path}icons/photo.svg`,
      })
      // For whoever holds files already: what a paste brought beside its words.
      editor.addCommand("photo-add", { canUndo: false, exec: receive })
      blocks().chord(editor, "P", "photo-choose")
      CKEDITOR.plugins.clipboard.addFileMatcher?.(editor, () => true)
      // First of all: another handler would turn the file into an address in the text.
      editor.on(
        "paste",
        (event) => {
          const files = filesIn(event.data.dataTransfer)
          // Word and spreadsheets add a picture of the words they copy: the words are meant.
          if (!files.length || event.data.dataTransfer.getData("text/html")) return
          event.cancel()
          receive(editor, files)
        },
        null,
        null,
        0,
      )
    },
  })
})()
