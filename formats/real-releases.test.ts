import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { documentIsAcceptable } from './read-document.ts';
import { canRun } from '../scripts/testing/can-run.ts';
import { codes, count, read } from './testing/reading.ts';

const releases = new URL('../../shared/releases/', import.meta.url);
const release = (name: string): string => readFileSync(new URL(name, releases), 'utf8');
const here = existsSync(releases);

describe.runIf(
  canRun(here, "the issuer's own texts are not beside the project (../shared/releases)"),
)('real releases', () => {
  test('Aimco 2002: nine securities, 33 payments, nothing in doubt', () => {
    const document = read(release('AIMCO-2002.txt'));
    expect(document).toMatchObject({
      issuer: 'Apartment Investment and Management Company',
      taxYear: 2002,
      publishedOn: '2003-01-29',
      status: 'final',
      notices: [],
    });
    expect(document.securities.map((one) => one.symbol)).toEqual([
      'AIV',
      ...[...'CDGHKPQR'].map((letter) => `AIVPr${letter}`),
    ]);
    expect(new Set(document.securities.flatMap((one) => one.cusips)).size).toBe(9);
    expect(count(document)).toBe(33);
    for (const security of document.securities) {
      for (const one of security.distributions) {
        const common = security.cusips[0] === '03748R101';
        expect(one.components).toEqual({
          ordinary: common ? '61.4' : '100',
          qualified: '0',
          capitalGain: common ? '6.6' : '0',
          unrecaptured1250: common ? '12.5' : '0',
          section1202: '0',
          collectibles28: '0',
          returnOfCapital: common ? '19.5' : '0',
        });
        expect(one.subsets).toEqual(common ? { qualified5Year: '6.6' } : {});
      }
    }
    // The first row of the file's text, counted with its blank first lines.
    expect(document.securities[0]?.distributions[0]?.sourceLine).toBe(23);
  });

  interface Expected {
    security: string;
    cusip?: string;
    recordDate: string;
    payableDate: string;
    perShare: string;
    unit: string;
    characters: Record<string, string>;
  }
  const trim = (value: string): string =>
    value.includes('.') ? value.replace(/\.?0+$/, '') : value;

  test('Aimco 2012 is what a careful reader finds', () => {
    const document = read(release('AIMCO-2012.txt'));
    const expected = JSON.parse(release('AIMCO-2012.expected.json')) as Expected[];
    expect(codes(document)).toEqual([]);
    expect(
      document.securities.flatMap((security) =>
        security.distributions.map((one) => ({
          cusip: security.cusips[0],
          recordDate: one.recordDate,
          payableDate: one.payableDate,
          perShare: one.amountPerShare,
          characters: Object.fromEntries(
            Object.keys(expected[0]?.characters ?? {}).map((name) => [
              name,
              (one.components as Record<string, string>)[name],
            ]),
          ),
        })),
      ),
    ).toEqual(
      expected.map((one) => ({
        cusip: one.cusip?.replaceAll('-', ''),
        recordDate: one.recordDate,
        payableDate: one.payableDate,
        perShare: trim(one.perShare),
        characters: Object.fromEntries(
          Object.entries(one.characters).map(([name, value]) => [name, trim(value)]),
        ),
      })),
    );
  });

  test.each(['AVALONBAY-2006', 'BXP-2019', 'EQR-2023', 'MPW-2022', 'WEINGARTEN-2004'])(
    '%s has another layout: fully right or not acceptable, and no figure that is not printed',
    (name) => {
      const document = read(release(`${name}.txt`));
      const expected = JSON.parse(release(`${name}.expected.json`)) as Expected[];
      if (documentIsAcceptable(document)) {
        expect(
          document.securities
            .flatMap((one) => one.distributions)
            .map((one) => [one.recordDate, one.payableDate, one.amountPerShare]),
        ).toEqual(expected.map((one) => [one.recordDate, one.payableDate, trim(one.perShare)]));
      } else expect(codes(document).length).toBeGreaterThan(0);
      for (const security of document.securities) {
        for (const one of security.distributions) {
          const match = expected.find(
            (row) =>
              row.recordDate === one.recordDate &&
              row.payableDate === one.payableDate &&
              row.cusip?.replaceAll('-', '') === security.cusips[0],
          );
          expect(match && trim(match.perShare)).toBe(one.amountPerShare);
        }
      }
    },
  );
});
