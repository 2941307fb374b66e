import { knownSecurities, reference, sample } from '../resources/reference.ts';
import { factsFromFiles } from '../application/imports/facts-from-files.ts';
import { takeTransactionsCsv } from '../formats/transactions-csv.ts';
import type { Facts } from '../tax/facts/model.ts';
import type { ReportArguments } from './arguments.ts';
import { readDocument } from './documents.ts';

/** The facts of the sample: its release and its transactions, computed like a user's own files. */
export function sampleFacts({
  method,
  taxDeferred,
}: Pick<ReportArguments, 'method' | 'taxDeferred'>): Facts {
  const bytes = new TextEncoder().encode(sample.document);
  const { facts, problems } = factsFromFiles({
    readRows: (take) => takeTransactionsCsv(sample.transactions, sample.transactionsName, take),
    documents: [{ name: sample.documentName, document: readDocument(sample.documentName, bytes) }],
    known: knownSecurities,
    calendar: reference.calendar,
    taxDeferred: [...sample.taxDeferredAccounts, ...taxDeferred],
    method: method ?? 'fifo',
  });
  const [problem] = problems;
  if (problem !== undefined) throw new Error(`the sample is broken: ${problem.message}`);
  return facts;
}
