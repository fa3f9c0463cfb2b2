// node vectors.mjs make <out.json>             makes the published vectors, the same each time
// node vectors.mjs check <in.json>             computes every value of them again
// node vectors.mjs answer <in.json> <out.json> opens a case that the service made, and makes entries for it
import { createHash, createPrivateKey, createPublicKey, sign } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import * as e from "./envelope.mjs";

const bytes = (hex) => new Uint8Array(Buffer.from(hex, "hex"));
const hex = (data) => Buffer.from(data).toString("hex");
const fixed = (name, length = 32) => new Uint8Array(createHash("sha256").update("shouwang vector " + name).digest().subarray(0, length));
const json = (fields) => JSON.stringify(fields);

const SENDER = 1;
const STAFF = 2;
const CANONICAL = [
  {
    form: "CONCERN",
    order: "topic otherTopics indicators childInvolved urgency words area place person observedAt gatekeeperKind siteCode",
    values: [
      "CARE_BURDEN", ["PARENTING", "ECONOMIC", "PARENTING"], [], "true", "URGENT", "三樓的阿嬤好幾天沒有出門了 😭\n門口有報紙",
      "63000030", "忠孝東路三樓", " \u200b\u3164\ufe0f", "2026-11-27T10:20:30Z", "NEIGHBOUR", null,
    ],
  },
  {
    form: "HELP",
    order: "topic otherTopics urgency words area contact contactKind safeToContact interpreter",
    values: ["DOMESTIC_VIOLENCE", [], "IMMEDIATE_DANGER", "救我", "65000010", "0912345678", "PHONE", "白天", "vi"],
  },
  {
    form: "HELP",
    order: "topic otherTopics urgency words area contact contactKind safeToContact interpreter indicators safeTimes",
    values: [
      "DOMESTIC_VIOLENCE", [], "URGENT", "救我", "65000010", "0912345678", "PHONE", "白天", null, [],
      "days=1,2;periods=09:00-12:00,22:00-01:00;by=MESSAGE,PHONE;message=false",
    ],
  },
];

