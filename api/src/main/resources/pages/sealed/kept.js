// The store of what this device keeps (ENVELOPE.md, "What a device keeps"). Every browser that opened a sealed page has it, with
// the same sizes; what is in its places shows only with the words (keep.js). Where it cannot be used, all of this is refused.
// Touches no page and asks nobody.

/** @typedef {Uint8Array<ArrayBuffer>} Bytes */
/** Places in the order in which they were filled. The noise is new with every writing.
 * @typedef {{ readonly noise: Bytes, readonly salt: Bytes, readonly places: readonly Bytes[] }} Store
 */

const NAME = "device";
export const PLACES = 4;
export const PLACE = 256;
const SALT = 16;
const NOISE = 16;
const MOST_TRIES = 20;
const PATIENCE = 10_000;

/** @param {number} length @returns {Bytes} */
export const random = (length) => crypto.getRandomValues(new Uint8Array(length));
/** @param {Bytes} one @param {Bytes} other */
export const same = (one, other) => one.every((byte, at) => byte === other[at]);

/** Reads, and writes `next` if nobody else has written since `noise`.
 * @param {boolean} makes the store where there is none
 * @param {readonly Bytes[]} [next]
 * @param {Bytes} [noise]
 * @returns {Promise<{ found: { noise: Bytes, kept: Blob } | undefined, wrote: boolean }>}
 */
const access = (makes, next, noise) =>
  new Promise((done, failed) => {
    // Some browsers never answer.
    setTimeout(failed, PATIENCE);
    const opening = indexedDB.open(NAME, 1);
    opening.onupgradeneeded = () => (makes ? opening.result.createObjectStore(NAME) : opening.transaction?.abort());
    opening.onerror = () => (makes ? failed() : done({ found: undefined, wrote: false }));
    opening.onsuccess = () => {
      const transaction = opening.result.transaction(NAME, "readwrite", { durability: "strict" });
      const store = transaction.objectStore(NAME);
      const reading = store.get(0);
      let wrote = false;
      reading.onsuccess = () => {
        const now = reading.result?.noise;
        wrote = next !== undefined && (noise === undefined || now === undefined ? now === noise : same(now, noise));
        // A blob is a file, which is deleted when replaced; the database's log would keep a record's content.
        if (wrote) store.put({ noise: random(NOISE), kept: new Blob([...(next ?? [])]) }, 0);
      };
      transaction.oncomplete = () => {
        opening.result.close();
        done({ found: reading.result, wrote });
      };
      transaction.onabort = failed;
    };
  });

/** @returns {Store} what every browser begins with */
export const fresh = () => ({ noise: random(NOISE), salt: random(SALT), places: Array.from({ length: PLACES }, () => random(PLACE)) });

/** @param {boolean} [makes]
 * @returns {Promise<Store | null>} null where nothing was written yet
 */
export async function read(makes = true) {
  const { found } = await access(makes);
  if (found === undefined) return null;
  const all = new Uint8Array(await found.kept.arrayBuffer());
  const places = Array.from({ length: PLACES }, (_, at) => all.slice(SALT + at * PLACE, SALT + (at + 1) * PLACE));
  return { noise: found.noise, salt: all.slice(0, SALT), places };
}

/** Changes the store, whatever other pages write meanwhile.
 * @param {(store: Store) => Store | Promise<Store>} next
 */
export async function change(next) {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const before = await read();
    const { salt, places } = await next(before ?? fresh());
    if ((await access(true, [salt, ...places], before?.noise)).wrote) return;
  }
  throw new Error("busy");
}

/** Makes the store, or writes it again as it is, one to four times: so how often it was written tells nothing. */
export async function visit() {
  for (let times = Math.floor(Math.random() * 4); times >= 0; times--) await change((store) => store);
}

/** Fills the store anew, where there is one. */
export async function forgetAll() {
  if ("indexedDB" in globalThis && (await read(false)) !== null) await change(fresh);
}
