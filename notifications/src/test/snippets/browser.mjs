// As much of a browser as the README's snippets touch; prints what they did.
import { readFileSync } from 'node:fs';
import vm from 'node:vm';

const [, , page, worker] = process.argv;

async function notified(language) {
  const handlers = {};
  const shown = [];
  const opened = [];
  const waits = [];
  const self = {
    navigator: { language },
    addEventListener: (name, handler) => (handlers[name] = handler),
    registration: { showNotification: async (title, options) => shown.push({ title, ...options }) },
    clients: { openWindow: async (address) => opened.push(address) },
  };
  vm.runInNewContext(readFileSync(worker, 'utf8'), { self });
  const event = (more) => ({ waitUntil: (promise) => waits.push(promise), ...more });
  // Whatever a push holds, and however often it comes, this is what is shown.
  handlers.push(event({ data: { json: () => ({ shouwang: 'news' }) } }));
  handlers.push(event({ data: null }));
  let closed = false;
  handlers.notificationclick(event({ notification: { close: () => (closed = true) } }));
  await Promise.all(waits);
  return { language, shown, opened, closed };
}

async function subscribed(pushKey) {
  const asked = [];
  const registration = {
    pushManager: {
      subscribe: async (options) => {
        asked.push(options);
        return { endpoint: 'https://push.example.org/1', keys: { p256dh: 'p', auth: 'a' } };
      },
    },
  };
  const sent = [];
  const ask = async (document, variables) => {
    sent.push({ document, variables });
    return document.includes('pushKey') ? { pushKey } : { enablePush: { promise: 'a promise' } };
  };
  const context = { JSON };
  vm.runInNewContext(`${readFileSync(page, 'utf8')}\nthis.tellMe = tellMe;`, context);
  const said = await context.tellMe(registration, 'A RECEIPT', ask);
  return { said, asked, sent };
}

const result = { notifications: [], key: await subscribed('BKey'), off: await subscribed(null) };
for (const language of ['zh-TW', 'en-GB', 'vi', 'id-ID', 'th', 'fil-PH', 'fr']) {
  result.notifications.push(await notified(language));
}
console.log(JSON.stringify(result));
