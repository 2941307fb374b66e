/**
 * How is a figure of a report named, so that whoever prints it can ask where it is from?
 *
 * By kind and by the ids that the report itself gives: a payment's key, an entry, an account, a lot.
 */
import { COMPONENTS } from './model.ts';

/** Names a figure of a year's report. Payment keys are those of the report; accounts, securities and
 * entries are given by id. */
export type FigureRef =
  | { readonly kind: 'box'; readonly box: string; readonly account: string | null }
  | { readonly kind: 'paymentCash'; readonly payment: string }
  | { readonly kind: 'paymentShares'; readonly payment: string }
  | { readonly kind: 'paymentPerShare'; readonly payment: string }
  | { readonly kind: 'paymentComponent'; readonly payment: string; readonly component: string }
  | { readonly kind: 'lotReturnOfCapital'; readonly payment: string; readonly lot: string }
  | {
      readonly kind: 'paymentLot';
      readonly payment: string;
      readonly lot: string;
      readonly of: PaymentLotFigure;
    }
  | {
      readonly kind: 'excessGain';
      readonly payment: string;
      readonly lot: string;
      /** Only that of shares that count as held from this day on. */
      readonly since?: string;
    }
  | { readonly kind: 'adjustedBasis'; readonly account: string; readonly lot: string }
  | {
      readonly kind: 'lot';
      readonly account: string;
      readonly lot: string;
      readonly of: LotFigure;
    }
  | {
      /** A figure of an event of a lot, by its place among all events of that name in the account. */
      readonly kind: 'lotEvent';
      readonly account: string;
      readonly lot: string;
      readonly event: number;
      readonly of: LotEventFigure;
    }
  | {
      /** A lot as it is just before or just after an entry: for what an entry would do. */
      readonly kind: 'lotAround';
      readonly account: string;
      readonly lot: string;
      readonly transaction: string;
      readonly when: 'before' | 'after';
      readonly of: LotAroundFigure;
    }
  | {
      readonly kind: 'saleGain';
      readonly transaction: string;
      readonly lot: string;
      readonly boot?: true;
    }
  | {
      readonly kind: 'sale';
      readonly transaction: string;
      readonly lot: string;
      readonly of: SaleFigure;
      /** Cash of an exchange, which can have sold a fraction of the same lot as well. */
      readonly boot?: true;
    }
  | {
      /** What one of a piece's replacements disallows, by its place among them. */
      readonly kind: 'replacementLoss';
      readonly transaction: string;
      readonly lot: string;
      readonly place: number;
    }
  | {
      readonly kind: 'holdingPeriod';
      readonly payment: string;
      readonly part: 'qualified' | 'section199A';
      readonly lot: string;
      /** The day on which the shares left; null for those that stayed. */
      readonly disposed: string | null;
      readonly of: HoldingFigure;
    }
  | {
      readonly kind: 'uncountedPart';
      readonly payment: string;
      readonly part: 'qualified' | 'section199A';
      readonly of: UncountedFigure;
    }
  | {
      /** An amount of an entry that is paid on all lots: its amount, its tax, a part of its gain. */
      readonly kind: 'paidEntry';
      readonly transaction: string;
      readonly of: PaidFigure;
    }
  | { readonly kind: 'provisionalCash'; readonly account: string; readonly security: string };

/** Figures of a payment's lot besides its return of capital and its gain. */
export const PAYMENT_LOT_FIGURES = ['shares', 'basisReduction'] as const;
type PaymentLotFigure = (typeof PAYMENT_LOT_FIGURES)[number];

/** Figures of an open lot besides its adjusted basis. */
export const LOT_FIGURES = [
  'shares',
  'cost',
  'lossBasis',
  'disallowedLossAdded',
  'otherBasisChanges',
  'returnOfCapitalBefore',
  'returnOfCapitalInYear',
  'heldSince',
  'basisPerShare',
] as const;
export type LotFigure = (typeof LOT_FIGURES)[number];

/** Figures of an event of a lot: after it, and the change. */
export const LOT_EVENT_FIGURES = [
  'sharesAfter',
  'basisChange',
  'basisAfter',
  'basisPerShareAfter',
] as const;
type LotEventFigure = (typeof LOT_EVENT_FIGURES)[number];

/** Figures of a lot around an entry; `gainIfSold` before a sale, of as many of its shares as it has. */
export const LOT_AROUND_FIGURES = [
  'shares',
  'cost',
  'adjustedBasis',
  'basisPerShare',
  'gainIfSold',
] as const;
type LotAroundFigure = (typeof LOT_AROUND_FIGURES)[number];

