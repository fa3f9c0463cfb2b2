// Answers while there is no network. Keeps a fixed list and nothing else: the files of one set, the page /offline in six
// languages, the directory and the file for understanding texts. All other requests pass untouched, and nothing that
// somebody writes, asks or is answered is ever kept here.
// @ts-check

/** @type {any} The global scope of a worker, which the types of pages do not know. */
const worker = self;
const SET = new URL(worker.location.href).searchParams.get("set") ?? "";
const LANGUAGES = ["zh-TW", "en", "vi", "id", "th", "fil"];
const FILES = ["directory.js", "evaluator.js", "icon.svg", "kept.js", "leave.js", "offline.js", "pages.css", "pages.js", "search.js", "understand.js"];
const SHELL = `shell-${SET}`;
const DIRECTORY = "directory";
const BUNDLE = "/directory/bundle";
const UNDERSTANDING = /^\/directory\/understanding-[0-9a-f]{32}$/;
const OF_A_CASE = /^\/(report|help|case|r)(\/|$)/;
const ASSET = /^\/assets\/[0-9a-f]{16}\/([a-z-]+\.[a-z]+)$/;
// As in notifications/README.md: whoever sees the screen learns nothing.
const NEWS = {
  zh: ["有新消息", "請打開 App 看看"],
  en: ["Something is new", "Open the app to see it"],
  vi: ["Có tin mới", "Mở ứng dụng để xem"],
  id: ["Ada kabar baru", "Buka aplikasi untuk melihatnya"],
  th: ["มีข่าวใหม่", "เปิดแอปเพื่อดู"],
  fil: ["May bagong balita", "Buksan ang app para makita"],
};

/** @param {string} language */
const offlinePage = (language) => `/offline?lang=${language}`;

/** Whether everything here is to be forgotten: from then on this worker keeps nothing. */
let forgotten = false;

worker.addEventListener("install", (/** @type {any} */ event) => {
  const files = async () => {
    const addresses = [...FILES.map((name) => `/assets/${SET}/${name}`), ...LANGUAGES.map(offlinePage)];
    const answers = await Promise.all(addresses.map(own));
    const bundle = await loaded(BUNDLE);
    await Promise.all([caches.open(SHELL), caches.open(DIRECTORY)]);
    for (const [at, address] of addresses.entries()) await keep(SHELL, address, answers[at]);
    await keep(DIRECTORY, BUNDLE, bundle);
    if (forgotten) await forget();
    await worker.skipWaiting();
  };
  event.waitUntil(files());
});

/** @param {string} address */
async function loaded(address) {
  const answer = await fetch(new Request(address, { credentials: "omit", cache: "no-cache" }));
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer;
}

/** A file or page of this set. While a new version starts on one node after the other, a node of the other version may
 * answer: with its own file, which nobody may keep, or with a page that loads the other set. Then this worker is not
 * installed, and the next page tries again.
 * @param {string} address
 */
async function own(address) {
  const answer = await loaded(address);
  const isOwn = ASSET.test(address)
    ? (answer.headers.get("cache-control") ?? "").includes("immutable")
    : (await answer.clone().text()).includes(`/assets/${SET}/`);
  if (!isOwn) throw new Error(`${address}: of another version`);
  return answer;
}

/** Keeps an answer in a cache that is there: only the installation makes caches, so a worker whose page has forgotten
 * everything fills none again, even if the browser has started it anew.
 * @param {string} name
 * @param {string} address
 * @param {Response} answer
 */
async function keep(name, address, answer) {
  if (forgotten || !(await caches.has(name))) return;
  await (await caches.open(name)).put(address, answer);
  if (forgotten) await caches.delete(name);
}

async function forget() {
  for (const name of await caches.keys()) await caches.delete(name);
}

worker.addEventListener("message", (/** @type {any} */ event) => {
  if (event.data !== "forget") return;
  forgotten = true;
  event.waitUntil(forget());
});

worker.addEventListener("activate", (/** @type {any} */ event) => {
  const clear = async () => {
    for (const name of await caches.keys()) {
      if (name !== SHELL && name !== DIRECTORY) await caches.delete(name);
    }
    await worker.clients.claim();
  };
  // The file for understanding texts is large: nothing waits for it, and browsers that save data do not load it.
  event.waitUntil(clear().then(() => void (worker.navigator.connection?.saveData || keepUnderstanding().catch(() => {}))));
});

