/**
 * Which number makes a cause fit: how many shares, how large a fee?
 *
 * Each box is higher by about the number times what one unit of it changes; so each box says between which
 * numbers it can be, and all of them together leave a narrow span. Round numbers of the span are tried first,
 * then numbers all over it, because cents jump. Only what the engine then confirms to the cent counts.
 * Awkward case: boxes that a unit does not change have to agree as they are.
 */
import type { Figure } from './broker-view.ts';
import { REACHING, type Cause, type OpenCause } from './cause.ts';
import type { Trial, Tried } from './trial.ts';

/** How many times more or less a unit can do after another cause than alone. */
const SLACK = 3n;
/** Cents that say nothing of a number. */
const SMALL = 20n;
/** Cents that a figure is never changed by where the usual number hardly changes it, whatever the number. */
const NEVER = 100n * SMALL;
/** A number after which figures are this many times further off than roundings can make is no use, nor is any near it. */
const FAR = 10n;
const ROUND_NUMBERS = 3;
const NUMBERS_IN_SPAN = 32n;
/** How many times the usual number is so large that roundings do not count. */
const MANY = 1000n;

interface Span {
  readonly least: bigint;
  readonly most: bigint;
}

function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value;
}

function floorDivided(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient;
}

const ANY: Span = { least: -(10n ** 30n), most: 10n ** 30n };

/**
 * The numbers that bring `rest` within the tolerance, when `typical` of them have that effect, which is off by
 * cents as well; undefined where none does.
 */
function spanOf(
  rest: bigint,
  effect: bigint,
  typical: bigint,
  tolerance: bigint,
): Span | undefined {
  const small = effect < 0n ? -effect : effect;
  if (small <= tolerance) {
    const isNear = rest <= tolerance && -rest <= tolerance;
    return isNear || effect !== 0n ? ANY : undefined;
  }
  const ends = [rest - tolerance, rest + tolerance].flatMap((end) =>
    [effect - tolerance, effect + tolerance].map((by) => floorDivided(end * typical, by)),
  );
  const inOrder = ends.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  return { least: inOrder[0] ?? 0n, most: (inOrder.at(-1) ?? 0n) + 1n };
}

/** Multiples of the steps from the middle outwards, then evenly over the span, the middle first. */
function* numbersIn(
  { least, most }: Span,
  { steps, isContinuous, numbers = NUMBERS_IN_SPAN }: OpenCause,
): Generator<bigint> {
  const middle = (least + most) / 2n;
  const seen = new Set<bigint>();
  for (const step of steps) {
    const near = floorDivided(middle, step);
    for (let away = 0n, found = 0; away < 4n && found < ROUND_NUMBERS; away++) {
      for (const number of [(near - away) * step, (near + away + 1n) * step]) {
        if (number < least || number > most || number === 0n || seen.has(number)) continue;
        seen.add(number);
        found++;
        yield number;
      }
    }
  }
  if (!isContinuous) return;
  const width = most - least;
  const count = width < numbers ? width : numbers;
  for (let place = 0n; place <= count; place++) {
    // From the middle outwards: there all figures are as they should be, but for cents.
    const away = place % 2n === 0n ? place / 2n : count - (place - 1n) / 2n;
    const at = (away + count / 2n) % (count + 1n);
    const number = count === 0n ? least : least + (width * at) / count;
    if (number !== 0n && !seen.has(number)) yield number;
  }
}

/** Fits numbers; what one unit of each cause changes is worked out once. */
export class NumberFit {
  readonly #trial: Trial;
  readonly #effects = new Map<OpenCause, readonly bigint[]>();

  constructor(trial: Trial) {
    this.#trial = trial;
  }

