/**
 * What stands in the elements of an OFX file: values by their tag, and figures that are written in several ways.
 *
 * Example: UNITS "1,5" beside a price and a total is one and a half.
 * Not handled: a figure that fits in two ways; it is unclear.
 */
import { magnitude, readNumber, times, type CellNumber, type Figure } from './values.ts';

/** An element of the file, with its line. */
export interface Element {
  readonly name: string;
  readonly line: number;
  text: string;
  readonly children: Element[];
}

/** All elements of a name below one, in the order of the file. */
export function* all(element: Element, name: string): Generator<Element> {
  for (const child of element.children) {
    if (child.name === name) yield child;
    yield* all(child, name);
  }
}

/** The text of the first element of a name below one; empty where there is none. */
export function valueOf(element: Element, name: string): string {
  for (const found of all(element, name)) return found.text.trim();
  return '';
}

const NONE: CellNumber = { kind: 'none' };

/** The number of a tag below an element. */
export function number(element: Element, name: string): CellNumber {
  const text = valueOf(element, name);
  // The interface allows a comma as the decimal sign and knows no thousands; before three digits it could be either.
  if (EITHER.test(text)) return { kind: 'unclear', text };
  const plain = /^[-+]?\d+,(?:\d{1,2}|\d{4,})$/.test(text) ? text.replace(',', '.') : text;
  return text === '' ? NONE : readNumber(plain);
}

/** The figure of a number; null where it has none, or zero. */
export function value(cell: CellNumber): Figure | null {
  return cell.kind === 'number' && cell.value !== 0n ? cell.value : null;
}

const EITHER = /^[-+]?[1-9]\d{0,2},\d{3}$/;

/** A number that can be read in two ways by what it must be about: a tenth beside it, for fees. */
function byProduct(
  cell: CellNumber,
  near: (value: Figure) => readonly [Figure, Figure],
): CellNumber {
  if (cell.kind !== 'unclear' || !EITHER.test(cell.text)) return cell;
  const fits = [cell.text.replace(',', '.'), cell.text.replace(',', '')]
    .map(readNumber)
    .filter((read) => {
      if (read.kind !== 'number') return false;
      const [product, whole] = near(magnitude(read.value));
      return whole > 0n && magnitude(product - whole) * 10n <= whole;
    });
  return fits.length === 1 ? (fits[0] as CellNumber) : cell;
}

/** The figures that a record of shares has. */
export function figuresOf(element: Element, tag: string) {
  const [count, price, sum] = [
    'UNITS',
    'UNITPRICE',
    tag === 'INVBANKTRAN' ? 'TRNAMT' : 'TOTAL',
  ].map((name) => number(element, name)) as [CellNumber, CellNumber, CellNumber];
  const each = price.kind === 'number' ? magnitude(price.value) : 0n;
  const whole = sum.kind === 'number' ? magnitude(sum.value) : 0n;
  const units = byProduct(count, (value) => [times(value, each), whole]);
  const shares = units.kind === 'number' ? magnitude(units.value) : 0n;
  const total = byProduct(sum, (value) => [value, times(shares, each)]);
  const fees = ['COMMISSION', 'FEES', 'LOAD', 'TAXES']
    .map((name) => number(element, name))
    .reduce((sum, one) => sum + (one.kind === 'number' ? magnitude(one.value) : 0n), 0n);
  return { units, price, total, fees };
}
