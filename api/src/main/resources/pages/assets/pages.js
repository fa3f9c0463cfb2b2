// What pages without anybody's own case do more with a script. Each part stays hidden in the page until it works here.
//
// What only some need is loaded when they need it: a first visit stays small.

/** @param {string} id */
const find = (id) => document.getElementById(id);

/** Shows a button that needs a script, and what it does.
 * @param {string} id
 * @param {boolean} possible
 * @param {(button: HTMLElement) => unknown} act
 */
function offer(id, possible, act) {
  const button = find(id);
  if (button === null || !possible) return;
  button.hidden = false;
  button.addEventListener("click", () => act(button));
}

/** @param {string | undefined} words */
function tell(words) {
  const told = find("told");
  if (told === null || words === undefined) return;
  told.hidden = false;
  told.textContent = words;
}

// The district that somebody is in. The browser says the place here, and only the district goes into the address.
offer("near", "geolocation" in navigator, (button) => {
  const failed = () => tell(button.dataset.failed);
  navigator.geolocation.getCurrentPosition(
    async ({ coords }) => {
      try {
        const { openDirectory } = await import("./directory.js");
        const district = (await openDirectory()).districtAt(coords.latitude, coords.longitude);
        if (district === null) return failed();
        const choice = find("area");
        if (!(choice instanceof HTMLSelectElement)) return;
        choice.value = district.code;
        if (choice.value === "") choice.value = district.parent ?? "";
        if (choice.value === "") return failed();
        choice.form?.requestSubmit();
      } catch {
        failed();
      }
    },
    failed,
    { enableHighAccuracy: false, maximumAge: 600_000, timeout: 10_000 },
  );
});

offer("share-button", "share" in navigator, () => {
  const card = find("card");
  const text = card instanceof HTMLTextAreaElement ? card.value : document.title;
  navigator.share({ text }).catch(() => {});
});

offer("print-button", true, () => print());

/** @type {Promise<unknown>} */
let registered = Promise.resolve();
let forgotten = false;

// Deletes everything that this browser stores of this site but its history, which no page can change. A worker runs until
// its pages are closed, so it is told to store nothing any more.
offer("forget", true, async (button) => {
  forgotten = true;
  await registered;
  // The page says that all was deleted only if it was.
  let isAll = true;
  await import("./kept.js").then(({ forgetAll }) => forgetAll()).catch(() => (isAll = false));
  const registrations = (await navigator.serviceWorker?.getRegistrations()) ?? [];
  for (const registration of registrations) {
    for (const each of [registration.installing, registration.waiting, registration.active]) each?.postMessage("forget");
    await (await registration.pushManager?.getSubscription())?.unsubscribe();
    await registration.unregister();
  }
  if ("caches" in window) for (const name of await caches.keys()) await caches.delete(name);
  await fetch("/leave", { cache: "no-store" }).catch(() => {});
  if (isAll) tell(button.dataset.done);
});

const field = find("text");
const found = find("found");
const connection = /** @type {{saveData?: boolean} | undefined} */ (Reflect.get(navigator, "connection"));
if (field instanceof HTMLInputElement && found !== null && !connection?.saveData) {
  const begin = async () => (await import("./search.js")).searchWhileTyping(field, found);
  if (document.activeElement === field) begin();
  else field.addEventListener("focus", begin, { once: true });
}

// The worker, which answers while there is no network. Trusted types allow this one address alone.
const set = new URL(import.meta.url).pathname.split("/")[2];
if ("serviceWorker" in navigator && document.body.dataset.private === undefined) {
  const address = `/worker.js?set=${set}`;
  const types = Reflect.get(window, "trustedTypes");
  const trusted = types === undefined ? address : types.createPolicy("sw", { createScriptURL: () => address }).createScriptURL("");
  addEventListener("load", () => {
    if (!forgotten) registered = navigator.serviceWorker.register(trusted).catch(() => {});
  });
}

// The name under which somebody installs the page.
const name = find("app-name");
name?.addEventListener("change", () => {
  const manifest = document.querySelector("link[rel=manifest]");
  if (name instanceof HTMLSelectElement && manifest instanceof HTMLLinkElement) manifest.href = name.value;
});
addEventListener("beforeinstallprompt", (event) => {
  event.preventDefault();
  offer("install", true, () => Reflect.get(event, "prompt").call(event));
});
