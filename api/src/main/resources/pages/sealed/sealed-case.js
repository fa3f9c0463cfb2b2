// A case by its receipt, opened on the device: reading, writing a message, another receipt, proof, pushes, erasing. Receipt and
// key live in this module as long as the page does. What stands around the conversation is the service's word.
import { ask, Unanswered } from "./asking.js";
import { changeReceipt, InvalidField, newReceipt, openCase, partsOf, receiptOf, receiptText, sealMessage, solve } from "./envelope.js";
import { about, at, button, field, inLanguage, keeper, language, mend, onLeaving, say, step, tell } from "./sealed-page.js";

/** @typedef {import("./envelope.js").Bytes} Bytes */
/** @typedef {{ receipt: Bytes, lookup: string, hand: string, stored: any, opened: import("./envelope.js").OpenedCase }} Own */

const MOST_WORK = 3;
const MOST_PAGES = 12;
const TAIWAN = { timeZone: "Asia/Taipei", dateStyle: /** @type {const} */ ("medium"), timeStyle: /** @type {const} */ ("short") };

/** @type {Own | null} */
let own = null;
/** A message that was sealed and not answered yet.
 * @type {{ words: string, urgency: string | null, entry: import("./envelope.js").EntryInput } | null}
 */
let message = null;
/** A receipt that somebody was shown and has not taken yet.
 * @type {Bytes | null}
 */
let another = null;
/** How many entries of the case this page has seen: fewer later are an older state. */
let seen = 0;

onLeaving(() => {
  own?.receipt.fill(0);
  another?.fill(0);
  own = message = another = null;
});

/** Gives the buttons of a case what they do. */
export function startCase() {
  if (document.getElementById("ask") !== null) {
    const show = button("show", typed);
    show.disabled = false;
    field("receipt").addEventListener("keydown", (event) => {
      if (event.key === "Enter") show.click();
    });
  }
  button("look", () => withCase(({ receipt }) => showCase(receipt)));
  button("add", () => withCase(add));
  button("change", () => withCase(change));
  button("proof", () => withCase(prove));
  button("push-on", () => withCase(pushOn));
  button("push-off", () => withCase(pushOff));
  button("erase", () => withCase(erase));
}

/** @param {(mine: Own) => Promise<void>} work */
async function withCase(work) {
  if (own === null) return;
  mend(null);
  await work(own);
}

async function typed() {
  mend(null);
  const receipt = receiptOf(field("receipt").value);
  if (receipt === null) return mend(say("receipt.invalid"), "receipt");
  tell(say("asking"));
  await showCase(receipt);
}

/** Opens a case and shows it.
 * @param {Bytes} receipt
 * @throws {Unanswered}
 */
export async function showCase(receipt) {
  const { lookup } = await partsOf(receipt);
  const stored = await ask("case", { lookup });
  if (stored === null) return mend(say("case.unknown"), document.getElementById("receipt") === null ? undefined : "receipt");
  await show(receipt, stored);
}

/** @param {Bytes} receipt
 * @param {any} answered
 * @returns {Promise<boolean>} whether it is the case of this receipt
 */
async function show(receipt, answered) {
  const { lookup, hand } = await partsOf(receipt);
  const stored = { ...answered, entries: await allEntries(lookup, answered.entries) };
  const opened = await openCase(receipt, stored);
  if (opened === null) {
    mend(say("notYours"));
    return false;
  }
  const older = stored.entries.length < seen;
  seen = Math.max(seen, stored.entries.length);
  own = { receipt, lookup, hand, stored, opened };
  // The typed receipt is not needed any more.
  if (document.getElementById("receipt") !== null) field("receipt").value = "";
  step("case");
  about(receipt);
  showFacts(stored.view);
  showTalk(stored, opened);
  if (older) mend(say("older"));
  const unread = stored.entries.filter((/** @type {any} */ each) => each.unread);
  if (unread.length > 0) {
    // Marked as read only now that they have opened.
    ask("read", { input: { lookup, hand, position: unread[unread.length - 1].position } }).catch(() => {});
  }
  return true;
}

/** All entries of a case; an answer has the last hundred.
 * @param {string} lookup
 * @param {any[]} last
 */
async function allEntries(lookup, last) {
  let all = last;
  for (let pages = 0; pages < MOST_PAGES && all.length > 0 && all[0].position > 0; pages++) {
    const earlier = await ask("earlier", { lookup, before: all[0].id });
    if (earlier === null || earlier.entries.length === 0) break;
    all = [...earlier.entries, ...all];
  }
  return all;
}

