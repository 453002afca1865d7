// Dragging a card: where it is dropped is filled in the card's own form, which is then sent. The
// page comes back as the server has it, so nothing here can be out of step with what is stored.

const CARD = "[data-card]";
let dragged = null;
let sent = false;

/** Where a drop at `y` would put the card: below which one of the zone, none for first of all. */
function above(zone, y) {
  const cards = [...zone.querySelectorAll(CARD)].filter((card) => card !== dragged);
  return cards.filter((card) => {
    const box = card.getBoundingClientRect();
    return box.top + box.height / 2 < y;
  }).at(-1) ?? null;
}

function unmark() {
  for (const marked of document.querySelectorAll(".is-over, .drop-after, .drop-first")) {
    marked.classList.remove("is-over", "drop-after", "drop-first");
  }
}

function mark(zone, y) {
  unmark();
  zone.classList.add("is-over");
  const card = above(zone, y);
  if (card) card.classList.add("drop-after");
  else zone.querySelector(".front-cards").classList.add("drop-first");
}

/** Whether the card stands there already: then there is nothing to ask of the server. */
function isThere(zone, card) {
  return dragged.closest("[data-zone]") === zone
    && (dragged.previousElementSibling?.closest(CARD) ?? null) === card;
}

function drop(zone, y) {
  const card = above(zone, y);
  if (isThere(zone, card)) return;
  const form = dragged.querySelector("form[data-move]");
  const place = document.createElement("input");
  Object.assign(place, {
    type: "hidden", name: "place", value: `${zone.dataset.zone}:${card ? card.dataset.card : ""}`,
  });
  form.append(place);
  sent = true;
  form.submit();
}

for (const card of document.querySelectorAll(CARD)) {
  card.draggable = true;
  card.addEventListener("dragstart", (event) => {
    if (sent) return event.preventDefault();
    dragged = card;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", card.querySelector(".front-title").textContent);
    card.classList.add("is-dragged");
    return undefined;
  });
  card.addEventListener("dragend", () => {
    card.classList.remove("is-dragged");
    dragged = null;
    unmark();
  });
}

for (const zone of document.querySelectorAll("[data-zone]")) {
  zone.addEventListener("dragover", (event) => {
    if (!dragged) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "move";
    mark(zone, event.clientY);
  });
  zone.addEventListener("dragleave", (event) => {
    if (!zone.contains(event.relatedTarget)) unmark();
  });
  zone.addEventListener("drop", (event) => {
    if (!dragged) return;
    event.preventDefault();
    drop(zone, event.clientY);
  });
}

// A second press of a button, or of another card's, does not race the first.
document.addEventListener("submit", (event) => {
  if (sent) event.preventDefault();
  sent = true;
});
addEventListener("pageshow", () => { sent = false; });