worker.addEventListener("fetch", (/** @type {any} */ event) => {
  /** @type {Request} */
  const request = event.request;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== worker.location.origin) return;
  if (request.mode === "navigate") {
    // Of a page about somebody's own case this worker learns nothing, not even its address.
    if (OF_A_CASE.test(url.pathname)) return;
    event.respondWith(fetch(request).catch((lost) => offline(url, lost)));
  } else if (ASSET.test(url.pathname)) {
    event.respondWith(asset(request, url));
  } else if (url.pathname === BUNDLE && url.search === "") {
    event.respondWith(newest(event));
  } else if (UNDERSTANDING.test(url.pathname)) {
    event.respondWith(once(event, url));
  }
});

/** What a cache has; nothing is made by looking.
 * @param {string} name
 * @param {string} address
 * @returns {Promise<Response | undefined>}
 */
const kept = (name, address) => caches.match(address, { cacheName: name });

/** The file that the page without a network names. */
async function keepUnderstanding() {
  const page = await kept(SHELL, offlinePage(LANGUAGES[0]));
  const [address] = /\/directory\/understanding-[0-9a-f]{32}/.exec((await page?.text()) ?? "") ?? [];
  if (address === undefined || (await kept(DIRECTORY, address)) !== undefined) return;
  const answer = await fetch(new Request(address));
  if (answer.ok) await replace(address, answer);
}

/** Goes on after the answer: a device without room for a copy gets the answer all the same.
 * @param {any} event
 * @param {Promise<void>} keeping
 */
const meanwhile = (event, keeping) => event.waitUntil(keeping.catch(() => {}));

/** @param {URL} url @param {unknown} lost */
async function offline(url, lost) {
  const wished = url.searchParams.get("lang") ?? LANGUAGES.find((each) => spoken() === each.split("-")[0]) ?? "zh-TW";
  const page = await kept(SHELL, offlinePage(LANGUAGES.includes(wished) ? wished : "zh-TW"));
  if (page === undefined) throw lost;
  return page;
}

/** A file of this set, or of the set that a page of a moment ago asks for while there is no network.
 * @param {Request} request @param {URL} url
 */
async function asset(request, url) {
  const copy = await kept(SHELL, url.pathname);
  if (copy !== undefined) return copy;
  return fetch(request).catch(async (lost) => {
    const name = (ASSET.exec(url.pathname) ?? [])[1];
    const other = await kept(SHELL, `/assets/${SET}/${name}`);
    if (other === undefined) throw lost;
    return other;
  });
}

/** The service's answer while there is a network, and the copy while there is none; its `Date` says how old it is.
 * @param {any} event
 */
async function newest(event) {
  try {
    const answer = await fetch(event.request);
    if (answer.ok) meanwhile(event, keep(DIRECTORY, BUNDLE, answer.clone()));
    return answer;
  } catch (lost) {
    const copy = await kept(DIRECTORY, BUNDLE);
    if (copy === undefined) throw lost;
    return copy;
  }
}

/** A file that is named by its content: the newest one is kept.
 * @param {any} event @param {URL} url
 */
async function once(event, url) {
  const copy = await kept(DIRECTORY, url.pathname);
  if (copy !== undefined) return copy;
  const answer = await fetch(event.request);
  if (answer.ok) meanwhile(event, replace(url.pathname, answer.clone()));
  return answer;
}

/** Keeps the file for understanding texts, and then no other: one that does not fit leaves the one before.
 * @param {string} address
 * @param {Response} answer
 */
async function replace(address, answer) {
  await keep(DIRECTORY, address, answer);
  if (forgotten || !(await caches.has(DIRECTORY))) return;
  const copies = await caches.open(DIRECTORY);
  for (const other of await copies.keys()) {
    const { pathname } = new URL(other.url);
    if (UNDERSTANDING.test(pathname) && pathname !== address) await copies.delete(other);
  }
  if (forgotten) await caches.delete(DIRECTORY);
}

function spoken() {
  return worker.navigator.language.split("-")[0];
}

worker.addEventListener("push", (/** @type {any} */ event) => {
  const [title, body] = Reflect.get(NEWS, spoken()) ?? NEWS.en;
  event.waitUntil(worker.registration.showNotification(title, { body, tag: "shouwang-news" }));
});

worker.addEventListener("notificationclick", (/** @type {any} */ event) => {
  event.notification.close();
  event.waitUntil(worker.clients.openWindow("/"));
});
