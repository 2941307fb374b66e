/**
 * Where is this figure from? Answers for every figure of a report, down to lines of documents and
 * the user's own entries.
 *
 * A derivation is made on demand: the facts that can reach the figure are run once more, this time with
 * every change of every lot kept, and the tree is read off that. A figure that the report does not have
 * (another year, a lot that was sold) has no derivation.
 */
import type { Reference } from '../facts/reference.ts';
import { lastDayOfYear } from '../values/days.ts';
import {
  BASIS_PER_SHARE_PLACES,
  type FigureRef,
  type LotFigure,
  type SaleFigure,
} from '../facts/figure-ref.ts';
import { exactOf, type Derivation } from './derivation.ts';
import { CarriedPayments } from './carried.ts';
import { HoldingDays } from './days.ts';
import { HoldingFigures } from './holding.ts';
import { Ledger, type PaymentPlace } from './ledger.ts';
import { LotFigures } from './lot.ts';
import { amountFact, amountPerShareFact, sharesFact } from './nodes.ts';
import { RULES } from '../facts/teller.ts';
import { lotAround, lotsNamed, stepOfEvent } from './lot-event.ts';
import { difference, others, perShare, share, smallest, sum } from './operations.ts';
import { PaymentFigures } from './payment.ts';
import { factsThatReach } from './reach.ts';
import { PaymentReductions } from './reductions.ts';
import { SaleFigures } from './sale.ts';
import { Depth, LISTED_LOTS, LotShares } from './shares.ts';
import { amountIn } from '../report/form-boxes.ts';
import { BOX_SOURCES, formOf } from '../facts/forms.ts';
import {
  COMPONENTS,
  isSale,
  securityLabel,
  SUBSETS,
  type Component,
  type Facts,
  type Sale,
  type Subset,
} from '../facts/model.ts';
import { sumCents } from '../values/money.ts';
import type { LotChange } from '../lots/pass-log.ts';
import type { Watch } from '../lots/pass-result.ts';
import { provisionalEntries } from '../report/provisional.ts';
import { paymentKey } from '../lots/report-lists.ts';
import type { PaymentRun } from '../lots/return-of-capital.ts';
import type { OpenLot } from '../lots/open-lot.ts';
import type { Payment } from '../lots/figures.ts';
import type { YearReport } from '../report/year-report.ts';
import { runYear } from '../lots/year-run.ts';
import { dollars } from '../facts/wording.ts';

/** The figures of a run, each made when it is asked for. */
interface Figures {
  readonly ledger: Ledger;
  readonly shares: LotShares;
  readonly payments: PaymentFigures;
  readonly lots: LotFigures;
  readonly reductions: PaymentReductions;
  readonly days: HoldingDays;
  readonly sales: SaleFigures;
  readonly holding: HoldingFigures;
}

function figuresOf(
  facts: Facts,
  taxYear: number,
  reference: Reference,
  watch: Watch | undefined,
): Figures {
  const run = runYear(facts, taxYear, reference.calendar, {
    keeps: 'told',
    settleLate: true,
    watch,
  });
  const ledger = new Ledger(run);
  const depth = new Depth();
  const shares = new LotShares(ledger, depth);
  // Figures of one kind lead to others and back; nothing is made before all of them are there.
  const payments: PaymentFigures = new PaymentFigures(ledger, shares, depth, (at) =>
    reductions.basisLeft(at),
  );
  const carried = new CarriedPayments(ledger, shares, payments);
  const lots: LotFigures = new LotFigures(ledger, shares, payments, carried, depth, (match) =>
    sales.disallowed(match),
  );
  const reductions: PaymentReductions = new PaymentReductions(ledger, lots, carried, payments);
  const days: HoldingDays = new HoldingDays(ledger, (from, match) => sales.tacked(from, match));
  const sales: SaleFigures = new SaleFigures(ledger, shares, depth, lots, days);
  const holding = new HoldingFigures(ledger, payments, carried, days);
  return { ledger, shares, payments, lots, reductions, days, sales, holding };
}

function isNamed(id: string, name: string, asked: string): boolean {
  return id === asked || name === asked;
}

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
  const of = (accountId: string): Figures =>
    figuresOf(factsThatReach(facts, accountId), report.taxYear, reference, watch);
  switch (figure.kind) {
    case 'box':
      return explainBox(facts, report, figure, reference, watch);
    case 'adjustedBasis':
      return explainLot(report, { ...figure, of: 'adjustedBasis' }, of);
    case 'lot':
      return explainLot(report, figure, of);
    case 'lotEvent':
      return explainLotEvent(facts, report, figure, of);
    case 'lotAround':
      return explainLotAround(facts, figure, of);
    case 'saleGain':
      return explainSale(report, { ...figure, of: 'gain' }, of);
    case 'sale':
      return explainSale(report, figure, of);
    case 'replacementLoss':
      return explainSale(report, { ...figure, of: 'replacementLoss' }, of);
    case 'provisionalCash':
      return explainProvisional(report, figure, of);
    case 'holdingPeriod':
    case 'uncountedPart':
      return explainHolding(report, figure, of);
    default:
      return explainPayment(report, figure, of);
  }
}

