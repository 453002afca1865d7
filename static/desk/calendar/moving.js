// Cards move by drag, or by the arrow keys on their "Déplacer…" link. Both send the page's one
// form to the card's address with what the person saw: the server alone decides.
import { landed, shifted, spoken } from "./wall.js";

const calendar = document.querySelector(".cal");
const form = calendar.querySelector(".cal-form");
const line = calendar.querySelector(".cal-proposal");
const byHour = calendar.dataset.view !== "month";
let dragged = null;
let proposal = null;

function send(card, local) {
  const [day, hour = ""] = local.split("T");
  form.action = card.dataset.move;
  form.elements.seen.value = card.dataset.seen;
  form.elements.at.value = local;
  form.elements.on.value = day;
  form.elements.hour.value = hour;
  form.submit();
}

// Drag -------------------------------------------------------------------------------------------

const place = (event) => event.target.closest?.(".cal-slot, .cal-day");

function light(found) {
  for (const lit of calendar.querySelectorAll(".is-over")) lit.classList.remove("is-over");
  found?.classList.add("is-over");
}

calendar.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.(".cal-card[data-move]") ?? null;
  if (!dragged) return;
  giveUp();
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", dragged.querySelector(".cal-title").textContent);
});
calendar.addEventListener("dragover", (event) => {
  const found = place(event);
  if (!dragged || !found) return;
  event.preventDefault();
  light(found);
});
calendar.addEventListener("dragend", () => {
  dragged = null;
  light(null);
});
calendar.addEventListener("drop", (event) => {
  const found = place(event);
  if (!dragged || !found) return;
  event.preventDefault();
  const day = found.closest(".cal-day").dataset.day;
  const to = landed(dragged.dataset.local, day, found.dataset.hour);
  if (to !== dragged.dataset.local) send(dragged, to);
});

// Keys -------------------------------------------------------------------------------------------

function giveUp() {
  proposal?.card.classList.remove("is-moving");
  proposal = null;
  line.hidden = true;
}

calendar.addEventListener("keydown", (event) => {
  const card = event.target.matches(".cal-move") ? event.target.closest(".cal-card") : null;
  if (!card || event.ctrlKey || event.metaKey || event.altKey) return;
  const from = proposal?.card === card ? proposal.local : card.dataset.local;
  const to = shifted(from, event.key, byHour);
  if (to) {
    event.preventDefault();
    giveUp();
    proposal = { card, local: to };
    card.classList.add("is-moving");
    line.textContent = `Vers le ${spoken(to)}. Entrée pour déplacer, Échap pour renoncer.`;
    line.hidden = false;
  } else if (proposal && event.key === "Enter") {
    event.preventDefault();
    send(card, proposal.local);
  } else if (event.key === "Escape") giveUp();
});
calendar.addEventListener("focusout", giveUp);

// Back from a move, where one was: the card has the focus again. After the browser itself has gone
// to the fragment, which takes the focus away.
const back = document.getElementById(location.hash.slice(1))?.querySelector(".cal-move");
if (back) addEventListener("load", () => setTimeout(() => back.focus()), { once: true });
