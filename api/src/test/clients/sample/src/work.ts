// Proof of work: while there are unusually many reports, the service asks for some seconds of computing for each. In an
// app do this in a worker, and tell the person that their report is being sent.
export async function solve(challenge: string, difficulty: number): Promise<string> {
  const text = new TextEncoder();
  for (let solution = 0; ; solution++) {
    const hash = await crypto.subtle.digest("SHA-256", text.encode(`${challenge}:${solution}`));
    if (zeroBits(new Uint8Array(hash)) >= difficulty) {
      return String(solution);
    }
  }
}

function zeroBits(hash: Uint8Array): number {
  let bits = 0;
  for (const byte of hash) {
    if (byte !== 0) {
      return bits + Math.clz32(byte) - 24;
    }
    bits += 8;
  }
  return bits;
}
