/* A date that is typed chooses the answer that it goes with. */
"use strict"

document.addEventListener("input", ({ target }) => {
  const [name, answer] = (target.dataset?.chooses ?? "").split("=")
  if (!name || !target.value) return
  for (const radio of document.getElementsByName(name)) {
    if (radio.value === answer) radio.checked = true
  }
})
