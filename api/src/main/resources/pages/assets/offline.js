// The page without a network: lines by whether they are open now, computed here, from the copy and its age.
import { clock, openDirectory, showCards } from "./directory.js";

const MOST = 12;
const KINDS = ["EMERGENCY", "HOTLINE", "CHAT"];

const found = document.getElementById("now");
const list = found?.querySelector("ul");
const told = document.getElementById("age");
const language = document.documentElement.lang;

async function show() {
  if (found === null || list === null || list === undefined) return;
  const directory = await openDirectory();
  showCards(list, found, directory, directory.open(KINDS, language, new Date()).slice(0, MOST), null);
  for (const part of [found, document.getElementById("device-search"), document.getElementById("keep")]) {
    if (part !== null) part.hidden = false;
  }
  if (told === null) return;
  const day = new Intl.DateTimeFormat([language, "en"], { timeZone: "Asia/Taipei", dateStyle: "medium" }).format(directory.asOf);
  told.textContent = (told.dataset.asOf ?? "").replace("{time}", `${day} ${clock(directory.asOf, language)}`);
  told.hidden = false;
}

show().catch(() => {
  const none = document.getElementById("no-copy");
  if (none !== null) none.hidden = false;
});
// What is open changes while the page is looked at.
setInterval(() => show().catch(() => {}), 60_000);
document.getElementById("device-search")?.addEventListener("submit", (event) => event.preventDefault());
