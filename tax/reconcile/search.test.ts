/**
 * Where the search for causes stops: as many pairs as it runs, how small a number it fits, when it says that
 * too much would fit. The boxes here are sums of what the causes add to them, so that every answer is known.
 */
import { describe, expect, it } from 'vitest';
import type { Day } from '../values/days.ts';
import type { Cause, CauseCode, OpenCause } from './cause.ts';
import { findCauses } from './search.ts';
import type { Trial, Tried } from './trial.ts';

interface Adds {
  readonly adds: readonly bigint[];
}

function cause(code: CauseCode, adds: readonly bigint[], said: Partial<Cause> = {}): Cause {
  const made = { code, message: code, about: {}, supposed: 1, groups: [0], size: 1, ...said };
  return { ...made, adds } as unknown as Cause;
}

/** Boxes that show `theirs` where ours are nothing. */
class Sums {
  readonly setting = { groups: [{ place: 0, year: { payments: [] } }] };
  readonly ours: readonly bigint[];
  readonly fields: readonly { readonly theirs: bigint; readonly unit: 'usd' }[];
  runs = 0;
  readonly #most: number;

  constructor(theirs: readonly bigint[], most = Infinity) {
    this.fields = theirs.map((amount) => ({ theirs: amount, unit: 'usd' }));
    this.ours = theirs.map(() => 0n);
    this.#most = most;
  }

  get isOver(): boolean {
    return this.runs >= this.#most;
  }

  figuresWith(causes: readonly Cause[]): readonly bigint[] {
    return this.ours.map((_, place) =>
      causes.reduce((sum, one) => sum + ((one as unknown as Adds).adds[place] ?? 0n), 0n),
    );
  }

  agrees(place: number, figures: readonly bigint[]): boolean {
    return figures[place] === this.fields[place]?.theirs;
  }

  try(causes: readonly Cause[], before: readonly Cause[] = []): Tried {
    this.runs++;
    const from = this.figuresWith(before);
    const figures = this.figuresWith([...before, ...causes]);
    const places = this.fields.map((_, place) => place);
    const changed = places.filter((place) => figures[place] !== from[place]);
    const fixed = changed.filter((at) => this.agrees(at, figures) && !this.agrees(at, from));
    return {
      causes,
      figures,
      changed,
      fixed,
      isExact: changed.length > 0 && changed.every((place) => this.agrees(place, figures)),
      isComplete: places.every((place) => this.agrees(place, figures)),
    };
  }

  differences(figures: readonly bigint[]): readonly bigint[] {
    return this.fields.map(({ theirs }, place) => theirs - (figures[place] ?? 0n));
  }

  effect({ figures }: Tried, from: readonly bigint[] = this.ours): readonly bigint[] {
    return figures.map((figure, place) => (figure as bigint) - (from[place] as bigint));
  }
}

function search(sums: Sums, causes: readonly Cause[], open: readonly OpenCause[] = []) {
  const { solutions, isLimited } = findCauses(sums as unknown as Trial, causes, open);
  return { isLimited, found: solutions.map((one) => one.causes.map(({ message }) => message)) };
}

const named = (name: string): Partial<Cause> => ({ message: name });