type FiguresOf = (accountId: string) => Figures;

/** The payment of a key, among those of the year: documents of two years may number rows alike. */
function findPayment({ ledger: { run } }: Figures, key: string): PaymentRun | undefined {
  for (const { position, payments } of run.positions) {
    for (const payment of payments) {
      const { planned } = payment;
      if (planned.taxYear !== run.taxYear) continue;
      if (paymentKey(planned.distribution.id, position.account.id) === key) return payment;
    }
  }
  return undefined;
}

function findPlace(run: PaymentRun, name: string): PaymentPlace | undefined {
  const place = run.lots.findIndex((lot) => lot.name === name);
  return place < 0 ? undefined : { run, place };
}

type OfPayment = Extract<
  FigureRef,
  {
    kind:
      | 'paymentCash'
      | 'paymentShares'
      | 'paymentPerShare'
      | 'paymentComponent'
      | 'lotReturnOfCapital'
      | 'paymentLot'
      | 'excessGain';
  }
>;

function explainPayment(
  report: YearReport,
  figure: OfPayment,
  of: FiguresOf,
): Derivation | undefined {
  const listed = report.payments.find((payment) => payment.key === figure.payment);
  if (!listed) return undefined;
  const figures = of(listed.accountId);
  const payment = findPayment(figures, listed.key);
  if (!payment) return undefined;
  const { payments, reductions } = figures;
  if (figure.kind === 'paymentCash') return payments.cash(payment);
  if (figure.kind === 'paymentShares') return payments.entitled(payment);
  if (figure.kind === 'paymentPerShare') return amountPerShareFact(payment.planned);
  if (figure.kind === 'paymentComponent') {
    const part = partNamed(figure.component, listed);
    return part && payments.part(payment, part);
  }
  const at = findPlace(payment, figure.lot);
  if (!at) return undefined;
  if (figure.kind === 'lotReturnOfCapital') return payments.lotPart(at);
  if (figure.kind === 'paymentLot') {
    return figure.of === 'shares' ? payments.entitledOf(at) : reductions.of(at);
  }
  return (payment.excess?.[at.place] ?? 0n) === 0n ? undefined : reductions.excess(at);
}

/** A component, or a subset that the payment has. */
function partNamed(name: string, payment: Payment): Component | Subset | undefined {
  return (
    COMPONENTS.find((component) => component === name) ??
    SUBSETS.find((subset) => subset === name && payment.subsets[subset] !== undefined)
  );
}

function explainLot(
  report: YearReport,
  asked: {
    readonly account: string;
    readonly lot: string;
    readonly of: LotFigure | 'adjustedBasis';
  },
  of: FiguresOf,
): Derivation | undefined {
  const state = report.lots.find(
    (lot) => lot.lot === asked.lot && isNamed(lot.accountId, lot.account, asked.account),
  );
  if (!state) return undefined;
  const { ledger, shares, lots, days } = of(state.accountId);
  const yearEnd = lastDayOfYear(report.taxYear);
  const isOpen = (lot: OpenLot): boolean => {
    if (ledger.positionOf(lot).security.id !== state.security.id) return false;
    // A name can go away with all of a lot and come back: the one that has shares is meant.
    const count = ledger.stepsUpTo(lot, yearEnd);
    return count > 0 && shares.at(lot, count).value !== '0';
  };
  const lot = lotsNamed(ledger, { accountId: state.accountId, name: state.lot }).find(isOpen);
  if (!lot) return undefined;
  const count = ledger.stepsUpTo(lot, yearEnd);
  switch (asked.of) {
    case 'adjustedBasis':
      return lots.at(lot, 'basis', count);
    case 'shares':
      return shares.at(lot, count);
    case 'cost':
      return lots.at(lot, 'cost', count);
    case 'disallowedLossAdded':
      return lots.at(lot, 'lossAdded', count);
    case 'returnOfCapitalBefore':
      return lots.returned(lot, 'before');
    case 'returnOfCapitalInYear':
      return lots.returned(lot, 'inYear');
    case 'heldSince':
      return days.heldSince(lot, count);
    case 'basisPerShare':
      return basisPerShare(
        lots.at(lot, 'basis', count),
        shares.at(lot, count),
        `Basis per share, lot ${lot.name}`,
      );
  }
}

