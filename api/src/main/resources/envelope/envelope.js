// Seals and opens what belongs to one case, on the sender's device: api/ENVELOPE.md in code. Receipt, case key and words stay
// here; what is returned as an input of sealed.graphqls holds none of them. No imports, so that anyone can read the whole of it;
// curves.js beside it is loaded only where the browser has no X25519 or Ed25519 of its own.

/** A case's key, in the form in which the browser does not show it.
 * @typedef {{ readonly seal: CryptoKey, readonly derive: CryptoKey }} CaseKey
 */
/** Of `centreKeysets`; bytes are base64url, days `yyyy-mm-dd`.
 * @typedef {{ readonly centre: string, readonly suite: number, readonly generation: number, readonly validFrom: string,
 *   readonly validUntil: string, readonly publicKey: string, readonly signature: string }} CentreKeyset
 */
/** A centre as the app carries it: its code, and the Ed25519 keys that sign its keysets, one or two, in base64url.
 * @typedef {{ readonly code: string, readonly keys: readonly string[] }} CentreAnchor
 */
/** `SealedEntryInput`.
 * @typedef {{ id: string, tag: string, fingerprint: string, bytes: string }} EntryInput
 */
/** `SubmitSealedInput`, but for the proof of work.
 * @typedef {{ lookup: string, handCheck: string, form: "CONCERN" | "HELP", topic: string, otherTopics: string[],
 *   indicators: string[], childInvolved: boolean | null, urgency: string, area: string, senderGroup: string, centre: string,
 *   generation: number, binding: string, commitment: string, fingerprint: string, centreWrap: string, receiptWrap: string,
 *   entry: EntryInput }} SubmitInput
 */
/** What a form of either kind asks for, named as in `SubmitConcernInput` and `RequestHelpInput`.
 * @typedef {{ topic: string, otherTopics?: readonly string[] | null, indicators?: readonly string[] | null, urgency: string,
 *   words: string, area: string }} FormInput
 */
/** `SubmitConcernInput` without receipt, language and proof.
 * @typedef {FormInput & { childInvolved?: boolean | null, place?: string | null, person?: string | null,
 *   observedAt?: string | null, gatekeeperKind?: string | null, siteCode?: string | null }} ConcernInput
 */
/** `SafeTimesInput`.
 * @typedef {{ days?: readonly number[] | null, periods?: readonly { from: string, to: string }[] | null,
 *   by?: readonly string[] | null, mayLeaveMessage?: boolean | null }} SafeTimes
 */
/** `RequestHelpInput` without receipt, language, proof and the code of an exercise.
 * @typedef {FormInput & { contact?: string | null, contactKind?: string | null, safeToContact?: string | null,
 *   interpreter?: string | null, safeTimes?: SafeTimes | null }} HelpInput
 */
/** What a form is sealed with: the key of the area's centre, the language of the answers, and the device's time.
 * @typedef {{ readonly keyset: CentreKeyset, readonly language: string, readonly now: Date }} Sealing
 */
/** `SealedEntry`, as far as it is needed to open one.
 * @typedef {{ readonly id: string, readonly position: number, readonly fromStaff: boolean, readonly bytes: string }} StoredEntry
 */
/** `SealedCaseView`, as far as it is needed to open one. The entries are all there are, in order from position 0.
 * @typedef {{ readonly binding: string, readonly commitment: string, readonly receiptWrap: string | null,
 *   readonly entries: readonly StoredEntry[] }} StoredCase
 */
/** An entry after it was opened. `content` is null where it does not open: show the others. `moved`: something between was
 * lost or moved.
 * @typedef {{ readonly id: string, readonly position: number, readonly fromStaff: boolean,
 *   readonly content: ReadonlyMap<string, string> | null, readonly moved: boolean }} OpenedEntry
 */
/** A case after it was opened.
 * @typedef {{ readonly binding: string, readonly key: CaseKey, readonly entries: readonly OpenedEntry[] }} OpenedCase
 */
/** Bytes that no other thread writes to.
 * @typedef {Uint8Array<ArrayBuffer>} Bytes
 */

/** A field of a form that cannot be sealed as it is; `message` is its name, and nothing of its value. */
export class InvalidField extends Error {
  /** @param {string} field @param {"EMPTY" | "TOO_LONG" | "INVALID_TEXT"} code as the service refuses it */
  constructor(field, code) {
    super(field);
    this.field = field;
    this.code = code;
  }
}

const { subtle } = crypto;
const SENDER = 1;
const STAFF = 2;
const SIZES = [1024, 4096, 16384, 32768];
const NONCE = 12;
const DAY = 86_400_000;
/** Algorithms by the number of their suite: HPKE's AEAD, and the length of its key. A client uses only what stands here. */
const SUITES = { 1: { aead: 2, keyLength: 32 } };

