/**
 * What would a document change? The figures of every year that it can touch, with it and without
 * it, computed from facts in memory; nothing is written.
 */
import { listAllIdentifiers } from '../../db/securities.ts';
import { documentToFacts } from '../../formats/allocation-document.ts';
import { documentIsAcceptable } from '../../formats/read-document.ts';
import { securitiesOfDocuments } from '../identity/securities-of-documents.ts';
import {
  compareReports,
  isChanged,
  type GainOfPayment,
  type YearChanges,
} from '../../tax/report/compare-reports.ts';
import type { Facts } from '../../tax/facts/model.ts';
import { formatMoney, type Cents } from '../../tax/values/money.ts';
import { touchedYears } from '../../tax/report/touched-years.ts';
import { SUPPOSED, type HandlerAnswer, type Request } from '../contract.ts';
import type { BookHandlers } from '../dispatch.ts';
import { RefusalError } from '../refusal.ts';
import type { BookContext } from '../session.ts';
import { readContent } from './documents.ts';
import { joinSecurities } from './join-securities.ts';
import { factsWithout } from './lessons.ts';
import { yearsOf } from './status.ts';

type Handlers = BookHandlers<BookContext>;

/** More rows than anybody reads before deciding; the counts say how many there are. */
const MOST_ROWS = 100;

interface Step {
  readonly facts: Facts;
  /** The document's tax year: no earlier year can change. Null where entries change their security. */
  readonly from: number | null;
}

export function afterAccepting(
  context: BookContext,
  { fileName, content, status, draft }: Extract<Request<'documents.changes'>, { kind: 'accept' }>,
): Step | undefined {
  const { reading } = readContent(fileName, content, draft);
  const document = status === null ? reading.document : { ...reading.document, status };
  // What cannot be accepted changes nothing; its reasons are shown by `documents.read`.
  if (!documentIsAcceptable(document) || document.taxYear === null) return undefined;
  const { facts, joined } = joinSecurities(context.facts(), document);
  const into = new Map(joined.map((each) => [each.from.id, each.into.id]));
  const merged = securitiesOfDocuments(
    [document],
    facts.securities,
    context.newId,
    listAllIdentifiers(context.book).map((each) => ({
      ...each,
      securityId: into.get(each.securityId) ?? each.securityId,
    })),
  );
  const ids = (merged.ids[0] ?? []).values();
  const accepted = documentToFacts(document, {
    id: SUPPOSED.document,
    name: fileName,
    securityIdOf: () => ids.next().value ?? '',
  });
  return {
    facts: {
      ...facts,
      securities: merged.securities,
      documents: [...facts.documents, accepted],
    },
    from: joined.length > 0 ? null : document.taxYear,
  };
}

export function afterRemoving(context: BookContext, id: string): Step {
  const facts = context.facts();
  const removed = facts.documents.find((each) => each.id === id);
  if (!removed) {
    throw new RefusalError('not-found', 'This document is no longer in the book. Reload the list.');
  }
  const after = factsWithout(context, id);
  return { facts: after, from: after.transactions === facts.transactions ? removed.taxYear : null };
}

const orNull = (amount: Cents | null): string | null =>
  amount === null ? null : formatMoney(amount);

const partOf = ({ payment, amount }: GainOfPayment): { payment: string; amount: string } => ({
  payment,
  amount: formatMoney(amount),
});

function toWire(changes: YearChanges): HandlerAnswer<'documents.changes'>[number] {
  return {
    year: changes.year,
    paymentsBefore: changes.paymentsBefore,
    paymentsAfter: changes.paymentsAfter,
    boxes: changes.boxes.map((each) => ({
      ...each,
      before: orNull(each.before),
      after: orNull(each.after),
    })),
    lotCount: changes.lots.length,
    lots: changes.lots.slice(0, MOST_ROWS).map((each) => ({
      ...each,
      adjustedBasisBefore: orNull(each.adjustedBasisBefore),
      adjustedBasisAfter: orNull(each.adjustedBasisAfter),
    })),
    saleCount: changes.sales.length,
    sales: changes.sales.slice(0, MOST_ROWS).map(({ transactionId, ...each }) => ({
      ...each,
      transaction: transactionId,
      gainBefore: orNull(each.gainBefore),
      gainAfter: orNull(each.gainAfter),
    })),
    excessGainCount: changes.excessGains.length,
    excessGains: changes.excessGains.slice(0, MOST_ROWS).map((each) => ({
      ...each,
      before: orNull(each.before),
      after: orNull(each.after),
      partsBefore: each.partsBefore.map(partOf),
      partsAfter: each.partsAfter.map(partOf),
    })),
  };
}

export const changeHandlers: Pick<Handlers, 'documents.changes'> = {
  'documents.changes': (context, input) => {
    const step =
      input.kind === 'accept' ? afterAccepting(context, input) : afterRemoving(context, input.id);
    if (!step) return [];
    const { from } = step;
    const years = new Set([...yearsOf(context.facts()).years, ...yearsOf(step.facts).years]);
    const isTouched = touchedYears(context.facts(), step.facts);
    return [...years]
      .filter((year) => (from === null || year >= from) && isTouched(year))
      .sort((a, b) => a - b)
      .map((year) => compareReports(context.report(year), context.compute(step.facts, year)))
      .filter(isChanged)
      .map(toWire);
  },
};
