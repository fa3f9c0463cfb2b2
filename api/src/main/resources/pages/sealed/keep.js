// Keeps receipts on this device behind words, and opens what is kept (ENVELOPE.md, "What a device keeps"): the words, the key made
// from them, and the fields and buttons. Nothing but receipts is kept. Loaded for everybody who has a receipt in the page, so
// nobody on the way sees who keeps it. Without this, or without a store, the rest of the page works as it does.
import { receiptText } from "./envelope.js";
import { change, fresh, PLACE, PLACES, random, read, same } from "./kept.js";
import { showCase } from "./sealed-case.js";
import { alone, at, button, field, keepBy, mend, onLeaving, say, tell } from "./sealed-page.js";

/** @typedef {import("./envelope.js").Bytes} Bytes */
/** The key that was made of words; and the receipts behind it, the newest first.
 * @typedef {{ readonly key: CryptoKey, readonly salt: Bytes }} By
 * @typedef {By & { readonly receipts: readonly Bytes[] }} Opened
 */

const ROUNDS = 600_000;
const NONCE = 12;
const TAG = 16;
const RECEIPT = 15;
const MOST = 15;
const SHORTEST = 8;

/** @param {string} text @returns {Bytes} */
const utf8 = (text) => new TextEncoder().encode(text);

// Words

// 2,048 words by a rule, in no language. With other letters, more of them would mean something bad in our languages.
const FIRST = "bdfgjklmnprstvwy";
const MIDDLE = "fhjnrswy";
const VOWELS = "aeio";

/** Four words at random, 44 bits. */
export const propose = () =>
  Array.from(crypto.getRandomValues(new Uint16Array(4)), (drawn) =>
    FIRST[drawn & 15] + VOWELS[(drawn >> 4) & 3] + MIDDLE[(drawn >> 6) & 7] + VOWELS[(drawn >> 9) & 3]).join(" ");

/** The words without what phones change by themselves.
 * @param {string} words
 */
const bare = (words) => words.normalize("NFKC").toLowerCase().replace(/[\p{Z}\p{C}\p{P}]/gu, "").normalize("NFKC");

/** @param {string} words */
const areEnough = (words) => [...bare(words)].length >= SHORTEST;

/** Slow on purpose, so that guessing is slow.
 * @param {string} words
 * @param {Bytes} salt
 */
