/**
 * What is a sum made of that stands beside the rows of a year?
 *
 * Of the figures of the rows, so that whoever shows the sum can ask where it is from: a column of the
 * payments, the basis of the lots that are held, what a sale comes to. Its parts are put together when
 * somebody asks, because a book may have very many lots.
 * Example: "Basis before the payments of 2002" is the sum of what each lot cost, less what was returned
 * of it in earlier years.
 * Awkward case: a loss that section 857(b)(8) makes long-term is a part of both terms, with its sign
 * turned in one of them.
 * Not handled: sums of rows that are no figures, such as numbers of lots.
 */
import { lessOf, totalOf, type FigurePart } from '../facts/figure-part.ts';
import {
  bootMark,
  type FormColumn,
  type HeldLotsTotal,
  type LotAmount,
  type PathTotal,
  type PaymentsTotal,
  type SaleTotal,
  type TotalRef,
} from '../facts/figure-ref.ts';
import { COMPONENT_WORDS, securityLabel, type Component } from '../facts/model.ts';
import { searchedBy } from '../facts/searched.ts';
import { counted } from '../facts/wording.ts';
import type { LotState, SalePiece } from '../lots/figures.ts';
import { NO_MONEY, type Cents } from '../values/money.ts';
import type { SaleGroup } from './sale-groups.ts';
import { excessFigure, gainThatCounts, isDividend, saleFigure } from './sale-figures.ts';
import { onlyOf } from './security-years.ts';
import { isIn } from './selections.ts';
import { GAIN, INCOME, isOfPath } from './year-path.ts';
import type { YearReport } from './year-report.ts';

/** Sums of which the report and their name say everything. */
type ReportTotal = Extract<
  TotalRef,
  {
    readonly kind:
      'heldLots' | 'listedLots' | 'ofSecurity' | 'payments' | 'provisional' | 'saleTotal';
  }
>;

const filled = (parts: readonly FigurePart[]): readonly FigurePart[] =>
  parts.filter(({ value }) => value !== 0n);

function lotFigure({ accountId, account, lot, ...amounts }: LotState, of: LotAmount): FigurePart {
  return {
    label: `Lot ${lot}, ${account}`,
    value: amounts[of],
    figure:
      of === 'adjustedBasis'
        ? { kind: 'adjustedBasis', account: accountId, lot }
        : { kind: 'lot', account: accountId, lot, of },
  };
}

/** What a lot cost, less what was returned of it before. */
function beforeOf(lot: LotState): FigurePart {
  const cost = withOtherChanges(lot);
  if (lot.returnOfCapitalBefore === 0n) return cost;
  return lessOf(
    cost.label,
    'Its cost, less the return of capital of earlier years.',
    { ...cost, label: `Cost of lot ${lot.lot}` },
    [
      {
        ...lotFigure(lot, 'returnOfCapitalBefore'),
        label: `Returned before, lot ${lot.lot}`,
      },
    ],
  );
}

/** What a lot cost, with what else changed its basis. */
function withOtherChanges(lot: LotState): FigurePart {
  const cost = lotFigure(lot, 'cost');
  const { accountId: account, lot: name, otherBasisChanges: value } = lot;
  if (value === 0n) return cost;
  return totalOf(cost.label, 'Its cost, with other changes of the basis.', [
    { ...cost, label: `Cost of lot ${name}` },
    {
      label: `Other changes of the basis, lot ${name}`,
      value,
      figure: { kind: 'lot', account, lot: name, of: 'otherBasisChanges' },
    },
  ]);
}

/** The label, and the sentence below it. */
function heldWords(of: HeldLotsTotal, year: number): readonly [string, string] {
  switch (of) {
    case 'cost':
      return ['Cost of the lots held', 'What the shares still held cost.'];
    case 'basisBefore':
      return [
        `Basis before the payments of ${year}`,
        'What each lot cost, less the return of capital of earlier years.',
      ];
    case 'returnOfCapitalBefore':
      return [`Returned before ${year}`, 'Return of capital of earlier years.'];
    case 'returnOfCapitalInYear':
      return [
        `Return of capital in ${year}`,
        'The part of the year’s payments that lowers the basis of the lots you still hold.',
      ];
    case 'adjustedBasis':
      return [
        `Adjusted basis at the end of ${year}`,
        'The adjusted basis of every lot that you still held.',
      ];
  }
}

