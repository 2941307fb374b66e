/** `basisbook report`: computes a year from files, from a book or from the sample, and writes it. */
import { reference, returnLineMap } from '../resources/reference.ts';
import { computeYear } from '../tax/compute-year.ts';
import { securityLabel, type Facts, type Security } from '../tax/facts/model.ts';
import type { Notice } from '../tax/facts/notices.ts';
import { reportedSales } from '../tax/reconcile/reported.ts';
import type { KeptInBook } from '../application/reports/kept-of-year.ts';
import type { ReportedSales } from '../tax/report/reported-sales.ts';
import type { YearReport } from '../tax/report/year-report.ts';
import type { ReportArguments } from './arguments.ts';
import { InputRefused, UsageError } from './errors.ts';
import { isSameFile } from './files.ts';
import { DONE, type Io } from './io.ts';
import { writeOutput } from './outputs.ts';
import type { FileFormat } from './report-files.ts';
import { limitToAccount } from '../application/reports/limit-account.ts';
import { readFacts } from './read-facts.ts';
import { withAnswers } from './same.ts';
import { withSameSecurityNotices } from '../application/identity/same-security-notices.ts';

export async function report(given: ReportArguments, io: Io): Promise<number> {
  keepInputs(given, io);
  const { facts: read, origin, terms, digests, kept = [], inBook } = await readFacts(given, io);
  const facts = withAnswers(read, given.same);
  requireAccounts(given, facts, origin);
  const computed = computeYear(facts, given.year, reference);
  const told = await withTerms(facts, computed, terms);
  const notices = withSameSecurityNotices(facts, told, howToAnswer);
  const whole = notices === computed.notices ? computed : { ...computed, notices };
  const ofYear = kept.filter(({ year: each }) => each === given.year);
  const reported = reportedSales(ofYear, whole.sales);
  if (given.format !== 'text' && given.format !== 'json') {
    const year = { given, format: given.format, facts, whole, digests, reported, inBook };
    await writeFiles(year, io);
    return DONE;
  }
  const year = given.account === null ? whole : limitToAccount(facts, given.account, whole);
  const accountId = facts.accounts.find(({ name }) => name === given.account)?.id ?? null;
  const chunks = await rendered(year, given.format, { facts, whole, accountId, reported });
  if (given.out === null) for (const chunk of chunks) io.stdout(chunk);
  else writeOutput(io, given.out, 'report', chunks);
  return DONE;
}

/** The year as files. A program that only prints a report need not load what writes them. */
async function writeFiles(
  year: {
    readonly given: ReportArguments;
    readonly format: FileFormat;
    readonly facts: Facts;
    readonly whole: YearReport;
    readonly digests: ReadonlyMap<string, string>;
    readonly reported: ReportedSales;
    readonly inBook: KeptInBook | undefined;
  },
  io: Io,
): Promise<void> {
  const { given, facts, whole, digests, reported, inBook } = year;
  const { yearMaterial } = await import('../application/reports/year-material.ts');
  const { writeReportFiles } = await import('./report-files.ts');
  const { dayHere } = await import('../application/reports/day-here.ts');
  const { programVersion } = await import('../application/program-version.ts');
  const material = yearMaterial({
    facts,
    whole,
    before: computeYear(facts, given.year - 1, reference),
    account: given.account,
    brokerBasis: 'adjusted',
    reported,
    ...(inBook ? { kept: inBook } : {}),
    digestOf: (id) => digests.get(id) ?? null,
    version: programVersion(),
    madeOn: dayHere(new Date()),
  });
  await writeReportFiles(io, year.format, given.out ?? '', material);
}

/** What terms say otherwise; few reports have any. */
async function withTerms(
  facts: Facts,
  computed: YearReport,
  terms: readonly string[],
): Promise<YearReport['notices']> {
  const isPaidInKind = facts.transactions.some(({ action }) => action === 'in-kind');
  if (terms.length === 0 && !isPaidInKind) return computed.notices;
  const { readTerms } = await import('../formats/terms/read-terms.ts');
  const { withTermsNotices } = await import('../application/reorganisations/terms-notices.ts');
  const read = terms.flatMap((text) => readTerms(text).terms ?? []);
  return withTermsNotices(facts, computed, read);
}

function howToAnswer(held: Security, found: Security): string {
  const number = found.cusips.at(-1) ?? found.name;
  return `if it is, add --same ${shellWord(`${securityLabel(held)}=${number}`)}; if not, add the issuer's release.`;
}

/** As it is typed: in quotes where there are spaces in it. */
function shellWord(text: string): string {
  return /^[\w=.-]+$/.test(text) ? text : `'${text.replaceAll("'", '’')}'`;
}

/** An output that is one of the inputs would take the input away. */
function keepInputs({ source, out }: ReportArguments, io: Io): void {
  if (out === null) return;
  const inputs =
    source.kind === 'files'
      ? [source.transactions, ...source.documents, ...(source.answers ? [source.answers] : [])]
      : source.kind === 'book'
        ? [source.book]
        : [];
  if (inputs.some((input) => isSameFile(io, input, out))) {
    throw new UsageError(`--out ${JSON.stringify(out)} is one of the inputs; it would be lost.`);
  }
}

/** A name with a slip would leave an account in the totals, or the report empty. */
function requireAccounts(given: ReportArguments, facts: Facts, origin: string | null): void {
  const names = facts.accounts.map((account) => account.name);
  const asked = [...given.taxDeferred, ...(given.account === null ? [] : [given.account])];
  const missing = asked.filter((name) => !names.includes(name));
  if (missing.length === 0) return;
  const there = names.length === 0 ? 'There are no accounts.' : `There are: ${names.join(', ')}.`;
  throw new InputRefused(
    missing.map((name) => ({
      file: origin,
      line: null,
      message: `There is no account named ${JSON.stringify(name)}. ${there}`,
    })),
  );
}

/** Of which report the lines of the return are: what one account needs can depend on the others. */
interface OnReturn {
  readonly facts: Facts;
  readonly whole: YearReport;
  readonly accountId: string | null;
  readonly reported: ReportedSales;
}

/** In which file the line of a notice is: a book has entries of several. */
function filesOfLines({
  transactions,
  documents,
}: Facts): (about: Notice['about']) => string | undefined {
  let files: ReadonlyMap<string, string | undefined> | undefined;
  return ({ transaction, document }) => {
    if (transaction === undefined) return documents.find(({ id }) => id === document)?.name;
    files ??= new Map(transactions.map(({ id, sourceFile }) => [id, sourceFile]));
    return files.get(transaction);
  };
}

async function rendered(
  year: YearReport,
  format: 'text' | 'json',
  { facts, whole, accountId, reported }: OnReturn,
): Promise<Iterable<string>> {
  if (format === 'json') {
    const { yearReportJsonChunks } = await import('../formats/year-report-json.ts');
    const { returnLines } = await import('../tax/report/return-lines.ts');
    const options = {
      ...{ accountId, wholeDollars: false, reported },
      brokerBasis: 'adjusted',
    } as const;
    const lines = returnLines(whole, returnLineMap, options);
    return yearReportJsonChunks(year, lines, filesOfLines(facts));
  }
  const { yearReportText } = await import('../formats/year-report-text.ts');
  return [yearReportText(year)];
}
