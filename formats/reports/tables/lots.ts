/** The lots before and after the year's payments, and what happened beyond a basis, as tables. */
import type {
  ExcessGain,
  HoldingPeriod,
  KeptGain,
  LiquidatingPayment,
  LotState,
} from '../../../tax/lots/figures.ts';
import { daysOfLots } from '../../../tax/report/lot-days.ts';
import type { YearMaterial } from '../material.ts';
import {
  count,
  dayOf,
  heldColumns,
  ifAny,
  lotColumn,
  lotNameColumn,
  money,
  shares,
  tableOf,
  text,
  yesNo,
  type Column,
  type Table,
} from './table.ts';

function lotColumns(lots: readonly LotState[], year: number): readonly Column<LotState>[] {
  return [
    ...heldColumns<LotState>(),
    lotNameColumn((lot) => lot),
    dayOf('Acquired', ({ inherited, acquired }) => (inherited ? 'inherited' : acquired)),
    ...ifAny(
      lots,
      (lot) => lot.heldSince !== lot.acquired,
      dayOf('Held since', ({ heldSince }) => heldSince),
    ),
    shares('Shares', (lot) => lot.shares),
    money('Cost', ({ cost }) => cost),
    ...ifAny(
      lots,
      (lot) => lot.disallowedLossAdded !== 0n,
      money('Of it disallowed loss added', (lot) => lot.disallowedLossAdded),
    ),
    ...ifAny(
      lots,
      (lot) => lot.otherBasisChanges !== 0n,
      money('Other changes of the basis', (lot) => lot.otherBasisChanges),
    ),
    money(`Returned before ${year}`, (lot) => lot.returnOfCapitalBefore),
    money(`Returned in ${year}`, (lot) => lot.returnOfCapitalInYear),
    money('Adjusted basis', ({ adjustedBasis }) => adjustedBasis),
    ...ifAny(
      lots,
      (lot) => lot.lossBasis !== null,
      money('Basis for a loss', (lot) => lot.lossBasis),
    ),
    ...ifAny(
      lots,
      (lot) => lot.opening !== null,
      dayOf('Rests on a stated basis of', ({ opening }) => opening?.day),
    ),
    ...ifAny(
      lots,
      ({ taxDeferred }) => taxDeferred,
      text('Tax-deferred', ({ taxDeferred }) => (taxDeferred ? 'yes' : '')),
    ),
  ];
}

export function lotsBeforeTable({ report, before }: YearMaterial): Table {
  const year = report.taxYear - 1;
  return tableOf(
    'lots-before',
    `Lots before: on December 31, ${year}`,
    lotColumns(before, year),
    before,
  );
}

export function lotsAfterTable({ report }: YearMaterial): Table {
  const { taxYear: year, lots } = report;
  return tableOf('lots-after', `Lots after: on December 31, ${year}`, lotColumns(lots, year), lots);
}

export function excessTable({ report }: YearMaterial): Table {
  const days = daysOfLots(report);
  return tableOf<ExcessGain>(
    'gains-beyond-basis',
    'Return of capital beyond the basis (capital gain)',
    [
      ...heldColumns<ExcessGain>(),
      lotColumn('Lot', ({ lot, accountId }) => ({ lot, acquired: days(accountId, lot) })),
      dayOf('Date', ({ date }) => date),
      money('Gain', ({ amount }) => amount),
      text('Term', ({ term }) => term),
    ],
    report.excessGains,
  );
}

export function keptTable({ report }: YearMaterial): Table {
  return tableOf<KeptGain>(
    'undistributed-gains',
    'Undistributed gains (Form 2439)',
    [
      ...heldColumns<KeptGain>(),
      dayOf('Date', ({ date }) => date),
      money('Gain (box 1a)', ({ gain }) => gain),
      money('Unrecaptured section 1250', (one) => one.unrecaptured1250),
      money('Section 1202', (one) => one.section1202),
      money('Collectibles (28%)', (one) => one.collectibles28),
      money('Tax (box 2)', ({ tax }) => tax),
    ],
    report.keptGains,
  );
}

export function liquidationsTable({ report }: YearMaterial): Table {
  return tableOf<LiquidatingPayment>(
    'liquidating-distributions',
    'Liquidating distributions',
    [
      ...heldColumns<LiquidatingPayment>(),
      dayOf('Date', ({ date }) => date),
      money('Amount', ({ amount }) => amount),
      yesNo('In kind', ({ inKind }) => inKind),
      yesNo('The last one', ({ last }) => last),
    ],
    report.liquidations,
  );
}

export function holdingTable({ report }: YearMaterial): Table {
  const days = daysOfLots(report);
  const payable = new Map(
    report.payments.map(({ key, distribution }) => [key, distribution.payableDate]),
  );
  return tableOf<HoldingPeriod>(
    'days-held',
    'Days held around each ex-date',
    [
      ...heldColumns<HoldingPeriod>(),
      dayOf('Payable date', ({ paymentKey }) => payable.get(paymentKey)),
      text('Part', ({ part }) => (part === 'qualified' ? 'qualified dividend' : 'section 199A')),
      lotColumn('Lot', ({ lot, accountId }) => ({ lot, acquired: days(accountId, lot) })),
      shares('Shares', (one) => one.shares),
      dayOf('Ex-date', ({ exDate }) => exDate),
      dayOf('Sold', ({ disposed }) => disposed),
      count('Days held', ({ daysHeld }) => daysHeld),
      count('Days needed', ({ daysNeeded }) => daysNeeded),
    ],
    report.holdingPeriods,
  );
}
