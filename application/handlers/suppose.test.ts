/** Every figure that is shown before something is written can be asked where it is from. */
import { beforeEach, describe, expect, it } from 'vitest';
import { recomputeAll } from '../../tax/testing/recompute.ts';
import { SUPPOSED, type Answer, type Request } from '../contract.ts';
import { reference, sample } from '../../resources/reference.ts';
import { everyFact } from '../testing/every-fact.ts';
import { useHarness } from '../testing/harness.ts';

type Entry = Request<'transactions.preview'>;
type Explain = Request<'year.explain'>;
type Figure = Explain['figure'];
type Steps = Answer<'year.explain'>['steps'];
type Part = NonNullable<Answer<'documents.changes'>[number]['rows'][number]['before']>;

const use = useHarness();

const HISTORY = `date,action,security,shares,amount,account,lot
2001-02-01,buy,AIV,100,3000.00,Joint,OLD
2001-05-01,buy,AIV,40,1500.00,Joint,MIDDLE
2002-03-01,buy,AIV,60,2760.00,Joint,NEW
2002-09-20,buy,AIV,10,380.00,Joint,AGAIN
`;

const entry = {
  date: '2002-09-03',
  action: 'sell',
  security: 'AIV',
  account: 'Joint',
  shares: '90',
  amount: '3330.00',
  lot: null,
  note: null,
  replacing: null,
} satisfies Entry;

beforeEach(async () => {
  await use.app.ok('book.create', { kind: 'own' });
  await use.app.ok('accounts.add', { name: 'Joint', taxDeferred: false });
  await use.app.ok('documents.accept', {
    fileName: 'release.txt',
    content: { kind: 'text', text: sample.document },
    status: null,
  });
  await use.app.ok('imports.accept', { fileName: 'history.csv', text: HISTORY });
});

async function explained(
  figure: Figure,
  suppose: Explain['suppose'],
  year: number,
): Promise<Steps> {
  const { steps } = await use.app.ok('year.explain', {
    year,
    figure,
    ...(suppose ? { suppose } : {}),
  });
  // A part of a sum is asked about by itself.
  const source = { kind: 'transaction', transactionId: 'asked', line: null };
  const stated = steps.map((step) => (step.figure ? { ...step, source } : step));
  expect(recomputeAll(stated as never, reference.calendar)).toEqual(
    steps.map((step) => step.value),
  );
  return steps;
}

/** Asks of every figure of a preview; each has the value that is shown. */
async function checkPreview(typed: Entry): Promise<Steps> {
  const preview = await use.app.ok('transactions.preview', typed);
  expect(preview.problem).toBeNull();
  const suppose = { kind: 'entry', entry: typed } as const;
  const year = Number(typed.date.slice(0, 4));
  const all: Steps[number][] = [];
  const check = async (figure: Figure, value: string): Promise<void> => {
    const steps = await explained(figure, suppose, year);
    expect([figure, steps[0]?.value]).toEqual([figure, value]);
    all.push(...steps);
  };
  for (const { accountId: account, lot, ...row } of preview.rows) {
    for (const when of ['before', 'after'] as const) {
      const shown = row[when];
      if (!shown) continue;
      const around = {
        kind: 'lotAround',
        account,
        lot,
        transaction: SUPPOSED.entry,
        when,
      } as const;
      await check({ ...around, of: 'shares' }, shown.shares);
      await check({ ...around, of: 'cost' }, shown.cost);
      await check({ ...around, of: 'adjustedBasis' }, shown.adjustedBasis);
      if (shown.basisPerShare !== null) {
        await check({ ...around, of: 'basisPerShare' }, shown.basisPerShare);
      }
    }
  }
  for (const { lot, ...piece } of preview.pieces) {
    const named = { transaction: SUPPOSED.entry, lot };
    await check({ kind: 'saleGain', ...named }, piece.gain);
    for (const of of [
      'shares',
      'proceeds',
      'adjustedBasis',
      'disallowedLoss',
      'longTermLoss',
    ] as const) {
      await check({ kind: 'sale', ...named, of }, piece[of]);
    }
  }
  if (preview.pieces.length > 0) {
    for (const of of ['short', 'long', 'disallowed', 'counts'] as const) {
      const total = { kind: 'saleTotal', transaction: SUPPOSED.entry, of } as const;
      const steps = await explained(total, suppose, year);
      expect([of, steps[0]?.value]).toEqual([of, preview.taken[of]]);
      for (const { figure, value } of steps) if (figure) await check(figure, value);
    }
  }
  return all;
}

