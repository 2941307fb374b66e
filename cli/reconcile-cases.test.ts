/**
 * What people's brokers printed and why: each case (`testing/broker-forms/`) is worked out by hand, with our boxes,
 * the cause that made the form differ, and what it could be taken for and is not.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CAUSE_CODES } from '../tax/reconcile/cause.ts';
import type { ReconciliationJson } from '../formats/reconciliation-schema.ts';
import {
  documentJson,
  formsCases,
  formsJson,
  type FormsCase,
} from './testing/broker-forms-cases.ts';
import { Workplace } from './testing/command.ts';

let place: Workplace;
beforeAll(() => {
  place = new Workplace();
});
afterAll(() => {
  place.remove();
});

async function compared(own: FormsCase): Promise<ReconciliationJson> {
  place.write('trades.csv', own.book);
  place.write('forms.json', formsJson(own));
  const documents = own.documents.map((document, at) => {
    place.write(`document-${at}.json`, documentJson(document));
    return `document-${at}.json`;
  });
  const { status, stdout, stderr } = await place.run(
    ...['reconcile', '--year', String(own.year), '--transactions', 'trades.csv'],
    ...['--documents', ...documents, '--forms', 'forms.json', '--json'],
    ...own.taxDeferred.flatMap((name) => ['--tax-deferred', name]),
  );
  expect([status, stderr]).toEqual([0, '']);
  return JSON.parse(stdout) as ReconciliationJson;
}

const cases = formsCases();

describe('a form and the cause that made it differ', () => {
  it.each(cases.map((own) => [own.title, own] as const))('%s', async (_, own) => {
    const { causes, differences, unexplained } = await compared(own);
    const said = causes.map(({ code }) => code as string);
    const boxes = differences.filter(({ form }) => form === '1099-DIV');
    for (const { field, ours } of boxes)
      expect([field, ours]).toEqual([field, own.ours[field] ?? ours]);
    expect(differences).not.toEqual([]);
    expect(said.filter((code) => own.not.includes(code))).toEqual([]);
    if (own.causes.length === 0) {
      expect([said, unexplained.length]).toEqual([[], differences.length]);
      return;
    }
    const missed = own.causes.filter((code) => !said.includes(code));
    expect(own.instead.some((code) => said.includes(code)) ? [] : missed, said.join(' ')).toEqual(
      [],
    );
    expect([unexplained.length, unexplained]).toEqual([own.leaves, unexplained]);
    for (const code of own.equal) {
      const equalTo = causes.find((one) => one.code === code)?.equalTo ?? [];
      const others = own.equal.filter((one) => one !== code);
      expect([code, others.filter((one) => !(equalTo as string[]).includes(one))]).toEqual([
        code,
        [],
      ]);
    }
  });
});

it('has each cause at least twice, and forms that nothing explains', () => {
  const planted = cases.flatMap((own) => own.causes);
  for (const code of CAUSE_CODES) {
    expect([code, planted.filter((one) => one === code).length > 1]).toEqual([code, true]);
  }
  expect(cases.filter((own) => own.causes.length === 0).length).toBeGreaterThan(2);
  expect(cases.filter((own) => own.causes.length > 1).length).toBeGreaterThan(2);
});
