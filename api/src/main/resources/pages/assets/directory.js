// The directory on this device: what an entry is called, whether it is open, and how to reach it.
import { load } from "./evaluator.js";

const CALLABLE = /^(tel|sms):[+0-9,]+$/;
const WEB = /^https?:\/\//;
const SMS = "SMS";
const VOICE = "VOICE";
const ZONE = "Asia/Taipei";

/** @typedef {Record<string, string>} Texts */
/** @typedef {{kind: string, dial?: string, telUri?: string, url?: string, coverage?: {area: string}[]}} ContactData */
/**
 * @typedef {{key: string, kind: string, status: string, scope?: string, name: Texts, purpose?: Texts, aliases?: string[],
 *   contacts?: ContactData[], contactVia?: string, nationwide?: boolean, coverage?: {area: string}[],
 *   formerNumbers?: string[]}} Entry
 */
/** @typedef {{code: string, name: Texts, parent?: string, lat?: number, lon?: number, aliases?: string[]}} Area */
/** @typedef {{entries: Entry[], areas: Area[]}} Bundle */
/** @typedef {{href: string, shown: string, isText: boolean}} Reach */

/** A text in a language as the service chooses it: then English, then Chinese, with the language that it is in.
 * @param {Texts} texts
 * @param {string} language
 */
export function inLanguage(texts, language) {
  const of = [language, "en", "zh-TW", ...Object.keys(texts)].find((each) => texts[each] !== undefined) ?? language;
  return { text: texts[of] ?? "", language: of };
}

/** @param {string} text */
const folded = (text) => text.normalize("NFKC").toLowerCase().trim();

export class Directory {
  /**
   * @param {Bundle} bundle
   * @param {Date} asOf when the service sent it
   */
  constructor(bundle, asOf) {
    this.asOf = asOf;
    this.areas = bundle.areas;
    this.entries = new Map(bundle.entries.map((entry) => [entry.key, entry]));
    this.hours = load(bundle);
  }

  /** Entries that somebody in an area may turn to now.
   * @param {string} key
   * @param {string | null} area
   */
  usable(key, area) {
    const entry = this.entries.get(key);
    return entry?.status === "ACTIVE" && this.reach(entry, area) !== null ? entry : null;
  }

  /** Whether a contact may be offered in an area: one that is bound to places only there, and never where the area is
   * not known.
   * @param {ContactData} contact
   * @param {string | null} area
   */
  isFor(contact, area) {
    const places = (contact.coverage ?? []).map((each) => each.area);
    const parent = this.areas.find(({ code }) => code === area)?.parent;
    return places.length === 0 || (area !== null && (places.includes(area) || (parent !== undefined && places.includes(parent))));
  }

  /** The first way to reach an entry: its number, its text messages, that of the line it is reached by, or its page.
   * @param {Entry} entry
   * @param {string | null} area
   * @returns {Reach | null}
   */
  reach(entry, area) {
    const contacts = (entry.contacts ?? []).filter((contact) => this.isFor(contact, area));
    for (const kind of [VOICE, SMS]) {
      for (const { dial, telUri } of contacts.filter((contact) => contact.kind === kind)) {
        const digits = (dial ?? "").replace(/[^+0-9]/g, "");
        const href = kind === SMS ? `sms:${digits}` : (telUri ?? `tel:${digits}`);
        if (dial && CALLABLE.test(href)) return { href, shown: dial, isText: kind === SMS };
      }
    }
    const via = entry.contactVia === undefined ? undefined : this.entries.get(entry.contactVia);
    const further = via === undefined || via.contactVia !== undefined ? null : this.reach(via, area);
    const page = contacts.find(({ url }) => url !== undefined && WEB.test(url))?.url;
    return further ?? (page === undefined ? null : { href: page, shown: new URL(page).hostname, isText: false });
  }

  /** Whether an entry serves people in an area, and how near: 2 the district, 1 the county, 0 everywhere, -1 not.
   * @param {Entry} entry
   * @param {string | null} area
   */
  serves(entry, area) {
    const parent = this.areas.find(({ code }) => code === area)?.parent;
    const covered = (entry.coverage ?? []).map((each) => each.area);
    if (area !== null && covered.includes(area)) return 2;
    if (parent !== undefined && covered.includes(parent)) return 1;
    if (entry.nationwide || area === null) return 0;
    return covered.some((code) => this.areas.find((each) => each.code === code)?.parent === area) ? 1 : -1;
  }

  /** The district whose middle is nearest, within 25 km; the exact place stays here.
   * @param {number} lat
   * @param {number} lon
   */
  districtAt(lat, lon) {
    const east = Math.cos((lat * Math.PI) / 180);
    let nearest = null;
    let least = 25 / 111;
    for (const area of this.areas) {
      if (area.lat === undefined || area.lon === undefined || area.parent === undefined) continue;
      const distance = Math.hypot(area.lat - lat, (area.lon - lon) * east);
      if (distance < least) {
        least = distance;
        nearest = area;
      }
    }
    return nearest;
  }

  /** Entries whose name, number or other name contains what was typed.
   * @param {string} typed
   */
  named(typed) {
    const words = folded(typed);
    if (words.length < 2) return [];
    const digits = words.replace(/\D/g, "");
    /** @param {Entry} entry */
    const holds = (entry) =>
      (digits.length >= 3 && (entry.contacts ?? []).some(({ dial }) => dial?.replace(/\D/g, "").startsWith(digits))) ||
      [...Object.values(entry.name), ...(entry.aliases ?? [])].some((name) => folded(name).includes(words));
    return [...this.entries.values()].filter(holds).map(({ key }) => key);
  }

