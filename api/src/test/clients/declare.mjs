// Writes the types of a module beside it, from its comments: node declare.mjs <envelope.js>
import { writeFileSync } from "node:fs";
import ts from "typescript";

const module = process.argv[2];
const options = {
  allowJs: true,
  declaration: true,
  emitDeclarationOnly: true,
  lib: ["lib.es2023.d.ts", "lib.dom.d.ts"],
  module: ts.ModuleKind.ES2022,
  // The packed curves beside it have no types.
  noResolve: true,
  skipLibCheck: true,
  strict: true,
  target: ts.ScriptTarget.ES2022,
};
const program = ts.createProgram([module], options);
program.emit(undefined, (_, text) => writeFileSync(module.replace(/\.js$/, ".d.ts"), text));
