import { type Client, pause } from "./client.js";
import { SubmitConcern } from "./documents.js";
import type { SubmitConcernInput, SubmitConcernMutation } from "./gql/graphql.js";
import { solve } from "./work.js";

type Result = SubmitConcernMutation["submitConcern"];
export type Refused = Extract<Result, { __typename: "SubmissionRefused" }>;
export type Received = Extract<Result, { __typename: "CaseReceived" }>;

/**
 * Sends a report until it is stored or finally refused. Make the receipt and keep the form before the first try, and call
 * this with both again when the app is opened anew: the same receipt counts once, however often it is sent.
 */
export async function report(client: Client, form: SubmitConcernInput, onWork: (bits: number) => void): Promise<Received | Refused> {
  let input = form;
  for (;;) {
    const { submitConcern: result } = await client.ask(SubmitConcern, { input });
    if (result.__typename === "CaseReceived") {
      return result;
    }
    switch (result.code) {
      case "PROOF_REQUIRED": {
        const { challenge, difficulty } = result.proofChallenge!;
        onWork(difficulty);
        input = { ...form, proof: { challenge, solution: await solve(challenge, difficulty) } };
        break;
      }
      case "TRY_LATER":
      case "TEMPORARILY_UNAVAILABLE":
        await pause((result.retryAfterSeconds ?? 5) * 1000);
        break;
      default:
        // For a person: show `message` at the field `field`, and the numbers of `emergency`. This also serves codes that
        // a later version adds.
        return result;
    }
  }
}
