// Nothing typed is lost: a safety copy on the server, in the browser when the server does not
// answer, and on return the offer of what was not saved. The status line says what is true.

import * as caret from "./caret.js";
import { editors, fill, read, same } from "./form.js";
import * as server from "./server.js";
import * as storage from "./storage.js";

const WORDS = {
  changed: "Modifications non enregistrées",
  kept: (hour) => `Brouillon de secours à ${hour}`,
  restored: "Texte restauré, pas encore enregistré",
  saving: "Enregistrement…",
  sending: "Enregistrement dès que la photo sera arrivée…",
  alone: {
    [server.UNREACHABLE]: "Serveur injoignable : texte gardé dans ce navigateur",
    [server.LOGGED_OUT]: "Session fermée : texte gardé dans ce navigateur.",
    [server.REFUSED]: "Vous ne pouvez plus modifier cet article : texte gardé dans ce navigateur",
    [server.TOO_LONG]: "Texte trop long pour le brouillon de secours : gardé dans ce navigateur",
  },
  nowhere: {
    [server.UNREACHABLE]: "Serveur injoignable, et ce navigateur ne garde rien : copiez votre texte",
    [server.LOGGED_OUT]: "Session fermée, et ce navigateur ne garde rien : copiez votre texte.",
    [server.REFUSED]: "Vous ne pouvez plus modifier cet article : copiez votre texte",
    [server.TOO_LONG]: "Texte trop long pour le brouillon de secours : enregistrez",
  },
  elsewhere: {
    true: "Article ouvert dans un autre onglet : ce texte-ci est gardé dans ce navigateur",
    false: "Article ouvert dans un autre onglet, et ce navigateur ne garde rien : copiez votre texte",
  },
  notSaved: "Rien n’a été enregistré.",
  login: "Se reconnecter",
};

// After the last change; and, while somebody types on, since the first change not kept.
const QUIET = 3000;
const LONGEST = 10_000;
// After a failure: the server may be back.
const AGAIN = 10_000;
const KEPT_ALIVE = 60_000;

const desk = document.querySelector(".desk[data-unsaved]");
const form = desk.closest("form");
const line = document.getElementById("desk-saved");
const offer = document.getElementById("desk-unsaved");
const page = {
  user: desk.dataset.user,
  article: desk.dataset.article,
  key: desk.dataset.formKey,
  version: Number(desk.dataset.version),
};

// The other tabs of this browser.
const tabs = new BroadcastChannel("newsroom.unsaved");

// What the server has in the article, what it keeps beside it, and what the last submit carried.
let inArticle = null;
let onServer = null;
let submitted = null;
let firstChange = 0;
let timer = 0;
let saving = false;
let waiting = false;
let passing = false;
let filling = false;
// Texts put into the form again: they go once this form's own copy holds them.
const restored = [];

// The status line -----------------------------------------------------------------------------

function say(words, state, link = null) {
  // An unchanged sentence is left alone: a screen reader would say it again.
  if (line.dataset.said === words) return;
  line.dataset.said = words;
  line.dataset.state = state;
  line.textContent = words;
  if (link) line.append(" ", link);
}

function loginLink() {
  const link = document.createElement("a");
  // The dashboard after it: this page is still open, and has the text.
  link.href = desk.dataset.login;
  link.target = "_blank";
  link.rel = "noopener";
  link.textContent = WORDS.login;
  return link;
}

function sayAlone(state, isKept, more = "") {
  const words = (isKept ? WORDS.alone : WORDS.nowhere)[state];
  const link = state === server.LOGGED_OUT ? loginLink() : null;
  say(more ? `${words.replace(/\.$/, "")}. ${more}` : words, "alone", link);
}

// Keeping -------------------------------------------------------------------------------------

function copyOf(content, more = {}) {
  return { ...page, at: Date.now(), content, ...more };
}

