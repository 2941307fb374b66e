/** What documents can do to a book that they should not: always a sentence, never a loss. */
import { beforeEach, describe, expect, it } from 'vitest';
import { useHarness } from './testing/harness.ts';
import { purchase, release, type ReleaseParts } from './testing/releases.ts';

const use = useHarness();

const own = () => use.app.ok('book.create', { kind: 'own' });
const accept = (parts: ReleaseParts) =>
  use.app.ok('documents.accept', { ...release(parts), status: null });
const facts = async () => [
  await use.app.ok('transactions.list', {}),
  await use.app.ok('documents.list', {}),
  await use.app.ok('accounts.list', {}),
  await use.app.ok('securities.list', {}),
];
const capitalOf = async (year: number) =>
  (await use.app.ok('year.report', { year })).report.lots.map((lot) => [
    lot.lot,
    lot.security,
    lot.returnOfCapitalInYear,
  ]);

describe('securities that turn out to be one', () => {
  beforeEach(own);
  const common = { name: 'Common Stock', cusip: '41150R10' };

  it('are joined by the first document that states both ticker and CUSIP', async () => {
    await accept({ classes: [common] });
    await use.app.ok('transactions.add', purchase);
    const both = { year: 2003, symbols: 'HBR', classes: [common] };
    const what = await use.app.ok('documents.changes', {
      kind: 'accept',
      ...release(both),
      status: null,
    });
    await accept(both);
    expect(await use.app.ok('securities.list', {})).toHaveLength(1);
    // The entries now have the figures of both documents.
    expect(await capitalOf(2002)).toEqual([['A', 'HBR', '20.00']]);
    expect(await capitalOf(2003)).toEqual([['A', 'HBR', '20.00']]);
    const of2003 = what.find((each) => each.year === 2003)?.rows.map(({ subject }) => subject);
    expect(of2003?.filter(({ kind }) => kind === 'lot')).toEqual([{ kind: 'lot', lot: 'A' }]);
  });

  it.each([
    ['CUSIP, then ticker', ['41150R102', 'HBR']],
    ['ticker, then CUSIP', ['HBR', '41150R102']],
  ])('are joined where both were entered by hand: %s', async (_what, names) => {
    const cusip = names.find((name) => name !== 'HBR') ?? '';
    for (const [i, security] of names.entries()) {
      await use.app.ok('transactions.add', { ...purchase, security, lot: `L${i}` });
    }
    const row = { name: 'Common Stock', cusip: cusip.slice(0, 8) };
    await accept({ symbols: 'HBR', classes: [row] });
    const [only, ...others] = await use.app.ok('securities.list', {});
    expect(others).toEqual([]);
    expect(only).toMatchObject({ symbol: 'HBR', issuer: 'Harbor Light Trust' });
    expect((await capitalOf(2002)).map(([lot, , capital]) => [lot, capital])).toEqual([
      ['L0', '20.00'],
      ['L1', '20.00'],
    ]);
  });

  it('stay two where the one that has the CUSIP has another ticker, and the report says so', async () => {
    await accept({ symbols: 'OLD', classes: [common] });
    await use.app.ok('transactions.add', purchase);
    await accept({ year: 2003, symbols: 'HBR', classes: [common] });
    expect((await use.app.ok('securities.list', {})).map((each) => each.symbol).sort()).toEqual([
      'HBR',
      'OLD',
    ]);
    const { report } = await use.app.ok('year.report', { year: 2003 });
    expect(report.notices.map((notice) => notice.code)).toContain('missing-allocation');
  });

  it('are refused with both names where documents speak of both', async () => {
    await accept({ classes: [common] });
    await accept({ symbols: 'HBR', classes: [{ name: 'Common Shares' }], year: 2003 });
    const before = await facts();
    const third = { ...release({ year: 2004, symbols: 'HBR', classes: [common] }), status: null };
    const refusal = await use.app.refused('documents.accept', third);
    expect(refusal).toMatchObject({ code: 'conflict' });
    expect(refusal.message).toMatch(/HBR.*Common Shares/);
    expect(await facts()).toEqual(before);
  });
});

