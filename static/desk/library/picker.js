/* Choosing a picture: recent ones, a search, a file sent without leaving the text. The article's
   form and the body's editor both open this one. */
;(() => {
  "use strict"

  const WORDS = {
    search: "Chercher dans la photothèque",
    searchHint: "Légende, crédit, photographe, description…",
    empty: "Aucune photo ne répond à ces mots.",
    upload: "Envoyer une photo…",
    dropHere: "ou déposez un fichier ici",
    sending: (name) => `Envoi de « ${name} »…`,
    complete: (name) => `Compléter « ${name} »`,
    completeHelp: "Il manque à cette photo ce que le fichier ne dit pas lui-même.",
    add: "Ajouter et placer",
    noCaption: "Sans légende",
    blocked: (rights) => `Cette photo ne peut pas être choisie. ${rights}`,
    knownBlocked: (rights) => `Cette photo est déjà dans la photothèque. ${rights}`,
    enteredBlocked: (rights) =>
      `La photo est entrée dans la photothèque, mais ne peut pas être choisie. ${rights}`,
    again: "Rien n’est perdu : réessayez.",
    login: "Reconnectez-vous dans un autre onglet, puis réessayez : rien n’est perdu.",
    kept: "La photo vous attend dans « Envoyer des photos ».",
  }
  // As the page of sending offers them: a computer that does not know HEIC sees its name alone.
  const KINDS =
    "image/jpeg,image/png,image/webp,image/avif,image/gif,image/tiff,image/heic,image/heif,.heic,.heif"
  // Of these the dialog asks what the file does not say; the others are folded away.
  const ASKED = ["caption", "alt", "credit"]
  const desk = () => window.deskDialogue
  const sending = () => window.deskSending

  // The library's rows by number, of all that this page has seen.
  const known = new Map()
  const waiting = new Set()
  let asked = null

  const keep = (row) => known.set(String(row.id), row)

  async function rows(query, signal) {
    const wanted = new URLSearchParams(query)
    const answer = await desk().ask(`${sending().base()}pictures/?${wanted}`, { signal })
    const found = Object.assign(answer.rows, { more: answer.more })
    found.forEach(keep)
    return found
  }

  /** The row of a picture; those of a whole text are asked for at once. */
  function find(id) {
    if (known.has(id)) return Promise.resolve(known.get(id))
    waiting.add(id)
    asked ??= new Promise((resolve) => {
      setTimeout(async () => {
        const ids = [...waiting]
        waiting.clear()
        asked = null
        try {
          for (const row of await rows({ ids: ids.join() })) ids.splice(ids.indexOf(String(row.id)), 1)
          for (const unknown of ids) known.set(unknown, null)
          resolve()
        } catch (failure) {
          // Not kept: the next look asks again.
          resolve(failure.message)
        }
      }, 0)
    })
    return asked.then((failure) => (failure ? { failure } : known.get(id)))
  }

  const seen = (id) => known.get(id)

  const image = (files, alt, sizes) =>
    desk().make("img", { ...files, alt, sizes, draggable: false, decoding: "async" })

  function card(row) {
    const { make } = desk()
    return make(
      row.showable ? "figure.photo-carte" : "figure.photo-carte.photo-carte-close",
      {},
      row.thumb ? image({ ...row.thumb, loading: "lazy" }, row.alt, "14rem") : make("div.photo-sans"),
      make(
        "figcaption",
        {},
        make("span.photo-carte-legende", {}, row.caption || row.alt || WORDS.noCaption),
        make("span", {}, row.credit),
        make(`span.state.photo-${row.standing}`, {}, row.standing_words),
        make("small", {}, row.rights),
      ),
    )
  }

  // Sending ----------------------------------------------------------------------------------

  function refuse(answer) {
    const { Refusal } = desk()
    const advice = answer.kind === "login" ? WORDS.login : answer.heldUp ? WORDS.again : ""
    throw new Refusal(`${answer.sentence} ${advice}`.trim())
  }

  /** The row of a picture that entered, or that was there already. Throws a Refusal: it stays in
      the library, and is not placed while its rights do not hold. */
  function placeable({ kind, picture }) {
    if (!picture.showable) {
      const words = kind === "known" ? WORDS.knownBlocked : WORDS.enteredBlocked
      throw new (desk().Refusal)(words(picture.rights))
    }
    keep(picture)
    return picture
  }

  /** Sends a file; asks what it does not say itself. Gives the library's row, or null. */
  async function upload(file) {
    const answer = await sending().send(file, { enter: true })
    if (answer.picture) return placeable(answer)
    if (answer.kind !== "waiting") return refuse(answer)
    const completed = await complete(answer)
    return completed && placeable(completed)
  }

  /** Gives the server's answer once the picture is in the library, or null. */
  function complete({ name, html }) {
    const { make, open } = desk()
    const holder = make("div.photo-complete", { innerHTML: html })
    const form = holder.querySelector("[data-pending]")
    const empty = ASKED.filter((field) => !sending().control(form, field)?.value.trim())
    const more = form.querySelector("details")
    for (const row of [...form.querySelectorAll(".photo-card-fields > [data-field]")].reverse()) {
      const field = row.dataset.field
      const wanted = empty.includes(field === "decorative" ? "alt" : field)
      if (!wanted && !row.querySelector("[aria-invalid=true]")) more?.querySelector("summary").after(row)
    }
    return open({
      title: WORDS.complete(name),
      label: WORDS.add,
      wide: true,
      body: [make("p.dialogue-help", {}, WORDS.completeHelp), holder],
      start: sending().control(form, empty[0] ?? "alt"),
      async accept() {
        const answer = await sending().complete(form)
        if (answer.picture) return answer
        if (answer.kind !== "refused" || answer.sentence) refuse(answer)
        sending().complain(form, answer.errors)?.focus()
        return undefined
      },
    })
  }

  // Choosing -------------------------------------------------------------------------------

  /** Opens the library; gives the row chosen or sent, or null. The focus goes back by itself. */
  function pick(title) {
    const { make, finder, open } = desk()
    const search = finder({
      label: WORDS.search,
      placeholder: WORDS.searchHint,
      empty: WORDS.empty,
      grid: true,
      search: (words, signal, from = 0) => rows({ q: words, from }, signal),
      render: card,
      blocked: (row) => (row.showable ? "" : WORDS.blocked(row.rights)),
      choose: (row) => body.dialog.finish(row),
    })
    const input = make("input", { type: "file", accept: KINDS, hidden: true })
    const button = make("button.button", { type: "button" }, WORDS.upload)
    const zone = make(
      "div.photo-depot", {}, input, button, make("span.dialogue-help", {}, WORDS.dropHere),
    )
    const body = make("div", {}, search, zone)

    async function sendOne(file) {
      if (!file) return
      body.dialog.complain("")
      button.disabled = true
      button.textContent = WORDS.sending(file.name)
      try {
        const row = await upload(file)
        if (row) body.dialog.finish(row)
        else body.dialog.complain(WORDS.kept)
      } catch (failure) {
        body.dialog.complain(failure.message)
      } finally {
        button.disabled = false
        button.textContent = WORDS.upload
        input.value = ""
      }
    }
    button.addEventListener("click", () => input.click())
    input.addEventListener("change", () => sendOne(input.files[0]))
    body.addEventListener("dragover", (event) => {
      event.preventDefault()
      zone.classList.add("is-over")
    })
    body.addEventListener("dragleave", () => zone.classList.remove("is-over"))
    body.addEventListener("drop", (event) => {
      event.preventDefault()
      zone.classList.remove("is-over")
      sendOne(event.dataTransfer.files[0])
    })
    search.refresh()
    return open({ title, body, wide: true, start: search.input })
  }

  window.deskPicker = { pick, upload, find, seen, image, WORDS }
})()
