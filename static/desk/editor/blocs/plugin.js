/* What the blocks of a text share: where one is put, how it is moved, entered, left and edited
   without a mouse, and the chords. No button of its own; the other plugins require it. */
;(() => {
  "use strict"

  const WORDS = {
    edit: "Modifier",
    up: "Monter (Ctrl+Alt+↑)",
    down: "Descendre (Ctrl+Alt+↓)",
    remove: "Retirer (Suppr)",
  }
  const { CTRL, ALT, SHIFT } = CKEDITOR
  const ENTER = 13
  const TAB = 9
  const ESCAPE = 27
  const LEFT = 37
  const UP = 38
  const RIGHT = 39
  const DOWN = 40
  const NBSP = "\u00a0"
  // Pixels that the buttons at the foot of the form lie over.
  const BAR = 90

  // What a line of words may hold: captions, titles, signatories.
  const INLINE =
    "strong em sup sub br cite; abbr[title,lang]; q[data-person,lang]; span[lang];" +
    "a[href,data-article,data-person,data-event,lang]"

  /** A chord for a command: Ctrl+Alt, and Alt+Maj where AltGr or the desktop takes the first. */
  function chord(editor, key, command) {
    const code = typeof key === "number" ? key : key.charCodeAt(0)
    editor._.chords ??= new Map()
    editor._.chords.set(CTRL + ALT + code, command)
    editor._.chords.set(ALT + SHIFT + code, command)
  }

  /** AltGr is Ctrl+Alt on Windows: AltGr+E types €, it asks for nothing. */
  function isTyping(event) {
    return Boolean(event.data.domEvent?.$?.getModifierState?.("AltGraph"))
  }

  /** What is selected, to come back to when a dialog closes. */
  function hold(editor) {
    const widget = editor.widgets.focused
    const ranges = (editor.getSelection()?.getRanges() ?? []).filter((range) =>
      editor.editable().contains(range.startContainer) ||
      editor.editable().equals(range.startContainer),
    )
    if (!ranges.length) {
      const range = editor.createRange()
      range.moveToElementEditEnd(editor.editable())
      ranges.push(range)
    }
    editor.focusManager.lock()
    return {
      widget,
      ranges,
      text: widget ? "" : (editor.getSelection()?.getSelectedText() ?? "").trim(),
      release() {
        editor.focusManager.unlock()
        editor.focus()
        if (widget?.wrapper && editor.editable().contains(widget.wrapper)) widget.focus()
        else editor.getSelection().selectRanges(ranges)
      },
    }
  }

  /** The child of the text that holds `node`; null for the text itself. */
  function topOf(editor, node) {
    const editable = editor.editable()
    if (!node || node.equals(editable)) return null
    let found = node
    while (found.getParent() && !found.getParent().equals(editable)) found = found.getParent()
    return found.getParent() ? found : null
  }

  function isEmptyParagraph(element) {
    return element?.is?.("p") && !element.getText().replace(/[\s\u200b]/g, "") &&
      !element.findOne("img, [data-cke-widget-wrapper]")
  }

  /** Puts `wrapper` near what was held, beside it and never in its place. */
  function put(editor, wrapper, held) {
    const range = held.ranges[held.ranges.length - 1]
    const editable = editor.editable()
    let top = held.widget ? topOf(editor, held.widget.wrapper) : topOf(editor, range.endContainer)
    if (!top && !held.widget && range.endContainer.equals(editable)) {
      top = editable.getChild(Math.max(0, range.endOffset - 1))
    }
    if (!top || top.type !== CKEDITOR.NODE_ELEMENT) editable.append(wrapper)
    else if (isEmptyParagraph(top)) wrapper.insertBefore(top)
    else if (!held.widget && range.collapsed && startsAt(range, top)) wrapper.insertBefore(top)
    else wrapper.insertAfter(top)
    // There is always a line to go on writing on.
    if (!wrapper.getNext(isElement)) lineBeside(editor, wrapper, false)
  }

  const isElement = (node) => node.type === CKEDITOR.NODE_ELEMENT

  function startsAt(range, top) {
    if (!top.is("p", "h2", "h3")) return false
    const before = range.clone()
    before.setStartAt(top, CKEDITOR.POSITION_AFTER_START)
    return !before.cloneContents().getFirst() || !textIn(before)
  }

  const textIn = (range) => {
    const holder = new CKEDITOR.dom.element("div")
    holder.append(range.cloneContents())
    return holder.getText().trim()
  }

  function lineBeside(editor, wrapper, before) {
    const line = new CKEDITOR.dom.element("p", editor.document)
    line.appendBogus(true)
    if (before) line.insertBefore(wrapper)
    else line.insertAfter(wrapper)
    return line
  }

  function write(editor, line) {
    const range = editor.createRange()
    range.moveToElementEditStart(line)
    editor.focus()
    editor.getSelection().selectRanges([range])
    line.scrollIntoView?.(false)
  }

  /** A new block beside what was held, one step of undoing; gives its widget. */
  function insert(editor, held, name, html, data = {}) {
    editor.focusManager.unlock()
    editor.focus()
    editor.fire("saveSnapshot")
    const element = CKEDITOR.dom.element.createFromHtml(html, editor.document)
    const wrapper = editor.widgets.wrapElement(element, name)
    put(editor, wrapper, held)
    const widget = editor.widgets.initOn(element, name, data)
    widget.focus()
    wrapper.$.scrollIntoView({ block: "nearest" })
    editor.fire("saveSnapshot")
    return widget
  }

  /** Brings the caret in sight. CKEditor's own way puts a mark in the text to find where it is, and
      the caret does not outlive the words that it parts. */
  function reveal(editor) {
    const selection = editor.document.$.getSelection()
    if (!selection.rangeCount) return
    const { top, bottom } = selection.getRangeAt(0).getBoundingClientRect()
    const bar = editor.ui.space("top")?.$.getBoundingClientRect().bottom ?? 0
    if (top > Math.max(bar, 0) && bottom < window.innerHeight - BAR) return
    const { focusNode: node } = selection
    const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node
    element?.scrollIntoView({ block: "center" })
  }

  function move(editor, widget, down) {
    const wrapper = topOf(editor, widget.wrapper)
    const beside = down ? wrapper.getNext(isElement) : wrapper.getPrevious(isElement)
    if (!beside) return
    editor.fire("saveSnapshot")
    if (down) wrapper.insertAfter(beside)
    else wrapper.insertBefore(beside)
    editor.widgets.getByElement(wrapper, true).focus()
    wrapper.$.scrollIntoView({ block: "nearest" })
    editor.fire("saveSnapshot")
  }

  function remove(editor, widget) {
    editor.fire("saveSnapshot")
    editor.widgets.del(widget)
    editor.focus()
    editor.fire("saveSnapshot")
  }

  /** Where one writes in a block, in the order of the page. */
  function editablesOf(widget) {
    return Object.values(widget.editables).sort((one, other) =>
      one.$.compareDocumentPosition(other.$) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1,
    )
  }

  function enter(editor, editable, atStart = false) {
    editable.focus()
    const range = editor.createRange()
    if (atStart) range.moveToElementEditStart(editable)
    else range.moveToElementEditEnd(editable)
    editor.getSelection().selectRanges([range])
  }

  /** Whether the arrow of that code leads out of the text that one writes in. */
  function leadsOut(editor, editable, code) {
    const [range] = editor.getSelection().getRanges()
    if (!range?.collapsed) return false
    if (code === RIGHT) return range.checkBoundaryOfElement(editable, CKEDITOR.END)
    return code === LEFT && range.checkBoundaryOfElement(editable, CKEDITOR.START)
  }

  function leave(editor, widget) {
    const wrapper = topOf(editor, widget.wrapper)
    const next = wrapper.getNext(isElement)
    if (next?.is("p")) write(editor, next)
    else write(editor, lineBeside(editor, wrapper, false))
  }

  // What CKEditor writes in the place of whatever is selected.
  const WRITES = ["table", "specialchar", "insecable", "link"]
  // What it makes around whatever is selected: a block is no item of a list.
  const SURROUNDS = ["bulletedlist", "numberedlist"]

  /** A block that is selected is neither replaced nor put into something: one writes after it. */
  function spare(editor) {
    const { focused } = editor.widgets
    if (focused?.definition.isBlock) writeAfter(editor, focused)
  }

  // What never stands in the text of a block.
  const STANDS_ALONE = "section.encadre, aside.exergue"

  /** Blocks pasted in the text of a block go after it, as those that a button inserts. */
  function pasteBeside(editor, data) {
    const at = placeIn(editor)
    const pasted = new DOMParser().parseFromString(data.dataValue, "text/html")
    if (!at || !pasted.querySelector(STANDS_ALONE)) return
    data.range = editor.createRange()
    data.range.moveToPosition(topOf(editor, at.block.wrapper), CKEDITOR.POSITION_AFTER_END)
    // The caret is still in the block's text, which takes less than the whole text does.
    editor.setActiveFilter(null)
    editor.setActiveEnterMode(null, null)
  }

  function writeAfter(editor, widget) {
    const wrapper = topOf(editor, widget.wrapper)
    const next = wrapper.getNext(isElement)
    write(editor, isEmptyParagraph(next) ? next : lineBeside(editor, wrapper, false))
  }

  /** Commands that act on the selection, when that is a block. */
  function beforeCommand(editor, event) {
    const { name } = event.data
    if (WRITES.includes(name)) spare(editor)
    else if (SURROUNDS.includes(name) && editor.widgets.focused?.definition.isBlock) event.cancel()
    // A dialog works on the selection that the editor noted, up to 200 ms ago: what was selected
    // just before a chord must count.
    editor.selectionChange(true)
  }

  /** In a list, Tab is the editor's own: it indents. */
  function indents(editor) {
    const inList = editor.elementPath()?.contains({ ul: 1, ol: 1 })
    return inList && editor.getCommand("indent")?.state === CKEDITOR.TRISTATE_OFF
  }

  /** On to what follows the editor. Left to itself the browser would go round the blocks for ever:
      each of their texts follows the whole text in its order. */
  function goPast(editor) {
    const { $: container } = editor.container
    const next = [...document.querySelectorAll("a[href], button, input, select, textarea, [tabindex]")]
      .find((element) =>
        container.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING &&
        !container.contains(element) && !element.disabled && element.tabIndex >= 0 &&
        element.offsetParent !== null,
      )
    next?.focus()
    return Boolean(next)
  }

  function keys(editor, event) {
    // The source is typed in a field like any other.
    if (editor.mode !== "wysiwyg") return
    const code = event.data.keyCode
    const command = editor._.chords?.get(code)
    if (command && !isTyping(event)) {
      editor.execCommand(command)
      event.cancel()
      return
    }
    const { focused } = editor.widgets
    const at = focused ? null : placeIn(editor)
    let isHandled
    if (focused?.definition.isBlock) isHandled = keyOnBlock(editor, focused, code)
    else if (at) isHandled = keyInBlock(editor, at, code)
    else isHandled = code === TAB && !indents(editor) && goPast(editor)
    if (isHandled) event.cancel()
  }

  function keyOnBlock(editor, block, code) {
    if (code === ENTER) write(editor, lineBeside(editor, topOf(editor, block.wrapper), false))
    else if (code === SHIFT + ENTER) write(editor, lineBeside(editor, topOf(editor, block.wrapper), true))
    else if (code === TAB) {
      const [first] = editablesOf(block)
      if (!first) return false
      enter(editor, first)
    } else return false
    return true
  }

  /** The block in whose text the caret is, and that text; null elsewhere. CKEditor knows it too,
      a moment after the click, when the next key may have come. */
  function placeIn(editor) {
    const { anchorNode: node } = editor.document.$.getSelection()
    const element = node?.nodeType === Node.TEXT_NODE ? node.parentElement : node
    const found = element?.closest("[data-cke-widget-editable]")
    const block = found && editor.widgets.getByElement(new CKEDITOR.dom.element(found))
    if (!block?.definition.isBlock) return null
    const texts = editablesOf(block)
    return { block, texts, rank: texts.findIndex((text) => text.$ === found) }
  }

  function keyInBlock(editor, at, code) {
    const isOneLine = at.texts[at.rank].enterMode === CKEDITOR.ENTER_BR
    if (code === ESCAPE) at.block.focus()
    else if (code === TAB || (code === ENTER && isOneLine)) stepOn(editor, at)
    else if (code === SHIFT + TAB) stepBack(editor, at)
    else return false
    return true
  }

  function stepOn(editor, { block, texts, rank }, atStart = false) {
    if (texts[rank + 1]) enter(editor, texts[rank + 1], atStart)
    else leave(editor, block)
  }

  function stepBack(editor, { block, texts, rank }) {
    if (texts[rank - 1]) enter(editor, texts[rank - 1])
    else block.focus()
  }

  /** An arrow that leads out of a text of a block leads to the next one, or past the block. Left
      to CKEditor it selects what is drawn beside, where no key writes anything. */
  function arrow(editor, event) {
    const code = event.data.getKeystroke()
    if (code !== LEFT && code !== RIGHT) return
    const at = placeIn(editor)
    if (!at || !leadsOut(editor, at.texts[at.rank], code)) return
    if (code === RIGHT) stepOn(editor, at, true)
    else stepBack(editor, at)
    event.data.preventDefault()
    event.cancel()
  }

  /** An element of the page that is not of the text: never stored. */
  function ornament(kind, properties, ...children) {
    return window.deskDialogue.make(
      kind,
      { contenteditable: "false", "data-cke-ornament": "1", ...properties },
      ...children,
    )
  }

  /** Buttons on a block, for whoever has a mouse; the keys do the same. */
  function tools(widget, actions = []) {
    const { editor } = widget
    // A block that an undo brought back still has those it had.
    for (const old of widget.element.$.querySelectorAll(":scope > [data-cke-ornament]")) old.remove()
    const bar = ornament("div.bloc-outils", { role: "presentation" })
    for (const [label, sign, action] of [
      ...actions,
      [WORDS.up, "↑", () => move(editor, widget, false)],
      [WORDS.down, "↓", () => move(editor, widget, true)],
      [WORDS.remove, "×", () => remove(editor, widget)],
    ]) {
      const button = window.deskDialogue.make(
        "button", { type: "button", title: label, tabIndex: -1, "aria-label": label }, sign,
      )
      button.addEventListener("click", (event) => {
        event.preventDefault()
        event.stopPropagation()
        action()
      })
      bar.append(button)
    }
    widget.element.$.prepend(bar)
  }

  /** Changes what surrounds the text without making it a change to save or to undo. */
  function quietly(editor, act) {
    const clean = !editor.checkDirty()
    editor.fire("lockSnapshot")
    act()
    editor.fire("unlockSnapshot")
    if (clean) editor.resetDirty()
  }

  function parsed(html, context) {
    return CKEDITOR.htmlParser.fragment.fromHtml(html, context).children
  }

  /** An element to store: what `children` are is stored with it, nothing else. */
  function stored(name, attributes, children) {
    const kept = Object.fromEntries(Object.entries(attributes).filter(([, value]) => value))
    const element = new CKEDITOR.htmlParser.element(name, kept)
    for (const child of children) if (child) element.add(child)
    return element
  }

  /** A line that one writes in, as it is stored; nothing when it is empty and was not there. */
  function storedLine(widget, name, original, key) {
    const editable = widget.editables[key]
    const html = editable ? editable.getData() : ""
    const words = html.replace(/<[^>]*>|&nbsp;|\s/g, "")
    if (!words && widget.data[`no_${key}`]) return null
    return stored(name, { lang: original?.attributes.lang }, words ? parsed(html, name) : [])
  }

  const encode = CKEDITOR.tools.htmlEncode

  /** `words` between French guillemets, once. */
  function quoted(words) {
    const bare = words.trim().replace(/\s*\n\s*/g, " ")
    const [, inner = bare] = bare.match(/^[«“"]\s*([^«»“”"]*?)\s*[»”"]$/) ?? []
    // Several pieces, each with its own marks, have all they need.
    return /^[«“"][^]*[»”"]$/.test(inner) ? inner : `«${NBSP}${inner}${NBSP}»`
  }

  /** Marks an empty line, so that its placeholder shows. */
  function hint(widget, key, words) {
    const editable = widget.editables[key]
    if (!editable) return
    editable.data("cke-hint", words)
    const look = () =>
      editable.$.toggleAttribute("data-cke-empty", !editable.$.textContent.replace(/\u200b/g, "").trim())
    look()
    editable.$.addEventListener("input", look)
    widget.editor.on("change", () => widget.wrapper && look())
  }

  function toggleSubhead(editor, name) {
    const path = editor.elementPath()
    const subhead = new CKEDITOR.style(editor.config[`format_${name}`])
    if (!path || !subhead.checkApplicable(path, editor)) return
    const active = subhead.checkActive(path, editor)
    editor.fire("saveSnapshot")
    editor.applyStyle(active ? new CKEDITOR.style(editor.config.format_p) : subhead)
    editor.fire("saveSnapshot")
  }

  window.deskBlocks = {
    INLINE, NBSP, WORDS, chord, encode, hint, hold, insert, isElement, isEmptyParagraph, leave,
    ornament, parsed, quietly, quoted, reveal, stored, storedLine, tools, topOf, write,
  }

  // Other pages than the article's have an editor too: what they did not bring is fetched here.
  const folder = `${CKEDITOR.plugins.getPath("blocs")}../`
  if (!window.deskDialogue) CKEDITOR.scriptLoader.load(`${folder}dialogue.js`)
  if (![...document.styleSheets].some((sheet) => sheet.href?.includes("desk/editor/blocks"))) {
    CKEDITOR.document.appendStyleSheet(`${folder}blocks.css`)
  }

  CKEDITOR.plugins.add("blocs", {
    requires: "widget",
    init(editor) {
      editor.on("key", (event) => keys(editor, event), null, null, 0)
      editor.on("contentDom", () => {
        const editable = editor.editable()
        // Before CKEditor's own listener for arrows (-1).
        editable.attachListener(editable, "keydown", (event) => arrow(editor, event), null, null, -2)
      })
      editor.on("beforeCommandExec", (event) => beforeCommand(editor, event), null, null, 0)
      // A drop says by itself where it falls. Files have had their turn, beside the block.
      editor.on("paste", (event) => event.data.method === "paste" && spare(editor), null, null, 1)
      // Once what came from elsewhere has been brought down to the closed list (4).
      editor.on(
        "paste", (event) => event.data.method === "paste" && pasteBeside(editor, event.data),
        null, null, 5,
      )
      // A menu of the toolbar takes the focus before any command: what it will act on is noted as
      // the tool is pressed.
      editor.on("instanceReady", () =>
        editor.ui.space("top").$.addEventListener(
          "mousedown", () => editor.mode === "wysiwyg" && editor.selectionChange(true), true,
        ),
      )
      for (const name of ["h2", "h3"]) {
        editor.addCommand(`subhead-${name}`, { exec: () => toggleSubhead(editor, name) })
        chord(editor, name[1], `subhead-${name}`)
      }
      for (const [name, key, down] of [["block-up", UP, false], ["block-down", DOWN, true]]) {
        editor.addCommand(name, {
          exec() {
            const block = editor.widgets.focused ?? editor.widgets.widgetHoldingFocusedEditable
            if (block) move(editor, block, down)
          },
        })
        chord(editor, key, name)
      }
    },
  })
})()
