// Compiles the styles of the pages: node styles.mjs <pages.scss> <pages.css>
//
// Of GOV.UK Frontend only what a template or a script of the pages names is served, and nothing for paper: a phone pays for
// every rule.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { compile } from "sass";

const [from, to] = process.argv.slice(2);
const packages = fileURLToPath(new URL("node_modules", import.meta.url));
const { css } = compile(from, {
  loadPaths: [packages],
  style: "compressed",
  quietDeps: true,
  // GOV.UK Frontend 5 is written with `@import`.
  silenceDeprecations: ["import"],
});

const main = join(dirname(from), "..");
const named = new Set();
for (const folder of ["jte", join("resources", "pages")]) {
  for (const file of readdirSync(join(main, folder), { recursive: true })) {
    if (!/\.(jte|js)$/.test(file)) continue;
    for (const [name] of readFileSync(join(main, folder, file), "utf8").matchAll(/govuk-[\w-]+/g)) named.add(name);
  }
}

/** The selectors of a rule that can match something. */
const matching = (selectors) =>
  selectors
    .split(/,(?![^([]*[)\]])/)
    .filter((each) => [...each.replace(/:not\([^)]*\)/g, "").matchAll(/\.(govuk-[\w-]+)/g)].every(([, name]) => named.has(name)))
    .join(",");

/** Compressed rules without those that match nothing. */
function needed(rules) {
  let left = "";
  for (let at = 0; at < rules.length; ) {
    const opens = rules.indexOf("{", at);
    if (opens === -1) return left + rules.slice(at);
    let end = opens + 1;
    for (let depth = 1; depth > 0; end++) depth += { "{": 1, "}": -1 }[rules[end]] ?? 0;
    const head = rules.slice(at, opens);
    const body = rules.slice(opens + 1, end - 1);
    const isGroup = /^@(media|supports)/.test(head);
    const isForPaper = head === "@media print" && !body.includes(".sw-") && !body.startsWith("@");
    const kept = isForPaper ? "" : head.startsWith("@") ? head : matching(head);
    const inside = isGroup ? needed(body) : body;
    if (kept !== "" && inside !== "") left += `${kept}{${inside}}`;
    at = end;
  }
  return left;
}

writeFileSync(to, needed(css) + "\n");
