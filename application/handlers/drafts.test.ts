/** Tables that a person corrected or typed in: checked without writing, accepted with what was typed. */
import { beforeEach, describe, expect, it } from 'vitest';
import { readAllocationText } from '../../formats/read-document.ts';
import { EXAMPLE_PURCHASE, makeOwnBook, RELEASE, useHarness } from '../testing/harness.ts';
import { release } from '../testing/releases.ts';
import type { Request } from '../contract.ts';

type Draft = Request<'documents.check'>['draft'];

const use = useHarness();

/** The draft with other texts in some cells of its first security. */
function typed(draft: Draft, cells: readonly (readonly [number, number, string])[]): Draft {
  const given = new Map(cells.map(([row, column, text]) => [`${row}/${column}`, text]));
  return {
    ...draft,
    securities: draft.securities.map((security, s) => ({
      ...security,
      rows: security.rows.map((row, r) => ({
        ...row,
        cells: row.cells.map((cell, c) => {
          const text = s === 0 ? given.get(`${r}/${c}`) : undefined;
          return text === undefined ? cell : { text, place: null };
        }),
      })),
    })),
  };
}

const BY_HAND: Draft = {
  issuer: null,
  taxYear: { text: '2014', place: null },
  publishedOn: null,
  status: 'final',
  securities: [
    {
      name: 'Common Stock',
      namePlace: null,
      symbol: 'HLA',
      cusips: [],
      unit: 'percent',
      gain: 'disjoint',
      ordinary: 'disjoint',
      columns: (
        ['recordDate', 'payableDate', 'amountPerShare', 'ordinary', 'returnOfCapital'] as const
      ).map((meaning) => ({ meaning, caption: '', place: null })),
      rows: [
        {
          cells: ['3/14/2014', '3/31/2014', '0.40', '80', '20'].map((text) => ({
            text,
            place: null,
          })),
          inKind: false,
          sourceLine: null,
        },
      ],
      totals: [],
    },
  ],
  questions: [],
  settled: [],
};

describe('a draft', () => {
  beforeEach(() => makeOwnBook(use.app));

  it('is checked without writing: what does not close is said of its cell', async () => {
    const before = use.app.bytes();
    const { draft } = await use.app.ok('documents.read', RELEASE);
    const sound = await use.app.ok('documents.check', { draft });
    expect(sound.acceptable).toBe(true);
    const off = await use.app.ok('documents.check', { draft: typed(draft, [[0, 3, '62.4%']]) });
    expect(off.acceptable).toBe(false);
    expect(off.check.rows[0]?.[0]).toEqual({
      sum: '101',
      off: '1',
      percent: true,
      closes: false,
    });
    expect(off.check.problems).toMatchObject([{ pointer: '/securities/0/rows/0', level: 'error' }]);
    expect(use.app.bytes()).toEqual(before);
  });

  it('of rows without a cell for each column is refused', async () => {
    const { draft } = await use.app.ok('documents.read', RELEASE);
    const broken = {
      ...draft,
      securities: draft.securities.map((security) => ({
        ...security,
        rows: security.rows.map((row) => ({ ...row, cells: row.cells.slice(1) })),
      })),
    };
    expect(await use.app.refused('documents.check', { draft: broken })).toMatchObject({
      code: 'invalid-input',
    });
    expect(
      await use.app.refused('documents.accept', { ...RELEASE, status: null, draft: broken }),
    ).toMatchObject({ code: 'invalid-input' });
  });

  it('of a table typed in by hand is accepted, and every figure has its line', async () => {
    const content = { kind: 'text', text: '' } as const;
    const row = await use.app.ok('documents.accept', {
      fileName: 'Common Stock 2014, by hand.txt',
      content,
      status: null,
      draft: BY_HAND,
    });
    const { text, document } = await use.app.ok('documents.get', { id: row.id });
    const line = document.securities[0]?.distributions[0]?.sourceLine ?? 0;
    expect(text.split('\n')[line - 1]).toContain('ordinary 80');
    const again = await use.app.ok('documents.read', {
      fileName: row.name,
      content: { kind: 'text', text },
    });
    expect(again.duplicateOf?.id).toBe(row.id);
    expect(again.document.securities).toMatchObject(
      document.securities.map(({ distributions }) => ({ distributions })),
    );
  });

  it('that does not close is not accepted, and nothing is written', async () => {
    const before = use.app.bytes();
    const content = { kind: 'text', text: '' } as const;
    const draft = typed(BY_HAND, [[0, 3, '81']]);
    expect(
      await use.app.refused('documents.accept', {
        fileName: 'x.txt',
        content,
        status: null,
        draft,
      }),
    ).toMatchObject({ code: 'unreadable-document', message: expect.stringMatching(/add up to/) });
    expect(use.app.bytes()).toEqual(before);
  });

  it('that corrects an accepted document counts instead of it, and both can be compared', async () => {
    const first = await use.app.ok('documents.accept', { ...RELEASE, status: null });
    await use.app.ok('transactions.add', EXAMPLE_PURCHASE);
    const { text } = await use.app.ok('documents.get', { id: first.id });
    const content = { kind: 'text', text } as const;
    const { draft, duplicateOf } = await use.app.ok('documents.read', {
      fileName: first.name,
      content,
    });
    expect(duplicateOf?.id).toBe(first.id);
    const corrected = typed(draft, [
      [0, 0, '02/05/02'],
      [2, 1, '08/26/02'],
    ]);
    const second = await use.app.ok('documents.accept', {
      fileName: 'corrected.txt',
      content,
      status: 'final',
      draft: corrected,
    });
    expect(second).toMatchObject({ version: 2 });
    expect(second.securities.every((one) => one.inUse)).toBe(true);
    const { before, after, comparison } = await use.app.ok('documents.compare', {
      before: first.id,
      after: second.id,
    });
    expect([before.id, after.id]).toEqual([first.id, second.id]);
    expect(comparison).toMatchObject({
      changedCells: 2,
      changedPayments: 2,
      addedPayments: 0,
      removedPayments: 0,
    });
    const cells = comparison.securities.flatMap((security) =>
      security.payments.flatMap((payment) => payment.cells.filter((cell) => cell.changed)),
    );
    expect(cells).toEqual([
      { field: 'recordDate', before: '2002-02-04', after: '2002-02-05', changed: true },
      { field: 'payableDate', before: '2002-08-23', after: '2002-08-26', changed: true },
    ]);
    const { report } = await use.app.ok('year.report', { year: 2002 });
    expect(report.payments.map((one) => one.payableDate)).toContain('2002-08-26');
    await use.app.ok('documents.remove', { id: second.id });
    expect(
      await use.app.refused('documents.compare', { before: first.id, after: second.id }),
    ).toMatchObject({ code: 'not-found' });
  });
});

