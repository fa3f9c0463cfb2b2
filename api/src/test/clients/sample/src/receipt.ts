// A receipt is the sender's only key to their case. The app makes it before the first try, so that a retry after a lost
// answer counts once. 24 random characters and one check character, in five groups of five.
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH = 24;

export function newReceipt(): string {
  const random = crypto.getRandomValues(new Uint8Array(LENGTH));
  // 256 is a multiple of 32, so each character is as likely as any other.
  const values = [...random].map((byte) => byte % ALPHABET.length);
  return shown([...values, check(values)]);
}

/** The receipt as it is printed, or null if a person has mistyped it. */
export function parseReceipt(typed: string): string | null {
  const signs = typed.toUpperCase().replace(/[\s-]/g, "").replace(/[IL]/g, "1").replace(/O/g, "0");
  const values = [...signs].map((sign) => ALPHABET.indexOf(sign));
  if (values.length !== LENGTH + 1 || values.includes(-1)) {
    return null;
  }
  return check(values.slice(0, LENGTH)) === values[LENGTH] ? shown(values) : null;
}

// Luhn's algorithm modulo 32: from the right the factors 2, 1, 2, …; the digits of each product, in base 32, are added.
function check(values: number[]): number {
  let sum = 0;
  [...values].reverse().forEach((value, place) => {
    const product = value * (place % 2 === 0 ? 2 : 1);
    sum += Math.floor(product / ALPHABET.length) + (product % ALPHABET.length);
  });
  return (ALPHABET.length - (sum % ALPHABET.length)) % ALPHABET.length;
}

function shown(values: number[]): string {
  const signs = values.map((value) => ALPHABET[value]).join("");
  return signs.match(/.{5}/g)!.join("-");
}
