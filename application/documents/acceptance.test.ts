/** What is foretold of a document is what the book has afterwards. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Facts } from '../../tax/facts/model.ts';
import { bookHandlers } from '../handlers/index.ts';
import { RefusalError } from '../refusal.ts';
import { Session, type BookContext } from '../session.ts';
import { release } from '../testing/releases.ts';
import { planAcceptance, writeAcceptance } from './acceptance.ts';
import { planRemoval, writeRemoval } from './name-changes.ts';
import { readRelease, refusalOf } from './read-release.ts';

const TICKERS = ['HBR', 'HLT', 'MDW'];
const CUSIPS = ['41150R10', '41150R20'];
const ticker = fc.constantFrom(...TICKERS);

const acceptance = fc.record({
  kind: fc.constant('accept' as const),
  issuer: fc.constantFrom('Harbor Light Trust', 'Meadow Trust'),
  year: fc.integer({ min: 2001, max: 2004 }),
  symbols: fc.option(ticker, { nil: undefined }),
  cusip: fc.option(fc.constantFrom(...CUSIPS), { nil: undefined }),
  name: fc.constantFrom('Common Stock', 'Class A Common Stock'),
  capital: fc.constantFrom(10, 20, 30),
});
const step = fc.oneof(
  { weight: 4, arbitrary: acceptance },
  fc.record({ kind: fc.constant('remove' as const), which: fc.nat(5) }),
  fc.record({
    kind: fc.constant('buy' as const),
    security: fc.constantFrom(...TICKERS, '41150R107', 'Common Stock'),
    date: fc.constantFrom('2000-03-01', '2002-01-15', '2003-06-02'),
  }),
  fc.record({
    kind: fc.constant('rename' as const),
    which: fc.nat(3),
    value: ticker,
    validFrom: fc.constantFrom(null, '2002-06-03', '2003-06-03'),
  }),
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

const inOrder = <T extends { readonly id: string }>(rows: readonly T[]): T[] =>
  rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));
/** The order of securities is that of their names in the book, and means nothing. */
const comparable = (facts: Facts) => ({ ...facts, securities: inOrder(facts.securities) });

/** Facts of a plan and of the book that carried it out; null where nothing was planned. */
function carryOut(context: BookContext, one: Step): readonly [Facts, Facts] | null {
  switch (one.kind) {
    case 'accept': {
      const { issuer, year, symbols, cusip, name, capital } = one;
      const given = readRelease(
        release({
          issuer,
          year,
          ...(symbols === undefined ? {} : { symbols }),
          classes: [{ name, capital, ...(cusip === undefined ? {} : { cusip }) }],
        }),
      );
      if (refusalOf(context.book, given)) return null;
      const plan = planAcceptance(context, given, context.newId());
      writeAcceptance(context, plan);
      return [plan.facts, context.facts()];
    }
    case 'remove': {
      const { documents } = context.facts();
      const document = documents[one.which % Math.max(documents.length, 1)];
      if (!document) return null;
      const plan = planRemoval(context, document.id);
      writeRemoval(context, plan);
      return [plan.facts, context.facts()];
    }
    case 'buy': {
      const { security, date } = one;
      const fields = { action: 'buy', account: 'default', shares: '10', amount: '300.00' };
      bookHandlers['transactions.add'](context, {
        ...fields,
        security,
        date,
        lot: null,
        note: null,
      });
      return null;
    }
    case 'rename': {
      const { securities } = context.facts();
      const security = securities[one.which % Math.max(securities.length, 1)];
      if (!security) return null;
      const { value, validFrom } = one;
      const named = { id: security.id, kind: 'symbol', value, validFrom } as const;
      bookHandlers['securities.addIdentifier'](context, named);
      return null;
    }
  }
}

it('after any documents, entries and names, the book is what the plan said', () => {
  const seen = { accept: 0, remove: 0 };
  fc.assert(
    fc.property(fc.array(step, { minLength: 3, maxLength: 12 }), (steps) => {
      const folder = mkdtempSync(path.join(tmpdir(), 'basisbook-test-'));
      let ids = 0;
      const session = new Session({
        dataFolder: path.join(folder, 'books'),
        now: () => '2005-02-01T12:00:00.000Z',
        newId: () => `id-${String(++ids).padStart(6, '0')}`,
        fillSample: () => undefined,
      });
      try {
        session.create('own');
        for (const one of steps) {
          try {
            const both = session.inTransaction('command', (context) => carryOut(context, one));
            if (!both) continue;
            expect(comparable(both[1])).toEqual(comparable(both[0]));
            seen[one.kind as keyof typeof seen]++;
          } catch (error) {
            // What the book refuses is rolled back, and nothing was foretold of it.
            if (!(error instanceof RefusalError)) throw error;
          }
        }
      } finally {
        session.close();
        rmSync(folder, { recursive: true, force: true });
      }
    }),
    { numRuns: 25 },
  );
  expect(Math.min(seen.accept, seen.remove)).toBeGreaterThan(8);
});
