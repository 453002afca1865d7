// The copy desk in the margin: what to settle in the text, while it is being written.

import { read } from "./form.js";
import { goTo, mend } from "./places.js";
import * as server from "./server.js";

const WORDS = {
  reading: "Relecture…",
  nothing: "Rien à signaler.",
  count: (total, blocking) => `${total} remarque${total > 1 ? "s" : ""}`
    + (blocking ? `, dont ${blocking} à régler avant l’approbation` : "") + ".",
  state: {
    [server.UNREACHABLE]: "Relecture interrompue : serveur injoignable.",
    [server.LOGGED_OUT]: "Relecture interrompue : session fermée.",
    [server.REFUSED]: "Cet article n’est pas relu : vous ne pouvez plus le modifier.",
    [server.TOO_LONG]: "Ce texte est trop long pour être relu.",
  },
  fix: (words) => (words ? `Écrire « ${words} »` : "Supprimer"),
  dismiss: "Ignorer",
  waive: "Déroger…",
  reason: "Motif de la dérogation (conservé au journal)",
  confirm: "Accorder la dérogation",
  cancel: "Annuler",
  saveFirst: "Enregistrez l’article pour écarter une remarque.",
  gone: "Ce passage a changé : la relecture reprend.",
  lack: "Indiquez le motif.",
  go: (excerpt) => `Aller à « ${excerpt} »`,
  empty: "Voir",
};
// After the last change: long enough for a word, short enough for a sentence.
const QUIET = 1200;
const LONGEST = 6000;
// While the form is on its way: a page that is still there by then was not left.
const ON_ITS_WAY = 15_000;

const margin = document.getElementById("desk-proof");
const form = margin?.closest("form");
const count = margin?.querySelector(".proof-count");
const levels = margin?.querySelector(".proof-levels");
const folded = new Set(["info"]);

let timer = 0;
let first = 0;
let turn = 0;
let lastRead = "";
let gone = 0;
let asking = new AbortController();

function made(tag, className, words = "") {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (words) element.textContent = words;
  return element;
}

function button(words, act, className = "proof-act") {
  const found = made("button", className, words);
  found.type = "button";
  found.addEventListener("click", act);
  return found;
}

function say(words, state = "read") {
  margin.dataset.state = state;
  // An unchanged sentence is left alone: a screen reader would say it again.
  if (count.textContent !== words) count.textContent = words;
}

// Asking --------------------------------------------------------------------------------------

function soon() {
  const now = Date.now();
  first ||= now;
  clearTimeout(timer);
  const delay = Math.min(QUIET, Math.max(0, first + LONGEST - now));
  timer = setTimeout(proofread, Math.max(delay, gone + ON_ITS_WAY - now));
}

async function proofread() {
  clearTimeout(timer);
  first = 0;
  const content = read(form);
  const said = JSON.stringify(content.values);
  if (said === lastRead) return;
  turn += 1;
  const mine = turn;
  asking = new AbortController();
  const { state, answer } = await server.ask(margin.dataset.proof, {
    method: "POST", data: { content }, signal: asking.signal,
  });
  // Typed meanwhile: a later answer is on its way, and is the one that counts.
  if (mine !== turn) return;
  if (state !== server.OK) {
    say(WORDS.state[state] ?? WORDS.state[server.UNREACHABLE], "alone");
    return;
  }
  lastRead = said;
  draw(answer);
}

/** A question that crosses the form may ask about an article that is no longer ours. */
function wait() {
  turn += 1;
  asking.abort();
  gone = Date.now();
  soon();
}

async function settle(finding, more, refused) {
  turn += 1;
  const { state, answer } = await server.ask(margin.dataset.settle, {
    method: "POST", data: { content: read(form), fingerprint: finding.fingerprint, ...more },
  });
  if (state === server.OK) {
    draw(answer);
    count.tabIndex = -1;
    count.focus();
  } else {
    refused(answer.error ?? WORDS.state[state] ?? WORDS.state[server.UNREACHABLE]);
  }
}

// Drawing -------------------------------------------------------------------------------------

function draw(answer) {
  const shown = answer.levels.filter((one) => one.findings.length);
  const total = shown.reduce((sum, one) => sum + one.findings.length, 0);
  const blocking = answer.levels.find((one) => one.level === "block").findings.length;
  say(total ? WORDS.count(total, blocking) : WORDS.nothing);
  const held = focused();
  levels.replaceChildren(...shown.map((one) => group(one, answer)));
  if (held) levels.querySelector(`[data-key="${held}"]`)?.focus();
}