const LISTED_WORDS: Readonly<Record<LotAmount, readonly [string, string]>> = {
  cost: ['Cost', 'What the shares still held cost.'],
  returnOfCapitalBefore: ['Returned before', 'Return of capital of earlier years.'],
  returnOfCapitalInYear: ['Returned in year', 'Return of capital of the year’s payments.'],
  adjustedBasis: ['Adjusted basis', 'Cost less all return of capital.'],
};

/** Which lots of a list are looked at. */
interface LotsAskedFor {
  /** Null for every account. */
  readonly accountId: string | null;
  readonly search: string;
  readonly securityId?: string | null | undefined;
}

/** What a search looks through, lot by lot; made once for a list, as a letter more asks for the same. */
const searched = new WeakMap<readonly LotState[], readonly string[]>();

function searchedTexts(lots: readonly LotState[]): readonly string[] {
  const kept = searched.get(lots);
  if (kept) return kept;
  const texts = lots.map(({ lot, security, account, acquired }) =>
    `${lot} ${securityLabel(security)} ${account} ${acquired}`.toLowerCase(),
  );
  searched.set(lots, texts);
  return texts;
}

/** The lots of a list: those of an account or security, or all, in which every word of a search is found. */
export function listedLots(
  lots: readonly LotState[],
  { accountId, search, securityId = null }: LotsAskedFor,
): readonly LotState[] {
  const isSearched = searchedBy(search);
  if (accountId === null && securityId === null && isSearched === null) return lots;
  const texts = isSearched === null ? [] : searchedTexts(lots);
  return lots.filter((one, place) => {
    if (accountId !== null && one.accountId !== accountId) return false;
    if (securityId !== null && one.security.id !== securityId) return false;
    return isSearched === null || isSearched(texts[place] as string);
  });
}

function paymentsTotal(
  report: YearReport,
  accountId: string | null,
  of: PaymentsTotal,
): FigurePart {
  if (isOfPath(of)) return pathTotal(report, accountId, of);
  return columnOfPayments(report, accountId, of);
}

function columnOfPayments(
  report: YearReport,
  accountId: string | null,
  of: 'cash' | Component,
): FigurePart {
  const payments = report.payments.filter(isIn(accountId));
  const label =
    of === 'cash'
      ? `Cash of all payments of ${report.taxYear}`
      : `${COMPONENT_WORDS[of]}, all payments of ${report.taxYear}`;
  const parts = payments.map(
    ({ key, security, distribution, account, cash, components }): FigurePart => ({
      label: `${securityLabel(security)}, paid ${distribution.payableDate}, ${account}`,
      value: of === 'cash' ? cash : components[of],
      figure:
        of === 'cash'
          ? { kind: 'paymentCash', payment: key }
          : { kind: 'paymentComponent', payment: key, component: of },
    }),
  );
  return totalOf(label, 'The payments of the table, added up.', filled(parts));
}

/** What becomes of the year's cash; the values are those of `year-path.ts`. */
function pathTotal(report: YearReport, accountId: string | null, of: PathTotal): FigurePart {
  const { taxYear: year } = report;
  const column = (name: Component): FigurePart => columnOfPayments(report, accountId, name);
  const exceeds = totalOf(
    `Beyond the basis in ${year}`,
    'Return of capital of lots whose basis is used up: a gain (section 301(c)(3)).',
    report.excessGains
      .filter(isIn(accountId))
      .map((gain) => excessFigure(gain, `Lot ${gain.lot}, ${gain.date}`)),
  );
  const lowers = (): FigurePart =>
    lessOf(
      `Taken off the basis in ${year}`,
      'The return of capital of the payments, less what exceeded the basis of its lots.',
      column('returnOfCapital'),
      [exceeds],
    );
  switch (of) {
    case 'income':
      return totalOf(
        `Dividend income of ${year}`,
        'Ordinary dividends, qualified ones among them.',
        filled(INCOME.map(column)),
      );
    case 'gain':
      return totalOf(
        `Capital gain distributions of ${year}`,
        'Every part of the payments that is a long-term gain.',
        filled(GAIN.map(column)),
      );
    case 'exceedsBasis':
      return exceeds;
    case 'lowersBasis':
      return lowers();
    case 'ofLotsGone':
      return lessOf(
        `Taken off lots that were gone at the end of ${year}`,
        'What was taken off the basis in the year, less what was taken off the lots that are still held.',
        lowers(),
        [
          totalPart(
            report,
            { kind: 'heldLots', account: null, of: 'returnOfCapitalInYear' },
            accountId,
          ),
        ],
      );
  }
}

