// A contact that is bound to a county is offered there alone, and "open now" is what is open: on a device as on the service's pages.
// node reach.mjs <folder of the modules> <bundle.json>
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [folder, file] = process.argv.slice(2);
const { Directory } = await import(pathToFileURL(`${folder}/directory.js`));
const { districtOf, find } = await import(pathToFileURL(`${folder}/search.js`));
const bundle = JSON.parse(readFileSync(file, "utf8"));
const taipei = [{ area: "63000" }];
const entry = { key: "bound", kind: "HOTLINE", status: "ACTIVE", name: { en: "Bound" }, nationwide: true };
bundle.entries.push({ ...entry, contacts: [{ kind: "SMS", dial: "0912995110", coverage: taipei }] });
bundle.entries.push({ ...entry, key: "page", contacts: [{ kind: "CHAT", url: "https://a.example/", coverage: taipei }] });
bundle.entries.push({ ...entry, key: "via", contactVia: "bound" });
const directory = new Directory(bundle, new Date());

for (const key of ["bound", "page", "via"]) {
  for (const area of [null, "65000", "65000010"]) assert.equal(directory.usable(key, area), null, `${key} in ${area}`);
  for (const area of ["63000", "63000030"]) assert.notEqual(directory.usable(key, area), null, `${key} in ${area}`);
}
assert.equal(directory.reach(directory.entries.get("via"), "63000030").href, "sms:0912995110");
for (const each of bundle.entries) {
  const href = directory.reach(each, null)?.href;
  const general = (contact) => (contact.coverage ?? []).length === 0;
  const bound = (each.contacts ?? []).filter((contact) => !general(contact)).map(({ dial }) => dial?.replace(/\D/g, ""));
  const free = (each.contacts ?? []).filter(general).map(({ dial }) => dial?.replace(/\D/g, ""));
  assert.ok(href === undefined || !bound.includes(href.replace(/\D/g, "")) || free.includes(href.replace(/\D/g, "")), each.key);
}

// A form sends the district that nobody chose as an empty field: that is no district, and nothing is far from it.
assert.equal(districtOf("?lang=en&area="), null);
assert.equal(districtOf("?lang=en"), null);
assert.equal(districtOf("?area=63000030"), "63000030");

// Only what is known to be open: at noon and at night, by the evaluator's own word.
const KINDS = ["EMERGENCY", "HOTLINE", "CHAT"];
for (const now of [new Date("2026-03-11T12:00:00+08:00"), new Date("2026-03-15T03:00:00+08:00")]) {
  const open = directory.open(KINDS, "en", now);
  const states = (keys) => new Set(keys.map((key) => directory.hours.entry(key, now, "en")?.state));
  assert.deepEqual(states(open), new Set(["OPEN"]));
  const all = [...directory.entries.values()].filter((each) => KINDS.includes(each.kind) && each.nationwide).map(({ key }) => key);
  assert.ok(states(all).has("UNKNOWN") || states(all).has(undefined));
  assert.ok(open.includes("tw.emergency.110"));
}

// Entries are chosen for the place that was typed, and so is their button: the place of the address stands back.
const typed = (areas) => ({ read: () => ({ areas, lines: [{ key: "bound" }], stage: "NEED" }) });
for (const area of [null, "65000"]) {
  const { keys, place } = find("bound", area, directory, typed([["63000"]]), "en", new Date());
  assert.ok(keys.includes("bound"));
  for (const key of keys) assert.notEqual(directory.reach(directory.entries.get(key), place), null, `${key} in ${place}`);
}
assert.equal(find("bound", "63000", directory, typed([]), "en", new Date()).place, "63000");
