/** The figures of a year, and where they go on the return. */
import { filedYears, getFiled } from '../../db/filed.ts';
import { listTermsDocuments } from '../../db/terms-documents.ts';
import { returnLinesJson, saleFormRowJson } from '../../formats/return-lines-json.ts';
import { yearFrameJson, yearRowsJson } from '../../formats/year-rows-json.ts';
import { formOf } from '../../tax/facts/forms.ts';
import { securityLabel, type Facts, type Security } from '../../tax/facts/model.ts';
import { checklistOf, yearsOnDesk } from '../../tax/report/checklist.ts';
import { returnLines, type ReturnLines } from '../../tax/report/return-lines.ts';
import type { YearReport } from '../../tax/report/year-report.ts';
import type { BookHandlers } from '../dispatch.ts';
import { reference, returnLineMap } from '../../resources/reference.ts';
import { reportedIn } from '../reconcile/reported-in.ts';
import type { HandlerAnswer, Request } from '../contract.ts';
import { RefusalError } from '../refusal.ts';
import { pageOf } from '../table-page.ts';
import { dayHere } from '../imports/doubts.ts';
import { yearOf } from '../../tax/values/days.ts';
import { yearsOf } from './status.ts';
import type { BookContext } from '../session.ts';
import { termsOfBook } from '../reorganisations/kept-terms.ts';
import { withTermsNotices } from '../reorganisations/terms-notices.ts';
import { withSameSecurityNotices } from '../identity/same-security-notices.ts';

type Handlers = BookHandlers<BookContext>;

/** What a person does in the window to say that two securities are one. */
function howToAnswer(held: Security): string {
  return `if it is, open the release and say that it is ${securityLabel(held)}; if not, add the issuer's release.`;
}

/** The name of an account with entries of a security. */
function holderOf({ accounts, securities, transactions }: Facts, label: string): string | null {
  const security = securities.find((one) => securityLabel(one) === label);
  const entry = transactions.find(({ securityId }) => securityId === security?.id);
  return accounts.find(({ id }) => id === entry?.accountId)?.name ?? null;
}

interface Told {
  readonly of: WeakRef<Facts>;
  /** The terms that it was told with. */
  readonly key: string;
  readonly told: YearReport;
}

/** What was said beside a report, as long as the facts are those: a screen that is opened again asks for the same. */
const toldOf = new WeakMap<YearReport, Told>();

type Frame = Omit<HandlerAnswer<'year.frame'>, 'filed'>;
const frameOf = new WeakMap<YearReport, { readonly of: WeakRef<Facts>; readonly frame: Frame }>();

function framed(context: BookContext, report: YearReport): Frame {
  const facts = context.facts();
  const kept = frameOf.get(report);
  if (kept?.of.deref() === facts) return kept.frame;
  const frame = { report: yearFrameJson(report), ...besideReport(context, report) };
  frameOf.set(report, { of: new WeakRef(facts), frame });
  return frame;
}

/** The report of a year with what is said beside the engine: terms that differ, tickers that may be one. */
export function toldReport(
  { report: reportOf, facts, book }: BookContext,
  year: number,
): YearReport {
  const computed = reportOf(year);
  const key = listTermsDocuments(book)
    .map(({ id }) => id)
    .join();
  const kept = toldOf.get(computed);
  if (kept?.of.deref() === facts() && kept.key === key) return kept.told;
  const withTerms = withTermsNotices(facts(), computed, termsOfBook(book));
  const notices = withSameSecurityNotices(facts(), withTerms, howToAnswer);
  const told = notices === computed.notices ? computed : { ...computed, notices };
  toldOf.set(computed, { of: new WeakRef(facts()), key, told });
  return told;
}

/** What stands beside the figures of a year: what it lacks, and where its boxes go. */
function besideReport({ facts }: BookContext, { yearStates, taxYear, notices }: YearReport) {
  const form = formOf(reference.forms, taxYear);
  return {
    checklist: checklistOf(yearStates, taxYear, notices).map((item) => ({
      ...item,
      years: [...item.years],
      account: holderOf(facts(), item.security),
    })),
    form: form
      ? {
          title: form.title,
          source: form.source,
          linesSource: form.linesSource,
          boxes: form.boxes.map((box) => ({
            box: box.box,
            goesTo: (box.goesTo ?? []).map((place) => ({
              form: place.form,
              line: place.line,
              note: place.note ?? null,
            })),
          })),
        }
      : null,
  };
}

type AskedLines = Pick<
  Request<'year.returnLines'>,
  'year' | 'accountId' | 'wholeDollars' | 'brokerBasis'
>;

/** The lines that were asked for last, of each report: its tables are asked for page by page. */
const lastLines = new WeakMap<YearReport, { readonly key: string; readonly lines: ReturnLines }>();

/** Throws a RefusalError where there is no such account. */
function linesAsked(
  { report: reportOf, book }: BookContext,
  { year, accountId, wholeDollars, brokerBasis }: AskedLines,
): ReturnLines {
  const report = reportOf(year);
  if (accountId !== null && !report.accounts.some((each) => each.accountId === accountId)) {
    throw new RefusalError(
      'not-found',
      'This account is no longer in the book. Choose another account.',
    );
  }
  const options = { accountId, wholeDollars, brokerBasis };
  const reported = reportedIn(book, report);
  const said = [...reported].map(([piece, one]) => [piece, one.reporting, String(one.basis)]);
  const key = JSON.stringify([options, said]);
  const last = lastLines.get(report);
  if (last?.key === key) return last.lines;
  const lines = returnLines(report, returnLineMap, { ...options, reported });
  lastLines.set(report, { key, lines });
  return lines;
}

export const yearHandlers: Pick<
  Handlers,
  'years.list' | 'year.frame' | 'year.report' | 'year.returnLines' | 'year.formRows'
> = {
  'years.list': ({ report, facts, book, now }) => {
    const { years } = yearsOf(facts());
    const last = years.at(-1);
    const filed = new Set(filedYears(book));
    if (last === undefined) return [];
    // The sample is of a year that is long over, and of nobody who files another.
    const newest = book.kind === 'own' ? Math.max(last, yearOf(dayHere(now())) - 1) : last;
    // The state of a year rests on nothing that happened after it: the last report says it of each.
    const { yearStates } = report(newest);
    const lastHeld = yearStates.reduce((latest, { year }) => Math.max(latest, year), last);
    for (let year = last + 1; year <= lastHeld; year++) years.push(year);
    return yearsOnDesk(yearStates, years).map((row) => ({
      ...row,
      securities: [...row.securities],
      filed: filed.has(row.year),
    }));
  },

  'year.frame': (context, { year }) => {
    const filed = getFiled(context.book, year);
    return {
      ...framed(context, toldReport(context, year)),
      filed: filed ? { on: filed.filedOn } : null,
    };
  },

  'year.report': (context, { year }) => {
    const report = toldReport(context, year);
    return { report: yearRowsJson(report), ...besideReport(context, report) };
  },

  'year.returnLines': (context, asked) => returnLinesJson(linesAsked(context, asked)),

  'year.formRows': (context, { title, ...asked }) => {
    const group = linesAsked(context, asked).sales.find((one) => one.title === title);
    const page = pageOf(
      group?.rows ?? [],
      { columns: {}, text: ({ description }) => description },
      asked,
    );
    return { ...page, rows: page.rows.map(saleFormRowJson) };
  },
};
