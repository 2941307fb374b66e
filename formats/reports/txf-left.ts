/**
 * What of a year does a TXF file not carry, and what has to be done by hand?
 *
 * The format knows amounts by category and sales by dates, cost and proceeds (`txf.ts`). Everything else that
 * stands on the return is named here with its amount, so that nothing is lost without a word.
 */
import { securityLabel } from '../../tax/facts/model.ts';
import { dollars } from '../../tax/facts/wording.ts';
import { sumCents, type Cents } from '../../tax/values/money.ts';
import type { SaleRow } from '../../tax/report/sale-rows.ts';
import { leftOutSentences, openSentences } from '../provisional-text.ts';
import { asciiOf } from './ascii.ts';
import { BASIS_YEARS_FROM, BOX_CATEGORIES, isOfYear } from './txf-categories.ts';
import type { TxfInput } from './txf.ts';

/** What no TXF file can carry, whatever the year. */
export const TXF_LIMITS: readonly string[] = [
  'A TXF file has amounts by payer and sales with dates, cost, proceeds and a disallowed wash-sale loss. It has no codes and no adjustments of Form 8949, and no statements.',
  'There is no category for section 199A dividends (box 5), section 897 amounts, Form 2439, dividends on shares that were not held long enough, and notices of any kind.',
  'The cost of every sale is the basis after return of capital, whatever your broker reported. If Form 1099-B shows another basis, the row needs code B in the program.',
];

const total = (values: readonly Cents[]): Cents => sumCents(values);

function boxes({ report, payers }: TxfInput): string[] {
  const filled = payers.flatMap((each) => each.boxes).filter(({ amount }) => amount !== 0n);
  const byMeaning = Map.groupBy(filled, ({ meaning }) => meaning);
  return [...byMeaning].flatMap(([meaning, own]) => {
    const category = BOX_CATEGORIES[meaning];
    const [first] = own;
    if (!first) return [];
    const what = `Box ${first.box}, ${first.caption}, ${dollars(total(own.map(({ amount }) => amount)))}`;
    if (!category || !isOfYear(category, report.taxYear)) {
      return [`${what}, is not in the file: TXF has no category for it. Enter it by hand.`];
    }
    return category.lastYear === null
      ? []
      : [
          `${what}, is in the file as category ${category.refnum} (${category.name}), which was taken out of the format after ${category.lastYear}: a program may leave it out. Look whether it arrived.`,
        ];
  });
}

/** Payments of a year whose form is not known have no boxes, and no category. */
function withoutForm({ report }: TxfInput): string[] {
  const paid = report.payments.filter(({ taxDeferred }) => !taxDeferred);
  if (report.form1099Div.length > 0 || paid.length === 0) return [];
  const cash = dollars(total(paid.map((payment) => payment.cash)));
  return [
    `Form 1099-DIV of ${report.taxYear} is not known to BasisBook, so payments of ${cash} are not in the file. Enter the dividends of the year by hand.`,
  ];
}

function uncounted({ report }: TxfInput): string[] {
  const own = report.uncountedParts.filter(({ taxDeferred }) => !taxDeferred);
  const qualified = total(
    own.filter(({ part }) => part === 'qualified').map(({ notCounted }) => notCounted),
  );
  if (qualified === 0n) return [];
  return [
    `Qualified dividends are in the file as box 1b has them. ${dollars(qualified)} of them do not count, because the shares were not held long enough: take them off in the program.`,
  ];
}

function kept({ report }: TxfInput): string[] {
  const own = report.keptGains.filter(({ taxDeferred }) => !taxDeferred);
  if (own.length === 0) return [];
  const gain = dollars(total(own.map((one) => one.gain)));
  const tax = dollars(total(own.map((one) => one.tax)));
  return [
    `Undistributed gain of ${gain} and its tax of ${tax} (Form 2439) are not in the file. Enter the form by hand.`,
  ];
}

/** What the row of a lot is called in a sentence. */
const lotOf = ({ lot, sold, account }: SaleRow): string =>
  `lot ${lot}${sold === null ? '' : `, sold on ${sold}`}, account ${account}`;

