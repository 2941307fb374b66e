/** For tests: what the files of a year of the sample are written from. */
import { knownSecurities, reference, sample } from '../../resources/reference.ts';
import { readDocumentFile } from '../extraction/read-file.ts';
import { factsFromFiles } from '../imports/facts-from-files.ts';
import { yearMaterial } from '../reports/year-material.ts';
import { sha256Of } from '../sha256.ts';
import { takeTransactionsCsv } from '../../formats/transactions-csv.ts';
import type { YearMaterial } from '../../formats/reports/material.ts';
import { computeYear } from '../../tax/compute-year.ts';
import type { Facts } from '../../tax/facts/model.ts';
import type { Day } from '../../tax/values/days.ts';

function sampleFacts(): Facts {
  const bytes = new TextEncoder().encode(sample.document);
  const read = readDocumentFile(bytes, sample.documentName, { known: knownSecurities });
  if (!read.ok) throw new Error(read.message);
  return factsFromFiles({
    readRows: (take) => takeTransactionsCsv(sample.transactions, sample.transactionsName, take),
    documents: [{ name: sample.documentName, document: read.reading.document }],
    known: knownSecurities,
    calendar: reference.calendar,
    taxDeferred: sample.taxDeferredAccounts,
    method: 'fifo',
  }).facts;
}

/** Of all accounts of the facts; a digest stands for every document. */
export function materialOf(facts: Facts, year: number): YearMaterial {
  return yearMaterial({
    facts,
    whole: computeYear(facts, year, reference),
    before: computeYear(facts, year - 1, reference),
    account: null,
    brokerBasis: 'adjusted',
    digestOf: (id) => sha256Of(id),
    version: '0.1.0',
    madeOn: '2026-11-29' as Day,
  });
}

export const sampleMaterial = (year = 2002): YearMaterial => materialOf(sampleFacts(), year);