  /** Entries whose name or other name is exactly what was typed.
   * @param {string} typed
   */
  called(typed) {
    const words = folded(typed);
    return [...this.entries.values()]
      .filter(({ name, aliases }) => [...Object.values(name), ...(aliases ?? [])].some((each) => folded(each) === words))
      .map(({ key }) => key);
  }

  /** Nationwide entries of some kinds that are open; one whose hours are not known does not count as open.
   * @param {string[]} kinds
   * @param {string} language
   * @param {Date} now
   */
  open(kinds, language, now) {
    const keys = [...this.entries.values()]
      .filter(({ key, kind, nationwide }) => kinds.includes(kind) && nationwide && this.hours.entry(key, now, language)?.state === "OPEN")
      .map(({ key }) => key);
    return this.ordered(keys, null, language, now);
  }

  /** Open ones first, then those whose hours are not known; among equals the nearer one.
   * @param {string[]} keys
   * @param {string | null} area
   * @param {string} language
   * @param {Date} now
   */
  ordered(keys, area, language, now) {
    const states = ["OPEN", "UNKNOWN", "CLOSED"];
    /** @param {string} key */
    const rank = (key) => {
      const entry = /** @type {Entry} */ (this.entries.get(key));
      const state = this.hours.entry(key, now, language)?.state ?? "UNKNOWN";
      return states.indexOf(state) * 10 - this.serves(entry, area);
    };
    return [...keys]
      .filter((key) => this.usable(key, area) !== null && this.serves(/** @type {Entry} */ (this.entries.get(key)), area) >= 0)
      .sort((one, other) => rank(one) - rank(other));
  }
}

/** Loads the bundle; the worker answers with its copy while there is no network. */
export async function openDirectory() {
  const response = await fetch("/directory/bundle", { credentials: "omit" });
  if (!response.ok) throw new Error(`bundle: ${response.status}`);
  return new Directory(await response.json(), new Date(response.headers.get("date") ?? Date.now()));
}

/** Fills cards with entries. The words stand in the page, in the element `words`; the card's form in its template.
 * @param {HTMLElement} list
 * @param {HTMLElement} words
 * @param {Directory} directory
 * @param {string[]} keys
 * @param {string | null} area
 */
export function showCards(list, words, directory, keys, area) {
  const template = /** @type {HTMLTemplateElement} */ (document.getElementById("card-form"));
  const language = document.documentElement.lang;
  const now = new Date();
  const cards = keys.map((key) => {
    const entry = /** @type {Entry} */ (directory.entries.get(key));
    const card = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
    /** @param {string} part @param {Texts | undefined} texts */
    const say = (part, texts) => {
      const at = card.querySelector(`[data-part=${part}]`);
      if (!(at instanceof HTMLElement)) return;
      if (texts === undefined) at.remove();
      else {
        const said = inLanguage(texts, language);
        at.textContent = said.text;
        if (said.language !== language) at.lang = said.language;
      }
    };
    say("name", entry.name);
    say("purpose", entry.purpose);
    const name = card.querySelector("a[data-part=name]");
    if (name instanceof HTMLAnchorElement) name.href = `/lines/${encodeURIComponent(key)}${location.search}`;
    const judged = directory.hours.entry(key, now, language);
    const state = card.querySelector("[data-part=state]");
    if (state !== null) {
      state.textContent = judged?.reason ?? words.dataset.unknown ?? "";
      state.className = judged?.state === "OPEN" ? "sw-open" : judged?.state === "CLOSED" ? "sw-closed" : "sw-unknown";
    }
    const asOf = card.querySelector("[data-part=as-of]");
    if (asOf !== null) asOf.textContent = (words.dataset.asOf ?? "").replace("{time}", moment(now, language));
    const reach = directory.reach(entry, area);
    const call = card.querySelector("a[data-part=call]");
    if (reach !== null && call instanceof HTMLAnchorElement) {
      call.href = reach.href;
      const how = reach.isText ? words.dataset.text : reach.href.startsWith("tel:") ? words.dataset.call : words.dataset.open;
      call.append(how ?? "", " ", Object.assign(document.createElement("span"), { className: "sw-number", textContent: reach.shown }));
      if (!reach.href.startsWith("tel:")) call.classList.add("sw-call--second");
    }
    return card;
  });
  const fresh = document.createElement("ul");
  fresh.append(...cards);
  const shown = [...list.children];
  // The time of a state changes every minute; it is replaced in the existing card.
  for (const [at, card] of shown.entries()) {
    const told = card.querySelector("[data-part=as-of]");
    if (told !== null) told.textContent = fresh.children[at]?.querySelector("[data-part=as-of]")?.textContent ?? "";
  }
  // Unchanged cards stay in the page, so that somebody who reads or presses one does not lose it.
  if (shown.length === fresh.children.length && shown.every((card, at) => card.isEqualNode(fresh.children[at]))) return;
  const held = document.activeElement instanceof HTMLAnchorElement && list.contains(document.activeElement) ? document.activeElement.href : null;
  list.replaceChildren(...fresh.children);
  [...list.querySelectorAll("a")].find(({ href }) => href === held)?.focus();
}

/** A moment in Taiwan with its day, because a page may stay open for days.
 * @param {Date} time
 * @param {string} language
 */
export const moment = (time, language) =>
  new Intl.DateTimeFormat([language, "en"], {
    timeZone: ZONE,
    month: "short",
    day: "numeric",
    weekday: "short",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).format(time);

/** A time in Taiwan: the hour, and the day of the week unless it is within the next twelve hours.
 * @param {Date} time
 * @param {string} language
 */
export function clock(time, language) {
  const soon = time.getTime() - Date.now() < 12 * 3600_000;
  return new Intl.DateTimeFormat([language, "en"], {
    timeZone: ZONE,
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    ...(soon ? {} : { weekday: "short" }),
  }).format(time);
}