describe('the simplest level that leaves no difference', () => {
  const one = cause('missing-lot', [100n], named('one'));
  const supposed = cause('plan-fees', [100n], { message: 'supposed', supposed: 2 });
  const half = cause('not-entitled', [50n], named('half'));
  const rest = cause('plan-discount', [50n], named('rest'));

  it('is a cause that the book points at, and of one effect a twin of another kind', () => {
    expect(search(new Sums([100n]), [one, half, rest])).toEqual({
      isLimited: false,
      found: [['one']],
    });
    expect(search(new Sums([100n]), [one, supposed]).found).toEqual([['one'], ['supposed']]);
  });

  it('says first what changes least', () => {
    const large = cause('missing-lot', [100n], { message: 'large', size: 5 });
    expect(search(new Sums([100n]), [large, supposed]).found).toEqual([['supposed'], ['large']]);
  });

  it('comes before pairs, and pairs that are pointed at before supposed ones', () => {
    const other = cause('missing-reinvestment', [50n], named('other'));
    expect(search(new Sums([100n]), [half, other, supposed]).found).toEqual([['supposed']]);
    const odd = cause('plan-fees', [60n], { message: 'odd', supposed: 2 });
    const even = cause('missing-lot', [40n], { message: 'even', supposed: 2 });
    expect(search(new Sums([100n]), [half, other, odd, even]).found).toEqual([['half', 'other']]);
    expect(search(new Sums([100n]), [odd, even]).found).toEqual([['odd', 'even']]);
    // Neither of a pair stands in for the other.
    const twin = cause('plan-fees', [50n], { message: 'twin', supposed: 2 });
    expect(search(new Sums([100n]), [half, other, twin]).found).toEqual([
      ['half', 'other'],
      ['twin', 'other'],
      ['half', 'twin'],
    ]);
  });

  it('has of causes of one kind and effect the one that changes least', () => {
    const large = cause('missing-lot', [100n], { message: 'large', size: 5 });
    const small = cause('missing-lot', [100n], { message: 'small', size: 2 });
    for (const causes of [
      [large, small],
      [small, large],
    ]) {
      expect(search(new Sums([100n]), causes).found).toEqual([['small']]);
    }
    const guess = cause('missing-lot', [100n], { message: 'guess', size: 1, supposed: 2 });
    expect(search(new Sums([100n]), [guess, large]).found).toEqual([['large']]);
  });

  it('has every pair that fits, and of each kind the one that changes least', () => {
    const pairs = [
      cause('missing-lot', [30n], { message: 'a', size: 1 }),
      cause('plan-fees', [70n], { message: 'b', size: 1 }),
      cause('missing-lot', [35n], { message: 'a2', size: 3 }),
      cause('plan-fees', [65n], { message: 'b2', size: 1 }),
      cause('not-entitled', [20n], { message: 'c', size: 2 }),
      cause('undistributed-gain', [80n], { message: 'd', size: 2 }),
    ];
    expect(search(new Sums([100n]), pairs).found).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
  });

  it('leaves out what changes nothing, but for another way of rounding', () => {
    const nothing = cause('missing-lot', [0n], named('nothing'));
    expect(search(new Sums([100n]), [nothing, one]).found).toEqual([['one']]);
  });
});

describe('what is not tried', () => {
  it('is a pair that cannot come to the difference', () => {
    const sums = new Sums([100n]);
    const far = cause('missing-lot', [10n], named('far'));
    const off = cause('plan-fees', [20n], named('off'));
    expect(search(sums, [far, off]).found).toEqual([]);
    // Each alone, and no pair of them; then each in part.
    expect(sums.runs).toBe(4);
  });

  it('is a pair beyond the nearest 300', () => {
    // All pairs of them come within cents of the difference, and none to it.
    const near = [-2n, -1n, 0n, 1n, 2n];
    const causes = near.flatMap((a) =>
      near.flatMap((b) => near.map((c) => cause('missing-lot', [50n, a, b, c]))),
    );
    const sums = new Sums([101n, 0n, 0n, 0n]);
    expect(search(sums, causes).found).toEqual([]);
    expect(sums.runs).toBe(125 + 300 + 125);
  });

  it('is more than there is time for, and that is said', () => {
    const causes = [1n, 2n, 3n, 100n].map((adds, i) =>
      cause('missing-lot', [adds], named(String(i))),
    );
    expect(search(new Sums([100n], 2), causes)).toEqual({ isLimited: true, found: [] });
    expect(search(new Sums([100n]), causes).found).toEqual([['3']]);
  });
});