/** What has the focus in the list, so that a new list gives it back. */
function focused() {
  return levels.contains(document.activeElement) ? document.activeElement.dataset.key : "";
}

function group({ level, label, findings }, answer) {
  const details = made("details", "proof-level");
  details.open = !folded.has(level);
  details.addEventListener("toggle", () => {
    if (details.open) folded.delete(level);
    else folded.add(level);
  });
  const summary = made("summary", "", `${label} (${findings.length})`);
  summary.dataset.key = `level-${level}`;
  const list = made("ul", "proof-list");
  list.append(...findings.map((finding) => card(finding, answer)));
  details.append(summary, list);
  return details;
}

function card(finding, answer) {
  const item = made("li", "proof-finding");
  item.dataset.level = finding.level;
  item.dataset.code = finding.code;
  const refused = made("p", "proof-refused");
  refused.setAttribute("role", "alert");
  const gone = () => {
    refused.textContent = WORDS.gone;
    lastRead = "";
    soon();
  };
  const place = button(short(finding), () => {
    if (!goTo(finding)) gone();
  }, "proof-place");
  place.setAttribute("aria-label", WORDS.go(short(finding)));
  place.dataset.key = `place-${finding.fingerprint}`;
  const acts = made("div", "proof-acts");
  acts.append(...actsOf(finding, answer, item, refused, gone));
  item.append(place, made("p", "proof-message", finding.message), acts, refused);
  return item;
}

/** The words of the finding; for signs alone, the words that stand before them. */
function short({ before, excerpt, after }) {
  const hasWords = /[\p{L}\p{N}]/u.test(excerpt);
  const words = (hasWords ? excerpt : `${before}${excerpt}${after}`).trim();
  if (!words) return WORDS.empty;
  return words.length > 90 ? `${words.slice(0, 87)}…` : words;
}

function actsOf(finding, answer, item, refused, gone) {
  const found = [];
  if (finding.fix !== null) {
    found.push(button(WORDS.fix(finding.fix.trim()), () => {
      if (mend(finding)) {
        item.remove();
        soon();
      } else gone();
    }));
  }
  const complain = (words) => { refused.textContent = words; };
  if (finding.level !== "block") {
    found.push(button(WORDS.dismiss, () => {
      if (answer.saved) settle(finding, {}, complain);
      else complain(WORDS.saveFirst);
    }));
  } else if (answer.may_waive && answer.saved) {
    found.push(button(WORDS.waive, () => waiving(finding, item, complain)));
  }
  return found;
}

/** The reason of a waiver, asked in the card itself. */
function waiving(finding, item, complain) {
  if (item.querySelector(".proof-waiving")) return;
  const box = made("div", "proof-waiving");
  const label = made("label", "", WORDS.reason);
  const reason = made("textarea");
  reason.rows = 2;
  reason.maxLength = 500;
  reason.id = `proof-reason-${finding.fingerprint}`;
  label.htmlFor = reason.id;
  const confirm = button(WORDS.confirm, () => {
    if (!reason.value.trim()) {
      complain(WORDS.lack);
      reason.focus();
      return;
    }
    settle(finding, { reason: reason.value }, complain);
  }, "button");
  const cancel = button(WORDS.cancel, () => {
    box.remove();
    item.querySelector(".proof-place").focus();
  });
  // A reason is no field of the article.
  for (const name of ["input", "change"]) {
    reason.addEventListener(name, (event) => event.stopPropagation());
  }
  box.append(label, reason, confirm, cancel);
  item.append(box);
  reason.focus();
}

// Starting ------------------------------------------------------------------------------------

function follow(editor) {
  for (const name of ["change", "dataReady", "mode"]) editor.on(name, soon);
}

function start() {
  form.addEventListener("input", soon);
  form.addEventListener("submit", wait);
  // What the admin's own boxes change is told through jQuery alone.
  window.django?.jQuery?.(form).on("change", soon);
  const editor = window.CKEDITOR?.instances.id_body;
  if (editor) follow(editor);
  window.CKEDITOR?.on("instanceCreated", (event) => {
    if (event.editor.name === "id_body") follow(event.editor);
  });
  say(WORDS.reading, "reading");
  soon();
}

if (margin) start();
