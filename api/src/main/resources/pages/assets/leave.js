// Leaving quickly. The link with the id "leave" names the neutral page and works without this script; with it, the page's
// own address leaves the history too, and Shift or Escape three times does the same as the link.
//
// Nothing that a page does after `location.replace` delays the way out: the neutral page is asked for first.

const TIMES = 3;
const WITHIN = 5000;
const FIXED = ["hidden", "submit", "button", "reset", "image", "checkbox", "radio"];

/** Where the way out leads; this site's own first page if a page names none. */
export function neutral() {
  const link = document.getElementById("leave");
  return link instanceof HTMLAnchorElement ? link.href : "/";
}

/** Clears what somebody typed, and resets what they chose. Values that the page itself set stay, because its forms need
 * them when the page is shown again.
 */
export function emptyFields() {
  for (const form of document.forms) {
    form.reset();
    for (const field of form.elements) {
      const typed = field instanceof HTMLTextAreaElement || (field instanceof HTMLInputElement && !FIXED.includes(field.type));
      if (typed) field.value = "";
    }
  }
}

/** Leaves at once, and only then clears up. */
export function leave() {
  location.replace(neutral());
  emptyFields();
  document.body.hidden = true;
  // On the navigation itself, `Clear-Site-Data` would delay the neutral page for seconds. A browser obeys it only where
  // credentials could be sent; there are none. One request of a page that goes away can be lost, so there are two.
  const clear = () => fetch("/leave", { keepalive: true, cache: "no-store" }).catch(() => {});
  addEventListener("pagehide", clear, { once: true });
  clear();
}

/** Counts a key that is pressed alone; calls back at the third time in five seconds.
 * @param {string} key
 * @param {() => void} done
 */
export function thrice(key, done) {
  let alone = false;
  /** @type {number[]} */
  let times = [];
  addEventListener("keydown", (event) => {
    alone = event.key === key && !event.ctrlKey && !event.altKey && !event.metaKey;
    times = alone ? times : [];
  });
  addEventListener("keyup", (event) => {
    if (event.key !== key || !alone) return;
    alone = false;
    const now = performance.now();
    times = [...times.filter((time) => now - time < WITHIN), now];
    if (times.length === TIMES) {
      times = [];
      done();
    }
  });
}

document.getElementById("leave")?.addEventListener("click", (event) => {
  event.preventDefault();
  leave();
});
thrice("Shift", leave);
thrice("Escape", leave);

/** Leaves a page that nobody may see again: it shows nothing, however long the neutral page takes. */
function vanish() {
  document.body.hidden = true;
  document.querySelector("main")?.remove();
  location.replace(neutral());
}

// A page that the browser had put aside, shown again by Back: Chrome also keeps pages that may not be stored.
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  emptyFields();
  if (document.body.dataset.private !== undefined) vanish();
});

// A page of somebody's own case that Back loads anew: some browsers send its form again without asking.
const [loaded] = performance.getEntriesByType("navigation");
if (
  document.body.dataset.private === "case" &&
  loaded instanceof PerformanceNavigationTiming &&
  loaded.type === "back_forward"
) {
  vanish();
}
