/* A link within the site: to an article that readers see, a person, an event. What is stored is
   its number, which outlives its address. */
;(() => {
  "use strict"

  const WORDS = {
    button: "Lien interne (Ctrl+Alt+L)",
    title: "Lien vers une page du site",
    current: "Mène à",
    search: "Article, personne ou événement",
    searchHint: "Un mot du titre, un nom…",
    empty: "Rien de ce nom parmi ce que les lecteurs voient.",
    remove: "Retirer le lien",
    held: "avec sa fonction (Maj + Entrée)",
    kinds: { article: "Article", person: "Personne", event: "Événement" },
    gone: "une page que les lecteurs ne voient pas",
  }
  const KINDS = ["article", "person", "event"]
  const OURS = KINDS.map((kind) => `a[data-${kind}]`).join()
  const REMOVE = {}
  const blocks = () => window.deskBlocks

  /** The link that the caret is in; any link, ours or to elsewhere. */
  const linkAt = (editor) =>
    editor.widgets.focused ? null : (editor.elementPath()?.contains("a") ?? null)

  function targetOf(link) {
    for (const kind of KINDS) {
      const id = link?.getAttribute(`data-${kind}`)
      if (id) return { kind, id }
    }
    return null
  }

  /** What the person was on the article's day; "" for a page that is nobody's. */
  const functionOf = (row) => (row.kind === "person" ? row.detail : "")

  /** Whether the row was taken to be written with the function. */
  const asksFunction = (event) => event.shiftKey || event.target.matches(".lien-fonction")

  function render(row) {
    const { make } = window.deskDialogue
    return make(
      "span.lien-ligne",
      {},
      make(`span.lien-sorte.lien-${row.kind}`, {}, WORDS.kinds[row.kind]),
      make("strong", {}, row.title),
      make("small", {}, row.detail),
      functionOf(row) ? make("span.lien-fonction", {}, WORDS.held) : null,
    )
  }

  function ask(target, words) {
    const { make, finder, open, rows, dating } = window.deskDialogue
    const current = make("p.lien-actuel", { hidden: !target }, `${WORDS.current} `)
    if (target) {
      const name = make("strong", {}, "…")
      current.append(name)
      rows("links", { ids: `${target.kind}-${target.id}`, ...dating() })
        .then(([row]) => {
          name.textContent = row ? `${row.title} (${WORDS.kinds[row.kind]})` : WORDS.gone
        })
        .catch((failure) => (name.textContent = failure.message))
    }
    const search = finder({
      label: WORDS.search,
      placeholder: WORDS.searchHint,
      empty: WORDS.empty,
      search: (typed, signal) => rows("links", { q: typed, ...dating() }, signal),
      render,
      choose: (row, event) =>
        search.dialog.finish({ ...row, held: asksFunction(event) ? functionOf(row) : "" }),
    })
    // The words that will carry the link are what one would type first.
    if (!target && words && words.length < 60) search.input.value = words
    search.input.select()
    search.refresh()
    return open({
      title: WORDS.title,
      body: [current, search],
      start: search.input,
      extra: target ? [[WORDS.remove, REMOVE]] : [],
    })
  }

  async function edit(editor) {
    const link = linkAt(editor)
    const held = blocks().hold(editor)
    const chosen = await ask(targetOf(link), held.text || link?.getText() || "")
    held.release()
    if (!chosen) return
    editor.fire("saveSnapshot")
    if (chosen === REMOVE) link.remove(true)
    else if (link) {
      point(link, chosen)
      if (chosen.held) goPast(editor, link, chosen)
    }
    else if (held.widget) writeBeside(editor, held.widget, chosen)
    else if (held.ranges[0].collapsed) writeAt(editor, chosen)
    else cover(editor, held.ranges, chosen)
    editor.fire("saveSnapshot")
  }

  function point(link, { kind, id }) {
    for (const name of ["href", "data-cke-saved-href", ...KINDS.map((kind) => `data-${kind}`)]) {
      link.removeAttribute(name)
    }
    link.setAttribute(`data-${kind}`, String(id))
  }

  function made(editor, row) {
    const link = new CKEDITOR.dom.element("a", editor.document)
    link.setText(row.title)
    point(link, row)
    return link
  }

  function writeAt(editor, row) {
    const link = made(editor, row)
    editor.insertElement(link)
    goPast(editor, link, row)
  }

  /** The function follows the link, when it is asked for; what is typed next is not of the link. */
  function goPast(editor, link, { held }) {
    const last = held ? functionAfter(editor, held) : link
    if (held) last.insertAfter(link)
    const range = editor.createRange()
    range.setStartAfter(last)
    range.collapse(true)
    editor.getSelection().selectRanges([range])
  }

  const functionAfter = (editor, held) => new CKEDITOR.dom.text(`, ${held}`, editor.document)

  function writeBeside(editor, widget, row) {
    const line = new CKEDITOR.dom.element("p", editor.document)
    line.append(made(editor, row))
    if (row.held) line.append(functionAfter(editor, row.held))
    line.insertAfter(blocks().topOf(editor, widget.wrapper))
    blocks().write(editor, line)
  }

  function cover(editor, ranges, row) {
    const { kind, id } = row
    const style = new CKEDITOR.style({ element: "a", attributes: { [`data-${kind}`]: String(id) } })
    style.type = CKEDITOR.STYLE_INLINE
    for (const range of ranges) {
      // A link does not hold another: those of the selection give way.
      const walker = new CKEDITOR.dom.walker(range.clone())
      walker.evaluator = (node) => node.type === CKEDITOR.NODE_ELEMENT && node.is("a")
      const inner = []
      for (let node = walker.next(); node; node = walker.next()) inner.push(node)
      const marks = range.createBookmark()
      for (const link of inner) link.remove(true)
      range.moveToBookmark(marks)
      style.applyToRange(range, editor)
    }
    const end = ranges[ranges.length - 1]
    const link = end.endPath().contains("a") ?? end.getPreviousNode?.()?.getAscendant?.("a", true)
    if (link) {
      goPast(editor, link, row)
      return
    }
    const after = editor.createRange()
    after.setStart(end.endContainer, end.endOffset)
    after.collapse(true)
    editor.getSelection().selectRanges([after])
  }

  CKEDITOR.plugins.add("lien", {
    requires: "blocs,link",
    init(editor) {
      editor.addCommand("lien-edit", {
        canUndo: false,
        contextSensitive: true,
        exec: edit,
        refresh(_editor, path) {
          const ours = path.contains((element) => element.$.matches?.(OURS))
          this.setState(ours ? CKEDITOR.TRISTATE_ON : CKEDITOR.TRISTATE_OFF)
        },
      })
      editor.ui.addButton?.("LienInterne", {
        label: WORDS.button,
        command: "lien-edit",
        toolbar: "links",
        icon: `${this.path}icons/lien.svg`,
      })
      blocks().chord(editor, "L", "lien-edit")
      // After CKEditor's own link, which would ask for an address.
      editor.on("doubleclick", (event) => {
        const link = event.data.element.getAscendant("a", true)
        if (!link?.$.matches(OURS)) return
        event.data.dialog = ""
        editor.execCommand("lien-edit")
        event.cancel()
      })
    },
  })
})()
