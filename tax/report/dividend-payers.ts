/**
 * Who paid the ordinary dividends of a year? Part II of Schedule B.
 *
 * Authority: Instructions for Schedule B, Part II; section 356(a)(2) for cash of an exchange.
 * Example: $1,600.00 of AIV and $20.00 of EQR in one account are two rows, because all are above $1,500.00.
 * Awkward case: cash of an exchange that has the effect of a dividend is one of the security given up.
 * Not handled: dividends of other sources than the book.
 */
import { added, type FigurePart } from '../facts/figure-part.ts';
import { securityLabel } from '../facts/model.ts';
import { addCents, sumCents, type Cents } from '../values/money.ts';
import { lineAmount } from '../values/whole-dollars.ts';
import { exchangeDividends, payerOf } from './form-boxes.ts';
import { lineOf, type ReturnLineMap } from './return-line-map.ts';
import { saleFigure } from './sale-figures.ts';
import type { YearReport } from './year-report.ts';

interface Held {
  readonly accountId: string;
  readonly taxDeferred: boolean;
}

interface PayerRow {
  readonly payer: string;
  readonly amount: Cents;
  readonly made: FigurePart;
}

/** Part II of Schedule B. */
export interface PayerList {
  readonly form: string;
  readonly line: string;
  readonly totalLine: string;
  readonly over: Cents;
  readonly rows: readonly PayerRow[];
  readonly total: Cents;
  readonly source: string;
}

/** Ordinary dividends of one payer of Schedule B, with the qualified ones among them. */
function payerRow(
  payer: string,
  payments: YearReport['payments'],
  ofExchanges: YearReport['sales'],
): PayerRow {
  const made = added(
    payer,
    'Ordinary dividends of this payer, with the qualified ones among them.',
    [
      ...payments.flatMap(({ key, security, distribution, components }) =>
        (['ordinary', 'qualified'] as const).map((component): FigurePart => ({
          label: `${component === 'ordinary' ? 'Ordinary, not qualified' : 'Qualified'}, ${securityLabel(security)}, paid ${distribution.payableDate}`,
          value: components[component],
          figure: { kind: 'paymentComponent', payment: key, component },
        })),
      ),
      ...ofExchanges.map((piece) => ({
        ...saleFigure(piece, 'gain'),
        label: `Cash of the exchange of ${piece.sold}, lot ${piece.lot}`,
      })),
    ],
  );
  return { payer, amount: made.value, made };
}

/** The rows of Schedule B; null where it is not needed. */
export function payersOf(
  report: YearReport,
  map: ReturnLineMap,
  chosen: (item: Held) => boolean,
  wholeDollars: boolean,
): PayerList | null {
  const entry = lineOf(map, report.taxYear, 'dividendsByPayer');
  if (entry?.over === undefined || entry.totalLine === undefined) return null;
  const dividends = ({ components }: YearReport['payments'][number]): Cents =>
    addCents(components.ordinary, components.qualified);
  const isTaxable = ({ taxDeferred }: Held): boolean => !taxDeferred;
  const ofExchanges = exchangeDividends(report.sales).filter(({ gain }) => gain !== 0n);
  const all = [
    ...report.payments.filter(isTaxable).map(dividends),
    ...ofExchanges.filter(isTaxable).map(({ gain }) => gain),
  ];
  if (sumCents(all) <= entry.over) return null;
  const byPayer = Map.groupBy(
    report.payments.filter((payment) => chosen(payment) && dividends(payment) !== 0n),
    payerOf,
  );
  const exchanged = Map.groupBy(ofExchanges.filter(chosen), payerOf);
  const payers = new Set([...byPayer.keys(), ...exchanged.keys()]);
  const rows = [...payers].map((payer) =>
    payerRow(payer, byPayer.get(payer) ?? [], exchanged.get(payer) ?? []),
  );
  if (rows.length === 0) return null;
  return {
    form: entry.form,
    line: entry.line,
    totalLine: entry.totalLine,
    over: entry.over,
    rows: rows.map((row) => ({ ...row, amount: lineAmount(row.amount, wholeDollars) })),
    total: lineAmount(sumCents(rows.map(({ amount }) => amount)), wholeDollars),
    source: entry.source,
  };
}
