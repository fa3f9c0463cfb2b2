// Opens an envelope that the service made, and makes one for it to open, with @hpke/core and the Web Cryptography API alone.
// node envelope.mjs <in.json> <out.json>
import { readFileSync, writeFileSync } from "node:fs";
import { webcrypto } from "node:crypto";
import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from "@hpke/core";

const { subtle } = webcrypto;
const bytes = (hex) => new Uint8Array(Buffer.from(hex, "hex"));
const hex = (data) => Buffer.from(data).toString("hex");
const label = (text) => new TextEncoder().encode("shouwang/1 " + text);
const join = (...parts) => new Uint8Array(Buffer.concat(parts.map((part) => Buffer.from(part))));
const same = (name, got, expected) => {
  if (got !== expected) throw new Error(`${name}: ${got} is not ${expected}`);
};

async function derive(secret, purpose, length) {
  const key = await subtle.importKey("raw", secret, "HKDF", false, ["deriveBits"]);
  const parameters = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(0), info: label(purpose) };
  return new Uint8Array(await subtle.deriveBits(parameters, key, length * 8));
}

async function aes(key, usage) {
  return subtle.importKey("raw", key, "AES-GCM", false, [usage]);
}

async function open(key, sealed, additionalData) {
  const parameters = { name: "AES-GCM", iv: sealed.slice(0, 12), additionalData };
  return new Uint8Array(await subtle.decrypt(parameters, await aes(key, "decrypt"), sealed.slice(12)));
}

async function seal(key, plain, additionalData) {
  const iv = webcrypto.getRandomValues(new Uint8Array(12));
  const parameters = { name: "AES-GCM", iv, additionalData };
  return join(iv, new Uint8Array(await subtle.encrypt(parameters, await aes(key, "encrypt"), plain)));
}

const suite = new CipherSuite({
  kem: new DhkemX25519HkdfSha256(),
  kdf: new HkdfSha256(),
  aead: new Aes256Gcm(),
});

const given = JSON.parse(readFileSync(process.argv[2], "utf8"));
const receipt = bytes(given.receipt);
const binding = await derive(receipt, "binding", 32);
same("binding", hex(binding), given.binding);

const generation = new Uint8Array([0, 0, 0, Number(given.generation)]);
const centre = new TextEncoder().encode(given.centre);
const info = join(label("centre-wrap"), binding, [centre.length], centre, generation);
const privateKey = await suite.kem.deserializePrivateKey(bytes(given.centrePrivateKey));
const wrap = bytes(given.centreWrap);
const recipient = await suite.createRecipientContext({ recipientKey: privateKey, enc: wrap.slice(0, 32), info });
const dataKey = new Uint8Array(await recipient.open(wrap.slice(32)));
same("data key for the centre", hex(dataKey), given.dataKey);

const inner = await open(bytes(given.storageKey), bytes(given.receiptWrap), join(label("storage-wrap"), binding));
const wrapKey = await derive(receipt, "receipt-wrap", 32);
same("data key for the receipt", hex(await open(wrapKey, inner, join(label("receipt-wrap"), binding))), given.dataKey);

const associated = join(label("entry"), binding, bytes(given.entryId), [1]);
const padded = Buffer.from(await open(dataKey, bytes(given.entry), associated));
const content = padded.subarray(4, 4 + padded.readUInt32BE(0)).toString("utf8");
same("words", JSON.parse(content).words, given.words);

const words = new TextEncoder().encode(JSON.stringify({ words: "別處封的 😭", n: "0" }));
const plain = new Uint8Array(1024);
new DataView(plain.buffer).setUint32(0, words.length);
plain.set(words, 4);
const publicKey = await suite.kem.deserializePublicKey(bytes(given.centrePublicKey));
const sender = await suite.createSenderContext({ recipientPublicKey: publicKey, info });
const sealedKey = new Uint8Array(await sender.seal(dataKey));
const made = {
  centreWrap: hex(join(new Uint8Array(sender.enc), sealedKey)),
  entry: hex(await seal(dataKey, plain, associated)),
};
writeFileSync(process.argv[3], JSON.stringify(made));
console.log("opened and made");