function changed() {
  if (filling || isEcho()) return;
  const now = Date.now();
  firstChange ||= now;
  schedule(Math.min(QUIET, Math.max(0, firstChange + LONGEST - now)));
  if (line.dataset.state !== "alone") say(WORDS.changed, "changed");
}

/** A widget that finishes drawing says "change" too: nothing was typed, and nothing is said. */
function isEcho() {
  const nothingKnown = !onServer && !["changed", "alone"].includes(line.dataset.state);
  return Boolean(nothingKnown && inArticle && same(read(form), inArticle));
}

function schedule(delay) {
  clearTimeout(timer);
  timer = setTimeout(due, delay);
}

/** While the form is on its way, a copy could only cross it: the article may no longer be ours. */
function due() {
  if (saving) schedule(QUIET);
  else keep();
}

/** The text to the server, else to the browser; returns what happened. */
async function keep() {
  clearTimeout(timer);
  const content = read(form);
  if (inArticle && same(content, inArticle)) return back();
  if (onServer && same(content, onServer)) {
    firstChange = 0;
    return server.OK;
  }
  firstChange = 0;
  const { state, answer } = await server.ask(desk.dataset.unsaved, {
    method: "POST",
    data: { content, key: page.key, version: page.version },
  });
  if (state === server.OK) {
    known(content);
    storage.remove(page);
    // Typed meanwhile: the next copy is already on its way.
    if (!firstChange) say(WORDS.kept(answer.hour), "kept");
  } else if (state !== server.ALREADY_SAVED && !saving) {
    sayAlone(state, storage.put(copyOf(read(form))));
    if (!firstChange) schedule(AGAIN);
  }
  return state;
}

/** The server keeps `content` for this form, and with it what was restored into it. */
function known(content) {
  onServer = content;
  announce();
  for (const copy of restored.splice(0)) drop(copy);
}

function announce() {
  if (page.article) tabs.postMessage(page);
}

/** Another tab writes in the same article: only one of the two can be saved over the other. */
function elsewhere({ data }) {
  if (!onServer || submitted || data.user !== page.user || data.article !== page.article) return;
  const content = read(form);
  if (inArticle && same(content, inArticle)) return;
  say(WORDS.elsewhere[storage.put(copyOf(content))], "alone");
}

/** The text is again what the article has: no copy of it is worth keeping. */
async function back() {
  firstChange = 0;
  storage.remove(page);
  if (!onServer) {
    say(line.dataset.first, "saved");
    return server.OK;
  }
  const { state } = await server.ask(desk.dataset.unsaved, {
    method: "DELETE", data: { key: page.key },
  });
  if (state === server.OK) {
    onServer = null;
    say(line.dataset.first, "saved");
  }
  return state;
}

function isOnlyHere(content = read(form)) {
  return ![inArticle, onServer].some((known) => known && same(content, known));
}

// Saving --------------------------------------------------------------------------------------

/** What every native submit carries: the editor's last key, the token of now, and a way back. */
function prepare() {
  for (const editor of editors()) editor.updateElement();
  const token = server.token();
  const hidden = form.elements.csrfmiddlewaretoken;
  if (token && hidden) hidden.value = token;
  form.elements.form_key.value = page.key;
  submitted = read(form);
  // Until a page says that this form is saved, the browser has it.
  storage.put(copyOf(submitted, { sent: true }));
  announce();
}

/** The pictures dropped in a text that are on their way to the library. */
function arriving() {
  return editors().flatMap((editor) => [...(editor.picturesSent ?? [])]);
}

/** A page that leaves before a picture has its place in the text would lose it. */
async function arrived() {
  waiting = true;
  say(WORDS.sending, "saving");
  while (arriving().length) await Promise.allSettled(arriving());
  waiting = false;
}

