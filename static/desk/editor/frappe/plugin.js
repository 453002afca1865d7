/* What happens under the fingers: guillemets and apostrophes as they are typed, the no-break space
   and where it stands, chords for subheads. The rest of typography is settled on save. */
;(() => {
  "use strict"

  const WORDS = {
    nbsp: "Espace insécable",
    show: "Voir les espaces insécables",
    formats: { tag_p: "Paragraphe", tag_h2: "Intertitre", tag_h3: "Sous-intertitre" },
  }
  const NBSP = "\u00a0"
  const BLANK = /[\s\u00a0\u202f]/
  // What CKEditor and browsers put where nothing is written yet: no sign of the text.
  const FILLERS = /[\u200b\ufeff]/g
  // An apostrophe at once: no French word ends there. Elsewhere what follows tells it from a quote.
  const ELIDED = /(?<!\p{L})(?:[cdjlmnst]|(?:jus|lors|puis|quoi|quel|pres)?qu)$/iu
  const WAITS = /\p{L}'$/u
  const FOLLOWS = /^[\p{L}\p{N}]/u
  const OPENERS = "([{«“‘’'—–-/"
  const CLOSERS = ")]}»”.,;:!?…—–-/"
  // As the typographer of the server: words that are not French are not its business.
  const NOT_FRENCH = "[lang]:not([lang^='fr']), code, [translate='no']"
  const LINES = "p, h2, h3, li, td, th, caption, figcaption, footer, blockquote"
  const HIGHLIGHT = "insecables"
  const { CTRL, SHIFT } = CKEDITOR
  const ENTER = 13

  const elementAt = node => (node?.nodeType === Node.TEXT_NODE ? node.parentElement : node)

  /** The text of the block around `range`, before and after its start. */
  function around(range) {
    const start = nativePoint(range.startContainer.$, range.startOffset)
    // The editor sees no block in a cell, nor in the line of one of our blocks.
    const block = range.startPath().block?.$ ?? elementAt(start.node).closest(LINES)
    if (!block) return null
    const before = document.createRange()
    before.setStart(block, 0)
    before.setEnd(start.node, start.offset)
    const after = document.createRange()
    after.selectNodeContents(block)
    after.setStart(start.node, start.offset)
    return { before: linesOf(before), after: linesOf(after) }
  }

  const withoutFillers = text => text.replace(FILLERS, "")

  /** The words of `range`, each `<br>` the end of a line. */
  function linesOf(range) {
    const words = range.cloneContents()
    for (const end of words.querySelectorAll("br")) end.replaceWith("\n")
    return withoutFillers(words.textContent)
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
    const eaten = before.length - before.replace(/[^\S\n]+$/, "").length
    return { text: open.at(-1) === "“" ? "”" : `${NBSP}»`, eaten, opens: false }
  }

  /** Put `text` at the caret, in place of the `eaten` characters before it. */
  function put(editor, text, eaten) {
    const selection = editor.document.$.getSelection()
    for (let left = eaten; left > 0; left -= 1) {
      selection.modify("extend", "backward", "character")
      const { focusNode, focusOffset } = selection
      if (focusNode.data && !withoutFillers(focusNode.data[focusOffset] ?? "")) left += 1
    }
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

  // What typing goes on after, and not in, where it ends.
  const MARKS = "a, q, span[lang]"

  const isEmpty = range => !withoutFillers(range.toString())

  /** The outermost mark of words within which the caret stands at the end. */
  function markEndingAround(selection) {
    const { anchorNode: node, anchorOffset: offset, isCollapsed } = selection
    if (!isCollapsed || !node) return null
    const rest = document.createRange()
    const element = elementAt(node)
    let found = null
    for (let mark = element.closest(MARKS); mark; mark = mark.parentElement.closest(MARKS)) {
      rest.selectNodeContents(mark)
      if (isEmpty(rest)) return null
      rest.setStart(node, offset)
      if (!isEmpty(rest)) break
      found = mark
    }
    return found
  }

  /** The mark that ends right before the caret, which stands outside of it. */
  function markEndingBefore(selection) {
    const { anchorNode: node, anchorOffset: offset, isCollapsed } = selection
    if (!isCollapsed || !node) return null
    const element = elementAt(node)
    if (element.closest(MARKS)) return null
    const block = element.closest(LINES)
    const last = [...(block?.querySelectorAll(MARKS) ?? [])].findLast(
      mark => selection.getRangeAt(0).comparePoint(mark, 0) < 0,
    )
    if (!last) return null
    const rest = document.createRange()
    rest.setStartAfter(last)
    rest.setEnd(node, offset)
    return isEmpty(rest) ? last : null
  }

  function goAfter(selection, mark) {
    selection.collapse(mark.parentNode, [...mark.parentNode.childNodes].indexOf(mark) + 1)
  }

  /** The marks that are being written: begun empty, or whose last letter was just taken back. */
  function watchMarks(editor, editable) {
    let isWriting = false
    const end = () => {
      isWriting = false
    }
    editable.attachListener(editable, "mousedown", end)
    editable.attachListener(editable, "blur", end)
    editable.attachListener(editable, "keydown", event => {
      if (event.data.$.key.length > 1 && !/^(Shift|AltGraph|Dead|Backspace)$/.test(event.data.$.key)) {
        isWriting = false
      }
    })
    editor.on("key", event => {
      if (event.data.keyCode !== ENTER || editor.mode !== "wysiwyg") return
      const selection = editor.document.$.getSelection()
      const mark = markEndingAround(selection)
      if (mark) goAfter(selection, mark)
    }, null, null, 1)
    /** The mark after which the input of `event` belongs. */
    return (event, selection) => {
      const { anchorNode: node } = selection
      const element = elementAt(node)
      const inside = element?.closest(MARKS)
      if (event.inputType === "deleteContentBackward") {
        isWriting = Boolean(inside)
        return null
      }
      if (inside && isEmpty(contentsOf(inside))) isWriting = true
      if (isWriting && inside?.matches("q, span")) return null
      const mark = markEndingAround(selection) ?? markEndingBefore(selection)
      // A browser leaves a link by itself, but would write a no-break space for the one typed.
      return mark?.matches("a") && event.data !== " " ? null : mark
    }
  }

  function contentsOf(element) {
    const found = document.createRange()
    found.selectNodeContents(element)
    return found
  }

  function watchTyping(editor, editable) {
    // Where the last mark was opened: a space typed there is already in it.
    let justOpened = null
    let spaced = false
    const markToLeave = watchMarks(editor, editable)

    const onInput = event => {
      if (editor.readOnly) return
      const selection = editor.document.$.getSelection()
      const left = markToLeave(event, selection)
      if (event.inputType !== "insertText" || event.isComposing) return
      const anchor = selection.anchorNode
      const here = anchor && `${anchor.data?.slice(0, selection.anchorOffset)}`
      if (event.data === " " && justOpened !== null && justOpened === here) {
        event.preventDefault()
        justOpened = null
        spaced = true
        return
      }
      justOpened = null
      if (left) {
        goAfter(selection, left)
        if (event.data !== '"' && event.data !== "'") {
          event.preventDefault()
          put(editor, event.data, 0)
          return
        }
      }
      const isWaiting = FOLLOWS.test(event.data) && WAITS.test(withoutFillers(here))
      if (event.data !== '"' && event.data !== "'" && !isWaiting) return
      const element = left?.parentElement ?? elementAt(anchor)
      if (element?.closest(NOT_FRENCH)) return
      if (isWaiting) {
        if (!selection.isCollapsed) return
        event.preventDefault()
        correct(editor, event.data, `’${event.data}`, 1)
        return
      }
      if (!selection.isCollapsed) {
        // What is selected gives way first, as for any other key.
        editor.fire("saveSnapshot")
        editor.extractSelectedHtml()
      }
      const range = editor.getSelection().getRanges()[0]
      const text = range && around(range)
      if (!text) return
      if (event.data === "'") {
        const isApostrophe = ELIDED.test(text.before) ||
          (/\p{L}$/u.test(text.before) && FOLLOWS.test(text.after))
        if (!isApostrophe && !left) return
        event.preventDefault()
        if (isApostrophe) correct(editor, "'", "’", 0)
        else put(editor, "'", 0)
        return
      }
      const found = quote(text.before, text.after, spaced)
      if (!found && !left) return
      event.preventDefault()
      if (!found) {
        put(editor, '"', 0)
        return
      }
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
