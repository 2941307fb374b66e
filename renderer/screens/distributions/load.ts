import type { Answer } from '../../../application/contract.ts';
import { call } from '../../api/client.ts';
import { RefusalError } from '../../api/errors.ts';
import type { Place } from '../review/load.ts';
import type { KeptTerms } from '../terms/terms.ts';

export type DocumentRow = Answer<'documents.list'>[number];

export type SaidCaption = Answer<'captions.list'>[number];

export interface YearOfDocuments {
  readonly year: number;
  readonly documents: readonly DocumentRow[];
  /** Terms of reorganisations of that year. */
  readonly terms: readonly KeptTerms[];
}

export interface DistributionsView {
  /** Newest year first; within a year by issuer, newest version first. */
  readonly years: readonly YearOfDocuments[];
  /** What was said that captions mean, by issuer. */
  readonly said: readonly SaidCaption[];
}

const yearOf = (terms: KeptTerms): number => Number.parseInt(terms.date, 10);

function byYear(
  rows: readonly DocumentRow[],
  terms: readonly KeptTerms[],
): readonly YearOfDocuments[] {
  const all = [...rows.map((row) => row.taxYear), ...terms.map(yearOf)];
  const years = [...new Set(all)].toSorted((a, b) => b - a);
  return years.map((year) => ({
    year,
    terms: terms
      .filter((one) => yearOf(one) === year)
      .toSorted((left, right) => right.date.localeCompare(left.date, 'en')),
    documents: rows
      .filter((row) => row.taxYear === year)
      .toSorted(
        (left, right) =>
          (left.issuer ?? left.name).localeCompare(right.issuer ?? right.name, 'en') ||
          right.version - left.version,
      ),
  }));
}

export async function loadDistributions(): Promise<DistributionsView> {
  const [rows, terms, said] = await Promise.all([
    call('documents.list', {}),
    call('terms.kept', {}),
    call('captions.list', {}),
  ]);
  return { years: byYear(rows, terms), said };
}

export interface DocumentView extends Answer<'documents.get'> {
  readonly places: readonly Place[];
}

/** The places of the values are found by reading the kept text again; without them lines still work. */
async function placesIn(fileName: string, text: string): Promise<readonly Place[]> {
  try {
    const { places } = await call('documents.read', { fileName, content: { kind: 'text', text } });
    return places;
  } catch (cause) {
    if (cause instanceof RefusalError) return [];
    throw cause;
  }
}

export async function loadDocument(id: string): Promise<DocumentView> {
  const opened = await call('documents.get', { id });
  return { ...opened, places: await placesIn(opened.row.name, opened.text) };
}

export type ComparisonView = Answer<'documents.compare'>;

export function loadComparison(before: string, after: string): Promise<ComparisonView> {
  return call('documents.compare', { before, after });
}
