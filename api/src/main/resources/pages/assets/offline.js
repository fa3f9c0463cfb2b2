// The page without a network: lines by whether they are open now, computed here, from the copy and its age; and the guide,
// whose answers stay here.
import { clock, openDirectory, showCards } from "./directory.js";

const MOST = 12;
const KINDS = ["EMERGENCY", "HOTLINE", "CHAT"];

const found = document.getElementById("now");
const list = found?.querySelector("ul");
const told = document.getElementById("age");
const language = document.documentElement.lang;

const guide = document.getElementById("device-guide");

/** Whether one of a row's conditions holds: `a !b;c`, where a is there and b is not, or c is.
 * @param {string} when
 * @param {Set<string>} signs
 */
const holds = (when, signs) =>
  when.split(";").some((each) =>
    each.split(" ").filter((sign) => sign !== "").every((sign) => (sign.startsWith("!") ? !signs.has(sign.slice(1)) : signs.has(sign))),
  );

/** The advice for what is ticked, the gravest first; the last row is for whom no other applies to.
 * @param {import("./directory.js").Directory} directory
 */
function advise(directory) {
  if (guide === null) return;
  const signs = new Set([...guide.querySelectorAll("input")].filter(({ checked }) => checked).map(({ value }) => value));
  const rows = [...guide.querySelectorAll("section")];
  const applying = rows.filter(({ dataset }) => dataset.when !== "" && holds(dataset.when ?? "", signs));
  const told = applying.length > 0 || signs.size === 0 ? applying : rows.filter(({ dataset }) => dataset.when === "");
  for (const row of rows) {
    row.hidden = !told.includes(row);
    const list = row.querySelector("ul");
    if (row.hidden || list === null) continue;
    const now = new Date();
    const keys = directory.ordered((row.dataset.keys ?? "").split(" ").filter((key) => directory.entries.has(key)), null, language, now);
    const reachable = keys.filter((key) => directory.hours.entry(key, now, language)?.state !== "CLOSED");
    showCards(list, row, directory, row.dataset.crisis === "true" && reachable.length > 0 ? reachable : keys, null);
  }
}

async function show() {
  if (found === null || list === null || list === undefined) return;
  const directory = await openDirectory();
  showCards(list, found, directory, directory.open(KINDS, language, new Date()).slice(0, MOST), null);
  advise(directory);
  if (guide !== null) guide.onchange = () => advise(directory);
  for (const part of [found, guide, document.getElementById("device-search"), document.getElementById("keep")]) {
    if (part !== null) part.hidden = false;
  }
  if (told === null) return;
  // The page, with its emergency numbers, and the directory are cached apart: the age shown is that of the older one.
  const page = Date.parse(told.dataset.page ?? "");
  const asOf = Number.isNaN(page) || page > directory.asOf.getTime() ? directory.asOf : new Date(page);
  const day = new Intl.DateTimeFormat([language, "en"], { timeZone: "Asia/Taipei", dateStyle: "medium" }).format(asOf);
  told.textContent = (told.dataset.asOf ?? "").replace("{time}", `${day} ${clock(asOf, language)}`);
  told.hidden = false;
}

show().catch(() => {
  const none = document.getElementById("no-copy");
  if (none !== null) none.hidden = false;
});
// Lines open and close while somebody looks at the page.
setInterval(() => show().catch(() => {}), 60_000);
document.getElementById("device-search")?.addEventListener("submit", (event) => event.preventDefault());
