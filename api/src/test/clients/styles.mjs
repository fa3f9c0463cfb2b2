// Compiles the styles of the pages: node styles.mjs <pages.scss> <pages.css>
//
// Of GOV.UK Frontend only what a template or a script of the pages names is served, and nothing for paper: a phone pays for
// every rule.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import postcss from "postcss";
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

/** Whether a selector names no class of the framework that nothing has. */
const canMatch = (selector) =>
  [...selector.replace(/:not\([^)]*\)/g, "").matchAll(/\.(govuk-[\w-]+)/g)].every(([, name]) => named.has(name));

const rules = postcss.parse(css);
rules.walkAtRules("media", (media) => {
  const isFrameworks = !media.toString().includes(".sw-");
  if (media.params === "print" && isFrameworks && media.first?.type === "rule") media.remove();
});
rules.walkRules((rule) => {
  const selectors = rule.selectors.filter(canMatch);
  if (selectors.length === 0) rule.remove();
  else rule.selectors = selectors;
});
rules.walkAtRules((group) => {
  if (group.nodes?.length === 0) group.remove();
});

writeFileSync(to, rules.toString() + "\n");
