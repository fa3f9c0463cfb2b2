// What the page's search shows first on a device at a moment, for each sentence: its key, or an empty line.
// node search.mjs <folder of the modules> <bundle.json> <understanding file> <sentences.json> <moment> <out.txt>
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [folder, bundle, file, sentences, moment, out] = process.argv.slice(2);
const module = (name) => import(pathToFileURL(`${folder}/${name}`));
const { Directory } = await module("directory.js");
const { find } = await module("search.js");
const { load } = await module("understand.js");
const directory = new Directory(JSON.parse(readFileSync(bundle, "utf8")), new Date());
const reader = load(new Uint8Array(readFileSync(file)));
const first = (text) => find(text, null, directory, reader, "zh-TW", new Date(moment)).keys[0] ?? "";
writeFileSync(out, JSON.parse(readFileSync(sentences, "utf8")).map(first).join("\n"));
