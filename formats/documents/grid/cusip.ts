/**
 * Is this a CUSIP? Nine characters; the ninth is a check digit: letters count 10 to 35, `*` 36,
 * `@` 37, `#` 38; every second value is doubled; the digits are added; the sum's complement to the
 * next ten is the check digit (ANSI X9.6).
 *
 * Example: 03748R-10-1: 0, 3x2, 7, 4x2, 8, R (27) x2 = 54, 1, 0x2 give the digits
 * 0+6+7+8+8+(5+4)+1+0 = 39, so the check digit is 1.
 */
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*@#';

/** The check digit of the first eight characters; undefined when they are not those of a CUSIP. */
export function cusipCheckDigit(eight: string): string | undefined {
  if (eight.length !== 8) return undefined;
  let sum = 0;
  for (let i = 0; i < 8; i++) {
    const index = ALPHABET.indexOf(eight.charAt(i));
    if (index < 0) return undefined;
    const value = i % 2 === 1 ? index * 2 : index;
    sum += Math.floor(value / 10) + (value % 10);
  }
  return String((10 - (sum % 10)) % 10);
}

/**
 * Whether an S before a digit may be a 5: where its value is doubled both have the same check digit, and
 * the letters of an issuer's number stand at its end.
 */
function isConfusable(cusip: string): boolean {
  return [1, 3].some((at) => cusip.charAt(at) === 'S' && /\d/.test(cusip.charAt(at + 1)));
}

/** A printed CUSIP ("03748R-10-1") as nine characters; undefined when its form or check digit is wrong. */
export function parseCusip(printed: string): string | undefined {
  const cusip = printed.replace(/[\s-]/g, '').toUpperCase();
  if (cusip.length !== 9 || cusip.charAt(8) !== cusipCheckDigit(cusip.slice(0, 8))) {
    return undefined;
  }
  return isConfusable(cusip) ? undefined : cusip;
}
