import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { draftByHand as byHand } from '../../../formats/documents/draft/by-hand.ts';
import {
  addColumn,
  addRow,
  blockOf,
  cellAt,
  dropColumn,
  dropRow,
  fillDown,
  History,
  pasteBlock,
  pointerOf,
  setCell,
  setMeaning,
  type Draft,
} from './draft-edits.ts';

const draftByHand = (taxYear: string) => structuredClone(byHand(taxYear)) as Draft;
const at = (row: number, column: number, security = 0) => ({ security, row, column });

function textsOf(draft: Draft, security = 0): string[][] {
  return (draft.securities[security]?.rows ?? []).map((row) => row.cells.map((cell) => cell.text));
}

/** A table by hand with a printed cell, as a reading has them. */
function printed(): Draft {
  const draft = setCell(draftByHand('2002'), at(0, 2), '$0.82');
  const [security] = draft.securities;
  if (!security) throw new Error('no table');
  const rows = security.rows.map((row, r) =>
    r !== 0
      ? row
      : {
          ...row,
          cells: row.cells.map((cell, c) =>
            c === 2 ? { ...cell, place: { line: 23, column: 5, endColumn: 10 } } : cell,
          ),
        },
  );
  return { ...draft, securities: [{ ...security, rows }] };
}

describe('a cell', () => {
  it('loses its place with its text, and keeps it with the same', () => {
    const draft = printed();
    const place = (one: Draft) => one.securities[0]?.rows[0]?.cells[2]?.place ?? null;
    expect(place(setCell(draft, at(0, 2), '$0.82'))).not.toBeNull();
    expect(place(setCell(draft, at(0, 2), '$0.83'))).toBeNull();
  });

  it('has an address, and only a cell has one', () => {
    expect(cellAt(pointerOf(at(3, 4, 1)))).toEqual(at(3, 4, 1));
    expect(cellAt('/securities/0/name')).toBeNull();
  });

  it('fills the rows below it, or all of its column', () => {
    let draft = setCell(draftByHand('2002'), at(1, 3), '61.4%');
    expect(textsOf(fillDown(draft, at(1, 3), false)).map((row) => row[3])).toEqual([
      '',
      '61.4%',
      '61.4%',
      '61.4%',
    ]);
    draft = fillDown(draft, at(1, 3), true);
    expect(textsOf(draft).map((row) => row[3])).toEqual(['61.4%', '61.4%', '61.4%', '61.4%']);
  });
});

describe('a block', () => {
  it('is cut at line breaks of every system and at tabs', () => {
    expect(blockOf('a\tb\r\nc\td\r\n')).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
  });

  it('makes the rows that it needs and leaves out what is beyond the columns', () => {
    const block = Array.from({ length: 6 }, (_, i) => `${i}\t${i}\tx`).join('\n');
    const columns = draftByHand('2002').securities[0]?.columns.length ?? 0;
    const texts = textsOf(pasteBlock(draftByHand('2002'), at(1, columns - 2), block));
    expect(texts).toHaveLength(7);
    expect(texts[6]?.slice(-2)).toEqual(['5', '5']);
    expect(texts.every((row) => row.length === columns)).toBe(true);
  });
});

describe('rows and columns', () => {
  it('come and go in every row at once', () => {
    const draft = setCell(draftByHand('2002'), at(0, 3), '50%');
    const wide = addColumn(draft, 0, 'section1202', 3);
    expect(wide.securities[0]?.columns[4]?.meaning).toBe('section1202');
    expect(textsOf(wide)[0]?.slice(3, 5)).toEqual(['50%', '']);
    expect(dropColumn(wide, 0, 4)).toEqual(draft);
    expect(dropRow(addRow(draft, 0, 1), 0, 2)).toEqual(draft);
    expect(setMeaning(draft, 0, 3, 'qualified').securities[0]?.columns[3]?.meaning).toBe(
      'qualified',
    );
  });

  it('always leave a cell for each column', () => {
    const edit = fc.oneof(
      fc.record({
        kind: fc.constantFrom('addRow', 'dropRow', 'addColumn', 'dropColumn', 'paste'),
        at: fc.nat(6),
      }),
    );
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 12 }), (edits) => {
        let draft = draftByHand('2019');
        for (const one of edits) {
          const size = draft.securities[0]?.columns.length ?? 0;
          if (one.kind === 'addRow') draft = addRow(draft, 0, one.at);
          else if (one.kind === 'dropRow') draft = dropRow(draft, 0, one.at);
          else if (one.kind === 'addColumn') draft = addColumn(draft, 0, 'exDate', one.at % size);
          else if (one.kind === 'dropColumn' && size > 1) draft = dropColumn(draft, 0, one.at);
          else draft = pasteBlock(draft, at(one.at, 0), '1\t2\n3\t4');
        }
        const [security] = draft.securities;
        for (const row of security?.rows ?? []) {
          expect(row.cells).toHaveLength(security?.columns.length ?? -1);
        }
      }),
    );
  });
});

describe('what was done', () => {
  it('is taken back and done again, until something else is done', () => {
    const history = new History();
    const first = draftByHand('2002');
    const second = setCell(first, at(0, 0), '02/04/02');
    history.push(first);
    expect(history.undo(second)).toBe(first);
    expect(history.redo(first)).toBe(second);
    expect(history.undo(second)).toBe(first);
    history.push(first);
    expect(history.redo(first)).toBeNull();
  });
});
