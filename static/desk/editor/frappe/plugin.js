/* What happens under the fingers: guillemets and apostrophes as they are typed, the no-break space
   and where it stands, chords for subheads. The rest of typography is settled on save. */
;(() => {
  "use strict"

  const WORDS = {
    nbsp: "Espace insécable (Ctrl+Maj+Espace)",
    show: "Voir les espaces insécables",
    formats: { tag_p: "Paragraphe", tag_h2: "Intertitre", tag_h3: "Sous-intertitre" },
  }
  const NBSP = "\u00a0"
  const BLANK = /[\s\u00a0\u202f]/
  const LETTER = /\p{L}/u
  const OPENERS = "([{«“‘’'—–-/"
  const CLOSERS = ")]}»”.,;:!?…—–-/"
  // As the typographer of the server: words that are not French are not its business.
  const NOT_FRENCH = "[lang]:not([lang^='fr']), code, [translate='no']"
  const HIGHLIGHT = "insecables"
  const { CTRL, SHIFT } = CKEDITOR

  /** The text of the block around `range`, before and after its start. */
  function around(range) {
    const block = range.startPath().block
    if (!block) return null
    const before = document.createRange()
    before.setStart(block.$, 0)
    const start = nativePoint(range.startContainer.$, range.startOffset)
    before.setEnd(start.node, start.offset)
    const after = document.createRange()
    after.selectNodeContents(block.$)
    after.setStart(start.node, start.offset)
    return { before: before.toString(), after: after.toString() }
  }

  function nativePoint(node, offset) {
    return { node, offset: Math.min(offset, node.data?.length ?? node.childNodes.length) }
  }

  /** The quotations that are open at the end of `text`, outermost first. */
  function openIn(text) {
    const open = []
    for (const mark of text) {
      if (mark === "«" || mark === "“") open.push(mark)
      else if (mark === "»" && open.includes("«")) open.length = open.lastIndexOf("«")
      else if (mark === "”" && open.includes("“")) open.length = open.lastIndexOf("“")
    }
    return open
  }

  /**
   * What a straight quote becomes between `before` and `after`, with the blanks before it that go;
   * null where only a person can tell: it stays straight, and the check before review shows it.
   */
  function quote(before, after, spaced) {
    const open = openIn(before)
    const last = before.at(-1) ?? ""
    const next = after[0] ?? ""
    const blankBefore = !last || BLANK.test(last)
    const blankAfter = !next || BLANK.test(next) || CLOSERS.includes(next)
    // Who puts spaces inside the marks puts one before the closing mark as well.
    const closesSpaced = spaced && open.length > 0 && blankBefore && blankAfter
    if (!closesSpaced && (blankBefore || OPENERS.includes(last))) {
      return { text: open.length ? "“" : `«${NBSP}`, eaten: 0, opens: true }
    }
    // An inch or a second, unless something waits to be closed; a mark within a word.
    if (!open.length && /\d/.test(last)) return null
    // Before a word that stands there already, only what waits to be closed says which it is.
    if (!blankAfter && !open.length) return null
    const eaten = before.length - before.replace(/[\s\u00a0\u202f]+$/, "").length
    return { text: open.at(-1) === "“" ? "”" : `${NBSP}»`, eaten, opens: false }
  }

  /** Put `text` at the caret, in place of the `eaten` characters before it. */
  function put(editor, text, eaten) {
    const selection = editor.document.$.getSelection()
    for (let left = eaten; left > 0; left -= 1) selection.modify("extend", "backward", "character")
    const range = selection.getRangeAt(0)
    range.deleteContents()
    let { startContainer: node, startOffset: offset } = range
    if (node.nodeType !== Node.TEXT_NODE) {
      const fresh = document.createTextNode("")
      range.insertNode(fresh)
      // The line break that keeps an empty paragraph open has nothing left to keep open.
      if (fresh.nextSibling?.nodeName === "BR" && !fresh.nextSibling.nextSibling) {
        fresh.nextSibling.remove()
      }
      node = fresh
      offset = 0
    }
    node.insertData(offset, text)
    selection.collapse(node, offset + text.length)
    editor.fire("change")
  }

  /** First what was typed, then what it becomes: to undo gives back what was typed. */
  function correct(editor, typed, text, eaten) {
    editor.fire("saveSnapshot")
    put(editor, typed, 0)
    editor.fire("saveSnapshot")
    put(editor, text, eaten + typed.length)
    editor.fire("saveSnapshot")
    window.deskBlocks.reveal(editor)
  }

  /** Where a link ends and the caret with it: the browser would write a no-break space there for
      the one that is typed. */
  function linkEndingAt(selection) {
    const { anchorNode: node, anchorOffset: offset, isCollapsed } = selection
    if (!isCollapsed || !node) return null
    const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node
    const inside = element.closest("a")
    const rest = document.createRange()
    if (inside) {
      rest.selectNodeContents(inside)
      rest.setStart(node, offset)
      return rest.toString().replace(/\u200b/g, "") ? null : inside
    }
    const block = element.closest("p, h2, h3, li, td, th, figcaption, footer, blockquote")
    const last = [...(block?.querySelectorAll("a") ?? [])].findLast(
      link => selection.getRangeAt(0).comparePoint(link, 0) < 0,
    )
    if (!last) return null
    rest.setStartAfter(last)
    rest.setEnd(node, offset)
    return rest.toString().replace(/\u200b/g, "") ? null : last
  }

  function watchTyping(editor, editable) {
    // Where the last mark was opened: a space typed there is already in it.
    let justOpened = null
    let spaced = false

    const onInput = event => {
      if (event.inputType !== "insertText" || event.isComposing || editor.readOnly) return
      const selection = editor.document.$.getSelection()
      const anchor = selection.anchorNode
      const here = anchor && `${anchor.data?.slice(0, selection.anchorOffset)}`
      if (event.data === " " && justOpened !== null && justOpened === here) {
        event.preventDefault()
        justOpened = null
        spaced = true
        return
      }
      justOpened = null
      const link = event.data === " " && linkEndingAt(selection)
      if (link) {
        event.preventDefault()
        selection.collapse(link.parentNode, [...link.parentNode.childNodes].indexOf(link) + 1)
        put(editor, " ", 0)
        return
      }
      if (event.data !== '"' && event.data !== "'") return
      const element = anchor?.nodeType === Node.TEXT_NODE ? anchor.parentElement : anchor
      if (element?.closest(NOT_FRENCH)) return
      if (!selection.isCollapsed) {
        // What is selected gives way first, as for any other key.
        editor.fire("saveSnapshot")
        editor.extractSelectedHtml()
      }
      const range = editor.getSelection().getRanges()[0]
      const text = range && around(range)
      if (!text) return
      if (event.data === "'") {
        if (!LETTER.test(text.before.slice(-1))) return
        event.preventDefault()
        correct(editor, "'", "’", 0)
        return
      }
      const found = quote(text.before, text.after, spaced)
      if (!found) return
      event.preventDefault()
      correct(editor, '"', found.text, found.eaten)
      if (!found.opens) spaced = false
      const now = editor.document.$.getSelection()
      justOpened = found.text.startsWith("«")
        ? `${now.anchorNode.data?.slice(0, now.anchorOffset)}`
        : null
    }
    editable.attachListener(editable, "beforeinput", event => onInput(event.data.$))
  }

  /** No-break spaces in colour, without a mark in the text: nothing of it can be saved. */
  function showSpaces(editor, shown) {
    CSS.highlights.get(HIGHLIGHT)?.clear()
    if (!shown || editor.mode !== "wysiwyg") return
    const walker = document.createTreeWalker(editor.editable().$, NodeFilter.SHOW_TEXT)
    const ranges = []
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      for (const found of node.data.matchAll(/[\u00a0\u202f]/g)) {
        const range = new StaticRange({
          startContainer: node, startOffset: found.index,
          endContainer: node, endOffset: found.index + 1,
        })
        ranges.push(range)
      }
    }
    CSS.highlights.set(HIGHLIGHT, new Highlight(...ranges))
  }

  function addSpaces(editor, path) {
    editor.addCommand("insecable", {
      exec: () => {
        editor.fire("saveSnapshot")
        if (!editor.getSelection().getRanges()[0]?.collapsed) editor.extractSelectedHtml()
        put(editor, NBSP, 0)
        editor.fire("saveSnapshot")
      },
    })
    editor.setKeystroke(CTRL + SHIFT + 32, "insecable")
    editor.ui.addButton("Insecable", {
      label: WORDS.nbsp, command: "insecable", toolbar: "typographie",
      icon: `${path}icons/insecable.svg`,
    })
    // A browser without highlights has no way to colour a space and leave the text alone.
    if (!window.CSS?.highlights) return
    const command = editor.addCommand("voirinsecables", {
      canUndo: false,
      editorFocus: false,
      exec: () => {
        command.toggleState()
        showSpaces(editor, command.state === CKEDITOR.TRISTATE_ON)
      },
    })
    const again = CKEDITOR.tools.eventsBuffer(150, () =>
      showSpaces(editor, command.state === CKEDITOR.TRISTATE_ON),
    )
    editor.on("change", again.input)
    editor.on("dataReady", again.input)
    editor.ui.addButton("VoirInsecables", {
      label: WORDS.show, command: "voirinsecables", toolbar: "typographie",
      icon: `${path}icons/voir.svg`,
    })
  }

  /** Ctrl+Maj+2 and 3: a subhead, and back. Not Ctrl+Alt, which is AltGr and types ~ and #. */
  function addSubheads(editor) {
    for (const level of [2, 3]) {
      const style = new CKEDITOR.style({ element: `h${level}` })
      editor.addCommand(`intertitre${level}`, {
        exec: () => {
          const isOn = style.checkActive(editor.elementPath(), editor)
          editor.applyStyle(isOn ? new CKEDITOR.style({ element: "p" }) : style)
        },
      })
      editor.setKeystroke(CTRL + SHIFT + 48 + level, `intertitre${level}`)
    }
  }

  /** The browser's own menu, with its spelling, except in a table, whose rows are made there. */
  function leaveMenuToBrowser(editor) {
    editor.container.$.addEventListener(
      "contextmenu",
      event => {
        if (!event.target.closest("td, th, caption")) event.stopPropagation()
      },
      true,
    )
  }

  CKEDITOR.plugins.add("frappe", {
    requires: "blocs",
    beforeInit(editor) {
      Object.assign(editor.lang.format ?? {}, WORDS.formats)
    },
    init(editor) {
      addSpaces(editor, this.path)
      addSubheads(editor)
      editor.on("contentDom", () => {
        const editable = editor.editable()
        editable.$.setAttribute("lang", "fr")
        editable.$.spellcheck = true
        watchTyping(editor, editable)
      })
      editor.on("instanceReady", () => leaveMenuToBrowser(editor))
    },
  })

  // For whoever wants to know the rule without a keyboard.
  CKEDITOR.plugins.get("frappe").quote = quote
})()