/** First a question to the server: thrown on an error page, a writer would lose sight of the text. */
async function submit(event) {
  if (passing) {
    passing = false;
    prepare();
    return;
  }
  event.preventDefault();
  if (saving || waiting) return;
  if (arriving().length) await arrived();
  saving = true;
  clearTimeout(timer);
  say(WORDS.saving, "saving");
  const content = read(form);
  storage.put(copyOf(content));
  const isKnown = inArticle && same(content, inArticle);
  const { state } = await server.ask(desk.dataset.unsaved, isKnown ? {} : {
    method: "POST",
    data: { content, key: page.key, version: page.version },
  });
  if (state === server.OK && !isKnown) known(content);
  if ([server.OK, server.ALREADY_SAVED, server.TOO_LONG].includes(state)) {
    passing = true;
    form.requestSubmit(event.submitter);
    // Stopped on the way, it can be asked for again.
    setTimeout(() => { saving = false; }, 15_000);
    return;
  }
  saving = false;
  sayAlone(state, storage.put(copyOf(read(form))), WORDS.notSaved);
  schedule(AGAIN);
}

/** A dialog that covers the page, ours or CKEditor's: what is typed in it is in no form yet. */
function isCovered() {
  return Boolean(document.querySelector("dialog[open]") || window.CKEDITOR?.dialog?.getCurrent());
}

function chord(event) {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
  if (event.key.toLowerCase() !== "s") return;
  event.preventDefault();
  event.stopPropagation();
  if (isCovered()) return;
  const button = form.querySelector('button[name="_continue"]');
  if (saving || waiting || !button) return;
  caret.remember(form, page.article);
  form.requestSubmit(button);
}

function leave(event) {
  if (submitted) return;
  const content = read(form);
  if (!isOnlyHere(content) && !arriving().length) return;
  storage.put(copyOf(content));
  event.preventDefault();
}

/** The last word to the browser, and to the server if it is short enough to outlive the page. */
function hide() {
  const content = read(form);
  if (submitted) {
    // Typed while the server was answering: the page that comes back puts it in again.
    if (!same(content, submitted)) {
      caret.remember(form, page.article);
      storage.put(copyOf(content, { sent: true, tail: true }));
    }
    return;
  }
  if (!isOnlyHere(content)) return;
  storage.put(copyOf(content));
  const data = { content, key: page.key, version: page.version };
  if (JSON.stringify(data).length < KEPT_ALIVE) {
    server.ask(desk.dataset.unsaved, { method: "POST", data, keepalive: true });
    announce();
  }
}

/** A page that the browser took out of its memory is another form than the one it sent. */
function shown(event) {
  if (!event.persisted) return;
  if (submitted && !page.article) location.reload();
  submitted = null;
  saving = passing = false;
  beAnother();
}

/** What is typed from here on is kept beside what was kept so far, and not in its place. */
function beAnother() {
  const key = [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, "0")).join("");
  for (const name of ["unsaved", "returning"]) {
    desk.dataset[name] = desk.dataset[name].replace(page.key, key);
  }
  page.key = key;
  onServer = null;
}

// Coming back ---------------------------------------------------------------------------------

/** The copies of this page that are worth offering; those that a save confirmed go. */
function ownCopies() {
  const confirmed = JSON.parse(document.getElementById("desk-confirmed").textContent);
  const found = [];
  for (const copy of storage.all(page.user)) {
    if (copy.sent && copy.key in confirmed) {
      storage.remove(copy);
      if (!copy.tail) continue;
      copy.article = String(confirmed[copy.key]);
      copy.follows = true;
      if (copy.article !== page.article) {
        // Offered where it belongs.
        storage.put({ ...copy, sent: false, tail: false });
        continue;
      }
    }
    if (copy.article === page.article && copy.key !== page.key) found.push(copy);
  }
  return found.sort((one, other) => other.at - one.at);
}

