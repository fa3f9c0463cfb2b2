// node dist/main.js <url of the service> [texts [<url of the stand-in for push services>]]
//
// With `texts` for a service that does not know this app's documents, as one in development; another word sends ids. With
// the address of a stand-in, the push is awaited there, since nobody can send one to this program.
//
// What an app does in its life, once in each language, as one run.
import { Client, type Language, NoAnswer, pause } from "./client.js";
import { OfflineCopy, type Shelf } from "./copy.js";
import { EmergencyNumbers, EnablePush, EraseCase, MyCase, News, WhoAnswersNow } from "./documents.js";
import { newReceipt, parseReceipt } from "./receipt.js";
import { report } from "./report.js";
import { SealedConversation, SealedReport } from "./sealed.js";

declare const process: { argv: string[] };

const DAAN = "63000030";
const LANGUAGES: Language[] = ["zh-TW", "en", "vi", "id", "th", "fil"];

const [, , service = "http://127.0.0.1:8080", documents, standIn] = process.argv;
const client = new Client(service, "en", documents === "texts");

for (const language of LANGUAGES) {
  client.language = language;
  const { emergencyNumbers } = await client.ask(EmergencyNumbers, { area: DAAN });
  const { resources } = await client.ask(WhoAnswersNow, { area: DAAN, topics: ["DOMESTIC_VIOLENCE"] });
  const open = resources?.nodes[0];
  console.log(`${language}: ${emergencyNumbers.map(({ name }) => name).join(", ")}; open now: ${open?.name}, ${open?.hours?.inWords}`);
}

let kept: string | null = null;
const shelf: Shelf = {
  read: async () => kept,
  write: async (text) => {
    kept = text;
  },
};
const loaded = await new OfflineCopy(service, shelf).refresh();
const asked = await new OfflineCopy(service, shelf).refresh();
console.log(`a copy: ${loaded}, then ${asked}`);
const offline = new OfflineCopy("http://127.0.0.1:9", shelf);
console.log(`offline: ${await offline.refresh()}`);
const directory = await offline.directory();
for (const language of LANGUAGES) {
  console.log(`offline, ${language}: ${directory?.card("tw.hotline.113", new Date(), language)?.split("\n")[2]}`);
}

client.language = "en";
const receipt = newReceipt();
if (parseReceipt(receipt.toLowerCase().replaceAll("-", " ")) !== receipt) {
  throw new Error("a receipt that was typed in is not the one that was shown");
}
const form = {
  receipt,
  topic: "CHILD_PROTECTION",
  urgency: "URGENT",
  words: "The child on the third floor cries every night and has bruises.",
  area: DAAN,
} as const;
const result = await report(client, form, (bits) => console.log(`work of ${bits} bits`));
if (result.__typename !== "CaseReceived") {
  throw new Error(`${result.code}: ${result.message}`);
}
console.log(`received: ${result.view.statusName}, ${result.view.office}`);

const again = await report(client, form, () => {});
console.log(`a retry: ${again.__typename}`);

const { caseView } = await client.ask(MyCase, { receipt });
console.log(`read: ${caseView?.status}, ${caseView?.messages.length} message`);

const stop = new AbortController();
for await (const { caseNews } of client.events(News, { receipt }, stop.signal)) {
  console.log(`news: ${caseNews.status}`);
  break;
}
stop.abort();

// Firebase's SDK gives an app its token; this one has the form of one.
const token = `sample00001:APA91b${newReceipt().replaceAll("-", "").repeat(5)}`;
const shown = await pushes();
const { enablePush } = await client.ask(EnablePush, { input: { receipt, token } });
console.log(`push: ${enablePush.__typename}`);
if (standIn !== undefined) {
  let more = shown;
  for (let tries = 0; more.length === shown.length && tries < 120; tries++) {
    await pause(500);
    more = await pushes();
  }
  console.log(`pushed: ${JSON.stringify(more[shown.length]?.data)}`);
}

/** All pushes that the stand-in was sent, as a phone gets them. */
async function pushes(): Promise<{ data: object }[]> {
  return standIn === undefined ? [] : ((await (await fetch(`${standIn}/pushes`)).json()) as { data: object }[]);
}

try {
  await client.ask(MyCase, { receipt: "KQZKB-6FAGN-QV2BJ-Q40GY-4GE0S" });
} catch (failure) {
  console.log(`a mistyped receipt: ${failure instanceof NoAnswer ? failure.problems[0]?.extensions?.code : failure}`);
}

const { eraseCase } = await client.ask(EraseCase, { input: { receipt } });
const { caseView: gone } = await client.ask(MyCase, { receipt });
console.log(`erased: ${eraseCase.__typename}, ${gone === null ? "nothing to read any more" : "still there"}`);

// The same so that only the centre can read it.
const sealing = new Client(service, "*", documents === "texts", true);
const keysets = await SealedReport.keysets(sealing);
const concern = { topic: "CHILD_PROTECTION", urgency: "URGENT", words: form.words, area: DAAN };
const sealedReport = new SealedReport(sealing);
const sent = await sealedReport.send(concern, "en", keysets);
console.log(`sealed: ${sent.is}`);
const resent = await sealedReport.send(concern, "en", keysets);
console.log(`sealed, a retry: ${resent.is}`);
const twoYearsOff = new Date(Date.now() + 2 * 365 * 86_400_000);
console.log(`sealed, with a wrong date: ${(await new SealedReport(sealing).send(concern, "en", keysets, twoYearsOff)).is}`);

const conversation = new SealedConversation(sealing, sealedReport.receipt);
const first = await conversation.read();
console.log(`sealed, a message: ${first && (await conversation.write(first.opened, "m-1", "They have moved to her aunt."))}`);
const second = await conversation.read();
console.log(`sealed, read: ${second?.opened.entries.map(({ content }) => content?.get("words")).join(" | ")}`);
console.log(`sealed, erased: ${await conversation.erase()}, ${(await conversation.read()) === null ? "nothing to read any more" : "still there"}`);
