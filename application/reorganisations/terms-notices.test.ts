/** What terms, the allocation of the same payment and the entries do not say alike. */
import { beforeEach, expect, test } from 'vitest';
import { knownTerms, library } from '../../resources/reference.ts';
import { EXAMPLE_PURCHASE, makeOwnBook, useHarness } from '../testing/harness.ts';

const harness = useHarness();
const SEPARATION = knownTerms.find(({ id }) => id === 'aimco-separation-2020')?.text ?? '';
const ALLOCATION = library.find(({ id }) => id === 'aimco-2020')?.text ?? '';
/** As an issuer prints it: without ex-dates. */
const PRINTED = ALLOCATION.replace('\tEx-Date', '').replaceAll(
  /^(\d\d\/\d\d\/2020)\t\d\d\/\d\d\/2020\t/gm,
  '$1\t',
);

const buy = (date: string, shares: string) =>
  harness.app.ok('transactions.add', { ...EXAMPLE_PURCHASE, date, shares, amount: '3000.00' });

const accept = (text: string) =>
  harness.app.ok('documents.accept', {
    fileName: 'AIMCO-2020.txt',
    content: { kind: 'text', text },
    status: 'final',
  });

async function told(code: string): Promise<string[]> {
  const { report } = await harness.app.ok('year.report', { year: 2020 });
  return report.notices.filter((one) => one.code === code).map(({ message }) => message);
}

const inKind = async (): Promise<string | undefined> => {
  const { report } = await harness.app.ok('year.report', { year: 2020 });
  return report.payments.find(({ payableDate }) => payableDate === '2020-12-15')?.shares;
};

beforeEach(async () => {
  await makeOwnBook(harness.app);
  await buy('2018-03-01', '100');
  // Between the ex-date that its record date gives and that of the exchange: with due bills.
  await buy('2020-12-08', '10');
  await harness.app.ok('terms.apply', { fileName: 'x', text: SEPARATION, answers: {} });
});

test('the library has the ex-date of the exchange: who bought with due bills is paid by both', async () => {
  await accept(ALLOCATION);
  expect(await inKind()).toBe('110');
  expect([await told('terms-differ'), await told('in-kind-value-differs')]).toEqual([[], []]);
});

test('of a release without it, terms and allocation differ, and the notice says by what', async () => {
  await accept(PRINTED);
  expect(await inKind()).toBe('100');
  const [message, ...more] = await told('terms-differ');
  expect(more).toEqual([]);
  expect(message).toBe(
    'AIV: by the terms "Separation of December 15, 2020" the payment of 2020-12-15 has the ex-date 2020-12-15, and in AIMCO-2020.txt it has 2020-12-03, computed from its record date. Shares that came or went from 2020-12-03 to 2020-12-14 got it by the one and not by the other. Correct the release by hand: write the right ex-date beside the payment.',
  );
  // 110 AIRC at $38.0711, for a payment on 100 shares.
  expect(await told('in-kind-value-differs')).toEqual([
    'AIRC: the shares that came into default on 2020-12-15 are entered at $4,187.82, and the payment that they are is $3,807.11 by AIMCO-2020.txt, line 13. Enter that value, or leave it empty, which takes it from there; or check how many shares were held.',
  ]);
});

test('a value that the allocation has otherwise is said, and one of nobody’s trades is not', async () => {
  await accept(ALLOCATION.replace('$38.0711', '$37.0000'));
  const [message] = await told('terms-differ');
  expect(message).toContain('is worth $38.0711 a share, and by AIMCO-2020.txt $37');
  await harness.app.undo();
  await harness.app.undo();
  await harness.app.undo();
  await harness.app.ok('terms.apply', { fileName: 'x', text: SEPARATION, answers: {} });
  await accept(PRINTED);
  expect(await told('terms-differ')).toEqual([]);
});

test('a fraction that was paid in cash is no difference, and a whole share is', async () => {
  await accept(ALLOCATION);
  const entries = await harness.app.ok('transactions.list', {});
  const entry = entries.find(({ action }) => action === 'in-kind');
  const change = (shares: string, amount: string) =>
    harness.app.ok('transactions.update', {
      ...EXAMPLE_PURCHASE,
      ...{ id: entry?.id ?? '', action: 'in-kind' as const, date: '2020-12-15' },
      ...{ security: 'AIRC', shares, amount },
    });
  await change('109.5', '4168.79');
  expect(await told('in-kind-value-differs')).toEqual([]);
  await change('109', '4149.75');
  expect(await told('in-kind-value-differs')).toHaveLength(1);
});

test('terms without a value take that of the allocation, and say from which line', async () => {
  await harness.app.undo();
  const open = SEPARATION.replace(/^value: .*\n/m, '').replace('ratio: 1:1', 'ratio: 1:2');
  const given = { fileName: 'x', text: open, answers: {} };
  const before = await harness.app.ok('terms.preview', given);
  expect([before.questions, before.accounts[0]?.says]).toEqual([
    [],
    'Its value is that of the issuer’s release, as soon as the book has it.',
  ]);
  // Of 110 shares half a share each is whole; of a fraction that is paid in cash the cash is asked for.
  const cut = open
    .replace('ratio: 1:2', 'ratio: 1:4')
    .replace('fractions: kept', 'fractions: cash');
  const asked = await harness.app.ok('terms.preview', { ...given, text: cut });
  expect(asked.questions.map(({ id }) => id)).toEqual(['fraction/default']);
  await accept(ALLOCATION);
  const { questions, accounts } = await harness.app.ok('terms.preview', given);
  expect([questions, accounts[0]?.says]).toEqual([
    [],
    'Its value is that of AIMCO-2020.txt, line 13.',
  ]);
  await harness.app.ok('terms.apply', given);
  const made = (await harness.app.ok('transactions.list', {})).find(
    ({ action }) => action === 'in-kind',
  );
  // 110 old shares at $38.0711 are 55 new ones, at twice of it.
  expect([made?.shares, made?.amount]).toEqual(['55', '4187.82']);
  expect(await told('in-kind-value-differs')).toEqual([]);
});
