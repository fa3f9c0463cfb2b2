import type { DocumentTypeDecoration } from "@graphql-typed-document-node/core";

import type { Resource } from "./gql/graphql.js";

/** A number for emergencies, of an error or of an answer: both have one form. */
export type EmergencyNumber = Pick<Resource, "key" | "name" | "dial" | "telUri">;

/** `*` for what is sealed: the reader's language is a sealed value, and refusals are worded on the device. */
export type Language = "zh-TW" | "en" | "vi" | "id" | "th" | "fil" | "*";

/** A document as `npm run generate` makes it: its text, and the id under which the service knows it. */
type Document<Answer, Variables> = DocumentTypeDecoration<Answer, Variables> & {
  __meta__?: Record<string, unknown> | undefined;
};

export interface Problem {
  message: string;
  path?: (string | number)[];
  extensions?: {
    code?: string;
    retryAfterSeconds?: number;
    /** 110, 119, 113 and 1925, if the operation was a report: show them, because the sender may be in danger. */
    emergency?: EmergencyNumber[];
  };
}

/** Nothing was answered. `problems` are the service's own words; `retryable` says whether to try again. */
export class NoAnswer extends Error {
  constructor(
    readonly problems: Problem[],
    readonly retryable: boolean,
  ) {
    super(problems[0]?.message ?? "no answer");
  }
}

/** The lengths of bodies in bytes, so that none tells how long a text is. Readings are short. */
const LENGTHS = [2048, 8192, 32_768, 65_536];
const TRIES = 5;
const PATIENCE_MILLISECONDS = 15_000;
const RETRYABLE = new Set(["RATE_LIMITED", "TEMPORARILY_UNAVAILABLE", "TIMEOUT", "INTERNAL", "REQUEST_TIMEOUT"]);

export class Client {
  /**
   * @param texts send the texts of documents instead of their ids: to a service that does not know them, in development
   * @param padded bring bodies to few lengths, for what is sealed
   */
  constructor(
    private readonly service: string,
    public language: Language,
    private readonly texts = false,
    private readonly padded = false,
  ) {}

  /** Asks, and asks again while the network or the service is away: every operation of this app may be sent twice. */
  async ask<Answer, Variables>(document: Document<Answer, Variables>, variables: Variables): Promise<Answer> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.askOnce(document, variables);
      } catch (failure) {
        if (!(failure instanceof NoAnswer) || !failure.retryable || attempt === TRIES) {
          throw failure;
        }
        const told = failure.problems[0]?.extensions?.retryAfterSeconds;
        await pause(told === undefined ? 500 * 2 ** attempt * (0.5 + Math.random()) : told * 1000);
      }
    }
  }

  private async askOnce<Answer, Variables>(document: Document<Answer, Variables>, variables: Variables): Promise<Answer> {
    let answer: { data?: Answer; errors?: Problem[] };
    try {
      const response = await this.post("/graphql", "application/graphql-response+json", document, variables, AbortSignal.timeout(PATIENCE_MILLISECONDS));
      answer = (await response.json()) as typeof answer;
    } catch {
      // No network, or a page of a proxy that does not reach the service.
      throw new NoAnswer([], true);
    }
    const { data, errors } = answer;
    if (data === undefined || data === null) {
      const problems = errors ?? [];
      throw new NoAnswer(problems, problems.some((each) => RETRYABLE.has(each.extensions?.code ?? "")));
    }
    return data;
  }

  /** The events of a subscription, until it ends or `stop` is aborted. */
  async *events<Answer, Variables>(document: Document<Answer, Variables>, variables: Variables, stop: AbortSignal): AsyncGenerator<Answer> {
    const response = await this.post("/graphql/stream", "text/event-stream", document, variables, stop);
    if (!response.ok || response.body === null) {
      throw new NoAnswer([], response.status >= 500 || response.status === 429);
    }
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let text = "";
    for (;;) {
      const { value, done } = await reader.read();
      if (done) {
        return;
      }
      text += value;
      for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
        const frame = text.slice(0, end);
        text = text.slice(end + 2);
        if (frame.startsWith("event: next\ndata: ")) {
          yield (JSON.parse(frame.slice("event: next\ndata: ".length)) as { data: Answer }).data;
        } else if (frame.startsWith("event: complete")) {
          return;
        }
      }
    }
  }

  private post<Answer, Variables>(path: string, accept: string, document: Document<Answer, Variables>, variables: Variables, signal: AbortSignal): Promise<Response> {
    return fetch(this.service + path, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: accept, "Accept-Language": this.language },
      body: this.body({
        ...(this.texts ? { query: document.toString() } : { documentId: document.__meta__?.["hash"] }),
        variables,
      }),
      cache: "no-store",
      credentials: "omit",
      signal,
    });
  }

  private body(request: object): string {
    const text = (padding: string) => JSON.stringify(this.padded ? { ...request, extensions: { padding } } : request);
    const length = LENGTHS.find((each) => each >= bytes(text(""))) ?? 0;
    return text(" ".repeat(Math.max(0, length - bytes(text("")))));
  }
}

const bytes = (text: string) => new TextEncoder().encode(text).length;

export const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
