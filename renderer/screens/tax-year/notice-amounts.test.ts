import { describe, expect, it } from 'vitest';
import { stretchesOf } from '../../components/notice-item.ts';
import { amountsOf } from './notice-amounts.ts';

type Notice = Parameters<typeof amountsOf>[0];
type View = Parameters<typeof amountsOf>[1];

const washSale = (message: string): Notice =>
  ({ level: 'info', code: 'possible-wash-sale', message, about: { transaction: 's1' } }) as Notice;

function bookWith(replacements: readonly (readonly [string, boolean])[], disallowed: string): View {
  return {
    year: 2020,
    sales: [
      {
        transaction: 's1',
        sale: {
          lot: 'A',
          disallowedLoss: disallowed,
          replacements: replacements.map(([disallowedLoss, addedToBasis], place) => ({
            lot: `N${place}`,
            disallowedLoss,
            addedToBasis,
          })),
        },
      },
    ],
    excessGains: [],
    payments: [],
  } as unknown as View;
}

describe('the amounts of a wash sale in its notice', () => {
  it('are the disallowed loss and the part that is lost', () => {
    const view = bookWith(
      [
        ['60.00', true],
        ['40.00', false],
      ],
      '100.00',
    );
    const notice = washSale('$100.00 of its loss is disallowed. $40.00 of it is lost for good.');
    expect(amountsOf(notice, view)).toMatchObject([
      { text: '$100.00', part: { figure: { kind: 'sale', of: 'disallowedLoss' } } },
      { text: '$40.00', part: { figure: { kind: 'replacementLoss', lot: 'A', place: 1 } } },
    ]);
  });

  it('are two figures of one sentence where all of it is lost', () => {
    const message = '$40.00 of its loss is disallowed. $40.00 of it is lost for good.';
    const amounts = amountsOf(washSale(message), bookWith([['40.00', false]], '40.00'));
    const stretches = stretchesOf(message, amounts);
    expect(stretches.map(({ text }) => text).join('')).toBe(message);
    expect(
      stretches.flatMap(({ amount }) =>
        amount && 'figure' in amount.part ? [amount.part.figure.kind] : [],
      ),
    ).toEqual(['sale', 'replacementLoss']);
  });

  it('are only the disallowed loss where nothing is lost', () => {
    const notice = washSale('$60.00 of its loss is disallowed.');
    expect(amountsOf(notice, bookWith([['60.00', true]], '60.00'))).toHaveLength(1);
  });
});
