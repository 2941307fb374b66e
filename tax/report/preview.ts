/**
 * What would an entry do, before it is made? The lots just before and just after it, and for a sale
 * what each way of choosing lots would come to.
 *
 * Authority: Reg. 1.1012-1(c): lots are identified by the day of settlement at the latest, so a choice
 * is made before it is sold; the gain of each way is what it is made by.
 * Example: 40 of the lots A (basis $50.00 a share) and B (basis $30.00 a share) at $40.00: highest
 * basis first has a loss of $400.00, lowest basis first a gain of $400.00.
 * Awkward case: a purchase of the next 30 days disallows a loss; those that are in the book are counted.
 * Not handled: sales that are entered for later days are not looked at; they may not fit any more.
 */
import type { Reference } from '../facts/reference.ts';
import { addDays, yearOf, type Day } from '../values/days.ts';
import { COUNTING } from '../lots/counting.ts';
import {
  LOT_METHODS,
  type Facts,
  type LotMethod,
  type Sale,
  type Transaction,
} from '../facts/model.ts';
import { ratePerShare, type Cents, type Rate, type Shares } from '../values/money.ts';
import type { Notice } from '../facts/notices.ts';
import { valueReceived } from '../lots/in-kind-values.ts';
import type { Probe, Watch } from '../lots/pass-result.ts';
import { PlanDiscounts } from '../lots/plan-discounts.ts';
import { runPass } from '../lots/pass.ts';
import { isPrintedOf } from '../lots/printed-shares.ts';
import { statesOf, type PositionState } from '../lots/position-state.ts';
import { gainIfSold } from '../lots/sales.ts';
import { selectDocuments } from '../facts/select-documents.ts';
import { termOf } from '../lots/term.ts';
import { admitTransactions, targetOf } from '../facts/transactions.ts';
import { WASH_SALE_DAYS } from '../lots/wash-sales.ts';
import type { LotState, SalePiece, Term } from '../lots/figures.ts';
import { plansOf } from '../lots/year-run.ts';

/** More lots than anybody looks through; where there are more, those that stay as they are go unsaid. */
export const MOST_LOTS = 5000;

export interface EntryPreview {
  /**
   * Open lots of the positions that the entry touches; of others, and where these are more than
   * `MOST_LOTS`, only those that change.
   */
  readonly before: readonly LotState[];
  readonly after: readonly LotState[];
  /** What is sold, of a fraction as well. */
  readonly pieces: readonly SalePiece[];
  /** Why the entry is left out, wholly or in part. */
  readonly problem: Notice | null;
}

/** The facts with the entry in the place of another one, or after all others. */
export function withEntry(facts: Facts, candidate: Transaction, replacing: string | null): Facts {
  const at = facts.transactions.findIndex((one) => one.id === replacing);
  const transactions =
    at === -1 ? [...facts.transactions, candidate] : facts.transactions.with(at, candidate);
  return { ...facts, transactions };
}

interface Trial {
  readonly before: readonly (readonly LotState[])[];
  readonly after: readonly (readonly LotState[])[];
  readonly states: readonly PositionState[];
  readonly pieces: readonly SalePiece[];
  readonly problem: Notice | null;
}

/** What is asked of one run. */
interface Tried {
  readonly method: LotMethod | null;
  /** Whether the lots before and after the entry are asked for. */
  readonly looks: boolean;
}

type Try = (tried: Tried) => Trial;

/** Prepares runs of the facts up to the entry, and on as long as a purchase can disallow its loss. */
function prepared(facts: Facts, candidate: Transaction, reference: Reference, watch?: Watch): Try {
  const stated = admitTransactions(facts);
  const plans = plansOf(stated, selectDocuments(facts.documents), reference.calendar);
  const { admitted } = valueReceived(stated, plans);
  const { securityId } = candidate;
  const target = targetOf(candidate);
  const securities = new Set([securityId, target?.securityId ?? securityId]);
  return ({ method, looks }) => {
    let states: readonly PositionState[] = [];
    const look = (all: readonly PositionState[]): readonly (readonly LotState[])[] => {
      if (!looks) return [];
      states = all.filter((state) => securities.has(state.position.security.id));
      return states.map((state) => statesOf(state).list());
    };
    let before: Trial['before'] = [];
    let after: Trial['after'] = [];
    const probe: Probe = {
      transactionId: candidate.id,
      method,
      before: (all) => (before = look(all)),
      after: (all) => (after = look(all)),
    };
    const result = runPass(admitted, (id) => plans.get(id)?.planned ?? [], {
      taxYear: yearOf(candidate.date),
      horizon: addDays(candidate.date, WASH_SALE_DAYS),
      keeps: 'the-year',
      movementsFrom: null,
      discounts: new PlanDiscounts(admitted.valued, plans),
      watch,
      probe,
    });
    const refused = [...admitted.refused, ...result.refused];
    return {
      before,
      after,
      states,
      pieces: result.sales
        .filter(({ entry }) => entry.id === candidate.id)
        .flatMap(({ pieces }) => pieces.map(({ piece }) => piece)),
      problem: refused.find(({ transaction }) => transaction.id === candidate.id)?.notice ?? null,
    };
  };
}