// Bytes

/** @param {string} text @returns {Bytes} */
const utf8 = (text) => new TextEncoder().encode(text);
/** @param {string} text */
const label = (text) => utf8("shouwang/1 " + text);
/** @param {number} length */
const random = (length) => crypto.getRandomValues(new Uint8Array(length));

/** @param {...ArrayLike<number>} parts */
function join(...parts) {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

/** @param {number} value */
const int16 = (value) => new Uint8Array([value >> 8, value]);
/** @param {number} value */
const int32 = (value) => new Uint8Array([value >> 24, value >> 16, value >> 8, value]);

/** @param {Bytes} bytes */
function base64url(bytes) {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text).replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");
}

/** Strictly: no blanks, no padding, unused bits zero.
 * @param {string} text
 * @param {number} [length] of the bytes, where only one is right
 * @throws {RangeError} if it is none
 */
function bytesOf(text, length) {
  if (/^[A-Za-z0-9_-]*$/.test(text) && text.length % 4 !== 1) {
    const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    const bytes = Uint8Array.from(plain, (each) => each.charCodeAt(0));
    if (base64url(bytes) === text && (length === undefined || bytes.length === length)) return bytes;
  }
  throw new RangeError("not base64url of the right length");
}

/** @param {string} id a UUID in text */
function uuid(id) {
  const digits = id.replace(/-/g, "");
  if (!/^[0-9a-f]{32}$/i.test(digits)) throw new RangeError("not a UUID");
  return Uint8Array.from(/** @type {string[]} */ (digits.match(/../g)), (each) => parseInt(each, 16));
}

