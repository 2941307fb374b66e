/** A draft that a person made is kept with its text, and read from it again as it was. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readAllocationText } from '../../read-document.ts';
import type { DocumentDraft } from './draft.ts';
import { keepDraft, keptDraft, TYPED_HEADING, withoutDraft } from './kept-draft.ts';

const RELEASE = `Harborlight Trust (NYSE: HLA) 2014 Dividend Allocation

Common Stock (CUSIP 99077R-10-0)

Record Date\tPayable Date\tDividend Per Share\tOrdinary Dividend\tReturn of Capital
03/14/2014\t03/31/2014\t$0.40\t80.0%\t20.0%
06/13/2014\t06/30/2014\t$0.40\t80.0%\t20.0%`;

function draftOf(text: string): DocumentDraft {
  return readAllocationText(text, { known: [] }).draft;
}

/** The draft with another text in one cell, as a person types it. */
function typed(draft: DocumentDraft, row: number, column: number, text: string): DocumentDraft {
  return {
    ...draft,
    securities: draft.securities.map((security) => ({
      ...security,
      rows: security.rows.map((one, r) =>
        r !== row
          ? one
          : {
              ...one,
              cells: one.cells.map((cell, c) => (c === column ? { text, place: null } : cell)),
            },
      ),
    })),
  };
}

function lineOf(text: string, number: number): string {
  return text.split('\n')[number - 1] ?? '';
}

describe('a kept draft', () => {
  const changed = typed(typed(draftOf(RELEASE), 1, 3, '75.0%'), 1, 4, '25.0%');
  const kept = keepDraft(RELEASE, changed);

  test('stands below its text, which stays as it was', () => {
    expect(kept.text.startsWith(`${RELEASE}\n`)).toBe(true);
    expect(kept.text).toContain(`\n${TYPED_HEADING}\n`);
    expect(withoutDraft(kept.text)).toBe(RELEASE);
  });

  test('is read again to the same figures, and each typed one has its place', () => {
    const { document, places, draft } = readAllocationText(kept.text, { known: [] });
    expect(draft).toEqual(kept.draft);
    expect(document.securities[0]?.distributions[1]?.components).toMatchObject({
      ordinary: '75',
      returnOfCapital: '25',
    });
    const place = places.find(
      (one) => one.pointer === '/securities/0/distributions/1/components/ordinary',
    );
    expect(
      lineOf(kept.text, place?.line ?? 0).slice(
        (place?.column ?? 0) - 1,
        (place?.endColumn ?? 0) - 1,
      ),
    ).toBe('75.0%');
  });

  test('is changed again without growing', () => {
    const again = keepDraft(kept.text, typed(kept.draft, 1, 3, '70.0%'));
    expect(again.text.split(TYPED_HEADING)).toHaveLength(2);
    expect(withoutDraft(again.text)).toBe(RELEASE);
    expect(draftOf(again.text).securities[0]?.rows[1]?.cells[3]?.text).toBe('70.0%');
  });

  test('of a table without a text has none above it', () => {
    const alone = keepDraft('', changed);
    expect(alone.text.startsWith(TYPED_HEADING)).toBe(true);
    expect(draftOf(alone.text)).toEqual(alone.draft);
  });

  test.each([
    ['cut off', kept.text.slice(0, -40)],
    ['of another form', `${RELEASE}\n@basisbook-draft {"securities": 7}\n`],
    ['no JSON', `${RELEASE}\n@basisbook-draft nothing\n`],
  ])('that is damaged (%s) is an error and never a guess', (_, text) => {
    expect(keptDraft(text)).toBeNull();
    const { document } = readAllocationText(text, { known: [] });
    expect(document.securities).toEqual([]);
    expect(document.notices).toMatchObject([{ level: 'error', code: 'bad-draft' }]);
  });

  test('is what was typed, whatever that is', () => {
    const cell = fc.string({ maxLength: 20 }).map((text) => text.trim());
    fc.assert(
      fc.property(cell, fc.nat(1), fc.nat(4), (text, row, column) => {
        const one = keepDraft(RELEASE, typed(draftOf(RELEASE), row, column, text));
        expect(draftOf(one.text)).toEqual(one.draft);
        expect(one.draft.securities[0]?.rows[row]?.cells[column]?.text).toBe(text);
      }),
      { numRuns: 200 },
    );
  });
});
