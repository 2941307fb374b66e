/** A year, and the life of a lot, as files to keep and to hand on. */
import { listFiled } from '../../db/filed.ts';
import { listKeptForms } from '../../db/kept-forms.ts';
import { getDocument, listDocuments } from '../../db/documents.ts';
import { accountantZip } from '../../formats/reports/accountant-zip.ts';
import { csvZip } from '../../formats/reports/csv-zip.ts';
import type { YearMaterial } from '../../formats/reports/material.ts';
import { txfFile } from '../../formats/reports/txf.ts';
import { lotEvents } from '../../tax/compute-year.ts';
import { kindOf } from '../../tax/facts/entry-kinds.ts';
import { securityLabel, type Facts, type Transaction } from '../../tax/facts/model.ts';
import type { LotEvent } from '../../tax/lots/figures.ts';
import type { BrokerBasis } from '../../tax/report/return-line-map.ts';
import { yearOf } from '../../tax/values/days.ts';
import { reference } from '../../resources/reference.ts';
import type { BookHandlers } from '../dispatch.ts';
import { programVersion } from '../program-version.ts';
import { keptVersions } from '../reorganisations/write-terms.ts';
import { reportedIn } from '../reconcile/reported-in.ts';
import { dayHere } from '../reports/day-here.ts';
import { loadedWriters } from '../reports/paper-writers.ts';
import { yearMaterial } from '../reports/year-material.ts';
import { RefusalError } from '../refusal.ts';
import type { BookContext } from '../session.ts';
import { toldReport } from './year.ts';

function materialOf(
  context: BookContext,
  {
    year,
    accountId,
    brokerBasis,
  }: { year: number; accountId: string | null; brokerBasis: BrokerBasis },
): YearMaterial {
  const facts = context.facts();
  const account = facts.accounts.find(({ id }) => id === accountId);
  if (accountId !== null && !account) {
    throw new RefusalError(
      'not-found',
      'This account is no longer in the book. Choose another account.',
    );
  }
  const digests = new Map(listDocuments(context.book).map(({ id, sha256 }) => [id, sha256]));
  const whole = toldReport(context, year);
  return yearMaterial({
    facts,
    whole,
    reported: reportedIn(context.book, whole),
    before: context.report(year - 1),
    kept: { forms: listKeptForms(context.book, year), filed: listFiled(context.book) },
    account: account?.name ?? null,
    brokerBasis,
    digestOf: (id) => digests.get(id) ?? null,
    version: programVersion(),
    madeOn: dayHere(context.now()),
  });
}

/** Terms of reorganisations that made entries up to the end of the year, of what it has lots, sales or payments of. */
function termsOf(context: BookContext, { report, before }: YearMaterial) {
  const { taxYear, lots, sales, payments, liquidations } = report;
  const all = [...before, ...lots, ...sales, ...payments, ...liquidations];
  const own = new Set(all.map(({ security }) => security.id));
  const isOwn = (entry: Transaction): boolean =>
    yearOf(entry.date) <= taxYear &&
    (own.has(entry.securityId) ||
      ('toSecurityId' in entry && entry.toSecurityId !== undefined && own.has(entry.toSecurityId)));
  return keptVersions(context, context.facts()).filter(({ entries }) => entries.some(isOwn));
}

/** The texts of the documents that the year rests on. */
function textsOf(context: BookContext, material: YearMaterial) {
  const { book } = context;
  const { sources } = material;
  return [
    ...sources.flatMap(({ document }) => {
      const stored = getDocument(book, document.id);
      return stored ? [{ name: document.name, text: stored.text }] : [];
    }),
    ...termsOf(context, material).map(({ name, text }) => ({ name, text })),
  ];
}

const base64Of = (bytes: Uint8Array | string): string => Buffer.from(bytes).toString('base64');

/** Where a change is from: a payment with its document, or an entry by its kind and day. */
function originsOf(facts: Facts): (event: LotEvent) => string {
  const paid = new Map(
    facts.documents.flatMap((document) =>
      document.securities.flatMap(({ distributions }) =>
        distributions.map((one) => [one.id, { payableDate: one.payableDate, document }] as const),
      ),
    ),
  );
  const entries = new Map(facts.transactions.map((entry) => [entry.id, entry]));
  return ({ paymentKey, accountId, transactionId }) => {
    const payment = paymentKey && paid.get(paymentKey.slice(0, -(accountId.length + 1)));
    if (payment) return `payment of ${payment.payableDate}, ${payment.document.name}`;
    const entry = transactionId && entries.get(transactionId);
    if (!entry) return '';
    const file = entry.sourceFile === undefined ? '' : ` of ${entry.sourceFile}`;
    const line = entry.sourceLine === null ? '' : `, line ${entry.sourceLine}${file}`;
    return `entry of ${entry.date}: ${kindOf(entry.action).happened.toLowerCase()}${line}`;
  };
}

export const yearFileHandlers: Pick<BookHandlers<BookContext>, 'year.file' | 'lots.statement'> = {
  'year.file': (context, { kind, ...asked }) => {
    const material = materialOf(context, asked);
    const { taxYear } = material.report;
    const { text, left } = txfFile({ ...material, ...material.stamp });
    const { yearPdf, reportFonts } = loadedWriters();
    switch (kind) {
      case 'txf':
        return { fileName: `tax-year-${taxYear}.txf`, base64: base64Of(text), left };
      case 'csv':
        return {
          fileName: `tax-year-${taxYear}-tables.zip`,
          base64: base64Of(csvZip(material)),
          left,
        };
      case 'pdf': {
        const bytes = yearPdf(material, reportFonts);
        return { fileName: `tax-year-${taxYear}.pdf`, base64: base64Of(bytes), left };
      }
      case 'all': {
        const pdf = yearPdf(material, reportFonts);
        const bytes = accountantZip(material, pdf, textsOf(context, material));
        return { fileName: `basisbook-${taxYear}.zip`, base64: base64Of(bytes), left };
      }
    }
  },

  'lots.statement': (context, { year, accountId, lot }) => {
    const facts = context.facts();
    const material = materialOf(context, { year, accountId, brokerBasis: 'adjusted' });
    const events = lotEvents(facts, year, reference, context.watch(year)).filter(
      (event) => event.lot === lot && event.accountId === accountId,
    );
    if (events.length === 0) {
      throw new RefusalError('not-found', `There is no lot ${lot} by the end of ${year}.`);
    }
    const { report } = material;
    const state = report.lots.find((one) => one.lot === lot) ?? null;
    const held = state ?? report.sales.find((piece) => piece.lot === lot);
    const entry = facts.transactions.find(({ id }) => id === events[0]?.transactionId);
    const security = held?.security ?? facts.securities.find(({ id }) => id === entry?.securityId);
    const from = originsOf(facts);
    const { lotPdf, reportFonts } = loadedWriters();
    const bytes = lotPdf(
      {
        lot,
        account: material.account ?? '',
        security: security ? securityLabel(security) : '',
        state,
        events: events.map((event) => ({ event, from: from(event) })),
        material,
      },
      reportFonts,
    );
    const name = lot.replace(/[^\p{L}\p{N}_-]+/gu, '-');
    return { fileName: `basis-statement-${name}.pdf`, base64: base64Of(bytes) };
  },
};
