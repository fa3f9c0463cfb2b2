// Lets a sealed page send, once everything that it needs is there: a browser that can seal, the centres that it trusts, and a
// key of theirs. Until then, and whenever something is missing, its buttons do nothing: the page never sends anything unsealed.
import { centreOf, loadCentres } from "./anchors.js";
import { hpke, usableKeyset } from "./envelope.js";
import { visit } from "./kept.js";
import { startCase } from "./sealed-case.js";
import { startForm } from "./sealed-form.js";
import { about, at, checked, language, say } from "./sealed-page.js";

/** @typedef {import("./envelope.js").CentreKeyset} CentreKeyset */
/** @typedef {import("./anchors.js").Anchor} Anchor */
/** The centres and their keys, as far as they were checked.
 * @typedef {{ centreOf: (area: string) => Anchor | null, keyset: (centre: Anchor) => Promise<CentreKeyset | null>,
 *   renew: (keysets: readonly CentreKeyset[]) => void }} Keys
 */

const CURVES = [
  { name: "X25519", usages: ["deriveBits"] },
  { name: "Ed25519", usages: ["sign", "verify"] },
];

/** Where the browser lacks a curve, the module that has it is loaded here first, so that its content is checked.
 * @returns {Promise<boolean>} whether there are curves
 */
async function loadCurves() {
  try {
    for (const { name, usages } of CURVES) await crypto.subtle.generateKey(name, false, /** @type {KeyUsage[]} */ (usages));
    return true;
  } catch {
    // Older browsers check none of what a module imports by itself.
    return (await checked("curves")) ?? true;
  }
}

/** @param {readonly Anchor[]} anchors
 * @param {readonly CentreKeyset[]} first
 * @returns {Keys}
 */
function keysOf(anchors, first) {
  let keysets = first;
  /** The highest generation of each centre that this page has seen: it never seals with a lower one.
   * @type {Map<string, number>}
   */
  const highest = new Map();
  return {
    centreOf: (area) => centreOf(anchors, area),
    keyset: async (centre) => {
      const found = await usableKeyset(keysets, centre, new Date(), highest.get(centre.code));
      if (found !== null) highest.set(centre.code, found.generation);
      return found;
    },
    renew: (answered) => {
      keysets = answered;
    },
  };
}

/** Whether a centre has signed a key, whatever the device's clock says of its days.
 * @param {readonly CentreKeyset[]} keysets
 * @param {readonly Anchor[]} anchors
 */
async function isAnySigned(keysets, anchors) {
  for (const keyset of keysets) {
    for (const centre of anchors) {
      if ((await usableKeyset([keyset], centre, new Date(keyset.validFrom + "T00:00:00Z"))) !== null) return true;
    }
  }
  return false;
}

/** @returns {Promise<Keys | string>} what is missing, as the key of a text */
async function check() {
  if (globalThis.crypto?.subtle === undefined) return "fail.crypto";
  if (!(await loadCurves())) return "fail.crypto";
  let anchors, keysets;
  try {
    [anchors, keysets] = await loadCentres();
  } catch {
    return "fail.keys";
  }
  try {
    const keys = keysOf(anchors, keysets);
    for (const centre of anchors) {
      const keyset = await keys.keyset(centre);
      if (keyset === null) continue;
      await hpke({ aead: 2, keyLength: 32 }, crypto.getRandomValues(new Uint8Array(32)), new Uint8Array(1));
      return keys;
    }
    return (await isAnySigned(keysets, anchors)) ? "fail.date" : "fail.keys";
  } catch {
    return "fail.crypto";
  }
}

async function arm() {
  const sealing = at("sealing");
  const found = await check();
  if (typeof found === "string") {
    sealing.textContent = say(found, { date: new Date().toLocaleDateString(language, { dateStyle: "long" }) });
    // An answer that was lost may come with the network.
    addEventListener("online", arm, { once: true });
    return;
  }
  startForm(document.body.dataset.sealed ?? "", found);
  sealing.textContent = say("ready");
}

let begun = Promise.resolve();
if (document.getElementById("write") !== null) {
  startCase();
  begun = arm();
} else if (globalThis.crypto?.subtle === undefined) {
  at("sealing").textContent = say("fail.crypto");
} else {
  // Opening a case and writing a message need neither a centre nor its key.
  startCase();
  about(null);
  at("sealing").textContent = say("ready");
}
// Fails without a store; then nothing is kept.
begun.finally(() => visit().catch(() => {}));
