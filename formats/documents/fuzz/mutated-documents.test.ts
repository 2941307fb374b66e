/**
 * Never silently wrong: of any damaged text, the reader's answer equals the truth, or carries an
 * error notice, or the damage made another self-consistent document (by the umpire, which shares no
 * code with the reader) and the answer is that document's.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readAllocationText } from '../../read-document.ts';
import type { AllocationDocumentJson } from '../../allocation-document.ts';
import { LAYOUTS } from './layouts.ts';
import { mutate, randomFrom } from './mutations.ts';
import { readStrictly, type Layout, type StrictDocument } from './strict-reader.ts';

const folder = new URL('../fixtures/', import.meta.url);
const fixtures = readdirSync(folder)
  .filter((name) => LAYOUTS[name] !== undefined)
  .map((name) => ({
    name,
    text: readFileSync(new URL(name, folder), 'utf8'),
    layout: LAYOUTS[name] as Layout,
  }));

function read(text: string): AllocationDocumentJson {
  return readAllocationText(text, { known: [] }).document;
}

function hasError(document: AllocationDocumentJson): boolean {
  return document.notices.some((notice) => notice.level === 'error');
}

/** The figures of an answer, in an order of their own; names and tickers are no figures. */
function figures(document: AllocationDocumentJson): string {
  const rows = document.securities.flatMap((security) =>
    security.distributions.map((one) =>
      JSON.stringify({ ...one, sourceLine: null, cusips: security.cusips }),
    ),
  );
  return JSON.stringify([document.taxYear, rows.toSorted()]);
}

/** The day of publication may be left out, with a notice, but not be another. */
function sameDay(document: AllocationDocumentJson, day: string | null): boolean {
  return document.publishedOn === day || document.publishedOn === null;
}

function plain(value: bigint): string {
  const digits = value.toString().padStart(13, '0');
  return `${digits.slice(0, -12)}.${digits.slice(-12)}`.replace(/\.?0+$/, '');
}

function strictFigures(document: StrictDocument, layout: Layout): string {
  const rows = [...document.securities].flatMap(([cusip, distributions]) =>
    distributions.map((one) => {
      const part = (name: string): bigint => one.parts[name] ?? 0n;
      const components = {
        ordinary: plain(part('ordinary') - (layout.ordinaryInclusive ? part('qualified') : 0n)),
        qualified: plain(part('qualified')),
        capitalGain: plain(
          part('capitalGain') - (layout.gainInclusive ? part('unrecaptured1250') : 0n),
        ),
        unrecaptured1250: plain(part('unrecaptured1250')),
        section1202: '0',
        collectibles28: '0',
        returnOfCapital: plain(part('returnOfCapital')),
      };
      return JSON.stringify({
        declarationDate: one.declarationDate,
        recordDate: one.recordDate,
        exDate: null,
        payableDate: one.payableDate,
        amountPerShare: plain(one.amountPerShare),
        allocablePerShare: plain(one.amountPerShare),
        inKind: false,
        unit: layout.unit,
        components,
        subsets: one.subset === null ? {} : { qualified5Year: plain(one.subset) },
        sourceLine: null,
        cusips: [cusip],
      });
    }),
  );
  return JSON.stringify([document.taxYear, rows.toSorted()]);
}

describe.each(fixtures)('$name', ({ text, layout }) => {
  test('reader and umpire read the undamaged text alike', () => {
    const strict = readStrictly(text, layout);
    const document = read(text);
    expect(hasError(document)).toBe(false);
    expect(strict).not.toBeNull();
    expect(figures(document)).toBe(strictFigures(strict as StrictDocument, layout));
  });
});

const RUNS = Number(process.env['BASISBOOK_MUTATIONS'] ?? 2000);
const FIRST_SEED = Number(process.env['BASISBOOK_MUTATION_SEED'] ?? 1);

test(`${RUNS} damaged texts give no silent error`, { timeout: 600_000 }, () => {
  const outcomes = { same: 0, refused: 0, another: 0, silent: 0 };
  const silent: string[] = [];
  const truths = fixtures.map(({ text }) => read(text));
  for (let seed = FIRST_SEED; seed < FIRST_SEED + RUNS; seed++) {
    const random = randomFrom(seed * 7919);
    const which = seed % fixtures.length;
    const { text, layout, name } = fixtures[which] as (typeof fixtures)[number];
    const truth = truths[which] as AllocationDocumentJson;
    const damaged = mutate(text, random);
    const document = read(damaged.texts.at(-1) as string);
    if (hasError(document)) {
      outcomes.refused++;
      continue;
    }
    const sound = damaged.texts.map((one) => readStrictly(one, layout));
    if (figures(document) === figures(truth) && sameDay(document, truth.publishedOn)) {
      outcomes.same++;
    } else if (
      sound.some(
        (strict) =>
          strict !== null &&
          figures(document) === strictFigures(strict, layout) &&
          sameDay(document, strict.publishedOn),
      )
    ) {
      outcomes.another++;
    } else {
      outcomes.silent++;
      silent.push(`seed ${seed}, ${name}: ${damaged.names.join(', ')}`);
    }
  }
  console.log(
    `${RUNS} damaged texts: ${outcomes.refused} refused, ${outcomes.same} read right, ${outcomes.another} another sound document, ${outcomes.silent} silent errors`,
  );
  expect(silent).toEqual([]);
  // The test would prove nothing if everything were refused, or nothing damaged.
  expect(outcomes.refused).toBeGreaterThan(RUNS / 4);
  expect(outcomes.same).toBeGreaterThan(RUNS / 10);
});