/** A random UUID of version 4. `crypto.randomUUID` is missing before iOS 15.4. */
function newId() {
  const bytes = random(16);
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const digits = Array.from(bytes, (each) => each.toString(16).padStart(2, "0")).join("");
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

// Algorithms

/** @param {...ArrayLike<number>} parts */
const sha256 = async (...parts) => new Uint8Array(await subtle.digest("SHA-256", join(...parts)));

/** @param {Bytes} key not empty
 * @param {...ArrayLike<number>} parts
 */
async function hmac(key, ...parts) {
  const imported = await subtle.importKey("raw", key, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  return new Uint8Array(await subtle.sign("HMAC", imported, join(...parts)));
}

/** @param {Bytes} secret */
const deriving = (secret) => subtle.importKey("raw", secret, "HKDF", false, ["deriveBits"]);

/** @param {CryptoKey} secret
 * @param {string} purpose
 */
async function derive(secret, purpose) {
  const parameters = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(0), info: label(purpose) };
  return new Uint8Array(await subtle.deriveBits(parameters, secret, 256));
}

/** @param {Bytes} key */
const aes = (key) => subtle.importKey("raw", key, "AES-GCM", false, ["encrypt", "decrypt"]);

/** @param {CryptoKey} key
 * @param {Bytes} plain
 * @param {Bytes} additionalData
 */
async function seal(key, plain, additionalData) {
  const iv = random(NONCE);
  return join(iv, new Uint8Array(await subtle.encrypt({ name: "AES-GCM", iv, additionalData }, key, plain)));
}

/** @param {CryptoKey} key
 * @param {Bytes} sealed
 * @param {Bytes} additionalData
 */
async function open(key, sealed, additionalData) {
  const parameters = { name: "AES-GCM", iv: sealed.slice(0, NONCE), additionalData };
  return new Uint8Array(await subtle.decrypt(parameters, key, sealed.slice(NONCE)));
}

/** Whether the browser has a curve; asked once.
 * @param {"X25519" | "Ed25519"} name
 * @param {KeyUsage[]} usages
 */
function having(name, usages) {
  /** @type {Promise<boolean> | undefined} */
  let known;
  return () => (known ??= subtle.generateKey(name, false, usages).then(() => true, () => false));
}
const hasX25519 = having("X25519", ["deriveBits"]);
const hasEd25519 = having("Ed25519", ["sign", "verify"]);

/** @typedef {{ x25519: (privateKey: Bytes, publicKey: Bytes) => Bytes,
 *   isSigned: (signature: Bytes, message: Bytes, publicKey: Bytes) => boolean }} Curves
 */
/** @returns {Promise<Curves>} */
const curves = async () => /** @type {any} */ (await import("./curves.js"));

const PKCS8_OF_X25519 = [0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x6e, 4, 0x22, 4, 0x20];

/** RFC 7748. Refuses a public key that leads to zero.
 * @param {Bytes} privateKey
 * @param {Bytes} publicKey
 */
async function x25519(privateKey, publicKey) {
  if (!(await hasX25519())) return (await curves()).x25519(privateKey, publicKey);
  const mine = await subtle.importKey("pkcs8", join(PKCS8_OF_X25519, privateKey), "X25519", false, ["deriveBits"]);
  const theirs = await subtle.importKey("raw", publicKey, "X25519", false, []);
  return new Uint8Array(await subtle.deriveBits({ name: "X25519", public: theirs }, mine, 256));
}

/** RFC 8032.
 * @param {Bytes} signature
 * @param {Bytes} message
 * @param {Bytes} publicKey
 */
async function isSigned(signature, message, publicKey) {
  if (!(await hasEd25519())) return (await curves()).isSigned(signature, message, publicKey);
  const key = await subtle.importKey("raw", publicKey, "Ed25519", false, ["verify"]);
  return subtle.verify("Ed25519", key, signature, message);
}

/** The sender's side of HPKE (RFC 9180) in base mode, with DHKEM(X25519, HKDF-SHA256) and HKDF-SHA256: what is sent to the
 * receiver, and the key and nonce of the first message.
 * @param {{ readonly aead: number, readonly keyLength: number }} suite
 * @param {Bytes} publicKey the receiver's, 32 bytes
 * @param {Bytes} info
 * @param {Bytes} [ephemeral] the private key for this message alone, 32 bytes; emptied
 * @returns {Promise<{ enc: Bytes, key: Bytes, nonce: Bytes }>}
 */
export async function hpke(suite, publicKey, info, ephemeral = random(32)) {
  const enc = await x25519(ephemeral, Uint8Array.from({ length: 32 }, (_, at) => (at === 0 ? 9 : 0)));
  const shared = await x25519(ephemeral, publicKey);
  ephemeral.fill(0);
  const none = new Uint8Array(0);
  // An HMAC key of zeros is the empty one, which some browsers do not import.
  const noSalt = new Uint8Array(32);
  /** @param {Bytes} id of the algorithms */
  const labeled = (id) => ({
    /** @param {Bytes} salt @param {string} purpose @param {Bytes} secret */
    extract: (salt, purpose, secret) => hmac(salt, utf8("HPKE-v1"), id, utf8(purpose), secret),
    /** @param {Bytes} secret @param {string} purpose @param {Bytes} context @param {number} length */
    expand: async (secret, purpose, context, length) =>
      (await hmac(secret, int16(length), utf8("HPKE-v1"), id, utf8(purpose), context, [1])).slice(0, length),
  });
  const kem = labeled(join(utf8("KEM"), int16(0x20)));
  const extracted = await kem.extract(noSalt, "eae_prk", shared);
  const secret = await kem.expand(extracted, "shared_secret", join(enc, publicKey), 32);
  const schedule = labeled(join(utf8("HPKE"), int16(0x20), int16(1), int16(suite.aead)));
  const context = join([0], await schedule.extract(noSalt, "psk_id_hash", none), await schedule.extract(noSalt, "info_hash", info));
  const base = await schedule.extract(secret, "secret", none);
  return {
    enc,
    key: await schedule.expand(base, "key", context, suite.keyLength),
    nonce: await schedule.expand(base, "base_nonce", context, NONCE),
  };
}

// The receipt

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const SEPARATOR = /[\p{White_Space}\p{Z}\p{Cf}\p{P}\x1c-\x1f\u034f\u180b-\u180f\ufe00-\ufe0f\u{e0100}-\u{e01ef}~\u02d7\u2212\u2219\u22c5\u2500\u2501\u25cf\u2796\u30fc]/gu;

/** The only key to a case: 15 random bytes, made before the first try. */
export const newReceipt = () => random(15);

/** As people write it down, e.g. `KQZKB-6FAGN-QV2BJ-Q40GY-4GE0R`.
 * @param {Bytes} receipt
 */
export function receiptText(receipt) {
  const values = Array.from({ length: 24 }, (_, digit) => {
    let value = 0;
    for (let bit = digit * 5; bit < digit * 5 + 5; bit++) value = (value << 1) | ((receipt[bit >> 3] >> (7 - (bit & 7))) & 1);
    return value;
  });
  const signs = [...values, luhn(values)].map((value) => ALPHABET[value]).join("");
  return /** @type {string[]} */ (signs.match(/.{5}/g)).join("-");
}

/** The receipt that somebody typed; null if it is none. Blanks, punctuation, width and case do not matter; I and L are 1, O is 0.
 * @param {string} typed
 */
export function receiptOf(typed) {
  if (typed.length > 200) return null;
  const signs = [...typed.normalize("NFKC").replace(SEPARATOR, "")];
  const values = signs.map((sign) =>
    ALPHABET.indexOf(sign.replace(/[a-z]/, (letter) => letter.toUpperCase()).replace(/[IL]/, "1").replace("O", "0")));
  if (values.length !== 25 || values.includes(-1) || luhn(values.slice(0, 24)) !== values[24]) return null;
  const receipt = new Uint8Array(15);
  for (let bit = 0; bit < 120; bit++) {
    receipt[bit >> 3] |= ((values[Math.floor(bit / 5)] >> (4 - (bit % 5))) & 1) << (7 - (bit & 7));
  }
  return receipt;
}

/** The check character: Luhn modulo 32. From the right, every other value counts twice.
 * @param {number[]} values
 */
function luhn(values) {
  const sum = [...values].reverse().reduce((all, value, place) => {
    const product = value * (place % 2 === 0 ? 2 : 1);
    return all + (product >> 5) + (product & 31);
  }, 0);
  return (32 - (sum % 32)) % 32;
}

/** The lookup, which reads the case; the hand, which may change it; and the hand check, which a new case is sent with. In base64url.
 * @param {Bytes} receipt
 */
export async function partsOf(receipt) {
  const secret = await deriving(receipt);
  const hand = await derive(secret, "hand");
  return {
    lookup: base64url(await derive(secret, "lookup")),
    hand: base64url(hand),
    handCheck: base64url(await sha256(label("hand-check"), hand)),
  };
}

// The case's key

/** @param {Bytes} bytes @returns {Promise<CaseKey>} */
const caseKey = async (bytes) => ({ seal: await aes(bytes), derive: await deriving(bytes) });

/** The commitment of a key, which stands in clear beside the case.
 * @param {CaseKey} key
 */
const commitmentOf = (key) => derive(key.derive, "commit");

/** @param {Bytes} receipt */
const wrapKey = async (receipt) => aes(await derive(await deriving(receipt), "receipt-wrap"));

/** @param {Bytes} receipt
 * @param {{ readonly binding: string, readonly commitment: string }} bound
 * @param {Bytes} bytes the case's key
 */
const wrapForReceipt = async (receipt, bound, bytes) =>
  base64url(await seal(await wrapKey(receipt), bytes, boundTo("receipt-wrap", bound)));

/** The bytes of a case's key, which the caller empties, and the key; null if they do not open or are another case's.
 * @param {Bytes} receipt
 * @param {{ readonly binding: string, readonly commitment: string, readonly receiptWrap: string | null }} stored
 */
async function unwrap(receipt, stored) {
  try {
    const wrap = bytesOf(stored.receiptWrap ?? "", 60);
    const bytes = await open(await wrapKey(receipt), wrap, boundTo("receipt-wrap", stored));
    const key = await caseKey(bytes);
    if (base64url(await commitmentOf(key)) === stored.commitment) return { bytes, key };
    bytes.fill(0);
    return null;
  } catch {
    return null;
  }
}

/** @param {string} purpose
 * @param {{ readonly binding: string, readonly commitment: string }} bound
 */
const boundTo = (purpose, { binding, commitment }) => join(label(purpose), bytesOf(binding, 32), bytesOf(commitment, 32));

/** @param {CentreKeyset} keyset
 * @param {{ readonly binding: string, readonly commitment: string }} bound
 * @param {Bytes} bytes the case's key
 * @param {Bytes} [ephemeral]
 */
export async function wrapForCentre(keyset, bound, bytes, ephemeral) {
  const code = utf8(keyset.centre);
  const info = join(boundTo("centre-wrap", bound), [code.length], code, int32(keyset.generation));
  const { enc, key, nonce } = await hpke(suiteOf(keyset), bytesOf(keyset.publicKey, 32), info, ephemeral);
  const sealed = await subtle.encrypt({ name: "AES-GCM", iv: nonce }, await aes(key), bytes);
  key.fill(0);
  return base64url(join(enc, new Uint8Array(sealed)));
}

/** @param {CentreKeyset} keyset */
function suiteOf(keyset) {
  const suite = /** @type {Record<number, { aead: number, keyLength: number } | undefined>} */ (SUITES)[keyset.suite];
  if (suite === undefined) throw new RangeError("unknown suite");
  return suite;
}

// Keysets

/** The day in Taiwan, by the device's clock.
 * @param {Date} now
 */
const today = (now) => new Date(now.getTime() + DAY / 3).toISOString().slice(0, 10);
/** @param {string} day */
const dayNumber = (day) => Date.parse(day + "T00:00:00Z") / DAY;

/** The newest keyset of a centre with which something may be sealed now; null where there is none: then seal nothing, and show
 * the emergency numbers. Its signature is good under a key that the app carries, its suite is known, and today is between two
 * days before its first day and fourteen days after its last.
 * @param {readonly CentreKeyset[]} keysets of all centres
 * @param {CentreAnchor} anchor
 * @param {Date} now
 * @param {number} [lowest] the highest generation of this centre that was ever seen
 * @returns {Promise<CentreKeyset | null>}
 */
export async function usableKeyset(keysets, anchor, now, lowest = 0) {
  const day = dayNumber(today(now));
  const candidates = keysets
    .filter(({ centre, suite, generation }) => centre === anchor.code && suite in SUITES && generation >= lowest)
    .filter(({ validFrom, validUntil }) => dayNumber(validFrom) - 2 <= day && day <= dayNumber(validUntil) + 14)
    .sort((one, other) => other.generation - one.generation);
  for (const keyset of candidates) {
    for (const key of anchor.keys) {
      if (await isGenuine(keyset, key)) return keyset;
    }
  }
  return null;
}

/** @param {CentreKeyset} keyset
 * @param {string} key the centre's
 */
async function isGenuine(keyset, key) {
  try {
    const code = utf8(keyset.centre);
    const signed = join(
      label("centre-keyset"), [keyset.suite], [code.length], code, int32(keyset.generation),
      int32(dayNumber(keyset.validFrom)), int32(dayNumber(keyset.validUntil)), bytesOf(keyset.publicKey, 32));
    return await isSigned(bytesOf(keyset.signature, 64), signed, bytesOf(key, 32));
  } catch {
    return false;
  }
}

// Texts and their canonical form

/** Shows nothing to a reader, as the service's BlankText has it. */
const NOTHING = /^[\p{White_Space}\p{Z}\p{Cf}\p{Mn}\p{Me}\u115F\u1160\u2800\u3164\uFFA0]*$/u;
const HALF_A_PAIR = /[\uD800-\uDFFF]/u;

/** A text as the service mends it: line ends of word processors become one, other control characters are dropped. Null where it
 * shows nothing.
 * @param {string} field
 * @param {string | null | undefined} written
 * @param {number} most code points
 */
function mended(field, written, most) {
  const text = (written ?? "").replace(/[\v\f\x85]/g, "\n").replace(/[\0-\x08\x0e-\x1f\x7f-\x9f]/g, "");
  if (text.length > 2 * most || [...text].length > most) throw new InvalidField(field, "TOO_LONG");
  if (HALF_A_PAIR.test(text)) throw new InvalidField(field, "INVALID_TEXT");
  return NOTHING.test(text) ? null : text;
}

/** @param {string | null | undefined} written */
function mendedWords(written) {
  const words = mended("words", written, 3000);
  if (words === null) throw new InvalidField("words", "EMPTY");
  return words;
}

/** @param {string | null | undefined} time RFC 3339 */
function instant(time) {
  if (time === null || time === undefined) return null;
  const at = new Date(time);
  const text = Number.isNaN(at.getTime()) ? "" : at.toISOString().slice(0, 19) + "Z";
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text)) throw new InvalidField("observedAt", "INVALID_TEXT");
  return text;
}

