/**
 * Which causes explain the differences, with as little supposed as can be?
 *
 * Single causes come before pairs, and what the book points at before what is only supposed. The first level
 * on which something leaves no difference is the answer; all that do so there fit equally. Where nothing does,
 * causes that make some fields agree and no other differ are taken one after the other.
 * Example: a January payment fits, and so would a payment in lieu of that dividend: both are said, as equal.
 * Awkward case: pairs. Two causes can touch each other, so a pair is run; but only where both could come to
 * the difference, and no more than a bounded number of them.
 */
import { dayNumber } from '../values/days.ts';
import { distance, isApart, isKnown, withAlike, type Alone } from './alone.ts';
import type { Cause, CauseCode, OpenCause } from './cause.ts';
import { NumberFit } from './fit-number.ts';
import {
  isAnything,
  isInReach,
  isMet,
  isNearly,
  isSeen,
  LEAST_FIELDS,
  LEAST_TO_FIT,
  magnitude,
  peak,
} from './numbers.ts';
import type { Trial, Tried } from './trial.ts';

/** Pairs that are run on one level, those first that come nearest when added. */
const MOST_PAIRS = 300;
const MOST_IN_PART = 3;
/** What roundings make of two effects that add up. */
const CENTS_APART = 4n;

/** Where pairs of more kinds fit with a number, anything would: none of them is named. */
const MOST_KINDS = 3;

/** Causes that explain the form together. */
export interface Solution {
  readonly causes: readonly Cause[];
  readonly tried: Tried;
}

export interface Found {
  /** Each fits as well as the others. */
  readonly solutions: readonly Solution[];
  /** Whether there was no time to try everything. */
  readonly isLimited: boolean;
}

/** What is about the shares of an entry, on one side of an ex-date or the other. */
const OF_AN_ENTRY: ReadonlySet<CauseCode> = new Set<CauseCode>([
  'settlement-date-as-trade-date',
  'not-entitled',
]);

function isOfOneEntry(causes: readonly Cause[]): boolean {
  return causes.every(({ code }) => OF_AN_ENTRY.has(code));
}

/** As far as an entry can be from the ex-date that it is on the wrong side of. */
const NEAR_EX_DATE = 12;

/** Lots of a likely size that would be missing from the very payment on that such an entry is about. */
function missingThere(entries: readonly Solution[], fitted: readonly Tried[]): readonly Solution[] {
  const days = entries.flatMap(({ causes }) => causes.flatMap(({ about }) => about.day ?? []));
  const isThere = ({ code, isNatural, about: { day } }: Cause): boolean =>
    code === 'missing-lot' &&
    isNatural === true &&
    day !== undefined &&
    days.some((one) => Math.abs(dayNumber(one) - dayNumber(day)) <= NEAR_EX_DATE);
  return fitted
    .filter(({ causes }) => causes.every(isThere))
    .map((tried) => ({ causes: tried.causes, tried }));
}

/** Beside an entry on the wrong side of an ex-date a payment was larger, and what it bought no dearer. */
function isOfOtherCash(entry: Cause, { code, isFar }: Cause): boolean {
  return OF_AN_ENTRY.has(entry.code) && code === 'missing-reinvestment' && isFar === false;
}

function sizeOf(causes: readonly Cause[]): number {
  return causes.reduce((sum, { size }) => sum + size, 0);
}

function codesOf(causes: readonly Cause[]): string {
  return causes
    .map(({ code }) => code)
    .sort()
    .join(' ');
}

/** Of solutions with the same codes the one that changes least. */
function distinct(solutions: readonly Solution[]): readonly Solution[] {
  const ordered = solutions.toSorted((a, b) => sizeOf(a.causes) - sizeOf(b.causes));
  const seen = new Set<string>();
  return ordered.filter(({ causes }) => {
    const codes = codesOf(causes);
    return !seen.has(codes) && seen.add(codes);
  });
}

class Search {
  readonly #trial: Trial;
  readonly #fit: NumberFit;
  readonly #open: readonly OpenCause[];
  readonly #alone: readonly Alone[];
  readonly #rest: readonly bigint[];
  /** Whether pairs of too many kinds fit. */
  #isVague = false;

  constructor(trial: Trial, causes: readonly Cause[], open: readonly OpenCause[]) {
    this.#trial = trial;
    this.#fit = new NumberFit(trial);
    this.#open = open;
    this.#rest = trial.differences(trial.ours);
    this.#alone = this.#tryAll(causes);
  }

