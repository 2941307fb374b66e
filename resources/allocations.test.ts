import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { canRun } from '../scripts/testing/can-run.ts';
import { knownSecurities, library } from './reference.ts';
import { readAllocationText } from '../formats/read-document.ts';

const releases = new URL('../../shared/releases/', import.meta.url);

function read(text: string) {
  return readAllocationText(text, { known: knownSecurities }).document;
}

/** The figures of a document, without where they stand. */
function figures(text: string): unknown {
  const document = read(text);
  return document.securities.map((security) => ({
    cusips: security.cusips,
    distributions: security.distributions.map((one) => ({ ...one, sourceLine: null })),
  }));
}

describe.each(library)('$id', (entry) => {
  test('is read with nothing in doubt, as what it says it is', () => {
    const document = read(entry.text);
    expect(document.notices.filter((one) => one.level === 'error')).toEqual([]);
    expect(document).toMatchObject({
      issuer: entry.issuer,
      taxYear: entry.taxYear,
      publishedOn: entry.publishedOn,
      status: entry.status,
    });
    for (const security of document.securities) {
      const known = knownSecurities.find((one) => one.cusips.includes(security.cusips[0] ?? ''));
      expect([known?.issuer, known?.symbol]).toEqual([entry.issuer, security.symbol]);
    }
  });

  test('names its source, and what is not in it', () => {
    expect(entry.text).toContain(`Source: ${entry.source}.`);
    expect(entry.covers).not.toBe('');
  });
});

describe.runIf(
  canRun(
    existsSync(releases),
    "the issuer's own texts are not beside the project (../shared/releases)",
  ),
)('beside the issuer’s own texts', () => {
  test.each(['2002', '2012'])('%s has the same figures', (year) => {
    const entry = library.find((one) => one.id === `aimco-${year}`);
    const original = readFileSync(new URL(`AIMCO-${year}.txt`, releases), 'utf8');
    expect(figures(entry?.text ?? '')).toEqual(figures(original));
  });
});
