/** The sender's side of HPKE (RFC 9180) in base mode, with DHKEM(X25519, HKDF-SHA256) and HKDF-SHA256: what is sent to the
 * receiver, and the key and nonce of the first message.
 * @param {{ readonly aead: number, readonly keyLength: number }} suite
 * @param {Bytes} publicKey the receiver's, 32 bytes
 * @param {Bytes} info
 * @param {Bytes} [ephemeral] the private key for this message alone, 32 bytes; emptied
 * @returns {Promise<{ enc: Bytes, key: Bytes, nonce: Bytes }>}
 */
export function hpke(suite: {
    readonly aead: number;
    readonly keyLength: number;
}, publicKey: Bytes, info: Bytes, ephemeral?: Bytes): Promise<{
    enc: Bytes;
    key: Bytes;
    nonce: Bytes;
}>;
/** As people write it down, e.g. `KQZKB-6FAGN-QV2BJ-Q40GY-4GE0R`.
 * @param {Bytes} receipt
 */
export function receiptText(receipt: Bytes): string;
/** The receipt that somebody typed; null if it is none. Blanks, punctuation, width and case do not matter; I and L are 1, O is 0.
 * @param {string} typed
 */
export function receiptOf(typed: string): Uint8Array<ArrayBuffer> | null;
/** The lookup, which reads the case; the hand, which may change it; and the hand check, which a new case is sent with. In base64url.
 * @param {Bytes} receipt
 */
export function partsOf(receipt: Bytes): Promise<{
    lookup: string;
    hand: string;
    handCheck: string;
}>;
/** @param {CentreKeyset} keyset
 * @param {{ readonly binding: string, readonly commitment: string }} bound
 * @param {Bytes} bytes the case's key
 * @param {Bytes} [ephemeral]
 */
export function wrapForCentre(keyset: CentreKeyset, bound: {
    readonly binding: string;
    readonly commitment: string;
}, bytes: Bytes, ephemeral?: Bytes): Promise<string>;
/** The newest keyset of a centre with which something may be sealed now; null where there is none: then seal nothing, and show
 * the emergency numbers. Its signature is good under a key that the app carries, its suite is known, and today is between two
 * days before its first day and fourteen days after its last.
 * @param {readonly CentreKeyset[]} keysets of all centres
 * @param {CentreAnchor} anchor
 * @param {Date} now
 * @param {number} [lowest] the highest generation of this centre that was ever seen
 * @returns {Promise<CentreKeyset | null>}
 */
export function usableKeyset(keysets: readonly CentreKeyset[], anchor: CentreAnchor, now: Date, lowest?: number): Promise<CentreKeyset | null>;
/** A form as it is hashed: its name and its values in order; null is missing, an array is a set.
 * @param {string} form
 * @param {readonly (string | null | readonly string[])[]} values
 */
export function canonical(form: string, values: readonly (string | null | readonly string[])[]): Uint8Array<ArrayBuffer>;
/** The fields of a content; throws for anything else.
 * @param {string} json
 * @returns {ReadonlyMap<string, string>}
 */
export function contentOf(json: string): ReadonlyMap<string, string>;
/** A concern, sealed. Keep it, and the receipt, until an answer came: each further try sends it again.
 * @param {Bytes} receipt
 * @param {ConcernInput} input
 * @param {Sealing} sealing
 * @throws {InvalidField}
 */
export function sealConcern(receipt: Bytes, input: ConcernInput, sealing: Sealing): Promise<SubmitInput>;
/** A request for help, sealed; as `sealConcern`.
 * @param {Bytes} receipt
 * @param {HelpInput} input
 * @param {Sealing} sealing
 * @throws {InvalidField}
 */
export function sealHelp(receipt: Bytes, input: HelpInput, sealing: Sealing): Promise<SubmitInput>;
/** The same sealed form for another generation of its centre's key, after GENERATION_NOT_USABLE: twice at most.
 * @param {SubmitInput} sealed
 * @param {Bytes} receipt
 * @param {CentreKeyset} keyset of the same centre, and not lower
 * @returns {Promise<SubmitInput>}
 */
export function wrapAgain(sealed: SubmitInput, receipt: Bytes, keyset: CentreKeyset): Promise<SubmitInput>;
/** Opens a case that the service answered. Null: this is not the case of this receipt; show nothing of it.
 * @param {Bytes} receipt
 * @param {StoredCase} stored
 * @returns {Promise<OpenedCase | null>}
 */
export function openCase(receipt: Bytes, stored: StoredCase): Promise<OpenedCase | null>;
/** A message, sealed. Each further try sends it again as it is.
 * @param {OpenedCase} opened
 * @param {string} messageId the client's own, another for each message
 * @param {string} words
 * @param {string | null} [urgency]
 * @throws {InvalidField}
 */
export function sealMessage(opened: OpenedCase, messageId: string, words: string, urgency?: string | null): Promise<EntryInput>;
/** `ChangeSealedReceiptInput`. Show the new receipt as valid only after `openCase` has opened the answer with it.
 * @param {Bytes} receipt
 * @param {StoredCase} stored
 * @param {Bytes} another the new receipt
 */