  /** One cause for each code and effect: the one that changes least. */
  #tryAll(causes: readonly Cause[]): readonly Alone[] {
    const byEffect = new Map<string, Alone>();
    const alike = new Map<string, Cause[]>();
    const ordered = causes.toSorted((a, b) => a.supposed - b.supposed);
    for (const cause of ordered) {
      if (this.#trial.isOver) break;
      const tried = this.#trial.try([cause]);
      // Cents that come out equal here can come out otherwise beside another cause.
      if (tried.changed.length === 0 && cause.code !== 'rounding') continue;
      const effect = this.#trial.effect(tried);
      const way = cause.code === 'rounding' ? cause.message : '';
      const key = `${cause.code} ${way} ${tried.figures.join(' ')}`;
      const known = byEffect.get(key);
      const isSimpler =
        known === undefined ||
        (known.cause.supposed === cause.supposed && known.cause.size > cause.size);
      if (isSimpler) byEffect.set(key, { cause, tried, effect, alike: [] });
      else if (cause.size === known.cause.size && cause.supposed === known.cause.supposed) {
        alike.set(key, [...(alike.get(key) ?? []), cause]);
      }
    }
    return [...byEffect].map(([key, own]) => {
      const others = alike.get(key)?.filter(({ size }) => size === own.cause.size) ?? [];
      const cause = withAlike(own.cause, others);
      return { ...own, cause, alike: others, tried: { ...own.tried, causes: [cause] } };
    });
  }