/** A poster's code as it is stored, whatever was typed; null if it is missing or longer than any.
 * @param {string | null | undefined} typed
 */
function siteCode(typed) {
  if (typed === null || typed === undefined || typed.length > 100) return null;
  const code = typed.normalize("NFKC").toUpperCase().replace(/[^\p{L}\p{Nd}]/gu, "").replace(/O/g, "0").replace(/[IL]/g, "1");
  return code === "" ? null : code;
}

/** Safe times as one text; null if there are none. A part that cannot be read is left out, and `unclear` is set.
 * @param {SafeTimes | null | undefined} given
 */
function safeTimesText(given) {
  /** @param {string} time minutes of the day, or NaN */
  const minutes = (time) => {
    const [, hours, rest] = /^([01]?\d|2[0-4]):([0-5]\d)$/.exec(time.trim()) ?? [];
    const all = Number(hours) * 60 + Number(rest);
    return all > 1440 ? NaN : all;
  };
  /** @param {number} time */
  const clock = (time) => [Math.floor(time / 60), time % 60].map((part) => String(part).padStart(2, "0")).join(":");
  const days = given?.days ?? [];
  const periods = given?.periods ?? [];
  const read = periods
    .map(({ from, to }) => [minutes(from), minutes(to)])
    .filter(([from, to]) => from < 1440 && to <= 1440 && from !== to)
    .map(([from, to]) => clock(from) + "-" + clock(to));
  const kept = [...new Set(read)].slice(0, 8);
  const safe = days.filter((day) => day >= 1 && day <= 7);
  const different = new Set(periods.map(({ from, to }) => JSON.stringify([from, to]))).size;
  const parts = [
    part("days", safe.map(String)),
    part("periods", kept),
    part("by", given?.by ?? []),
    typeof given?.mayLeaveMessage === "boolean" ? "message=" + given.mayLeaveMessage : "",
    safe.length < days.length || kept.length < different ? "unclear=true" : "",
  ];
  return parts.filter((each) => each !== "").join(";") || null;
}