/** @param {any} view */
function showFacts(view) {
  /** @type {Record<string, string | null>} */
  const facts = {
    status: inLanguage(view, "statusName"),
    office: inLanguage(view, "office"),
    reference: view.reference,
    expiresOn: view.expiresOn,
    throughServiceOn: view.throughServiceOn,
    dueBy: view.dueBy === null ? null : new Date(view.dueBy).toLocaleString(language, TAIWAN),
  };
  for (const [name, text] of Object.entries(facts)) {
    const fact = /** @type {HTMLElement} */ (at("facts").querySelector(`[data-fact=${name}]`));
    fact.textContent = text;
    if (fact.parentElement !== null) fact.parentElement.hidden = text === null;
  }
  showPush(view.pushEnabled);
  const exercise = inLanguage(view, "exerciseText");
  at("exercise").hidden = exercise === null;
  at("exercise").textContent = exercise;
  at("staffed").textContent = inLanguage(view.staffed, "text");
  at("timeline").replaceChildren(...view.timeline.map((/** @type {any} */ event) => element("li", [event.on + " " + inLanguage(event, "text")])));
  at("referrals").hidden = view.referrals.length === 0;
  at("referrals").querySelector("ul")?.replaceChildren(...view.referrals.map(card));
}

/** A line to turn to, with its first number.
 * @param {any} resource
 */
function card(resource) {
  const name = element("a", [inLanguage(resource, "name") ?? resource.key]);
  name.setAttribute("href", `/lines/${encodeURIComponent(resource.key)}?lang=${language}`);
  name.className = "govuk-link";
  const shown = element("li", [element("p", [name])]);
  shown.className = "sw-card";
  const contact = resource.contacts.find((/** @type {any} */ each) =>
    each.coverage.length === 0 && /^(tel|sms):[+0-9,]+$/.test(each.telUri ?? each.smsUri ?? ""));
  if (contact !== undefined) {
    const call = element("a", [say(contact.telUri ? "card.call" : "card.sms"), " ", contact.dial]);
    call.setAttribute("href", contact.telUri ?? contact.smsUri);
    call.className = "sw-call";
    shown.append(element("p", [call]));
  }
  return shown;
}

/** @param {any} stored
 * @param {import("./envelope.js").OpenedCase} opened
 */
function showTalk(stored, opened) {
  at("talk").replaceChildren(
    ...opened.entries.map(({ content, fromStaff, moved }, place) => {
      const head = element("p", [say(fromStaff ? "case.theirs" : "case.ours"), " ", stored.entries[place].on]);
      head.className = "govuk-body-s";
      const words = element("p", [content === null ? say("unreadable") : visible(content.get("words") ?? "")]);
      words.className = fromStaff ? "sw-talk" : "sw-talk sw-ours";
      const warning = element("p", [say("case.outOfOrder")]);
      warning.className = "sw-told";
      return element("li", moved ? [head, warning, words] : [head, words]);
    }),
  );
}

/** Shows direction marks as squares: they could show words in another order.
 * @param {string} words
 */
const visible = (words) => words.replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "\u25a1");

/** @param {string} name @param {(Node | string)[]} content */
function element(name, content) {
  const made = document.createElement(name);
  made.append(...content);
  return made;
}

/** A message; a further try sends the same one.
 * @param {Own} mine
 */
async function add(mine) {
  const words = field("message").value;
  const urgency = field("danger-now").checked ? "IMMEDIATE_DANGER" : null;
  if (message?.words !== words || message.urgency !== urgency) {
    try {
      const entry = await sealMessage(mine.opened, receiptText(newReceipt()), words, urgency);
      message = { words, urgency, entry };
    } catch (wrong) {
      if (!(wrong instanceof InvalidField)) throw wrong;
      return mend(say(wrong.code === "TOO_LONG" ? "TOO_LONG_WORDS" : wrong.code), "message");
    }
  }
  tell(say("sending"));
  try {
    await deliver(mine, message);
  } catch (fault) {
    if (!(fault instanceof Unanswered)) throw fault;
    mend(say("unsure"));
  }
}

/** @param {Own} mine
 * @param {{ urgency: string | null, entry: import("./envelope.js").EntryInput }} sent
 */
async function deliver(mine, { urgency, entry }) {
  const input = { lookup: mine.lookup, hand: mine.hand, entry, urgency };
  let proof;
  for (let work = 0; ; ) {
    const answer = await ask("message", { input: proof === undefined ? input : { ...input, proof } });
    if (answer.code === "PROOF_REQUIRED" && work++ < MOST_WORK) {
      tell(say("work"));
      const { challenge, difficulty } = answer.proofChallenge;
      proof = { challenge, solution: await solve(challenge, difficulty, mine.lookup, entry.id) };
      continue;
    }
    if (answer.code !== undefined) return mend(say(answer.code === "UNKNOWN_CASE" ? "case.unknown" : answer.code));
    if (!(await show(mine.receipt, answer.case))) return;
    message = null;
    field("message").value = "";
    field("danger-now").checked = false;
    return tell(say("case.added"));
  }
}

