// The types of /directory/evaluator.js, as far as this app uses it. Its head says what each function does.

/** The answer of /directory/bundle; /directory/bundle.schema.json describes it. */
export interface Bundle {
  version: string;
  /** What these are the changes since; without it: the whole directory. */
  since?: string;
  common: string;
  entries: { key: string; kind: string; topics?: string[]; name: Record<string, string> }[];
}

export interface Availability {
  state: "OPEN" | "CLOSED" | "UNKNOWN";
  nextChangeAt: Date | null;
  reason: string | null;
}

export interface Directory {
  keys: string[];
  languages: string[];
  entry(key: string, at: Date | number, language?: string): (Availability & { key: string; contacts: (Availability & { kind: string; dial: string | null; url: string | null })[] }) | null;
  card(key: string, at: Date | number, language?: string, area?: string | null): string | null;
  name(kind: "kinds" | "networks" | "topics" | "contactKinds" | "languages", value: string, language?: string): string | null;
}

export function load(bundle: Bundle): Directory;
export function merge(bundle: Bundle, changes: Bundle): Bundle;