async function keyOf(words, salt) {
  const secret = await crypto.subtle.importKey("raw", utf8(bare(words)), "PBKDF2", false, ["deriveKey"]);
  const slowly = { name: "PBKDF2", hash: "SHA-256", salt, iterations: ROUNDS };
  return crypto.subtle.deriveKey(slowly, secret, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

/** @param {Bytes} iv @param {Bytes} salt */
const parameters = (iv, salt) => ({ name: "AES-GCM", iv, additionalData: Uint8Array.of(...utf8("shouwang/1 device"), ...salt) });

/** @param {By} by
 * @param {readonly Bytes[]} receipts
 */
async function seal({ key, salt }, receipts) {
  const plain = new Uint8Array(PLACE - NONCE - TAG);
  plain[0] = receipts.length;
  receipts.forEach((receipt, at) => plain.set(receipt, 1 + at * RECEIPT));
  const place = random(PLACE);
  place.set(new Uint8Array(await crypto.subtle.encrypt(parameters(place.slice(0, NONCE), salt), key, plain)), NONCE);
  return place;
}

/** What is in each place; null where these words do not open it. All are tried.
 * @param {By} by
 * @param {readonly Bytes[]} places
 */
const unseal = ({ key, salt }, places) =>
  Promise.all(places.map(async (place) => {
    try {
      const plain = new Uint8Array(await crypto.subtle.decrypt(parameters(place.slice(0, NONCE), salt), key, place.slice(NONCE)));
      return Array.from({ length: plain[0] }, (_, at) => plain.slice(1 + at * RECEIPT, 1 + (at + 1) * RECEIPT));
    } catch {
      return null;
    }
  }));

/** @param {string} words
 * @returns {Promise<Opened | null>} null where nothing is kept behind the words
 */
async function openKept(words) {
  const { salt, places } = (await read()) ?? fresh();
  const by = { key: await keyOf(words, salt), salt };
  const receipts = (await unseal(by, places)).find((each) => each !== null);
  return receipts ? { ...by, receipts } : null;
}

/** Keeps a receipt behind words, beside what is behind them.
 * @param {string} words
 * @param {Bytes} receipt
 */
export async function keep(words, receipt) {
  if ((await read()) === null) await change((store) => store);
  const { salt } = (await read()) ?? fresh();
  return rewrite({ key: await keyOf(words, salt), salt }, [receipt], []);
}

/** Keeps more behind words, or less. New words take the oldest place; a place with nothing left becomes the oldest.
 * @param {By} by
 * @param {readonly Bytes[]} more
 * @param {readonly Bytes[]} less
 * @returns {Promise<Opened>}
 */
export async function rewrite({ key, salt }, more, less) {
  /** @type {readonly Bytes[]} */
  let receipts = [];
  await change(async (store) => {
    if (!same(salt, store.salt)) throw new Error("forgotten meanwhile");
    const all = await unseal({ key, salt }, store.places);
    const at = all.findIndex((each) => each !== null);
    const others = (all[at] ?? []).filter((each) => ![...more, ...less].some((one) => same(one, each)));
    receipts = [...more, ...others].slice(0, MOST);
    const rest = store.places.filter((_, place) => place !== at);
    if (receipts.length > 0) return { ...store, places: [...rest.slice(1 - PLACES), await seal({ key, salt }, receipts)] };
    return at === -1 ? store : { ...store, places: [random(PLACE), ...rest] };
  });
  return { key, salt, receipts };
}

// Fields and buttons

/** What words opened in this page, and with them the key for changing it.
 * @type {Opened | null}
 */
let opened = null;
/** The receipt that the page is about.
 * @type {Bytes | null}
 */
let current = null;

onLeaving(() => {
  for (const receipt of opened?.receipts ?? []) receipt.fill(0);
  current?.fill(0);
  opened = current = null;
});

/** @param {Bytes} receipt */
const isKept = (receipt) => opened !== null && opened.receipts.some((each) => same(each, receipt));

/** @param {string | null} text */
function tellKept(text) {
  at("keep-told").hidden = text === null;
  at("keep-told").textContent = text;
}

function show() {
  const has = current !== null && isKept(current);
  at("keep").hidden = current === null;
  at("keep-new").hidden = has;
  at("keep-held").hidden = !has;
  at("keep-proposed").textContent = has || current === null ? "" : propose();
}

/** Slow work over the store, in words before and after it.
 * @param {() => Promise<string>} work resolves to what is told then
 */
async function inStore(work) {
  mend(null);
  tellKept(say("keep.moment"));
  try {
    const done = await work();
    show();
    tellKept(done);
    at("keep").querySelector("h2")?.focus();
  } catch {
    tellKept(say("keep.no"));
  }
}

button("keep-other", async () => show());
button("keep-it", async () => {
  const words = field("keep-words").value;
  if (!areEnough(words)) return mend(say("keep.short"), "keep-words");
  const receipt = current?.slice();
  if (receipt === undefined) return;
  await inStore(async () => {
    opened = await keep(words, receipt);
    field("keep-words").value = "";
    return say("keep.done");
  });
});
button("keep-forget", async () => {
  const receipt = current;
  if (receipt !== null) await inStore(() => forget([receipt]));
});

/** @param {readonly Bytes[]} receipts */
async function forget(receipts) {
  if (opened !== null) opened = await rewrite(opened, [], receipts);
  return say("keep.forgotten");
}

keepBy({
  about(receipt) {
    if (current !== null && receipt !== null && same(current, receipt)) return;
    current = receipt?.slice() ?? null;
    tellKept(null);
    show();
  },
  async add(receipt, other) {
    try {
      if (opened === null || !isKept(other)) return false;
      opened = await rewrite(opened, [receipt.slice()], []);
      return true;
    } catch {
      return false;
    }
  },
  async drop(receipt) {
    try {
      if (opened !== null && isKept(receipt)) opened = await rewrite(opened, [], [receipt]);
    } catch {
      // A receipt that stays leads to no case any more.
    }
  },
});

if (document.getElementById("ask") !== null) {
  const open = button("kept-open", async () => {
    mend(null);
    tell(say("keep.moment"));
    const words = field("kept-words").value;
    let found = null;
    try {
      if (areEnough(words)) found = await openKept(words);
    } catch {
      return mend(say("keep.no"));
    }
    if (found === null) return mend(say("kept.none"), "kept-words");
    field("kept-words").value = "";
    tell(null);
    opened = found;
    list();
    if (found.receipts.length === 1) await showCase(found.receipts[0].slice());
  });
  open.disabled = false;
  button("kept-forget", async () => {
    await forget(opened?.receipts ?? []);
    list();
    tell(say("keep.forgotten"));
  });
}

/** What the words opened, to choose from; also where the case behind it is gone. */
function list() {
  at("kept").hidden = opened === null || opened.receipts.length === 0;
  at("kept-codes").replaceChildren(...(opened?.receipts ?? []).map((receipt) => {
    const press = document.createElement("button");
    press.type = "button";
    press.className = "govuk-button govuk-button--secondary";
    press.textContent = receiptText(receipt);
    press.addEventListener("click", () => alone("kept", () => showCase(receipt.slice())));
    return press;
  }));
}
