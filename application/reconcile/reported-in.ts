/** What brokers reported of the sales of a report, as far as their forms are kept in the book. */
import type { Book } from '../../db/open.ts';
import { listKeptForms, newestForms } from '../../db/kept-forms.ts';
import { reportedSales } from '../../tax/reconcile/reported.ts';
import type { ReportedSales } from '../../tax/report/reported-sales.ts';
import type { YearReport } from '../../tax/report/year-report.ts';

export function reportedIn(book: Book, { taxYear, sales }: YearReport): ReportedSales {
  return reportedSales(newestForms(listKeptForms(book, taxYear)), sales);
}
