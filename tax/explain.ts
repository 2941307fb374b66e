/**
 * Where is this figure from? Answers for every figure of a report, down to lines of documents and
 * the user's own entries.
 *
 * A derivation is made on demand: the facts are run once more, this time with every change of every
 * lot kept, and the tree is read off that. A figure that the report does not have (another year, a
 * lot that was sold) has no derivation.
 */
import type { Reference } from './compute-year.ts';
import type { Derivation, FigureRef } from './derivation.ts';
import {
  adjustedBasisDerivation,
  excessGainDerivation,
  saleGainDerivation,
} from './explain-basis.ts';
import { moneyNode, sumText } from './explain-nodes.ts';
import {
  cashDerivation,
  historyOf,
  lotPartDerivation,
  partDerivation,
  type LotHistory,
} from './explain-payment.ts';
import { amountIn } from './form-boxes.ts';
import { BOX_SOURCES, formOf } from './forms.ts';
import { COMPONENTS, SUBSETS, type Component, type Facts, type Subset } from './model.ts';
import { sumCents } from './money.ts';
import { paymentKey } from './report-lists.ts';
import { partOf, type PaymentRun } from './return-of-capital.ts';
import type { Payment, YearReport } from './year-report.ts';
import { runYear } from './year-run.ts';

/**
 * The facts that reach a lot: its account's transactions, those of other securities too because lot
 * names are unique within an account, and all documents.
 */
function factsOfAccount(facts: Facts, accountId: string): Facts {
  return {
    ...facts,
    transactions: facts.transactions.filter((one) => one.accountId === accountId),
  };
}

function histories(facts: Facts, taxYear: number, reference: Reference): readonly LotHistory[] {
  const run = runYear(facts, taxYear, reference.calendar, {
    everything: true,
    settleLate: true,
  });
  return run.positions.map((position) => historyOf(position, run.changes));
}

interface FoundPayment {
  readonly history: LotHistory;
  readonly payment: PaymentRun;
}

function findPayment(
  among: readonly LotHistory[],
  taxYear: number,
  key: string,
): FoundPayment | undefined {
  for (const history of among) {
    const { payments, position } = history.run;
    const payment = payments.find(
      ({ planned }) =>
        planned.taxYear === taxYear &&
        paymentKey(planned.distribution.id, position.account.id) === key,
    );
    if (payment) return { history, payment };
  }
  return undefined;
}

/**
 * The derivation of a figure of a report; undefined when the report has no such figure. Facts and
 * reference are those that the report was computed from.
 */
export function explain(
  facts: Facts,
  report: YearReport,
  figure: FigureRef,
  reference: Reference,
): Derivation | undefined {
  const { taxYear } = report;
  if (figure.kind === 'box') return explainBox(facts, report, figure, reference);
  if (figure.kind === 'adjustedBasis') {
    const state = report.lots.find(
      (lot) =>
        lot.lot === figure.lot &&
        (lot.accountId === figure.account || lot.account === figure.account),
    );
    if (!state) return undefined;
    const own = factsOfAccount(facts, state.accountId);
    for (const history of histories(own, taxYear, reference)) {
      for (const lot of history.ofLot.keys()) {
        if (lot.name === state.lot) return adjustedBasisDerivation(history, lot, taxYear);
      }
    }
    return undefined;
  }
  if (figure.kind === 'saleGain') {
    const piece = report.sales.find(
      (sale) => sale.transactionId === figure.transaction && sale.lot === figure.lot,
    );
    if (!piece) return undefined;
    const own = factsOfAccount(facts, piece.accountId);
    for (const history of histories(own, taxYear, reference)) {
      const change = [...history.ofLot.values()]
        .flat()
        .find(
          (one) => one.piece?.transactionId === piece.transactionId && one.lot.name === piece.lot,
        );
      if (change) return saleGainDerivation(history, change);
    }
    return undefined;
  }
  return explainPaymentFigure(facts, report, figure, reference);
}

type PaymentFigure = Exclude<FigureRef, { kind: 'box' | 'adjustedBasis' | 'saleGain' }>;

function explainPaymentFigure(
  facts: Facts,
  report: YearReport,
  figure: PaymentFigure,
  reference: Reference,
): Derivation | undefined {
  const listed = report.payments.find((payment) => payment.key === figure.payment);
  if (!listed) return undefined;
  const own = factsOfAccount(facts, listed.accountId);
  const found = findPayment(histories(own, report.taxYear, reference), report.taxYear, listed.key);
  if (!found) return undefined;
  const { history, payment } = found;
  if (figure.kind === 'paymentCash') return cashDerivation(history, payment);
  if (figure.kind === 'paymentComponent') {
    const part = partNamed(figure.component, listed);
    return part && partDerivation(history, payment, part);
  }
  const place = payment.lots.findIndex((one) => one.name === figure.lot);
  const lot = payment.lots[place];
  if (!lot) return undefined;
  const part = partOf(payment, place);
  if (figure.kind === 'lotReturnOfCapital') return lotPartDerivation(history, payment, lot, part);
  return part.excessGain === 0n ? undefined : excessGainDerivation(history, payment, lot, part);
}

/** A component, or a subset that the payment has. */
function partNamed(name: string, payment: Payment): Component | Subset | undefined {
  return (
    COMPONENTS.find((component) => component === name) ??
    SUBSETS.find((subset) => subset === name && payment.subsets[subset] !== undefined)
  );
}

function explainBox(
  facts: Facts,
  report: YearReport,
  figure: Extract<FigureRef, { kind: 'box' }>,
  reference: Reference,
): Derivation | undefined {
  const form = formOf(reference.forms, report.taxYear);
  const definition = form?.boxes.find((one) => one.box === figure.box);
  if (!form || !definition) return undefined;
  const isOfAccount = (id: string, name: string): boolean =>
    id === figure.account || name === figure.account;
  if (figure.account !== null) {
    const known = report.accounts.some((one) => isOfAccount(one.accountId, one.account));
    if (!known) return undefined;
  }
  const counted = report.payments.filter((payment) =>
    figure.account === null
      ? !payment.taxDeferred
      : isOfAccount(payment.accountId, payment.account),
  );
  const among = histories(facts, report.taxYear, reference);
  const operands: Derivation[] = [];
  const amounts: Payment['cash'][] = [];
  for (const payment of counted) {
    const found = findPayment(among, report.taxYear, payment.key);
    for (const name of BOX_SOURCES[definition.meaning]) {
      const amount = amountIn(payment, name);
      if (amount === 0n || !found) continue;
      amounts.push(amount);
      operands.push(partDerivation(found.history, found.payment, name));
    }
  }
  const total = sumCents(amounts);
  return moneyNode(total, {
    label: `Box ${definition.box}, ${definition.caption}`,
    operation: 'sum',
    explanation:
      operands.length === 0
        ? `No payment that counts in ${report.taxYear} has a part that belongs in this box.`
        : `${sumText(amounts, total)}.`,
    rule: { title: form.title, authority: form.source },
    operands,
  });
}
