/** Looking ahead in a very large book: no answer that nobody can read, no work that cannot be stopped. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { createApplication } from '../application.ts';
import type { Request } from '../contract.ts';
import { RefusalError } from '../refusal.ts';
import { useHarness, type Harness } from '../testing/harness.ts';

const use = useHarness();
const LOTS = 10_001;

const sale = {
  date: '2001-06-01',
  action: 'sell',
  security: 'HBR',
  account: 'default',
  shares: '3',
  amount: '90.00',
  lot: null,
  note: null,
} satisfies Request<'transactions.add'>;
const split = { ...sale, action: 'split', ratio: '2:1', shares: '', amount: '' };

async function buy(app: Pick<Harness, 'ok'>, lots: number): Promise<void> {
  const rows = Array.from({ length: lots }, (_, i) => `2000-03-01,buy,HBR,2,40.00,L${i}`);
  const text = `date,action,security,shares,amount,lot\n${rows.join('\n')}\n`;
  await app.ok('imports.accept', { fileName: 'many.csv', text });
}

describe('with more lots than anybody looks through', () => {
  beforeEach(async () => {
    await use.app.ok('book.create', { kind: 'own' });
    await buy(use.app, LOTS);
  });

  it('shows only what a sale changes', async () => {
    const preview = await use.app.ok('transactions.preview', { ...sale, replacing: null });
    expect(preview.problem).toBeNull();
    expect(
      preview.rows.map((row) => [row.lot, row.change, row.before?.shares, row.after?.shares]),
    ).toEqual([
      ['L0', 'gone', '2', undefined],
      ['L1', 'changed', '2', '1'],
    ]);
    expect(preview.pieces).toHaveLength(2);
  });

  it('has the lots of a sale in pages, searched, and says which named ones are not open', async () => {
    const asked = { ...sale, replacing: null };
    const first = await use.app.ok('transactions.saleChoices', asked);
    expect([first.lots.length, first.found, first.open]).toEqual([100, LOTS, LOTS]);
    expect(first.methods, 'each method is tried on fewer').toEqual([]);
    const page = { search: 'L9999', sort: null, from: 0, most: 10, named: ['L3', 'gone'] };
    const found = await use.app.ok('transactions.saleChoices', { ...asked, page });
    expect(found.lots.map(({ lot }) => lot)).toEqual(['L9999']);
    expect([found.found, found.notOpen]).toEqual([1, ['gone']]);
    const last = { ...page, search: '', from: LOTS - 1 };
    const end = await use.app.ok('transactions.saleChoices', { ...asked, page: last });
    expect(end.lots).toHaveLength(1);
    const sort = { column: 'lot', descending: true } as const;
    const sorted = await use.app.ok('transactions.saleChoices', {
      ...asked,
      page: { ...page, search: 'L1', sort },
    });
    expect(sorted.lots[0]?.lot, 'of one day they keep their order').toBe('L1');
    // By hand, out of all of them.
    const picks = [
      { lot: 'L9999', shares: '2' },
      { lot: 'L3', shares: '1' },
    ];
    const preview = await use.app.ok('transactions.preview', { ...asked, picks });
    expect(preview.pieces.map(({ lot, shares }) => [lot, shares]).toSorted()).toEqual([
      ['L3', '1'],
      ['L9999', '2'],
    ]);
  });

  it('says of a split that it cannot be shown beforehand', async () => {
    const asked = { ...split, replacing: null };
    expect(await use.app.refused('transactions.preview', asked)).toMatchObject({
      code: 'invalid-input',
      message: expect.stringMatching(/^This changes 10,001 lots, .* Save it/),
    });
    // It can be done all the same.
    await use.app.ok('transactions.add', split);
    const named = { ...sale, lot: 'L9', shares: '4' };
    await use.app.ok('transactions.addAll', { entries: [sale, sale, named] });
  });
});

it.each(['transactions.preview', 'transactions.saleChoices'] as const)(
  'can be stopped: %s',
  async (name) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'basisbook-test-'));
    const asked: unknown[] = [];
    const application = createApplication({
      dataFolder: path.join(folder, 'books'),
      host: 'browser',
      version: '0.0.0-test',
      log: (line) => {
        throw new Error(line);
      },
      watch: (year) => {
        asked.push(year);
        throw new RefusalError('cancelled', 'This was stopped. Try again.');
      },
    });
    try {
      await application.dispatch('book.create', { kind: 'own' });
      const answer = await application.dispatch(name, { ...sale, replacing: null });
      expect(answer).toMatchObject({ ok: false, error: { code: 'cancelled' } });
      expect(asked).toEqual([2001]);
    } finally {
      application.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
);

it('takes what a plan gave beyond the cash for no loss of a wash sale', async () => {
  await use.app.ok('book.create', { kind: 'own' });
  await buy(use.app, 1);
  const asked = { ...sale, action: 'reinvest', further: { value: '100.00' }, replacing: null };
  const preview = await use.app.ok('transactions.preview', asked);
  expect(preview.rows.map(({ after }) => after?.cost)).toEqual(['100.00']);
  expect(preview.addedLoss).toBeNull();
});
