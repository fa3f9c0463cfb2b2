// Reporting a concern and asking for help: reads the fields, seals, sends. Until an answer came, receipt, key and sealed form
// are kept in this page alone, so that sending again is the same request; they go with the page.
import { nameOf } from "./anchors.js";
import { ask, Unanswered } from "./asking.js";
import { InvalidField, newReceipt, openCase, partsOf, receiptText, sealConcern, sealHelp, solve, wrapAgain } from "./envelope.js";
import { showCase } from "./sealed-case.js";
import { about, alone, at, button, field, language, mend, onLeaving, say, step, tell } from "./sealed-page.js";

/** @typedef {import("./sealed.js").Keys} Keys */
/** @typedef {import("./envelope.js").Bytes} Bytes */

const NEEDED = ["urgency", "topic", "words", "area"];
const MOST_WRAPS = 2;
const MOST_WORK = 3;

/** The receipt of this page's form; it stays the same, so that all tries count once.
 * @type {Bytes | null}
 */
let receipt = null;
/** What was sealed, and the fields that it was sealed from.
 * @type {{ fields: string, sealed: import("./envelope.js").SubmitInput } | null}
 */
let draft = null;
/** Whether something was sent of which nobody knows whether it arrived. */
let isUnsure = false;

onLeaving(() => {
  receipt?.fill(0);
  receipt = null;
  draft = null;
});

/** @param {string} id */
const value = (id) => field(id).value.trim();
/** @param {string} name */
const chosen = (name) => /** @type {HTMLInputElement | null} */ (document.querySelector(`input[name=${name}]:checked`))?.value ?? "";
/** @param {string} list */
const ticked = (list) =>
  [...document.querySelectorAll(`input[data-list=${list}]:checked`)].map((each) => /** @type {HTMLInputElement} */ (each).value);
/** @param {string} answer */
const yesOrNo = (answer) => (answer === "" ? null : answer === "yes");

const common = () => ({
  urgency: chosen("urgency"),
  topic: chosen("topic"),
  words: field("words").value,
  area: value("area"),
  indicators: ticked("indicators"),
});

const concern = () => ({
  ...common(),
  childInvolved: yesOrNo(value("childInvolved")),
  place: value("place"),
  person: value("person"),
  // A browser writes it without an offset; it is Taiwan's time.
  observedAt: value("observedAt") === "" ? null : value("observedAt").replace(" ", "T") + "+08:00",
  gatekeeperKind: value("gatekeeperKind") || null,
  siteCode: value("siteCode"),
});

/** From when until when; a browser may write seconds. */
const times = () => /** @type {HTMLInputElement[]} */ ([...document.querySelectorAll("input[type=time]")]);

const period = () => {
  const [from, to] = times().map((each) => each.value.slice(0, 5));
  return from ? [{ from, to }] : [];
};

const help = () => ({
  ...common(),
  contact: value("contact"),
  contactKind: value("contactKind") || null,
  interpreter: value("interpreter") || null,
  safeToContact: value("safeToContact"),
  safeTimes: {
    by: ticked("by"),
    days: ticked("days").map(Number),
    periods: period(),
    mayLeaveMessage: yesOrNo(value("mayLeaveMessage")),
  },
});

/** Lets the form send.
 * @param {string} form CONCERN or HELP
 * @param {Keys} keys
 */
export function startForm(form, keys) {
  const send = button("send", () => submit(form, keys));
  const area = field("area");
  const named = new URLSearchParams(location.search).get("area");
  if (area.value === "" && named !== null) area.value = named;
  area.addEventListener("change", () => showOffice(keys, area.value));
  showOffice(keys, area.value);
  button("see", async () => {
    if (receipt !== null) await showCase(receipt);
  });
  for (const link of document.querySelectorAll("a[data-plain]")) {
    link.addEventListener("click", (event) => {
      if (!isUnsure) return;
      event.preventDefault();
      alone("plain", () => leaveForPlain(/** @type {HTMLAnchorElement} */ (link).href));
    });
  }
  addEventListener("online", () => {
    if (isUnsure) alone("send", () => submit(form, keys));
  });
  send.disabled = false;
}

/** To whom it goes stands above the button before anything is sent.
 * @param {Keys} keys
 * @param {string} area
 */
function showOffice(keys, area) {
  const centre = area === "" ? null : keys.centreOf(area);
  const to = at("goes-to");
  to.hidden = area === "";
  to.textContent = centre === null ? say("NOT_SERVED_HERE") : say("to", { office: nameOf(centre, language).text });
}

