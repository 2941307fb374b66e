/**
 * In what order do a hundred thousand whole numbers stand, while somebody waits? Their places, those of one number as
 * they were.
 *
 * Sorted digit by digit (of 16 bits, the lowest first), so that no two numbers are ever compared: a comparison of
 * bigints is a call, and there would be two million of them. Numbers that are further apart than 64 bits are compared.
 */

const DIGIT = 16;
const DIGITS = 1 << DIGIT;
const DISTANCE = 1n << 64n;

function reach(numbers: readonly bigint[]): { readonly least: bigint; readonly most: bigint } {
  let [least = 0n, most = 0n] = [numbers[0], numbers[0]];
  for (const one of numbers) {
    if (one < least) least = one;
    else if (one > most) most = one;
  }
  return { least, most };
}

/** Each place behind those of a smaller digit; places of one digit stay as they are. */
function byDigit(places: Uint32Array<ArrayBuffer>, digits: Uint16Array): Uint32Array<ArrayBuffer> {
  const ends = new Uint32Array(DIGITS + 1);
  for (const digit of digits) ends[digit + 1] = (ends[digit + 1] as number) + 1;
  for (let at = 1; at <= DIGITS; at++) ends[at] = (ends[at] as number) + (ends[at - 1] as number);
  const next = new Uint32Array(places.length);
  for (const place of places) {
    const digit = digits[place] as number;
    const end = ends[digit] as number;
    next[end] = place;
    ends[digit] = end + 1;
  }
  return next;
}

/** The places of numbers from the least to the most, or the other way round. */
export function placesInOrder(
  numbers: readonly bigint[],
  descending: boolean,
): ArrayLike<number> & Iterable<number> {
  const { least, most } = reach(numbers);
  let places = Uint32Array.from(numbers, (_, place) => place);
  const distance = most - least;
  if (distance >= DISTANCE) {
    const all = [...places];
    return all.sort((left, right) => {
      const [a, b] = [numbers[left] as bigint, numbers[right] as bigint];
      return a === b ? left - right : (a < b ? -1 : 1) * (descending ? -1 : 1);
    });
  }
  const far = new BigUint64Array(numbers.length);
  for (let place = 0; place < far.length; place++) {
    const one = numbers[place] as bigint;
    far[place] = descending ? most - one : one - least;
  }
  // As bytes they lie in the order of the machine.
  const view = new DataView(far.buffer);
  const isLittle = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;
  const digits = new Uint16Array(numbers.length);
  for (let shift = 0n, byte = 0; distance >> shift > 0n; shift += BigInt(DIGIT), byte += 2) {
    const offset = isLittle ? byte : 6 - byte;
    for (let place = 0; place < digits.length; place++) {
      digits[place] = view.getUint16(8 * place + offset, isLittle);
    }
    places = byDigit(places, digits);
  }
  return places;
}
