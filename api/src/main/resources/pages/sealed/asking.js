// What a sealed page asks the service, and how: documents that every release packs, the same headers and the same few lengths
// whatever somebody reads or writes. Refusals come as codes; the page words them.

/** The documents `sealed-*.graphql` of the service, by the SHA-256 of their text. */
const DOCUMENTS = {
  keysets: "12294e2ca698df72ec32b31a75d28af3c98303660e3303e4bcf3de23b6ded185",
  submit: "1785386401f020a142419423c85d7b1bee3f7d2f1f471562cd319aa02d7b56e0",
  message: "3cab48372dc98dd9a8d8c1e26896b289c5ac1ae1a2c9c43a84755f924cba07ea",
  change: "c6f9d638c41bc5428d3c38a5d1515179b4c9a9830bf74cf9ce4b97c4c0ac7baf",
  read: "ff49147b3dc6058902e7b98c675b353c7e30eb12bf59eccb9dde1187480fde36",
  erase: "3e082173ff1350e15ff4afcb3b874893d97bd30c13fa8d4752f8b4e154e2903a",
  pushOn: "5d4ffe833126c4df4d5d08b3fe74efced7139be10e750aa7aa77a781a5317346",
  pushOff: "546a8fb4a785c1a31621578eb9f72ac6f14bc343ef5f83890ddeb4db514e7fc7",
  case: "bbcfca805046b55636b71c337c974aa8691c4c9abbda3622486d632cdb8a9030",
  earlier: "88cf4e247bd5883c6696b929bc8d2b1adc37676e4936fc7352b08c47f8ca6414",
  proof: "d3e3bc02e35d51bca82682a4d30c61773daf9c0139c7ded103bd1fa07f9416b4",
  pushKey: "0e0ba68537c9f74e4987c43c35b5e935aa80769d63dcd90ceed7282cf3356939",
};
const READING = ["keysets", "case", "earlier", "proof", "pushKey"];
const LENGTHS = [8192, 32768, 65536];
const LENGTH_OF_READING = 2048;
const LONGEST = 30_000;
const PAUSES = [1000, 3000];

/** No answer that says what became of a request: no network, no time, a service that is away or refuses before it looks.
 * `later`: after how many seconds it may be tried again, if the service says so.
 */
export class Unanswered extends Error {
  /** @param {number} [later] */
  constructor(later = 0) {
    super("unanswered");
    this.later = later;
  }
}

/** @param {number} milliseconds */
const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

/** A request as text, with blanks in `extensions` up to one of a few lengths. All of it is ASCII.
 * @param {keyof typeof DOCUMENTS} name
 * @param {object} variables
 */
function body(name, variables) {
  /** @param {string} padding */
  const text = (padding) => JSON.stringify({ documentId: DOCUMENTS[name], variables, extensions: { padding } });
  const bare = text("").length;
  const length = READING.includes(name) ? LENGTH_OF_READING : (LENGTHS.find((each) => each >= bare) ?? bare);
  return text(" ".repeat(Math.max(0, length - bare)));
}

/** Asks once. Resolves to the value of the document's one field.
 * @param {keyof typeof DOCUMENTS} name
 * @param {object} [variables]
 * @returns {Promise<any>}
 * @throws {Unanswered}
 */
export async function askOnce(name, variables = {}) {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), LONGEST);
  try {
    const answer = await fetch("/graphql", {
      method: "POST",
      body: body(name, variables),
      headers: { "Content-Type": "application/json", Accept: "application/json", "Accept-Language": "*" },
      credentials: "omit",
      cache: "no-store",
      referrerPolicy: "no-referrer",
      signal: limit.signal,
    });
    const later = Number(answer.headers.get("retry-after") ?? 0) || 0;
    const { data, errors } = await answer.json();
    const [value] = Object.values(data ?? {});
    // Null without an error is an answer: there is nothing.
    if (!answer.ok || value === undefined || (value === null && errors !== undefined)) throw new Unanswered(later);
    return value;
  } catch (fault) {
    throw fault instanceof Unanswered ? fault : new Unanswered();
  } finally {
    clearTimeout(timer);
  }
}

/** Asks until there is an answer, three times at most; what is sent again is the same to the last byte of `variables`. A
 * refusal that says nothing of the request counts as no answer.
 * @param {keyof typeof DOCUMENTS} name
 * @param {object} [variables]
 * @returns {Promise<any>}
 * @throws {Unanswered}
 */
export async function ask(name, variables) {
  for (const wait of PAUSES) {
    try {
      const value = await askOnce(name, variables);
      if (value?.code !== "TEMPORARILY_UNAVAILABLE") return value;
    } catch (fault) {
      if (fault instanceof Unanswered && fault.later > PAUSES[1] / 1000) throw fault;
    }
    await pause(wait);
  }
  return askOnce(name, variables);
}
