/* A quotation that says whose words it holds: in the sentence, or as a block with its speaker. */
;(() => {
  "use strict"

  const WORDS = {
    button: "Citation (Ctrl+Alt+Q)",
    name: "citation",
    title: "Citation",
    insert: "Marquer",
    edit: "Changer qui parle",
    dissolve: "Défaire la citation",
    keep: "Garder",
    form: "Forme",
    inline: "Dans la phrase",
    block: "En bloc, avec son auteur dessous",
    person: "Qui parle",
    personHint: "Un nom du répertoire (facultatif)",
    nobody: "Quelqu’un d’autre",
    signature: "Auteur imprimé sous le bloc",
    signatureHelp: "Nom, fonction, organisation. Modifiable pour cet article.",
    quoteHint: "Les mots cités",
    signedHint: "Nom, fonction, organisation",
  }
  const NBSP = "\u00a0"
  const NUMBER = /^[1-9]\d{0,17}$/
  const blocks = () => window.deskBlocks

  function ask({ title, label, form = null, signed = "", person = null }) {
    const { make, choice, field, signatory, open } = window.deskDialogue
    const line = make("input", { type: "text", value: signed, maxLength: 300 })
    const signature = field(WORDS.signature, line, WORDS.signatureHelp)
    const who = signatory({
      label: WORDS.person,
      placeholder: WORDS.personHint,
      none: WORDS.nobody,
      person,
      changed: (row) => {
        line.value = row?.attribution ?? ""
        if (!row) return
        if (signature.hidden) who.dialog.querySelector("[type=submit]").focus()
        else line.focus()
      },
    })
    const forms =
      form && choice(WORDS.form, [["inline", WORDS.inline], ["block", WORDS.block]], form)
    // Within a sentence the speaker is said by the sentence.
    const fit = () => (signature.hidden = forms?.value === "inline")
    forms?.addEventListener("change", fit)
    fit()
    return open({
      title,
      label,
      start: who.querySelector("input") ?? line,
      body: [forms, who, signature].filter(Boolean),
      accept: () => ({
        form: forms?.value,
        signed: line.value.trim(),
        person: who.person ? String(who.person.id) : "",
      }),
    })
  }

  const citationAt = (editor) =>
    [editor.widgets.focused, editor.widgets.widgetHoldingFocusedEditable].find(
      (widget) => widget?.name === "citation",
    )

  async function mark(editor) {
    const marked = editor.elementPath()?.contains("q")
    if (marked && !editor.widgets.focused) {
      unmark(editor, marked)
      return
    }
    const widget = citationAt(editor)
    if (widget) {
      dissolve(widget)
      return
    }
    const held = blocks().hold(editor)
    const range = held.ranges[0]
    const words = !held.widget && !range.collapsed && sameBlock(range)
    const proposed = words && isPartOfOneBlock(range) ? "inline" : "block"
    // Words of a caption or of a box are quoted in their sentence; a block goes beside, not within.
    const within = words && Boolean(editor.widgets.widgetHoldingFocusedEditable)
    const answer = await ask({
      title: WORDS.title,
      label: WORDS.insert,
      form: words && !within ? proposed : null,
    })
    held.release()
    if (!answer) return
    const form = answer.form ?? (within ? "inline" : "block")
    if (form === "inline") quote(editor, range, answer.person)
    else makeBlock(editor, held, answer)
  }

  // In the sentence -------------------------------------------------------------------------

  const sameBlock = (range) => {
    const start = range.startPath().block
    return Boolean(start && range.endPath().block?.equals(start))
  }

  function isPartOfOneBlock(range) {
    if (!sameBlock(range)) return false
    const { block } = range.startPath()
    const words = (text) => text.replace(/\s+/g, "")
    const holder = new CKEDITOR.dom.element("div")
    holder.append(range.cloneContents())
    return words(holder.getText()) !== words(block.getText())
  }

  /** The range without the spaces at its ends, with guillemets that stand just outside it. */
  function fitted(range) {
    const found = range.clone()
    found.optimize()
    found.trim?.(true, true)
    const native = document.createRange()
    native.setStart(range.startContainer.$, range.startOffset)
    native.setEnd(range.endContainer.$, range.endOffset)
    const first = native.startContainer
    if (first.nodeType === Node.TEXT_NODE) {
      const after = first.data.slice(native.startOffset)
      const before = first.data.slice(0, native.startOffset).match(/«\s*$/)
      if (before) native.setStart(first, before.index)
      else native.setStart(first, native.startOffset + after.match(/^\s*/)[0].length)
    }
    const last = native.endContainer
    if (last.nodeType === Node.TEXT_NODE) {
      const inside = last.data.slice(0, native.endOffset)
      const outside = last.data.slice(native.endOffset).match(/^\s*»/)
      if (outside) native.setEnd(last, native.endOffset + outside[0].length)
      else native.setEnd(last, inside.trimEnd().length)
    }
    return native
  }

  function quote(editor, range, person) {
    editor.fire("saveSnapshot")
    const native = fitted(range)
    const element = document.createElement("q")
    if (person) element.dataset.person = person
    element.append(native.extractContents())
    for (const inner of element.querySelectorAll("q")) inner.replaceWith(...inner.childNodes)
    const words = element.textContent
    if (!words.trimStart().startsWith("«")) element.prepend(`«${NBSP}`)
    if (!words.trimEnd().endsWith("»")) element.append(`${NBSP}»`)
    native.insertNode(element)
    const after = editor.createRange()
    after.setStartAfter(new CKEDITOR.dom.element(element))
    after.collapse(true)
    editor.getSelection().selectRanges([after])
    editor.fire("saveSnapshot")
  }

  function unmark(editor, element) {
    editor.fire("saveSnapshot")
    const marks = editor.getSelection().createBookmarks()
    element.remove(true)
    editor.getSelection().selectBookmarks(marks)
    editor.fire("saveSnapshot")
  }

  // As a block -------------------------------------------------------------------------------

  const WHOLE = { p: 1, h3: 1, ul: 1, ol: 1, blockquote: 1 }

  /** The paragraphs that were held become the quotation; a part of one is taken out of it. */
  function makeBlock(editor, held, { signed, person }) {
    const { insert, encode, isEmptyParagraph } = blocks()
    const range = held.ranges[0]
    const inBlock = editor.widgets.widgetHoldingFocusedEditable
    let inner = "<p></p>"
    let gone = []
    editor.fire("saveSnapshot")
    if (!held.widget && !inBlock) {
      const tops = topsOf(editor, range)
      if (!range.collapsed && isPartOfOneBlock(range)) {
        const holder = document.createElement("p")
        holder.append(fitted(range).extractContents())
        inner = holder.outerHTML
      } else if (tops.length && tops.every((top) => top.getName() in WHOLE) && !tops.every(isEmptyParagraph)) {
        inner = tops.map((top) => paragraphs(top)).join("")
        gone = tops
      }
    }
    const last = gone[gone.length - 1]
    const near = editor.createRange()
    if (last) near.moveToElementEditEnd(last)
    insert(
      editor,
      { ...held, ranges: last ? [near] : held.ranges },
      "citation",
      `<blockquote><div class="citation-texte">${inner}</div>` +
        `<footer>${encode(signed)}</footer></blockquote>`,
      { person, no_signed: true },
    )
    for (const top of gone) top.remove()
    editor.fire("saveSnapshot")
  }

  const paragraphs = (top) => (top.is("blockquote") ? top.getHtml() : top.getOuterHtml())

  function topsOf(editor, range) {
    const { topOf } = blocks()
    const first = topOf(editor, range.startContainer)
    const last = topOf(editor, range.endContainer)
    const found = []
    for (let top = first; top; top = top.getNext(blocks().isElement)) {
      found.push(top)
      if (top.equals(last)) return found
    }
    return []
  }

  /** Back to paragraphs; the name of the speaker stays, as words. */
  function dissolve(widget) {
    const { editor } = widget
    const { wrapper } = widget
    editor.focus()
    editor.fire("saveSnapshot")
    const signed = widget.editables.signed.getData()
    const words = widget.editables.quote.getData()
    const html = words + (signed.replace(/<[^>]*>|&nbsp;|\s/g, "") ? `<p>${signed}</p>` : "")
    const holder = new CKEDITOR.dom.element("div")
    holder.setHtml(editor.dataProcessor.toHtml(html || "<p></p>", { context: "body" }))
    let first = null
    for (const child of [...holder.$.children]) {
      const element = new CKEDITOR.dom.element(child)
      first ??= element
      element.insertBefore(wrapper)
    }
    editor.widgets.destroy(widget, true)
    wrapper.remove()
    if (first) blocks().write(editor, first)
    editor.fire("saveSnapshot")
  }

  async function respeak(widget) {
    const { editor } = widget
    const held = blocks().hold(editor)
    const person = await window.deskDialogue.person(widget.data.person)
    const { signed } = widget.editables
    const answer = await ask({
      title: WORDS.edit, label: WORDS.keep, signed: signed.getText().trim(), person,
    })
    held.release()
    if (!answer) return
    editor.fire("saveSnapshot")
    widget.setData("person", answer.person)
    signed.setData(blocks().encode(answer.signed))
    widget.focus()
    editor.fire("saveSnapshot")
  }

  function definition() {
    const { INLINE } = blocks()
    return {
      isBlock: true,
      pathName: WORDS.name,
      editables: {
        quote: {
          selector: "div.citation-texte",
          allowedContent: `p ul ol li h3 blockquote[lang]; ${INLINE}`,
        },
        signed: { selector: "footer", allowedContent: INLINE },
      },
      upcast(element, data) {
        if (element.name !== "blockquote") return false
        const signed = element.children.find((child) => child.name === "footer")
        const person = element.attributes["data-person"] ?? ""
        // One that names nobody is CKEditor's own.
        if (!signed && !NUMBER.test(person)) return false
        data.person = NUMBER.test(person) ? person : ""
        data.no_signed = !signed
        const words = new CKEDITOR.htmlParser.element("div", { class: "citation-texte" })
        for (const child of element.children.slice()) if (child !== signed) words.add(child)
        element.children = []
        element.add(words)
        element.add(signed ?? new CKEDITOR.htmlParser.element("footer"))
        return true
      },
      init() {
        blocks().tools(this, [
          [WORDS.edit, "✎", () => respeak(this)],
          [WORDS.dissolve, "¶", () => dissolve(this)],
        ])
        blocks().hint(this, "quote", WORDS.quoteHint)
        blocks().hint(this, "signed", WORDS.signedHint)
      },
      data() {
        if (this.data.person) this.element.setAttribute("data-person", this.data.person)
        else this.element.removeAttribute("data-person")
      },
      edit() {
        respeak(this)
        return false
      },
      downcast(element) {
        const { stored, storedLine, parsed } = blocks()
        const footer = element.children.find((one) => one.name === "footer")
        return stored(
          "blockquote",
          { "data-person": this.data.person, lang: element.attributes.lang },
          [
            ...parsed(this.editables.quote.getData(), "blockquote").slice(),
            storedLine(this, "footer", footer, "signed"),
          ],
        )
      },
    }
  }

  CKEDITOR.plugins.add("citation", {
    requires: "blocs,widget",
    init(editor) {
      editor.widgets.add("citation", definition())
      editor.addCommand("citation-mark", { canUndo: false, exec: mark })
      editor.ui.addButton?.("Citation", {
        label: WORDS.button,
        command: "citation-mark",
        toolbar: "insert",
        icon: `${this.path}icons/citation.svg`,
      })
      blocks().chord(editor, "Q", "citation-mark")
    },
  })
})()
