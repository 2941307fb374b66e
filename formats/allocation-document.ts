/**
 * The published JSON of an allocation document, `basisbook/allocation-document@1`: what
 * `documents read` prints and what the review screen shows. Rates are plain decimal strings, days
 * are `YYYY-MM-DD`, components are always disjoint (the document's own convention is undone).
 */
import type { Component, DocumentStatus, Subset } from '../tax/model.ts';

export const ALLOCATION_DOCUMENT_SCHEMA = 'basisbook/allocation-document@1';

export interface DistributionJson {
  readonly declarationDate: string | null;
  readonly recordDate: string | null;
  readonly exDate: string | null;
  readonly payableDate: string | null;
  readonly amountPerShare: string | null;
  readonly allocablePerShare: string | null;
  readonly inKind: boolean;
  readonly unit: 'percent' | 'usd';
  readonly components: Readonly<Record<Component, string>>;
  readonly subsets: Readonly<Partial<Record<Subset, string>>>;
  readonly sourceLine: number | null;
}

export interface DocumentSecurityJson {
  readonly name: string;
  readonly symbol: string | null;
  /** Nine characters each, without hyphens. */
  readonly cusips: readonly string[];
  readonly distributions: readonly DistributionJson[];
}

export interface DocumentNotice {
  readonly level: 'error' | 'warning' | 'info';
  readonly code: string;
  /** What was read or could not be, why, and the next step. */
  readonly message: string;
  /** Line of the text, from 1; null when it is about the whole document. */
  readonly line: number | null;
}

export interface AllocationDocumentJson {
  readonly schema: typeof ALLOCATION_DOCUMENT_SCHEMA;
  readonly issuer: string | null;
  readonly taxYear: number | null;
  readonly publishedOn: string | null;
  readonly status: DocumentStatus;
  readonly securities: readonly DocumentSecurityJson[];
  readonly notices: readonly DocumentNotice[];
}

/** Where a value was read: a JSON pointer into the document, and a place in the text (all from 1, end exclusive). */
export interface ValuePlace {
  readonly pointer: string;
  readonly line: number;
  readonly column: number;
  readonly endColumn: number;
}

export interface DocumentReading {
  readonly document: AllocationDocumentJson;
  readonly places: readonly ValuePlace[];
}

/** A row of the built-in security list: what a ticker or a CUSIP is known to stand for. */
export interface KnownSecurity {
  readonly issuer: string;
  readonly name: string;
  readonly symbol: string | null;
  readonly cusips: readonly string[];
}
