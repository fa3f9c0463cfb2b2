import assert from "node:assert/strict";
import { createClient } from "graphql-sse";
import { collect, run } from "./scenarios.mjs";

const url = process.argv[2];
const client = () => createClient({ url, retryAttempts: 0 });
const receive = () =>
  collect(client(), {
    query: "subscription($to: Int!) { ticks(to: $to) }",
    variables: { to: 3 },
  }).then((results) =>
    assert.deepEqual(results.map((r) => r.data.ticks), [1, 2, 3]),
  );

async function query() {
  const results = await collect(client(), { query: "{ hello }" });
  assert.deepEqual(results, [{ data: { hello: "Hello world" } }]);
}

async function refusal() {
  const [result] = await collect(client(), { query: "{ nothing }" });
  assert.equal(result.errors[0].extensions.code, "GRAPHQL_VALIDATION_FAILED");
}

async function fault() {
  const results = await collect(client(), { query: "subscription { breaking }" });
  assert.equal(results[0].data.breaking, 1);
  assert.equal(results[1].errors[0].extensions.code, "INTERNAL");
  assert.ok(!JSON.stringify(results).includes("MARKER"));
}

async function cancel() {
  const results = await collect(client(), { query: "subscription { forever }" }, { stopAfter: 1 });
  assert.equal(results.length, 1);
}

await run({
  "receives events": receive,
  "answers a query": query,
  refuses: refusal,
  "masks a fault": fault,
  "is cancelled": cancel,
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
  // The mode of several operations on one connection is not offered (D4).
  "takes an operation by POST alone": async () => {
    for (const method of ["GET", "PUT", "DELETE", "PATCH"]) {
      const headers = { accept: "text/event-stream", "x-graphql-event-stream-token": "any" };
      const answer = await fetch(url + "?query=%7Bnow%7D", { method, headers });
      assert.equal(answer.status, 405);
      assert.equal(answer.headers.get("allow"), "POST");
      assert.equal((await answer.json()).errors[0].extensions.code, "METHOD_NOT_ALLOWED");
    }
  },
});
