/* Sending files to the picture library: what became of each is one word and one sentence. Nothing
   here draws anything; the page that sends many and the picker that sends one both call it. */
;(() => {
  "use strict"

  const SENTENCES = {
    offline: "La connexion est coupée ou le serveur ne répond pas.",
    login: "Votre session a expiré.",
    heavy: "Ce fichier est trop lourd : exportez-en un plus léger (40 Mo au plus).",
    broken: "Le serveur n’a pas su traiter ce fichier : réessayez, puis signalez-le.",
    gone: "Cette photo n’attend plus : elle a été complétée ou retirée dans un autre onglet.",
  }
  // After which the sending is held up, not the file refused: it can be taken up again.
  const HELD_UP = new Set(["offline", "login", "broken"])
  const BY_STATUS = { 200: "known", 201: "entered", 202: "waiting", 400: "refused", 404: "gone", 413: "heavy" }

  function base() {
    return document.querySelector("[data-library]")?.dataset.library ?? "/admin/images/image/"
  }

  /** The token that the server expects now: logging in elsewhere changes it under an open page. */
  function token() {
    const found = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)
    return found
      ? decodeURIComponent(found[1])
      : (document.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? "")
  }

  function outcome(status, answer) {
    let kind = BY_STATUS[status] ?? "broken"
    // A 403 that is no JSON of ours: a token that the server no longer knows.
    if (status === 403) kind = answer && !answer.login ? "refused" : "login"
    if (status < 300 && !answer) kind = "broken"
    const whole = [...(answer?.errors?.file ?? []), ...(answer?.errors?.all ?? [])]
    return {
      ...answer,
      kind,
      heldUp: HELD_UP.has(kind),
      sentence: kind === "refused" ? whole.join(" ") : (SENTENCES[kind] ?? ""),
    }
  }

  /** POSTs a form; `progress` is told what part was sent, from 0 to 1. Never rejects. */
  function post(route, form, progress = () => {}) {
    return new Promise((resolve) => {
      const request = new XMLHttpRequest()
      request.open("POST", `${base()}${route}`)
      request.setRequestHeader("X-CSRFToken", token())
      request.setRequestHeader("Accept", "application/json")
      request.upload.addEventListener("progress", (event) => {
        if (event.lengthComputable) progress(event.loaded / event.total)
      })
      request.addEventListener("load", () => {
        let answer = null
        try {
          answer = JSON.parse(request.responseText)
        } catch {
          // A page of a proxy, or the server's own.
        }
        resolve(outcome(request.status, answer))
      })
      for (const failure of ["error", "timeout", "abort"]) {
        request.addEventListener(failure, () => resolve(outcomeOf("offline")))
      }
      request.send(form)
    })
  }

  function outcomeOf(kind) {
    return { kind, heldUp: HELD_UP.has(kind), sentence: SENTENCES[kind] }
  }

  /** Sends a file; with `enter`, one that lacks nothing goes straight into the library. */
  function send(file, { enter = false, most = Infinity, progress } = {}) {
    if (file.size > most) return Promise.resolve(outcomeOf("heavy"))
    const form = new FormData()
    form.append("file", file)
    if (enter) form.append("enter", "on")
    return post("send/file/", form, progress)
  }

  /** The fields of a card, by the names that the server gave them. */
  function typed(card) {
    const form = new FormData()
    for (const control of card.querySelectorAll("[name]")) {
      if (control.type !== "checkbox") form.append(control.name, control.value)
      else if (control.checked) form.append(control.name, "on")
    }
    return form
  }

  const complete = (card) => post(`send/${card.dataset.pending}/`, typed(card))
  const discard = (card) => post(`send/${card.dataset.pending}/discard/`, new FormData())

  const field = (card, name) => card.querySelector(`[data-field="${name}"]`)
  const control = (card, name) => field(card, name)?.querySelector("[name]")

  /** What the card still lacks, by the names of its fields: those that the library demands. */
  function lacking(card) {
    const found = []
    // “DR” is a credit by itself: the note of the search stands for the name.
    const reserved = control(card, "credit_form")?.value === "dr"
    if (!reserved && !control(card, "credit")?.value.trim()) found.push("credit")
    if (!control(card, "alt")?.value.trim() && !control(card, "decorative")?.checked) found.push("alt")
    // What is read in the picture is told in words too.
    const read = control(card, "credit_form")?.value === "infographic" || control(card, "text_inside")?.checked
    if (read && !control(card, "long_description")?.value.trim()) found.push("long_description")
    return found
  }

  /** Says what is wrong at each field; gives the first control concerned. */
  function complain(card, errors = {}) {
    let first = null
    for (const row of card.querySelectorAll("[data-field]")) {
      const said = (errors[row.dataset.field] ?? []).join(" ")
      const place = row.querySelector(".photo-error")
      const input = row.querySelector("[name]")
      place.textContent = said
      place.hidden = !said
      input.setAttribute("aria-invalid", said ? "true" : "false")
      if (!said) continue
      input.setAttribute("aria-describedby", place.id)
      const folded = row.closest("details")
      if (folded) folded.open = true
      first ??= input
    }
    return first
  }

  window.deskSending = { base, send, complete, discard, lacking, complain, control, post }
})()