describe('the figures of an entry that is typed', () => {
  it.each<[string, Partial<Entry>]>([
    ['a sale by the method of the account', {}],
    [
      'a sale of a chosen lot at a loss, bought again within 30 days',
      { lot: 'NEW', shares: '50', amount: '1800.00' },
    ],
    [
      'a sale of lots picked by hand',
      {
        picks: [
          { lot: 'MIDDLE', shares: '40' },
          { lot: 'OLD', shares: '50' },
        ],
      },
    ],
    ['a purchase', { action: 'buy', shares: '12', amount: '444.00', lot: 'MORE' }],
    [
      'a split with cash for a fraction',
      { action: 'split', ratio: '21:17', shares: '', amount: '18.50' },
    ],
    ['a transfer', { action: 'transfer', shares: '30', amount: '', lot: 'OLD', to: 'Second' }],
    ['a gift', { action: 'gift', shares: '10', amount: '', lot: 'OLD' }],
  ])('%s', { timeout: 60_000 }, async (_, change) => {
    if (change.to) await use.app.ok('accounts.add', { name: change.to, taxDeferred: false });
    const before = await everyFact(use.app);
    const steps = await checkPreview({ ...entry, ...change });
    const own = steps.filter(
      (step) => step.source?.kind === 'transaction' && step.source.transactionId === SUPPOSED.entry,
    );
    expect(own.length).toBeGreaterThan(0);
    // What was asked has changed nothing.
    expect(await everyFact(use.app)).toEqual(before);
  });

  it('lots to choose from', { timeout: 60_000 }, async () => {
    const choices = await use.app.ok('transactions.saleChoices', entry);
    const suppose = { kind: 'entry', entry } as const;
    expect(choices.lots.length).toBe(3);
    for (const { lot, shares, basisPerShare, gainIfSold } of choices.lots) {
      const around = {
        kind: 'lotAround',
        account: choices.accountId,
        lot,
        transaction: SUPPOSED.entry,
        when: 'before',
      } as const;
      for (const [of, value] of [
        ['shares', shares],
        ['basisPerShare', basisPerShare],
        ['gainIfSold', gainIfSold],
      ] as const) {
        const steps = await explained({ ...around, of }, suppose, 2002);
        expect([lot, of, steps[0]?.value]).toEqual([lot, of, value]);
      }
    }
  });
});

describe('the figures of a release that is not accepted yet, or would be removed', () => {
  const asked = async (part: Part | null, suppose: Explain['suppose'], year: number) => {
    if (part === null) return;
    if ('figure' in part) {
      expect((await explained(part.figure, suppose, year))[0]?.value).toBe(part.value);
    } else for (const one of part.parts) await asked(one, suppose, year);
  };

  it.each(['accept', 'remove'] as const)('%s', { timeout: 60_000 }, async (kind) => {
    const app = use.app;
    await app.ok('transactions.add', { ...entry, replacing: undefined } as never).catch(() => null);
    const [row] = await app.ok('documents.list', {});
    const id = row?.id ?? '';
    const input =
      kind === 'remove'
        ? ({ kind, id } as const)
        : ({
            kind,
            fileName: 'corrected.txt',
            content: {
              kind: 'text',
              text: sample.document.replaceAll('61.4%', '60.4%').replaceAll('19.5%', '20.5%'),
            },
            status: 'corrected',
          } as const);
    const changed = await app.ok('documents.changes', input);
    expect(changed.flatMap(({ rows }) => rows).length).toBeGreaterThan(3);
    for (const { year, rows } of changed) {
      for (const { before, after } of rows) {
        await asked(before, undefined, year);
        await asked(after, input, year);
      }
    }
  });
});