  #effectOf(open: OpenCause): readonly bigint[] {
    const known = this.#effects.get(open);
    if (known) return known;
    const effect = this.#trial.effect(this.#trial.try([open.withNumber(open.typical)]));
    this.#effects.set(open, effect);
    return effect;
  }

  /** On top of what changes what payments come to, a unit has another effect. */
  #effectAfter(open: OpenCause, before: readonly Cause[], from: readonly Figure[]) {
    const isTouched = before.some(
      ({ code, groups }) => REACHING.has(code) && groups.some((one) => open.groups.includes(one)),
    );
    if (!isTouched) return this.#effectOf(open);
    return this.#trial.effect(this.#trial.try([open.withNumber(open.typical)], before), from);
  }

  /**
   * Whether one number can be meant by all figures at all: what a unit does to each of them goes the same way
   * after other causes, and about as far beside the others. This is asked before the engine is.
   */
  #canFit(open: OpenCause, rest: readonly bigint[]): boolean {
    const effect = this.#effectOf(open);
    let [least, most] = [open.least / SLACK, open.most * SLACK];
    for (let place = 0; place < rest.length; place++) {
      const [left, by] = [rest[place] ?? 0n, effect[place] ?? 0n];
      if (magnitude(left) <= SMALL) continue;
      if (magnitude(by) <= SMALL) {
        if (magnitude(left) > NEVER) return false;
        continue;
      }
      const number = (left * open.typical) / by;
      if (open.least >= 0n && number <= 0n) return false;
      const [low, high] = [number / SLACK, number * SLACK].sort((a, b) => (a < b ? -1 : 1)) as [
        bigint,
        bigint,
      ];
      if (low > least) least = low;
      if (high < most) most = high;
    }
    return least <= most + 1n;
  }

  /** Cents that the roundings of the payments in reach can make in a figure. */
  #tolerance(causes: readonly Pick<Cause, 'groups'>[]): bigint {
    const { groups } = this.#trial.setting;
    const own = groups.filter(({ place }) => causes.some((one) => one.groups.includes(place)));
    const payments = own.reduce((sum, { year }) => sum + year.payments.length, 0);
    return BigInt(2 + Math.ceil(payments / 2));
  }

  #span(open: OpenCause, before: readonly Cause[], from: readonly Figure[]): Span | undefined {
    const rest = this.#trial.differences(from);
    if (rest.every((one) => one === 0n)) return undefined;
    if (!this.#canFit(open, rest)) return undefined;
    const effect = this.#effectAfter(open, before, from);
    if (effect.every((one) => one === 0n)) return undefined;
    return this.#within(open, rest, effect, this.#tolerance([open, ...before]));
  }

  /** The numbers that all figures allow; undefined where none does. `typical` of them have the effect. */
  #within(
    { least: first, most: last, typical }: Pick<OpenCause, 'least' | 'most' | 'typical'>,
    rest: readonly bigint[],
    effect: readonly bigint[],
    tolerated: bigint,
  ): Span | undefined {
    let [least, most] = [first, last];
    for (let place = 0; place < rest.length; place++) {
      const isMoney = this.#trial.fields[place]?.unit === 'usd';
      const tolerance = isMoney ? tolerated : 0n;
      const own = spanOf(rest[place] ?? 0n, effect[place] ?? 0n, typical, tolerance);
      if (own === undefined) return undefined;
      if (own.least > least) least = own.least;
      if (own.most < most) most = own.most;
      if (least > most) return undefined;
    }
    return { least, most };
  }

  /** Whether an amount in the boxes is divided as a number of the cause is, however large it would be. */
  isDividedAs(open: OpenCause, rest: readonly bigint[]): boolean {
    // Of so many the cents are no part that counts: what is compared is how they are divided.
    const typical = open.typical * MANY;
    const changed = this.#trial.effect(this.#trial.try([open.withNumber(typical)]));
    const isBox = this.#trial.fields.map(({ form }) => form === '1099-DIV');
    const effect = changed.map((by, place) => (isBox[place] === true ? by : 0n));
    const span = { least: open.least, most: open.most, typical };
    return (
      effect.some((by) => by !== 0n) &&
      this.#within(span, rest, effect, this.#tolerance([open])) !== undefined
    );
  }

  /** The cause with a number that leaves no difference, on top of others; undefined where there is none. */
  fit(open: OpenCause, before: readonly Cause[], from = this.#trial.ours): Tried | undefined {
    if (this.#trial.isOver) return undefined;
    const span = this.#span(open, before, from);
    if (span === undefined) return undefined;
    const far = FAR * this.#tolerance([open, ...before]);
    for (const number of numbersIn(span, open)) {
      const tried = this.#trial.try([{ ...open.withNumber(number), isFitted: true }], before);
      if (tried.isComplete) return tried;
      // Cents jump from number to number; dollars do not.
      if (this.#trial.differences(tried.figures).some((off) => magnitude(off) > far)) break;
    }
    return undefined;
  }
}
