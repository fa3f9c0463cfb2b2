import assert from "node:assert/strict";
import { createClient } from "graphql-ws";
import WebSocket from "ws";
import { collect, run } from "./scenarios.mjs";

const url = process.argv[2];
const client = (more = {}) => createClient({ url, webSocketImpl: WebSocket, retryAttempts: 0, ...more });

// A bare socket, for what the client would never do.
function socket(protocol = "graphql-transport-ws") {
  const ws = new WebSocket(url, protocol);
  const messages = [];
  const waiting = [];
  ws.on("message", (data) => {
    const message = JSON.parse(data);
    if (message.type === "ping") return;
    const next = waiting.shift();
    if (next) next(message);
    else messages.push(message);
  });
  return {
    ws,
    opened: new Promise((resolve) => ws.on("open", resolve)),
    closed: new Promise((resolve) => ws.on("close", (code) => resolve(code))),
    send: (message) => ws.send(typeof message === "string" ? message : JSON.stringify(message)),
    next: () =>
      messages.length
        ? Promise.resolve(messages.shift())
        : new Promise((resolve) => waiting.push(resolve)),
  };
}

async function greeted() {
  const s = socket();
  await s.opened;
  s.send({ type: "connection_init" });
  assert.deepEqual(await s.next(), { type: "connection_ack" });
  return s;
}

const forever = (id) => ({ id, type: "subscribe", payload: { query: "subscription { forever }" } });

await run({
  "receives events": async () => {
    const results = await collect(client(), {
      query: "subscription($to: Int!) { ticks(to: $to) }",
      variables: { to: 3 },
    });
    assert.deepEqual(results.map((r) => r.data.ticks), [1, 2, 3]);
  },
  "answers a query": async () => {
    const results = await collect(client(), { query: "{ hello }" });
    assert.deepEqual(results, [{ data: { hello: "Hello world" } }]);
  },
  "refuses with an error": async () => {
    await assert.rejects(collect(client(), { query: "{ nothing }" }), (errors) => {
      assert.equal(errors[0].extensions.code, "GRAPHQL_VALIDATION_FAILED");
      return true;
    });
  },
  "masks a fault": async () => {
    const s = await greeted();
    s.send({ id: "1", type: "subscribe", payload: { query: "subscription { breaking }" } });
    assert.equal((await s.next()).payload.data.breaking, 1);
    const error = await s.next();
    assert.equal(error.type, "error");
    assert.equal(error.payload[0].extensions.code, "INTERNAL");
    assert.ok(!JSON.stringify(error).includes("MARKER"));
    s.ws.terminate();
  },
  "is completed by the client": async () => {
    const results = await collect(client(), { query: "subscription { forever }" }, { stopAfter: 1 });
    assert.equal(results.length, 1);
  },
  "frees an id that the client completed": async () => {
    const s = await greeted();
    for (let i = 0; i < 3; i++) {
      s.send(forever("same"));
      assert.equal((await s.next()).type, "next");
      s.send({ id: "same", type: "complete" });
    }
    s.ws.terminate();
  },
  "answers a ping and sends its own": async () => {
    const s = await greeted();
    s.send({ type: "ping" });
    assert.deepEqual(await s.next(), { type: "pong" });
    await new Promise((resolve) =>
      s.ws.on("message", (data) => JSON.parse(data).type === "ping" && resolve()),
    );
    s.ws.terminate();
  },
  "closes when nobody says hello": async () => {
    const s = socket();
    assert.equal(await s.closed, 4408);
  },
  "closes on a second hello": async () => {
    const s = await greeted();
    s.send({ type: "connection_init" });
    assert.equal(await s.closed, 4429);
  },
  "closes on an operation before the hello": async () => {
    const s = socket();
    await s.opened;
    s.send(forever("1"));
    assert.equal(await s.closed, 4401);
  },
  "closes on an id that is in use": async () => {
    const s = await greeted();
    s.send(forever("1"));
    await s.next();
    s.send(forever("1"));
    assert.equal(await s.closed, 4409);
  },
  "closes on what is no message": async () => {
    for (const message of ["{", "[]", { type: "nothing" }, { type: "subscribe", id: "1" }]) {
      const s = await greeted();
      s.send(message);
      assert.equal(await s.closed, 4400);
    }
  },
  "closes on more operations than it runs": async () => {
    const s = await greeted();
    for (let i = 0; i < 21; i++) s.send(forever("op" + i));
    assert.equal(await s.closed, 4429);
  },
  "closes on another protocol": async () => {
    const s = socket("graphql-ws");
    s.ws.on("error", () => {});
    assert.ok([4406, 1006].includes(await s.closed));
  },
  // B3
  "answers a goodbye with the same code": async () => {
    for (const code of [1000, 1001, 3000, 4999]) {
      const s = await greeted();
      s.ws.close(code, "bye");
      assert.equal(await s.closed, code);
    }
  },
  // S11
  "frees an id with its last message": async () => {
    const s = await greeted();
    for (let i = 0; i < 200; i++) {
      for (const query of ["{ hello }", "{ nothing }"]) {
        s.send({ id: "same", type: "subscribe", payload: { query } });
        let message;
        do message = await s.next();
        while (message.type === "next");
        assert.ok(["complete", "error"].includes(message.type));
      }
    }
    s.ws.close(1000);
    assert.equal(await s.closed, 1000);
  },
});