export function changeReceipt(receipt: Bytes, stored: StoredCase, another: Bytes): Promise<{
    lookup: string;
    hand: string;
    newLookup: string;
    newHandCheck: string;
    receiptWrap: string;
}>;
/** The work that is asked for while there is load (`SHA256-ZERO-BITS-BOUND`): a number, in text.
 * @param {string} challenge
 * @param {number} difficulty leading zero bits
 * @param {string} lookup
 * @param {string} entryId
 */
export function solve(challenge: string, difficulty: number, lookup: string, entryId: string): Promise<string>;
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
    constructor(field: string, code: "EMPTY" | "TOO_LONG" | "INVALID_TEXT");
    field: string;
    code: "EMPTY" | "TOO_LONG" | "INVALID_TEXT";
}
export function newReceipt(): Uint8Array<ArrayBuffer>;
/**
 * A case's key, in the form in which the browser does not show it.
 */
export type CaseKey = {
    readonly seal: CryptoKey;
    readonly derive: CryptoKey;
};
/**
 * Of `centreKeysets`; bytes are base64url, days `yyyy-mm-dd`.
 */
export type CentreKeyset = {
    readonly centre: string;
    readonly suite: number;
    readonly generation: number;
    readonly validFrom: string;
    readonly validUntil: string;
    readonly publicKey: string;
    readonly signature: string;
};
/**
 * A centre as the app carries it: its code, and the Ed25519 keys that sign its keysets, one or two, in base64url.
 */
export type CentreAnchor = {
    readonly code: string;
    readonly keys: readonly string[];
};
/**
 * `SealedEntryInput`.
 */
export type EntryInput = {
    id: string;
    tag: string;
    fingerprint: string;
    bytes: string;
};
/**
 * `SubmitSealedInput`, but for the proof of work.
 */
export type SubmitInput = {
    lookup: string;
    handCheck: string;
    form: "CONCERN" | "HELP";
    topic: string;
    otherTopics: string[];
    indicators: string[];
    childInvolved: boolean | null;
    urgency: string;
    area: string;
    senderGroup: string;
    centre: string;
    generation: number;
    binding: string;
    commitment: string;
    fingerprint: string;
    centreWrap: string;
    receiptWrap: string;
    entry: EntryInput;
};
/**
 * What a form of either kind asks for, named as in `SubmitConcernInput` and `RequestHelpInput`.
 */
export type FormInput = {
    topic: string;
    otherTopics?: readonly string[] | null;
    indicators?: readonly string[] | null;
    urgency: string;
    words: string;
    area: string;
};
/**
 * `SubmitConcernInput` without receipt, language and proof.
 */
export type ConcernInput = FormInput & {
    childInvolved?: boolean | null;
    place?: string | null;
    person?: string | null;
    observedAt?: string | null;
    gatekeeperKind?: string | null;
    siteCode?: string | null;
};
/**
 * `SafeTimesInput`.
 */
export type SafeTimes = {
    days?: readonly number[] | null;
    periods?: readonly {
        from: string;
        to: string;
    }[] | null;
    by?: readonly string[] | null;
    mayLeaveMessage?: boolean | null;
};
/**
 * `RequestHelpInput` without receipt, language, proof and the code of an exercise.
 */
export type HelpInput = FormInput & {
    contact?: string | null;
    contactKind?: string | null;
    safeToContact?: string | null;
    interpreter?: string | null;
    safeTimes?: SafeTimes | null;
};
/**
 * What a form is sealed with: the key of the area's centre, the language of the answers, and the device's time.
 */
export type Sealing = {
    readonly keyset: CentreKeyset;
    readonly language: string;
    readonly now: Date;
};
/**
 * `SealedEntry`, as far as it is needed to open one.
 */
export type StoredEntry = {
    readonly id: string;
    readonly position: number;
    readonly fromStaff: boolean;
    readonly bytes: string;
};
/**
 * `SealedCaseView`, as far as it is needed to open one. The entries are all there are, in order from position 0.
 */
export type StoredCase = {
    readonly binding: string;
    readonly commitment: string;
    readonly receiptWrap: string | null;
    readonly entries: readonly StoredEntry[];
};
/**
 * An entry after it was opened. `content` is null where it does not open: show the others. `moved`: something between was
 * lost or moved.
 */
export type OpenedEntry = {
    readonly id: string;
    readonly position: number;
    readonly fromStaff: boolean;
    readonly content: ReadonlyMap<string, string> | null;
    readonly moved: boolean;
};
/**
 * A case after it was opened.
 */
export type OpenedCase = {
    readonly binding: string;
    readonly key: CaseKey;
    readonly entries: readonly OpenedEntry[];
};
/**
 * Bytes that no other thread writes to.
 */
export type Bytes = Uint8Array<ArrayBuffer>;
export type Curves = {
    x25519: (privateKey: Bytes, publicKey: Bytes) => Bytes;
    isSigned: (signature: Bytes, message: Bytes, publicKey: Bytes) => boolean;
};
