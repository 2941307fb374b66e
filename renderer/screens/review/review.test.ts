import { describe, expect, it } from 'vitest';
import { checksOf, cusipIsPossible, rowSum, summaryOf, usedComponents } from './checks.ts';
import type { ReadDistribution, ReadDocument, Reading } from './load.ts';
import { inBlocks, markedLines, segmentsOf } from './marks.ts';
import { correctedName, noticesOf, pastedName, replacement, whyNot } from './words.ts';

const row = (parts: Partial<ReadDistribution['components']>, more = {}): ReadDistribution => ({
  declarationDate: null,
  recordDate: '2002-02-04',
  exDate: null,
  payableDate: '2002-02-11',
  amountPerShare: '0.82',
  allocablePerShare: '0.82',
  inKind: false,
  unit: 'percent',
  components: {
    ordinary: '0',
    qualified: '0',
    capitalGain: '0',
    unrecaptured1250: '0',
    section1202: '0',
    collectibles28: '0',
    returnOfCapital: '0',
    ...parts,
  },
  subsets: {},
  sourceLine: 10,
  ...more,
});

const document = (rows: ReadDistribution[], more: Partial<ReadDocument> = {}): ReadDocument => ({
  schema: 'basisbook/allocation-document@1',
  issuer: 'Harborlight Trust',
  taxYear: 2002,
  publishedOn: '2003-01-29',
  status: 'final',
  securities: [{ name: 'Common', symbol: 'HBL', cusips: ['03748R101'], distributions: rows }],
  notices: [],
  ...more,
});

const whole = row({
  ordinary: '61.4',
  capitalGain: '6.6',
  unrecaptured1250: '12.5',
  returnOfCapital: '19.5',
});

describe('checks', () => {
  it('adds percentages to a hundred, and dollars to the payment', () => {
    expect(rowSum(whole)).toEqual({ text: '100%', exact: true });
    expect(rowSum(row({ ordinary: '99.9' }))).toEqual({ text: '99.9%', exact: false });
    expect(rowSum(row({ ordinary: '0.5', returnOfCapital: '0.32' }, { unit: 'usd' }))).toEqual({
      text: '$0.82',
      exact: true,
    });
    expect(rowSum(row({ ordinary: '0.82' }, { unit: 'usd', allocablePerShare: null })).exact).toBe(
      false,
    );
  });

  it('shows the components that are there', () => {
    expect(usedComponents([row({ ordinary: '100' }), row({ returnOfCapital: '5' })])).toEqual([
      'ordinary',
      'returnOfCapital',
    ]);
  });

  it.each([
    ['03748R101', true],
    ['03748R102', false],
    ['037833100', true],
    ['03748R10', false],
    ['', false],
  ])('CUSIP %s: %s', (cusip, possible) => {
    expect(cusipIsPossible(cusip)).toBe(possible);
  });

  it('says what is wrong and what is right', () => {
    expect(checksOf(document([whole])).every((check) => check.good)).toBe(true);
    const bad = checksOf(
      document([row({ ordinary: '101' })], {
        notices: [{ level: 'warning', code: 'annual-row-differs', message: 'Differs.', line: 3 }],
      }),
    );
    expect(bad.map((check) => check.good)).toEqual([false, false, true]);
    expect(checksOf(document([]))).toEqual([]);
  });

  it('sums up', () => {
    expect(summaryOf(document([whole, whole]))).toBe('1 security, 2 payments');
  });
});

