/* A box: what it is for, its title, and a text of its own. */
;(() => {
  "use strict"

  const WORDS = {
    button: "Encadré (Ctrl+Alt+B)",
    name: "encadré",
    title: "Insérer un encadré",
    edit: "Changer l’encadré",
    insert: "Insérer",
    keep: "Garder",
    kind: "Sorte d’encadré",
    heading: "Titre",
    headingHelp: "Il s’imprime en tête de l’encadré et le nomme pour les lecteurs d’écran.",
    lack: "Donnez un titre à l’encadré.",
    titleHint: "Titre de l’encadré",
    textHint: "Le texte de l’encadré",
    // The names and the order of the allow-list.
    kinds: [
      ["reperes", "Repères"],
      ["chiffres", "Chiffres clés"],
      ["chronologie", "Chronologie"],
      ["plus-loin", "Pour aller plus loin"],
      ["interets", "Liens d’intérêts"],
    ],
  }
  const blocks = () => window.deskBlocks
  const called = (kind) => WORDS.kinds.find(([value]) => value === kind)?.[1] ?? ""

  function ask({ title, label, kind = "reperes", heading = "" }) {
    const { make, choice, field, open } = window.deskDialogue
    const line = make("input", { type: "text", value: heading, maxLength: 120 })
    const row = field(WORDS.heading, line, WORDS.headingHelp)
    const kinds = choice(WORDS.kind, WORDS.kinds, kind)
    let proposed = heading ? null : called(kind)
    if (proposed) line.value = proposed
    // The name of the kind is a title until another is written.
    kinds.addEventListener("change", () => {
      if (proposed !== null && line.value === proposed) line.value = proposed = called(kinds.value)
    })
    return open({
      title,
      label,
      body: [kinds, row],
      start: kinds.querySelector(":checked") ?? kinds.querySelector("input"),
      accept() {
        const words = line.value.trim()
        if (words) return { kind: kinds.value, heading: words }
        row.complain(WORDS.lack)
        line.focus()
        return undefined
      },
    })
  }

  const MAY_ENTER = { p: 1, ul: 1, ol: 1, h3: 1, table: 1 }

  /** The paragraphs that were selected, to move into the box; none when one may not go there. */
  function selected(editor, held) {
    const { topOf, isElement } = blocks()
    const [range] = held.ranges
    if (held.widget || range.collapsed) return []
    const last = topOf(editor, range.endContainer)
    const found = []
    for (let top = topOf(editor, range.startContainer); top; top = top.getNext(isElement)) {
      if (!(top.getName() in MAY_ENTER)) return []
      found.push(top)
      if (top.equals(last)) return found
    }
    return []
  }

  async function create(editor) {
    const { hold, insert, encode } = blocks()
    const held = hold(editor)
    const answer = await ask({ title: WORDS.title, label: WORDS.insert })
    if (!answer) {
      held.release()
      return
    }
    const taken = selected(editor, held)
    const inner = taken.map((top) => top.getOuterHtml()).join("") || "<p></p>"
    if (taken.length) {
      const end = editor.createRange()
      end.moveToElementEditEnd(taken[taken.length - 1])
      held.ranges = [end]
    }
    const widget = insert(
      editor, held, "encadre",
      `<section class="encadre" data-kind="${answer.kind}"><h2>${encode(answer.heading)}</h2>` +
        `<div class="encadre-texte">${inner}</div></section>`,
      { kind: answer.kind },
    )
    for (const top of taken) top.remove()
    const text = widget.editables.text
    text.focus()
    const range = editor.createRange()
    range.moveToElementEditEnd(text)
    editor.getSelection().selectRanges([range])
    editor.fire("saveSnapshot")
  }

  async function change(widget) {
    const { editor } = widget
    const held = blocks().hold(editor)
    const answer = await ask({
      title: WORDS.edit,
      label: WORDS.keep,
      kind: widget.data.kind,
      heading: widget.editables.title.getText().trim(),
    })
    held.release()
    if (!answer) return
    editor.fire("saveSnapshot")
    widget.setData("kind", answer.kind)
    // Only a title that was changed: one kept may hold emphasis that the line does not show.
    if (answer.heading !== widget.editables.title.getText().trim()) {
      widget.editables.title.setData(blocks().encode(answer.heading))
    }
    widget.focus()
    editor.fire("saveSnapshot")
  }

  const isHeading = (child) => child.name === "h2" || child.name === "h3"

  function definition() {
    return {
      isBlock: true,
      pathName: WORDS.name,
      editables: {
        title: { selector: "h2.encadre-titre, h3.encadre-titre, h2, h3", allowedContent: blocks().INLINE },
        // Whatever a text may hold: the editor's own filter.
        text: { selector: "div.encadre-texte" },
      },
      upcast(element, data) {
        if (element.name !== "section" || !element.hasClass("encadre")) return false
        const first = element.children.find((child) => child.type === CKEDITOR.NODE_ELEMENT)
        const title = first && isHeading(first) ? first : null
        data.kind = element.attributes["data-kind"] ?? ""
        data.no_title = !title
        const text = new CKEDITOR.htmlParser.element("div", { class: "encadre-texte" })
        for (const child of element.children.slice()) if (child !== title) text.add(child)
        element.children = []
        element.add(title ?? new CKEDITOR.htmlParser.element("h2"))
        element.add(text)
        return true
      },
      init() {
        blocks().tools(this, [[WORDS.edit, "✎", () => change(this)]])
        const label = blocks().ornament("span.encadre-sorte")
        this.element.$.querySelector(":scope > .bloc-outils").prepend(label)
        blocks().hint(this, "title", WORDS.titleHint)
        blocks().hint(this, "text", WORDS.textHint)
      },
      data() {
        if (this.data.kind) this.element.setAttribute("data-kind", this.data.kind)
        else this.element.removeAttribute("data-kind")
        const label = this.element.$.querySelector(":scope > .bloc-outils > .encadre-sorte")
        if (label) label.textContent = called(this.data.kind)
      },
      edit() {
        change(this)
        return false
      },
      downcast(element) {
        const { stored, storedLine, parsed } = blocks()
        const title = element.children.find(isHeading)
        return stored(
          "section",
          { class: "encadre", "data-kind": this.data.kind, lang: element.attributes.lang },
          [
            storedLine(this, title?.name ?? "h2", title, "title"),
            ...parsed(this.editables.text.getData(), "section").slice(),
          ],
        )
      },
    }
  }

  CKEDITOR.plugins.add("encadre", {
    requires: "blocs,widget",
    init(editor) {
      editor.widgets.add("encadre", definition())
      editor.addCommand("encadre-create", { canUndo: false, exec: create })
      editor.ui.addButton?.("Encadre", {
        label: WORDS.button,
        command: "encadre-create",
        toolbar: "insert",
        icon: `${this.path}icons/encadre.svg`,
      })
      blocks().chord(editor, "B", "encadre-create")
    },
  })
})()
