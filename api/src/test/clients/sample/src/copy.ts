// The directory for when there is no network: loaded once, then only what has changed.
import { type Bundle, type Directory, load, merge } from "./evaluator.js";

/** Where the app keeps the copy: a file, IndexedDB, a cache. It holds nothing about the person. */
export interface Shelf {
  read(): Promise<string | null>;
  write(text: string): Promise<void>;
}

const PATIENCE_MILLISECONDS = 15_000;

export class OfflineCopy {
  constructor(
    private readonly service: string,
    private readonly shelf: Shelf,
  ) {}

  /** What is in the copy; null before the first time that the service was reached. */
  async directory(): Promise<Directory | null> {
    const bundle = await this.kept();
    return bundle === null ? null : load(bundle);
  }

  /** Brings the copy up to date. Call it at the start and every hour; without a network the copy stays as it is. */
  async refresh(): Promise<"new" | "changed" | "same" | "no network"> {
    const before = await this.kept();
    const query = before === null ? "" : `?${new URLSearchParams({ since: before.version, common: before.common })}`;
    let changes: Bundle;
    try {
      const response = await fetch(`${this.service}/directory/bundle${query}`, {
        credentials: "omit",
        signal: AbortSignal.timeout(PATIENCE_MILLISECONDS),
      });
      if (!response.ok) {
        return "no network";
      }
      changes = (await response.json()) as Bundle;
    } catch {
      return "no network";
    }
    if (before !== null && changes.version === before.version && changes.common === before.common) {
      return "same";
    }
    await this.shelf.write(JSON.stringify(before === null ? changes : merge(before, changes)));
    return before === null || changes.since === undefined ? "new" : "changed";
  }

  private async kept(): Promise<Bundle | null> {
    const text = await this.shelf.read();
    return text === null ? null : (JSON.parse(text) as Bundle);
  }
}
