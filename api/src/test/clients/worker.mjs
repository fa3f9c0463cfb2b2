// The worker keeps its list of one version alone, also while two versions answer; and after "forget" it keeps nothing.
// node worker.mjs <worker.js>
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

const script = readFileSync(process.argv[2], "utf8");
const ORIGIN = "https://service.example";
const OURS = "0123456789abcdef";
const OTHER = "fedcba9876543210";
const understanding = `/directory/understanding-${"a".repeat(32)}`;

/** Answers like a node of a version. */
const node = (version) => (path) => {
  if (path.startsWith("/assets/")) {
    const own = path.startsWith(`/assets/${version}/`);
    return new Response(version, { headers: { "cache-control": own ? "public, max-age=31536000, immutable" : "no-store" } });
  }
  return new Response(path.startsWith("/offline") ? `<script src="/assets/${version}/pages.js"></script>${understanding}` : "{}");
};

/** Whether the device has no room left. */
let full = false;

/** A browser with a worker of our version. */
function browser(answer) {
  const stores = new Map();
  const listeners = new Map();
  const path = (request) => new URL(request.url ?? request, ORIGIN).href.slice(ORIGIN.length);
  const cache = (name) => ({
    put: async (request, response) => {
      if (full) throw new DOMException("no room", "QuotaExceededError");
      stores.get(name)?.set(path(request), response);
    },
    add: async (request) => void stores.get(name)?.set(path(request), await fetch(request)),
    addAll: async (requests) => {
      for (const request of requests) stores.get(name)?.set(path(request), await fetch(request));
    },
    match: async (request) => stores.get(name)?.get(path(request))?.clone(),
    keys: async () => [...(stores.get(name)?.keys() ?? [])].map((each) => ({ url: ORIGIN + each })),
    delete: async (request) => stores.get(name)?.delete(path(request)),
  });
  globalThis.caches = {
    has: async (name) => stores.has(name),
    open: async (name) => (stores.has(name) || stores.set(name, new Map()), cache(name)),
    match: async (request, { cacheName }) => cache(cacheName).match(request),
    keys: async () => [...stores.keys()],
    delete: async (name) => stores.delete(name),
  };
  globalThis.fetch = async (request) => answer(path(request));
  globalThis.Request = class {
    constructor(url) {
      this.url = new URL(url, ORIGIN).href;
    }
  };
  globalThis.self = {
    location: { href: `${ORIGIN}/worker.js?set=${OURS}`, origin: ORIGIN },
    navigator: { language: "en" },
    clients: { claim: async () => {} },
    skipWaiting: async () => {},
    addEventListener: (name, then) => listeners.set(name, then),
  };
  new Function(script)();
  const tell = async (name, event = {}) => {
    const going = [];
    let answered;
    const waitUntil = (promise) => going.push(promise);
    listeners.get(name)?.({ ...event, waitUntil, respondWith: (promise) => going.push((answered = promise)) });
    for (const each of going) await each;
    return answered;
  };
  const ask = (address) => tell("fetch", { request: { url: ORIGIN + address, method: "GET", mode: "cors" } });
  return { stores, tell, ask };
}

// All from our own version.
const whole = browser(node(OURS));
await whole.tell("install");
await whole.tell("activate");
await new Promise((resolve) => setTimeout(resolve, 20));
assert.equal(whole.stores.get(`shell-${OURS}`).size, 16);
assert.deepEqual([...whole.stores.get("directory").keys()].sort(), ["/directory/bundle", understanding]);

// One answer of another version, a file or a page, and nothing is kept.
const strangers = [`/assets/${OURS}/search.js`, "/offline?lang=th"];
for (const stranger of strangers) {
  const mixed = browser((path) => node(path === stranger ? OTHER : OURS)(path));
  await assert.rejects(mixed.tell("install"), /another version/);
  assert.equal(mixed.stores.size, 0);
}

// Told to forget: what was asked before and is answered after it, and what is asked later, is not kept.
let release = () => {};
const held = browser(node(OURS));
await held.tell("install");
globalThis.fetch = () => new Promise((resolve) => (release = () => resolve(new Response("{}"))));
const late = held.ask("/directory/bundle");
await held.tell("message", { data: "forget" });
release();
await late;
globalThis.fetch = async () => new Response("{}");
for (const address of ["/directory/bundle", understanding, `/assets/${OURS}/pages.js`]) await held.ask(address);
assert.equal(held.stores.size, 0);

// The browser starts a worker anew while its page is still open: it remembers no message, and finds no caches.
const anew = browser(node(OURS));
for (const address of ["/directory/bundle", understanding, `/assets/${OURS}/pages.js`]) await anew.ask(address);
assert.equal(anew.stores.size, 0);

// A device without room: whatever the network answers arrives, and the copies stay as they were.
const crowded = browser(node(OURS));
await crowded.tell("install");
const older = `/directory/understanding-${"b".repeat(32)}`;
await crowded.ask(older);
const before = [...crowded.stores.get("directory").keys()].sort();
assert.deepEqual(before, ["/directory/bundle", older]);
globalThis.fetch = async () => new Response("fresh");
full = true;
for (const address of ["/directory/bundle", understanding]) assert.equal(await (await crowded.ask(address)).text(), "fresh");
assert.deepEqual([...crowded.stores.get("directory").keys()].sort(), before);
full = false;
await crowded.ask(understanding);
assert.deepEqual([...crowded.stores.get("directory").keys()].sort(), ["/directory/bundle", understanding]);

// Pages about somebody's own case are the browser's alone, all others come through the worker.
for (const page of ["/report", "/report/plain?lang=en", "/r", "/help/plain", "/case/plain", "/case"]) {
  assert.equal(await whole.tell("fetch", { request: { url: ORIGIN + page, method: "GET", mode: "navigate" } }), undefined, page);
}
for (const page of ["/", "/steps", "/reported", "/guide"]) {
  assert.ok(await whole.tell("fetch", { request: { url: ORIGIN + page, method: "GET", mode: "navigate" } }), page);
}

// Told while it installs itself.
const early = browser(node(OURS));
const installed = early.tell("install");
await early.tell("message", { data: "forget" });
await installed;
assert.equal(early.stores.size, 0);