describe('a number that a cause is given', () => {
  const open = (code: CauseCode, supposed: 2 | 3): OpenCause => ({
    code,
    groups: [0],
    typical: 1000n,
    least: 1n,
    most: 100_000n,
    steps: [1n],
    isContinuous: true,
    withNumber: (number) =>
      cause(code, [number], { message: `${code} of ${number}`, supposed, size: Number(number) }),
  });

  /** Two boxes, the second of which shows half. */
  const inTwo = (code: CauseCode, supposed: 2 | 3, said: Partial<Cause> = {}): OpenCause => ({
    ...open(code, supposed),
    withNumber: (number) =>
      cause(code, [number, number / 2n], { message: `${code} of ${number}`, supposed, ...said }),
  });
  const lot = 'missing-lot of 100';

  it('without any support is said of an amount from three dollars on', () => {
    const guess = inTwo('missing-lot', 3);
    expect(search(new Sums([300n, 150n]), [], [guess]).found).toEqual([['missing-lot of 300']]);
    expect(search(new Sums([298n, 149n]), [], [guess]).found).toEqual([]);
    expect(search(new Sums([-300n, -150n]), [], [guess]).found).toEqual([]);
  });

  it('has to meet two figures that are not the same, unless something else speaks for it', () => {
    const same: OpenCause = {
      ...open('missing-lot', 2),
      withNumber: (number) => cause('missing-lot', [number, number], { supposed: 2 }),
    };
    expect(search(new Sums([300n]), [], [open('missing-lot', 2)]).found).toEqual([]);
    expect(search(new Sums([300n, 300n]), [], [same]).found).toEqual([]);
    expect(search(new Sums([300n, 150n]), [], [inTwo('missing-lot', 2)]).found).toHaveLength(1);
    const natural = { supposed: 2, isNatural: true } as const;
    const round: OpenCause = {
      ...open('missing-lot', 2),
      withNumber: (number) => cause('missing-lot', [number], natural),
    };
    expect(search(new Sums([300n]), [], [round]).found).toHaveLength(1);
  });

  it('from a list is said with every other that does as well, and one that needs none alone', () => {
    const discount = (said: Partial<Cause>) =>
      cause('plan-discount', [100n, 50n], { ...named('discount'), isListed: true, ...said });
    const likely = inTwo('missing-lot', 2);
    const sums = () => new Sums([100n, 50n]);
    expect(search(sums(), [discount({ supposed: 2 })], [likely]).found).toEqual([
      ['discount'],
      [lot],
    ]);
    expect(search(sums(), [discount({})], [likely]).found).toEqual([['discount']]);
    const lent = cause('payment-in-lieu', [100n, 50n], { ...named('lent'), supposed: 2 });
    expect(search(sums(), [lent, discount({ supposed: 2 })], [likely]).found).toEqual([
      ['lent'],
      ['discount'],
    ]);
    const one = cause('plan-discount', [100n], { isListed: true });
    expect(search(new Sums([100n]), [one]).found).toEqual([]);
  });

  it('beside another cause is said of up to three kinds, and where there are more, of none', () => {
    const first = [cause('not-entitled', [40n, 30n], named('not-entitled'))];
    const likely = inTwo('missing-lot', 2);
    const sums = () => new Sums([140n, 80n]);
    expect(search(sums(), first, [likely]).found).toEqual([['not-entitled', lot]]);
    const discounts = [1, 2, 3].map((at) =>
      cause('plan-discount', [100n, 50n], { message: `discount ${at}`, isListed: true, size: at }),
    );
    expect(search(sums(), [...first, ...discounts], [likely]).found).toEqual([
      ['not-entitled', 'discount 1'],
      ['not-entitled', lot],
    ]);
    const fees = (['plan-fees', 'missing-reinvestment', 'wash-sale'] as const).map((code) =>
      inTwo(code, 2),
    );
    expect(search(sums(), first, [likely, ...fees.slice(0, 2)]).found).toHaveLength(3);
    expect(search(sums(), first, [likely, ...fees]).found).toEqual([]);
  });

  it('beside one that is known is said where the book has it and it does the same', () => {
    const [first, second] = [
      cause('not-entitled', [100n, 50n], named('first')),
      cause('january-payment', [40n, 30n], named('second')),
    ];
    const sums = () => new Sums([140n, 80n]);
    const likely = inTwo('missing-lot', 2);
    expect(search(sums(), [first, second], [likely]).found).toEqual([['first', 'second']]);
    const natural = inTwo('missing-lot', 2, { isNatural: true });
    expect(search(sums(), [first, second], [natural]).found).toEqual([
      ['first', 'second'],
      ['second', lot],
    ]);
  });

  it('does not make up for what is only supposed and takes away', () => {
    const found = (supposed: 1 | 2, adds: readonly bigint[]) => {
      const other = cause('payment-in-lieu', adds, { message: 'other', supposed });
      return search(new Sums([100n, 60n]), [other], [inTwo('missing-lot', 2)]).found;
    };
    expect(found(1, [-50n, -15n])).toEqual([['other', 'missing-lot of 150']]);
    expect(found(2, [-50n, -15n])).toEqual([]);
    expect(found(2, [20n, 20n])).toEqual([['other', 'missing-lot of 80']]);
  });

  it('makes up for much more where the book has it too, and then with every other that does', () => {
    const large = cause('january-payment', [-500n, -240n], named('large'));
    const sums = () => new Sums([100n, 60n]);
    const natural = inTwo('missing-lot', 2, { isNatural: true });
    expect(search(sums(), [large], [inTwo('plan-fees', 2)]).found).toEqual([]);
    expect(search(sums(), [large], [natural]).found).toEqual([['large', 'missing-lot of 600']]);
    expect(search(sums(), [large], [natural, inTwo('plan-fees', 2)]).found).toEqual([
      ['large', 'missing-lot of 600'],
      ['large', 'plan-fees of 600'],
    ]);
  });

  it('of odd shares is not said where another kind of number comes to the same, likely or not', () => {
    const first = [cause('not-entitled', [40n, 30n], named('first'))];
    const found = (...numbers: OpenCause[]) => search(new Sums([140n, 80n]), first, numbers).found;
    const odd = inTwo('missing-lot', 2, { isOdd: true });
    expect(found(odd)).toEqual([['first', lot]]);
    expect(found(odd, inTwo('missing-lot', 3))).toEqual([['first', lot]]);
    expect(found(odd, inTwo('plan-fees', 3))).toEqual([]);
    // As likely as the other, it is said with it.
    expect(found(odd, inTwo('plan-fees', 2))).toEqual([
      ['first', lot],
      ['first', 'plan-fees of 100'],
    ]);
    expect(found(inTwo('missing-lot', 2), inTwo('plan-fees', 3))).toEqual([['first', lot]]);
  });

  it('does not make up for much more than what differs, nor stand beside another of its kind', () => {
    const large = cause('not-entitled', [-500n, -250n], named('large'));
    expect(search(new Sums([100n, 50n]), [large], [inTwo('missing-lot', 2)]).found).toEqual([
      [lot],
    ]);
    const off = cause('not-entitled', [-500n, -240n], named('off'));
    expect(search(new Sums([100n, 60n]), [off], [inTwo('missing-lot', 2)]).found).toEqual([]);
    const half = cause('plan-discount', [40n, 10n], { isListed: true });
    expect(search(new Sums([140n, 60n]), [half], [inTwo('plan-fees', 2)]).found).toEqual([]);
  });
});

