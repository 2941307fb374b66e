/** Splits and separations that published terms tell of, and the book does not. */
import { expect, it } from 'vitest';
import { reference } from '../../resources/reference.ts';
import { computeYear } from '../compute-year.ts';
import { factsOf } from '../testing/fixtures.ts';

/** What is told of a year: the day of the event, and the accounts. */
function told(trades: string, year: number): readonly string[] {
  const { notices } = computeYear(factsOf(`trades\n${trades}`), year, reference);
  return notices
    .filter(({ code }) => code === 'known-event')
    .map(
      ({ about, message }) =>
        `${about.day ?? ''}: ${/the accounts? ([^.]*?), where/.exec(message)?.[1] ?? ''}`,
    );
}

const BOUGHT = `  date        action    shares  security  amount   lot  account  ratio  to    percent
  2018-03-01  buy       100     AIV       4000.00  A    one      -      -  -
  2018-03-01  buy       100     AIV       4000.00  B    two      -      -  -`;

it('are told from their year on, account by account, while shares are there', () => {
  expect(told(BOUGHT, 2018)).toEqual([]);
  expect(told(BOUGHT, 2019)).toEqual(['2019-02-20: one, two']);
  expect(told(BOUGHT, 2020)).toEqual([
    '2019-02-20: one, two',
    '2020-11-30: one, two',
    '2020-12-15: one, two',
  ]);
  const sold = `${BOUGHT}
  2019-06-03  sell      100     AIV       5000.00  A    one      -      -  -`;
  expect(told(sold, 2019)).toEqual(['2019-02-20: one, two']);
  expect(told(sold, 2020)[0]).toBe('2019-02-20: two');
});

it('are not told where they were entered, some days later as well, or nothing was held', () => {
  const entered = `${BOUGHT}
  2019-02-25  split     -       AIV       -        -    one      1:1.031  -  -
  2019-02-20  split     -       AIV       -        -    two      1:1.031  -  -`;
  expect(told(entered, 2019)).toEqual([]);
  const other = BOUGHT.replaceAll('AIV ', 'EQR ');
  expect(told(other, 2020)).toEqual([]);
  const after = BOUGHT.replaceAll('2018-03-01', '2019-03-01');
  expect(told(after, 2019)).toEqual([]);
});

it('take a separation as it was entered: shares received in kind, or a spin-off', () => {
  const since = BOUGHT.replaceAll('2018-03-01', '2020-12-01');
  const separated = `${since}
  2020-12-15  in-kind   100     AIRC      3807.11  K    one      -      -  -
  2020-12-16  spin-off  -       AIV       -        -    two      1:1    AIRC  10`;
  expect(told(since, 2020)).toEqual(['2020-12-15: one, two']);
  expect(told(separated, 2020)).toEqual([]);
});

it('are told once where one of two accounts has the entry: as what the other one lacks', () => {
  const both = (trades: string, year: number): readonly (string | undefined)[] =>
    computeYear(factsOf(`trades\n${trades}`), year, reference).notices.flatMap(({ code, about }) =>
      code === 'known-event' || code === 'split-in-one-account'
        ? [`${code} ${about.account ?? ''}`]
        : [],
    );
  const split = `${BOUGHT}
  2019-02-25  split     -       AIV       -        -    one      1:1.031  -  -`;
  expect(both(split, 2019)).toEqual(['split-in-one-account two']);
  // Of the events of the next year no account has an entry.
  expect(both(split, 2020).filter((one) => one?.startsWith('known'))).toHaveLength(2);
  const spunOff = `${BOUGHT.replaceAll('2018-03-01', '2020-12-01')}
  2020-12-16  spin-off  -       AIV       -        -    two      1:1    AIRC  10`;
  expect(both(spunOff, 2020)).toEqual(['split-in-one-account one']);
  // A split is no separation: what lacks both is told of both.
  const other = `${BOUGHT.replaceAll('2018-03-01', '2020-12-01')}
  2020-12-16  split     -       AIV       -        -    two      2:1    -     -`;
  expect(both(other, 2020)).toEqual(['split-in-one-account one', 'known-event ']);
  expect(told(other, 2020)).toEqual(['2020-12-15: one, two']);
});
