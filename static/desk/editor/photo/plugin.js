/* A picture of the library in the text. What is stored is its number and the caption of this use:
   the rest comes from the library, in the editor as on the page. */
;(() => {
  "use strict"

  const WORDS = {
    button: "Photo (Ctrl+Alt+P)",
    name: "photo",
    title: "Placer une photo",
    change: "Changer de photo",
    search: "Chercher dans la photothèque",
    searchHint: "Légende, crédit, photographe, description…",
    empty: "Aucune photo dont les droits courent ne répond à ces mots.",
    upload: "Envoyer une photo…",
    dropHere: "ou déposez un fichier ici, ou dans le texte",
    sending: (name) => `Envoi de « ${name} »…`,
    complete: "Compléter la photo",
    completeHelp: "Voici ce que dit le fichier ; il manque ce qui est signalé.",
    add: "Ajouter et placer",
    alt: "Description pour ceux qui ne voient pas l’image",
    decorative: "Image décorative : elle ne dit rien que le texte ne dise",
    caption: "Légende",
    captionHint: "Qui, quoi, où, quand. Finit par un point.",
    credit: "Crédit",
    creditHint: "Comme il s’imprime : « (Crédit : …) » s’ajoute tout seul.",
    photographer: "Photographe",
    rights: "Droits",
    rightsChoices: [
      ["handout", "Fournie par la source"],
      ["own", "Faite par la rédaction"],
      ["licence", "Sous licence"],
      ["free", "Licence libre"],
      ["generated", "Générée par IA"],
    ],
    noCaption: "Légende",
    modified: "légende modifiée ici",
    restore: "Reprendre celle de la photothèque",
    loading: "La photo arrive…",
    unknown: (id) => `La photo n° ${id} n’est plus dans la photothèque : elle ne s’imprimera pas.`,
  }
  const KINDS = "image/jpeg,image/png,image/webp,image/avif,image/gif,image/tiff"
  const IS_PICTURE = /^image\//
  const desk = () => window.deskDialogue
  const blocks = () => window.deskBlocks
  const NUMBER = /^[1-9]\d{0,17}$/

  // The library's rows by number, of all that this page has seen.
  const known = new Map()
  const waiting = new Set()
  let asked = null

  const keep = (row) => known.set(String(row.id), row)

  /** The row of a picture; those of a whole text are asked for at once. */
  function find(id) {
    if (known.has(id)) return Promise.resolve(known.get(id))
    waiting.add(id)
    asked ??= new Promise((resolve) => {
      setTimeout(async () => {
        const ids = [...waiting]
        waiting.clear()
        asked = null
        try {
          const rows = await desk().rows("pictures", { ids: ids.join() })
          for (const wanted of ids) known.set(wanted, null)
          rows.forEach(keep)
          resolve()
        } catch (failure) {
          // Not kept: the next look asks again.
          resolve(failure.message)
        }
      }, 0)
    })
    return asked.then((failure) => (failure ? { failure } : known.get(id)))
  }

  // Choosing -------------------------------------------------------------------------------

  const image = (files, alt, sizes) =>
    desk().make("img", { ...files, alt, sizes, draggable: false, decoding: "async" })

  function card(row) {
    const { make } = desk()
    return make(
      "figure.photo-carte",
      {},
      row.thumb ? image(row.thumb, row.alt, "14rem") : make("div.photo-sans"),
      make(
        "figcaption",
        {},
        make("span.photo-carte-legende", {}, row.caption || row.alt || WORDS.noCaption),
        make("span", {}, row.credit),
        make("small", {}, row.rights),
      ),
    )
  }

  /** Sends a file; asks what it does not say itself. Gives the library's row, or null. */
  async function upload(file) {
    const form = new FormData()
    form.append("file", file)
    const answer = await desk().send("pictures/add", form)
    if (answer.picture) return entered(answer.picture)
    return complete(file, answer)
  }

  function entered(row) {
    keep(row)
    return row
  }

  function complete(file, { errors, values = {} }) {
    const { make, field, open } = desk()
    // What is wrong with the file itself, no field can mend.
    if (errors.file) throw new (desk().Refusal)(errors.file.join(" "))
    const text = (name, rows) => make("textarea", { name, rows, value: values[name] ?? "" })
    const fields = {
      caption: field(WORDS.caption, text("caption", 2), WORDS.captionHint),
      alt: field(WORDS.alt, text("alt", 2)),
      credit: field(
        WORDS.credit,
        make("input", { type: "text", name: "credit", value: values.credit ?? "" }),
        WORDS.creditHint,
      ),
      photographer: field(
        WORDS.photographer,
        make("input", { type: "text", name: "photographer", value: values.photographer ?? "" }),
      ),
      rights: field(
        WORDS.rights,
        make(
          "select",
          { name: "rights" },
          ...WORDS.rightsChoices.map(([value, words]) => make("option", { value }, words)),
        ),
      ),
    }
    const decorative = make("input", { type: "checkbox", name: "decorative" })
    const address = URL.createObjectURL(file)
    const complain = (found) => {
      let first = null
      for (const [name, row] of Object.entries(fields)) {
        row.complain((found[name] ?? []).join(" "))
        if (found[name]) first ??= row.control
      }
      first?.focus()
      return first
    }
    const body = make(
      "div.photo-formulaire",
      {},
      make("img", { src: address, alt: "" }),
      make(
        "div",
        {},
        make("p.dialogue-help", {}, WORDS.completeHelp),
        fields.caption,
        fields.alt,
        make("label.dialogue-check", {}, decorative, WORDS.decorative),
        fields.credit,
        fields.photographer,
        fields.rights,
      ),
    )
    complain(errors)
    const first = Object.keys(fields).find((name) => errors[name])
    return open({
      title: WORDS.complete,
      label: WORDS.add,
      wide: true,
      body,
      start: fields[first]?.control,
      async accept() {
        const form = new FormData()
        form.append("file", file)
        for (const { control } of Object.values(fields)) form.append(control.name, control.value)
        if (decorative.checked) form.append("decorative", "on")
        const answer = await desk().send("pictures/add", form)
        if (answer.picture) return entered(answer.picture)
        if (answer.errors.file) throw new (desk().Refusal)(answer.errors.file.join(" "))
        complain(answer.errors)
        return undefined
      },
    }).finally(() => URL.revokeObjectURL(address))
  }

  /** Opens the library; gives the row chosen or sent, or null. */
  function pick(title) {
    const { make, finder, open, rows } = desk()
    const search = finder({
      label: WORDS.search,
      placeholder: WORDS.searchHint,
      empty: WORDS.empty,
      grid: true,
      search: async (words, signal) => {
        const found = await rows("pictures", { q: words }, signal)
        found.forEach(keep)
        return found
      },
      render: card,
      choose: (row) => body.dialog.finish(row),
    })
    const input = make("input", { type: "file", accept: KINDS, hidden: true })
    const button = make("button.button", { type: "button" }, WORDS.upload)
    const zone = make(
      "div.photo-depot", {}, input, button, make("span.dialogue-help", {}, WORDS.dropHere),
    )
    const body = make("div", {}, zone, search)

    async function sendOne(file) {
      if (!file) return
      body.dialog.complain("")
      button.disabled = true
      button.textContent = WORDS.sending(file.name)
      try {
        const row = await upload(file)
        if (row) body.dialog.finish(row)
      } catch (failure) {
        body.dialog.complain(failure.message)
      } finally {
        button.disabled = false
        button.textContent = WORDS.upload
        input.value = ""
      }
    }
    button.addEventListener("click", () => input.click())
    input.addEventListener("change", () => sendOne(input.files[0]))
    body.addEventListener("dragover", (event) => {
      event.preventDefault()
      zone.classList.add("is-over")
    })
    body.addEventListener("dragleave", () => zone.classList.remove("is-over"))
    body.addEventListener("drop", (event) => {
      event.preventDefault()
      zone.classList.remove("is-over")
      sendOne(event.dataTransfer.files[0])
    })
    search.refresh()
    return open({ title, body, wide: true, start: search.input })
  }

  async function choose(editor) {
    const held = blocks().hold(editor)
    const row = await pick(WORDS.title)
    if (row) place(editor, held, row)
    else held.release()
  }

  function place(editor, held, row) {
    return blocks().insert(
      editor, held, "photo", `<figure data-image="${row.id}"><figcaption></figcaption></figure>`,
      { image: String(row.id) },
    )
  }

  /** Files dropped or pasted in the text, one picture each, where they fell. */
  async function receive(editor, files) {
    const held = blocks().hold(editor)
    let placed = null
    for (const file of files) {
      const notice = editor.showNotification(WORDS.sending(file.name), "progress", 0.5)
      try {
        const row = await upload(file)
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

  function picturesIn(transfer) {
    const found = []
    for (let number = 0; number < transfer.getFilesCount(); number++) {
      const file = transfer.getFile(number)
      if (file && IS_PICTURE.test(file.type)) found.push(file)
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
    else if (row.picture) view.append(image(row.picture, row.alt, "40rem"))
    if (row && !row.failure && !row.showable) view.append(row.rights)
    view.classList.toggle("photo-manque", !row?.picture)
    figure.insertBefore(view, caption.$)
    const below = ornament("div.photo-bas")
    if (row && !row.failure) {
      below.append(window.deskDialogue.make("span.photo-credit", {}, row.credit))
      below.append(mark(widget))
    }
    figure.append(below)
    caption.data("cke-hint", row?.caption || WORDS.noCaption)
    look(widget)
  }

  /** “légende modifiée ici”, and the way back. */
  function mark(widget) {
    const { make } = desk()
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
    return make("span.photo-modifiee", {}, `${WORDS.modified} · `, back)
  }

  const words = (widget) => widget.editables.caption.$.textContent.replace(/\u200b/g, "").trim()

  function look(widget) {
    const own = words(widget)
    widget.editables.caption.$.toggleAttribute("data-cke-empty", !own)
    widget.element.$.querySelector(".photo-modifiee")?.toggleAttribute("hidden", !own)
  }

  async function show(widget) {
    const id = widget.data.image
    const ready = known.get(id)
    draw(widget, known.has(id) ? ready : undefined)
    if (known.has(id)) return
    const row = await find(id)
    if (!widget.wrapper || widget.data.image !== id) return
    blocks().quietly(widget.editor, () => draw(widget, row))
  }

  async function change(widget) {
    const { editor } = widget
    const held = blocks().hold(editor)
    const row = await pick(WORDS.change)
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
      CKEDITOR.plugins.clipboard.addFileMatcher?.(editor, (file) => IS_PICTURE.test(file.type))
      // First of all: another handler would turn the file into an address in the text.
      editor.on(
        "paste",
        (event) => {
          const files = picturesIn(event.data.dataTransfer)
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
