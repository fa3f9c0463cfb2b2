// The envelope of a case with @hpke/core and the Web Cryptography API alone; api/ENVELOPE.md says what each value is.
import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from "@hpke/core";
import { webcrypto } from "node:crypto";

const { subtle } = webcrypto;
export const utf8 = (text) => new TextEncoder().encode(text);
export const label = (text) => utf8("shouwang/1 " + text);
export const join = (...parts) => new Uint8Array(Buffer.concat(parts.map((part) => Buffer.from(part))));
export const int32 = (value) => new Uint8Array([value >> 24, value >> 16, value >> 8, value]);
export const random = (length) => webcrypto.getRandomValues(new Uint8Array(length));
const base64url = (data) => Buffer.from(data).toString("base64url");

export const suite = new CipherSuite({
  kem: new DhkemX25519HkdfSha256(),
  kdf: new HkdfSha256(),
  aead: new Aes256Gcm(),
});

export async function derive(secret, purpose, length) {
  const key = await subtle.importKey("raw", secret, "HKDF", false, ["deriveBits"]);
  const parameters = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(0), info: label(purpose) };
  return new Uint8Array(await subtle.deriveBits(parameters, key, length * 8));
}

export async function sha256(...parts) {
  return new Uint8Array(await subtle.digest("SHA-256", join(...parts)));
}