/** @param {string} form @param {Keys} keys */
async function submit(form, keys) {
  mend(null);
  const told = form === "HELP" ? help() : concern();
  const missing = NEEDED.find((name) => /** @type {any} */ (told)[name].trim() === "");
  if (missing !== undefined) return mend(say("form.missing." + missing), missing);
  const open = times().filter((each) => each.value === "");
  if (open.length === 1) return mend(say("help.bothTimes"), open[0].id);
  const centre = keys.centreOf(told.area);
  if (centre === null) return mend(say("NOT_SERVED_HERE"), "area");
  const keyset = await keys.keyset(centre);
  if (keyset === null) return mend(say("fail.keys"));
  tell(say("sending"));
  receipt ??= newReceipt();
  const fields = JSON.stringify(told);
  if (draft?.fields !== fields) {
    const sealing = { keyset, language, now: new Date() };
    try {
      const sealed = form === "HELP" ? await sealHelp(receipt, /** @type {any} */ (told), sealing) : await sealConcern(receipt, told, sealing);
      draft = { fields, sealed };
    } catch (wrong) {
      if (!(wrong instanceof InvalidField)) throw wrong;
      return mend(say(wordsOf(wrong)), wrong.field);
    }
  }
  isUnsure = true;
  try {
    await deliver(receipt, draft, keys, centre);
  } catch (fault) {
    if (!(fault instanceof Unanswered)) throw fault;
    mend(say("unsure"));
  }
}

/** @param {InvalidField} wrong */
function wordsOf({ field: name, code }) {
  if (name === "observedAt") return "report.observedWrong";
  return code === "TOO_LONG" && name === "words" ? "TOO_LONG_WORDS" : code;
}

/** @param {Bytes} mine
 * @param {{ fields: string, sealed: import("./envelope.js").SubmitInput }} sent
 * @param {Keys} keys
 * @param {import("./anchors.js").Anchor} centre
 */
async function deliver(mine, sent, keys, centre) {
  let proof;
  for (let wraps = 0, work = 0; ; ) {
    const answer = await ask("submit", { input: proof === undefined ? sent.sealed : { ...sent.sealed, proof } });
    if (answer.code === undefined) return received(mine, answer.case);
    if (answer.code === "PROOF_REQUIRED" && work++ < MOST_WORK) {
      tell(say("work"));
      const { challenge, difficulty } = answer.proofChallenge;
      proof = { challenge, solution: await solve(challenge, difficulty, sent.sealed.lookup, sent.sealed.entry.id) };
    } else if (answer.code === "GENERATION_NOT_USABLE" && wraps++ < MOST_WRAPS) {
      keys.renew(answer.keysets);
      const keyset = await keys.keyset(centre);
      if (keyset === null) return refused("TRY_LATER");
      sent.sealed = await wrapAgain(sent.sealed, mine, keyset);
    } else if (answer.code === "RECEIPT_ALREADY_USED") {
      return arrivedEarlier(mine);
    } else {
      return refused(answer.code === "GENERATION_NOT_USABLE" ? "TRY_LATER" : answer.code);
    }
  }
}

/** Nothing of it was kept: the fields stay as they are.
 * @param {string} code
 */
function refused(code) {
  isUnsure = code === "TEMPORARILY_UNAVAILABLE";
  mend(say(code), code === "UNKNOWN_AREA" || code === "NOT_SERVED_HERE" ? "area" : undefined);
}

/** Believes only what opens under the receipt.
 * @param {Bytes} mine
 * @param {import("./envelope.js").StoredCase} stored
 */
async function received(mine, stored) {
  const opened = await openCase(mine, stored);
  if (opened === null || opened.entries.length === 0) return mend(say("notYours"));
  draft = null;
  isUnsure = false;
  showDuties();
  emptyForm();
  at("receipt-shown").textContent = receiptText(mine);
  step("received");
  about(mine);
}

/** What the law asks of the sender's capacity; the page holds it for all of them, so that nobody is asked for one. */
function showDuties() {
  const kind = /** @type {HTMLSelectElement | null} */ (document.getElementById("gatekeeperKind"))?.value ?? "";
  const all = /** @type {HTMLTemplateElement} */ (at("duties-by-kind")).content;
  const own = [...all.children].find((each) => each instanceof HTMLElement && each.dataset.kind === kind);
  at("duties").hidden = own === undefined;
  at("duties").replaceChildren(...(own === undefined ? [] : [own.cloneNode(true)]));
}

/** The words were changed after a try whose answer was lost, and that try had arrived: what was changed goes into a message.
 * @param {Bytes} mine
 */
async function arrivedEarlier(mine) {
  const words = field("words").value;
  const { lookup } = await partsOf(mine);
  const stored = await ask("case", { lookup });
  if (stored === null) return refused("RECEIPT_ALREADY_USED");
  await received(mine, stored);
  if (draft !== null) return;
  await showCase(mine);
  field("message").value = words;
  tell(say("earlier"));
}

/** After a try with an unknown outcome the plain form might make a second case of the same words, in clear: it is opened only
 * when the service says that the first one did not arrive.
 * @param {string} address
 */
async function leaveForPlain(address) {
  if (receipt === null) return;
  tell(say("asking"));
  const { lookup } = await partsOf(receipt);
  try {
    const stored = await ask("case", { lookup });
    if (stored === null) return location.assign(address);
    await received(receipt, stored);
  } catch (fault) {
    if (!(fault instanceof Unanswered)) throw fault;
    mend(say("unsure"));
  }
}

function emptyForm() {
  for (const each of at("write").querySelectorAll("input, textarea, select")) {
    if (each instanceof HTMLInputElement && (each.type === "radio" || each.type === "checkbox")) each.checked = false;
    else /** @type {HTMLInputElement} */ (each).value = "";
  }
}