/** @param {string} name @param {readonly string[]} values */
const part = (name, values) => (values.length === 0 ? "" : name + "=" + sorted(values).join(","));

/** Each value once and sorted, so that the order reveals nothing.
 * @param {readonly string[] | null | undefined} values
 */
const sorted = (values) => [...new Set(values ?? [])].sort();

/** @param {string} text */
const counted = (text) => {
  const bytes = utf8(text);
  return join(int32(bytes.length), bytes);
};

/** A form as it is hashed: its name and its values in order; null is missing, an array is a set.
 * @param {string} form
 * @param {readonly (string | null | readonly string[])[]} values
 */
export function canonical(form, values) {
  const parts = values.map((value) => {
    if (value === null) return int32(-1);
    if (typeof value === "string") return NOTHING.test(value) ? int32(-1) : counted(value);
    const items = sorted(value);
    return join(int32(items.length), ...items.map(counted));
  });
  return join(counted(form), ...parts);
}

// Content

const TOLD = "words place person observedAt gatekeeperKind site contact contactKind safeToContact safeTimes interpreter language".split(" ");
const MARKS = "n seen form topic otherTopics indicators childInvolved urgency area senderGroup centre exercise sealedOn".split(" ");

/** The fields of a content; throws for anything else.
 * @param {string} json
 * @returns {ReadonlyMap<string, string>}
 */
