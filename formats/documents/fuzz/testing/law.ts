/**
 * The law of the reader: of any damaged text its answer equals the truth, or carries an error notice,
 * or the damage made another self-consistent document (by the umpire, which shares no code with the
 * reader) and the answer is that document's. Anything else is a silent error.
 *
 * The test tries some thousands of texts and `npm run fuzz` as many as one likes.
 */
import { readdirSync, readFileSync } from 'node:fs';
import type { AllocationDocumentJson } from '../../../allocation-document.ts';
import { readAllocationText } from '../../../read-document.ts';
import { LAYOUTS } from '../layouts.ts';
import { IN_ORDER, mutate, randomFrom } from '../mutations.ts';
import { readStrictly, type Layout, type StrictDocument } from '../strict-reader.ts';

const folder = new URL('../../fixtures/', import.meta.url);

interface Fixture {
  readonly name: string;
  readonly text: string;
  /** The form of its lines, for the umpire. */
  readonly layout: Layout;
}

export const FIXTURES: readonly Fixture[] = readdirSync(folder)
  .filter((name) => LAYOUTS[name] !== undefined)
  .map((name) => ({
    name,
    text: readFileSync(new URL(name, folder), 'utf8'),
    layout: LAYOUTS[name] as Layout,
  }));

export function read(text: string): AllocationDocumentJson {
  return readAllocationText(text, { known: [] }).document;
}

export function hasError(document: AllocationDocumentJson): boolean {
  return document.notices.some((notice) => notice.level === 'error');
}

/** A day of declaration changes no figure of a payment that has a record date. */
function declared(one: {
  readonly declarationDate: string | null;
  readonly recordDate: string | null;
}) {
  return one.recordDate === null ? one.declarationDate : null;
}

/** The figures of an answer, in an order of their own; names and tickers are no figures. */
export function figures(document: AllocationDocumentJson): string {
  const rows = document.securities.flatMap((security) =>
    security.distributions.map((one) =>
      JSON.stringify({
        ...one,
        declarationDate: declared(one),
        sourceLine: null,
        cusips: security.cusips,
        ...(security.taxYear === undefined ? {} : { year: security.taxYear }),
      }),
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

export function strictFigures(document: StrictDocument, layout: Layout): string {
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
        declarationDate: declared(one),
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

export type Outcome = 'same' | 'refused' | 'another' | 'silent';

export interface Trial {
  readonly outcome: Outcome;
  readonly fixture: string;
  readonly names: readonly string[];
  readonly text: string;
}

const truths = new Map<Fixture, AllocationDocumentJson>();

function truthOf(fixture: Fixture): AllocationDocumentJson {
  const truth = truths.get(fixture) ?? read(fixture.text);
  truths.set(fixture, truth);
  return truth;
}

/**
 * Where the text lost the line that names its one class, which is of common stock, the answer is the
 * truth without its CUSIP, and a warning says that the text names no class; so it is where the
 * CUSIP alone is gone, word and all, which many texts do not have.
 */
function withLostNumber(
  document: AllocationDocumentJson,
  truth: AllocationDocumentJson,
  text: string,
): AllocationDocumentJson {
  const [own, ...more] = document.securities;
  const [security, ...others] = truth.securities;
  const isLost =
    own !== undefined &&
    security !== undefined &&
    more.length + others.length === 0 &&
    (document.notices.some((notice) => notice.code === 'security-not-printed') ||
      !/CUSIP/i.test(text)) &&
    own.cusips.length === 0 &&
    /\bcommon\b/i.test(security.name);
  return isLost ? { ...document, securities: [{ ...own, cusips: security.cusips }] } : document;
}

/** The text that a seed makes of one of the fixtures, and what the reader made of it. */
export function trial(seed: number): Trial {
  const fixture = FIXTURES[seed % FIXTURES.length] as Fixture;
  const { layout, name } = fixture;
  const damaged = mutate(fixture.text, randomFrom(seed * 7919));
  const text = damaged.texts.at(-1) as string;
  const ended = (outcome: Outcome): Trial => ({
    outcome,
    fixture: name,
    names: damaged.names,
    text,
  });
  const truth = truthOf(fixture);
  const document = withLostNumber(read(text), truth, text);
  if (hasError(document)) return ended('refused');
  if (figures(document) === figures(truth) && sameDay(document, truth.publishedOn)) {
    return ended('same');
  }
  const isAnother = damaged.texts
    .map((one) => readStrictly(one, layout))
    .some(
      (strict) =>
        strict !== null &&
        figures(document) === strictFigures(strict, layout) &&
        sameDay(document, strict.publishedOn),
    );
  return ended(isAnother ? 'another' : 'silent');
}

const kinds = new URL('kinds/', folder);

/** A document of each kind that issuers publish, without an umpire. */
const KINDS = readdirSync(kinds)
  .filter((name) => name.endsWith('.txt'))
  // What is said of the document itself is no part of it, and no damage may put a line into that.
  .map((name) => ({
    name,
    text: readFileSync(new URL(name, kinds), 'utf8').replace(/^(?:#.*\n)+/, ''),
  }))
  .filter(({ text }) => !hasError(read(text)))
  .map((one) => ({ ...one, truth: read(one.text) }));

const STATED = /^\d+(?:\.\d+)?% of the (?:\w+ ){1,4}is [A-Z][\w -]+\.?$/;

/** The same words in another order; spaces alone change nothing that is said. */
function isReordered(before: string, after: string): boolean {
  const words = (line: string): string[] => line.split(/[\s|]+/);
  const sorted = (line: string): string => words(line).toSorted().join(' ');
  return sorted(before) === sorted(after) && words(before).join(' ') !== words(after).join(' ');
}

/**
 * Whether all that changed is a sentence that states another percentage, as plainly as before, or the
 * order of a row's figures, as two mutations can make it.
 */
function saysAnother(sound: string, text: string): boolean {
  const [before, after] = [sound.split('\n'), text.split('\n')];
  return (
    before.length === after.length &&
    before.every((line, i) => {
      const now = after[i] ?? '';
      return line === now || isReordered(line, now) || (STATED.test(line) && STATED.test(now));
    })
  );
}

/**
 * The text that a seed makes of a document without an umpire. Only damage that leaves what was
 * printed in its order is done to these: a digit for another, a row or a column for another can make
 * a document that is as sound as the first, and without an umpire nothing tells which.
 */
export function trialOfKinds(seed: number): Trial {
  const { name, text: sound, truth } = KINDS[seed % KINDS.length] as (typeof KINDS)[number];
  const { names, texts } = mutate(sound, randomFrom(seed * 7919), IN_ORDER);
  const text = texts.at(-1) as string;
  const document = withLostNumber(read(text), truth, text);
  const ended = (outcome: Outcome): Trial => ({ outcome, fixture: name, names, text });
  if (hasError(document)) return ended('refused');
  if (figures(document) === figures(truth)) return ended('same');
  return ended(saysAnother(sound, text) ? 'another' : 'silent');
}
