import { describe, expect, it } from 'vitest';
import {
  draftByHand,
  withSecurity as addSecurity,
} from '../../../formats/documents/draft/by-hand.ts';
import {
  addColumn,
  addRow,
  dropColumn,
  dropRow,
  dropSecurity,
  dropTotals,
  type Draft,
} from './draft-edits.ts';

/** Three tables, with a question at each of these pointers, and one that edits what it points at. */
function asking(...pointers: string[]): Draft {
  const three = structuredClone(addSecurity(addSecurity(draftByHand('2002')))) as Draft;
  return {
    ...three,
    questions: pointers.map((pointer, i) => ({
      id: `q${i}`,
      code: 'figure-short',
      message: 'Which is it?',
      line: 1,
      pointer,
      candidates: [{ label: 'this', edits: [{ pointer, value: 'x' }] }],
    })),
    settled: ['unit-unclear/securities/1', 'unit-unclear/securities/2', 'figure-short/12/4'],
  };
}

const pointersOf = (draft: Draft) => draft.questions.map(({ pointer }) => pointer);
const editsOf = (draft: Draft) =>
  draft.questions.flatMap(({ candidates }) =>
    candidates.flatMap(({ edits }) => edits.map(({ pointer }) => pointer)),
  );

describe('what a question is about when something before it is put in or taken out', () => {
  it('follows its table, and goes with it', () => {
    const draft = asking(
      '/securities/0',
      '/securities/1/columns/2',
      '/securities/2/rows/0/cells/3',
    );
    const left = dropSecurity(draft, 1);
    expect(pointersOf(left)).toEqual(['/securities/0', '/securities/1/rows/0/cells/3']);
    expect(editsOf(left)).toEqual(pointersOf(left));
    // An answer given to one table is none to the table that takes its place.
    expect(left.settled).toEqual(['unit-unclear/securities/1', 'figure-short/12/4']);
    expect(left.securities).toHaveLength(2);
  });

  it('follows its row and its row of totals, of its own table alone', () => {
    const rows = asking('/securities/0/rows/2/cells/1', '/securities/1/rows/2');
    expect(pointersOf(dropRow(rows, 0, 1))).toEqual([
      '/securities/0/rows/1/cells/1',
      '/securities/1/rows/2',
    ]);
    expect(pointersOf(dropRow(rows, 0, 2))).toEqual(['/securities/1/rows/2']);
    expect(pointersOf(dropRow(rows, 0, 3))).toEqual(pointersOf(rows));
    expect(pointersOf(addRow(rows, 0, 0))[0]).toBe('/securities/0/rows/3/cells/1');
    const totals = asking('/securities/0/totals/1', '/securities/0/rows/1');
    expect(pointersOf(dropTotals(totals, 0, 0))).toEqual([
      '/securities/0/totals/0',
      '/securities/0/rows/1',
    ]);
  });

  it('follows its column, in the heading and in every cell', () => {
    const draft = asking(
      '/securities/0/columns/3',
      '/securities/0/rows/1/cells/3',
      '/securities/0/totals/0/cells/4',
      '/securities/1/columns/3',
    );
    expect(pointersOf(dropColumn(draft, 0, 3))).toEqual([
      '/securities/0/totals/0/cells/3',
      '/securities/1/columns/3',
    ]);
    const more = addColumn(draft, 0, 'qualified', 2);
    expect(pointersOf(more)).toEqual([
      '/securities/0/columns/4',
      '/securities/0/rows/1/cells/4',
      '/securities/0/totals/0/cells/5',
      '/securities/1/columns/3',
    ]);
    expect(editsOf(more)).toEqual(pointersOf(more));
  });
});
