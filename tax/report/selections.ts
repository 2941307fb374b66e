/**
 * What stands beside the rows of a year for the whole and for each account: which rows are in it, and
 * their sums.
 *
 * Example: two taxable accounts and an IRA make four selections: all taxable accounts together, with the
 * rows of two, and each account by itself.
 * Awkward case: a tax-deferred account is in no selection but its own, as it is in no total.
 */
import { byComponent, type Component } from '../facts/model.ts';
import { rowsOf } from '../values/list-of-many.ts';
import { addCents, NO_MONEY, subtractCents, sumCents, type Cents } from '../values/money.ts';
import type { HoldingPeriod, LotState, Payment, UncountedPart } from '../lots/figures.ts';
import type { PathTotal } from '../facts/figure-ref.ts';
import { pathOf } from './year-path.ts';
import type { FormBox, YearReport } from './year-report.ts';

/** The basis of the lots that are held: before the payments of the year, what they took off, after. */
interface BasisSums {
  readonly cost: Cents;
  readonly returnOfCapitalBefore: Cents;
  readonly basisBefore: Cents;
  readonly returnOfCapitalInYear: Cents;
  readonly adjustedBasis: Cents;
}

export interface Selection {
  /** Null for all accounts that are not tax-deferred. */
  readonly accountId: string | null;
  /** The names of the accounts whose rows are in it. */
  readonly accounts: readonly string[];
  readonly taxDeferred: boolean;
  readonly boxes: readonly FormBox[];
  readonly basis: BasisSums;
  readonly cash: Cents;
  readonly components: Readonly<Record<Component, Cents>>;
  /** What became of the cash. */
  readonly path: Readonly<Record<PathTotal, Cents>>;
  /** What a plan's shares were worth beyond the cash: the path adds up to both. */
  readonly discount: Cents;
  /** Cash of which no document says what it was. */
  readonly provisionalCash: Cents;
  /** Shares were held, or cash came in, for which no document of the year is there. */
  readonly incomplete: boolean;
  /** Lots that fell short of a holding period, each once. */
  readonly lotsTooShort: number;
  /** How many rows of each table it has. */
  readonly counts: {
    readonly lots: number;
    readonly sales: number;
    readonly excessGains: number;
    readonly holdingPeriods: number;
    readonly liquidations: number;
  };
  /** What does not count because of that, by the part that asks for the holding period. */
  readonly notCounted: readonly {
    readonly part: UncountedPart['part'];
    readonly amount: Cents;
  }[];
}

interface Held {
  readonly accountId: string;
  readonly taxDeferred: boolean;
}

/** Whether a row is in the selection of an account, or of all taxable ones. */
export function isIn(accountId: string | null): (row: Held) => boolean {
  return (row) => (accountId === null ? !row.taxDeferred : row.accountId === accountId);
}

export function isHeldLongEnough({ daysHeld, daysNeeded }: HoldingPeriod): boolean {
  return daysHeld >= daysNeeded;
}

const ADDED = [
  'cost',
  'returnOfCapitalBefore',
  'otherBasisChanges',
  'returnOfCapitalInYear',
  'adjustedBasis',
] as const;

type Sums = Record<(typeof ADDED)[number], Cents>;

const NO_SUMS: Readonly<Sums> = {
  cost: NO_MONEY,
  returnOfCapitalBefore: NO_MONEY,
  otherBasisChanges: NO_MONEY,
  returnOfCapitalInYear: NO_MONEY,
  adjustedBasis: NO_MONEY,
};

function addTo(sums: Sums, more: Readonly<Sums>): void {
  for (const name of ADDED) sums[name] = addCents(sums[name], more[name]);
}

function basisOfSums({ otherBasisChanges, ...sums }: Readonly<Sums>): BasisSums {
  return {
    ...sums,
    basisBefore: subtractCents(addCents(sums.cost, otherBasisChanges), sums.returnOfCapitalBefore),
  };
}

export function basisOf(lots: Iterable<LotState>): BasisSums {
  const sums = { ...NO_SUMS };
  for (const lot of lots) addTo(sums, lot);
  return basisOfSums(sums);
}

