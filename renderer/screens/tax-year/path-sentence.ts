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
