// Packs what envelope.js loads where a browser has no X25519 or Ed25519, out of @noble/curves: node curves.mjs <curves.js>
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = fileURLToPath(new URL(".", import.meta.url));
const { version } = JSON.parse(readFileSync(new URL("node_modules/@noble/curves/package.json", import.meta.url), "utf8"));
const packed = await build({
  stdin: {
    contents: `
      import { ed25519, x25519 as montgomery } from "@noble/curves/ed25519.js";
      export const x25519 = (privateKey, publicKey) => montgomery.getSharedSecret(privateKey, publicKey);
      export const isSigned = (signature, message, publicKey) => ed25519.verify(signature, message, publicKey, { zip215: false });
    `,
    resolveDir: here,
    sourcefile: "curves.mjs",
  },
  absWorkingDir: here,
  bundle: true,
  write: false,
  format: "esm",
  // As old as a browser may be that needs it.
  target: "es2020",
  legalComments: "inline",
  banner: { js: `// Packed from @noble/curves ${version} (MIT License, see NOTICE) by src/test/clients/curves.mjs. Not our own code.` },
});
writeFileSync(process.argv[2], packed.outputFiles[0].text);
