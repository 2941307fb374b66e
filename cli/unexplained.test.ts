/**
 * What must not be explained: amounts that nothing in the book has to do with, digits that somebody exchanged, another
 * security on the form. Whatever number would make them fit, none is named, and all of it is said to be unexplained.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReconciliationJson } from '../formats/reconciliation-schema.ts';
import { Workplace } from './testing/command.ts';

const PAID = ['02-15', '05-15', '08-15', '11-15'];
const PARTS = {
  ...{ ordinary: '62.5', qualified: '0', capitalGain: '12.5', unrecaptured1250: '10' },
  ...{ section1202: '0', collectibles28: '0', returnOfCapital: '15' },
};
const ALL_ORDINARY = {
  ...PARTS,
  ...{ ordinary: '100', capitalGain: '0', unrecaptured1250: '0', returnOfCapital: '0' },
};

function allocation(symbol: string, year: number, amount: string, components: object): string {
  const distributions = PAID.map((day, at) => ({
    ...{ declarationDate: null, recordDate: `${year}-${day}`, exDate: `${year}-${day}` },
    ...{ payableDate: `${year}-${day.replace('15', '28')}`, inKind: false, unit: 'percent' },
    ...{ amountPerShare: amount, allocablePerShare: amount, subsets: {}, sourceLine: at + 1 },
    components,
  }));
  return JSON.stringify({
    ...{ schema: 'basisbook/allocation-document@1', issuer: `${symbol} Trust`, taxYear: year },
    ...{ publishedOn: `${year + 1}-01-25`, status: 'final', notices: [] },
    securities: [{ name: 'Common Stock', symbol, cusips: [], distributions }],
  });
}

const bookOf = (year: number): string => `date,action,security,shares,amount,account,lot
${year - 2}-05-02,buy,XYZ,137,2740.00,Taxable,X1
${year}-02-04,buy,QRS,37,1110.00,Taxable,Q1
${year}-05-28,reinvest,XYZ,2.9,57.54,Taxable,X2
${year}-08-06,sell,QRS,12,400.00,Taxable,Q1
`;

/** On XYZ 0.42 for 137, 137, 139.9 and 139.9 shares, divided by PARTS; on QRS 0.35, all ordinary. */
const BOXES = { '1a': '188.78', '2a': '52.34', '2b': '23.28', '3': '34.88' };
const SALE = { security: 'QRS', sold: '08-06', shares: '12', proceeds: '400.00', basis: '360.00' };

type Boxes = Readonly<Record<string, string>>;

let place: Workplace;
beforeAll(() => {
  place = new Workplace();
});
afterAll(() => {
  place.remove();
});

async function compared(year: number, boxes: Boxes, sale: Boxes = {}): Promise<ReconciliationJson> {
  place.write('trades.csv', bookOf(year));
  place.write('xyz.json', allocation('XYZ', year, '0.42', PARTS));
  place.write('qrs.json', allocation('QRS', year, '0.35', ALL_ORDINARY));
  const form1099B = [{ ...SALE, sold: `${year}-${SALE.sold}`, ...sale }];
  const form1099Div = { ...BOXES, ...boxes };
  const schema = 'basisbook/broker-forms@1';
  place.write(
    'forms.json',
    JSON.stringify({ schema, year, account: 'Taxable', form1099Div, form1099B }),
  );
  const { status, stdout, stderr } = await place.run(
    ...['reconcile', '--year', String(year), '--transactions', 'trades.csv'],
    ...['--documents', 'xyz.json', 'qrs.json', '--forms', 'forms.json', '--json'],
  );
  expect([status, stderr]).toEqual([0, '']);
  return JSON.parse(stdout) as ReconciliationJson;
}

describe('what nothing in the book has to do with', () => {
  it('agrees where nothing was changed', async () => {
    for (const year of [2006, 2014]) expect((await compared(year, {})).differences).toEqual([]);
  });

  it.each<[string, Boxes, Boxes?]>([
    ['a small amount more in box 1a', { '1a': '191.90' }],
    ['cents more than roundings make', { '1a': '189.65' }],
    ['a small amount less in box 2a', { '2a': '47.93' }],
    ['a small amount more in box 3', { '3': '36.87' }],
    ['digits exchanged in the dollars of box 1a', { '1a': '818.78' }],
    ['digits exchanged in box 2a', { '2a': '25.34' }],
    ['digits exchanged across the point in box 3', { '3': '38.48' }],
    ['cents exchanged in box 2a', { '2a': '52.43' }],
    ['a digit typed twice', { '2b': '233.28' }],
    ['a digit left out', { '1a': '18.78' }],
    ['another security, all of it ordinary', { '1a': '249.99' }],
    ['another security, divided otherwise', { '1a': '207.11', '2a': '58.45', '3': '43.90' }],
    ['two boxes, in no proportion', { '1a': '196.55', '3': '32.66' }],
    ['the same amount in two boxes', { '1a': '193.79', '2a': '57.35' }],
    ['more section 1250 gain alone', { '2b': '36.35' }],
    ['boxes a little off in both directions', { '1a': '188.23', '2a': '52.95', '3': '34.54' }],
    ['boxes of two years added', { '1a': '359.70', '2a': '101.90', '2b': '41.79', '3': '79.99' }],
    [
      'an amount divided nearly as a security’s payments',
      { '1a': '226.19', '2a': '65.93', '2b': '29.28', '3': '43.88' },
    ],
    ['other proceeds of a sale', {}, { proceeds: '417.23' }],
    ['another basis of a sale', {}, { basis: '356.63' }],
    ['proceeds and basis of another sale', {}, { proceeds: '391.18', basis: '288.45' }],
    ['a wash sale on a gain', {}, { washSale: '8.43' }],
    ['a box and a row', { '1a': '191.90' }, { basis: '356.63' }],
  ])('%s', async (_, boxes, sale) => {
    for (const year of [2006, 2014]) {
      const { causes, differences, unexplained, remark } = await compared(year, boxes, sale);
      expect(causes.map(({ code, message }) => `${code}: ${message}`)).toEqual([]);
      expect(unexplained.length).toBe(differences.length);
      expect(remark).toBeUndefined();
      expect(differences.length).toBe(Object.keys(boxes).length + Object.keys(sale ?? {}).length);
    }
  });
});