/** Another receipt is shown first, and taken with a second press. It is said to be valid only once the answer opens with it;
 * until then both are shown.
 * @param {Own} mine
 */
async function change(mine) {
  const press = at("change");
  at("changed").hidden = true;
  if (another === null) {
    another = newReceipt();
    at("another-shown").textContent = receiptText(another);
    at("another").hidden = false;
    const first = press.textContent ?? "";
    press.textContent = press.dataset.then ?? "";
    press.dataset.then = first;
    return;
  }
  const fresh = another;
  // Kept beside the old one first, so that a kept receipt leads to the case, however this ends.
  const isKept = await keeper?.add(fresh, mine.receipt);
  const answer = await ask("change", { input: await changeReceipt(mine.receipt, mine.stored, fresh) });
  if (answer.code !== undefined) {
    if (answer.code === "RECEIPT_ALREADY_USED") {
      await keeper?.drop(fresh);
      hideAnother();
    }
    return mend(say(answer.code === "UNKNOWN_CASE" ? "case.unknown" : answer.code === "RECEIPT_ALREADY_USED" ? "case.receiptTaken" : answer.code));
  }
  if (!(await show(fresh, answer.case))) return;
  await keeper?.drop(mine.receipt);
  mine.receipt.fill(0);
  hideAnother();
  at("changed-shown").textContent = receiptText(fresh);
  at("changed-kept").textContent = say(isKept ? "keep.renewed" : "keep.old");
  at("changed").hidden = false;
  at("changed").scrollIntoView();
}

function hideAnother() {
  const press = at("change");
  another = null;
  at("another").hidden = true;
  at("another-shown").textContent = "";
  const then = press.textContent ?? "";
  press.textContent = press.dataset.then ?? "";
  press.dataset.then = then;
}

/** @param {Own} mine */
async function prove(mine) {
  const proof = await ask("proof", { lookup: mine.lookup });
  if (proof === null) return mend(say("case.unknown"));
  const shown = at("proof-shown");
  [inLanguage(proof, "statement"), proof.office + " " + proof.issuedOn, proof.signed].forEach((text, place) => {
    shown.children[place].textContent = text;
  });
  shown.hidden = false;
}

/** @param {boolean} isOn */
function showPush(isOn) {
  at("push-on").hidden = isOn;
  at("push-off").hidden = !isOn;
}

/** Only the pages that anybody may open install a worker; this one uses it where it is there.
 * @returns {Promise<ServiceWorkerRegistration | undefined>}
 */
const worker = async () => navigator.serviceWorker?.getRegistration("/");

/** The permission is asked for here and nowhere else, after the page has said what it means.
 * @param {Own} mine
 */
async function pushOn(mine) {
  const registration = await worker();
  if (registration === undefined) return mend(say("pushFirst"));
  const key = await ask("pushKey");
  /** @type {PushSubscription | undefined} */
  let subscription;
  try {
    if (key !== null) subscription = await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
  } catch {
    // Refused by the person, or not possible here: the same words for both.
  }
  if (subscription === undefined) return mend(say("pushRefused"));
  const input = { lookup: mine.lookup, hand: mine.hand, token: JSON.stringify(subscription) };
  const answer = await ask("pushOn", { input });
  if (answer.code !== undefined) return mend(say(answer.code === "UNKNOWN_CASE" ? "case.unknown" : answer.code));
  showPush(true);
  tell(say("pushOn"));
}

/** @param {Own} mine */
async function pushOff(mine) {
  const answer = await ask("pushOff", { input: { lookup: mine.lookup, hand: mine.hand } });
  if (answer.code !== undefined) return mend(say(answer.code === "UNKNOWN_CASE" ? "case.unknown" : answer.code));
  await (await (await worker())?.pushManager?.getSubscription())?.unsubscribe();
  showPush(false);
  tell(say("pushOff"));
}

/** @param {Own} mine */
async function erase(mine) {
  if (!field("sure").checked) return mend(say("case.eraseFirst"), "sure");
  const answer = await ask("erase", { input: { lookup: mine.lookup, hand: mine.hand } });
  if (answer.code !== undefined) return mend(say(answer.code === "UNKNOWN_CASE" ? "case.unknown" : answer.code));
  for (const each of document.querySelectorAll("[translate=no]")) each.textContent = "";
  field("message").value = "";
  await keeper?.drop(mine.receipt);
  about(null);
  mine.receipt.fill(0);
  own = null;
  at("gone-text").textContent = inLanguage(answer, "text");
  step("gone");
}
