/**
 * Do two names of accounts have the same number?
 *
 * A broker writes the number alone, beside a name, or only its last digits behind a mask.
 *
 * Example: "X70012345" and "Individual - TOD X70012345"; "Joint ...802" and "Z1234802".
 * Awkward case: "Family Trust 2011": four digits that can be a year are no number.
 * Not handled: numbers with a hyphen before a check digit, written in one file without it.
 */

/** Last digits of a number, and whether more of it is hidden. */
interface LastDigits {
  readonly digits: string;
  readonly isMasked: boolean;
}

const NUMBER = /([*.\u2026#xX]{2,}[-\s]?|[*#\u2026])?([A-Za-z]*)([\d-]*\d)(?![\dA-Za-z])/g;
const FEWEST_DIGITS = 4;
const FEWEST_BEHIND_MASK = 3;
const YEAR = /^(?:19|20)\d\d$/;

function numbersOf(name: string): readonly LastDigits[] {
  return [...name.matchAll(NUMBER)].flatMap(([, mask = '', letters = '', number = '']) => {
    const digits = number.replaceAll('-', '');
    const isMasked = mask !== '' || /^x{2,}$/i.test(letters);
    const isYear = !isMasked && letters === '' && YEAR.test(digits);
    const fewest = isMasked ? FEWEST_BEHIND_MASK : FEWEST_DIGITS;
    return isYear || digits.length < fewest ? [] : [{ digits, isMasked }];
  });
}

/** How sure it is that two names have one number: by its digits, whole ones first; 0 where it is not the same. */
export function sameNumberBy(one: string, other: string): number {
  let most = 0;
  for (const a of numbersOf(one)) {
    for (const b of numbersOf(other)) {
      const [short, long] = a.digits.length <= b.digits.length ? [a, b] : [b, a];
      const isSame =
        short.digits === long.digits ||
        ((short.isMasked || short.digits.length === FEWEST_DIGITS) &&
          long.digits.endsWith(short.digits));
      if (isSame)
        most = Math.max(most, 2 * short.digits.length + Number(short.digits === long.digits));
    }
  }
  return most;
}
