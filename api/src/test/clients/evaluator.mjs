// Compares what a device computes from the bundle with what the service computed.
// node evaluator.mjs <evaluator.js> <bundle.json> <probes.json>
// Prints each difference, and at the end how long all entries took, in milliseconds.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [module, bundle, probes] = process.argv.slice(2);
const { load } = await import(pathToFileURL(module));
const directory = load(JSON.parse(readFileSync(bundle, "utf8")));
const text = ({ state, cause, nextChangeAt, reason }) =>
  `${state} ${cause} ${nextChangeAt === null ? "-" : nextChangeAt.getTime() / 1000} ${reason}`;

for (const { key, language, at, entry, contacts, none, card, area } of JSON.parse(readFileSync(probes, "utf8"))) {
  if (card !== undefined) {
    const read = directory.card(key, at * 1000, language, area);
    if (read !== card) console.log(`${key} ${language} ${at} ${area}:\n${read}\n  instead of\n${card}`);
    continue;
  }
  const found = directory.entry(key, new Date(at * 1000), language);
  if (none || found === null) {
    if (!none || found !== null) console.log(`${key} can ${none ? "" : "not "}be read`);
    continue;
  }
  const read = [text(found), ...found.contacts.map(text)].join("; ");
  const wanted = [entry, ...contacts].join("; ");
  if (read !== wanted) console.log(`${key} ${language} ${at}: ${read} instead of ${wanted}`);
}

let best = Infinity;
for (let round = 0; round < 20; round++) {
  const begun = performance.now();
  const now = Date.UTC(2026, 4, 6, 3, round);
  directory.keys.forEach((key) => directory.entry(key, now));
  best = Math.min(best, performance.now() - begun);
}
let cards = Infinity;
for (let round = 0; round < 5; round++) {
  const begun = performance.now();
  const now = Date.UTC(2026, 4, 6, 3, round);
  directory.keys.forEach((key) => directory.card(key, now, "vi"));
  cards = Math.min(cards, performance.now() - begun);
}
console.log(`all ${best.toFixed(1)} cards ${cards.toFixed(1)}`);
