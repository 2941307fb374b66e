/** For tests of the reader: texts of our own, and what an answer says. */
import { readFileSync } from 'node:fs';
import type { AllocationDocumentJson, KnownSecurity } from '../allocation-document.ts';
import { readAllocationText } from '../read-document.ts';

/** A text of `documents/fixtures/`. */
export function fixture(name: string): string {
  return readFileSync(new URL(`../documents/fixtures/${name}`, import.meta.url), 'utf8');
}

export function read(text: string, known: readonly KnownSecurity[] = []): AllocationDocumentJson {
  return readAllocationText(text, { known }).document;
}

/** Codes of the notices of a level. */
export function codes(document: AllocationDocumentJson, level = 'error'): string[] {
  return document.notices.filter((one) => one.level === level).map((one) => one.code);
}

/** How many payments it has. */
export function count(document: AllocationDocumentJson): number {
  return document.securities.reduce((sum, one) => sum + one.distributions.length, 0);
}
