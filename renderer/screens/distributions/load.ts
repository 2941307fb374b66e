import type { Answer } from '../../../application/contract.ts';
import { call } from '../../api/client.ts';
import { RefusalError } from '../../api/errors.ts';
import type { Place, ReadDocument } from '../review/load.ts';

export type DocumentRow = Answer<'documents.list'>[number];

interface YearOfDocuments {
  readonly year: number;
  readonly documents: readonly DocumentRow[];
}

export interface DistributionsView {
  /** Newest year first; within a year by issuer, newest version first. */
  readonly years: readonly YearOfDocuments[];
}

function byYear(rows: readonly DocumentRow[]): readonly YearOfDocuments[] {
  const years = [...new Set(rows.map((row) => row.taxYear))].toSorted((a, b) => b - a);
  return years.map((year) => ({
    year,
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
  return { years: byYear(await call('documents.list', {})) };
}

export interface DocumentView {
  readonly row: DocumentRow;
  readonly text: string;
  readonly document: ReadDocument;
  readonly places: readonly Place[];
  /** Documents of the same year that speak of one of its securities, the newest first. */
  readonly others: readonly DocumentRow[];
  /** Securities of it that nobody's shares have, and held ones that they may be. */
  readonly same: Answer<'documents.get'>['same'];
}

/** The documents that a document can be compared with. */
function othersOf(row: DocumentRow, rows: readonly DocumentRow[]): readonly DocumentRow[] {
  const own = new Set(row.securities.map((one) => one.securityId));
  return rows
    .filter(
      (other) =>
        other.id !== row.id &&
        other.taxYear === row.taxYear &&
        other.securities.some((one) => own.has(one.securityId)),
    )
    .toSorted((left, right) => right.version - left.version);
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
  const { row, text, document, same } = await call('documents.get', { id });
  const [places, rows] = await Promise.all([placesIn(row.name, text), call('documents.list', {})]);
  return { row, text, document, places, others: othersOf(row, rows), same };
}

export type ComparisonView = Answer<'documents.compare'>;

export function loadComparison(before: string, after: string): Promise<ComparisonView> {
  return call('documents.compare', { before, after });
}
