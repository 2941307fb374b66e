/**
 * What is known to have been paid in a year for which no allocation is in the book?
 *
 * Published payments have days and amounts per share, and nothing says what part of them was a return of
 * capital. So the year shows their cash, and stays provisional: no box has any of it.
 *
 * Authority: the calculation's sections 1 and 3; each payment with the source that it was read in.
 * Example: 100 shares of AIV held through 1999: four payments of $0.625, $250.00.
 * Awkward case: an allocation of which some rows were never seen. What it has is counted by it; the
 * payments that it lacks stand here.
 * Not handled: payments in shares, whose cash part depended on a choice; the note says so.
 */
import {
  COMPONENTS,
  type AllocationDocument,
  type Component,
  type Distribution,
  type Facts,
  type Security,
} from '../tax/facts/model.ts';
import type { YearReport } from '../tax/report/year-report.ts';
import { parseRate, type Cents, type Rate, type Shares } from '../tax/values/money.ts';
import { isAmong } from '../tax/facts/known-payments.ts';
import type { KnownPayment, KnownPayments } from '../resources/reference.ts';
import { isSameTicker } from './identity/ticker-spelling.ts';

export interface KnownPaymentRow {
  readonly account: string;
  readonly taxDeferred: boolean;
  readonly security: Security;
  readonly payment: KnownPayment;
  readonly shares: Shares;
  readonly cash: Cents;
}

const ID = 'known-payment';

const HUNDRED = parseRate('100') as Rate;
const NOTHING = parseRate('0') as Rate;

function rowOf(payment: KnownPayment, at: number): Distribution {
  const amount = parseRate(payment.amountPerShare) as Rate;
  return {
    id: `${ID}/${at}`,
    declarationDate: null,
    recordDate: payment.recordDate,
    exDate: payment.exDate,
    // Within the year in every case; the day itself is not shown where it is not known.
    payableDate: payment.payableDate ?? payment.exDate,
    amountPerShare: amount,
    allocablePerShare: amount,
    inKind: false,
    unit: 'percent',
    components: Object.fromEntries(
      COMPONENTS.map((name) => [name, name === 'ordinary' ? HUNDRED : NOTHING]),
    ) as Record<Component, Rate>,
    subsets: {},
    sourceLine: null,
  };
}

/** The rows of the year's documents of a security, whichever of them counts. */
function documentedRows(facts: Facts, securityId: string, taxYear: number): Distribution[] {
  return facts.documents
    .filter((document) => document.taxYear === taxYear)
    .flatMap((document) => document.securities)
    .filter((security) => security.securityId === securityId)
    .flatMap((security) => security.distributions);
}

/** The same facts with these payments in the place of what documents say of the security's year. */
function withPayments(
  facts: Facts,
  security: Security,
  taxYear: number,
  payments: readonly KnownPayment[],
): Facts {
  const known: AllocationDocument = {
    id: ID,
    name: 'Known payments',
    issuer: security.issuer,
    taxYear,
    publishedOn: null,
    status: 'final',
    securities: [{ securityId: security.id, distributions: payments.map(rowOf) }],
  };
  return {
    ...facts,
    documents: [
      ...facts.documents.map((document) =>
        document.taxYear === taxYear
          ? {
              ...document,
              securities: document.securities.filter((one) => one.securityId !== security.id),
            }
          : document,
      ),
      known,
    ],
  };
}

/** The payments of a year that are known and in no allocation of the book, with the cash that they were. */
export function knownPaymentRows(
  facts: Facts,
  taxYear: number,
  known: readonly KnownPayments[],
  compute: (facts: Facts, taxYear: number) => YearReport,
): KnownPaymentRow[] {
  return known.flatMap((one) => {
    const security = facts.securities.find(({ symbol }) => isSameTicker(one.symbol, symbol));
    const all = one.years.find((year) => year.taxYear === taxYear)?.payments ?? [];
    if (security === undefined) return [];
    if (!facts.transactions.some((entry) => entry.securityId === security.id)) return [];
    const documented = documentedRows(facts, security.id, taxYear);
    const open = all.filter((payment) => !isAmong(payment, documented));
    if (open.length === 0) return [];
    const report = compute(withPayments(facts, security, taxYear, open), taxYear);
    return report.payments.flatMap((payment): KnownPaymentRow[] => {
      const at = payment.distribution.id.split('/');
      const meant = at[0] === ID ? open[Number(at[1])] : undefined;
      if (meant === undefined) return [];
      const { account, taxDeferred, shares, cash } = payment;
      return [{ account, taxDeferred, security, payment: meant, shares, cash }];
    });
  });
}
