/**
 * How is money held, so that no cent is ever lost or made?
 *
 * Every amount is an exact integer of its smallest unit behind a branded type: money in cents,
 * shares in units of 10^-8, rates (dollars per share, percentages) in units of 10^-12. Sums and
 * products of integers are exact; the only inexact step is a rounding that a rule of the
 * calculation asks for by name. Where there are very many of them, they stand in 64-bit integer
 * columns (`columns.ts`) and are divided there (`largest-remainder.ts`). A quotient that does not end
 * is rounded as an integer too (`divideRounded`); decimals (`decimal.ts`) only check the integers.
 *
 * Authority: the calculation's preamble, "exact decimal arithmetic ... round2(x) is to the cent,
 * half away from zero"; no binary float holds money, shares or a percentage.
 *
 * Example: 100 shares at $0.5859375 = 100_00000000 x 585937500000 units of 10^-20 dollars;
 * round2 gives 5859 cents ($58.59375 is nearer to $58.59 than to $58.60).
 * Awkward case: 10 shares at $0.0125 are 12.5 cents: half away from zero makes it 13.
 * Not handled: currencies other than the US dollar.
 */
import { columnOf } from './columns.ts';
import { divideColumn, weightsOf } from './largest-remainder.ts';

declare const unit: unique symbol;

/** US dollars, in whole cents. */
export type Cents = bigint & { readonly [unit]: 'cents' };
/** Shares, in units of 10^-8: funds and plans state up to eight decimals. */
export type Shares = bigint & { readonly [unit]: 'shares' };
/** A rate: dollars per share, or a percentage, in units of 10^-12. */
export type Rate = bigint & { readonly [unit]: 'rate' };

/** Decimal places that each exact integer carries. */
export const SHARE_PLACES = 8;
export const RATE_PLACES = 12;

const SHARE_SCALE = 10n ** BigInt(SHARE_PLACES);
const RATE_SCALE = 10n ** BigInt(RATE_PLACES);
/** Shares times rate is in 10^-20 dollars; a cent is this many of those. */
const PRODUCT_PER_CENT = (SHARE_SCALE * RATE_SCALE) / 100n;

/** One whole share. */
export const ONE_SHARE = SHARE_SCALE as Shares;
export const NO_MONEY = 0n as Cents;
export const NO_SHARES = 0n as Shares;
export const NO_RATE = 0n as Rate;

const PLAIN_DECIMAL = /^(-?)(\d{1,18})(?:\.(\d+))?$/;

function parseScaled(text: string, places: number): bigint | undefined {
  const match = PLAIN_DECIMAL.exec(text);
  if (!match) return undefined;
  const fraction = (match[3] ?? '').replace(/0+$/, '');
  if (fraction.length > places) return undefined;
  const magnitude = BigInt(match[2] + fraction.padEnd(places, '0'));
  return match[1] === '-' ? -magnitude : magnitude;
}

function formatScaled(
  value: bigint,
  places: number,
): { sign: string; whole: string; fraction: string } {
  const digits = (value < 0n ? -value : value).toString().padStart(places + 1, '0');
  return {
    sign: value < 0n ? '-' : '',
    whole: digits.slice(0, -places),
    fraction: digits.slice(-places),
  };
}

function plain(value: bigint, places: number): string {
  const { sign, whole, fraction } = formatScaled(value, places);
  const trimmed = fraction.replace(/0+$/, '');
  return trimmed === '' ? `${sign}${whole}` : `${sign}${whole}.${trimmed}`;
}

/** Reads a plain decimal of dollars ("3800", "-0.05") to the cent; undefined when it is none or finer than a cent. */
export function parseMoney(text: string): Cents | undefined {
  return parseScaled(text, 2) as Cents | undefined;
}

/** Reads a plain decimal of shares with at most eight places; undefined otherwise. */
export function parseShares(text: string): Shares | undefined {
  return parseScaled(text, SHARE_PLACES) as Shares | undefined;
}

