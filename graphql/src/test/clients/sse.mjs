import assert from "node:assert/strict";
import { createClient } from "graphql-sse";
import { collect, run } from "./scenarios.mjs";

const url = process.argv[2];
const receive = (singleConnection) => () =>
  collect(createClient({ url, singleConnection, retryAttempts: 0 }), {
    query: "subscription($to: Int!) { ticks(to: $to) }",
    variables: { to: 3 },
  }).then((results) =>
    assert.deepEqual(results.map((r) => r.data.ticks), [1, 2, 3]),
  );

async function query(singleConnection) {
  const client = createClient({ url, singleConnection, retryAttempts: 0 });
  const results = await collect(client, { query: "{ hello }" });
  assert.deepEqual(results, [{ data: { hello: "Hello world" } }]);
}

async function refusal(singleConnection) {
  const client = createClient({ url, singleConnection, retryAttempts: 0 });
  const [result] = await collect(client, { query: "{ nothing }" });
  assert.equal(result.errors[0].extensions.code, "GRAPHQL_VALIDATION_FAILED");
}

async function fault(singleConnection) {
  const client = createClient({ url, singleConnection, retryAttempts: 0 });
  const results = await collect(client, { query: "subscription { breaking }" });
  assert.equal(results[0].data.breaking, 1);
  assert.equal(results[1].errors[0].extensions.code, "INTERNAL");
  assert.ok(!JSON.stringify(results).includes("MARKER"));
}

async function cancel(singleConnection) {
  const client = createClient({ url, singleConnection, retryAttempts: 0 });
  const results = await collect(client, { query: "subscription { forever }" }, { stopAfter: 1 });
  assert.equal(results.length, 1);
}

await run({
  "receives events, distinct": receive(false),
  "receives events, single": receive(true),
  "answers a query, distinct": () => query(false),
  "answers a query, single": () => query(true),
  "refuses, distinct": () => refusal(false),
  "refuses, single": () => refusal(true),
  "masks a fault, distinct": () => fault(false),
  "masks a fault, single": () => fault(true),
  "is cancelled, distinct": () => cancel(false),
  "is cancelled, single": () => cancel(true),
  "runs many on one connection": async () => {
    const client = createClient({ url, singleConnection: true, retryAttempts: 0 });
    const request = { query: "subscription { ticks(to: 5) }" };
    const all = await Promise.all(Array.from({ length: 8 }, () => collect(client, request)));
    assert.ok(all.every((results) => results.length === 5));
  },
  "beats while nothing happens": async () => {
    const response = await fetch(url, {
      method: "POST",
      headers: { accept: "text/event-stream", "content-type": "application/json" },
      body: JSON.stringify({ query: "subscription { forever }" }),
    });
    assert.equal(response.headers.get("content-type"), "text/event-stream; charset=utf-8");
    let text = "";
    for await (const chunk of response.body) {
      text += new TextDecoder().decode(chunk);
      if (text.split(":\n\n").length > 3) break;
    }
    assert.ok(text.includes('event: next\ndata: {"data":{"forever":1}}\n\n'));
  },
  "knows no other token": async () => {
    const headers = { "x-graphql-event-stream-token": "nothing", accept: "text/event-stream" };
    assert.equal((await fetch(url, { headers })).status, 404);
  },
  "takes no operation by GET": async () => {
    const headers = { accept: "text/event-stream" };
    assert.equal((await fetch(url + "?query=%7Bnow%7D", { headers })).status, 404);
  },
  "lets an id be used once at a time, and a stream be opened once": async () => {
    const token = await (await fetch(url, { method: "PUT" })).text();
    const headers = { "x-graphql-event-stream-token": token, "content-type": "application/json" };
    const stream = await fetch(url, { headers: { ...headers, accept: "text/event-stream" } });
    assert.equal(stream.status, 200);
    const again = await fetch(url, { headers: { ...headers, accept: "text/event-stream" } });
    assert.equal(again.status, 409);
    const body = JSON.stringify({
      query: "subscription { forever }",
      extensions: { operationId: "one" },
    });
    assert.equal((await fetch(url, { method: "POST", headers, body })).status, 202);
    assert.equal((await fetch(url, { method: "POST", headers, body })).status, 409);
    const del = await fetch(url + "?operationId=one", { method: "DELETE", headers });
    assert.equal(del.status, 200);
    assert.equal((await fetch(url, { method: "POST", headers, body })).status, 202);
    await stream.body.cancel();
  },
});
