// envelope.js, which pages and apps seal with, against the published vectors, RFC 9180's and @hpke/core.
// node sealing.mjs check <envelope.js> <vectors.json> [fallback]
// node sealing.mjs answer <envelope.js> <given.json> <made.json> [fallback]   opens what the service made, and seals for it
// With `fallback`, the browser has neither X25519 nor Ed25519.
import { Aes128Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from "@hpke/core";
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import * as other from "./envelope.mjs";

const [, , what, module, file, ...rest] = process.argv;
const fallback = rest.at(-1) === "fallback";
const { subtle } = globalThis.crypto;
let asked = 0;
if (fallback) {
  for (const name of ["generateKey", "importKey"]) {
    const own = subtle[name].bind(subtle);
    subtle[name] = async (...given) => {
      const algorithm = given[name === "importKey" ? 2 : 0];
      if (/25519$/.test(algorithm.name ?? algorithm)) {
        asked++;
        throw new DOMException("no such curve", "NotSupportedError");
      }
      return own(...given);
    };
  }
}
const e = await import(pathToFileURL(module));

const bytes = (hex) => new Uint8Array(Buffer.from(hex, "hex"));
const hex = (data) => Buffer.from(data).toString("hex");
const base64 = (hexes) => Buffer.from(hexes, "hex").toString("base64url");
const unbase64 = (text) => Buffer.from(text, "base64url").toString("hex");
const uuid = (digits) => digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
const stored = ({ id, position, direction, sealed }) => ({ id: uuid(id), position, fromStaff: direction === 2, bytes: base64(sealed) });
const fields = (content) => content && Object.fromEntries(content);

// RFC 9180, A.1.1: the same KEM and KDF, with the shorter key.
async function holdsRfc9180() {
  const info = bytes("4f6465206f6e2061204772656369616e2055726e");
  const receiver = bytes("3948cfe0ad1ddb695d780e59077195da6c56506b027329794ab02bca80815c4d");
  const ephemeral = bytes("52c4a758a802cd8b936eceea314432798d5baf2d7e9235dc084ab1b9cfa2f736");
  const plain = bytes("4265617574792069732074727574682c20747275746820626561757479");
  const made = await e.hpke({ aead: 1, keyLength: 16 }, receiver, info, ephemeral.slice());
  assert.equal(hex(made.enc), "37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431");
  assert.equal(hex(made.key), "4531685d41d65f03dc48f6b8302c05b0");
  assert.equal(hex(made.nonce), "56d890e5accaaf011cff4b7d");
  const key = await subtle.importKey("raw", made.key, "AES-GCM", false, ["encrypt"]);
  const additionalData = bytes("436f756e742d30");
  const sealed = new Uint8Array(await subtle.encrypt({ name: "AES-GCM", iv: made.nonce, additionalData }, key, plain));
  assert.equal(hex(sealed), "f938558b5d72f1a23810b4be2ab4f84331acc02fc97babc53a52ae8218a355a96d8770ac83d07bea87e13c512a");
  if (fallback) return;
  const suite = new CipherSuite({ kem: new DhkemX25519HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes128Gcm() });
  const recipientKey = await suite.kem.deserializePrivateKey(bytes("4612c550263fc8ad58375df3f557aac531d26850903e55a9f23f21d8534e8ac8"));
  const theirs = await suite.createRecipientContext({ recipientKey, enc: made.enc, info });
  assert.equal(hex(new Uint8Array(await theirs.open(sealed, additionalData))), hex(plain));
}

async function holdsTheReceipt(vectors) {
  for (const each of [vectors.receipt, vectors.changedReceipt]) {
    const receipt = bytes(each.bytes);
    assert.equal(hex(e.receiptOf(e.receiptText(receipt))), each.bytes);
    const { lookup, hand, handCheck } = await e.partsOf(receipt);
    assert.deepEqual([lookup, hand, handCheck].map(unbase64), [each.lookup, each.hand, each.handCheck]);
  }
  const written = "KQZKB-6FAGN-QV2BJ-Q40GY-4GE0R";
  assert.equal(e.receiptText(e.receiptOf(written)), written);
  for (const typed of ["kqzkb6fagnqv2bjq4ogy4geor", " ＫＱＺＫＢ—6fagn 「qv2bj」\u200b q40gy.4ge0r\n"]) {
    assert.equal(e.receiptText(e.receiptOf(typed)), written);
  }
  for (const typed of ["", "KQZKB-6FAGN-QV2BJ-Q40GY-4GE0S", written + "0", written.slice(1), written.replace("K", "ſ"), written.replace("K", "U"), written + " ".repeat(176)]) {
    assert.equal(e.receiptOf(typed), null, typed);
  }
  assert.notEqual(hex(e.newReceipt()), hex(e.newReceipt()));
}

const anchorOf = (keyset) => ({ code: keyset.centre, keys: [base64("00".repeat(32)), base64(keyset.signingKey)] });
const published = (keyset) => ({ ...keyset, publicKey: base64(keyset.publicKey), signature: base64(keyset.signature) });

async function holdsKeysets({ keyset, negative }) {
  const anchor = anchorOf(keyset);
  const good = published(keyset);
  const during = new Date("2026-11-25T12:00:00+08:00");
  assert.equal(await e.usableKeyset([{ ...good, centre: "ntpc" }, good], anchor, during, 7), good);
  // Scenarios 9 and 33: a generation that ended long ago, and a device whose date is two years off.
  for (const [day, usable] of [["2024-11-25T12:00:00", false], ["2028-11-25T12:00:00", false], ["2026-11-20T23:59:59", false], ["2026-11-21T00:00:00", true], ["2026-12-14T23:59:59", true], ["2026-12-15T00:00:00", false]]) {
    assert.equal(await e.usableKeyset([good], anchor, new Date(day + "+08:00")), usable ? good : null, day);
  }
  assert.equal(await e.usableKeyset([good], anchor, during, 8), null);
  assert.equal(await e.usableKeyset([good], { ...anchor, keys: [anchor.keys[0]] }, during), null);
  assert.equal(await e.usableKeyset([good], { ...anchor, code: "ntpc" }, during), null);
  for (const { what, suite, signature } of negative.keysets) {
    assert.equal(await e.usableKeyset([{ ...good, suite, signature: base64(signature) }], anchor, during), null, what);
  }
  for (const change of [{ generation: 8 }, { validUntil: "2026-12-07" }, { validFrom: "2026-11-22" }, { publicKey: base64("01".repeat(32)) }, { signature: good.signature + "A" }, { publicKey: good.publicKey + "=" }]) {
    const forged = { ...good, ...change };
    assert.equal(await e.usableKeyset([forged], anchor, during), null, JSON.stringify(change));
    // One that is forged hides none that is genuine.
    assert.equal(await e.usableKeyset([forged, good], anchor, during), good);
  }
}

// The canonical forms of the vectors, as somebody fills them in.
const FORMS = [
  ["sealConcern", {
    topic: "CARE_BURDEN", otherTopics: ["PARENTING", "ECONOMIC", "PARENTING"], childInvolved: true, urgency: "URGENT",
    words: "三樓的阿嬤好幾天沒有出門了 😭\v門口有\0\x7f\x9f報紙", area: "63000030", place: "忠孝東路三樓", person: " \u200b\u3164\ufe0f",
    observedAt: "2026-11-27T18:20:30.987+08:00", gatekeeperKind: "NEIGHBOUR", siteCode: " - ",
  }],
  ["sealHelp", {
    topic: "DOMESTIC_VIOLENCE", indicators: [], urgency: "IMMEDIATE_DANGER", words: "救我", area: "65000010", contact: "0912345678",
    contactKind: "PHONE", safeToContact: "白天", interpreter: "vi",
  }],
  ["sealHelp", {
    topic: "DOMESTIC_VIOLENCE", urgency: "URGENT", words: "救我", area: "65000010", contact: "0912345678", contactKind: "PHONE",
    safeToContact: "白天",
    safeTimes: {
      days: [2, 1, 2], periods: [{ from: "22:00", to: "1:00" }, { from: " 9:00", to: "12:00" }],
      by: ["PHONE", "MESSAGE"], mayLeaveMessage: false,
    },
  }],
];

async function holdsForms(vectors) {
  const receipt = bytes(vectors.receipt.bytes);
  const sealing = { keyset: published(vectors.keyset), language: "vi", now: new Date("2026-11-27T23:00:00Z") };
  for (const [at, { form, values, bytes: canonical, fingerprint }] of vectors.canonical.entries()) {
    assert.equal(hex(e.canonical(form, values)), canonical);
    const [sealer, input] = FORMS[at];
    const sealed = await e[sealer](receipt, input, sealing);
    assert.equal(unbase64(sealed.fingerprint), fingerprint);
    assert.equal(unbase64(sealed.lookup), vectors.receipt.lookup);
    assert.equal(unbase64(sealed.handCheck), vectors.receipt.handCheck);
    assert.deepEqual(
      [sealed.centreWrap, sealed.receiptWrap, sealed.entry.bytes, sealed.binding, sealed.commitment].map((each) => unbase64(each).length / 2),
      [80, 60, 4124, 32, 32]);
    assert.match(sealed.entry.id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    const opened = await e.openCase(receipt, { ...sealed, entries: [{ ...sealed.entry, position: 0, fromStaff: false }] });
    const content = fields(opened.entries[0].content);
    assert.equal(content.language, "vi");
    assert.equal(content.sealedOn, "2026-11-28");
    assert.equal(content.centre, "tpe");
    assert.equal(content.form, form);
    assert.equal(content.senderGroup, "PRIVATE");
    // Who guesses words or kinds finds none in what is sent.
    for (const secret of ["阿嬤", "NEIGHBOUR", "0912345678", "vi\"", e.receiptText(receipt)]) assert.ok(!JSON.stringify(sealed).includes(secret));
    // A further generation: the same bytes but for the wrap.
    const again = await e.wrapAgain(sealed, receipt, { ...sealing.keyset, generation: 8 });
    assert.deepEqual({ ...again, centreWrap: sealed.centreWrap, generation: 7 }, sealed);
    const bound = { binding: bytes(unbase64(sealed.binding)), commitment: bytes(unbase64(sealed.commitment)), centre: "tpe" };
    if (!fallback) {
      const privateKey = bytes(vectors.case.centrePrivateKey);
      const key = await other.centreUnwrap(bytes(unbase64(sealed.centreWrap)), { ...bound, generation: 7 }, privateKey);
      assert.deepEqual(await other.centreUnwrap(bytes(unbase64(again.centreWrap)), { ...bound, generation: 8 }, privateKey), key);
      const text = await other.openEntry(key, bound, bytes(sealed.entry.id.replace(/-/g, "")), 1, bytes(unbase64(sealed.entry.bytes)));
      assert.deepEqual(fields(other.fields(text)), content);
    }
    await assert.rejects(e.wrapAgain(sealed, receipt, { ...sealing.keyset, generation: 6 }), RangeError);
    await assert.rejects(e.wrapAgain(sealed, receipt, { ...sealing.keyset, centre: "ntpc" }), RangeError);
  }
  const [, concern] = FORMS[0];
  const refused = (change, field, code) =>
    assert.rejects(e.sealConcern(receipt, { ...concern, ...change }, sealing), { field, code, message: field });
  await refused({ words: "\0 \u3164" }, "words", "EMPTY");
  await refused({ words: "😭".repeat(3001) }, "words", "TOO_LONG");
  await refused({ words: "a\ud83d" }, "words", "INVALID_TEXT");
  await refused({ place: "一".repeat(301) }, "place", "TOO_LONG");
  await refused({ observedAt: "yesterday" }, "observedAt", "INVALID_TEXT");
  await e.sealConcern(receipt, { ...concern, words: "😭".repeat(3000), place: "\"".repeat(300), person: "\\".repeat(300) }, sealing);
  await assert.rejects(e.sealConcern(receipt, concern, { ...sealing, keyset: { ...sealing.keyset, suite: 2 } }), RangeError);

  const told = async (sealer, input) => {
    const sealed = await e[sealer](receipt, input, sealing);
    const opened = await e.openCase(receipt, { ...sealed, entries: [{ ...sealed.entry, position: 0, fromStaff: false }] });
    return fields(opened.entries[0].content);
  };
  const [, help] = FORMS[1];
  const hours = Array.from({ length: 9 }, (_, at) => ({ from: `${at}:00`, to: "24:00" }));
  assert.equal(
    (await told("sealHelp", { ...help, safeTimes: { days: [7, 8], periods: hours } })).safeTimes,
    `days=7;periods=${hours.slice(0, 8).map(({ from }) => `0${from}-24:00`).join()};unclear=true`);
  for (const [from, to] of [["24:00", "01:00"], ["9:00", "09:00"], ["24:01", "1:00"], ["9", "10"], ["25:00", "1:00"], ["morning", "noon"]]) {
    assert.equal((await told("sealHelp", { ...help, safeTimes: { periods: [{ from, to }] } })).safeTimes, "unclear=true", from);
  }
  assert.equal("safeTimes" in (await told("sealHelp", { ...help, safeTimes: { days: [], mayLeaveMessage: null } })), false);
  assert.equal("site" in (await told("sealConcern", { ...concern, siteCode: "A".repeat(101) })), false);
}

async function holdsTheCase(vectors) {
  const receipt = bytes(vectors.receipt.bytes);
  const { binding, commitment, inner, dataKey, ephemeralPrivateKey, centreWrap } = vectors.case;
  const bound = { binding: base64(binding), commitment: base64(commitment) };
  const entries = vectors.entries.map(stored);
  const view = { ...bound, receiptWrap: base64(inner), entries };
  const wrapped = await e.wrapForCentre(published(vectors.keyset), bound, bytes(dataKey), bytes(ephemeralPrivateKey));
  assert.equal(unbase64(wrapped), centreWrap);
  for (const lowOrder of ["00".repeat(32), "01" + "00".repeat(31), "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800"]) {
    await assert.rejects(e.wrapForCentre({ ...published(vectors.keyset), publicKey: base64(lowOrder) }, bound, bytes(dataKey)));
  }

  const opened = await e.openCase(receipt, view);
  assert.deepEqual(opened.entries.map(({ content }) => fields(content)), vectors.entries.map(({ content }) => JSON.parse(content)));
  assert.ok(opened.entries.every(({ moved }) => !moved));
  for (const { direction, messageId, content, messageTag, messageFingerprint } of vectors.entries.filter(({ direction }) => direction === 1)) {
    const { words, urgency } = JSON.parse(content);
    const message = await e.sealMessage(opened, messageId, words, urgency);
    assert.deepEqual([message.tag, message.fingerprint].map(unbase64), [messageTag, messageFingerprint]);
    const longer = { ...view, entries: [...entries, { ...message, position: 4, fromStaff: false }] };
    const last = (await e.openCase(receipt, longer)).entries[4];
    assert.equal(last.content.get("words"), words);
    assert.equal(last.content.get("n"), "4");
    assert.equal(last.moved, false);
    const lost = { ...view, entries: [...longer.entries.slice(0, 3), { ...longer.entries[4], position: 3 }] };
    assert.equal((await e.openCase(receipt, lost)).entries[3].moved, true);
  }

  const changed = vectors.changedReceipt;
  assert.notEqual(await e.openCase(bytes(changed.bytes), { ...view, receiptWrap: base64(changed.inner) }), null);
  const another = e.newReceipt();
  const change = await e.changeReceipt(receipt, view, another);
  assert.deepEqual([change.lookup, change.hand].map(unbase64), [vectors.receipt.lookup, vectors.receipt.hand]);
  const parts = await e.partsOf(another);
  assert.deepEqual([change.newLookup, change.newHandCheck], [parts.lookup, parts.handCheck]);
  assert.equal((await e.openCase(another, { ...view, receiptWrap: change.receiptWrap })).entries[0].content.get("n"), "0");

  const flipped = base64((parseInt(inner[0], 16) ^ 1).toString(16) + inner.slice(1));
  for (const wrong of [{ receiptWrap: null }, { receiptWrap: flipped }, { receiptWrap: view.receiptWrap + "=" }, { binding: bound.commitment }, { commitment: bound.binding }]) {
    assert.equal(await e.openCase(receipt, { ...view, ...wrong }), null);
  }
  // Scenario 22: what the service answers is another receipt's case.
  assert.equal(await e.openCase(bytes(changed.bytes), view), null);
  const spare = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const loose = bound.binding.slice(0, 42) + spare[spare.indexOf(bound.binding[42]) + 1];
  assert.equal(unbase64(loose), binding);
  assert.equal(await e.openCase(receipt, { ...view, binding: loose }), null);
  // A wrap that opens, of a key to which the commitment does not belong.
  const forged = { binding: bytes(binding), commitment: bytes(commitment) };
  const wrapKey = bytes(vectors.receipt.wrapKey);
  const foreign = hex(await other.inner(new Uint8Array(32), forged, wrapKey));
  assert.equal(await e.openCase(receipt, { ...view, receiptWrap: base64(foreign) }), null);

  for (const { what, id, direction, sealed } of vectors.negative.entries) {
    const garbage = { id: uuid(id), position: 1, fromStaff: direction === 2, bytes: base64(sealed) };
    const shown = await e.openCase(receipt, { ...view, entries: [entries[0], garbage] });
    assert.deepEqual(shown.entries.map(({ content }) => content === null), [false, true], what);
  }
  for (const content of [...vectors.negative.contents, "null", "1", "[]", "{\"words\":\"a\",\"__proto__\":\"b\"}"]) {
    assert.throws(() => e.contentOf(content), undefined, content);
  }
  assert.equal(e.contentOf(' {"words" : "\\"a\\\\", "n":"0"}\n').get("words"), '"a\\');
  const twice = await e.openCase(receipt, { ...view, entries: [...entries.slice(0, 2), { ...entries[1], position: 2 }] });
  assert.deepEqual(twice.entries.map(({ content }) => content === null), [false, false, true]);
  const swapped = [entries[0], { ...entries[2], position: 1 }, { ...entries[1], position: 2 }, entries[3]];
  assert.ok((await e.openCase(receipt, { ...view, entries: swapped })).entries.some(({ moved }) => moved));
  // What an author says of more than there is, and a length of more than there is.
  const made = async (content, length) => {
    const padded = other.pad(other.utf8(content), 1024);
    padded.set(other.int32(length));
    const sealed = hex(await other.sealEntry(bytes(dataKey), forged, bytes(vectors.entries[1].id), 1, padded));
    const entry = stored({ id: vectors.entries[1].id, position: 1, direction: 1, sealed });
    return (await e.openCase(receipt, { ...view, entries: [entries[0], entry] })).entries[1];
  };
  const marked = JSON.stringify({ words: "a", n: "3", seen: await other.seen(vectors.entries.slice(0, 2).map(({ id }) => bytes(id))) });
  assert.equal((await made(marked, marked.length)).moved, true);
  const full = JSON.stringify({ words: "a".repeat(1020 - 12) });
  assert.equal((await made(full, 1020)).content.size, 1);
  assert.equal((await made(full, 1021)).content, null);
  assert.equal((await e.openCase(receipt, { ...view, entries: [{ ...entries[0], position: 1 }] })).entries[0].moved, true);
  const gap = await e.openCase(receipt, { ...view, entries: [entries[0], entries[2], entries[3]] });
  assert.deepEqual(gap.entries.map(({ moved }) => moved), [false, true, true]);
}

async function holdsTheWork() {
  const zeroBits = (solution) => Math.clz32(createHash("sha256").update(`challenge:lookup:entry:${solution}`).digest().readUInt32BE());
  for (let difficulty = 0; difficulty < 12; difficulty++) {
    let first = 0;
    while (zeroBits(first) < difficulty) first++;
    assert.equal(await e.solve("challenge", difficulty, "lookup", "entry"), String(first));
  }
}

async function answer(given) {
  const receipt = bytes(given.receipt);
  const bound = { binding: base64(given.binding), commitment: base64(given.commitment) };
  const inner = hex(await other.openOuter(bytes(given.receiptWrap), { binding: bytes(given.binding) }, bytes(given.storageKey)));
  const entry = stored({ id: given.entryId, position: 0, direction: 1, sealed: given.entry });
  const view = { ...bound, receiptWrap: base64(inner), entries: [entry] };
  const opened = await e.openCase(receipt, view);
  assert.equal(opened.entries[0].content.get("words"), given.words);
  assert.equal(opened.entries[0].moved, false);
  const keyset = { suite: 1, centre: given.centre, generation: Number(given.generation), publicKey: base64(given.centrePublicKey) };
  const [sealer, input] = FORMS[0];
  const form = await e[sealer](receipt, { ...input, siteCode: "ab-oil ０１" }, { keyset, language: "fil", now: new Date("2026-11-27T23:00:00Z") });
  const message = await e.sealMessage(opened, "m1", "別處封的 😭", "URGENT");
  const change = await e.changeReceipt(receipt, view, bytes(given.newReceipt));
  const hexed = (value) => (typeof value === "string" && /^[A-Za-z0-9_-]{43,}$/.test(value) ? unbase64(value) : value);
  const all = (values) => Object.fromEntries(Object.entries(values).map(([name, value]) => [name, hexed(value)]));
  return {
    form: { ...all(form), entry: { ...all(form.entry), id: form.entry.id.replace(/-/g, "") } },
    message: { ...all(message), id: message.id.replace(/-/g, "") },
    change: all(change),
  };
}

if (what === "check") {
  const vectors = JSON.parse(readFileSync(file, "utf8"));
  await holdsRfc9180();
  await holdsTheReceipt(vectors);
  await holdsKeysets(vectors);
  await holdsForms(vectors);
  await holdsTheCase(vectors);
  await holdsTheWork();
}
if (what === "answer") writeFileSync(rest[0], JSON.stringify(await answer(JSON.parse(readFileSync(file, "utf8")))));
assert.equal(asked > 0, fallback);
