// Sending one picture or fifty, then completing each: see images/desk/sending.py.
//
// A file that arrived waits on the server, with its form: leaving or reloading this page loses
// none. What was typed and not yet sent is kept in this browser, as are the names of the files
// that had not left, so that the page can say on return which ones to choose again.

const WORDS = {
  waiting: "en attente",
  sending: (part) => `envoi, ${Math.round(part * 100)} %`,
  reading: "le serveur la lit…",
  received: "reçue : relisez sa fiche ci-dessous",
  known: "déjà dans la photothèque : ",
  open: "voir la photo",
  refused: "refusée : ",
  retry: "Réessayer",
  forget: "Retirer",
  discard: "Retirer cette photo",
  discarded: (name) => `« ${name} » est retirée : elle n’entrera pas dans la photothèque.`,
  entered: "ajoutée à la photothèque : ",
  ready: "Prête",
  wrong: "À corriger",
  lacks: { credit: "crédit", alt: "description (texte alternatif)", long_description: "description détaillée" },
  lacking: (names) => `À compléter : ${names.join(", ")}`,
  pause: (sentence, left) =>
    `${sentence} ${left > 1 ? `${left} envois attendent` : "Un envoi attend"} : rien n’est perdu.`,
  reconnect: "Se reconnecter dans un autre onglet",
  resume: "Reprendre",
  lost: (names) =>
    names.length > 1
      ? `${names.length} fichiers n’étaient pas encore partis quand la page a été quittée : choisissez-les à nouveau (${names.join(", ")}).`
      : `« ${names[0]} » n’était pas encore partie quand la page a été quittée : choisissez-la à nouveau.`,
  enter: (count) =>
    count > 1 ? `Ajouter les ${count} photos prêtes` : count ? "Ajouter la photo prête" : "Aucune photo n’est prête",
  count: (cards, ready) =>
    `${cards} ${cards > 1 ? "photos" : "photo"} à relire, ${ready} ${ready > 1 ? "prêtes" : "prête"}`,
  done: (count) => (count > 1 ? `${count} photos ajoutées à la photothèque.` : "Une photo ajoutée à la photothèque."),
  some: (count) =>
    count > 1 ? `${count} photos restent à corriger : voyez leurs fiches.` : "Une photo reste à corriger : voyez sa fiche.",
}
const AT_ONCE = 3
const PATIENCE = 300 // milliseconds after the last key before what was typed is kept

const { send, complete, discard, lacking, complain, control } = window.deskSending
const page = document.querySelector("[data-library]")
const most = Number(page.dataset.mostBytes)
const at = (id) => document.getElementById(id)
const [drop, chooser, queue, cards, pauseBox, said] = [
  "photo-drop", "photo-files", "photo-queue", "photo-cards", "photo-pause", "photo-said",
].map(at)
const KEPT = `newsroom.pictures.${page.dataset.user}.`

function make(kind, properties = {}, ...children) {
  const [name, ...classes] = kind.split(".")
  const element = Object.assign(document.createElement(name), properties)
  if (classes.length) element.className = classes.join(" ")
  element.append(...children)
  return element
}

// What this browser keeps ------------------------------------------------------------------

function keep(name, value) {
  try {
    if (value === null) localStorage.removeItem(KEPT + name)
    else localStorage.setItem(KEPT + name, JSON.stringify(value))
  } catch {
    // Storage is full or refused: the page warns before it is left, all the same.
  }
}

function kept(name) {
  try {
    return JSON.parse(localStorage.getItem(KEPT + name))
  } catch {
    return null
  }
}

function valuesOf(card) {
  const found = {}
  for (const input of card.querySelectorAll("[name]")) {
    found[input.name] = input.type === "checkbox" ? input.checked : input.value
  }
  return found
}

function fill(card, values) {
  for (const input of card.querySelectorAll("[name]")) {
    if (!(input.name in (values ?? {}))) continue
    if (input.type === "checkbox") input.checked = values[input.name]
    else input.value = values[input.name]
  }
}

// The files, on their way ------------------------------------------------------------------

const tasks = []
let paused = false

function add(files) {
  for (const file of files) {
    const task = { file, state: "waiting" }
    task.bar = make("progress", { max: 1, value: 0 })
    task.bar.setAttribute("aria-label", file.name)
    task.words = make("span.photo-queue-words", {}, WORDS.waiting)
    task.tools = make("span.photo-queue-tools")
    task.row = make("li.photo-queue-row", {}, make("strong", {}, file.name), task.bar, task.words, task.tools)
    queue.append(task.row)
    tasks.push(task)
  }
  next()
}

const left = () => tasks.filter((task) => ["waiting", "sending", "held"].includes(task.state))

function remember() {
  const names = left().map((task) => task.file.name)
  keep("unsent", names.length ? names : null)
}

