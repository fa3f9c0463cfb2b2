// What the sealed pages have in common: texts that stand in the page, its steps, and what happens when it is left. The steps
// share one entry of the history. Opened words go into the page as text, and out of it when somebody leaves.

import { Unanswered } from "./asking.js";

export const language = document.documentElement.lang;
/** How the documents name a text in this page's language, e.g. `text_zhTW`. */
const SUFFIX = "_" + language.replace("-", "");

/** An element of the page, which has it.
 * @param {string} id
 * @returns {HTMLElement}
 */
export function at(id) {
  const found = document.getElementById(id);
  if (found === null) throw new Error(id);
  return found;
}

/** A field of the page.
 * @param {string} id
 */
export const field = (id) => /** @type {HTMLInputElement} */ (at(id));

/** A button of the page; it sends nothing by itself.
 * @param {string} id
 * @param {() => Promise<void>} pressed
 */
export function button(id, pressed) {
  const found = /** @type {HTMLButtonElement} */ (at(id));
  found.addEventListener("click", () => alone(id, pressed));
  return found;
}

/** One of the texts that the page carries, with `{name}` filled in.
 * @param {string} key
 * @param {Record<string, string>} [given]
 */
export function say(key, given = {}) {
  const texts = /** @type {HTMLTemplateElement} */ (at("said")).content;
  const text = (texts.querySelector(`[data-say="${key}"]`) ?? texts.querySelector('[data-say="failed"]'))?.textContent ?? "";
  return text.replace(/\{(\w+)\}/g, (all, name) => given[name] ?? all);
}

/** A text that was answered in six languages.
 * @param {any} answer
 * @param {string} name
 * @returns {string | null}
 */
export const inLanguage = (answer, name) => answer[name + SUFFIX] ?? null;

/** Shows one step in place of the others, and puts the reader at its beginning.
 * @param {string} id
 */
export function step(id) {
  for (const each of document.querySelectorAll("[data-step]")) /** @type {HTMLElement} */ (each).hidden = each.id !== id;
  tell(null);
  mend(null);
  at(id).querySelector("h2")?.focus();
}

/** Says what goes on, or was done.
 * @param {string | null} text
 */
export function tell(text) {
  at("told").hidden = text === null;
  at("told").textContent = text;
}

/** Says what is to be mended, and leads to the field; null takes it away.
 * @param {string | null} text
 * @param {string} [id] the field's
 */
export function mend(text, id) {
  const summary = at("problem");
  for (const wrong of document.querySelectorAll("[aria-invalid]")) wrong.removeAttribute("aria-invalid");
  for (const group of document.querySelectorAll(".govuk-form-group--error")) group.classList.remove("govuk-form-group--error");
  summary.hidden = text === null;
  const link = /** @type {HTMLAnchorElement} */ (at("problem-field"));
  const there = id === undefined ? null : document.getElementById(id);
  link.hidden = there === null;
  at("problem-text").hidden = there !== null;
  (there === null ? at("problem-text") : link).textContent = text;
  if (text === null) return;
  tell(null);
  if (there !== null) {
    link.href = "#" + id;
    there.setAttribute("aria-invalid", "true");
    there.closest(".govuk-form-group")?.classList.add("govuk-form-group--error");
  }
  summary.focus();
}

/** Loads a module whose address and hash stand in the page, so that its content is checked.
 * @param {string} name
 * @returns {Promise<boolean | null>} whether it may be imported; null where the browser checks nothing of this kind
 */
export async function checked(name) {
  const [href, integrity] = /** @type {HTMLMetaElement} */ (document.querySelector(`meta[name=${name}]`)).content.split(" ");
  const link = Object.assign(document.createElement("link"), { rel: "modulepreload", href, integrity });
  if (!link.relList.supports("modulepreload")) return null;
  return new Promise((done) => {
    link.onload = () => done(true);
    link.onerror = () => done(false);
    document.head.append(link);
  });
}

/** @typedef {import("./envelope.js").Bytes} Bytes */
/** What this device keeps: told which receipt the page is about. `add`: keeps one with another that is kept; `drop`: keeps it no
 * more.
 * @typedef {{ about: (receipt: Bytes | null) => void, add: (receipt: Bytes, other: Bytes) => Promise<boolean>,
 *   drop: (receipt: Bytes) => Promise<void> }} Keeper
 */

/** @type {Keeper | null} null until its module is here */
export let keeper = null;
/** @type {Bytes | null} */
let own = null;
/** @type {Promise<unknown> | null} */
let loading = null;

/** The receipt that the page is about now; what can keep it is loaded for whoever has one.
 * @param {Bytes | null} receipt
 */
export function about(receipt) {
  own = receipt;
  keeper?.about(own);
  loading ??= checked("keep").then((may) => (may ? import("./keep.js") : null)).catch(() => {});
}

/** @param {Keeper} one */
export function keepBy(one) {
  keeper = one;
  keeper.about(own);
}

/** What is done when the page is left: fields are emptied elsewhere, and each part of the page drops its secrets here.
 * @param {() => void} forget
 */
export const onLeaving = (forget) => addEventListener("pagehide", forget);

/** What a button began lately; the next begins after it. */
let last = Promise.resolve();
/** @type {Set<string>} */
const begun = new Set();

/** Runs what a button does, after what others do meanwhile; pressing one again before it is done counts once.
 * @param {string} name the button's
 * @param {() => Promise<void>} work
 */
export function alone(name, work) {
  if (begun.has(name)) return;
  begun.add(name);
  last = last.then(async () => {
    try {
      await work();
    } catch (fault) {
      // No text of a fault is shown: it might hold a value.
      mend(say(fault instanceof Unanswered ? "unanswered" : "failed"));
    } finally {
      begun.delete(name);
    }
  });
}

// A link within the page would add an entry to the history.
addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest('a[href^="#"]') : null;
  if (link === null) return;
  event.preventDefault();
  const there = document.getElementById((link.getAttribute("href") ?? "").slice(1));
  there?.focus();
  there?.scrollIntoView();
});

// A hidden page shows nothing, e.g. in the overview of tabs; coming back restores the focus.
/** @type {Element | null} */
let held = null;
document.addEventListener("visibilitychange", () => {
  const hidden = document.visibilityState === "hidden";
  const main = at("main");
  if (hidden && !main.hidden) held = document.activeElement;
  main.hidden = hidden;
  if (!hidden && held instanceof HTMLElement) held.focus();
});

// Another language is another page: what was typed would be lost.
let isWarned = false;
for (const link of document.querySelectorAll(".sw-languages a")) {
  link.addEventListener("click", (event) => {
    if (isWarned || [...document.querySelectorAll("textarea")].every(({ value }) => value === "")) return;
    event.preventDefault();
    isWarned = true;
    mend(say("languageLost"));
  });
}

addEventListener("pagehide", () => {
  own = null;
  for (const each of document.querySelectorAll("input, textarea, select")) {
    if (each instanceof HTMLInputElement && (each.type === "checkbox" || each.type === "radio")) each.checked = false;
    else /** @type {HTMLInputElement} */ (each).value = "";
  }
  for (const each of document.querySelectorAll("[translate=no]")) each.textContent = "";
});
