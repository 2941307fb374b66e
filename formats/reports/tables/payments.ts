/** The boxes, the payments and what each lot received of them, as tables. */
import { BOX_SOURCES, LIQUIDATION_BOXES } from '../../../tax/facts/forms.ts';
import { COMPONENTS, COMPONENT_WORDS, SUBSETS, SUBSET_WORDS } from '../../../tax/facts/model.ts';
import { exchangeDividends } from '../../../tax/report/form-boxes.ts';
import { daysOfLots } from '../../../tax/report/lot-days.ts';
import type { Payment, PaymentLot } from '../../../tax/lots/figures.ts';
import { formatMoney, sumCents, type Cents } from '../../../tax/values/money.ts';
import { rowsOf } from '../../../tax/values/list-of-many.ts';
import type { FormBox, YearReport } from '../../../tax/report/year-report.ts';
import type { YearMaterial } from '../material.ts';
import {
  dayOf,
  heldColumns,
  ifAny,
  lotColumn,
  money,
  rate,
  shares,
  tableOf,
  text,
  type Table,
} from './table.ts';

interface BoxRow extends FormBox {
  readonly of: string;
}

/** Of all taxable accounts together, then of each account. */
export function boxesTable({ report, account }: YearMaterial): Table {
  const rows: BoxRow[] = [
    ...(account === null
      ? report.form1099Div.map((box) => ({ ...box, of: 'All taxable accounts' }))
      : []),
    ...report.accounts.flatMap((one) =>
      one.form1099Div.map((box) => ({
        ...box,
        of: one.taxDeferred ? `${one.account} (tax-deferred, in no total)` : one.account,
      })),
    ),
  ];
  return tableOf<BoxRow>(
    'boxes',
    'Boxes of Form 1099-DIV',
    [
      text('Account', (row: BoxRow) => row.of),
      text('Box', ({ box }) => box),
      text('Caption', ({ caption }) => caption),
      money('Amount', ({ amount }) => amount),
    ],
    rows,
  );
}

/** Every payment with its parts, those of tax-deferred accounts too. */
export function paymentsTable({ report, sources }: YearMaterial): Table {
  const { payments } = report;
  const names = new Map(sources.map(({ document }) => [document.id, document.name]));
  return tableOf<Payment>(
    'payments',
    'Payments',
    [
      ...heldColumns<Payment>(),
      dayOf('Record date', ({ distribution }) => distribution.recordDate),
      dayOf('Ex-date', ({ exDate }) => exDate),
      dayOf('Payable date', ({ distribution }) => distribution.payableDate),
      shares('Shares', (one) => one.shares),
      rate('Per share', ({ amountPerShare }) => amountPerShare),
      money('Cash', ({ cash }) => cash),
      ...ifAny(
        payments,
        ({ discount }) => discount !== 0n,
        money('Discount', (one) => one.discount),
      ),
      ...COMPONENTS.map((name) =>
        money<Payment>(COMPONENT_WORDS[name], ({ components }) => components[name]),
      ),
      ...SUBSETS.flatMap((name) =>
        ifAny(
          payments,
          ({ subsets }) => (subsets[name] ?? 0n) !== 0n,
          money(`Of which ${SUBSET_WORDS[name]}`, ({ subsets }) => subsets[name]),
        ),
      ),
      text('Tax-deferred', ({ taxDeferred }) => (taxDeferred ? 'yes' : '')),
      text('Document', ({ documentId }) => names.get(documentId)),
    ],
    payments,
  );
}

interface LotRow {
  readonly payment: Payment;
  readonly lot: PaymentLot;
}

function* lotRows({ payments }: YearReport): Generator<LotRow> {
  for (const payment of payments) {
    for (const lot of rowsOf(payment, 'lots')) yield { payment, lot };
  }
}

/** What each lot received of each payment's return of capital. */
export function paymentLotsTable({ report }: YearMaterial): Table {
  const days = daysOfLots(report);
  return tableOf<LotRow>(
    'return-of-capital-by-lot',
    'Return of capital by lot',
    [
      ...heldColumns<Payment>().map(({ caption, kind, cell }) => ({
        ...{ caption, kind },
        cell: ({ payment }: LotRow) => cell(payment),
      })),
      dayOf('Payable date', ({ payment }) => payment.distribution.payableDate),
      lotColumn('Lot', ({ payment, lot }) => ({
        lot: lot.lot,
        acquired: days(payment.accountId, lot.lot),
        shares: lot.shares,
      })),
      shares('Shares', ({ lot }) => lot.shares),
      money('Return of capital', ({ lot }) => lot.returnOfCapital),
      money('Basis reduction', ({ lot }) => lot.basisReduction),
      money('Gain beyond the basis', ({ lot }) => lot.excessGain),
    ],
    lotRows(report),
  );
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** What a box adds up: parts of the payments, what an exchange paid as a dividend, what a company in liquidation paid. */
function addedUp(meaning: FormBox['meaning'], dividends: Cents): string {
  const words: Readonly<Record<string, string>> = { ...COMPONENT_WORDS, ...SUBSET_WORDS };
  const inKind = LIQUIDATION_BOXES[meaning];
  if (inKind !== undefined)
    return `Of every liquidating distribution: ${inKind ? 'what was paid in kind' : 'cash'}`;
  const parts = BOX_SOURCES[meaning].map((name) => capital(words[name] ?? name)).join(' + ');
  const exchanged =
    meaning === 'ordinaryDividends' && dividends !== 0n
      ? `; of exchanges: ${formatMoney(dividends)} of cash that is a dividend`
      : '';
  return `Of every payment: ${parts}${exchanged}`;
}

/** How each box is made. */
export function boxSourcesTable({ report }: YearMaterial): Table {
  const dividends = sumCents(
    exchangeDividends(report.sales.filter(({ taxDeferred }) => !taxDeferred)).map(
      ({ gain }) => gain,
    ),
  );
  return tableOf<FormBox>(
    'how-boxes-are-made',
    'How each box is made',
    [
      text('Box', ({ box }) => box),
      text('Caption', ({ caption }) => caption),
      text('Adds up', ({ meaning }) => addedUp(meaning, dividends)),
      money('Amount', ({ amount }) => amount),
    ],
    report.form1099Div,
  );
}