export function contentOf(json) {
  const fields = new Map(Object.entries(JSON.parse(json)));
  // `JSON.parse` accepts a repeated name: then `json` has more strings than names and values.
  const texts = json.match(/"(?:[^"\\]|\\.)*"/g) ?? [];
  if (!/^\s*\{/.test(json) || texts.length !== 2 * fields.size) throw new SyntaxError("not a flat object of texts");
  for (const [name, value] of fields) {
    if (!isTakenFor(name, value)) throw new SyntaxError("not a content");
  }
  return fields;
}

/** @param {string} name @param {unknown} value */
function isTakenFor(name, value) {
  if (typeof value !== "string") return false;
  if (name === "n") return /^(0|[1-9]\d{0,3})$/.test(value);
  if (name === "seen") return /^[A-Za-z0-9_-]{21}[AQgw]$/.test(value);
  const most = name === "words" ? 3000 : TOLD.includes(name) ? 300 : MARKS.includes(name) ? 1000 : -1;
  return [...value].length <= most && !HALF_A_PAIR.test(value);
}

/** @param {Bytes} content
 * @param {number} least
 */
function pad(content, least) {
  const size = SIZES.find((each) => each >= Math.max(content.length + 4, least));
  if (size === undefined) throw new RangeError("more than an entry holds");
  const padded = new Uint8Array(size);
  padded.set(join(int32(content.length), content));
  return padded;
}

/** @param {Bytes} padded */
function unpad(padded) {
  const length = new DataView(padded.buffer).getUint32(0);
  if (length > padded.length - 4 || padded.subarray(4 + length).some((each) => each !== 0)) throw new RangeError("padding");
  return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(padded.subarray(4, 4 + length));
}

// Entries

/** @param {string} binding
 * @param {string} id
 * @param {number} direction
 */
const entryData = (binding, id, direction) => join(label("entry"), bytesOf(binding, 32), uuid(id), [direction]);

/** The first 16 bytes of a hash over the ids of what was read, in order.
 * @param {readonly string[]} ids
 */
const seenMark = async (ids) => base64url((await sha256(label("seen"), ...ids.map(uuid))).slice(0, 16));

/** @param {{ readonly binding: string, readonly key: CaseKey }} opened
 * @param {string} messageId of the form, the empty one
 * @param {Record<string, string>} content
 * @param {readonly string[]} read ids of the entries that the sender has read
 * @param {number} least bytes
 * @returns {Promise<EntryInput>}
 */
async function sealEntry({ binding, key }, messageId, content, read, least) {
  const id = newId();
  const json = JSON.stringify({ ...content, n: String(read.length), seen: await seenMark(read) });
  const sealed = await seal(key.seal, pad(utf8(json), least), entryData(binding, id, SENDER));
  return {
    id,
    tag: base64url(await messageTag(key, messageId)),
    fingerprint: base64url(await messageFingerprint(key, messageId, content.words)),
    bytes: base64url(sealed),
  };
}

/** @param {CaseKey} key
 * @param {string} messageId
 */
const messageTag = async (key, messageId) => hmac(await derive(key.derive, "message-id"), [SENDER], utf8(messageId));

/** @param {CaseKey} key
 * @param {string} messageId
 * @param {string} words
 */
