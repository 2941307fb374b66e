/** What a document changed about securities, where entries of every kind and the user's own names rest on it. */
import { describe, expect, it } from 'vitest';
import type { Request } from '../contract.ts';
import { everyFact, securityIdOf } from '../testing/every-fact.ts';
import { useHarness } from '../testing/harness.ts';
import { purchase, release, type ReleaseParts } from '../testing/releases.ts';

const use = useHarness();

const later = { ...purchase, date: '2001-05-01', shares: '', amount: '', lot: null };

const own = () => use.app.ok('book.create', { kind: 'own' });
const add = (typed: Partial<Request<'transactions.add'>>) =>
  use.app.ok('transactions.add', { ...purchase, ...typed });
const accept = (parts: ReleaseParts) =>
  use.app.ok('documents.accept', { ...release(parts), status: null });

describe('a security that entries lead to', () => {
  const common = { name: 'Common Stock', cusip: '41150R10' };
  const exchange = { ...later, security: 'OLD', action: 'exchange', ratio: '1:2' };

  it('follows where it is joined with another, and returns when the document goes', async () => {
    await own();
    await accept({ classes: [common] });
    await add({ security: 'OLD' });
    await use.app.ok('transactions.add', { ...exchange, to: 'HBR' });
    const before = await everyFact(use.app);
    const reports = await use.app.ok('year.report', { year: 2002 });
    const both = { ...release({ year: 2003, symbols: 'HBR', classes: [common] }), status: null };
    const changes = await use.app.ok('documents.changes', { kind: 'accept', ...both });
    const { id } = await use.app.ok('documents.accept', both);
    const joined = await use.app.ok('year.report', { year: 2002 });
    expect(joined.report.lots).toMatchObject([{ security: 'HBR', returnOfCapitalInYear: '10.00' }]);
    // What was foretold is what came.
    const of2002 = changes.find((each) => each.year === 2002);
    expect(of2002?.paymentsAfter).toBe(joined.report.payments.length);
    expect(of2002?.rows.map(({ after }) => after?.value)).toContain(
      joined.report.lots[0]?.adjustedBasis,
    );
    const removal = await use.app.ok('documents.changes', { kind: 'remove', id });
    await use.app.ok('documents.remove', { id });
    expect(await everyFact(use.app)).toEqual(before);
    expect(await use.app.ok('year.report', { year: 2002 })).toEqual(reports);
    expect(removal.find((each) => each.year === 2002)?.paymentsAfter).toBe(0);
  });

  it('is not taken out with the document while an entry leads to it', async () => {
    await own();
    await add({ security: 'OLD' });
    const row = await use.app.ok('transactions.add', { ...exchange, to: 'MDW' });
    const { id } = await accept({ symbols: 'HBR', classes: [common] });
    await use.app.ok('transactions.update', { ...exchange, id: row.id, to: 'HBR' });
    await use.app.ok('documents.remove', { id });
    expect((await use.app.ok('transactions.list', {})).at(-1)?.toSecurity).toBe('HBR');
  });

  it('keeps the ticker that its user gave it while the document was there', async () => {
    await own();
    await add({});
    const { id } = await accept({ symbols: 'HBR', classes: [common] });
    await use.app.ok('securities.addIdentifier', {
      id: await securityIdOf(use.app, 'HBR'),
      kind: 'symbol',
      value: 'NEW',
      validFrom: '2002-06-03',
    });
    const before = await use.app.ok('securities.identifiers', {
      id: await securityIdOf(use.app, 'NEW'),
    });
    await use.app.ok('documents.remove', { id });
    expect(
      await use.app.ok('securities.identifiers', { id: await securityIdOf(use.app, 'NEW') }),
    ).toEqual(before);
  });

  it('has its former tickers and names again when a document that joined it goes', async () => {
    await own();
    await accept({ classes: [common] });
    await add({});
    const security = await securityIdOf(use.app, 'HBR');
    await use.app.ok('securities.addIdentifier', {
      id: security,
      kind: 'name',
      value: 'Harbor Trust',
      validFrom: null,
    });
    await use.app.ok('securities.addIdentifier', {
      id: security,
      kind: 'symbol',
      value: 'HLT',
      validFrom: '2001-01-02',
    });
    const before = await everyFact(use.app);
    const { id } = await accept({ year: 2003, symbols: 'HLT', classes: [common] });
    await use.app.ok('documents.remove', { id });
    expect(await everyFact(use.app)).toEqual(before);
  });

  it('is joined with one of the same former name', async () => {
    await own();
    await accept({ classes: [common] });
    await add({});
    for (const { id } of await use.app.ok('securities.list', {})) {
      const name = { id, kind: 'name', value: 'Harbor Trust', validFrom: null } as const;
      await use.app.ok('securities.addIdentifier', name);
    }
    const before = await everyFact(use.app);
    const { id } = await accept({ year: 2003, symbols: 'HBR', classes: [common] });
    const [names] = (await everyFact(use.app)).identifiers;
    expect(names?.filter((each) => each.kind === 'name')).toHaveLength(1);
    await use.app.ok('documents.remove', { id });
    expect(await everyFact(use.app)).toEqual(before);
  });

  it('is found by the ticker that it had in the year of the document', async () => {
    await own();
    await add({});
    await use.app.ok('securities.addIdentifier', {
      id: await securityIdOf(use.app, 'HBR'),
      kind: 'symbol',
      value: 'HLT',
      validFrom: '2003-06-02',
    });
    const of2002 = { symbols: 'HBR', classes: [{ name: 'Common Stock' }] };
    const changes = await use.app.ok('documents.changes', {
      kind: 'accept',
      ...release(of2002),
      status: null,
    });
    await accept(of2002);
    expect(await use.app.ok('securities.list', {})).toMatchObject([{ symbol: 'HLT' }]);
    const { report } = await use.app.ok('year.report', { year: 2002 });
    expect(report.payments).toMatchObject([{ security: 'HLT', cash: '100.00' }]);
    expect(changes.map((each) => [each.year, each.paymentsAfter])).toContainEqual([2002, 1]);
    const again = await use.app.ok('documents.read', release({ ...of2002, remark: 'Again.' }));
    expect(again.replaces).toHaveLength(1);
  });
});
