/** Files that were cut off, mixed, or are something else: a sentence with the line and what to do, never a row. */
import { describe, expect, it } from 'vitest';
import { reference, sample } from '../../resources/reference.ts';
import { readAccountHistory } from './read-account-history.ts';

const HEADER = 'Date,Action,Symbol,Quantity,Price,Amount\n';
const BUY = '2024-05-20,Buy,EQR,100,66.00,-6600.00\n';

const read = (text: string) => readAccountHistory(text, reference.calendar);

/** What is asked, by its line; throws where the file is refused. */
function asked(text: string): readonly string[] {
  const reading = read(text);
  if ('problem' in reading) throw new Error(reading.problem);
  return reading.history.questions.map((one) => `${one.line}: ${one.text}`);
}

describe('a file that was cut off', () => {
  it('asks about its last line, in a table and in QIF', () => {
    expect(asked(`${HEADER}${BUY}2024-11-04,Sell,EQR,-20,70.`)).toEqual([
      '3: In this sale the line is cut off. What should it be?',
    ]);
    const qif =
      '!Type:Security\nNEquity\nSEQR\n^\n!Type:Invst\nD6/3/2024\nNSell\nYEquity\nQ10\nT139';
    expect(asked(qif)).toEqual([
      '6: In this sale the file ends before the record does. What should it be?',
    ]);
  });

  it('is refused with the line on which an OFX file ends, or defines an entity', () => {
    expect(read('OFXHEADER:100\n\n<OFX>\n<INVSTMTRS>\n')).toMatchObject({
      problem: expect.stringMatching(/ends before its statement/),
      line: 4,
    });
    const bomb = '<?xml version="1.0"?>\n<!DOCTYPE x [\n<!ENTITY a "b">]>\n<OFX></OFX>\n';
    expect(read(bomb)).toMatchObject({
      problem: expect.stringMatching(/defines entities/),
      line: 3,
    });
  });

  it('is none where the last cells of every line are left out', () => {
    expect(
      asked(`Date,Action,Symbol,Quantity,Price,Amount,Note\n${BUY}${BUY.replace('20,', '21,')}`),
    ).toEqual([]);
  });
});

describe('a file that is something else', () => {
  it.each([
    ['QIF', '!Type:Invst\nD5/20/2024\n^\n'],
    ['OFX', '<OFX>\n'],
  ])('names the line on which %s begins in a table', (kind, more) => {
    expect(read(`${HEADER}${BUY}${more}`)).toEqual({
      problem: `A file of another kind (${kind}) begins here. Download each by itself, and import them one after the other.`,
      line: 3,
    });
  });

  it('is sent to the documents where it is an issuer’s release', () => {
    expect(read(sample.document)).toEqual({
      problem:
        'This is a release of an issuer about its payments, not the history of an account. Add it under Documents, or with "basisbook import --documents".',
      belongs: 'documents',
      line: null,
    });
  });

  it('asks about each amount that is a formula', () => {
    expect(asked(`${HEADER}2024-05-20,Buy,EQR,100,66.00,=-(D2*E2)\n`)).toEqual([
      '2: In this purchase the amount "=-(D2*E2)" can mean more than one thing. What should it be?',
    ]);
  });

  it('is read no further than half a million records', () => {
    const reading = read(HEADER + '2024-05-20,Buy,E,1,1,1\n'.repeat(500_001));
    expect(reading).toMatchObject({ problem: expect.stringMatching(/Download it again in parts/) });
  });
});

it.each([
  ['JSON', '{"Transactions":[{"Date":"11/04/2024","Action":"Sell"}]}'],
  [
    'XML or HTML',
    '<FlexQueryResponse type="AF"><Trades><Trade symbol="EQR"/></Trades></FlexQueryResponse>',
  ],
])('%s says what it is, and what to download instead', (kind, text) => {
  const reading = read(text);
  expect('problem' in reading && reading.problem).toMatch(
    new RegExp(`^The file is ${kind}, .*as CSV, QFX or QIF\\.$`),
  );
});