async function make() {
  const receipt = fixed("receipt", 15);
  const changed = fixed("changed receipt", 15);
  const derived = await e.ofReceipt(receipt);
  const afterwards = await e.ofReceipt(changed);
  const pepper = fixed("pepper");
  const dataKey = fixed("data key");
  const otherKey = fixed("other data key");
  const bound = { binding: fixed("binding"), commitment: await e.commitment(dataKey), centre: "tpe", generation: 7 };
  const pair = await e.suite.kem.deriveKeyPair(fixed("centre key"));
  const publicKey = new Uint8Array(await e.suite.kem.serializePublicKey(pair.publicKey));
  const privateKey = new Uint8Array(await e.suite.kem.serializePrivateKey(pair.privateKey));
  const ephemeral = () => e.suite.kem.deriveKeyPair(fixed("ephemeral key"));
  const storageKey = fixed("storage key");
  const inside = await e.inner(dataKey, bound, derived.wrapKey, fixed("inner nonce", 12));
  const insideChanged = await e.inner(dataKey, bound, afterwards.wrapKey, fixed("changed nonce", 12));

  const id = (name) => {
    const made = fixed(name, 16);
    made[6] = (made[6] & 0x0f) | 0x40;
    made[8] = (made[8] & 0x3f) | 0x80;
    return made;
  };
  const ids = [id("form"), id("reply"), id("message"), id("urgent message")];
  const clear = {
    form: "CONCERN", topic: "CARE_BURDEN", otherTopics: "ECONOMIC,PARENTING", childInvolved: "true", urgency: "URGENT",
    area: "63000030", senderGroup: "PRIVATE", centre: "tpe", sealedOn: "2026-11-28",
  };
  const written = [
    { direction: SENDER, messageId: "", read: 0, content: { words: "三樓的阿嬤好幾天沒有出門了 😭", place: "忠孝東路三樓", gatekeeperKind: "NEIGHBOUR", language: "zh-TW", ...clear } },
    { direction: STAFF, messageId: "1", read: 1, content: { words: "我們今天會去看看。" } },
    { direction: SENDER, messageId: "1", read: 2, content: { words: "謝謝，她開門了。" } },
    { direction: SENDER, messageId: "2", read: 3, content: { words: "他現在拿著刀", urgency: "IMMEDIATE_DANGER" } },
  ];
  const entries = [];
  for (const [position, { direction, messageId, read, content }] of written.entries()) {
    const said = json({ ...content, n: String(read), seen: await e.seen(ids.slice(0, read)) });
    const padded = e.pad(e.utf8(said), position === 0 ? 4096 : 1024);
    entries.push({
      id: hex(ids[position]), position, direction, messageId, content: said,
      sealed: hex(await e.sealEntry(dataKey, bound, ids[position], direction, padded, fixed("nonce " + position, 12))),
      messageTag: hex(await e.messageTag(dataKey, direction, messageId)),
      messageFingerprint: hex(await e.messageFingerprint(dataKey, messageId, content.words)),
    });
  }

  const canonical = [];
  for (const { form, order, values } of CANONICAL) {
    const said = e.canonical(form, values);
    canonical.push({ form, order, values, bytes: hex(said), fingerprint: hex(await e.hmac(derived.fingerprintKey, said)) });
  }

  const seed = fixed("signing key");
  const signing = createPrivateKey({ key: Buffer.concat([Buffer.from("302e020100300506032b657004220420", "hex"), seed]), format: "der", type: "pkcs8" });
  const signingKey = createPublicKey(signing).export({ format: "der", type: "spki" }).subarray(-32);
  const keyset = { suite: 1, centre: "tpe", generation: 7, validFrom: "2026-11-23", validUntil: "2026-11-30", publicKey };
  const signature = sign(null, e.signedKeyset(keyset), signing);

  const noteKey = fixed("note key");
  const noted = { ...bound, commitment: await e.noteCommitment(noteKey) };
  const noteIds = [id("note"), id("other note")];
  const noteContent = json({ words: "樓下的門鈴壞了，請打電話。" });
  const sealedNote = await e.sealNote(noteKey, noted, noteIds[0], e.pad(e.utf8(noteContent), 1024), fixed("note nonce", 12));
  const notes = {
    noteKey: hex(noteKey), commitment: hex(noted.commitment), wrapInfo: hex(e.wrapInfo(noted, "note-wrap")),
    wrap: hex(await e.noteWrap(noteKey, noted, publicKey, await e.suite.kem.deriveKeyPair(fixed("note ephemeral key")))),
    id: hex(noteIds[0]), noteId: "1", content: noteContent, sealed: hex(sealedNote),
    noteTag: hex(await e.noteTag(noteKey, "1")),
    noteFingerprint: hex(await e.noteFingerprint(noteKey, "1", JSON.parse(noteContent).words)),
    negative: {
      wraps: [
        { what: "wrapped as a case's key", wrap: hex(await e.centreWrap(noteKey, noted, publicKey, await ephemeral())) },
        { what: "the case's own key, wrapped as that of notes", wrap: hex(await e.noteWrap(dataKey, noted, publicKey, await ephemeral())) },
        { what: "names another generation", wrap: hex(await e.noteWrap(noteKey, { ...noted, generation: 6 }, publicKey, await ephemeral())) },
      ],
      notes: [
        { what: "another note's place", id: hex(noteIds[1]), sealed: hex(sealedNote) },
        { what: "a field beside the words", id: hex(noteIds[0]),
          sealed: hex(await e.sealNote(noteKey, noted, noteIds[0], e.pad(e.utf8(json({ words: "a", place: "b" })), 1024), fixed("note with a place", 12))) },
        { what: "sealed as an entry", id: hex(noteIds[0]),
          sealed: hex(await e.sealEntry(noteKey, noted, noteIds[0], STAFF, e.pad(e.utf8(noteContent), 1024), fixed("note as entry", 12))) },
      ],
    },
  };

  const garbage = async (name, padded) => ({
    id: hex(ids[2]), direction: SENDER,
    sealed: hex(await e.sealEntry(dataKey, bound, ids[2], SENDER, padded, fixed(name, 12))),
  });
  const dirty = e.pad(e.utf8(json({ words: "a" })), 1024);
  dirty[1023] = 1;
  const tooLong = e.pad(e.utf8(json({ words: "a" })), 1024);
  tooLong.set(e.int32(1021));
  const wrap = (key, how) => ephemeral().then((ekm) => e.centreWrap(key, { ...bound, ...how }, publicKey, ekm));
  const lowOrder = e.join(new Uint8Array(32), fixed("low order").slice(0, 32), fixed("low order tag", 16));
  const negative = {
    wraps: [
      { what: "holds another key than the commitment's", wrap: hex(await wrap(otherKey, {})) },
      { what: "names another generation", wrap: hex(await wrap(dataKey, { generation: 6 })) },
      { what: "names another centre", wrap: hex(await wrap(dataKey, { centre: "ntpc" })) },
      { what: "names another case", wrap: hex(await wrap(dataKey, { binding: fixed("other binding") })) },
      { what: "an encapsulated key of low order", wrap: hex(lowOrder) },
      { what: "random bytes", wrap: hex(e.join(fixed("garbage 1"), fixed("garbage 2"), fixed("garbage 3", 16))) },
    ],
    entries: [
      { what: "the other direction", id: entries[2].id, direction: STAFF, sealed: entries[2].sealed },
      { what: "another entry's place", id: entries[1].id, direction: SENDER, sealed: entries[2].sealed },
      { what: "padding that is not zero", ...(await garbage("dirty", dirty)) },
      { what: "a length beyond the padding", ...(await garbage("too long", tooLong)) },
      { what: "sealed under another key", id: hex(ids[2]), direction: SENDER,
        sealed: hex(await e.sealEntry(otherKey, bound, ids[2], SENDER, e.pad(e.utf8(json({ words: "a" })), 1024), fixed("other", 12))) },
    ],
    contents: [
      '{"words":null}', '{"words":{"a":1}}', '{"words":["a"]}', '{"words":1}', '{"words":"a","n":"x"}', '{"words":"a","n":"-1"}',
      '{"words":"a","n":"00"}', '{"words":"a","words":"b"}', '{"words":"a","unknown":"b"}', '["words"]', '"words"', "", "{", '{"words":"a"}{}',
      '{"words":"a"} x', `{"words":"a","seen":"${"A".repeat(21)}B"}`, `{"words":"a","seen":"${"A".repeat(20)}"}`,
      `{"words":"a","seen":"${"A".repeat(22)}=="}`, `{"words":"a","seen":"+${"A".repeat(21)}"}`, `{"words":"a","seen":"/${"A".repeat(21)}"}`,
      `{"words":"a","seen":" ${"A".repeat(22)}"}`, `{"words":"a","seen":"${"A".repeat(22)}\\n"}`, `{"words":"a","seen":"Ａ${"A".repeat(21)}"}`, '{"words":"\\ud800"}',
      `{"words":"${"a".repeat(3001)}"}`, `{"words":"a","place":"${"a".repeat(301)}"}`,
      "[".repeat(2000),
    ],
    keysets: [
      { what: "an unknown suite, signed", suite: 2, signature: hex(sign(null, e.signedKeyset({ ...keyset, suite: 2 }), signing)) },
      { what: "the suite changed after signing", suite: 2, signature: hex(signature) },
    ],
  };
  return {
    receipt: { bytes: hex(receipt), ...hexed(derived) },
    changedReceipt: { bytes: hex(changed), ...hexed(afterwards), inner: hex(insideChanged) },
    kept: {
      pepper: hex(pepper),
      lookup: hex(await e.hmac(pepper, e.label("lookup"), derived.lookup)),
      hand: hex(await e.hmac(pepper, e.label("hand"), derived.handCheck)),
      fingerprint: hex(await e.hmac(pepper, e.label("fingerprint"), bytes(canonical[0].fingerprint))),
    },
    case: {
      ...hexed(bound), dataKey: hex(dataKey), centrePublicKey: hex(publicKey), centrePrivateKey: hex(privateKey),
      ephemeralPrivateKey: hex(new Uint8Array(await e.suite.kem.serializePrivateKey((await ephemeral()).privateKey))),
      wrapInfo: hex(e.wrapInfo(bound)), centreWrap: hex(await wrap(dataKey, {})),
      storageKey: hex(storageKey), inner: hex(inside), receiptWrap: hex(await e.outer(inside, bound, storageKey, fixed("outer nonce", 12))),
    },
    entries,
    canonical,
    notes,
    keyset: { ...hexed(keyset), signingKey: hex(signingKey), signed: hex(e.signedKeyset(keyset)), signature: hex(signature) },
    negative,
  };
}

