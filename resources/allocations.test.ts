import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { canRun } from '../scripts/testing/can-run.ts';
import { knownSecurities, library } from './reference.ts';
import { readAllocationText } from '../formats/read-document.ts';
import { Decimal } from '../tax/values/decimal.ts';

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

/** The transcription of the release that an entry's facts are from. */
const TRANSCRIBED: Readonly<Record<string, string>> = {
  'aimco-2011': 'AIMCO-2011',
  'aimco-2012': 'AIMCO-2012',
  'aimco-2013': 'AIMCO-2013',
  'aimco-2020': 'AIMCO-2020',
  'aimco-2025': 'AIMCO-2025',
  'air-2021': 'AIR-2021',
  'air-2023': 'AIR-2023',
  'avalonbay-2006': 'AVALONBAY-2006',
  'avalonbay-2014': 'AVALONBAY-2014',
  'boston-properties-2019': 'BXP-2019',
  'brandywine-2016': 'BRANDYWINE-2016',
  'cbl-2012': 'CBL-2012',
  'chatham-2019': 'CHATHAM-2019',
  'digital-realty-2018': 'DIGITAL-2018',
  'equity-residential-2023': 'EQR-2023',
  'kkr-real-estate-select-2022': 'KKR-2023-2022',
  'kkr-real-estate-select-2023': 'KKR-2023-2022',
  'macerich-2016': 'MACERICH-2016',
  'medical-properties-2022': 'MPW-2022',
  'medical-properties-2024': 'MPW-2024',
  'rayonier-2018': 'RAYONIER-2018',
  'sabra-2020': 'SABRA-2020',
  'udr-2012': 'UDR-2012',
  'w-p-carey-2022': 'WPC-2022',
  'weingarten-2004': 'WEINGARTEN-2004',
};

interface Transcribed {
  readonly security: string;
  readonly taxYear: number;
  readonly recordDate: string | null;
  readonly payableDate: string;
  readonly perShare: string;
  readonly allocablePerShare?: string;
  readonly unit: 'percent' | 'usd';
  readonly characters: Readonly<Record<string, string>>;
  readonly qualifiedIncludedInOrdinary: boolean;
  readonly unrecaptured1250IncludedInCapitalGain: boolean;
}

function transcribed(file: string): Transcribed[] {
  return JSON.parse(
    readFileSync(new URL(`${file}.expected.json`, releases), 'utf8'),
  ) as Transcribed[];
}

const plain = (text: string): string => new Decimal(text).toString();

/** The printed parts of a transcription as disjoint ones. */
function disjoint(row: Transcribed): Record<string, string> {
  const part = (name: string): Decimal => new Decimal(row.characters[name] ?? 0);
  const inner = (isIn: boolean, name: string): Decimal => (isIn ? part(name) : new Decimal(0));
  return {
    ordinary: part('ordinary')
      .minus(inner(row.qualifiedIncludedInOrdinary, 'qualified'))
      .toString(),
    qualified: part('qualified').toString(),
    capitalGain: part('capitalGain')
      .minus(inner(row.unrecaptured1250IncludedInCapitalGain, 'unrecaptured1250'))
      .toString(),
    unrecaptured1250: part('unrecaptured1250').toString(),
    returnOfCapital: part('returnOfCapital').toString(),
  };
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
    const found = document.securities.flatMap((security) => security.cusips);
    expect(found.toSorted()).toEqual(entry.cusips.toSorted());
    const tickers = document.securities.flatMap((security) => security.symbol ?? []);
    for (const symbol of entry.symbols) expect(tickers).toContain(symbol);
    for (const security of document.securities) {
      const known = knownSecurities.find((one) => one.cusips.includes(security.cusips[0] ?? ''));
      if (known) expect([known.issuer, known.symbol]).toEqual([entry.issuer, security.symbol]);
    }
  });

  test('names its source, and what is not in it', () => {
    expect(entry.text).toContain(`Source: ${entry.source}.`);
    expect(entry.covers).not.toBe('');
    // What is not whole says so where it is counted, too.
    if (entry.status === 'estimate') expect(entry.missing).toMatch(/not complete with this/);
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

  test.each(library.map((entry) => [entry.id, entry] as const))(
    '%s says what a careful reader finds',
    (id, entry) => {
      const file = TRANSCRIBED[id];
      if (file === undefined) return expect(['aimco-2002', 'air-2022']).toContain(id);
      const names = read(entry.text).securities.map((security) => security.name.toLowerCase());
      const rows = transcribed(file).filter(
        (row) => row.taxYear === entry.taxYear && names.includes(row.security.toLowerCase()),
      );
      const own = read(entry.text).securities.flatMap((security) => security.distributions);
      expect(own).toHaveLength(rows.length);
      own.forEach((distribution, i) => {
        const row = rows[i] as Transcribed;
        expect(distribution).toMatchObject({
          recordDate: row.recordDate,
          payableDate: row.payableDate,
          amountPerShare: plain(row.perShare),
          allocablePerShare: plain(row.allocablePerShare ?? row.perShare),
          unit: row.unit,
          components: disjoint(row),
        });
      });
    },
  );
});
