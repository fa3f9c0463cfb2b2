// Opens a stream of each kind, says so, and waits for the server to end them.
import WebSocket from "ws";

const [stream, socketUrl] = process.argv.slice(2);
const response = await fetch(stream, {
  method: "POST",
  headers: { accept: "text/event-stream", "content-type": "application/json" },
  body: JSON.stringify({ query: "subscription { forever }" }),
});
const reader = response.body.getReader();
await reader.read();
const ws = new WebSocket(socketUrl, "graphql-transport-ws");
const closed = new Promise((resolve) => ws.on("close", resolve));
await new Promise((resolve) => ws.on("open", resolve));
ws.send(JSON.stringify({ type: "connection_init" }));
await new Promise((resolve) => ws.on("message", resolve));
await fetch(stream.replace("/stream", ""), {
  method: "POST",
  headers: { "content-type": "application/json" },
  body: JSON.stringify({ query: "{ stopStreams }" }),
});
while (!(await reader.read()).done);
console.log("stream ended");
console.log("socket closed " + (await closed));
process.exit(0);