function ofSales({ rows, report }: TxfInput): string[] {
  return rows.flatMap((row) => {
    const { piece } = row;
    if (row.isCorrection || piece === null) return [];
    const said: string[] = [];
    if (row.codes.includes('B') && row.basis !== null && row.adjustment !== null) {
      said.push(
        `Code B, ${lotOf(row)}: the file has the basis after return of capital, ${dollars(piece.adjustedBasis)}. On Form 8949 the row has ${dollars(row.basis)} as basis and ${dollars(row.adjustment)} as adjustment${row.codes === 'B' ? '' : ` with the codes ${row.codes}`}: enter those in the program.`,
      );
    }
    if (row.codes.includes('E') && row.proceeds !== null && row.adjustment !== null) {
      said.push(
        `Code E, ${lotOf(row)}: the file has what was received, ${dollars(piece.proceeds)}. On Form 8949 the row has ${dollars(row.proceeds)} as proceeds and ${dollars(row.adjustment)} as adjustment${row.codes === 'E' ? '' : ` with the codes ${row.codes}`}: enter those in the program.`,
      );
    }
    if (piece.disallowedLoss > 0n && report.taxYear < BASIS_YEARS_FROM) {
      said.push(
        `Wash sale, ${lotOf(row)}: the file has the whole loss, because the format has no place for what is disallowed before ${BASIS_YEARS_FROM}. Enter ${dollars(piece.disallowedLoss)} as a gain directly below, “Wash Sale”.`,
      );
    }
    if (piece.longTermLoss > 0n) {
      said.push(
        `Section 857(b)(8), ${lotOf(row)}: the file has the sale as short-term. ${dollars(piece.longTermLoss)} of the loss is long-term: take it out of the short-term part and enter it in the long-term part, as the rows of the form show.`,
      );
    }
    return said;
  });
}

function noBroker({ rows }: TxfInput): string[] {
  const own = rows.filter((row) => row.piece === null);
  if (own.length === 0) return [];
  const gain = dollars(total(own.map((row) => row.gain)));
  return [
    `Return of capital beyond the basis, ${gain}, is in the file as ${own.length === 1 ? 'a sale' : `${own.length} sales`} without cost. No Form 1099-B shows it.`,
  ];
}

/** The figures of the file are those of the book, and these can be without something. */
function notFinal({ report }: TxfInput): string[] {
  return [
    ...openSentences(report).map(
      (one) => `Provisional, figures of ${report.taxYear} can still change: ${one}`,
    ),
    ...leftOutSentences(report).map((one) => `Left out of the figures: ${one}`),
  ];
}

function unknownCash({ report }: TxfInput): string[] {
  return report.provisional
    .filter(({ taxDeferred }) => !taxDeferred)
    .map(
      ({ security, account, cash }) =>
        `${dollars(cash)} of ${securityLabel(security)}, account ${account}, is not in the file: no release says yet what it was. Add the release and write the file again.`,
    );
}

/** What no issuer said of the payments, a broker's form did. */
function derived({ report }: TxfInput): string[] {
  return report.notices
    .filter(({ code, about }) => code === 'derived-in-use' && about.year === report.taxYear)
    .map(({ message }) => `In the file, and derived: ${message}`);
}

function deferred({ report }: TxfInput): string[] {
  const { payments, sales, excessGains, liquidations, keptGains } = report;
  const own = [payments, sales, excessGains, liquidations, keptGains].flatMap((rows) =>
    rows.filter(({ taxDeferred }) => taxDeferred).map(({ account }) => account),
  );
  const names = [...new Set(own)].join(', ');
  return names === '' ? [] : [`Nothing of ${names} is in the file: tax-deferred.`];
}

function renamed({ payers, rows }: TxfInput): string[] {
  const names = [...payers.map(({ payer }) => payer), ...rows.map((row) => row.description)];
  const changed = [...new Set(names)].find((name) => asciiOf(name) !== name);
  if (changed === undefined) return [];
  return [
    `TXF takes plain letters only: “${changed}” is written “${asciiOf(changed)}”, and so are other names of the kind.`,
  ];
}

/** One sentence for each thing that the file lacks, or has otherwise than the return. */
export function leftOutOfTxf(input: TxfInput): readonly string[] {
  return [
    ...notFinal(input),
    ...withoutForm(input),
    ...boxes(input),
    ...uncounted(input),
    ...kept(input),
    ...noBroker(input),
    ...ofSales(input),
    ...unknownCash(input),
    ...derived(input),
    ...deferred(input),
    ...renamed(input),
  ];
}

/** The page that goes with a file: what it cannot carry, and what of this year it does not. */
export function txfPage(taxYear: number, left: readonly string[]): string {
  const list = (items: readonly string[]): string => items.map((item) => `  - ${item}`).join('\n');
  const own =
    left.length === 0
      ? 'Everything that the book has for the return of this year is in the file.'
      : `Not in the file of ${taxYear}, or to look at in the program:\n${list(left)}`;
  return `The tax program's file of ${taxYear} (TXF, version 042)\n\n${own}\n\nWhat no TXF file can carry:\n${list(TXF_LIMITS)}\n`;
}
