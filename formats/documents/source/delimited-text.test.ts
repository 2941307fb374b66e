import { describe, expect, it } from 'vitest';
import { withTabs } from './delimited-text.ts';

const TABLE = [
  'Elmfield REIT, 2019 dividends, and their tax treatment',
  'Common Stock, ticker ELM',
  '',
  'Record Date,Payable Date,Total,"Ordinary, in dollars"',
  '12/14/2018,1/10/2019,$0.30,"1,000.12"',
  '3/14/2019,4/10/2019,$0.30,-',
  '"Mar 14, 2019",2019-04-10,(.30),18%',
].join('\n');

describe('a table between commas in a text', () => {
  it('has tabs between its cells, line by line, and the rest stays as it is', () => {
    expect(withTabs(TABLE).split('\n')).toEqual([
      'Elmfield REIT, 2019 dividends, and their tax treatment',
      'Common Stock, ticker ELM',
      '',
      'Record Date\tPayable Date\tTotal\tOrdinary, in dollars',
      '12/14/2018\t1/10/2019\t$0.30\t1,000.12',
      '3/14/2019\t4/10/2019\t$0.30\t-',
      'Mar 14, 2019\t2019-04-10\t(.30)\t18%',
    ]);
    const others = TABLE.replaceAll(/,(?! )/g, ';').replace('1;000.12', '1,000.12');
    expect(withTabs(others).split('\n').slice(3)).toEqual(withTabs(TABLE).split('\n').slice(3));
  });

  it.each([
    ['prose', 'paid, as before, in cash, in full\non 1, 2, 3, and 4\nof May, June, July, August'],
    ['days without quotes', 'a,b,c,d\nJan 5, 2019, Jan 8, 2019\nFeb 5, 2019, Feb 8, 2019'],
    ['columns in places', 'a  b  c  d\n1,000  2,000  3,000  4,000\n1,000  2,000  3,000  4,000'],
    ['amounts in a line', 'a, b, c, d\n1,000 2,000 3,000 4\n1,000 2,000 3,000 4'],
    ['two lines alone', 'a,b,c,d\n1/2/2019,1/3/2019,.1,.2'],
    ['rows of other lengths', 'a,b,c,d\n1/2/2019,1/3/2019,.1,.2\n1/2/2019,1/3/2019,.1,.2,.3'],
  ])('%s is none', (_, text) => {
    expect(withTabs(text)).toBe(text);
  });
});
