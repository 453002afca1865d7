/* The button that puts the whole text right at once, by the one rule: the server's. */
;(() => {
  "use strict"

  const WORDS = {
    label: "Corriger la typographie du texte",
    none: "Typographie : rien à corriger.",
    one: "Typographie : 1 correction. Ctrl+Z l’annule.",
    many: count => `Typographie : ${count} corrections. Ctrl+Z les annule.`,
    moved: "Le texte a changé pendant la correction : recommencez.",
    failed: "La typographie n’a pas pu être corrigée : le serveur ne répond pas. Rien n’a changé.",
  }
  // The same for every article, saved or not.
  const ADDRESS = "/articles/article/desk/typeset/"
  const NOT_LETTERS = /[^\p{L}\p{N}]/gu

  const letters = text => text.replace(NOT_LETTERS, "").length

  /** Blocks that hold something: an empty paragraph does not come back from the server. */
  const blocksOf = editor =>
    Array.from(editor.editable().$.children).filter(
      block => letters(block.textContent) || block.querySelector("[data-cke-widget-wrapper]"),
    )

  /** Where the caret stands, in letters from the start of its block: those never change. */
  function placeOf(editor) {
    const range = editor.getSelection()?.getRanges()[0]
    if (!range) return null
    const blocks = blocksOf(editor)
    const node = range.startContainer.$
    const block = blocks.findIndex(found => found.contains(node))
    if (block < 0) return null
    const before = document.createRange()
    before.setStart(blocks[block], 0)
    before.setEnd(node, range.startOffset)
    return { block, letters: letters(before.toString()) }
  }

  function goBack(editor, place) {
    const block = place && blocksOf(editor)[place.block]
    if (!block) return
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT)
    let left = place.letters
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const inside = letters(node.data)
      if (inside >= left) {
        let offset = 0
        while (left > 0) left -= letters(node.data[offset++])
        const range = editor.createRange()
        range.setStart(new CKEDITOR.dom.text(node), offset)
        range.collapse(true)
        range.select()
        window.deskBlocks.reveal(editor)
        return
      }
      left -= inside
    }
  }

  /** The admin's own address, found from the page's: it may be mounted elsewhere. */
  function address() {
    const at = location.pathname.indexOf("/admin/")
    return location.pathname.slice(0, at) + "/admin" + ADDRESS
  }

  async function ask(html) {
    const token = document.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? ""
    const answer = await fetch(address(), {
      method: "POST",
      headers: { "X-CSRFToken": token },
      body: new URLSearchParams({ html }),
      redirect: "error",
    })
    if (!answer.ok) throw new Error(String(answer.status))
    return answer.json()
  }

  async function correct(editor, command) {
    const before = editor.getData()
    // Before the answer comes: by then the button may have taken the selection away.
    const place = placeOf(editor)
    command.disable()
    try {
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
              goBack(editor, place)
            }, 0)
          },
        })
      }
      const said = changes === 0 ? WORDS.none : changes === 1 ? WORDS.one : WORDS.many(changes)
      editor.showNotification(said, "success", 6000)
    } catch {
      editor.showNotification(WORDS.failed, "warning", 10000)
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
