// Whom this page seals for: each centre with its areas, and the keys that sign its keysets. They come from one static file,
// the same for everybody, and from no answer of the service. What is not in the form that is expected here is not used at all.

import { ask } from "./asking.js";

/** @typedef {{ readonly code: string, readonly name: Readonly<Record<string, string>>, readonly counties: readonly string[],
 *   readonly districts: readonly string[], readonly keys: readonly string[] }} Anchor
 */

const CODE = /^[a-z]{2,8}$/;
const COUNTY = /^\d{5}$/;
const DISTRICT = /^\d{8}$/;
const KEY = /^[A-Za-z0-9+/_-]{43}=?$/;

/** The centres in the file, and the keysets of all centres, which count nothing before they were checked.
 * @returns {Promise<[readonly Anchor[], readonly import("./envelope.js").CentreKeyset[]]>}
 */
const loadBoth = () => Promise.all([loadAnchors(), ask("keysets")]);

/** Begun at once, while larger modules are still on their way; a page that only opens a case needs neither. */
let begun = location.pathname.startsWith("/case") ? null : loadBoth();
begun?.catch(() => {});

/** What was begun with the page, and later anew. */
export function loadCentres() {
  const both = begun ?? loadBoth();
  begun = null;
  return both;
}

/** Loads the file, without a sign of who asks or in which language.
 * @returns {Promise<readonly Anchor[]>}
 */
export async function loadAnchors() {
  const answer = await fetch("/anchors.json", { credentials: "omit", referrerPolicy: "no-referrer", headers: { "Accept-Language": "*" } });
  if (!answer.ok) throw new Error("anchors");
  return anchorsOf(await answer.json());
}

/** The centres in the file.
 * @param {any} file
 * @returns {readonly Anchor[]}
 * @throws {Error} if any part of it is not what it should be
 */
export function anchorsOf(file) {
  if (!Array.isArray(file?.centres) || file.centres.length === 0) throw new Error("anchors");
  const anchors = file.centres.map(anchorOf);
  for (const names of [anchors.map(({ code }) => code), anchors.flatMap(({ counties }) => counties)]) {
    if (new Set(names).size < names.length) throw new Error("anchors");
  }
  return anchors;
}

/** @param {any} centre @returns {Anchor} */
function anchorOf({ code, name, counties, districts, key, olderKey }) {
  const keys = [key, olderKey].filter((each) => each !== undefined && each !== null);
  const isRight =
    CODE.test(code) && typeof name === "object" && name !== null && Object.values(name).every((text) => typeof text === "string") &&
    Array.isArray(counties) && counties.every((each) => COUNTY.test(each)) &&
    Array.isArray(districts) && districts.every((each) => DISTRICT.test(each)) &&
    keys.length > 0 && keys[0] === key && keys.every((each) => KEY.test(each));
  if (!isRight) throw new Error("anchors");
  return { code, name, counties, districts, keys: keys.map(base64url) };
}

/** @param {string} base64 */
const base64url = (base64) => base64.replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");

/** The centre that takes an area's reports; null if none does.
 * @param {readonly Anchor[]} anchors
 * @param {string} area
 */
export const centreOf = (anchors, area) =>
  anchors.find(({ counties, districts }) => districts.includes(area) || counties.includes(area.slice(0, 5))) ?? null;

/** A centre's name in a language, else in English or Chinese, with the language that it is in.
 * @param {Anchor} anchor
 * @param {string} language
 */
export function nameOf({ code, name }, language) {
  const of = [language, "en", "zh-TW", ...Object.keys(name)].find((each) => name[each] !== undefined);
  return of === undefined ? { text: code, language: "" } : { text: name[of], language: of };
}
