/**
 * Where is this figure from? Answers for every figure of a report, down to lines of documents and
 * the user's own entries.
 *
 * A derivation is made on demand: the facts that can reach the figure are run once more, this time with
 * every change of every lot kept, and the tree is read off that. A figure that the report does not have
 * (another year, a lot that was sold) has no derivation.
 */
import { firstOf } from './cutting.ts';
import { Figures, type Question } from './figures.ts';
import { explainLot, explainLotAround, explainLotEvent } from './explain-lot.ts';
import type { Reference } from '../facts/reference.ts';
import type { FigureRef } from '../facts/figure-ref.ts';
import type { Derivation } from './derivation.ts';
import { Ledger } from './ledger.ts';
import { amountFact, amountPerShareFact, keptGainFact } from './nodes.ts';
import { RULES } from '../facts/teller.ts';
import { sum } from './operations.ts';
import { factsThatReach } from './reach.ts';
import { amountIn, exchangeDividends, isComponent } from '../report/form-boxes.ts';
import { BOX_SOURCES, formOf, LIQUIDATION_BOXES } from '../facts/forms.ts';
import { COMPONENTS, securityLabel, SUBSETS, type Facts } from '../facts/model.ts';
import { isPaidOnLot, type LotChange } from '../lots/pass-log.ts';
import type { Watch } from '../lots/pass-result.ts';
import { provisionalEntries } from '../report/provisional.ts';
import { paymentKey } from '../lots/report-lists.ts';
import type { LotPart, PaymentRun } from '../lots/return-of-capital.ts';
import { runYear } from '../lots/year-run.ts';
import { isBoot, type HoldingPeriod, type UncountedPart } from '../lots/figures.ts';
import type { YearReport } from '../report/year-report.ts';

/**
 * The derivation of a figure of a report; undefined when the report has no such figure. Facts and
 * reference are those that the report was computed from. What `watch.step` throws ends it.
 */
export function explain(
  facts: Facts,
  report: YearReport,
  figure: FigureRef,
  reference: Reference,
  watch?: Watch,
): Derivation | undefined {
  const of = (accountId: string | null): Figures => {
    const reached = accountId === null ? facts : factsThatReach(facts, accountId);
    const options = { keeps: 'told', settleLate: true, watch } as const;
    return new Figures(new Ledger(runYear(reached, report.taxYear, reference.calendar, options)));
  };
  const question = { facts, report, reference, of };
  switch (figure.kind) {
    case 'box':
      return explainBox(question, figure);
    case 'adjustedBasis':
    case 'lot':
      return explainLot(question, figure);
    case 'lotEvent':
      return explainLotEvent(question, figure);
    case 'lotAround':
      return explainLotAround(question, figure);
    case 'saleGain':
    case 'sale':
    case 'replacementLoss':
      return explainSale(question, figure);
    case 'paidEntry':
      return explainPaidEntry(question, figure);
    case 'provisionalCash':
      return explainProvisional(question, figure);
    case 'holdingPeriod':
    case 'uncountedPart':
      return explainHolding(question, figure);
    default:
      return explainPayment(question, figure);
  }
}

/** The payment of a key, among those of the year: documents of two years may number rows alike. */
function findPayment({ ledger: { run } }: Figures, key: string): PaymentRun | undefined {
  const isMeant = ({ position, planned: { taxYear, distribution } }: PaymentRun): boolean =>
    taxYear === run.taxYear && paymentKey(distribution.id, position.account.id) === key;
  return run.positions.flatMap(({ payments }) => payments).find(isMeant);
}

/** A payment of the report, and what its figures are made with. */
function paymentOf({ report, of }: Question, key: string) {
  const listed = report.payments.find((payment) => payment.key === key);
  const figures = listed && of(listed.accountId);
  const run = figures && findPayment(figures, key);
  return run && { listed, figures, run };
}

function findPlace(run: PaymentRun, name: string): LotPart | undefined {
  const place = run.lots.findIndex((lot) => lot.name === name);
  return place < 0 ? undefined : { run, place };
}