/** How many places the basis per share is told with: of a lot in a list, and after an event of it. */
export const BASIS_PER_SHARE_PLACES = { lot: 4, event: 6 } as const;

/** Figures of a lot's part of a sale besides its gain. */
export const SALE_FIGURES = [
  'shares',
  'proceeds',
  'cost',
  'adjustedBasis',
  'returnOfCapital',
  'otherBasisChanges',
  'disallowedLoss',
  'longTermLoss',
  'heldSince',
  'countedGain',
] as const;
export type SaleFigure = (typeof SALE_FIGURES)[number];

export const PAID_FIGURES = [
  'amount',
  'tax',
  'unrecaptured1250',
  'section1202',
  'collectibles28',
] as const;
export type PaidFigure = (typeof PAID_FIGURES)[number];

export const HOLDING_FIGURES = ['daysHeld', 'shares'] as const;
type HoldingFigure = (typeof HOLDING_FIGURES)[number];

export const UNCOUNTED_FIGURES = ['notCounted', 'sharesTooShort'] as const;
type UncountedFigure = (typeof UNCOUNTED_FIGURES)[number];

/**
 * Names a sum of figures that stands beside a year's rows. `account` is an id; null for all
 * accounts that are not tax-deferred.
 */
export type TotalRef =
  | { readonly kind: 'heldLots'; readonly account: string | null; readonly of: HeldLotsTotal }
  | {
      /** Of the lots of a list that answer to a search. */
      readonly kind: 'listedLots';
      readonly account: string | null;
      readonly search: string;
      /** Of one security, by its id. */
      readonly security?: string;
      readonly of: LotAmount;
    }
  | {
      /** What a year came to of one security, by its id. */
      readonly kind: 'ofSecurity';
      readonly account: string | null;
      readonly security: string;
      readonly of: SecurityTotal;
    }
  | { readonly kind: 'payments'; readonly account: string | null; readonly of: PaymentsTotal }
  | { readonly kind: 'provisional'; readonly account: string | null }
  | { readonly kind: 'saleTotal'; readonly transaction: string; readonly of: SaleTotal }
  /** What the lots that an entry makes cost beyond what was paid. */
  | { readonly kind: 'addedLoss'; readonly transaction: string }
  /** The adjusted basis of all lots of a position just before an entry. */
  | { readonly kind: 'basisBefore'; readonly transaction: string }
  | {
      /** A column of a page of sales, with the choices that the rows were made by. */
      readonly kind: 'formColumn';
      readonly account: string | null;
      readonly wholeDollars: boolean;
      readonly brokerBasis: 'adjusted' | 'original';
      readonly title: string;
      readonly of: FormColumn;
    };

/** Amounts of a lot that a list adds up. */
export const LOT_AMOUNTS = [
  'cost',
  'returnOfCapitalBefore',
  'returnOfCapitalInYear',
  'adjustedBasis',
] as const;
export type LotAmount = (typeof LOT_AMOUNTS)[number];

/** `basisBefore`: cost, less what was returned of it in earlier years. */
export const HELD_LOTS_TOTALS = [...LOT_AMOUNTS, 'basisBefore'] as const;
export type HeldLotsTotal = (typeof HELD_LOTS_TOTALS)[number];

/** What one security comes to in a year. */
export const SECURITY_TOTALS = [
  'cash',
  'returnOfCapital',
  'exceedsBasis',
  'cost',
  'returnOfCapitalInYear',
  'adjustedBasis',
] as const;
export type SecurityTotal = (typeof SECURITY_TOTALS)[number];

/** What becomes of the cash of a year: income, gain, and one's own money back, by what that does to the basis. */
export const PATH_TOTALS = ['income', 'gain', 'lowersBasis', 'exceedsBasis', 'ofLotsGone'] as const;
export type PathTotal = (typeof PATH_TOTALS)[number];

export const PAYMENTS_TOTALS = ['cash', ...COMPONENTS, ...PATH_TOTALS] as const;
export type PaymentsTotal = (typeof PAYMENTS_TOTALS)[number];

/** Of all lots that a sale takes. */
export const SALE_TOTALS = ['short', 'long', 'disallowed', 'counts'] as const;
export type SaleTotal = (typeof SALE_TOTALS)[number];

/** The columns of a page of sales that have a total. */
export const FORM_COLUMNS = ['proceeds', 'basis', 'adjustment', 'gain', 'postMay5Gain'] as const;
export type FormColumn = (typeof FORM_COLUMNS)[number];

/** What tells cash of an exchange from a fraction of the same lot that the same entry sold. */
export function bootMark(kind: string): { readonly boot?: true } {
  return kind === 'boot' || kind === 'boot-dividend' ? { boot: true } : {};
}