/** Reads a plain decimal of dollars per share or percent with at most twelve places; undefined otherwise. */
export function parseRate(text: string): Rate | undefined {
  return parseScaled(text, RATE_PLACES) as Rate | undefined;
}

/** A decimal string of dollars with two digits: "63.96". */
export function formatMoney(value: Cents): string {
  const { sign, whole, fraction } = formatScaled(value, 2);
  return `${sign}${whole}.${fraction}`;
}

/** A plain decimal string without trailing zeros: "0.5". */
export function formatShares(value: Shares): string {
  return plain(value, SHARE_PLACES);
}

/** A plain decimal string without trailing zeros: "0.5859375", "61.4". */
export function formatRate(value: Rate): string {
  return plain(value, RATE_PLACES);
}

export function addCents(a: Cents, b: Cents): Cents {
  return (a + b) as Cents;
}

export function subtractCents(a: Cents, b: Cents): Cents {
  return (a - b) as Cents;
}

export function negated(value: Cents): Cents {
  return -value as Cents;
}

export function addShares(a: Shares, b: Shares): Shares {
  return (a + b) as Shares;
}

export function subtractShares(a: Shares, b: Shares): Shares {
  return (a - b) as Shares;
}

/** The exact sum of any number of amounts of money. */
export function sumCents(values: Iterable<Cents>): Cents {
  let total = 0n;
  for (const value of values) total += value;
  return total as Cents;
}

/** Numerator over a positive denominator, to the nearest whole, half away from zero. */
export function divideRounded(numerator: bigint, denominator: bigint): bigint {
  if (denominator <= 0n) throw new RangeError('divideRounded needs a positive denominator');
  const magnitude = numerator < 0n ? -numerator : numerator;
  const quotient = (2n * magnitude + denominator) / (2n * denominator);
  return numerator < 0n ? -quotient : quotient;
}

/** round2(shares x rate): what a holder of these shares is paid, in cents. */
export function cashFor(shares: Shares, amountPerShare: Rate): Cents {
  return divideRounded(shares * amountPerShare, PRODUCT_PER_CENT) as Cents;
}

/** Dollars per share, rounded half away from zero to some decimal places; the shares are not zero. */
export function ratePerShare(amount: Cents, shares: Shares, places: number): Rate {
  const unit = 10n ** BigInt(places);
  // Cents are 10^-2 dollars and shares 10^-8 shares, so their quotient is in 10^6 dollars per share.
  return (divideRounded(amount * (SHARE_SCALE / 100n) * unit, shares) *
    (RATE_SCALE / unit)) as Rate;
}

/** Shares x rate before it is rounded, in dollars with at least two places: "58.59375". */
export function formatProduct(shares: Shares, amountPerShare: Rate): string {
  const exact = plain(shares * amountPerShare, SHARE_PLACES + RATE_PLACES);
  const [whole = '', fraction = ''] = exact.split('.');
  return `${whole}.${fraction.padEnd(2, '0')}`;
}

/** Shares x new / old, to the last place of a share, half up; neither number is zero. */
export function convertShares(shares: Shares, newShares: Rate, oldShares: Rate): Shares {
  return divideRounded(shares * newShares, oldShares) as Shares;
}

/** What is beyond whole shares. */
export function fractionOf(shares: Shares): Shares {
  return (shares % SHARE_SCALE) as Shares;
}

/** Whether it is less than one share. */
export function isFraction(shares: Shares): boolean {
  return shares < SHARE_SCALE;
}

/** round2(amount x percent / 100). */
export function percentOf(amount: Cents, percent: Rate): Cents {
  return divideRounded(amount * percent, 100n * RATE_SCALE) as Cents;
}

/**
 * Divides a whole amount by weights by largest remainder: each share rounded down, the cents left
 * over given one each to the largest fractions, ties to the earlier place. The parts always add up
 * to the whole. Amount and weights are not negative and the weights do not sum to zero.
 */
export function divideByLargestRemainder(amount: Cents, weights: readonly bigint[]): Cents[] {
  return Array.from(divideColumn(amount, weightsOf(columnOf(weights)))) as Cents[];
}