type OfPayment = Exclude<
  Extract<FigureRef, { payment: string }>,
  { kind: 'holdingPeriod' | 'uncountedPart' }
>;

function explainPayment(question: Question, figure: OfPayment): Derivation | undefined {
  const found = paymentOf(question, figure.payment);
  if (!found) return undefined;
  const { listed, run } = found;
  const { payments, reductions } = found.figures;
  if (figure.kind === 'paymentCash') return payments.cash(run);
  if (figure.kind === 'paymentShares') return payments.entitled(run);
  if (figure.kind === 'paymentPerShare') return amountPerShareFact(run.planned);
  if (figure.kind === 'paymentComponent') {
    const part = [...COMPONENTS, ...SUBSETS].find((one) => one === figure.component);
    const isListed = part && (isComponent(part) || part in listed.subsets);
    return isListed ? payments.part(run, part) : undefined;
  }
  const at = findPlace(run, figure.lot);
  if (!at) return undefined;
  if (figure.kind === 'lotReturnOfCapital') return payments.lotPart(at);
  if (figure.kind === 'paymentLot') {
    return figure.of === 'shares' ? payments.entitledOf(at) : reductions.of(at);
  }
  if ((run.excess?.[at.place] ?? 0n) === 0n) return undefined;
  return figure.since === undefined
    ? reductions.excess(at)
    : reductions.excessSince(at, figure.since);
}

function explainSale(
  { report, of }: Question,
  asked: Extract<FigureRef, { kind: 'saleGain' | 'sale' | 'replacementLoss' }>,
): Derivation | undefined {
  const piece = report.sales.find(
    (sale) =>
      sale.transactionId === asked.transaction &&
      sale.lot === asked.lot &&
      isBoot(sale.kind) === ('boot' in asked && asked.boot === true),
  );
  if (!piece) return undefined;
  const { ledger, sales } = of(piece.accountId);
  const isSold = ({ kind, piece: one }: LotChange): boolean =>
    (kind === 'sold' || isPaidOnLot(kind)) &&
    one?.transactionId === piece.transactionId &&
    one.lot === piece.lot &&
    one.kind === piece.kind;
  const change = ledger.run.changes.find(isSold);
  if (!change) return undefined;
  if (asked.kind === 'saleGain') return sales.of(change, 'gain');
  if (asked.kind === 'sale') return sales.of(change, asked.of);
  const matches = change.piece ? ledger.matchesOf(change.piece) : [];
  const match = matches.find(({ place }) => place === asked.place);
  return match && sales.disallowed(match);
}

function explainHolding(
  question: Question,
  figure: Extract<FigureRef, { kind: 'holdingPeriod' | 'uncountedPart' }>,
): Derivation | undefined {
  const found = paymentOf(question, figure.payment);
  if (!found) return undefined;
  const { holdingPeriods, uncountedParts } = question.report;
  const isOf = (one: HoldingPeriod | UncountedPart): boolean =>
    one.paymentKey === figure.payment && one.part === figure.part;
  const periods = holdingPeriods.filter(isOf);
  const { run } = found;
  const { holding } = found.figures;
  if (figure.kind === 'uncountedPart') {
    const uncounted = uncountedParts.find(isOf);
    if (!uncounted) return undefined;
    return figure.of === 'sharesTooShort'
      ? holding.sharesTooShort(run, periods)
      : holding.notCounted(run, uncounted, periods);
  }
  const period = periods.find((one) => one.lot === figure.lot && one.disposed === figure.disposed);
  const at = period && findPlace(run, period.lot);
  if (!at) return undefined;
  return figure.of === 'daysHeld' ? holding.days(at, period) : holding.shares(at, period);
}

/** An amount that an entry states of all lots together. */
function explainPaidEntry(
  { facts }: Question,
  asked: Extract<FigureRef, { kind: 'paidEntry' }>,
): Derivation | undefined {
  const entry = facts.transactions.find(({ id }) => id === asked.transaction);
  if (entry?.action === 'liquidation') return amountFact(entry, 'Liquidating distribution');
  if (entry?.action !== 'undistributed-gain') return undefined;
  if (asked.of === 'amount') return amountFact(entry, 'Undistributed gain, box 1a');
  return keptGainFact(entry, asked.of, KEPT_LABELS[asked.of]);
}