function provisionalTotal(report: YearReport, accountId: string | null): FigurePart {
  const parts = report.provisional
    .filter(isIn(accountId))
    .map(({ security, accountId: owner, account, cash }): FigurePart => ({
      label: `Cash of ${securityLabel(security)}, ${account}`,
      value: cash,
      figure: { kind: 'provisionalCash', account: owner, security: security.id },
    }));
  const [only] = parts;
  if (only && parts.length === 1) return only;
  return totalOf(
    `Cash of ${report.taxYear} of unknown character`,
    'What came in of each security that no release of the year tells of.',
    parts,
  );
}

/** What a sale comes to by the terms of its lots. */
interface SaleSums {
  readonly short: Cents;
  readonly long: Cents;
  readonly disallowed: Cents;
  readonly counts: Cents;
}

export function saleSums(pieces: readonly SalePiece[]): SaleSums {
  const value = (of: SaleTotal): Cents => saleTotal(pieces, of).value;
  return {
    short: value('short'),
    long: value('long'),
    disallowed: value('disallowed'),
    counts: value('counts'),
  };
}

const COUNTING =
  'Of every lot that is sold: gains less losses, without what a wash sale disallows.';

function gainsThatCount(pieces: readonly SalePiece[]): readonly FigurePart[] {
  return pieces.map((piece) => ({
    label: `Gain that counts, lot ${piece.lot}`,
    value: gainThatCounts(piece),
    figure: {
      kind: 'sale',
      transaction: piece.transactionId,
      lot: piece.lot,
      of: 'countedGain',
      ...bootMark(piece.kind),
    },
  }));
}

function saleTotal(all: readonly SalePiece[], of: SaleTotal): FigurePart {
  // Cash of an exchange that is a dividend is gain of no term.
  const pieces = all.filter((piece) => !isDividend(piece));
  const ofTerm = (term: SalePiece['term']): readonly FigurePart[] =>
    gainsThatCount(pieces.filter((piece) => piece.term === term));
  const moved = filled(
    pieces.map((piece) => ({
      ...saleFigure(piece, 'longTermLoss'),
      label: `Loss that is long-term, lot ${piece.lot}`,
    })),
  );
  switch (of) {
    case 'short':
      return totalOf(
        'Short-term gain',
        `${COUNTING} A loss that is long-term is among the long-term ones.`,
        [...ofTerm('short'), ...moved],
      );
    case 'long': {
      const gains = totalOf('Long-term gain', COUNTING, ofTerm('long'));
      if (moved.length === 0) return gains;
      return lessOf(
        'Long-term gain',
        'Less the losses that are long-term by section 857(b)(8).',
        gains,
        [totalOf('Losses that are long-term', 'Section 857(b)(8).', moved)],
      );
    }
    case 'disallowed':
      return totalOf(
        'Disallowed loss',
        'Of every lot that is sold.',
        filled(pieces.map((piece) => saleFigure(piece, 'disallowedLoss'))),
      );
    case 'counts':
      return totalOf('What counts', 'Short-term and long-term together.', [
        saleTotal(pieces, 'short'),
        saleTotal(pieces, 'long'),
      ]);
  }
}

