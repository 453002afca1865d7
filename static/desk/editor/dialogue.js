/* Dialogs of the desk: a title, a form, a list of results. Nothing here knows an editor.

   The browser's own <dialog> keeps the focus inside and gives it back on closing; what is left to
   do is the list of results (a combobox, as the ARIA practices describe it), the waiting, and the
   sentences. */
;(() => {
  "use strict"

  const WORDS = {
    cancel: "Annuler",
    close: "Fermer",
    searching: "Recherche…",
    nothing: "Rien de ce nom.",
    results: (count) => (count > 1 ? `${count} résultats` : `${count} résultat`),
    first: (count) => `Les ${count} premiers résultats`,
    more: "Plus",
    offline: "Le serveur ne répond pas : réessayez dans un instant. Votre texte reste ici.",
    loggedOut: "Votre session a expiré : reconnectez-vous dans un autre onglet, puis réessayez.",
    refused: "Vous n’avez pas ce droit : demandez-le à votre rédaction en chef.",
    broken: "Le serveur n’a pas su répondre : réessayez, puis signalez-le.",
  }
  const PATIENCE = 180 // milliseconds after the last key before asking the server
  let numbers = 0

  /** An element: `make("p.help", {hidden: true}, "words", child…)`. Words are never markup. */
  function make(kind, properties = {}, ...children) {
    const [name, ...classes] = kind.split(".")
    const element = document.createElement(name)
    if (classes.length) element.className = classes.join(" ")
    for (const [key, value] of Object.entries(properties)) {
      if (value === undefined || value === null) continue
      if (key in element && !key.startsWith("aria")) element[key] = value
      else element.setAttribute(key, value)
    }
    element.append(...children.filter((child) => child !== null && child !== undefined))
    return element
  }

  function base() {
    return (
      document.querySelector("[data-lookups]")?.dataset.lookups ?? "/admin/articles/article/desk/"
    )
  }

  /** The article at hand: its date decides which position of a person is printed. */
  function article() {
    return location.pathname.match(/\/article\/(\d+)\/change\//)?.[1] ?? ""
  }

  /** What dates the text: the article, and the events that it covers, saved or not. */
  function dating() {
    const events = document.querySelector("[name=event_choices]")
    if (!events) return { article: article() }
    const chosen = new FormData(events.form).getAll("event_choices")
    return { article: article(), events: chosen.join(",") }
  }

  /** A failure that has a sentence for the writer. */
  class Refusal extends Error {}

  async function ask(address, options) {
    let response
    try {
      response = await fetch(address, { credentials: "same-origin", redirect: "manual", ...options })
    } catch (error) {
      if (error.name === "AbortError") throw error
      throw new Refusal(WORDS.offline)
    }
    // The admin sends whoever is not logged in to its login page.
    if (response.type === "opaqueredirect") throw new Refusal(WORDS.loggedOut)
    if (response.status === 403) {
      // The library's addresses say it in JSON.
      const { login = false } = await response.json().catch(() => ({}))
      throw new Refusal(login ? WORDS.loggedOut : WORDS.refused)
    }
    if (response.status !== 400 && !response.ok) throw new Refusal(WORDS.broken)
    return response.json()
  }

  /** The rows of a lookup; throws a Refusal. */
  async function rows(route, query, signal) {
    const wanted = new URLSearchParams(query)
    return (await ask(`${base()}${route}/?${wanted}`, { signal })).rows
  }

  /** A labelled control, with room for what is wrong with it. */
  function field(label, control, help = "") {
    control.id ||= `dialogue-${++numbers}`
    const note = make("p.dialogue-help", { id: `${control.id}-help` }, help)
    const error = make("p.dialogue-error", { id: `${control.id}-error`, hidden: true })
    control.setAttribute("aria-describedby", `${note.id} ${error.id}`)
    const row = make(
      "div.dialogue-field",
      {},
      make("label", { htmlFor: control.id }, label),
      control,
      help ? note : null,
      error,
    )
    row.control = control
    row.complain = (sentence) => {
      error.textContent = sentence
      error.hidden = !sentence
      control.setAttribute("aria-invalid", sentence ? "true" : "false")
    }
    return row
  }

  /** A group of radio buttons. `choices` are [value, label]. */
  function choice(label, choices, chosen) {
    const name = `dialogue-choice-${++numbers}`
    const group = make("fieldset.dialogue-choice", {}, make("legend", {}, label))
    for (const [value, words] of choices) {
      const radio = make("input", { type: "radio", name, value, checked: value === chosen })
      group.append(make("label", {}, radio, words))
    }
    Object.defineProperty(group, "value", {
      get: () => group.querySelector(":checked")?.value ?? "",
    })
    return group
  }

  /** A search box with its results beneath: type, ↓ ↑, Enter.

      `search(words, signal)` gives rows; `render(row)` an element; `choose(row, event)` is called
      with the one taken, and the press or the key that took it. `empty` says what stands there when nothing is found; `blocked(row)` why that
      one cannot be taken. */
  function finder({
    label, placeholder = "", search, render, choose, empty, grid = false, blocked = () => "",
  }) {
    const id = `dialogue-list-${++numbers}`
    const list = make(grid ? "ul.dialogue-results.dialogue-grid" : "ul.dialogue-results", {
      id,
      role: "listbox",
      "aria-label": label,
    })
    const input = make("input.dialogue-search", {
      type: "text",
      role: "combobox",
      placeholder,
      autocomplete: "off",
      spellcheck: false,
      "aria-controls": id,
      "aria-expanded": "true",
      "aria-autocomplete": "list",
    })
    const status = make("p.dialogue-status", { role: "status" })
    const more = make("button.button", { type: "button", hidden: true }, WORDS.more)
    let found = []
    let active = -1
    let timer = 0
    let asking = null
    // Enter pressed before the answer came: it takes the first row when it does.
    let hurried = null

    function activate(number) {
      const options = list.children
      options[active]?.setAttribute("aria-selected", "false")
      active = number < 0 || !options.length ? -1 : number % options.length
      const option = options[active]
      option?.setAttribute("aria-selected", "true")
      option?.scrollIntoView({ block: "nearest" })
      if (option) input.setAttribute("aria-activedescendant", option.id)
      else input.removeAttribute("aria-activedescendant")
    }

    function take(row, event) {
      const reason = blocked(row)
      if (reason) status.textContent = reason
      else choose(row, event)
    }

    function optionOf(row, number) {
      const option = make("li", { id: `${id}-${number}`, role: "option" }, render(row))
      option.setAttribute("aria-selected", "false")
      if (blocked(row)) option.setAttribute("aria-disabled", "true")
      option.addEventListener("click", (event) => take(row, event))
      // The focus stays in the search box, which speaks for the list.
      option.addEventListener("mousedown", (event) => event.preventDefault())
      return option
    }

    /** How many there are; of a list that goes on, how many of the first. */
    function count(goesOn) {
      more.hidden = !goesOn
      const words = goesOn ? WORDS.first : WORDS.results
      status.textContent = found.length ? words(found.length) : (empty ?? WORDS.nothing)
    }

    function show(rowsFound) {
      found = [...rowsFound]
      active = -1
      list.removeAttribute("aria-busy")
      list.replaceChildren(...found.map(optionOf))
      count(rowsFound.more)
      // Enter takes the first row of a search that was typed, never one that nobody asked for.
      activate(input.value.trim() ? 0 : -1)
      list.scrollTop = 0
      if (hurried && found.length) take(found[0], hurried)
      hurried = null
    }

    /** What stands in the list, and what would follow it, no longer answers what is typed. */
    function wait() {
      asking?.abort()
      clearTimeout(timer)
      list.setAttribute("aria-busy", "true")
      status.textContent = WORDS.searching
      more.hidden = true
    }

    async function refresh() {
      wait()
      asking = new AbortController()
      const { signal } = asking
      try {
        const answered = await search(input.value.trim(), signal)
        if (!signal.aborted) show(answered)
      } catch (error) {
        if (error.name === "AbortError") return
        hurried = null
        show([])
        status.textContent = error instanceof Refusal ? error.message : WORDS.broken
      }
    }

    more.addEventListener("click", async () => {
      const { signal } = asking
      const before = found.length
      more.disabled = true
      try {
        const next = await search(input.value.trim(), signal, before)
        if (signal.aborted) return
        found = [...found, ...next]
        list.append(...next.map((row, number) => optionOf(row, before + number)))
        count(next.more)
        if (document.activeElement === document.body || more.hidden) input.focus()
        activate(before)
      } catch (error) {
        if (error.name !== "AbortError") {
          status.textContent = error instanceof Refusal ? error.message : WORDS.broken
        }
      } finally {
        more.disabled = false
      }
    })

    /** How far ↓ goes: a line of a grid, a row of a list. */
    function line() {
      if (!grid || list.children.length < 2) return 1
      const top = list.children[0].offsetTop
      const next = [...list.children].findIndex((option) => option.offsetTop > top)
      return next < 1 ? list.children.length : next
    }

    input.addEventListener("input", () => {
      // An answer to fewer letters, still on its way, would pass for the answer to these.
      wait()
      hurried = null
      timer = setTimeout(refresh, PATIENCE)
    })
    input.addEventListener("keydown", (event) => {
      const steps = { ArrowDown: line(), ArrowUp: -line() }
      if (grid && active >= 0) Object.assign(steps, { ArrowRight: 1, ArrowLeft: -1 })
      if (event.key in steps) {
        event.preventDefault()
        step(steps[event.key], event.key === "ArrowUp")
      } else if (event.key === "Enter") {
        // Enter never sends the form from here: it takes the row, or does nothing.
        event.preventDefault()
        if (list.hasAttribute("aria-busy")) hurried = input.value.trim() ? event : null
        else if (found[active]) take(found[active], event)
      }
    })
    /** A list turns round at its ends, a grid stops there. */
    function step(by, up) {
      const last = found.length - 1
      if (active < 0) activate(up ? last : 0)
      else if (grid) activate(Math.max(0, Math.min(last, active + by)))
      else activate((active + by + found.length) % found.length)
    }

    const row = make(
      "div.dialogue-finder",
      {},
      make("label", { htmlFor: (input.id = `${id}-input`) }, label),
      input,
      status,
      list,
      more,
    )
    Object.assign(row, { input, refresh, list })
    return row
  }

  /** Who: a finder that folds to a name once somebody is chosen.

      `person` is {id, name} or null; `changed(row or null)` tells of a choice. */
  function signatory({ label, placeholder, none, person = null, changed = () => {} }) {
    const box = make("div.dialogue-person")
    box.person = person

    function fold() {
      const other = make("button.dialogue-quiet", { type: "button" }, none)
      other.addEventListener("click", () => {
        box.person = null
        changed(null)
        unfold(true)
      })
      box.replaceChildren(
        make("span.dialogue-label", {}, label),
        make("p.dialogue-chosen", {}, make("strong", {}, box.person.name), other),
      )
    }

    function unfold(focus) {
      const search = finder({
        label,
        placeholder,
        search: (words, signal) =>
          words ? rows("people", { q: words, ...dating() }, signal) : Promise.resolve([]),
        empty: "",
        render: (row) =>
          make("span", {}, make("strong", {}, row.name), make("small", {}, row.position)),
        choose: (row) => {
          box.person = row
          fold()
          changed(row)
        },
      })
      box.replaceChildren(search)
      if (focus) search.input.focus()
    }

    if (person) fold()
    else unfold(false)
    return box
  }

  /** The person of that identifier, or null when the directory no longer knows them. */
  async function person(id) {
    if (!id) return null
    try {
      return (await rows("people", { ids: id, ...dating() }))[0] ?? { id, name: `n° ${id}` }
    } catch {
      return { id, name: `n° ${id}` }
    }
  }

  /** Opens a dialog and gives what `accept` returned, or null when it was left.

      `body` is shown in a form; `accept()` may be asynchronous, and keeps the dialog open by
      returning nothing. `extra` are buttons [label, value] at the start of the row. */
  function open({ title, body, accept, label = "", extra = [], wide = false, start }) {
    const heading = make("h2", { id: `dialogue-title-${++numbers}` }, title)
    const close = make("button.dialogue-close", { type: "button", "aria-label": WORDS.close }, "×")
    const cancel = make("button.button", { type: "button" }, WORDS.cancel)
    const error = make("p.dialogue-error", { role: "alert", hidden: true })
    const buttons = make("div.dialogue-buttons")
    const form = make("form", { method: "dialog", noValidate: true })
    const dialog = make(wide ? "dialog.dialogue.dialogue-wide" : "dialog.dialogue", {
      "aria-labelledby": heading.id,
    })
    const before = document.activeElement

    return new Promise((resolve) => {
      let result = null

      const finish = (value) => {
        result = value
        dialog.close()
      }
      for (const [words, value] of extra) {
        const button = make("button.dialogue-quiet", { type: "button" }, words)
        button.addEventListener("click", () => finish(value))
        buttons.append(button)
      }
      buttons.append(make("span.dialogue-space"), cancel)
      if (label) buttons.append(make("button.button.default", { type: "submit" }, label))
      form.append(
        make("header", {}, heading, close),
        make("div.dialogue-body", {}, ...[body].flat()),
        error,
        buttons,
      )
      dialog.append(form)

      close.addEventListener("click", () => finish(null))
      cancel.addEventListener("click", () => finish(null))
      form.addEventListener("submit", async (event) => {
        event.preventDefault()
        if (!accept || dialog.hasAttribute("aria-busy")) return
        error.hidden = true
        dialog.setAttribute("aria-busy", "true")
        try {
          const value = await accept()
          if (value !== undefined) finish(value)
        } catch (failure) {
          error.textContent = failure instanceof Refusal ? failure.message : WORDS.broken
          error.hidden = false
        } finally {
          dialog.removeAttribute("aria-busy")
        }
      })
      // A chord of the page behind must not act on it while it is covered.
      dialog.addEventListener("keydown", (event) => event.stopPropagation())
      dialog.addEventListener("close", () => {
        dialog.remove()
        before?.focus?.({ preventScroll: true })
        resolve(result)
      })
      dialog.finish = finish
      dialog.complain = (sentence) => {
        error.textContent = sentence
        error.hidden = !sentence
      }
      for (const part of [body].flat()) part.dialog = dialog
      document.body.append(dialog)
      dialog.showModal()
      ;(start ?? dialog.querySelector("input, textarea, select"))?.focus()
    })
  }

  window.deskDialogue = {
    make, open, field, choice, finder, signatory, person, rows, ask, dating, Refusal,
  }
})()
