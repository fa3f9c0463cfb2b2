// Compiles the styles of the pages: node styles.mjs <pages.scss> <pages.css>
import { writeFileSync } from "node:fs";
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
writeFileSync(to, css + "\n");