  #of(supposed: number): readonly Alone[] {
    return this.#alone.filter(({ cause }) => cause.supposed === supposed);
  }

  #singles(supposed: number, fitted: readonly Tried[]): Solution[] {
    const own = this.#of(supposed).filter(
      (one) => one.tried.isComplete && (isKnown(one) || isMet(this.#trial, one.cause, one.tried)),
    );
    // A number that could have been any says less than what the book has without one.
    const isSure = own.some(isKnown);
    const open = fitted.filter((tried) => {
      const [cause] = tried.causes;
      return (
        cause?.supposed === supposed &&
        isMet(this.#trial, cause, tried) &&
        (!isSure || cause.isNatural === true)
      );
    });
    return [...own.map(({ tried }) => tried), ...open].map((tried) => ({
      causes: tried.causes,
      tried,
    }));
  }

  #pairs(ones: readonly Alone[], others: readonly Alone[]): Solution[] {
    const near: { a: Alone; b: Alone; off: bigint }[] = [];
    const isSame = ones === others;
    ones.forEach((a, place) => {
      for (const b of isSame ? others.slice(place + 1) : others) {
        const off = distance(a, b, this.#rest);
        if (off !== undefined && a !== b) near.push({ a, b, off });
      }
    });
    near.sort((a, b) => (a.off < b.off ? -1 : a.off > b.off ? 1 : 0));
    const found: Solution[] = [];
    const least = new Map<string, number>();
    for (const { a, b } of near.slice(0, MOST_PAIRS)) {
      const causes = [a.cause, b.cause];
      if (this.#trial.isOver) break;
      const codes = codesOf(causes);
      // It would not be said: of the same codes what changes least is.
      if (sizeOf(causes) > (least.get(codes) ?? Infinity)) continue;
      const tried = this.#together(a, b);
      if (tried === undefined) continue;
      least.set(codes, sizeOf(causes));
      found.push({ causes: tried.causes, tried });
    }
    return found;
  }

  /** Two causes, or one of those that do the same alone as one of them, where they leave no difference. */
  #together(a: Alone, b: Alone): Tried | undefined {
    const own = this.#trial.try([a.cause, b.cause]);
    if (own.isComplete) return own;
    // Where they only add up, what does the same alone adds as much.
    if (isApart(a.cause, b.cause) || this.#isSum(a, b, own)) return undefined;
    const others = [
      ...b.alike.map((one) => [a.cause, one]),
      ...a.alike.map((one) => [one, b.cause]),
    ];
    for (const causes of others) {
      const tried = this.#trial.try(causes);
      if (tried.isComplete) return tried;
    }
    return undefined;
  }

  #isSum(a: Alone, b: Alone, together: Tried): boolean {
    const effect = this.#trial.effect(together);
    return effect.every((own, place) => {
      const off = own - (a.effect[place] ?? 0n) - (b.effect[place] ?? 0n);
      return magnitude(off) <= CENTS_APART;
    });
  }

  /** Causes together with one whose number the forms give, where it is a likely one. */
  #openPairs(ones: readonly Alone[]): Solution[] {
    const single = this.#open.filter(({ numbers }) => numbers === undefined);
    return ones.flatMap((one) => {
      const fitting = single.flatMap((open) => {
        // A lot of the book that was not there and another that was make any number of shares.
        if (one.cause.code === open.code) return [];
        const tried = this.#fit.fit(open, [one.cause], one.tried.figures);
        const fitted = tried?.causes[0];
        return tried === undefined || fitted === undefined ? [] : [{ fitted, tried }];
      });
      const likely = fitting.filter(
        ({ fitted }) =>
          fitted.isFar !== true && (fitted.supposed <= 2 || isOfOtherCash(one.cause, fitted)),
      );
      // One amount is left, and any number that comes to it would do: an odd one is no more than the others.
      const isOther = fitting.some(({ fitted }) => fitted.code !== likely[0]?.fitted.code);
      if (isOther && likely.every(({ fitted }) => fitted.isOdd === true)) return [];
      return likely.map(({ fitted, tried }) => ({ causes: [one.cause, fitted], tried }));
    });
  }

  /** The levels, the simplest first. */
  *#levels(): Generator<readonly Solution[]> {
    const first = this.#singles(1, []);
    const isOfEntry = first.length > 0 && first.every(({ causes }) => isOfOneEntry(causes));
    if (first.length > 0 && !isOfEntry) yield first;
    const fitted = this.#open.flatMap((open) => this.#fit.fit(open, []) ?? []);
    // Shares that an entry put on the wrong side of an ex-date are, on the form, shares that are not in the book.
    if (isOfEntry) yield [...first, ...missingThere(first, fitted)];
    const sure = this.#of(1).filter(isKnown);
    const single = this.#singles(2, fitted);
    // One number, and two causes without any, are supposed as easily.
    yield single.length > 0 && single.every((one) => this.#isOfNumber(one))
      ? [...single, ...this.#pairs(sure, sure)]
      : single;
    const supposed = this.#of(2).filter(isKnown);
    const listed = this.#alone.filter((one) => !isKnown(one));
    const known = this.#pairs(sure, sure);
    const withNumbers = (): readonly Solution[] =>
      this.#unlessVague([
        ...known,
        ...this.#pairs(sure, supposed),
        ...this.#pairs([...sure, ...supposed], listed),
        ...this.#pairs(listed, listed),
        ...this.#openPairs([...sure, ...supposed, ...listed]),
      ]);
    // Cents that come out otherwise make nearly anything fit: then what is only supposed says as much.
    const isOfCents = known.some(({ causes }) => causes.some(({ code }) => code === 'rounding'));
    if (known.length > 0 && !isOfCents) yield [...known, ...this.#naturalFor(known)];
    yield withNumbers();
    const isOpen = this.#isVague || this.#nearly().length > 0;
    if (!isOpen) yield this.#pairs(supposed, supposed);
    // A number that was made to fit says little of an amount that many numbers fit.
    if (this.#isLarge()) yield this.#singles(3, fitted);
  }

  /** In place of one of a pair a number that the book has too, where it does the same. */
  #naturalFor(pairs: readonly Solution[]): readonly Solution[] {
    const all = new Set(pairs.flatMap(({ causes }) => causes));
    return this.#openPairs(this.#alone.filter(({ cause }) => all.has(cause))).filter(({ causes }) =>
      causes.some(({ isNatural }) => isNatural === true),
    );
  }

  /** What the book points at that leaves next to nothing, and what does the same. */
  #nearly(): readonly Solution[] {
    const own = this.#of(1).filter(({ cause, tried }) => isNearly(this.#trial, cause, tried));
    const effects = new Set(own.map(({ tried }) => tried.figures.join(' ')));
    return this.#alone
      .filter(({ cause, tried }) => !cause.isLastResort && effects.has(tried.figures.join(' ')))
      .map(({ cause, tried }) => ({ causes: [cause], tried }));
  }

  /** Undefined where its number came out of the forms. */
  #ownOf(cause: Cause): Alone | undefined {
    return this.#alone.find((one) => one.cause === cause || one.alike.includes(cause));
  }

  #hasNumber(cause: Cause): boolean {
    return cause.isListed === true || this.#ownOf(cause) === undefined;
  }

  /** A number that was made to fit by its code, and any other cause by what it does. */
  #kindOf({ causes }: Solution): string {
    const kinds = causes.map((cause) => {
      const own = this.#ownOf(cause);
      return own === undefined || !isKnown(own) || cause.code === 'rounding'
        ? cause.code
        : own.tried.figures.join(' ');
    });
    return kinds.sort().join(' | ');
  }

  #isOfNumber({ causes }: Solution): boolean {
    return causes.some((one) => this.#hasNumber(one));
  }

  /**
   * Without those that rest on a number, where nothing speaks for it, or too many different ones would do. A number
   * that makes up for what the other cause does is said where the book has it too, and then with the others that do.
   */
  #unlessVague(solutions: readonly Solution[]): readonly Solution[] {
    const isEach = (is: typeof isMet, { causes, tried }: Solution): boolean =>
      causes.every(
        (cause, place) =>
          !this.#hasNumber(cause) || is(this.#trial, cause, tried, causes.toSpliced(place, 1)),
      );
    const met = solutions.filter((one) => isEach(isMet, one));
    const numbers = met.filter((one) => this.#isOfNumber(one));
    const kinds = new Set(numbers.map((one) => this.#kindOf(one)));
    this.#isVague ||= kinds.size > MOST_KINDS;
    const isNone = this.#isVague || numbers.every(({ causes }) => isAnything(causes));
    if (isNone) return met.filter((one) => !this.#isOfNumber(one));
    if (numbers.every((one) => isEach(isInReach, one))) return met;
    return solutions.filter((one) => met.includes(one) || isEach(isSeen, one));
  }

  /** In several figures, because any single one can be met by a number. */
  #isLarge(): boolean {
    const money = this.#rest.filter((_, place) => this.#trial.fields[place]?.unit === 'usd');
    const isAny = money.some((amount) => magnitude(amount) >= LEAST_TO_FIT);
    return isAny && money.filter((amount) => amount !== 0n).length >= LEAST_FIELDS;
  }

  find(): readonly Solution[] {
    for (const solutions of this.#levels()) {
      if (solutions.length > 0) return distinct([...solutions, ...this.#twins(solutions)]);
    }
    return this.#inPart();
  }

  /** The same with a cause of the same effect in place of one: the form alone does not tell them apart. */
  #twins(solutions: readonly Solution[]): readonly Solution[] {
    return solutions.flatMap(({ causes }) =>
      causes.flatMap((cause, place) => {
        const own = this.#ownOf(cause);
        const effect = own?.tried.figures.join(' ');
        const others = this.#alone.filter(
          // Not the other one of a pair: what happened, happened once.
          (one) =>
            !causes.includes(one.cause) &&
            !(one.cause.isLastResort === true && one.cause.supposed > cause.supposed) &&
            one.tried.changed.length > 0 &&
            one.tried.figures.join(' ') === effect,
        );
        return others.flatMap((other): Solution[] => {
          const tried = this.#trial.try(causes.with(place, other.cause));
          return tried.isComplete ? [{ causes: tried.causes, tried }] : [];
        });
      }),
    );
  }

  /** What explains some fields wholly and harms none, one after the other. */
  #inPart(): readonly Solution[] {
    const nearly = this.#nearly();
    if (nearly.length > 0) return distinct(nearly);
    const before: Cause[] = [];
    let twins: readonly Solution[] = [];
    let last: Tried | undefined;
    for (let left = MOST_IN_PART; left > 0 && !this.#trial.isOver; left--) {
      const found = this.#alone
        .map(({ cause }) => this.#trial.try([cause], before))
        .filter((tried) => isWorthSaying(this.#trial, tried));
      const most = Math.max(0, ...found.map(({ fixed }) => fixed.length));
      const [best, ...others] = found.filter(({ fixed }) => fixed.length === most);
      if (best === undefined) break;
      const key = best.figures.join(' ');
      const equal = others.filter(({ figures }) => figures.join(' ') === key);
      twins = [
        ...twins,
        ...equal.map((tried) => ({ causes: [...before, ...tried.causes], tried })),
      ];
      before.push(...best.causes);
      last = best;
      if (best.isComplete) break;
    }
    if (last === undefined) return [];
    return distinct([{ causes: before, tried: last }, ...twins.filter(isAsLong(before.length))]);
  }
}

const isAsLong =
  (length: number) =>
  ({ causes }: Solution): boolean =>
    causes.length === length;

/**
 * Whether the form says otherwise of a box that a cause speaks of: no 1250 gain, where 2a is said to lack it. What
 * differs there by much less than the cause explains has another reason.
 */
function isContradicted(trial: Trial, tried: Tried): boolean {
  const [left, most] = [trial.differences(tried.figures), peak(trial.effect(tried))];
  return trial.fields.some(
    (field, place) =>
      tried.causes.some(({ speaksOf }) => speaksOf?.(field) === true) &&
      magnitude(left[place] ?? 0n) * 2n >= most,
  );
}

/** In part, only what the book points at, or what makes several fields agree, and what the form does not contradict. */
function isWorthSaying(trial: Trial, tried: Tried): boolean {
  const { causes, isExact, fixed } = tried;
  const supposed = causes[0]?.supposed ?? 3;
  return (
    isExact &&
    causes[0]?.isListed !== true &&
    fixed.length > (supposed === 1 ? 0 : 1) &&
    !isContradicted(trial, tried)
  );
}

export function findCauses(
  trial: Trial,
  causes: readonly Cause[],
  open: readonly OpenCause[],
): Found {
  const solutions = new Search(trial, causes, open).find();
  return { solutions, isLimited: trial.isOver };
}