interface LotsOfAccount extends Held {
  readonly sums: Sums;
  lots: number;
}

/** The lots of each account, added up row by row: of very many no list is made. */
function lotsByAccount(report: YearReport): readonly LotsOfAccount[] {
  const byAccount = new Map<string, LotsOfAccount>();
  for (const lot of rowsOf(report, 'lots')) {
    const { accountId, taxDeferred } = lot;
    let own = byAccount.get(accountId);
    if (!own)
      byAccount.set(accountId, (own = { accountId, taxDeferred, sums: { ...NO_SUMS }, lots: 0 }));
    own.lots += 1;
    addTo(own.sums, lot);
  }
  return [...byAccount.values()];
}

function componentsOf(payments: readonly Payment[]): Readonly<Record<Component, Cents>> {
  return byComponent((name) => sumCents(payments.map(({ components }) => components[name])));
}

function notCountedOf(parts: readonly UncountedPart[]): Selection['notCounted'] {
  return (['qualified', 'section199A'] as const).flatMap((part) => {
    const own = parts.filter((one) => one.part === part);
    return own.length === 0
      ? []
      : [{ part, amount: sumCents(own.map(({ notCounted }) => notCounted)) }];
  });
}

/** A document of the year is missing for shares that were held. */
function lacksDocument({ notices, taxYear }: YearReport): boolean {
  return notices.some(({ code, about }) => code === 'missing-allocation' && about.year === taxYear);
}

/** Whether what the year has of an account, or of all, is not all that was paid: a zero of it is not known to be one. */
export function isIncomplete(report: YearReport, accountId: string | null): boolean {
  return report.provisional.some(isIn(accountId)) || lacksDocument(report);
}

/** What each reading of a report makes anew, where it is much. */
interface Made {
  readonly lots: readonly LotsOfAccount[];
  readonly holdingPeriods: YearReport['holdingPeriods'];
}

function selectionOf(
  report: YearReport,
  made: Made,
  one: YearReport['accounts'][number] | null,
): Selection {
  const accountId = one?.accountId ?? null;
  const chosen = isIn(accountId);
  const payments = report.payments.filter(chosen);
  const provisional = report.provisional.filter(chosen);
  const lots = made.lots.filter(chosen);
  const sums = { ...NO_SUMS };
  for (const own of lots) addTo(sums, own.sums);
  const basis = basisOfSums(sums);
  const excessGains = report.excessGains.filter(chosen);
  const holdingPeriods = made.holdingPeriods.filter(chosen);
  const tooShort = holdingPeriods.filter((period) => !isHeldLongEnough(period));
  return {
    counts: {
      lots: lots.reduce((count, own) => count + own.lots, 0),
      sales: report.sales.filter(chosen).length,
      excessGains: excessGains.length,
      holdingPeriods: holdingPeriods.length,
      liquidations: report.liquidations.filter(chosen).length,
    },
    accountId,
    accounts: report.accounts.filter(chosen).map(({ account }) => account),
    taxDeferred: one?.taxDeferred ?? false,
    boxes: one?.form1099Div ?? report.form1099Div,
    basis,
    cash: sumCents(payments.map(({ cash }) => cash)),
    components: componentsOf(payments),
    path: pathOf(payments, excessGains, basis.returnOfCapitalInYear),
    discount: sumCents(payments.map(({ discount }) => discount)),
    provisionalCash: sumCents(provisional.map(({ cash }) => cash)),
    incomplete: isIncomplete(report, accountId),
    lotsTooShort: new Set(tooShort.map(({ accountId: id, lot }) => JSON.stringify([id, lot]))).size,
    notCounted: notCountedOf(report.uncountedParts.filter(chosen)),
  };
}

/** All taxable accounts together, then each account in the order of the report. */
export function selectionsOf(report: YearReport): readonly Selection[] {
  const made = { lots: lotsByAccount(report), holdingPeriods: report.holdingPeriods };
  return [null, ...report.accounts].map((one) => selectionOf(report, made, one));
}
