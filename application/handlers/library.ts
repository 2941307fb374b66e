/**
 * The library of published allocations: what comes with the application, and what of it the book has or
 * could use. It is added like any release, read and reviewed first; the user's own are the book's.
 */
import { findDocumentBySha256 } from '../../db/documents.ts';
import { figurePartJson } from '../../formats/figure-part-json.ts';
import { totalOf, type FigurePart } from '../../tax/facts/figure-part.ts';
import { securityLabel, type Security } from '../../tax/facts/model.ts';
import { dollarsPerShare, sharesText } from '../../tax/facts/wording.ts';
import type { STATE_REASONS } from '../../tax/facts/year-state.ts';
import { formatShares, parseRate } from '../../tax/values/money.ts';
import { knownPaymentRows, type KnownPaymentRow } from '../known-payments.ts';
import type { BookHandlers } from '../dispatch.ts';
import {
  knownPayments,
  knownSecurities,
  library,
  type LibraryEntry,
} from '../../resources/reference.ts';
import { isSameTicker } from '../identity/ticker-spelling.ts';
import type { BookContext } from '../session.ts';
import { sha256Of } from '../sha256.ts';
import { yearsOf } from './status.ts';

type Handlers = BookHandlers<BookContext>;

/** What another document of the year could put right. */
const ASKS_FOR_DOCUMENT: ReadonlySet<(typeof STATE_REASONS)[number]> = new Set([
  ...(['missing-document', 'only-payments-known', 'estimate-in-use'] as const),
  ...(['derived-in-use', 'document-incomplete'] as const),
]);

export const libraryHandlers: Pick<Handlers, 'library.list' | 'year.knownPayments'> = {
  'library.list': (context) => {
    // The state of a year rests on nothing that happened after it: one late report says it of each.
    const last = Math.max(
      ...yearsOf(context.facts()).years.slice(-1),
      ...library.map(({ taxYear }) => taxYear),
    );
    const lacking = context
      .report(last)
      .yearStates.filter(({ reasons }) => reasons.some(({ code }) => ASKS_FOR_DOCUMENT.has(code)));
    return library.map((entry) => {
      const { symbols: _symbols, cusips: _cusips, ...shown } = entry;
      return {
        ...shown,
        inBook: findDocumentBySha256(context.book, sha256Of(entry.text)) !== undefined,
        wanted: lacking.some(
          ({ year, security }) => year === entry.taxYear && isOf(entry, security),
        ),
      };
    });
  },

  'year.knownPayments': (context, { year }) => {
    const facts = context.facts();
    const rows = knownPaymentRows(facts, year, knownPayments, context.compute);
    const entered = new Set(facts.transactions.map((entry) => entry.securityId));
    const years = knownPayments.flatMap((one) => {
      const security = facts.securities.find(
        ({ id, symbol }) => entered.has(id) && isSameTicker(one.symbol, symbol),
      );
      const own = one.years.find(({ taxYear }) => taxYear === year);
      return security && own ? [{ security: securityLabel(security), known: own.known }] : [];
    });
    const taxable = rows.filter((row) => !row.taxDeferred).map(cashOf);
    const made = totalOf(
      `Cash of the payments of ${year} that are known`,
      'Of every payment to an account that is not tax-deferred.',
      taxable,
    );
    return {
      years,
      rows: rows.map((row) => ({
        account: row.account,
        taxDeferred: row.taxDeferred,
        security: securityLabel(row.security),
        exDate: row.payment.exDate,
        payableDate: row.payment.payableDate,
        amountPerShare: row.payment.amountPerShare,
        shares: formatShares(row.shares),
        certainty: row.payment.certainty,
        note: row.payment.note,
        source: row.payment.source,
        cash: figurePartJson(cashOf(row)),
      })),
      cash: figurePartJson(made),
    };
  },
};

const CERTAINTY_WORDS = {
  published: 'Published',
  'from-prices': 'Found from a series of prices',
  uncertain: 'Uncertain',
} as const;

/** No entry of the book and no release says it: what it was worked out from stands in words. */
function cashOf({ account, security, payment, shares, cash }: KnownPaymentRow): FigurePart {
  const { exDate, amountPerShare, certainty, source } = payment;
  const rate = parseRate(amountPerShare);
  const each = rate === undefined ? amountPerShare : dollarsPerShare(rate);
  return {
    ...totalOf(
      `Cash of ${securityLabel(security)}, ex-date ${exDate}, ${account}`,
      `${sharesText(shares)} at ${each} per share. ${CERTAINTY_WORDS[certainty]}: ${source}`,
      [],
    ),
    value: cash,
  };
}

/** Whether the entry has the security, by ticker, CUSIP or, where neither is printed, its issuer. */
function isOf(entry: LibraryEntry, security: Security): boolean {
  if (security.cusips.some((cusip) => entry.cusips.includes(cusip))) return true;
  if (entry.symbols.some((symbol) => isSameTicker(security.symbol, symbol))) return true;
  return issuerOf(security) === entry.issuer;
}

/** A security that came with an entry has no issuer yet; its ticker or CUSIP is known all the same. */
function issuerOf(security: Security): string | null {
  return (
    security.issuer ??
    knownSecurities.find(
      (one) =>
        isSameTicker(one.symbol, security.symbol) ||
        one.cusips.some((cusip) => security.cusips.includes(cusip)),
    )?.issuer ??
    null
  );
}
