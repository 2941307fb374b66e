import { describe, expect, it } from 'vitest';
import { reference } from '../../resources/reference.ts';
import { computeYear } from '../compute-year.ts';
import { explain } from '../explain/explain.ts';
import { formOf, BOX_SOURCES } from '../facts/forms.ts';
import { COMPONENTS, type Component, type Facts } from '../facts/model.ts';
import { asSlowRow, slowRows } from '../oracle/derived.ts';
import { disagreementsOn } from '../oracle/agreement.ts';
import { dollarsOf } from '../oracle/decimals.ts';
import { randomBook } from '../oracle/random-book.ts';
import { slowYear } from '../oracle/slow-year.ts';
import type { Payment } from '../lots/figures.ts';
import { holderBook } from '../reconcile/testing/holder-book.ts';
import type { Cents } from '../values/money.ts';
import { deriveDocument, withDerived, type StandInForm } from './derived-documents.ts';

interface FormOfBook {
  /** Without the documents of the security's year. */
  readonly facts: Facts;
  readonly form: StandInForm;
  readonly paid: readonly Payment[];
}

/** The form that a broker would have sent for the first security of a book, by the slow calculation. */
function formOfBook(seed: number): FormOfBook | null {
  const { facts: whole, year } = holderBook(seed, reference.calendar);
  const securityId = whole.securities[0]?.id ?? '';
  const paid = slowYear(whole, year, reference).payments.filter(
    (one) => one.accountId === 'taxable' && one.security.id === securityId,
  );
  // What is paid in January for the year before is another question.
  if (paid.length === 0 || paid.some((one) => !one.distribution.payableDate.startsWith(`${year}`)))
    return null;
  const boxes = new Map<string, Cents>();
  for (const { box, meaning } of formOf(reference.forms, year)?.boxes ?? []) {
    const amount = paid.reduce(
      (sum, one) =>
        BOX_SOURCES[meaning].reduce(
          (all, part) =>
            all +
            (part in one.components
              ? one.components[part as Component]
              : (one.subsets[part as never] ?? 0n)),
          sum,
        ),
      0n,
    );
    boxes.set(box, amount as Cents);
  }
  const cash = paid.map(({ distribution, cash: amount }) => ({
    ...{ day: distribution.payableDate, recordDate: null, amount },
  }));
  const documents = whole.documents.filter(
    (one) => one.taxYear !== year || !one.securities.some((of) => of.securityId === securityId),
  );
  return {
    facts: { ...whole, documents },
    form: { securityId, year, accountId: 'taxable', boxes, cash },
    paid,
  };
}

const BOOKS = Array.from({ length: 120 }, (_, seed) => formOfBook(seed + 1)).filter(
  (one) => one !== null,
);

describe('a release that nobody published', () => {
  it('is what the slow calculation makes of boxes and cash', () => {
    expect(BOOKS.length).toBeGreaterThan(30);
    for (const { facts, form, paid } of BOOKS) {
      const derived = deriveDocument(facts, form, reference);
      if (!derived.ok) throw new Error(derived.problem);
      const parts = Object.fromEntries(
        COMPONENTS.map((each) => [
          each,
          dollarsOf(paid.reduce((sum, one) => sum + one.components[each], 0n) as Cents),
        ]),
      ) as Record<Component, ReturnType<typeof dollarsOf>>;
      const rows = derived.document.securities[0]?.distributions ?? [];
      expect(rows.map(asSlowRow)).toEqual(slowRows(facts, { ...form, parts }, reference));
    }
  });

  it('makes the cash of every payment, and the boxes but for cents', () => {
    for (const { facts, form } of BOOKS) {
      const with_ = withDerived(facts, [form], reference);
      const report = computeYear(with_, form.year, reference);
      const own = report.payments.filter(
        (one) => one.accountId === 'taxable' && one.security.id === form.securityId,
      );
      expect(own.map(({ cash }) => cash)).toEqual(form.cash.map(({ amount }) => amount));
      for (const { box, meaning } of formOf(reference.forms, form.year)?.boxes ?? []) {
        if (BOX_SOURCES[meaning].some((part) => !(part in (own[0]?.components ?? {})))) continue;
        const sum = own.reduce(
          (all, one) =>
            BOX_SOURCES[meaning].reduce(
              (some, part) => some + one.components[part as Component],
              all,
            ),
          0n,
        );
        const off = sum - (form.boxes.get(box) ?? 0n);
        expect(off < 0n ? -off : off).toBeLessThanOrEqual(BigInt(3 * own.length));
      }
      expect(report.notices.map(({ code }) => code)).toContain('derived-in-use');
    }
  });

  it('counts behind a document, and says of what each weight is a part', () => {
    const [first] = BOOKS;
    if (!first) throw new Error('no book');
    const { facts, form } = first;
    const with_ = withDerived(facts, [form], reference);
    expect(with_.documents.at(-1)?.status).toBe('derived');
    expect(withDerived(with_, [], reference)).toBe(with_);
    const report = computeYear(with_, form.year, reference);
    const payment = report.payments.find((one) => one.security.id === form.securityId);
    const part = {
      kind: 'paymentComponent',
      payment: payment?.key ?? '',
      component: 'ordinary',
    } as const;
    const told = JSON.stringify(explain(with_, report, part, reference), (_, value: unknown) =>
      typeof value === 'bigint' ? String(value) : value,
    );
    expect(told).toContain('that the form shows for the year');
    const published = { ...holderBook(1, reference.calendar).facts };
    const own = published.documents[0];
    const other = {
      ...form,
      securityId: own?.securities[0]?.securityId ?? '',
      year: own?.taxYear ?? 0,
    };
    expect(withDerived(published, [other], reference)).toBe(published);
  });

  it('says what is missing', () => {
    const [first] = BOOKS;
    if (!first) throw new Error('no book');
    const { facts, form } = first;
    const of = (more: Partial<StandInForm>): string => {
      const derived = deriveDocument(facts, { ...form, ...more }, reference);
      return derived.ok ? '' : derived.problem;
    };
    expect(of({ cash: [] })).toContain('No dividend of');
    expect(of({ boxes: new Map() })).toContain('has no amount in boxes');
  });
});

it('is told alike by both calculations, whatever else is in a book', () => {
  for (let seed = 1; seed <= 60; seed++) {
    const facts = randomBook(seed);
    const documents = facts.documents.map((one) =>
      one.status === 'estimate' ? { ...one, status: 'derived' as const } : one,
    );
    const derived = { ...facts, documents };
    expect(disagreementsOn(derived, reference).differences, `seed ${seed}`).toEqual([]);
  }
});
