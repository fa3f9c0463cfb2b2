// Answers while there is no network. Keeps a fixed list and nothing else: the files of one set, the page /offline in six
// languages, the directory and the file for understanding texts. All other requests pass untouched, and nothing that
// somebody writes, asks or is answered is ever kept here.
// @ts-check

/** @type {any} The global scope of a worker, which the types of pages do not know. */
const worker = self;
const SET = new URL(worker.location.href).searchParams.get("set") ?? "";
const LANGUAGES = ["zh-TW", "en", "vi", "id", "th", "fil"];
const FILES = ["directory.js", "evaluator.js", "icon.svg", "leave.js", "offline.js", "pages.css", "pages.js", "search.js", "understand.js"];
const SHELL = `shell-${SET}`;
const DIRECTORY = "directory";
const BUNDLE = "/directory/bundle";
const UNDERSTANDING = /^\/directory\/understanding-[0-9a-f]{32}$/;
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

worker.addEventListener("install", (/** @type {any} */ event) => {
  const files = async () => {
    const shell = await caches.open(SHELL);
    const plain = (/** @type {string} */ url) => new Request(url, { credentials: "omit", cache: "no-cache" });
    await shell.addAll([...FILES.map((name) => `/assets/${SET}/${name}`), ...LANGUAGES.map(offlinePage)].map(plain));
    await (await caches.open(DIRECTORY)).add(plain(BUNDLE));
    await worker.skipWaiting();
  };
  event.waitUntil(files());
});

worker.addEventListener("activate", (/** @type {any} */ event) => {
  const clear = async () => {
    for (const name of await caches.keys()) {
      if (name !== SHELL && name !== DIRECTORY) await caches.delete(name);
    }
    await worker.clients.claim();
  };
  // What understands texts is large: nothing waits for it, and whoever saves data goes without.
  event.waitUntil(clear().then(() => void (worker.navigator.connection?.saveData || keepUnderstanding().catch(() => {}))));
});

worker.addEventListener("fetch", (/** @type {any} */ event) => {
  /** @type {Request} */
  const request = event.request;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== worker.location.origin) return;
  if (request.mode === "navigate") {
    event.respondWith(fetch(request).catch((lost) => offline(url, lost)));
  } else if (ASSET.test(url.pathname)) {
    event.respondWith(asset(request, url));
  } else if (url.pathname === BUNDLE && url.search === "") {
    event.respondWith(newest(request));
  } else if (UNDERSTANDING.test(url.pathname)) {
    event.respondWith(once(request, url));
  }
});

/** The file that the page without a network names. */
async function keepUnderstanding() {
  const page = await (await caches.open(SHELL)).match(offlinePage(LANGUAGES[0]));
  const [address] = /\/directory\/understanding-[0-9a-f]{32}/.exec((await page?.text()) ?? "") ?? [];
  if (address !== undefined) await once(new Request(address), new URL(address, worker.location.origin));
}

/** @param {URL} url @param {unknown} lost */
async function offline(url, lost) {
  const wished = url.searchParams.get("lang") ?? LANGUAGES.find((each) => spoken() === each.split("-")[0]) ?? "zh-TW";
  const page = await (await caches.open(SHELL)).match(offlinePage(LANGUAGES.includes(wished) ? wished : "zh-TW"));
  if (page === undefined) throw lost;
  return page;
}

/** A file of this set, or of the set that a page of a moment ago asks for while there is no network.
 * @param {Request} request @param {URL} url
 */
async function asset(request, url) {
  const shell = await caches.open(SHELL);
  const kept = await shell.match(url.pathname);
  if (kept !== undefined) return kept;
  return fetch(request).catch(async (lost) => {
    const name = (ASSET.exec(url.pathname) ?? [])[1];
    const other = await shell.match(`/assets/${SET}/${name}`);
    if (other === undefined) throw lost;
    return other;
  });
}

/** The service's answer while there is a network, and the copy while there is none; its `Date` says how old it is.
 * @param {Request} request
 */
async function newest(request) {
  const copies = await caches.open(DIRECTORY);
  try {
    const answer = await fetch(request);
    if (answer.ok) await copies.put(BUNDLE, answer.clone());
    return answer;
  } catch (lost) {
    const copy = await copies.match(BUNDLE);
    if (copy === undefined) throw lost;
    return copy;
  }
}

/** A file that is named by its content: the newest one is kept.
 * @param {Request} request @param {URL} url
 */
async function once(request, url) {
  const copies = await caches.open(DIRECTORY);
  const kept = await copies.match(url.pathname);
  if (kept !== undefined) return kept;
  const answer = await fetch(request);
  if (answer.ok) {
    for (const other of await copies.keys()) {
      if (UNDERSTANDING.test(new URL(other.url).pathname)) await copies.delete(other);
    }
    await copies.put(url.pathname, answer.clone());
  }
  return answer;
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