/** A lot just before or just after an entry, or what a sale of it would come to. */
function explainLotAround(
  facts: Facts,
  asked: Extract<FigureRef, { kind: 'lotAround' }>,
  of: FiguresOf,
): Derivation | undefined {
  const owner = facts.accounts.find(({ id, name }) => isNamed(id, name, asked.account));
  const entry = facts.transactions.find(({ id }) => id === asked.transaction);
  if (!owner || !entry) return undefined;
  const { ledger, lots, shares } = of(owner.id);
  const found = lotAround(ledger, { accountId: owner.id, name: asked.lot }, entry, asked.when);
  if (!found) return undefined;
  const { lot, count } = found;
  const basis = lots.at(lot, 'basis', count);
  const held = (): Derivation => shares.at(lot, count);
  switch (asked.of) {
    case 'shares':
      return held();
    case 'cost':
      return lots.at(lot, 'cost', count);
    case 'adjustedBasis':
      return basis;
    case 'basisPerShare':
      return basisPerShare(basis, held(), `Basis per share, lot ${lot.name}`);
    case 'gainIfSold':
      return isSale(entry) ? gainIfSold(entry, lot, basis, held()) : undefined;
  }
}

/** What the sale of a lot would come to: of all its shares, or of as many as are sold. */
function gainIfSold(entry: Sale, lot: OpenLot, basis: Derivation, held: Derivation): Derivation {
  const wanted = sharesFact(entry, entry.shares, 'Shares of the sale');
  const sold = smallest([held, wanted], {
    label: `Shares of the lot ${lot.name} that the sale can take`,
    rule: RULES.lots,
  });
  const proceeds = share(amountFact(entry, 'Proceeds of the sale'), sold, wanted, {
    label: `Proceeds, lot ${lot.name}`,
    rule: RULES.proceeds,
  });
  const part = share(basis, sold, held, {
    label: `Adjusted basis of these shares, lot ${lot.name}`,
    rule: RULES.partOfLot,
  });
  return difference(proceeds, [part], { label: `Gain if sold, lot ${lot.name}`, rule: RULES.gain });
}

/** The figure of an event is that of the step of the lot which it tells of. */
function explainLotEvent(
  facts: Facts,
  report: YearReport,
  asked: Extract<FigureRef, { kind: 'lotEvent' }>,
  of: FiguresOf,
): Derivation | undefined {
  const owner = facts.accounts.find(({ id, name }) => isNamed(id, name, asked.account));
  if (!owner) return undefined;
  const { ledger, lots, shares } = of(owner.id);
  const named = { accountId: owner.id, name: asked.lot };
  const at = stepOfEvent(ledger, named, lastDayOfYear(report.taxYear), asked.event);
  if (!at) return undefined;
  const basis = (count: number): Derivation => lots.at(at.lot, 'basis', count);
  const held = (): Derivation => shares.at(at.lot, at.place + 1);
  const label = (what: string): string => `${what}, lot ${asked.lot}, ${at.step.day}`;
  switch (asked.of) {
    case 'sharesAfter':
      return held();
    case 'basisAfter':
      return basis(at.place + 1);
    case 'basisChange':
      // What was there before the first step came with it.
      if (at.place === 0) return basis(1);
      return difference(basis(at.place + 1), [basis(at.place)], {
        label: label('Change of basis'),
        rule: RULES.basis,
      });
    case 'basisPerShareAfter':
      return basisPerShare(
        basis(at.place + 1),
        held(),
        label('Basis per share'),
        BASIS_PER_SHARE_PLACES.event,
      );
  }
}

/** Undefined where no share is left. */
function basisPerShare(
  basis: Derivation,
  held: Derivation,
  label: string,
  places: number = BASIS_PER_SHARE_PLACES.lot,
): Derivation | undefined {
  if (exactOf(held) === 0n) return undefined;
  return perShare(basis, held, places, { label, rule: RULES.basisPerShare });
}