describe('the library', () => {
  beforeEach(() => makeOwnBook(use.app));

  it('knows which allocation is wanted by a book that has entries alone', async () => {
    const wanted = async (): Promise<unknown[]> =>
      (await use.app.ok('library.list', {}))
        .filter((entry) => entry.wanted && !entry.inBook)
        .map((entry) => entry.taxYear);
    expect(await wanted()).toEqual([]);
    await use.app.ok('transactions.add', EXAMPLE_PURCHASE);
    expect(await wanted()).toContain(2002);
    // Another issuer's security of the same name, and before it in the list, is not meant.
    const text = release({ year: 2001, classes: [{ name: 'Common Stock' }] });
    const { document } = readAllocationText(text.content.text, { known: [] });
    const securities = document.securities.map((each) => ({ ...each, name: 'AIV', symbol: null }));
    await use.app.ok('documents.accept', {
      fileName: 'other.json',
      content: { kind: 'text', text: JSON.stringify({ ...document, securities }) },
      status: null,
    });
    expect((await use.app.ok('securities.list', {})).map(({ label }) => label)).toEqual([
      'AIV',
      'AIV',
    ]);
    expect(await wanted()).toContain(2002);
    const entry = (await use.app.ok('library.list', {})).find(
      (one) => one.taxYear === 2002 && one.issuer.startsWith('Apartment'),
    );
    await use.app.ok('documents.accept', {
      fileName: 'library.txt',
      content: { kind: 'text', text: entry?.text ?? '' },
      status: null,
    });
    expect(await wanted()).not.toContain(2002);
  });
});

describe('edits of a draft that ask for more than its cells', () => {
  const editOf = (draft: Draft, edit: Request<'documents.edit'>['edit']) =>
    use.app.ok('documents.edit', { draft, edit });

  it('give a table by hand its year, and another table', async () => {
    await use.app.ok('book.create', { kind: 'own' });
    const blank = await use.app.ok('documents.byHand', { taxYear: '2021' });
    expect(blank).toMatchObject({ text: '', acceptable: false, keptLine: null });
    const meanings = ({ securities }: Draft) =>
      securities.map(({ columns }) => columns.map(({ meaning }) => meaning));
    expect(meanings(blank.draft)[0]).toContain('section199A');
    const { draft } = await editOf(blank.draft, { kind: 'taxYear', text: '2002' });
    expect(meanings(draft)[0]).not.toContain('qualified');
    const two = await editOf(draft, { kind: 'security' });
    expect(meanings(two.draft)).toHaveLength(2);
  });

  it('take a candidate of a question, or what is printed, and nothing that is not asked', async () => {
    await use.app.ok('book.create', { kind: 'own' });
    const { draft: read } = await use.app.ok('documents.read', RELEASE);
    const question = {
      id: 'q',
      code: 'figure-short',
      message: 'Which is it?',
      line: 1,
      pointer: null,
      candidates: [
        {
          label: 'this',
          edits: [
            { pointer: '/securities/0/rows/0/cells/2/text', value: '$0.9' },
            { pointer: '/securities/77/name', value: 'nowhere' },
          ],
        },
      ],
    };
    const draft = { ...read, questions: [question] };
    const { check } = await use.app.ok('documents.check', { draft });
    expect(check.toAnswer.map(({ answers }) => answers.map(({ label }) => label))).toEqual([
      ['this', 'It is as printed'],
    ]);
    const [taken, printed] = check.toAnswer[0]?.answers ?? [];
    if (taken?.edit.kind !== 'answer' || printed?.edit.kind !== 'answer')
      throw new Error('no answer');
    const { draft: answered } = await editOf(draft, taken.edit);
    expect(answered.securities[0]?.rows[0]?.cells[2]).toEqual({ text: '$0.9', place: null });
    expect(answered.securities).toHaveLength(read.securities.length);
    expect(answered.settled).toEqual(['q']);
    expect((await editOf(draft, printed.edit)).draft).toEqual({ ...draft, settled: ['q'] });
    expect(
      await use.app.refused('documents.edit', {
        draft: read,
        edit: { kind: 'answer', question: 'q', candidate: 0 },
      }),
    ).toMatchObject({ code: 'not-found' });
  });
});
