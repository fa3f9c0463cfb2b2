// `anchors.js` is made with each release of the app, from the service's `/anchors.json`, after somebody has compared each
// fingerprint with the centre's poster or with the centre itself.

/** For whose key reports of which areas are sealed. Keys are base64. */
export interface Anchor {
  code: string;
  name: Record<string, string>;
  counties: string[];
  districts: string[];
  key: string;
  olderKey?: string | null;
}

export const anchors: { version: 1; centres: Anchor[] };
