"use strict";

/// Asks one schema for GraphiQL: a query or mutation by one POST, a subscription as an event stream. Browsers cannot send
/// a token with a WebSocket, so streams serve both schemas.
///
/// `token` gives the bearer token of the moment, or nothing.
function fetcherOf(url, token = () => "") {
  return (params, options = {}) => {
    const stop = new AbortController();
    const ask = (to, accept) =>
      fetch(to, {
        method: "POST",
        headers: {
          "Content-Type": "application/json",
          Accept: accept,
          ...(token() ? { Authorization: `Bearer ${token()}` } : {}),
          ...options.headers,
        },
        body: JSON.stringify(params),
        signal: stop.signal,
      });
    if (!isSubscription(params, options.documentAST)) {
      return ask(url, "application/json").then((answer) => answer.json());
    }
    const events = eventsOf(ask(`${url}/stream`, "text/event-stream"));
    return {
      [Symbol.asyncIterator]: () => ({
        next: () => events.next(),
        return: () => {
          stop.abort();
          return Promise.resolve({ done: true, value: undefined });
        },
      }),
    };
  };
}

function isSubscription({ operationName }, document) {
  return (document?.definitions ?? []).some(
    ({ kind, operation, name }) =>
      kind === "OperationDefinition" &&
      operation === "subscription" &&
      (!operationName || name?.value === operationName),
  );
}

/// The results in an event stream, until it ends. A refusal comes as plain JSON.
async function* eventsOf(asked) {
  const answer = await asked;
  if (!answer.headers.get("Content-Type")?.startsWith("text/event-stream")) {
    yield await answer.json();
    return;
  }
  const texts = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  for (;;) {
    const { value, done } = await texts.read();
    if (done) {
      return;
    }
    text += value;
    for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
      const frame = text.slice(0, end);
      text = text.slice(end + 2);
      if (frame.startsWith("event: complete")) {
        return;
      }
      if (frame.startsWith("event: next\ndata: ")) {
        yield JSON.parse(frame.slice("event: next\ndata: ".length));
      }
    }
  }
}
