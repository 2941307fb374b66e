import type { Answer, Request } from '../../../application/contract.ts';
import { call } from '../../api/client.ts';
import type { ReturnOptions } from '../../state/return-options.svelte.ts';

type Year = Answer<'year.frame'>;
export type ReturnLines = Answer<'year.returnLines'>;
/** What brokers say that they paid. */
export type BrokerClaims = Answer<'year.claims'>;
export type SaleGroup = ReturnLines['sales'][number];
/** A row of the form that lists sales. */
export type SaleFormRow = Answer<'year.formRows'>['rows'][number];
export type Report = Year['report'];
export type ChecklistItem = Year['checklist'][number];
export type FormMapView = NonNullable<Year['form']>;
/** A payment as the picture of them shows it. */
export type PaymentBar = Report['payments'][number];
export type Payment = Answer<'year.payments'>['rows'][number];
export type Sale = Answer<'year.sales'>['rows'][number];

/** All that the Tax year screen shows. */
export interface TaxYearView extends Pick<Year, 'report' | 'form' | 'checklist' | 'filed'> {
  readonly year: number;
  /** Of all taxable accounts, with the options that were chosen when the year was loaded. */
  readonly returnLines: ReturnLines;
  readonly options: ReturnOptions;
  readonly claims: BrokerClaims;
  readonly hasDocuments: boolean;
  readonly hasEntries: boolean;
}

/** Where the figures go on the return: of one account by its id, or of all taxable ones. */
export function loadReturnLines(
  year: number,
  accountId: string | null,
  options: ReturnOptions,
): Promise<ReturnLines> {
  return call('year.returnLines', { year, accountId, ...options });
}

const MOST_ROWS = 1000;

/** Every row of a page of the form that lists sales, to be copied. */
export async function loadFormRows(
  asked: Pick<Request<'year.formRows'>, 'year' | 'accountId' | 'title'> & ReturnOptions,
): Promise<readonly SaleFormRow[]> {
  const rows: SaleFormRow[] = [];
  for (let all = 1; rows.length < all;) {
    const page = { search: '', sort: null, from: rows.length, most: MOST_ROWS };
    const answer = await call('year.formRows', { ...asked, ...page });
    if (answer.rows.length === 0) break;
    rows.push(...answer.rows);
    all = answer.all;
  }
  return rows;
}

export async function loadTaxYear(
  year: number,
  counts: { readonly documents: number; readonly transactions: number },
  options: ReturnOptions,
): Promise<TaxYearView> {
  const [answer, returnLines, claims] = await Promise.all([
    call('year.frame', { year }),
    loadReturnLines(year, null, options),
    call('year.claims', { year }),
  ]);
  return {
    ...answer,
    year,
    returnLines,
    claims,
    options,
    hasDocuments: counts.documents > 0,
    hasEntries: counts.transactions > 0,
  };
}
