/* A pull quote: strong words of the text, shown again large, and who said them. */
;(() => {
  "use strict"

  const WORDS = {
    button: "Exergue (Ctrl+Alt+E)",
    name: "exergue",
    title: "Mettre en exergue",
    edit: "Changer le signataire",
    insert: "Insérer",
    keep: "Garder",
    text: "Texte",
    length: (count) => `${count} ${count > 1 ? "signes" : "signe"} (160 au plus, pour se lire d’un coup d’œil)`,
    lack: "Écrivez le texte de l’exergue.",
    person: "Signataire",
    personHint: "Un nom du répertoire",
    nobody: "Quelqu’un d’autre",
    elsewhere: "Propos hors article : ces mots ne sont pas dans le texte, et c’est voulu",
    signature: "Signature imprimée",
    signatureHelp: "Nom, fonction, organisation. Modifiable pour cet article.",
    quoteHint: "« … »",
    signedHint: "Nom, fonction, organisation",
  }
  const blocks = () => window.deskBlocks
  const NUMBER = /^[1-9]\d{0,17}$/

  /** Asks who signs, and what when it is new; gives {words, signed, person} or null. */
  function ask({ title, label, words = null, signed = "", person = null, elsewhere = false }) {
    const { make, field, signatory, open } = window.deskDialogue
    const text = words === null ? null : make("textarea", { rows: 4, value: words })
    const count = make("p.dialogue-help", { role: "status" })
    const line = make("input", { type: "text", value: signed, maxLength: 300 })
    const flag = make("input", { type: "checkbox", name: "hors-article", checked: elsewhere })
    const who = signatory({
      label: WORDS.person,
      placeholder: WORDS.personHint,
      none: WORDS.nobody,
      person,
      changed: (row) => {
        line.value = row?.attribution ?? ""
        if (row) line.focus()
      },
    })
    const row = text && field(WORDS.text, text)
    const measure = () => {
      count.textContent = WORDS.length(text.value.trim().length)
      count.classList.toggle("dialogue-warn", text.value.trim().length > 160)
    }
    if (text) {
      measure()
      text.addEventListener("input", measure)
    }
    const start = text && !words ? text : who.querySelector("input") ?? line
    return open({
      title,
      label,
      start,
      body: [row, row && count, who, field(WORDS.signature, line, WORDS.signatureHelp),
        make("label.dialogue-check", {}, flag, WORDS.elsewhere)].filter(Boolean),
      accept() {
        if (text && !text.value.trim()) {
          row.complain(WORDS.lack)
          text.focus()
          return undefined
        }
        return {
          words: text?.value.trim(),
          signed: line.value.trim(),
          person: who.person ? String(who.person.id) : "",
          elsewhere: flag.checked,
        }
      },
    })
  }

  async function create(editor) {
    const { hold, insert, quoted, encode } = blocks()
    const held = hold(editor)
    const words = held.text ? quoted(held.text) : ""
    const answer = await ask({ title: WORDS.title, label: WORDS.insert, words })
    if (!answer) {
      held.release()
      return
    }
    insert(
      editor, held, "exergue",
      `<aside class="exergue"><blockquote><p>${encode(quoted(answer.words))}</p></blockquote>` +
        `<footer>${encode(answer.signed)}</footer></aside>`,
      { person: answer.person, elsewhere: answer.elsewhere, no_signed: true },
    )
  }

  async function resign(widget) {
    const { editor } = widget
    const held = blocks().hold(editor)
    const person = await window.deskDialogue.person(widget.data.person)
    const { signed } = widget.editables
    const answer = await ask({
      title: WORDS.edit, label: WORDS.keep, signed: signed.getText().trim(), person,
      elsewhere: Boolean(widget.data.elsewhere),
    })
    held.release()
    if (!answer) return
    editor.fire("saveSnapshot")
    widget.setData({ person: answer.person, elsewhere: answer.elsewhere })
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
        quote: { selector: "blockquote", allowedContent: `p[lang]; ${INLINE}` },
        signed: { selector: "footer", allowedContent: INLINE },
      },
      upcast(element, data) {
        if (element.name !== "aside" || !element.hasClass("exergue")) return false
        const quote = element.children.find((child) => child.name === "blockquote")
        // Without its quotation it is not ours to draw: it stays as it came.
        if (!quote) return false
        const signed = element.children.find((child) => child.name === "footer")
        const person = element.attributes["data-person"] ?? ""
        data.person = NUMBER.test(person) ? person : ""
        data.elsewhere = element.attributes["data-hors-article"] === "1"
        data.no_signed = !signed
        element.children = []
        element.add(quote)
        element.add(signed ?? new CKEDITOR.htmlParser.element("footer"))
        return true
      },
      init() {
        blocks().tools(this, [[WORDS.edit, "✎", () => resign(this)]])
        blocks().hint(this, "signed", WORDS.signedHint)
        blocks().hint(this, "quote", WORDS.quoteHint)
      },
      data() {
        if (this.data.person) this.element.setAttribute("data-person", this.data.person)
        else this.element.removeAttribute("data-person")
        if (this.data.elsewhere) this.element.setAttribute("data-hors-article", "1")
        else this.element.removeAttribute("data-hors-article")
      },
      edit() {
        resign(this)
        return false
      },
      downcast(element) {
        const { stored, storedLine, parsed } = blocks()
        const child = (name) => element.children.find((one) => one.name === name)
        return stored(
          "aside",
          {
            class: "exergue",
            "data-hors-article": this.data.elsewhere ? "1" : "",
            "data-person": this.data.person,
            lang: element.attributes.lang,
          },
          [
            stored(
              "blockquote",
              {
                "data-person": child("blockquote")?.attributes["data-person"],
                lang: child("blockquote")?.attributes.lang,
              },
              parsed(this.editables.quote.getData(), "blockquote").slice(),
            ),
            storedLine(this, "footer", child("footer"), "signed"),
          ],
        )
      },
    }
  }

  CKEDITOR.plugins.add("exergue", {
    requires: "blocs,widget",
    init(editor) {
      editor.widgets.add("exergue", definition())
      editor.addCommand("exergue-create", { canUndo: false, exec: create })
      editor.ui.addButton?.("Exergue", {
        label: WORDS.button,
        command: "exergue-create",
        toolbar: "insert",
        icon: `${this.path}icons/exergue.svg`,
      })
      blocks().chord(editor, "E", "exergue-create")
    },
  })
})()
