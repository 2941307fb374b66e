/** What the review says about a reading, in the open; whether it can be accepted is the reader's word alone. */
import { counted } from '../../format/words.ts';
import type { Checked } from './load.ts';

type Checks = Checked['checks'];

export interface Check {
  readonly good: boolean;
  readonly text: string;
}

const ANNUAL: Readonly<Record<Checks['annual'], string>> = {
  differs: 'The annual rows differ from the payments',
  'left-out': 'An annual row is left out, so a missing payment would not show',
  none: 'No annual row to compare with',
  agrees: 'The annual rows agree',
};

export function checksInWords({
  payments,
  exact,
  annual,
  cusips,
  possibleCusips,
}: Checks): readonly Check[] {
  if (payments === 0) return [];
  const sums = exact === payments;
  const possible = possibleCusips === cusips;
  return [
    {
      good: sums,
      text: sums
        ? `The parts of all ${counted(payments, 'payment')} add up`
        : `The parts of ${counted(payments - exact, 'payment')} do not add up exactly`,
    },
    { good: annual === 'agrees' || annual === 'none', text: ANNUAL[annual] },
    ...(cusips === 0
      ? []
      : [
          {
            good: possible,
            text: possible
              ? `${counted(cusips, 'CUSIP')} with the right check digit`
              : `${counted(cusips - possibleCusips, 'CUSIP')} with a wrong check digit`,
          },
        ]),
  ];
}

/** "9 securities, 33 payments". */
export function summaryOf({ securities, payments }: Checks): string {
  return `${counted(securities, 'security', 'securities')}, ${counted(payments, 'payment')}`;
}
