// Results while somebody types, read on this device: the words leave it only when the button is pressed.
import { openDirectory, showCards } from "./directory.js";
import { load } from "./understand.js";

const MOST = 6;
const PAUSE = 120;

/** @type {Promise<[import("./directory.js").Directory, ReturnType<typeof load> | null]> | undefined} */
let loaded;

/** Loads what is needed once; without the file for understanding, names and numbers are still found.
 * @param {string | undefined} understanding its address
 */
function open(understanding) {
  const read = async () => {
    if (understanding === undefined) return null;
    const response = await fetch(understanding, { credentials: "omit" });
    return response.ok ? load(new Uint8Array(await response.arrayBuffer())) : null;
  };
  loaded ??= Promise.all([openDirectory(), read().catch(() => null)]);
  loaded.catch(() => (loaded = undefined));
  return loaded;
}

/** The district that an address names; a form whose district nobody chose names an empty one.
 * @param {string} query
 */
export const districtOf = (query) => new URLSearchParams(query).get("area") || null;

/** Keys for what was typed: lines for its meaning, then entries with that name; and the place that they were chosen for:
 * the typed one, else the one of the address.
 * @param {string} typed
 * @param {string | null} area
 * @param {import("./directory.js").Directory} directory
 * @param {ReturnType<typeof load> | null} reader
 * @param {string} language
 * @param {Date} now
 */
export function find(typed, area, directory, reader, language, now) {
  const read = reader?.read(typed, language.split("-")[0]);
  const place = read?.areas.length === 1 && read.areas[0].length === 1 ? read.areas[0][0] : area;
  const meant = (read?.lines ?? [])
    .flatMap(({ key }) => (key.startsWith("kind:") ? ofKind(directory, key.slice(5), place, language, now) : [key]))
    .filter((key) => directory.usable(key, place) !== null);
  const named = directory.ordered(directory.named(typed), place, language, now);
  // If a need is a line's own name, that line comes first; for a crisis its lines come first, whatever has its name.
  const nationwide = directory.called(typed).filter((key) => directory.entries.get(key)?.nationwide);
  const called = { CRISIS: [], NEED: directory.ordered(nationwide, place, language, now) }[read?.stage ?? ""] ?? named;
  return { keys: [...new Set([...called, ...meant, ...named])].slice(0, MOST), place };
}

/**
 * @param {import("./directory.js").Directory} directory
 * @param {string} kind
 * @param {string | null} area
 * @param {string} language
 * @param {Date} now
 */
function ofKind(directory, kind, area, language, now) {
  const keys = [...directory.entries.values()].filter((entry) => entry.kind === kind).map(({ key }) => key);
  return area === null ? [] : directory.ordered(keys, area, language, now).slice(0, 2);
}

/** Binds the field to the list of results.
 * @param {HTMLInputElement} field
 * @param {HTMLElement} found
 */
export function searchWhileTyping(field, found) {
  const list = /** @type {HTMLElement} */ (found.querySelector("ul"));
  const told = found.querySelector("[role=status]");
  let turn = 0;
  const show = async () => {
    const mine = ++turn;
    const typed = field.value.trim();
    if (typed === "") {
      found.hidden = true;
      list.replaceChildren();
      return;
    }
    const [directory, reader] = await open(found.dataset.understanding);
    if (mine !== turn) return;
    const area = districtOf(location.search);
    const { keys, place } = find(typed, area, directory, reader, document.documentElement.lang, new Date());
    showCards(list, found, directory, keys, place);
    found.hidden = false;
    if (told !== null) told.textContent = ((keys.length > 0 ? found.dataset.some : found.dataset.none) ?? "").replace("{count}", String(keys.length));
  };
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => show().catch(() => {}), PAUSE);
  });
  // For what was typed while this module was loaded.
  show().catch(() => {});
}
