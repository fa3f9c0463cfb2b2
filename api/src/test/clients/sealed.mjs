// What an app does with envelope.js between two requests; the requests themselves are the caller's.
// node sealed.mjs forms <envelope.js> <in.json> <out.json>   seals a concern and a request for help
// node sealed.mjs read <envelope.js> <in.json> <out.json>    opens an answer, and writes a message
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [, , what, module, given, made] = process.argv;
const e = await import(pathToFileURL(module));

const CONCERN = {
  topic: "CARE_BURDEN", otherTopics: ["PARENTING", "ECONOMIC"], indicators: ["SUICIDAL_THOUGHTS"], childInvolved: false, urgency: "ROUTINE",
  words: "樓上一直有哭聲\v第二行\u0007", area: "63000030", place: "三樓 \u3000", person: "\u200b", observedAt: "2026-11-27T18:20:30.987+08:00",
  gatekeeperKind: "HOUSING_MANAGER", siteCode: "not-a-code",
};
const HELP = {
  topic: "OTHER", indicators: ["SUICIDAL_THOUGHTS"], urgency: "ROUTINE", words: "Tôi cần giúp", area: "63000030", contact: "0912345678",
  contactKind: "SMS", safeToContact: "白天", interpreter: "vi",
  safeTimes: { days: [5, 1, 9], periods: [{ from: "22:00", to: "1:00" }, { from: "9:00", to: "24:00" }], by: ["PHONE", "MESSAGE"], mayLeaveMessage: false },
};

async function forms({ keysets, anchor }) {
  const keyset = await e.usableKeyset(keysets, anchor, new Date());
  const sealing = { keyset, language: "vi", now: new Date() };
  const each = async (seal, form) => {
    const receipt = e.newReceipt();
    const text = e.receiptText(receipt);
    return { receipt: text, ...(await e.partsOf(receipt)), sealed: await seal(receipt, form, sealing), plain: { receipt: text, ...form } };
  };
  return { concern: await each(e.sealConcern, CONCERN), help: await each(e.sealHelp, HELP) };
}

async function read({ receipt, case: stored }) {
  const opened = await e.openCase(e.receiptOf(receipt), stored);
  return {
    words: opened.entries.map(({ content }) => content?.get("words") ?? null),
    moved: opened.entries.map(({ moved }) => moved),
    message: await e.sealMessage(opened, "m-1", "謝謝，門口有燈了", "URGENT"),
  };
}

writeFileSync(made, JSON.stringify(await { forms, read }[what](JSON.parse(readFileSync(given, "utf8")))));