const KEPT_LABELS = {
  tax: 'Tax paid, box 2',
  unrecaptured1250: 'Unrecaptured section 1250 gain',
  section1202: 'Section 1202 gain',
  collectibles28: 'Collectibles (28%) gain',
} as const;

function explainProvisional(
  { report, of }: Question,
  asked: { readonly account: string; readonly security: string },
): Derivation | undefined {
  const row = report.provisional.find(
    ({ accountId, security }) => accountId === asked.account && security.id === asked.security,
  );
  if (!row) return undefined;
  const { run } = of(row.accountId).ledger;
  const entries = provisionalEntries(run, row.security, run.taxYear).get(row.accountId) ?? [];
  const label = securityLabel(row.security);
  const operands = firstOf(
    entries,
    (entry) => amountFact(entry, entry.action === 'dividend' ? 'Dividend' : 'Reinvested dividend'),
    {
      unit: 'usd',
      name: 'other entries',
      words: ({ length }) =>
        `in ${length} other entries; the Transactions screen lists each of them.`,
      amount: ({ amount }) => amount,
    },
  );
  return sum(operands, 'usd', {
    label: `Cash of ${label} in ${run.taxYear}, of unknown character`,
    rule: RULES.provisional,
  });
}

function liquidationsIn(
  facts: Facts,
  { liquidations }: YearReport,
  account: string | null,
  inKind: boolean,
): readonly Derivation[] {
  return liquidations.flatMap((one) => {
    const isOwn = account === null ? !one.taxDeferred : one.accountId === account;
    if (!isOwn || one.inKind !== inKind || one.amount === 0n) return [];
    const entry = facts.transactions.find(({ id }) => id === one.transactionId);
    return entry?.action === 'liquidation' ? [amountFact(entry, 'Liquidating distribution')] : [];
  });
}

function explainBox(
  question: Question,
  figure: Extract<FigureRef, { kind: 'box' }>,
): Derivation | undefined {
  const { facts, report, reference, of } = question;
  const form = formOf(reference.forms, report.taxYear);
  const definition = form?.boxes.find((one) => one.box === figure.box);
  if (!form || !definition) return undefined;
  const { account } = figure;
  const owner = report.accounts.find(({ accountId }) => accountId === account);
  if (account !== null && !owner) return undefined;
  const counts = (one: { readonly accountId: string; readonly taxDeferred: boolean }): boolean =>
    owner ? one.accountId === owner.accountId : !one.taxDeferred;
  const counted = report.payments.filter(counts);
  const sales = report.sales.filter(counts);
  const figures = of(owner?.accountId ?? null);
  const operands = counted.flatMap((payment) => {
    const found = findPayment(figures, payment.key);
    const parts = BOX_SOURCES[definition.meaning].filter((name) => amountIn(payment, name) !== 0n);
    return found ? parts.map((name) => figures.payments.part(found, name)) : [];
  });
  const told = {
    label: `Box ${definition.box}, ${definition.caption}`,
    rule: { title: form.title, authority: form.source },
  };
  if (definition.meaning === 'ordinaryDividends') {
    for (const { gain, transactionId, lot } of exchangeDividends(sales)) {
      const made = explainSale(question, {
        kind: 'saleGain',
        transaction: transactionId,
        lot,
        boot: true,
      });
      if (made && gain !== 0n) operands.push(made);
    }
  }
  const inKind = LIQUIDATION_BOXES[definition.meaning];
  if (inKind !== undefined) operands.push(...liquidationsIn(facts, report, account, inKind));
  const explanation = `No payment that counts in ${report.taxYear} has a part that belongs in this box.`;
  return sum(operands, 'usd', operands.length > 0 ? told : { ...told, explanation });
}
