/* Words that are not French: read aloud in their language, left alone by the typographer. */
;(() => {
  "use strict"

  const WORDS = {
    label: "Langue d’un passage",
    off: "Français (retirer la marque)",
    languages: { en: "Anglais", de: "Allemand", es: "Espagnol", it: "Italien", la: "Latin" },
    other: "Autre langue",
  }
  const CODES = Object.keys(WORDS.languages)

  const named = code => WORDS.languages[code?.split("-")[0]] ?? WORDS.other

  /** The marked passage around the caret, if any. */
  function marked(editor) {
    const path = editor.elementPath()
    return path?.contains(element => element.is("span") && element.hasAttribute("lang"))
  }

  /** Only the language: the title is for the writer, and never leaves the editor. */
  const styleOf = code =>
    new CKEDITOR.style({ element: "span", attributes: { lang: code, title: named(code) } })

  function unmark(editor) {
    const range = editor.getSelection().getRanges()[0]
    const around = marked(editor)
    if (range?.collapsed && around) {
      const bookmarks = editor.getSelection().createBookmarks()
      around.remove(true)
      editor.getSelection().selectBookmarks(bookmarks)
      return
    }
    for (const code of CODES) editor.removeStyle(styleOf(code))
    const left = marked(editor)
    if (left) left.remove(true)
  }

  function mark(editor, code) {
    editor.fire("saveSnapshot")
    const around = marked(editor)
    const isOff = code === null || around?.getAttribute("lang") === code
    if (around || code === null) unmark(editor)
    if (!isOff) editor.applyStyle(styleOf(code))
    editor.fire("saveSnapshot")
    editor.fire("change")
  }

  CKEDITOR.plugins.add("langue", {
    requires: "menubutton",
    init(editor) {
      const items = {}
      const add = (code, label, order) => {
        items[`langue_${code ?? "fr"}`] = {
          label, group: "langue", order, role: "menuitemcheckbox",
          onClick: () => editor.execCommand("langue", code),
        }
      }
      CODES.forEach((code, order) => add(code, WORDS.languages[code], order))
      add(null, WORDS.off, CODES.length)
      editor.addCommand("langue", {
        contextSensitive: true,
        exec: (_editor, code) => mark(editor, typeof code === "string" ? code : null),
        refresh(_editor, path) {
          const found = path.contains(element => element.is("span") && element.hasAttribute("lang"))
          this.setState(found ? CKEDITOR.TRISTATE_ON : CKEDITOR.TRISTATE_OFF)
        },
      })
      editor.addMenuGroup("langue", 1)
      editor.addMenuItems(items)
      editor.ui.add("Langue", CKEDITOR.UI_MENUBUTTON, {
        label: WORDS.label, toolbar: "typographie", command: "langue",
        icon: `${this.path}icons/langue.svg`,
        onMenu: () => {
          const current = marked(editor)?.getAttribute("lang")
          const states = {}
          for (const code of CODES) {
            states[`langue_${code}`] =
              code === current ? CKEDITOR.TRISTATE_ON : CKEDITOR.TRISTATE_OFF
          }
          states.langue_fr = current ? CKEDITOR.TRISTATE_OFF : CKEDITOR.TRISTATE_DISABLED
          return states
        },
      })
    },
    afterInit(editor) {
      editor.dataProcessor.dataFilter.addRules({
        elements: {
          span: element => {
            if (element.attributes.lang) element.attributes.title = named(element.attributes.lang)
          },
        },
      })
      editor.dataProcessor.htmlFilter.addRules({
        elements: {
          span: element => {
            delete element.attributes.title
          },
        },
      })
    },
  })
})()