function next() {
  remember()
  if (paused) return
  for (const task of tasks) {
    if (tasks.filter((one) => one.state === "sending").length >= AT_ONCE) return
    if (task.state === "waiting") run(task)
  }
}

async function run(task) {
  say(task, "sending", WORDS.sending(0))
  const answer = await send(task.file, {
    most,
    progress(part) {
      task.bar.value = part
      task.words.textContent = part < 1 ? WORDS.sending(part) : WORDS.reading
    },
  })
  const what = { waiting: received, known, entered: known, refused, heavy: refused, gone: refused }
  if (answer.heldUp) held(task, answer)
  else what[answer.kind](task, answer)
  next()
}

function say(task, state, ...words) {
  task.state = state
  task.row.dataset.state = state
  task.words.replaceChildren(...words)
  task.tools.replaceChildren()
  task.bar.hidden = state !== "sending"
}

function link(picture) {
  return make("a", { href: picture.url, target: "_blank" }, picture.caption || picture.alt || WORDS.open)
}

function received(task, answer) {
  say(task, "received", WORDS.received)
  show(answer)
}

function known(task, answer) {
  say(task, "known", WORDS.known, link(answer.picture))
}

function refused(task, answer) {
  say(task, "refused", WORDS.refused, answer.sentence)
  const forget = make("button.linklike", { type: "button" }, WORDS.forget)
  forget.addEventListener("click", () => {
    tasks.splice(tasks.indexOf(task), 1)
    task.row.remove()
  })
  task.tools.append(forget)
}

/** The way is blocked, not the file refused: it waits, with all that follow it. */
function held(task, answer) {
  say(task, "held", answer.sentence)
  const retry = make("button.linklike", { type: "button" }, WORDS.retry)
  retry.addEventListener("click", resume)
  task.tools.append(retry)
  // A server that stumbles on one file may well take the others.
  if (answer.kind !== "broken") pause(answer, left().length)
}

function pause(answer, waiting) {
  paused = true
  const parts = [make("p", {}, WORDS.pause(answer.sentence, waiting))]
  if (answer.kind === "login") {
    // Back here once logged in: the other tab can then be closed.
    const login = `${page.dataset.login}?next=${encodeURIComponent(page.dataset.library)}`
    parts.push(make("a.button", { href: login, target: "_blank" }, WORDS.reconnect), " ")
  }
  const button = make("button.button.default", { type: "button" }, WORDS.resume)
  button.addEventListener("click", resume)
  pauseBox.replaceChildren(...parts, button)
  pauseBox.hidden = false
}

function resume() {
  paused = false
  pauseBox.hidden = true
  for (const task of tasks) if (task.state === "held") say(task, "waiting", WORDS.waiting)
  next()
}

// The cards --------------------------------------------------------------------------------

const all = () => [...cards.querySelectorAll(".photo-card")]
// What the server refused of a card, as it stood: until something of it changes, it is not ready.
const turnedDown = new WeakMap()
const isRefused = (card) => turnedDown.get(card) === JSON.stringify(valuesOf(card))
const ready = () => all().filter((card) => !lacking(card).length && !isRefused(card))

function show({ pending, html }) {
  if (all().some((card) => card.dataset.pending === String(pending))) return
  const item = make("li", { innerHTML: html })
  cards.append(item)
  prepare(item.querySelector(".photo-card"))
  look()
}

function prepare(card) {
  const state = make("span.state.photo-card-state")
  const button = make("button.linklike.photo-card-discard", { type: "button" }, WORDS.discard)
  button.setAttribute("aria-label", `${WORDS.discard} : ${card.dataset.name}`)
  button.addEventListener("click", () => giveUp(card))
  card.querySelector(".photo-card-view").append(state, button)
  fill(card, kept(`typed.${card.dataset.pending}`))
  let timer = 0
  card.addEventListener("input", () => {
    look()
    clearTimeout(timer)
    timer = setTimeout(() => keepTyped(card), PATIENCE)
  })
  card.addEventListener("change", () => keepTyped(card))
}

const keepTyped = (card) => {
  // What was entered or given up meanwhile is kept no longer.
  if (card.isConnected) keep(`typed.${card.dataset.pending}`, valuesOf(card))
}

function look() {
  for (const card of all()) {
    const names = lacking(card)
    const state = card.querySelector(".photo-card-state")
    const wrong = !names.length && isRefused(card)
    if (names.length) state.textContent = WORDS.lacking(names.map((name) => WORDS.lacks[name]))
    else state.textContent = wrong ? WORDS.wrong : WORDS.ready
    state.classList.toggle("photo-soon", names.length > 0 || wrong)
    state.classList.toggle("photo-valid", !names.length && !wrong)
    for (const name of Object.keys(WORDS.lacks)) {
      control(card, name).closest("[data-field]").classList.toggle("is-lacking", names.includes(name))
    }
  }
  const [total, good] = [all().length, ready().length]
  at("photo-bar").hidden = !total
  at("photo-together").hidden = total < 2
  at("photo-count").textContent = WORDS.count(total, good)
  at("photo-enter").textContent = WORDS.enter(good)
  // Never `disabled`: the button says why nothing would happen, and keeps the focus.
  at("photo-enter").setAttribute("aria-disabled", String(!good))
}