export async function hmac(key, ...parts) {
  const imported = await subtle.importKey("raw", key, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  return new Uint8Array(await subtle.sign("HMAC", imported, join(...parts)));
}

async function aes(key, usage) {
  return subtle.importKey("raw", key, "AES-GCM", false, [usage]);
}

export async function open(key, sealed, additionalData) {
  const parameters = { name: "AES-GCM", iv: sealed.slice(0, 12), additionalData };
  return new Uint8Array(await subtle.decrypt(parameters, await aes(key, "decrypt"), sealed.slice(12)));
}

export async function seal(key, plain, additionalData, nonce = random(12)) {
  const parameters = { name: "AES-GCM", iv: nonce, additionalData };
  return join(nonce, new Uint8Array(await subtle.encrypt(parameters, await aes(key, "encrypt"), plain)));
}

// What is derived from a receipt.
export async function ofReceipt(receipt) {
  const hand = await derive(receipt, "hand", 32);
  return {
    lookup: await derive(receipt, "lookup", 32),
    hand,
    handCheck: await sha256(label("hand-check"), hand),
    wrapKey: await derive(receipt, "receipt-wrap", 32),
    fingerprintKey: await derive(receipt, "fingerprint", 32),
  };
}

export const commitment = (dataKey) => derive(dataKey, "commit", 32);

export const noteCommitment = (noteKey) => derive(noteKey, "note-commit", 32);

// Fails where an unwrapped key is not the one that the case is bound to.
async function committed(key, expected, commitmentOf = commitment) {
  if (!Buffer.from(await commitmentOf(key)).equals(Buffer.from(expected))) throw new Error("another key");
  return key;
}

export function wrapInfo({ binding, commitment, centre, generation }, purpose = "centre-wrap") {
  const code = utf8(centre);
  return join(label(purpose), binding, commitment, [code.length], code, int32(generation));
}

async function hpkeSeal(key, info, publicKey, ekm) {
  const recipientPublicKey = await suite.kem.deserializePublicKey(publicKey);
  const sender = await suite.createSenderContext({ recipientPublicKey, info, ekm });
  return join(new Uint8Array(sender.enc), new Uint8Array(await sender.seal(key)));
}

async function hpkeOpen(wrap, info, privateKey) {
  const recipientKey = await suite.kem.deserializePrivateKey(privateKey);
  const recipient = await suite.createRecipientContext({ recipientKey, enc: wrap.slice(0, 32), info });
  return new Uint8Array(await recipient.open(wrap.slice(32)));
}

export const centreWrap = (dataKey, bound, publicKey, ekm) => hpkeSeal(dataKey, wrapInfo(bound), publicKey, ekm);
export const centreUnwrap = async (wrap, bound, privateKey) =>
  committed(await hpkeOpen(wrap, wrapInfo(bound), privateKey), bound.commitment);

// Notes between colleagues: a key of their own, wrapped for the centre; `bound` has its commitment.
export const noteWrap = (noteKey, bound, publicKey, ekm) => hpkeSeal(noteKey, wrapInfo(bound, "note-wrap"), publicKey, ekm);
export const noteUnwrap = async (wrap, bound, privateKey) =>
  committed(await hpkeOpen(wrap, wrapInfo(bound, "note-wrap"), privateKey), bound.commitment, noteCommitment);

const noteData = (bound, id) => join(label("note"), bound.binding, id);
export const sealNote = (noteKey, bound, id, padded, nonce) => seal(noteKey, padded, noteData(bound, id), nonce);
export const openNote = async (noteKey, bound, id, sealed) => unpad(await open(noteKey, sealed, noteData(bound, id)));

const innerData = (bound) => join(label("receipt-wrap"), bound.binding, bound.commitment);
const outerData = (bound) => join(label("storage-wrap"), bound.binding);

export const inner = (dataKey, bound, wrapKey, nonce) => seal(wrapKey, dataKey, innerData(bound), nonce);
export const outer = (inside, bound, storageKey, nonce) => seal(storageKey, inside, outerData(bound), nonce);
export const openOuter = (wrap, bound, storageKey) => open(storageKey, wrap, outerData(bound));
export const openInner = async (inside, bound, wrapKey) =>
  committed(await open(wrapKey, inside, innerData(bound)), bound.commitment);

const entryData = (bound, id, direction) => join(label("entry"), bound.binding, id, [direction]);

export function pad(content, least) {
  const size = [1024, 4096, 16384, 32768].find((each) => each >= Math.max(content.length + 4, least));
  const padded = new Uint8Array(size);
  padded.set(int32(content.length));
  padded.set(content, 4);
  return padded;
}

export const sealEntry = (dataKey, bound, id, direction, padded, nonce) =>
  seal(dataKey, padded, entryData(bound, id, direction), nonce);

export const openEntry = async (dataKey, bound, id, direction, sealed) =>
  unpad(await open(dataKey, sealed, entryData(bound, id, direction)));

function unpad(bytes) {
  const padded = Buffer.from(bytes);
  const length = padded.readUInt32BE(0);
  if (length > padded.length - 4 || padded.subarray(4 + length).some((each) => each !== 0)) {
    throw new Error("padding");
  }
  return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(padded.subarray(4, 4 + length));
}

const told = "words place person observedAt gatekeeperKind site contact contactKind safeToContact safeTimes interpreter language".split(" ");
const marks = "n seen form topic otherTopics indicators childInvolved urgency area senderGroup centre exercise sealedOn".split(" ");
const text = '"(?:[^"\\\\\\u0000-\\u001f]|\\\\(?:["\\\\/bfnrt]|u[0-9a-fA-F]{4}))*"';
const field = `[ \\t\\r\\n]*(${text})[ \\t\\r\\n]*:[ \\t\\r\\n]*(${text})[ \\t\\r\\n]*`;

// The fields of a content; fails where it is none.
export function fields(json) {
  if (!new RegExp(`^[ \\t\\r\\n]*\\{(?:${field}(?:,${field})*|[ \\t\\r\\n]*)\\}[ \\t\\r\\n]*$`).test(json)) {
    throw new Error("not a flat object of strings");
  }
  const found = new Map();
  for (const [, name, value] of json.matchAll(new RegExp(field, "g"))) {
    const key = JSON.parse(name);
    const said = JSON.parse(value);
    const most = key === "words" ? 3000 : told.includes(key) ? 300 : 1000;
    if (found.has(key) || !(told.includes(key) || marks.includes(key))) throw new Error("name");
    if ([...said].length > most || !said.isWellFormed()) throw new Error("value");
    if (key === "n" && !/^(0|[1-9][0-9]{0,3})$/.test(said)) throw new Error("n");
    if (key === "seen" && !/^[A-Za-z0-9_-]{21}[AQgw]$/.test(said)) throw new Error("seen");
    found.set(key, said);
  }
  return found;
}

export const seen = async (ids) => base64url((await sha256(label("seen"), ...ids)).slice(0, 16));

export const messageTag = async (dataKey, direction, messageId) =>
  hmac(await derive(dataKey, "message-id", 32), [direction], utf8(messageId));

export const noteTag = async (noteKey, noteId) => hmac(await derive(noteKey, "note-id", 32), utf8(noteId));

const length = (value) => int32(value);
const said = (value) => join(length(utf8(value).length), utf8(value));

export const messageFingerprint = async (dataKey, messageId, words) =>
  hmac(await derive(dataKey, "message-fingerprint", 32), said(messageId), said(words));

export const noteFingerprint = async (noteKey, noteId, words) =>
  hmac(await derive(noteKey, "note-fingerprint", 32), said(noteId), said(words));

// Shows nothing to a reader, as the service's BlankText has it.
const NOTHING = /^[\p{White_Space}\p{Z}\p{Cf}\p{Mn}\p{Me}\u115F\u1160\u2800\u3164\uFFA0]*$/u;

// A form as it is hashed: its name and its values in order; null or one that shows nothing is missing, an array is a set.
export function canonical(form, values) {
  const parts = values.map((value) => {
    if (Array.isArray(value)) {
      const items = [...new Set(value)].sort();
      return join(length(items.length), ...items.map(said));
    }
    return value === null || NOTHING.test(value) ? length(-1) : said(value);
  });
  return join(said(form), ...parts);
}

export function signedKeyset({ suite: number, centre, generation, validFrom, validUntil, publicKey }) {
  const code = utf8(centre);
  const days = (day) => int32(Date.parse(day + "T00:00:00Z") / 86_400_000);
  return join(
    label("centre-keyset"), [number], [code.length], code, int32(generation), days(validFrom), days(validUntil), publicKey);
}

export async function isSigned(keyset, signature, signingKey) {
  const key = await subtle.importKey("raw", signingKey, "Ed25519", false, ["verify"]);
  return keyset.suite === 1 && subtle.verify("Ed25519", key, signature, signedKeyset(keyset));
}
