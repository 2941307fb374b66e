/** Puts together what the files of a year are written from, for the window and the command alike. */
import { formOf } from '../../tax/facts/forms.ts';
import type { Facts } from '../../tax/facts/model.ts';
import type { BrokerBasis } from '../../tax/report/return-line-map.ts';
import { saleStyleOf } from '../../tax/report/return-line-map.ts';
import { payerForms } from '../../tax/report/form-boxes.ts';
import { returnLines } from '../../tax/report/return-lines.ts';
import { isOnReturn, saleRowsOf } from '../../tax/report/sale-groups.ts';
import { sourcesOf } from '../../tax/report/sources.ts';
import type { ReportedSales } from '../../tax/report/reported-sales.ts';
import type { YearReport } from '../../tax/report/year-report.ts';
import type { Day } from '../../tax/values/days.ts';
import type { YearMaterial } from '../../formats/reports/material.ts';
import { reference, returnLineMap } from '../../resources/reference.ts';
import { sha256Of } from '../sha256.ts';
import { factsHash, formsHash } from './facts-hash.ts';
import { keptOfYear, type KeptInBook } from './kept-of-year.ts';
import { limitToAccount } from './limit-account.ts';

export interface MaterialOf {
  readonly facts: Facts;
  /** Of all accounts, with the notices that are said beside the engine. */
  readonly whole: YearReport;
  /** The report of the year before. */
  readonly before: YearReport;
  /** The name of an account of the facts; null for all. */
  readonly account: string | null;
  readonly brokerBasis: BrokerBasis;
  /** What brokers' forms say of the year's sales, where they were typed. */
  readonly reported?: ReportedSales;
  /** What a book keeps beside its facts; nothing of files. */
  readonly kept?: KeptInBook;
  /** SHA-256 of the text of a document of the facts, where it is at hand. */
  readonly digestOf: (documentId: string) => string | null;
  readonly version: string;
  readonly madeOn: Day;
}

export function yearMaterial(given: MaterialOf): YearMaterial {
  const { facts, whole, before, account, brokerBasis, reported = new Map() } = given;
  const limited = (report: YearReport): YearReport =>
    account === null ? report : limitToAccount(facts, account, report);
  const accountId = facts.accounts.find(({ name }) => name === account)?.id ?? null;
  const { taxYear } = whole;
  const report = limited(whole);
  const options = { accountId, wholeDollars: false, brokerBasis, reported };
  const sources = sourcesOf(facts, report).map((source) => ({
    ...source,
    sha256: given.digestOf(source.document.id),
  }));
  const style = saleStyleOf(returnLineMap, taxYear);
  const form = returnLineMap.saleForms.findLast((each) => each.firstYear <= taxYear);
  const kept = keptOfYear(given.kept ?? { forms: [], filed: [] }, {
    ...{ facts, whole, reported, account },
  });
  return {
    report,
    account,
    before: limited(before).lots,
    form: formOf(reference.forms, taxYear) ?? null,
    lines: returnLines(whole, returnLineMap, options),
    rows: saleRowsOf(whole, returnLineMap, options),
    style,
    styleSource: form?.source ?? null,
    payers: payerForms(reference.forms, report, isOnReturn(accountId)),
    sources,
    kept,
    stamp: {
      version: given.version,
      madeOn: given.madeOn,
      bookHash: factsHash(facts),
      documentsHash: sha256Of(sources.map(({ sha256 }) => sha256 ?? '').join('\n')),
      formsHash: kept.typed.length === 0 ? null : formsHash(kept.typed),
    },
  };
}