function isSame(a: LotState, b: LotState): boolean {
  return (
    a.shares === b.shares &&
    a.cost === b.cost &&
    a.adjustedBasis === b.adjustedBasis &&
    a.heldSince === b.heldSince
  );
}

/** The lots of `list` that are not among `others` as they are here. */
function changedFrom(others: readonly LotState[], list: readonly LotState[]): LotState[] {
  const byName = new Map(others.map((lot) => [lot.lot, lot]));
  return list.filter((lot) => {
    const other = byName.get(lot.lot);
    return other === undefined || !isSame(other, lot);
  });
}

/**
 * What an entry would do. `replacing` is the id of the entry that it takes the place of; the
 * candidate's own id is not one of another entry.
 */
export function previewEntry(
  facts: Facts,
  candidate: Transaction,
  replacing: string | null,
  reference: Reference,
  watch?: Watch,
): EntryPreview {
  const attempt = prepared(withEntry(facts, candidate, replacing), candidate, reference, watch);
  const trial = attempt({ method: null, looks: true });
  const target = targetOf(candidate);
  const before: LotState[] = [];
  const after: LotState[] = [];
  const showsAll = trial.before.every((lots) => lots.length <= MOST_LOTS);
  trial.states.forEach(({ position: { account, security } }, place) => {
    const was = trial.before[place] ?? [];
    const is = trial.after[place] ?? [];
    const isOwn = account.id === candidate.accountId && security.id === candidate.securityId;
    const isTarget = account.id === target?.accountId && security.id === target.securityId;
    if (showsAll && (isOwn || isTarget)) {
      before.push(...was);
      after.push(...is);
      return;
    }
    for (const lot of changedFrom(is, was)) before.push(lot);
    for (const lot of changedFrom(was, is)) after.push(lot);
  });
  return { before, after, pieces: trial.pieces, problem: trial.problem };
}

/** The lots of the candidate's security just before it, in every account that holds some. */
export function heldBefore(
  facts: Facts,
  candidate: Transaction,
  reference: Reference,
  watch?: Watch,
): readonly LotState[] {
  const attempt = prepared(withEntry(facts, candidate, null), candidate, reference, watch);
  return attempt({ method: null, looks: true })
    .before.flat()
    .filter(({ shares, security }) => shares > 0n && security.id === candidate.securityId);
}

/** An open lot on the day of a sale. */
interface ChoosableLot {
  readonly lot: string;
  readonly acquired: Day;
  readonly heldSince: Day;
  readonly shares: Shares;
  readonly adjustedBasis: Cents;
  /** Dollars per share, to six places. */
  readonly basisPerShare: Rate;
  /** Of all its shares, or of as many as the sale has, at the price of the sale. */
  readonly gainIfSold: Cents;
  readonly term: Term;
}

/** What a method would sell. */
interface MethodResult {
  readonly method: LotMethod;
  readonly pieces: readonly SalePiece[];
}

interface SaleChoices {
  /** Earliest acquired first. */
  readonly lots: readonly ChoosableLot[];
  /** None where the sale cannot be made, or where there are more lots than `MOST_LOTS`. */
  readonly methods: readonly MethodResult[];
  readonly problem: Notice | null;
  /** All shares of the position, where the sale is of what is printed of them; else null. */
  readonly all: Shares | null;
}

function choosable(lot: LotState, { shares, amount, date }: Sale): ChoosableLot {
  const own = { shares: lot.shares, basis: lot.adjustedBasis, lossBasis: lot.lossBasis };
  return {
    lot: lot.lot,
    acquired: lot.acquired,
    heldSince: lot.heldSince,
    shares: lot.shares,
    adjustedBasis: lot.adjustedBasis,
    basisPerShare: ratePerShare(lot.adjustedBasis, lot.shares, 6),
    gainIfSold: gainIfSold<bigint>(COUNTING, own, { shares, amount }) as Cents,
    term: termOf(lot, date),
  };
}

const FIRST_METHOD: LotMethod = 'fifo';

/** The lots that a sale can take, and what each method would take. Its own choice is left aside. */
export function saleChoices(
  facts: Facts,
  candidate: Sale,
  replacing: string | null,
  reference: Reference,
  watch?: Watch,
): SaleChoices {
  const open: Sale = { ...candidate, lot: null, picks: [] };
  const attempt = prepared(withEntry(facts, open, replacing), open, reference, watch);
  // The lots before the sale are the same whichever of them it takes.
  const first = attempt({ method: FIRST_METHOD, looks: true });
  const own = first.states.findIndex(
    ({ position: { account, security } }) =>
      account.id === candidate.accountId && security.id === candidate.securityId,
  );
  const lots = first.before[own] ?? [];
  let held = 0n;
  for (const { shares } of lots) held += shares;
  return {
    lots: lots.map((lot) => choosable(lot, open)),
    methods:
      first.problem || lots.length > MOST_LOTS
        ? []
        : LOT_METHODS.map((method) => {
            const { pieces } = method === FIRST_METHOD ? first : attempt({ method, looks: false });
            return { method, pieces };
          }),
    problem: first.problem,
    all: isPrintedOf(candidate.shares, held as Shares) ? (held as Shares) : null,
  };
}