describe('an entry on the wrong side of an ex-date', () => {
  const on = (day: string): Partial<Cause> => ({ about: { day: day as Day } });
  const early = cause('not-entitled', [100n, 50n], { ...named('early'), ...on('2002-05-17') });
  const lotOn = (day: string, said: Partial<Cause> = {}): OpenCause => ({
    code: 'missing-lot',
    groups: [0],
    typical: 1000n,
    least: 1n,
    most: 100_000n,
    steps: [1n],
    isContinuous: true,
    withNumber: (number) =>
      cause('missing-lot', [number, number / 2n], {
        ...{ message: `lot of ${number}`, supposed: 2, isNatural: true },
        ...{ ...on(day), ...said },
      }),
  });
  const found = (first: Cause, open: OpenCause) =>
    search(new Sums([100n, 50n]), [first], [open]).found;

  it('is, on the form, as many shares that are missing from the same payment on', () => {
    expect(found(early, lotOn('2002-05-16'))).toEqual([['early'], ['lot of 100']]);
    expect(found(early, lotOn('2002-05-29'))).toEqual([['early'], ['lot of 100']]);
  });

  it('and not from another payment on, nor any number of shares', () => {
    expect(found(early, lotOn('2002-05-30'))).toEqual([['early']]);
    expect(found(early, lotOn('2002-05-16', { isNatural: false }))).toEqual([['early']]);
  });

  it('nor where the cause is about no entry', () => {
    const late = cause('january-payment', [100n, 50n], { ...named('late'), ...on('2002-05-17') });
    expect(found(late, lotOn('2002-05-16'))).toEqual([['late']]);
  });
});

