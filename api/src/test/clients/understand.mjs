// Reads sentences with what a device has, and writes down what comes out.
// node understand.mjs <understand.js> <understanding file> <sentences.json> <out.txt>
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [module, file, sentences, out] = process.argv.slice(2);
const { load } = await import(pathToFileURL(module));
const reader = load(new Uint8Array(readFileSync(file)));
const rows = JSON.parse(readFileSync(sentences, "utf8")).map((text) => {
  const { stage, situations, lines, areas } = reader.read(text);
  return [stage, situations.join(","), lines.map((line) => `${line.key}=${line.situation}`).join(","), areas.join(",")].join(" ");
});
writeFileSync(out, rows.join("\n"));
