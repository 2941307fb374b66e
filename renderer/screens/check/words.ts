/** How causes and figures of a broker's forms are called. */
import { formatDay } from '../../format/days.ts';
import type { Difference, NamedCause } from './load.ts';

export const CAUSE_TITLES: Readonly<Record<NamedCause['code'], string>> = {
  'january-payment': 'A January payment is counted in another year',
  'settlement-date-as-trade-date': 'A settlement date stands where the trade date belongs',
  'not-entitled': 'A payment was counted on the wrong side of its ex-date',
  'total-without-1250': 'Box 2a leaves out the section 1250 gain',
  'holding-period-applied': 'The holding period is already taken into account',
  'return-of-capital-not-in-basis': 'The broker’s basis leaves out return of capital',
  'wash-sale': 'Wash sales are treated otherwise',
  'undistributed-gain': 'Gain that the trust kept (Form 2439)',
  'plan-discount': 'Shares were bought below their market value',
  'plan-fees': 'A fee or a commission',
  'average-basis': 'The broker averages the basis',
  'estimate-used': 'The broker worked with an estimate',
  'superseded-document': 'The broker worked with a release that was corrected since',
  rounding: 'Only cents, from rounding',
  'transferred-in-year': 'The shares came or went during the year',
  'payment-in-lieu': 'A payment in lieu of a dividend',
  'missing-reinvestment': 'A reinvestment is missing',
  'missing-lot': 'A lot is missing',
};

/** "Original", "Corrected", "Corrected 2". */
export function versionTitle(version: number): string {
  if (version === 1) return 'Original';
  return version === 2 ? 'Corrected' : `Corrected ${version - 1}`;
}

/** What of a sale the broker told the IRS, and the letters of Form 8949 for it. */
export const REPORTING_WORDS = {
  basis: 'Basis reported (A, D)',
  proceeds: 'Basis not reported (B, E)',
  nothing: 'Not on Form 1099-B (C, F)',
} as const;

const FIELDS: Readonly<Record<string, string>> = {
  acquired: 'acquired',
  sold: 'sold',
  shares: 'shares',
  proceeds: 'proceeds',
  basis: 'basis',
  washSale: 'wash sale',
  reporting: 'reported to the IRS',
};

/** A sale of the form, by what tells it from the others. */
interface NamedSale {
  readonly security?: string | null | undefined;
  readonly sold?: string | null | undefined;
  readonly acquired?: string | null | undefined;
}

/** "AIV sold Jul 10, 2019", with the day of purchase where several were sold then; by its place where it has no name. */
function saleText(row: number, sales: readonly NamedSale[]): string {
  const own = sales[row - 1];
  if (!own?.security || !own.sold) return `Sale ${row}`;
  const alike = sales.filter(
    ({ security, sold }) => security === own.security && sold === own.sold,
  );
  const bought = alike.length > 1 && own.acquired ? `, bought ${formatDay(own.acquired)}` : '';
  const isKnown =
    alike.length === 1 || alike.filter(({ acquired }) => acquired === own.acquired).length === 1;
  return `${own.security} sold ${formatDay(own.sold)}${bought}${isKnown ? '' : ` (sale ${row})`}`;
}

/** "Box 2a", "AIV sold Jul 10, 2019, basis", "Form 2439, box 1a". */
export function placeText(
  { form, row, field }: Pick<Difference, 'form' | 'row' | 'field'>,
  sales: readonly NamedSale[],
): string {
  if (form === '1099-DIV') return `Box ${field}`;
  if (form === '2439') return `Form 2439, box ${field}`;
  return `${saleText(row ?? 1, sales)}, ${FIELDS[field] ?? field}`;
}
