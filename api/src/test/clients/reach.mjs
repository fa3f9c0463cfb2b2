// A contact that is bound to a county is offered there alone: on a device as on the service's pages.
// node reach.mjs <folder of the modules> <bundle.json>
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [folder, file] = process.argv.slice(2);
const { Directory } = await import(pathToFileURL(`${folder}/directory.js`));
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