const messageFingerprint = async (key, messageId, words) =>
  hmac(await derive(key.derive, "message-fingerprint"), counted(messageId), counted(words));

/** @type {Record<string, string>} */
const GROUPS = {
  CONVENIENCE_STORE: "COMMUNITY_POINT", WARM_ANGEL: "COMMUNITY_POINT", APARTMENT_BUILDING: "COMMUNITY_POINT",
  CHAIN_STORE: "COMMUNITY_POINT", HOUSING_MANAGER: "COMMUNITY_POINT",
  BOROUGH_OR_NEIGHBOURHOOD_CHIEF: "FAMILY_GATEKEEPER", PARENTING_COACH: "FAMILY_GATEKEEPER", CHILDMINDER: "FAMILY_GATEKEEPER",
  HOME_CARE_WORKER: "FAMILY_GATEKEEPER", POSTNATAL_HELPER: "FAMILY_GATEKEEPER",
  CLINIC: "PROFESSIONAL", PHARMACY: "PROFESSIONAL", TEACHER: "PROFESSIONAL",
};

/** A concern, sealed. Keep it, and the receipt, until an answer came: each further try sends it again.
 * @param {Bytes} receipt
 * @param {ConcernInput} input
 * @param {Sealing} sealing
 * @throws {InvalidField}
 */
export async function sealConcern(receipt, input, sealing) {
  const { topic, urgency, area } = input;
  const words = mendedWords(input.words);
  const place = mended("place", input.place, 300);
  const person = mended("person", input.person, 300);
  const observedAt = instant(input.observedAt);
  const kind = input.gatekeeperKind ?? null;
  const site = siteCode(input.siteCode);
  const child = input.childInvolved ?? null;
  const otherTopics = sorted(input.otherTopics);
  const indicators = sorted(input.indicators);
  const values = [
    topic, otherTopics, indicators, child === null ? null : String(child), urgency, words, area, place, person, observedAt, kind, site];
  const clear = { form: /** @type {const} */ ("CONCERN"), topic, otherTopics, indicators, childInvolved: child, urgency, area,
    senderGroup: GROUPS[kind ?? ""] ?? "PRIVATE" };
  return sealForm(receipt, clear, { words, place, person, observedAt, gatekeeperKind: kind, site }, canonical("CONCERN", values), sealing);
}

/** A request for help, sealed; as `sealConcern`.
 * @param {Bytes} receipt
 * @param {HelpInput} input
 * @param {Sealing} sealing
 * @throws {InvalidField}
 */
export async function sealHelp(receipt, input, sealing) {
  const { topic, urgency, area } = input;
  const words = mendedWords(input.words);
  const contact = mended("contact", input.contact, 300);
  const contactKind = input.contactKind ?? null;
  const safeToContact = mended("safeToContact", input.safeToContact, 300);
  const interpreter = input.interpreter ?? null;
  const safeTimes = safeTimesText(input.safeTimes);
  const otherTopics = sorted(input.otherTopics);
  const indicators = sorted(input.indicators);
  const values = [topic, otherTopics, urgency, words, area, contact, contactKind, safeToContact, interpreter];
  if (safeTimes !== null) values.push(indicators, safeTimes);
  else if (indicators.length > 0) values.push(indicators);
  const clear = { form: /** @type {const} */ ("HELP"), topic, otherTopics, indicators, childInvolved: null, urgency, area,
    senderGroup: "PRIVATE" };
  return sealForm(receipt, clear, { words, contact, contactKind, safeToContact, safeTimes, interpreter }, canonical("HELP", values), sealing);
}

/** @param {Bytes} receipt
 * @param {Pick<SubmitInput, "form" | "topic" | "otherTopics" | "indicators" | "childInvolved" | "urgency" | "area" | "senderGroup">} clear
 * @param {Record<string, string | null>} told
 * @param {Bytes} canonicalForm
 * @param {Sealing} sealing
 * @returns {Promise<SubmitInput>}
 */
async function sealForm(receipt, clear, told, canonicalForm, { keyset, language, now }) {
  const secret = await deriving(receipt);
  const { lookup, handCheck } = await partsOf(receipt);
  const bytes = random(32);
  const key = await caseKey(bytes);
  const bound = { binding: base64url(random(32)), commitment: base64url(await commitmentOf(key)) };
  const copy = Object.entries({ ...clear, centre: keyset.centre, sealedOn: today(now) });
  const content = Object.fromEntries(
    Object.entries({ ...told, language, ...Object.fromEntries(copy) })
      .filter(([, value]) => value !== null && !(Array.isArray(value) && value.length === 0))
      .map(([name, value]) => [name, String(value)]));
  const sealed = {
    ...clear,
    lookup,
    handCheck,
    centre: keyset.centre,
    generation: keyset.generation,
    ...bound,
    fingerprint: base64url(await hmac(await derive(secret, "fingerprint"), canonicalForm)),
    centreWrap: await wrapForCentre(keyset, bound, bytes),
    receiptWrap: await wrapForReceipt(receipt, bound, bytes),
    entry: await sealEntry({ binding: bound.binding, key }, "", content, [], SIZES[1]),
  };
  bytes.fill(0);
  return sealed;
}

