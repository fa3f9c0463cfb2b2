// The form behind a poster's QR code, /r#CODE.KIND.AREA. What stands behind # reaches no server by itself; it is moved
// into the form's fields, and out of the address, before anything else; also what is none of our codes. The link to another
// form takes it along.
const given = location.hash.slice(1);
if (given !== "") history.replaceState(null, "", location.pathname + location.search);
for (const link of document.querySelectorAll("a[data-plain]")) /** @type {HTMLAnchorElement} */ (link).hash = given;
let read = given;
try {
  read = decodeURIComponent(given);
} catch {
  // A malformed %-sequence: the parts that are not escaped can still be read.
}
const [code, kind, area] = read.split(".");
if (code) {
  /** @param {string} name @param {string | undefined} value */
  const fill = (name, value) => {
    const field = document.querySelector(`[data-poster=${name}]`);
    if (value === undefined || field === null) return;
    if (field instanceof HTMLSelectElement) {
      if ([...field.options].some((option) => option.value === value)) field.value = value;
    } else if (field instanceof HTMLInputElement) {
      field.value = value;
    }
  };
  if (/^[0-9A-Za-z-]{1,40}$/.test(code)) fill("code", code);
  if (/^[A-Z_]{1,40}$/.test(kind ?? "")) fill("kind", kind);
  if (/^[0-9]{1,12}$/.test(area ?? "")) fill("area", area);
  // Fields that the code fills in are hidden.
  for (const typed of document.querySelectorAll("[data-poster-typed]")) {
    if (typed instanceof HTMLElement) typed.hidden = true;
  }
}
export {};
