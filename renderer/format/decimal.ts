/**
 * Exact arithmetic on decimal strings, for what a person types: the shares of lots that a sale names are
 * added up while they are typed. Figures come from the application.
 *
 * They stay strings and are added as integers (bigint) of the smallest unit in sight, so 0.1 + 0.2 is
 * 0.3. Example: sumDecimals(['61.4', '6.6', '12.5', '19.5']) is '100.0'.
 */
const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/;

interface Scaled {
  readonly units: bigint;
  readonly places: number;
}

function scale(text: string): Scaled {
  const match = DECIMAL.exec(text);
  if (!match) throw new Error(`not a decimal: ${text}`);
  const fraction = match[3] ?? '';
  const magnitude = BigInt(match[2] + fraction);
  return { units: match[1] === '-' ? -magnitude : magnitude, places: fraction.length };
}

function unscale(units: bigint, places: number): string {
  const negative = units < 0n;
  const digits = (negative ? -units : units).toString().padStart(places + 1, '0');
  const whole = digits.slice(0, digits.length - places);
  const fraction = places > 0 ? `.${digits.slice(digits.length - places)}` : '';
  return (negative ? '-' : '') + whole + fraction;
}

/** The exact sum, with as many places as the longest term; '0' for no terms. */
export function sumDecimals(terms: readonly string[]): string {
  const scaled = terms.map(scale);
  const places = scaled.reduce((most, term) => (term.places > most ? term.places : most), 0);
  let total = 0n;
  for (const term of scaled) total += term.units * 10n ** BigInt(places - term.places);
  return unscale(total, places);
}

/** The same figure with the other sign. */
function negate(text: string): string {
  if (isZero(text)) return text;
  return text.startsWith('-') ? text.slice(1) : `-${text}`;
}

/** left - right, exact. */
export function subtract(left: string, right: string): string {
  return sumDecimals([left, negate(right)]);
}

/** Order of two decimals: negative, zero or positive. */
export function compareDecimals(left: string, right: string): number {
  const difference = scale(subtract(left, right)).units;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export function isZero(text: string): boolean {
  return /^-?0*(\.0*)?$/.test(text) && /0/.test(text);
}

export function isNegative(text: string): boolean {
  return text.startsWith('-') && !isZero(text);
}

/** '100.00' and '100' are '100'. */
export function trimZeros(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

/** Where a figure lies on a chart's axis, in pixels or a share of one: the only use of floats. */
export function plotted(text: string): number {
  return Number(text);
}
