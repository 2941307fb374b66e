/** One document of our own for each kind that issuers publish, read to exactly what a careful reader finds. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { AllocationDocumentJson } from '../allocation-document.ts';
import { readAllocationText } from '../read-document.ts';
import { COMPONENTS } from '../../tax/facts/model.ts';

const folder = new URL('fixtures/kinds/', import.meta.url);
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.txt'))
  .map((name) => name.slice(0, -4));

/** The figures of a document in lines, as the files with the expected rows write them. */
function linesOf(document: AllocationDocumentJson): string {
  const lines = [
    [document.issuer, document.taxYear, document.status, document.publishedOn].join(' '),
  ];
  for (const security of document.securities) {
    const year = security.taxYear === undefined ? '' : `year=${security.taxYear}`;
    lines.push(
      [security.name, security.symbol, ...security.cusips, year].filter(Boolean).join(' '),
    );
    for (const one of security.distributions) {
      const words: (string | false | null)[] = [
        one.declarationDate && `declared=${one.declarationDate}`,
        one.recordDate && `record=${one.recordDate}`,
        one.exDate && `ex=${one.exDate}`,
        `payable=${one.payableDate}`,
        `amount=${one.amountPerShare}`,
        one.allocablePerShare !== one.amountPerShare && `allocable=${one.allocablePerShare}`,
        one.unit,
        one.inKind && 'in kind',
      ];
      for (const name of COMPONENTS) {
        const value = one.components[name];
        if (value !== undefined && value !== '0') words.push(`${name}=${value}`);
      }
      for (const [name, value] of Object.entries(one.subsets)) words.push(`${name}=${value}`);
      lines.push(words.filter(Boolean).join(' '));
    }
  }
  const errors = document.notices.filter((notice) => notice.level === 'error');
  return [...lines, ...errors.map((notice) => `! ${notice.code}`), ''].join('\n');
}

describe('a document of its kind is read to its rows', () => {
  test.each(names)('%s', (name) => {
    const text = readFileSync(new URL(`${name}.txt`, folder), 'utf8');
    const expected = readFileSync(new URL(`${name}.rows`, folder), 'utf8');
    expect(linesOf(readAllocationText(text, { known: [] }).document)).toBe(expected);
  });
});