async function comeBack() {
  const kept = ownCopies();
  if (!kept.length && !("kept" in desk.dataset)) return;
  const { state, answer } = kept.length
    ? await server.ask(desk.dataset.returning, { method: "POST", data: { copies: kept } })
    : await server.ask(desk.dataset.unsaved);
  if (state !== server.OK) return;
  const copies = answer.copies;
  // What the article has by now needs no copy; what was not looked at is offered another time.
  for (const copy of kept.slice(0, answer.read)) {
    if (!copies.some((one) => one.kept.includes(copy.key))) storage.remove(copy);
  }
  const next = copies.find((one) => kept.some((copy) => copy.follows && copy.key === one.key));
  if (next && !form.querySelector(".errornote")) {
    await restore(next);
    storage.remove({ ...page, key: next.key });
    return;
  }
  if ("refused" in desk.dataset) return;
  show(copies);
}

function show(copies) {
  offer.innerHTML = copies.map((copy) => copy.html).join("");
  offer.hidden = !copies.length;
  offer.onclick = async (event) => {
    const asked = event.target.closest("[data-do]");
    if (!asked) return;
    const section = asked.closest("[data-copy]");
    const copy = copies[Number(section.dataset.copy)];
    if (asked.dataset.do === "restore") {
      await restore(copy);
      restored.push(copy);
      keep();
    } else if (!await drop(copy)) {
      return;
    }
    section.remove();
    offer.hidden = !offer.children.length;
    form.elements.title?.focus();
  };
}

/** What stands in the form and is not saved makes room for a restored text: it is kept first. */
async function setAside() {
  if (inArticle && same(read(form), inArticle)) return;
  await keep();
  beAnother();
}

/** The text into the form; nothing is saved by itself. */
async function restore(copy) {
  await setAside();
  filling = true;
  await fill(form, copy);
  filling = false;
  changed();
  say(WORDS.restored, "changed");
}

/** Forget the text wherever it is kept, unless its form was written in since. */
async function drop(copy) {
  for (const key of copy.kept) storage.remove({ ...page, key });
  let said = server.OK;
  for (const [key, at] of Object.entries(copy.rows)) {
    const address = page.article ? desk.dataset.unsaved : desk.dataset.unsaved.replace(page.key, key);
    const { state } = await server.ask(address, { method: "DELETE", data: { key, at } });
    if (state !== server.OK) said = state;
  }
  if (said !== server.OK) sayAlone(said, true);
  return said === server.OK;
}

// Beginning -----------------------------------------------------------------------------------

/** The editor starts after this script, in its own time. */
async function editorsReady() {
  const areas = [...form.querySelectorAll("textarea[data-type=ckeditortype]")]
    .filter((area) => !area.id.includes("__prefix__"));
  const isReady = (area) => window.CKEDITOR?.instances[area.id]?.status === "ready";
  for (let left = 400; left > 0 && !areas.every(isReady); left -= 1) {
    await new Promise((done) => { setTimeout(done, 50); });
  }
}

async function begin() {
  line.dataset.first = line.textContent;
  line.dataset.said = line.textContent;
  addEventListener("keydown", chord, { capture: true });
  form.addEventListener("submit", submit);
  addEventListener("beforeunload", leave);
  addEventListener("pagehide", hide);
  addEventListener("pageshow", shown);
  tabs.addEventListener("message", elsewhere);
  const before = read(form);
  if (!("refused" in desk.dataset)) inArticle = before;
  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  window.django?.jQuery?.(form).on("change", changed);
  window.django?.jQuery?.(document).on("formset:added formset:removed", changed);
  await editorsReady();
  for (const editor of editors()) editor.on("change", changed);
  // A form that came back with errors holds a text that the article does not.
  if (!("refused" in desk.dataset)) {
    inArticle = read(form);
    // Typed into other fields while the editor was starting: still a change.
    for (const [name, value] of Object.entries(before.values)) {
      if (name !== "body") inArticle.values[name] = value;
    }
  }
  await comeBack();
  // Last: what was put in again moved it.
  caret.recall(form, page.article);
  window.deskKeys.replay();
  if ("refused" in desk.dataset) changed();
  addEventListener("online", keep);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && firstChange) keep();
  });
  desk.dataset.ready = "";
}

begin();
