/* Beside the text, live: its length as it will be printed and the lengths of title and chapô.
   The counting is that of prose/plain.py, rule for rule: a test compares the two. */

const WORDS = {
  heading: "Longueur",
  signs: count => `${grouped(count)} signe${count > 1 ? "s" : ""}, espaces comprises`,
  sheets: count => `${count.toLocaleString("fr-FR", DECIMAL)} feuillet${count >= 2 ? "s" : ""}`,
  minutes: count => `Lecture : ${count} min`,
  commissioned: (count, wanted) =>
    `${grouped(count)} signe${count > 1 ? "s" : ""} sur ${grouped(wanted)} commandés`,
  title: "Titre",
  standfirst: "Chapô",
  of: (count, most) => `${count} / ${most}`,
  empty: "vide",
  good: "bonne longueur",
  short: least => `court : au moins ${least}`,
  long: most => `long : ${most} au plus`,
  refused: most => `trop long : refusé au-delà de ${most}`,
}
const DECIMAL = { minimumFractionDigits: 1, maximumFractionDigits: 1 }
const SIGNS_A_SHEET = 1500
const WORDS_A_MINUTE = 220
const TITLE = { best: 90, most: 110 }
const STANDFIRST = { least: 150, best: 500, most: 1000 }
const PAUSE = 150

const BLOCK_END =
  /<\/(?:p|h2|h3|li|blockquote|figcaption|td|th|caption|footer)>|<br\s*\/?>/giu
const NOT_READ_IN_LINE = /<(figure|aside)\b.*?<\/\1>/gisu
const TAG = /<[^>]*>/gu
// Python's blanks: those of JavaScript but one, and a few that nobody types.
const SPACES = /[^\S\ufeff]+/gu
const WORD = /[\p{L}\p{N}]+(?:[’'-][\p{L}\p{N}]+)*/gu

const grouped = count => count.toLocaleString("fr-FR")
const decoder = document.createElement("textarea")

function decoded(text) {
  if (!text.includes("&")) return text
  // A textarea reads entities and nothing else: no element is made, nothing loads.
  decoder.innerHTML = text
  return decoder.value
}

/** prose.plain.text_of */
export function textOf(html) {
  const words = html.replace(BLOCK_END, " ").replace(TAG, "")
  return decoded(words).replace(SPACES, " ").trim()
}

/** prose.plain.signs: characters, not the halves that JavaScript counts. */
export function signs(html) {
  return Array.from(textOf(html)).length
}

export function words(text) {
  return (text.match(WORD) ?? []).length
}

/** Python rounds a half to the even side. */
function rounded(number) {
  const floor = Math.floor(number)
  if (number - floor !== 0.5) return Math.round(number)
  return floor % 2 ? floor + 1 : floor
}

/** prose.plain.reading_minutes */
export function readingMinutes(html) {
  const inLine = textOf(html.replace(NOT_READ_IN_LINE, " "))
  return Math.max(1, rounded(words(inLine) / WORDS_A_MINUTE))
}

/** What is said of a length: its level, for the colour, and the words, for everybody. */
export function judged(count, { least = 0, best, most }) {
  if (!count) return { level: "none", said: WORDS.empty }
  if (count > most) return { level: "over", said: WORDS.refused(most) }
  if (count > best) return { level: "long", said: WORDS.long(best) }
  if (count < least) return { level: "short", said: WORDS.short(least) }
  return { level: "good", said: WORDS.good }
}

function made(tag, className, parent) {
  const element = document.createElement(tag)
  element.className = className
  parent.append(element)
  return element
}

/** A bar with its name, its count and, in words, what its colour says. */
function gauge(parent, name, field, limits) {
  const row = made("div", "desk-gauge", parent)
  const label = made("span", "desk-gauge-name", row)
  label.textContent = name
  label.id = `desk-gauge-${field.id}`
  const count = made("span", "desk-gauge-count", row)
  const bar = made("div", "desk-gauge-bar", row)
  bar.setAttribute("role", "meter")
  bar.setAttribute("aria-labelledby", label.id)
  bar.setAttribute("aria-valuemin", "0")
  bar.setAttribute("aria-valuemax", String(limits.best))
  const filled = made("span", "desk-gauge-filled", bar)
  const said = made("span", "desk-gauge-said", row)
  const show = () => {
    const length = Array.from(field.value.trim()).length
    const { level, said: sentence } = judged(length, limits)
    row.dataset.level = level
    count.textContent = WORDS.of(length, limits.best)
    said.textContent = sentence
    bar.setAttribute("aria-valuenow", String(Math.min(length, limits.best)))
    bar.setAttribute("aria-valuetext", `${count.textContent}, ${sentence}`)
    filled.style.inlineSize = `${Math.min(100, (100 * length) / limits.best)}%`
  }
  field.addEventListener("input", show)
  show()
}

function bodyCounts(container) {
  const list = made("ul", "desk-counts", container)
  const [length, sheets, minutes] = [1, 2, 3].map(() => made("li", "", list))
  const field = document.getElementById("id_commissioned_length")
  let count = 0
  const showLength = () => {
    const wanted = Number(field ? field.value : container.dataset.commissioned) || 0
    length.textContent = wanted ? WORDS.commissioned(count, wanted) : WORDS.signs(count)
  }
  field?.addEventListener("input", showLength)
  return html => {
    count = signs(html)
    showLength()
    sheets.textContent = WORDS.sheets(count / SIGNS_A_SHEET)
    minutes.textContent = WORDS.minutes(readingMinutes(html))
  }
}

function follow(editor, show) {
  let waiting = 0
  const soon = () => {
    clearTimeout(waiting)
    waiting = setTimeout(() => show(editor.getData()), PAUSE)
  }
  editor.on("change", soon)
  editor.on("dataReady", soon)
  editor.on("mode", soon)
  soon()
}

function start() {
  const container = document.getElementById("desk-counters")
  if (!container || container.childElementCount) return
  container.classList.add("module", "desk-counters")
  const heading = made("h2", "", container)
  heading.textContent = WORDS.heading
  const body = document.getElementById("id_body")
  if (body) {
    const show = bodyCounts(container)
    show(body.value)
    const editor = window.CKEDITOR?.instances.id_body
    if (editor) follow(editor, show)
    else {
      window.CKEDITOR?.on("instanceCreated", event => {
        if (event.editor.name === "id_body") follow(event.editor, show)
      })
    }
  }
  const gauges = [
    ["id_title", WORDS.title, TITLE], ["id_standfirst", WORDS.standfirst, STANDFIRST],
  ]
  for (const [id, name, limits] of gauges) {
    const field = document.getElementById(id)
    if (field) gauge(container, name, field, limits)
  }
}

start()