/** What the new lots of an acquisition cost beyond what was paid: the disallowed loss of a sale within 30 days. */
export function addedLoss(made: readonly LotState[], paid: Cents, transaction: string): FigurePart {
  const cost = totalOf(
    'Cost of the new lots',
    'With disallowed losses.',
    made.map(({ accountId: account, lot, cost: value }): FigurePart => ({
      label: `Cost, lot ${lot}`,
      value,
      figure: { kind: 'lotAround', account, lot, transaction, when: 'after', of: 'cost' },
    })),
  );
  const typed = totalOf('What they cost', 'As you typed it in this entry.', []);
  return lessOf(
    'Disallowed loss in the basis',
    'The cost of the new lots less what you typed in.',
    cost,
    [{ ...typed, value: paid }],
  );
}

/** What lots come to just before an entry. */
export function basisBefore(held: readonly LotState[], transaction: string): FigurePart {
  return totalOf(
    'Adjusted basis of these lots',
    'Of all lots that are held as the day begins.',
    held.map(({ accountId: account, lot, adjustedBasis: value }): FigurePart => ({
      label: `Adjusted basis, lot ${lot}`,
      value,
      figure: { kind: 'lotAround', account, lot, transaction, when: 'before', of: 'adjustedBasis' },
    })),
  );
}

const COLUMN_WORDS: Readonly<Record<FormColumn, string>> = {
  proceeds: 'Proceeds',
  basis: 'Cost or basis',
  adjustment: 'Adjustment',
  gain: 'Gain or loss',
  postMay5Gain: 'Post-May 5',
};

/** A column's total: the cells of all rows of its page, which are exact where the total is in whole dollars. */
export function columnTotal(group: SaleGroup, of: FormColumn): FigurePart {
  const parts = group.rows.flatMap(({ figures, description, lot, sold }): FigurePart[] => {
    const cell = figures[of];
    const day = sold === null ? '' : `, ${sold}`;
    return cell ? [{ ...cell, label: `${description}, lot ${lot}${day}` }] : [];
  });
  const label = `${COLUMN_WORDS[of]}, ${group.form}, ${group.title}`;
  const value = group.totals[of] ?? NO_MONEY;
  return { ...totalOf(label, 'The rows of the form, added up.', parts), value };
}

/** A total of one security: the same as of all, with its rows alone. */
function ofSecurity(
  report: YearReport,
  accountId: string | null,
  { security, of }: Extract<TotalRef, { kind: 'ofSecurity' }>,
): FigurePart {
  const own = onlyOf(report, security);
  const [any] = [...own.lots, ...own.payments];
  const part =
    of === 'cost' || of === 'returnOfCapitalInYear' || of === 'adjustedBasis'
      ? totalPart(own, { kind: 'heldLots', account: null, of }, accountId)
      : paymentsTotal(own, accountId, of);
  return any ? { ...part, label: `${securityLabel(any.security)}: ${part.label}` } : part;
}

/** The parts of a sum. `accountId` stands for the account that it names. */
export function totalPart(
  report: YearReport,
  ref: ReportTotal,
  accountId: string | null,
): FigurePart {
  const { taxYear: year } = report;
  switch (ref.kind) {
    case 'heldLots': {
      const lots = report.lots.filter(isIn(accountId));
      const { of } = ref;
      const partOf = of === 'basisBefore' ? beforeOf : (lot: LotState) => lotFigure(lot, of);
      return totalOf(...heldWords(of, year), filled(lots.map(partOf)));
    }
    case 'listedLots': {
      const asked = { accountId, search: ref.search, securityId: ref.security };
      const lots = listedLots(report.lots, asked).filter(isIn(accountId));
      const [label, explanation] = LISTED_WORDS[ref.of];
      const parts = lots.map((lot) => lotFigure(lot, ref.of));
      return totalOf(`${label}, ${counted(lots.length, 'lot')}`, explanation, filled(parts));
    }
    case 'ofSecurity':
      return ofSecurity(report, accountId, ref);
    case 'payments':
      return paymentsTotal(report, accountId, ref.of);
    case 'provisional':
      return provisionalTotal(report, accountId);
    case 'saleTotal':
      return saleTotal(
        report.sales.filter(({ transactionId }) => transactionId === ref.transaction),
        ref.of,
      );
  }
}
