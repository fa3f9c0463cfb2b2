// A page that the browser had put aside is shown again: what was typed is gone, and its forms still say what they are about.
// node leave.mjs <leave.js>
import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";

class Field {
  constructor(type, rendered) {
    Object.assign(this, { type, rendered, value: rendered, checked: false });
  }
}
class HTMLInputElement extends Field {}
class HTMLTextAreaElement extends Field {}
class HTMLSelectElement extends Field {}
class HTMLAnchorElement {}
const hidden = new HTMLInputElement("hidden", "63000030");
const text = new HTMLInputElement("search", "what was asked before");
const told = new HTMLTextAreaElement("textarea", "");
const chosen = new HTMLInputElement("radio", "yes");
const button = new HTMLInputElement("submit", "Send");
const district = new HTMLSelectElement("select-one", "en");
const elements = [hidden, text, told, chosen, button, district];
// As the standard has it: a hidden field and a button keep their value, others get back what the page was sent with.
const reset = () => {
  for (const each of elements) {
    each.checked = false;
    if (!["hidden", "submit", "radio"].includes(each.type)) each.value = each.rendered;
  }
};
Object.assign(globalThis, { HTMLInputElement, HTMLTextAreaElement, HTMLSelectElement, HTMLAnchorElement });
globalThis.document = { forms: [{ elements, reset }], body: { dataset: {} }, getElementById: () => null };
const listeners = new Map();
globalThis.addEventListener = (name, then) => listeners.set(name, then);
await import(pathToFileURL(process.argv[2]));

// Of somebody's own case nothing stands there any more when the way out begins.
let left = "";
const main = { remove: () => (left += "emptied ") };
document.querySelector = () => main;
globalThis.location = { replace: (to) => (left += `${document.body.hidden} ${to}`) };
document.body.dataset.private = "case";
listeners.get("pageshow")({ persisted: true });
assert.equal(left, "emptied true /");
delete document.body.dataset.private;

text.value = "typed";
told.value = "typed";
chosen.checked = true;
district.value = "th";
listeners.get("pageshow")({ persisted: false });
assert.equal(text.value, "typed");
listeners.get("pageshow")({ persisted: true });
assert.deepEqual([hidden.value, chosen.value, button.value], ["63000030", "yes", "Send"]);
assert.deepEqual([text.value, told.value, chosen.checked, district.value], ["", "", false, "en"]);