/** The same sealed form for another generation of its centre's key, after GENERATION_NOT_USABLE: twice at most.
 * @param {SubmitInput} sealed
 * @param {Bytes} receipt
 * @param {CentreKeyset} keyset of the same centre, and not lower
 * @returns {Promise<SubmitInput>}
 */
export async function wrapAgain(sealed, receipt, keyset) {
  if (keyset.centre !== sealed.centre || keyset.generation < sealed.generation) throw new RangeError("another centre, or a lower generation");
  const held = await unwrap(receipt, sealed);
  if (held === null) throw new RangeError("another receipt");
  const centreWrap = await wrapForCentre(keyset, sealed, held.bytes);
  held.bytes.fill(0);
  return { ...sealed, generation: keyset.generation, centreWrap };
}

/** Opens a case that the service answered. Null: this is not the case of this receipt; show nothing of it.
 * @param {Bytes} receipt
 * @param {StoredCase} stored
 * @returns {Promise<OpenedCase | null>}
 */
export async function openCase(receipt, stored) {
  const held = await unwrap(receipt, stored);
  if (held === null) return null;
  held.bytes.fill(0);
  const ids = stored.entries.map(({ id }) => id);
  const entries = [];
  for (const [at, { id, position, fromStaff, bytes }] of stored.entries.entries()) {
    const content = ids.indexOf(id) < at ? null : await openEntry(held.key, stored.binding, id, fromStaff ? STAFF : SENDER, bytes);
    const moved = position !== at || !(await isStillThere(content, ids));
    entries.push({ id, position, fromStaff, content, moved });
  }
  return { binding: stored.binding, key: held.key, entries };
}

/** @param {CaseKey} key
 * @param {string} binding
 * @param {string} id
 * @param {number} direction
 * @param {string} bytes
 */
async function openEntry(key, binding, id, direction, bytes) {
  try {
    return contentOf(unpad(await open(key.seal, bytesOf(bytes), entryData(binding, id, direction))));
  } catch {
    return null;
  }
}

/** Whether the conversation still begins with what the author of an entry had read.
 * @param {ReadonlyMap<string, string> | null} content
 * @param {readonly string[]} ids of all entries
 */
async function isStillThere(content, ids) {
  const count = content?.get("n");
  const seen = content?.get("seen");
  if (count === undefined || seen === undefined) return true;
  return Number(count) <= ids.length && seen === (await seenMark(ids.slice(0, Number(count))));
}

/** A message, sealed. Each further try sends it again as it is.
 * @param {OpenedCase} opened
 * @param {string} messageId the client's own, another for each message
 * @param {string} words
 * @param {string | null} [urgency]
 * @throws {InvalidField}
 */
export async function sealMessage(opened, messageId, words, urgency = null) {
  /** @type {Record<string, string>} */
  const content = { words: mendedWords(words) };
  if (urgency !== null) content.urgency = urgency;
  return sealEntry(opened, messageId, content, opened.entries.map(({ id }) => id), SIZES[0]);
}

/** `ChangeSealedReceiptInput`. Show the new receipt as valid only after `openCase` has opened the answer with it.
 * @param {Bytes} receipt
 * @param {StoredCase} stored
 * @param {Bytes} another the new receipt
 */
export async function changeReceipt(receipt, stored, another) {
  const held = await unwrap(receipt, stored);
  if (held === null) throw new RangeError("another receipt");
  const receiptWrap = await wrapForReceipt(another, stored, held.bytes);
  held.bytes.fill(0);
  const { lookup, hand } = await partsOf(receipt);
  const { lookup: newLookup, handCheck: newHandCheck } = await partsOf(another);
  return { lookup, hand, newLookup, newHandCheck, receiptWrap };
}

/** The work that is asked for while there is load (`SHA256-ZERO-BITS-BOUND`): a number, in text.
 * @param {string} challenge
 * @param {number} difficulty leading zero bits
 * @param {string} lookup
 * @param {string} entryId
 */
export async function solve(challenge, difficulty, lookup, entryId) {
  for (let solution = 0; ; solution++) {
    const hash = await sha256(utf8([challenge, lookup, entryId, solution].join(":")));
    if (Math.clz32(new DataView(hash.buffer).getUint32(0)) >= difficulty) return String(solution);
  }
}
