/* The button that puts the whole text right at once, by the one rule: the server's. */
;(() => {
  "use strict"

  const WORDS = {
    label: "Corriger la typographie du texte",
    none: "Typographie : rien à corriger.",
    one: "Typographie : 1 correction. Ctrl+Z l’annule.",
    many: count => `Typographie : ${count} corrections. Ctrl+Z les annule.`,
    moved: "Le texte a changé pendant la correction : recommencez.",
    failed: why => `La typographie n’a pas été corrigée, rien n’a changé. ${why}`,
  }
  // The same for every article, saved or not.
  const ADDRESS = "/articles/article/desk/typeset/"
  const LETTER = /[\p{L}\p{N}]/u
  // What the article's page has too: how a place is found again, and the token of now.
  const shared = name =>
    import(CKEDITOR.getUrl(`${CKEDITOR.plugins.getPath("typographie")}../../${name}.js`))

  // Asked for early: at a click, the caret is noted before anything else takes the selection.
  for (const name of ["caret", "server"]) shared(name).catch(() => {})

  /** Blocks that hold something: an empty paragraph does not come back from the server. */
  const blocksOf = editor =>
    Array.from(editor.editable().$.children).filter(
      block => LETTER.test(block.textContent) || block.querySelector("[data-cke-widget-wrapper]"),
    )

  /** Where the caret stands: its block, and the place in it. */
  function whereIs(editor, { placeOf }) {
    const range = editor.getSelection()?.getRanges()[0]
    if (!range) return null
    const node = range.startContainer.$
    const blocks = blocksOf(editor)
    const block = blocks.findIndex(found => found.contains(node))
    return block < 0 ? null : { block, place: placeOf(blocks[block], node, range.startOffset) }
  }

  function goBack(editor, caret, { nodeAt }) {
    const block = caret && blocksOf(editor)[caret.block]
    const at = block && nodeAt(block, caret.place)
    if (!at) return
    const range = editor.createRange()
    range.setStart(new CKEDITOR.dom.text(at.node), at.offset)
    range.collapse(true)
    range.select()
    window.deskBlocks.reveal(editor)
  }

  /** The admin's own address, found from the page's: it may be mounted elsewhere. */
  function address() {
    const at = location.pathname.indexOf("/admin/")
    return location.pathname.slice(0, at) + "/admin" + ADDRESS
  }

  async function ask(html) {
    const { token } = await shared("server")
    return window.deskDialogue.ask(address(), {
      method: "POST",
      headers: { "X-CSRFToken": token() },
      body: new URLSearchParams({ html }),
    })
  }

  async function correct(editor, command) {
    const before = editor.getData()
    command.disable()
    try {
      const places = await shared("caret")
      // Before the answer comes: by then the button may have taken the selection away.
      const caret = whereIs(editor, places)
      const { html, changes } = await ask(before)
      if (editor.getData() !== before) {
        editor.showNotification(WORDS.moved, "warning", 6000)
        return
      }
      if (changes) {
        // One step to undo: what was there, then what the server gave.
        editor.fire("saveSnapshot")
        editor.setData(html, {
          noSnapshot: true,
          callback: () => {
            editor.fire("saveSnapshot")
            editor.fire("change")
            // Once the editor has taken the new text in: it puts the caret at its start.
            setTimeout(() => {
              editor.focus()
              goBack(editor, caret, places)
            }, 0)
          },
        })
      }
      const said = changes === 0 ? WORDS.none : changes === 1 ? WORDS.one : WORDS.many(changes)
      editor.showNotification(said, "success", 6000)
    } catch (failure) {
      const why = failure instanceof window.deskDialogue.Refusal ? failure.message : ""
      editor.showNotification(WORDS.failed(why).trim(), "warning", 10000)
    } finally {
      command.enable()
    }
  }

  CKEDITOR.plugins.add("typographie", {
    requires: "blocs,notification",
    init(editor) {
      const command = editor.addCommand("typographie", {
        canUndo: false,
        readOnly: false,
        exec: () => {
          correct(editor, command)
        },
      })
      editor.ui.addButton("Typographie", {
        label: WORDS.label, command: "typographie", toolbar: "typographie",
        icon: `${this.path}icons/typographie.svg`,
      })
    },
  })
})()