const hexed = (fields) =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, value instanceof Uint8Array ? hex(value) : value]));

async function refuses(what, work) {
  try {
    await work();
  } catch {
    return;
  }
  throw new Error("opened: " + what);
}

async function check(file) {
  const text = readFileSync(file, "utf8");
  const vectors = JSON.parse(text);
  if (text !== pretty(await make())) throw new Error("the vectors are not those that are made");
  const bound = { binding: bytes(vectors.case.binding), commitment: bytes(vectors.case.commitment), centre: vectors.case.centre, generation: vectors.case.generation };
  const privateKey = bytes(vectors.case.centrePrivateKey);
  const dataKey = await e.centreUnwrap(bytes(vectors.case.centreWrap), bound, privateKey);
  for (const entry of vectors.entries) {
    e.fields(await e.openEntry(dataKey, bound, bytes(entry.id), entry.direction, bytes(entry.sealed)));
  }
  for (const { what, wrap } of vectors.negative.wraps) {
    await refuses(what, () => e.centreUnwrap(bytes(wrap), bound, privateKey));
  }
  for (const { what, id, direction, sealed } of vectors.negative.entries) {
    await refuses(what, async () => e.fields(await e.openEntry(dataKey, bound, bytes(id), direction, bytes(sealed))));
  }
  const notes = vectors.notes;
  const noted = { ...bound, commitment: bytes(notes.commitment) };
  const noteKey = await e.noteUnwrap(bytes(notes.wrap), noted, privateKey);
  const onlyWords = (fields) => {
    if (fields.size !== 1 || !fields.has("words")) throw new Error("not a note");
  };
  onlyWords(e.fields(await e.openNote(noteKey, noted, bytes(notes.id), bytes(notes.sealed))));
  for (const { what, wrap } of notes.negative.wraps) {
    await refuses(what, () => e.noteUnwrap(bytes(wrap), noted, privateKey));
  }
  for (const { what, id, sealed } of notes.negative.notes) {
    await refuses(what, async () => onlyWords(e.fields(await e.openNote(noteKey, noted, bytes(id), bytes(sealed)))));
  }
  for (const content of vectors.negative.contents) {
    await refuses(content, async () => e.fields(content));
  }
  const keyset = { ...vectors.keyset, publicKey: bytes(vectors.keyset.publicKey) };
  if (!(await e.isSigned(keyset, bytes(keyset.signature), bytes(keyset.signingKey)))) throw new Error("keyset");
  for (const { what, suite, signature } of vectors.negative.keysets) {
    if (await e.isSigned({ ...keyset, suite }, bytes(signature), bytes(keyset.signingKey))) throw new Error(what);
  }
}