describe('securities that only look like one', () => {
  beforeEach(own);

  it('are not joined over two tickers', async () => {
    const common = { name: 'Common Stock', cusip: '41150R10' };
    const { id } = await accept({ symbols: 'HBR', classes: [common] });
    await use.app.ok('transactions.add', purchase);
    await use.app.ok('documents.remove', { id });
    await accept({ issuer: 'Meadow Trust', symbols: 'MDW', classes: [{ name: 'Common Shares' }] });
    const both = release({ issuer: 'Meadow Trust', year: 2003, symbols: 'MDW', classes: [common] });
    const before = await facts();
    expect((await use.app.refused('documents.accept', { ...both, status: null })).message).toMatch(
      /HBR.*MDW/,
    );
    expect(await facts()).toEqual(before);
  });

  it('are refused where one document gives two rows the same ticker', async () => {
    const classes = [
      { name: 'Series C Preferred Stock', cusip: '41150R20' },
      { name: 'Series C Convertible Preferred Stock', cusip: '41150R30' },
    ];
    const refusal = await use.app.refused('documents.accept', {
      ...release({ symbols: 'HBR and HBRPrC', classes }),
      status: null,
    });
    expect(refusal.message).toMatch(/"Series C Preferred Stock".*the same ticker/);
    expect((await facts()).flat()).toEqual([]);
  });
});

describe('a document that was removed', () => {
  beforeEach(own);
  const first = { classes: [{ name: 'Common Stock', capital: 20 }], symbols: 'HBR' };
  const second = { ...first, classes: [{ name: 'Common Stock', capital: 30 }] };

  it('returns to its place: of two of one day the later one counts as before', async () => {
    await use.app.ok('transactions.add', purchase);
    const { id } = await accept(first);
    await accept(second);
    const before = [await facts(), await use.app.ok('year.report', { year: 2002 })];
    expect(await capitalOf(2002)).toEqual([['A', 'HBR', '30.00']]);
    await use.app.ok('documents.remove', { id });
    use.app.restart();
    await use.app.undo();
    expect([await facts(), await use.app.ok('year.report', { year: 2002 })]).toEqual(before);
  });

  it('has the next version where another document has its own by now', async () => {
    const { id } = await accept(first);
    await use.app.ok('documents.remove', { id });
    expect((await accept(second)).version).toBe(1);
    expect((await accept(first)).version).toBe(2);
    expect((await use.app.ok('documents.list', {})).map((row) => row.version)).toEqual([1, 2]);
  });
});

describe('what a document taught', () => {
  beforeEach(own);
  const common = { name: 'Common Stock', cusip: '41150R10' };

  it('goes with it when it is taken back: no security, ticker or CUSIP stays', async () => {
    await use.app.ok('transactions.add', purchase);
    const before = await facts();
    const { id } = await accept({ symbols: 'HBR', classes: [common, { name: 'Class B Stock' }] });
    expect(await use.app.ok('securities.list', {})).toHaveLength(2);
    await use.app.ok('documents.remove', { id });
    expect(await facts()).toEqual(before);
  });

  it('parts two securities again that it had joined', async () => {
    await accept({ classes: [common] });
    await use.app.ok('transactions.add', purchase);
    const before = await facts();
    const { id } = await accept({ year: 2003, symbols: 'HBR', classes: [common] });
    await use.app.ok('documents.remove', { id });
    expect(await facts()).toEqual(before);
    expect(await capitalOf(2002)).toEqual([['A', 'HBR', '0.00']]);
  });

  it.each<[string, () => Promise<unknown>]>([
    ['an entry', () => use.app.ok('transactions.add', purchase)],
    ['another document', () => accept({ year: 2003, symbols: 'HBR', classes: [common] })],
    [
      'the past of a book that was closed meanwhile',
      async () => {
        await use.app.ok('book.create', { kind: 'sample' });
        await use.app.ok('book.open', { kind: 'own' });
      },
    ],
    [
      'an entry that can still be put back',
      async () => {
        const { id } = await use.app.ok('transactions.add', purchase);
        await use.app.ok('transactions.remove', { id });
      },
    ],
  ])('stays where %s rests on it', async (_what, rest) => {
    const { id } = await accept({ symbols: 'HBR', classes: [common] });
    const taught = await use.app.ok('securities.list', {});
    await rest();
    await use.app.ok('documents.remove', { id });
    expect(await use.app.ok('securities.list', {})).toEqual(taught);
  });
});