function explainSale(
  report: YearReport,
  asked: {
    readonly transaction: string;
    readonly lot: string;
    readonly of: SaleFigure | 'gain' | 'replacementLoss';
    readonly place?: number;
  },
  of: FiguresOf,
): Derivation | undefined {
  const piece = report.sales.find(
    (sale) => sale.transactionId === asked.transaction && sale.lot === asked.lot,
  );
  if (!piece) return undefined;
  const { ledger, sales } = of(piece.accountId);
  const isSold = ({ kind, piece: one }: LotChange): boolean =>
    kind === 'sold' && one?.transactionId === piece.transactionId && one.lot === piece.lot;
  const change = ledger.run.changes.find(isSold);
  if (!change) return undefined;
  switch (asked.of) {
    case 'gain':
      return sales.gain(change);
    case 'adjustedBasis':
      return sales.basis(change);
    case 'replacementLoss': {
      const matches = change.piece ? ledger.matchesOf(change.piece) : [];
      const match = matches.find(({ place }) => place === asked.place);
      return match && sales.disallowed(match);
    }
    case 'countedGain': {
      const gain = sales.gain(change);
      const disallowed = sales.disallowedLoss(change);
      if (exactOf(disallowed) === 0n) return gain;
      const told = { label: `Gain that counts, lot ${piece.lot}`, rule: RULES.washSale };
      return sum([gain, disallowed], 'usd', told);
    }
    default:
      return sales[asked.of](change);
  }
}

function explainHolding(
  report: YearReport,
  figure: Extract<FigureRef, { kind: 'holdingPeriod' | 'uncountedPart' }>,
  of: FiguresOf,
): Derivation | undefined {
  const periods = report.holdingPeriods.filter(
    (one) => one.paymentKey === figure.payment && one.part === figure.part,
  );
  const [first] = periods;
  if (!first) return undefined;
  const figures = of(first.accountId);
  const run = findPayment(figures, figure.payment);
  if (!run) return undefined;
  const { holding } = figures;
  if (figure.kind === 'uncountedPart') {
    const uncounted = report.uncountedParts.find(
      (one) => one.paymentKey === figure.payment && one.part === figure.part,
    );
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

function explainProvisional(
  report: YearReport,
  asked: { readonly account: string; readonly security: string },
  of: FiguresOf,
): Derivation | undefined {
  const row = report.provisional.find(
    ({ accountId, account, security }) =>
      isNamed(accountId, account, asked.account) &&
      isNamed(security.id, securityLabel(security), asked.security),
  );
  if (!row) return undefined;
  const { run } = of(row.accountId).ledger;
  const position = run.admitted.positions.find(
    ({ account, security }) => account.id === row.accountId && security.id === row.security.id,
  );
  if (!position) return undefined;
  const entries = provisionalEntries(position, run.taxYear);
  const label = securityLabel(row.security);
  const operands = entries
    .slice(0, LISTED_LOTS)
    .map((entry) =>
      amountFact(entry, entry.action === 'dividend' ? 'Dividend' : 'Reinvested dividend'),
    );
  const more = entries.slice(LISTED_LOTS);
  if (more.length > 0) {
    const rest = sumCents(more.map((entry) => entry.amount));
    operands.push(
      others(rest, 'usd', {
        label: `${more.length} other entries`,
        explanation: `${dollars(rest)} in ${more.length} other entries; the Transactions screen lists each of them.`,
      }),
    );
  }
  return sum(operands, 'usd', {
    label: `Cash of ${label} in ${run.taxYear}, of unknown character`,
    rule: RULES.provisional,
  });
}

function explainBox(
  facts: Facts,
  report: YearReport,
  figure: Extract<FigureRef, { kind: 'box' }>,
  reference: Reference,
  watch: Watch | undefined,
): Derivation | undefined {
  const form = formOf(reference.forms, report.taxYear);
  const definition = form?.boxes.find((one) => one.box === figure.box);
  if (!form || !definition) return undefined;
  const { account } = figure;
  const owner = report.accounts.find(
    (one) => account !== null && isNamed(one.accountId, one.account, account),
  );
  if (account !== null && !owner) return undefined;
  const counted = report.payments.filter((payment) =>
    owner ? payment.accountId === owner.accountId : !payment.taxDeferred,
  );
  const reached = owner ? factsThatReach(facts, owner.accountId) : facts;
  const figures = figuresOf(reached, report.taxYear, reference, watch);
  const operands: Derivation[] = [];
  for (const payment of counted) {
    const found = findPayment(figures, payment.key);
    for (const name of BOX_SOURCES[definition.meaning]) {
      if (found && amountIn(payment, name) !== 0n) {
        operands.push(figures.payments.part(found, name));
      }
    }
  }
  const told = {
    label: `Box ${definition.box}, ${definition.caption}`,
    rule: { title: form.title, authority: form.source },
  };
  if (operands.length > 0) return sum(operands, 'usd', told);
  return sum([], 'usd', {
    ...told,
    explanation: `No payment that counts in ${report.taxYear} has a part that belongs in this box.`,
  });
}