describe('where nothing explains all', () => {
  it('what the book points at and leaves next to nothing is said before two that are supposed', () => {
    const almost = cause('january-payment', [-5000n, -2495n], named('almost'));
    const twin = cause('payment-in-lieu', [-5000n, -2495n], { ...named('twin'), supposed: 2 });
    const halves = [1, 2].map((at) =>
      cause('missing-lot', [-2505n, -1250n - BigInt(at)], { message: `half ${at}`, supposed: 2 }),
    );
    const sums = () => new Sums([-5010n, -2503n]);
    expect(search(sums(), halves).found).toEqual([['half 1', 'half 2']]);
    expect(search(sums(), [almost, twin, ...halves]).found).toEqual([['almost'], ['twin']]);
  });

  const box = (place: number, amount: bigint) => [0n, 0n, 0n, 0n, 0n].with(place, amount);
  const codes: CauseCode[] = ['missing-lot', 'plan-fees', 'not-entitled', 'missing-reinvestment'];

  it('up to three causes are said that make a box agree each, one after the other', () => {
    const causes = codes.map((code, i) => cause(code, box(i, 100n), named(code)));
    const { found } = search(new Sums([100n, 100n, 100n, 100n, 7n]), causes);
    expect(found[0]).toEqual(codes.slice(0, 3));
  });

  it('the one that makes most boxes agree comes first', () => {
    const two = cause('plan-discount', [100n, 100n, 0n], named('two'));
    const single = cause('missing-lot', [0n, 0n, 100n], named('single'));
    expect(search(new Sums([100n, 100n, 100n, 7n]), [single, two]).found).toEqual([
      ['two', 'single'],
    ]);
  });

  it('a cause that harms another box is not said, and a supposed one only where it mends two', () => {
    const harms = cause('missing-lot', [100n, 5n], named('harms'));
    expect(search(new Sums([100n, 0n, 7n]), [harms]).found).toEqual([]);
    const guess = (adds: readonly bigint[]) =>
      cause('plan-fees', adds, { message: 'guess', supposed: 2 });
    expect(search(new Sums([100n, 100n, 7n]), [guess([100n, 0n])]).found).toEqual([]);
    expect(search(new Sums([100n, 100n, 7n]), [guess([100n, 100n])]).found).toEqual([['guess']]);
  });

  it('causes of one effect are all said', () => {
    const one = cause('missing-lot', [100n], named('one'));
    const other = cause('plan-fees', [100n], named('other'));
    expect(search(new Sums([100n, 7n]), [one, other]).found).toEqual([['one'], ['other']]);
  });
});