async function answer(given) {
  const receipt = bytes(given.receipt);
  const derived = await e.ofReceipt(receipt);
  const bound = { binding: bytes(given.binding), commitment: bytes(given.commitment), centre: given.centre, generation: Number(given.generation) };
  const dataKey = await e.centreUnwrap(bytes(given.centreWrap), bound, bytes(given.centrePrivateKey));
  const inside = await e.openOuter(bytes(given.receiptWrap), bound, bytes(given.storageKey));
  const same = await e.openInner(inside, bound, derived.wrapKey);
  if (hex(same) !== hex(dataKey)) throw new Error("two keys");
  const content = e.fields(await e.openEntry(dataKey, bound, bytes(given.entryId), SENDER, bytes(given.entry)));
  if (content.get("words") !== given.words) throw new Error("words");
  const padded = e.pad(e.utf8(json({ words: "別處封的 😭", n: "0", seen: await e.seen([]) })), 1024);
  const publicKey = bytes(given.centrePublicKey);
  return {
    centreWrap: hex(await e.centreWrap(dataKey, bound, publicKey)),
    inner: hex(await e.inner(dataKey, bound, derived.wrapKey)),
    entry: hex(await e.sealEntry(dataKey, bound, bytes(given.entryId), SENDER, padded)),
    lookup: hex(derived.lookup),
    handCheck: hex(derived.handCheck),
  };
}

const pretty = (value) => JSON.stringify(value, null, 1) + "\n";
const [, , what, first, second] = process.argv;
if (what === "make") writeFileSync(first, pretty(await make()));
if (what === "check") await check(first);
if (what === "answer") writeFileSync(second, pretty(await answer(JSON.parse(readFileSync(first, "utf8")))));
