import { describe, expect, it } from 'vitest';
import { checksInWords, summaryOf } from './checks.ts';
import type { Checked, Reading } from './load.ts';
import { inBlocks, markedLines, segmentsOf } from './marks.ts';
import { correctedName, nameBeside, noticesOf, pastedName, replacement, whyNot } from './words.ts';

type ReadDocument = Reading['document'];

const document = (more: Partial<ReadDocument> = {}): ReadDocument => ({
  schema: 'basisbook/allocation-document@1',
  issuer: 'Harborlight Trust',
  taxYear: 2002,
  publishedOn: '2003-01-29',
  status: 'final',
  securities: [],
  notices: [],
  ...more,
});

const CHECKS: Checked['checks'] = {
  securities: 1,
  payments: 2,
  exact: 2,
  annual: 'agrees',
  cusips: 1,
  possibleCusips: 1,
};

describe('checks', () => {
  const good = (more: Partial<typeof CHECKS>) =>
    checksInWords({ ...CHECKS, ...more }).map((check) => check.good);

  it('says what is wrong and what is right', () => {
    expect(good({})).toEqual([true, true, true]);
    expect(good({ exact: 1, annual: 'differs', possibleCusips: 0 })).toEqual([false, false, false]);
    expect(good({ annual: 'left-out' })).toEqual([true, false, true]);
    expect(good({ annual: 'none', cusips: 0, possibleCusips: 0 })).toEqual([true, true]);
    expect(checksInWords({ ...CHECKS, exact: 1 })[0]?.text).toBe(
      'The parts of 1 payment do not add up exactly',
    );
    expect(checksInWords({ ...CHECKS, payments: 0, exact: 0 })).toEqual([]);
  });

  it('sums up', () => {
    expect(summaryOf(CHECKS)).toBe('1 security, 2 payments');
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
    const lines = markedLines('one\r\ntwo\tx\rthree\n', [place('/x', 5, 6, 2)], null);
    expect(lines.map((line) => line.number)).toEqual([1, 2, 3, 4]);
    expect(lines.map((line) => line.columns)).toEqual([false, true, false, false]);
    expect(lines[1]?.segments.at(-1)).toEqual({ text: 'x', pointer: '/x' });
  });

  it('divides into blocks without losing a row', () => {
    expect(markedLines('one\n\ftwo\n\fthree', [], null).map((line) => line.page)).toEqual([
      null,
      2,
      3,
    ]);
    const kept = 'text\nTyped in by hand\n@basisbook-draft {}\n';
    expect(markedLines(kept, [], 3).map((line) => line.segments[0]?.text)).toEqual([
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
    outranks: [],
    version: 1,
    sha256: '',
    acceptedAt: '2026-01-14T09:30:00Z',
    securities: [],
  };
  const reading = (more: Partial<Reading>): Reading => ({
    text: '',
    document: document(),
    checks: CHECKS,
    keptLine: null,
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
    check: { problems: [], rows: [], questions: [], toAnswer: [] },
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
      whyNot(reading({ acceptable: false, document: document({ notices }) }), fresh),
    ).toContain('1 place');
    expect(whyNot(reading({ acceptable: false, document: document() }), fresh)).toContain(
      'no payments',
    );
  });

  it('says whether it takes over or stays behind', () => {
    expect(replacement([stored], 'final')).toContain('estimate of Jan 15, 2003');
    expect(replacement([{ ...stored, outranks: ['estimate', 'final'] }], 'final')).toContain(
      'does not replace it',
    );
  });

  it('names a pasted text by what it is', () => {
    expect(pastedName(reading({}))).toBe('Harborlight Trust 2002, pasted.txt');
  });

  it('names a correction after what it corrects, once', () => {
    expect(correctedName('AIV 2002, pasted.txt')).toBe('AIV 2002, pasted, corrected.txt');
    expect(correctedName('release.pdf')).toBe('release, corrected.txt');
    expect(correctedName('release, corrected.txt')).toBe('release, corrected.txt');
  });

  it('does not say its issuer and its year twice', () => {
    const row = { issuer: 'Harborlight Trust', taxYear: 2002 };
    expect(nameBeside({ ...row, name: 'Harborlight Trust 2002, pasted.txt' })).toBe('pasted.txt');
    expect(nameBeside({ ...row, name: 'Harborlight Trust 2003, pasted.txt' })).toBe(
      'Harborlight Trust 2003, pasted.txt',
    );
    expect(nameBeside({ ...row, issuer: null, name: 'release.pdf' })).toBe('release.pdf');
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
