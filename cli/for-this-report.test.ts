import { expect, test } from 'vitest';
import type { Day } from '../tax/values/days.ts';
import type { Account, Facts } from '../tax/facts/model.ts';
import { forThisReport } from './for-this-report.ts';

const broker: Account = {
  id: 'a',
  name: 'Broker',
  taxDeferred: false,
  method: 'lifo',
  methodChanges: [{ from: '2004-01-02' as Day, method: 'hifo' }],
  returnOfCapital: 'by-shares',
};
const ira: Account = { ...broker, id: 'b', name: 'IRA', taxDeferred: true, methodChanges: [] };
const facts: Facts = { securities: [], documents: [], transactions: [], accounts: [broker, ira] };

test('nothing said leaves the facts as they are', () => {
  expect(forThisReport(facts, { taxDeferred: [], method: null })).toBe(facts);
});

test('a method takes the place of every account’s own and of its changes', () => {
  const { accounts } = forThisReport(facts, { taxDeferred: [], method: 'lowest-tax' });
  expect(accounts).toEqual([
    { ...broker, method: 'lowest-tax', methodChanges: [] },
    { ...ira, method: 'lowest-tax', methodChanges: [] },
  ]);
});

test('accounts become tax-deferred by name, and keep their methods', () => {
  const { accounts } = forThisReport(facts, { taxDeferred: ['Broker'], method: null });
  expect(accounts).toEqual([{ ...broker, taxDeferred: true }, ira]);
});