describe('marks', () => {
  const place = (pointer: string, column: number, endColumn: number, line = 1) => ({
    pointer,
    line,
    column,
    endColumn,
  });

  it('cuts a line where values were read', () => {
    expect(segmentsOf('paid $0.82 on', [place('/a', 6, 11)])).toEqual([
      { text: 'paid ', pointer: null },
      { text: '$0.82', pointer: '/a' },
      { text: ' on', pointer: null },
    ]);
  });

  it('loses no character, whatever the places are', () => {
    const text = 'a\tbc def';
    for (const places of [
      [],
      [place('/x', 1, 9)],
      [place('/x', 3, 5), place('/y', 4, 6)],
      [place('/x', 5, 3)],
      [place('/x', 7, 99)],
    ]) {
      expect(
        segmentsOf(text, places)
          .map((segment) => segment.text)
          .join(''),
      ).toBe(text);
    }
  });

  it('counts lines as the reader does, and keeps the columns of tables', () => {
    const lines = markedLines('one\r\ntwo\tx\rthree\n', [place('/x', 5, 6, 2)]);
    expect(lines.map((line) => line.number)).toEqual([1, 2, 3, 4]);
    expect(lines.map((line) => line.columns)).toEqual([false, true, false, false]);
    expect(lines[1]?.segments.at(-1)).toEqual({ text: 'x', pointer: '/x' });
  });

  it('divides into blocks without losing a row', () => {
    expect(markedLines('one\n\ftwo\n\fthree', []).map((line) => line.page)).toEqual([null, 2, 3]);
    const kept = 'text\nTyped in by hand\n@basisbook-draft {}\n';
    expect(markedLines(kept, []).map((line) => line.segments[0]?.text)).toEqual([
      'text',
      'Typed in by hand',
    ]);
    expect(inBlocks([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
  });
});

describe('sentences', () => {
  const stored = {
    id: 'd',
    name: 'hbl.txt',
    issuer: 'Harborlight Trust',
    taxYear: 2002,
    publishedOn: '2003-01-15',
    status: 'estimate' as const,
    version: 1,
    sha256: '',
    acceptedAt: '2026-01-14T09:30:00Z',
    securities: [],
  };
  const reading = (more: Partial<Reading>): Reading => ({
    text: '',
    document: document([whole]),
    places: [],
    draft: {
      issuer: null,
      taxYear: { text: '2002', place: null },
      publishedOn: null,
      status: 'final',
      securities: [],
      questions: [],
      settled: [],
    },
    check: { problems: [], rows: [], questions: [] },
    duplicateOf: null,
    same: [],
    questions: [],
    proposal: null,
    replaces: [],
    acceptable: true,
    ...more,
  });

  it('gives the reason why a reading cannot be accepted', () => {
    const fresh = { changed: false, correction: false };
    expect(whyNot(reading({}), fresh)).toBeNull();
    expect(whyNot(reading({ duplicateOf: stored }), fresh)).toContain('Jan 14, 2026');
    const changed = { changed: true, correction: false };
    expect(whyNot(reading({ duplicateOf: stored }), changed)).toBeNull();
    const correction = { changed: false, correction: true };
    expect(whyNot(reading({ duplicateOf: stored }), correction)).toContain('Nothing is changed');
    const notices = [{ level: 'error' as const, code: 'x', message: 'No.', line: 4 }];
    expect(
      whyNot(reading({ acceptable: false, document: document([whole], { notices }) }), fresh),
    ).toContain('1 place');
    expect(whyNot(reading({ acceptable: false, document: document([]) }), fresh)).toContain(
      'no payments',
    );
  });

  it('says whether it takes over or stays behind', () => {
    expect(replacement([stored], 'final')).toContain('estimate of Jan 15, 2003');
    expect(replacement([{ ...stored, status: 'corrected' }], 'final')).toContain('stays behind');
  });

  it('names a pasted text by what it is', () => {
    expect(pastedName(reading({}))).toBe('Harborlight Trust 2002, pasted.txt');
  });

  it('names a correction after what it corrects, once', () => {
    expect(correctedName('AIV 2002, pasted.txt')).toBe('AIV 2002, pasted, corrected.txt');
    expect(correctedName('release.pdf')).toBe('release, corrected.txt');
    expect(correctedName('release, corrected.txt')).toBe('release, corrected.txt');
  });

  it('puts problems first and leads to their lines', () => {
    const shown: number[] = [];
    const items = noticesOf(
      [
        { level: 'info', code: 'a', message: 'Note.', line: null },
        { level: 'error', code: 'b', message: 'Bad.', line: 7 },
      ],
      (line) => shown.push(line),
    );
    expect(items.map((item) => item.message)).toEqual(['Bad.', 'Note.']);
    items[0]?.onaction?.run();
    expect(shown).toEqual([7]);
    expect(items[1]?.onaction).toBeUndefined();
  });
});
