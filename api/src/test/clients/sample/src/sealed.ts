// Reporting so that receipt, words and keys stay on the device: only the centre can read them. `envelope.js` seals and opens;
// this is what an app does around it. See "Sealing in the app" in api/APP.md.
import { type Anchor, anchors } from "./anchors.js";
import { type Client, pause } from "./client.js";
import { AddSealedMessage, CentreKeysets, EraseSealedCase, SealedCase, SubmitSealed } from "./documents.js";
import * as envelope from "./envelope.js";
import type { AddSealedMessageInput, AddSealedMessageMutation, SubmitSealedInput, SubmitSealedMutation } from "./gql/graphql.js";

type Keyset = envelope.CentreKeyset;
type Receipt = Parameters<typeof envelope.partsOf>[0];

/** What became of a report. Word each on the device, with the four emergency numbers beside all but the first. */
export type Outcome =
  | { is: "RECEIVED"; opened: envelope.OpenedCase }
  /** No centre of the app's takes reports of this area, or none has a key that can be used today: perhaps the device's date is wrong. */
  | { is: "NOT_SEALED" }
  /** Unknown whether it was stored: send the same again. */
  | { is: "TRY_LATER" }
  /** A code of the service: `RECEIPT_ALREADY_USED`, `WRONG_CENTRE` (the app is out of date), … */
  | { is: "REFUSED"; code: string; field: string | null };

/** One report, from before the first try until an answer came. Keep the receipt, and show it, whatever comes of it. */
export class SealedReport {
  private static readonly RESEALED = 2;

  /** The highest generation of each centre that this app has seen; keep it where the app keeps settings. */
  static readonly seen = new Map<string, number>();

  private sealed: envelope.SubmitInput | null = null;

  /** @param client asks with `Accept-Language: *` and bodies of few lengths, so that neither says anything about the sender */
  constructor(
    private readonly client: Client,
    readonly receipt: Receipt = envelope.newReceipt(),
  ) {}

  /** All centres' keys at once, with the app's start, before anything is chosen. */
  static async keysets(client: Client): Promise<Keyset[]> {
    return (await client.ask(CentreKeysets, {})).centreKeysets ?? [];
  }

  async send(form: envelope.ConcernInput, language: string, keysets: readonly Keyset[], now = new Date()): Promise<Outcome> {
    const anchor = centreOf(form.area);
    if (anchor === null) {
      return { is: "NOT_SEALED" };
    }
    const keyset = await usable(keysets, anchor, now);
    if (keyset === null) {
      return { is: "NOT_SEALED" };
    }
    // Sealed once: a further try sends the same bytes.
    this.sealed ??= await envelope.sealConcern(this.receipt, form, { keyset, language, now });
    let proof: { challenge: string; solution: string } | null = null;
    for (let resealed = 0; ; ) {
      // The module names enums as the schema does.
      const input = { ...this.sealed, proof } as SubmitSealedInput;
      const answer: SubmitSealedMutation["submitSealed"] = (await this.client.ask(SubmitSealed, { input })).submitSealed;
      if (answer.__typename === "SealedCaseReceived") {
        // What was stored first counts, not what was sent now: the app's own key is forgotten.
        const opened = await envelope.openCase(this.receipt, stored(answer.case));
        return opened === null ? { is: "REFUSED", code: "NOT_MY_CASE", field: null } : { is: "RECEIVED", opened };
      }
      switch (answer.code) {
        case "PROOF_REQUIRED": {
          const { challenge, difficulty } = answer.proofChallenge!;
          proof = { challenge, solution: await envelope.solve(challenge, difficulty, this.sealed.lookup, this.sealed.entry.id) };
          break;
        }
        case "GENERATION_NOT_USABLE": {
          const other = await usable(answer.keysets ?? [], anchor, now, this.sealed.generation);
          if (other === null || other.generation === this.sealed.generation || resealed++ === SealedReport.RESEALED) {
            return { is: "TRY_LATER" };
          }
          this.sealed = await envelope.wrapAgain(this.sealed, this.receipt, other);
          break;
        }
        case "TRY_LATER":
        case "TEMPORARILY_UNAVAILABLE":
          return { is: "TRY_LATER" };
        default:
          return { is: "REFUSED", code: answer.code, field: answer.field ?? null };
      }
    }
  }
}

/** A case that this device can open, and how many of its entries it has seen. */
export class SealedConversation {
  private entries = 0;

  constructor(
    private readonly client: Client,
    private readonly receipt: Receipt,
  ) {}

  /** Null: there is no case of this receipt, or the service answered with another one. `older` says that it has answered with
   * fewer entries than before: an old state, or something is held back. */
  async read(): Promise<{ opened: envelope.OpenedCase; older: boolean } | null> {
    const { lookup } = await envelope.partsOf(this.receipt);
    const { sealedCase } = await this.client.ask(SealedCase, { lookup });
    const opened = sealedCase ? await envelope.openCase(this.receipt, stored(sealedCase)) : null;
    if (opened === null) {
      return null;
    }
    const older = opened.entries.length < this.entries;
    this.entries = Math.max(this.entries, opened.entries.length);
    return { opened, older };
  }

  /** @param id the message's own; a further try has the same */
  async write(opened: envelope.OpenedCase, id: string, words: string): Promise<string> {
    const { lookup, hand } = await envelope.partsOf(this.receipt);
    const entry = await envelope.sealMessage(opened, id, words);
    let proof: { challenge: string; solution: string } | null = null;
    for (;;) {
      const input: AddSealedMessageInput = { lookup, hand, entry, proof };
      const answer: AddSealedMessageMutation["addSealedMessage"] = (await this.client.ask(AddSealedMessage, { input })).addSealedMessage;
      if (answer.__typename !== "SubmissionRefused") {
        return "ADDED";
      }
      if (answer.code === "PROOF_REQUIRED") {
        const { challenge, difficulty } = answer.proofChallenge!;
        proof = { challenge, solution: await envelope.solve(challenge, difficulty, lookup, entry.id) };
      } else if (answer.code === "TRY_LATER") {
        await pause((answer.retryAfterSeconds ?? 5) * 1000);
      } else {
        return answer.code;
      }
    }
  }

  async erase(): Promise<boolean> {
    const { lookup, hand } = await envelope.partsOf(this.receipt);
    const { eraseSealedCase: answer } = await this.client.ask(EraseSealedCase, { input: { lookup, hand } });
    return answer.__typename === "CaseErased";
  }
}

type Answered = Omit<envelope.StoredCase, "receiptWrap"> & { receiptWrap?: string | null };
const stored = (answer: Answered): envelope.StoredCase => ({ ...answer, receiptWrap: answer.receiptWrap ?? null });

/** The centre that takes an area's reports, by what the app carries and by no answer. */
function centreOf(area: string): Anchor | null {
  return anchors.centres.find(({ counties, districts }) => districts.includes(area) || counties.includes(area.slice(0, 5))) ?? null;
}

async function usable(keysets: readonly Keyset[], anchor: Anchor, now: Date, lowest = 0): Promise<Keyset | null> {
  const seen = Math.max(lowest, SealedReport.seen.get(anchor.code) ?? 0);
  const keys = [anchor.key, anchor.olderKey].filter((key) => key !== undefined && key !== null).map(base64url);
  const keyset = await envelope.usableKeyset(keysets, { code: anchor.code, keys }, now, seen);
  if (keyset !== null) {
    SealedReport.seen.set(anchor.code, keyset.generation);
  }
  return keyset;
}

const base64url = (base64: string) => base64.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
