// The focal point of a picture, by mouse and by keyboard, with what each crop will show.
//
// The two fields of the form stay the only values: here they become sliders (which screen readers
// know), a point on the picture moves them, and they move the point.

const WORDS = {
  point: "Point d’intérêt",
  help:
    "Cliquez ou tirez sur l’image ; au clavier : flèches, Majuscule pour aller plus vite, Origine pour revenir au centre.",
  value: (x, y) => `${x} % depuis la gauche, ${y} % depuis le haut`,
  percent: (value) => `${value} %`,
  crops: "Ce que montrera chaque cadrage",
  social: "Partage, 1200 × 630",
  whole:
    "« Ne pas recadrer » est coché : la photo s’imprime entière partout, le point d’intérêt ne sert pas.",
}
const CROPS = [
  ["16x9", "16:9"], ["4x3", "4:3"], ["1x1", "1:1"], ["social", WORDS.social],
]
const [STEP, STRIDE] = [1, 10] // hundredths
const view = document.getElementById("photo-view")
const picture = view?.querySelector(".photo-stage img")
const fields = ["x", "y"].map((axis) => document.getElementById(`id_focal_${axis}`))

if (picture && fields.every(Boolean)) start()

function start() {
  const stage = view.querySelector(".photo-stage")
  const whole = document.getElementById("id_keep_whole")
  const point = make("button.photo-point", { type: "button" })
  const help = make("p.photo-help", { id: "photo-point-help" }, WORDS.help)
  const said = make("p.photo-point-said")
  said.setAttribute("role", "status")
  const crops = make("ul.photo-crops")
  crops.setAttribute("aria-label", WORDS.crops)
  for (const [name, words] of CROPS) {
    crops.append(make("li", {}, make(`img.is-${name}`, { src: picture.src, alt: "" }), words))
  }
  // The arrows are ours: a screen reader hands them over to an application, not to a button.
  point.setAttribute("role", "application")
  point.setAttribute("aria-roledescription", WORDS.point.toLowerCase())
  point.setAttribute("aria-describedby", "photo-point-help")
  stage.append(point)
  stage.after(help, said)
  view.append(crops)
  for (const field of fields) {
    const value = field.value
    Object.assign(field, { type: "range", min: 0, max: 1, step: 0.01 })
    field.value = value
    field.addEventListener("input", show)
  }

  const off = () => Boolean(whole?.checked)
  const values = () => fields.map((field) => Math.round(Number(field.value) * 100))

  function show() {
    const [x, y] = values()
    point.style.left = `${x}%`
    point.style.top = `${y}%`
    point.setAttribute("aria-label", `${WORDS.point} : ${WORDS.value(x, y)}`)
    for (const image of crops.querySelectorAll("img")) image.style.objectPosition = `${x}% ${y}%`
    fields.forEach((field, axis) => {
      field.setAttribute("aria-valuetext", WORDS.percent([x, y][axis]))
      field.disabled = off()
    })
    stage.classList.toggle("is-off", off())
    crops.classList.toggle("is-off", off())
    point.disabled = off()
    said.textContent = off() ? WORDS.whole : WORDS.value(x, y)
  }

  function put(x, y) {
    if (off()) return
    ;[x, y].forEach((value, axis) => {
      fields[axis].value = (Math.max(0, Math.min(100, Math.round(value))) / 100).toFixed(2)
    })
    show()
  }

  function follow(event) {
    const box = picture.getBoundingClientRect()
    put(((event.clientX - box.left) / box.width) * 100, ((event.clientY - box.top) / box.height) * 100)
  }

  // A finger on the picture may be about to scroll: there a tap moves the point, or dragging it.
  const scrolls = (event) => event.pointerType === "touch" && event.target !== point
  stage.addEventListener("click", (event) => {
    if (scrolls(event)) follow(event)
  })
  stage.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || off() || scrolls(event)) return
    event.preventDefault()
    point.focus({ preventScroll: true })
    stage.setPointerCapture(event.pointerId)
    follow(event)
  })
  stage.addEventListener("pointermove", (event) => {
    if (stage.hasPointerCapture(event.pointerId)) follow(event)
  })
  point.addEventListener("keydown", (event) => {
    const step = event.shiftKey ? STRIDE : STEP
    const moves = {
      ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step],
    }
    const [x, y] = values()
    if (event.key === "Home") put(50, 50)
    else if (event.key in moves) put(x + moves[event.key][0], y + moves[event.key][1])
    else return
    event.preventDefault()
  })
  // A field that is disabled is not sent: the point that stands is kept for when crops return.
  view.closest("form").addEventListener("submit", () => {
    for (const field of fields) field.disabled = false
  })
  whole?.addEventListener("change", show)
  show()
}

function make(kind, properties = {}, ...children) {
  const [name, ...classes] = kind.split(".")
  const element = Object.assign(document.createElement(name), properties)
  if (classes.length) element.className = classes.join(" ")
  element.append(...children)
  return element
}
