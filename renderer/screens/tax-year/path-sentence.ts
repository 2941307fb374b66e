/** What became of the year's cash, in one sentence with its amounts; which amounts there are is the engine's. */
import { isZero } from '../../format/decimal.ts';
import type { Report } from './load.ts';

type Selected = Report['selections'][number];
type Of = 'cash' | keyof Selected['path'];

interface Amount {
  readonly of: Of;
  readonly value: string;
  readonly label: string;
}

/** Text and amounts, in the order in which they are read. */
export function pathSentence(
  year: number,
  { cash, path, discount }: Pick<Selected, 'cash' | 'path' | 'discount'>,
): (string | Amount)[] {
  const amount = (of: Of, value: string, label: string): Amount => ({ of, value, label });
  const clauses = [
    { value: path.income, of: 'income', label: 'Income', words: ' is income' },
    { value: path.gain, of: 'gain', label: 'Total capital gain', words: ' is capital gain' },
    {
      value: path.lowersBasis,
      of: 'lowersBasis',
      label: 'Your own money back',
      words: ' is your own money back and lowers your basis',
    },
    {
      value: path.exceedsBasis,
      of: 'exceedsBasis',
      label: 'Beyond your basis',
      words: ' is money back beyond your basis, and so a gain',
    },
  ] as const;
  const said = clauses.filter(({ value }) => !isZero(value));
  const parts: (string | Amount)[] = [
    amount('cash', cash, `Cash of all payments of ${year}`),
    isZero(discount)
      ? ' was paid to you'
      : ' was paid to you, besides a discount on the shares of a plan',
  ];
  said.forEach(({ of, value, label, words }, place) => {
    const joint = place === 0 ? ': ' : place === said.length - 1 ? ', and ' : ', ';
    parts.push(joint, amount(of, value, label), words);
  });
  return [...parts, '.'];
}

/** What is said of a year without a dividend in it; what a liquidation paid is no dividend, and is in the boxes all the same. */
export function noDividends(
  year: number,
  { account, incomplete, liquidations }: Pick<Selected, 'account' | 'incomplete' | 'liquidations'>,
): string {
  const whom = account ?? 'your taxable accounts';
  const inBoxes =
    liquidations === 0
      ? ''
      : ` ${liquidations === 1 ? 'The liquidating distribution stands' : 'The liquidating distributions stand'} in the boxes above.`;
  const what = liquidations === 0 ? 'payment' : 'dividend';
  if (incomplete) {
    return `No ${what} of ${year} is counted yet for ${whom}: the release that says what it was is not in the book.${inBoxes}`;
  }
  return liquidations === 0
    ? `Nothing was paid in ${year} to ${whom}.`
    : `No dividend was paid in ${year} to ${whom}.${inBoxes}`;
}