function remove(card) {
  keep(`typed.${card.dataset.pending}`, null)
  card.closest("li").remove()
  look()
}

async function giveUp(card) {
  const answer = await discard(card)
  if (answer.heldUp || answer.kind === "refused") {
    said.textContent = answer.sentence
    return
  }
  said.textContent = WORDS.discarded(card.dataset.name)
  const row = card.closest("li")
  const neighbour = row.nextElementSibling ?? row.previousElementSibling
  remove(card)
  ;(neighbour?.querySelector(".photo-card-discard") ?? chooser).focus()
}

/** The pictures that lack nothing enter, one after the other; what is wrong is said on its card. */
async function enterAll() {
  if (cards.hasAttribute("aria-busy")) return
  cards.setAttribute("aria-busy", "true")
  let [entered, wrong, first] = [0, 0, null]
  for (const card of ready()) {
    const answer = await complete(card)
    if (["entered", "known", "gone"].includes(answer.kind)) {
      entered += answer.kind === "entered" ? 1 : 0
      report(card, answer)
      remove(card)
      continue
    }
    if (answer.heldUp) {
      pause(answer, ready().length)
      pauseBox.querySelector("button").addEventListener("click", enterAll, { once: true })
      break
    }
    wrong += 1
    if (answer.sentence) said.textContent = answer.sentence
    turnedDown.set(card, JSON.stringify(valuesOf(card)))
    look()
    const found = complain(card, answer.errors)
    first ??= found
  }
  cards.removeAttribute("aria-busy")
  const sentences = []
  if (entered) sentences.push(WORDS.done(entered))
  if (wrong) sentences.push(WORDS.some(wrong))
  if (sentences.length) said.textContent = sentences.join(" ")
  first?.focus()
}

function report(card, answer) {
  const words = make("span.photo-queue-words")
  if (answer.picture) {
    words.append(answer.kind === "entered" ? WORDS.entered : WORDS.known, link(answer.picture))
    if (answer.said) words.append(` ${answer.said}`)
  } else words.append(answer.sentence)
  const row = make("li.photo-queue-row", {}, make("strong", {}, card.dataset.name), words)
  row.dataset.state = answer.kind
  const task = tasks.find((one) => one.file.name === card.dataset.name && one.state === "received")
  if (task) task.row.replaceWith(row)
  else queue.append(row)
}

/** Copies what is typed once to every card: to what is empty there, or over what is filled. */
function applyToAll() {
  const over = at("photo-together-over").checked
  for (const shared of at("photo-together").querySelectorAll("[data-field]")) {
    const source = shared.querySelector("[name]")
    if (!source.value || (source.tagName === "SELECT" && !source.dataset.touched)) continue
    for (const card of all()) {
      const target = control(card, shared.dataset.field)
      if (target && (over || !target.value.trim() || source.tagName === "SELECT")) {
        target.value = source.value
      }
    }
  }
  all().forEach(keepTyped)
  look()
}

// Wiring -----------------------------------------------------------------------------------

chooser.addEventListener("change", () => {
  add(chooser.files)
  chooser.value = ""
})
for (const kind of ["dragenter", "dragover"]) {
  document.addEventListener(kind, (event) => {
    event.preventDefault()
    drop.classList.add("is-over")
  })
}
document.addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) drop.classList.remove("is-over")
})
// Anywhere on the page: a browser that is missed by an inch would leave for the file.
document.addEventListener("drop", (event) => {
  event.preventDefault()
  drop.classList.remove("is-over")
  add(event.dataTransfer.files)
})
window.addEventListener("online", () => paused && resume())
window.addEventListener("beforeunload", (event) => {
  if (left().length) event.preventDefault()
})
at("photo-together").addEventListener("change", (event) => {
  event.target.dataset.touched = "true"
})
at("photo-together-apply").addEventListener("click", applyToAll)
at("photo-forms").addEventListener("submit", (event) => {
  event.preventDefault()
  if (ready().length) enterAll()
  else said.textContent = WORDS.enter(0)
})

const unsent = kept("unsent")
if (Array.isArray(unsent) && unsent.length) {
  at("photo-lost").textContent = WORDS.lost(unsent)
  at("photo-lost").hidden = false
  keep("unsent", null)
}
all().forEach(prepare)
look()
