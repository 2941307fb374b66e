/**
 * The data that the application brings along: the market calendar, the forms by year, the built-in
 * security list and the sample's texts. Everything is checked once, when this module is first
 * imported; a mistake in a data file stops the program with a sentence that names the place, before
 * any figure is shown.
 *
 * The data are JSON modules, so that Node and the bundler of the desktop host read them alike and a
 * package needs no path to them. The sample's texts are lines inside JSON for the same reason.
 */
import * as v from 'valibot';
import type { KnownSecurity } from '../formats/allocation-document.ts';
import form1999 from './forms/form-1099-div-1999.json' with { type: 'json' };
import form2001 from './forms/form-1099-div-2001.json' with { type: 'json' };
import form2002 from './forms/form-1099-div-2002.json' with { type: 'json' };
import form2003 from './forms/form-1099-div-2003.json' with { type: 'json' };
import form2004 from './forms/form-1099-div-2004.json' with { type: 'json' };
import form2005 from './forms/form-1099-div-2005.json' with { type: 'json' };
import form2018 from './forms/form-1099-div-2018.json' with { type: 'json' };
import form2019 from './forms/form-1099-div-2019.json' with { type: 'json' };
import form2021 from './forms/form-1099-div-2021.json' with { type: 'json' };
import returnLineData from './forms/return-lines.json' with { type: 'json' };
import securities from './known-securities.json' with { type: 'json' };
import holidays from './market-holidays.json' with { type: 'json' };
import libraryTexts from './allocations.json' with { type: 'json' };
import knownPaymentTexts from './known-payments.json' with { type: 'json' };
import termsTexts from './terms.json' with { type: 'json' };
import sampleTexts from './sample/sample.json' with { type: 'json' };
import type { Reference } from '../tax/facts/reference.ts';
import { BOX_MEANINGS, type FormMap } from '../tax/facts/forms.ts';
import { EVENT_KINDS, type EventKnown } from '../tax/facts/known-events.ts';
import { DOCUMENT_STATUSES } from '../tax/facts/model.ts';
import { buildMarketCalendar } from '../tax/facts/market-calendar.ts';
import { parseMoney, parseRate } from '../tax/values/money.ts';
import { parseDay, type Day } from '../tax/values/days.ts';
import {
  isMapped,
  OTHER_FIGURES,
  SALE_BOXES,
  SALE_STYLES,
  type ReturnLineMap,
} from '../tax/report/return-line-map.ts';

const text = v.pipe(v.string(), v.trim(), v.minLength(1));
const year = v.pipe(v.number(), v.integer(), v.minValue(1980), v.maxValue(2100));

const formMap = v.strictObject({
  title: text,
  firstYear: year,
  lastYear: v.nullable(year),
  source: text,
  linesSource: v.nullable(text),
  boxes: v.pipe(
    v.array(
      v.strictObject({
        box: v.pipe(v.string(), v.regex(/^[1-9][0-9]?[a-z]?$/, 'is no box of a form')),
        meaning: v.picklist(BOX_MEANINGS),
        caption: text,
        goesTo: v.exactOptional(
          v.pipe(
            v.array(v.strictObject({ form: text, line: text, note: v.exactOptional(text) })),
            v.minLength(1),
          ),
        ),
      }),
    ),
    v.minLength(1),
  ),
});

const years = { firstYear: year, lastYear: v.nullable(year) };
const place = { form: text, line: v.nullable(text) };
const money = v.pipe(
  v.string(),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const value = parseMoney(dataset.value);
    if (value !== undefined) return value;
    addIssue({ message: 'is no amount of money' });
    return NEVER;
  }),
);

const returnLines = v.strictObject({
  title: text,
  years: v.pipe(v.array(v.strictObject(years)), v.minLength(1)),
  newestForms: year,
  saleForms: v.pipe(
    v.array(v.strictObject({ style: v.picklist(SALE_STYLES), ...years, source: text })),
    v.minLength(1),
  ),
  lines: v.array(
    v.strictObject({
      figure: v.picklist([...BOX_MEANINGS, ...OTHER_FIGURES]),
      ...years,
      form: text,
      line: text,
      caption: text,
      source: text,
      totalLine: v.exactOptional(text),
      over: v.exactOptional(money),
      box: v.exactOptional(v.picklist(SALE_BOXES)),
      through: v.exactOptional(v.strictObject(place)),
      instead: v.exactOptional(v.strictObject({ ...place, when: text })),
      note: v.exactOptional(text),
    }),
  ),
  unmapped: v.array(
    v.strictObject({
      figure: v.picklist([...BOX_MEANINGS, ...OTHER_FIGURES]),
      ...years,
      reason: text,
    }),
  ),
  notes: v.array(
    v.strictObject({
      figure: v.picklist(BOX_MEANINGS),
      ...years,
      heading: v.exactOptional(text),
      text,
      source: text,
    }),
  ),
});

const knownSecurity = v.strictObject({
  issuer: text,
  name: text,
  symbol: v.nullable(text),
  cusips: v.array(v.pipe(v.string(), v.regex(/^[0-9A-Z]{8}[0-9]$/, 'is no CUSIP'))),
  source: text,
});

const textFile = v.strictObject({ name: text, lines: v.array(v.string()) });
const libraryFile = v.strictObject({
  about: text,
  entries: v.array(
    v.strictObject({
      id: text,
      issuer: text,
      taxYear: v.pipe(v.number(), v.integer()),
      title: text,
      publishedOn: v.nullable(text),
      status: v.picklist(DOCUMENT_STATUSES),
      source: text,
      address: v.nullable(text),
      covers: text,
      missing: v.nullable(text),
      symbols: v.array(text),
      cusips: v.array(text),
      lines: v.array(v.string()),
    }),
  ),
});
const termsFile = v.strictObject({
  about: text,
  entries: v.array(v.strictObject({ id: text, lines: v.array(text) })),
});
const knownDay = v.pipe(
  v.string(),
  v.check((text) => parseDay(text) !== undefined, 'is no day of the form YYYY-MM-DD'),
  v.transform((text) => text as Day),
);
const knownPaymentsFile = v.strictObject({
  about: text,
  securities: v.array(
    v.strictObject({
      issuer: text,
      name: text,
      symbol: text,
      years: v.array(
        v.strictObject({
          taxYear: year,
          /** What is known of the year, in a sentence. */
          known: text,
          payments: v.array(
            v.strictObject({
              exDate: knownDay,
              recordDate: v.nullable(knownDay),
              payableDate: v.nullable(knownDay),
              amountPerShare: v.pipe(
                text,
                v.check((amount) => parseRate(amount) !== undefined, 'is no plain decimal'),
              ),
              /** Read in a publication, found from a series of prices, or uncertain (the note says why). */
              certainty: v.picklist(['published', 'from-prices', 'uncertain']),
              note: v.nullable(text),
              source: text,
            }),
          ),
        }),
      ),
    }),
  ),
});
/** Payments of a security, year by year, for the years without an allocation. */
export type KnownPayments = v.InferOutput<typeof knownPaymentsFile>['securities'][number];
export type KnownPayment = KnownPayments['years'][number]['payments'][number];

const sampleFile = v.strictObject({ about: text, document: textFile, transactions: textFile });

function checked<S extends v.GenericSchema>(
  schema: S,
  data: unknown,
  where: string,
): v.InferOutput<S> {
  const result = v.safeParse(schema, data);
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new Error(`${where}: ${v.getDotPath(issue) ?? 'the whole'}: ${issue.message}`);
}

function requireDistinct(values: readonly string[], where: string): void {
  values.forEach((value, i) => {
    if (values.indexOf(value) !== i) throw new Error(`${where}: ${value} is there twice`);
  });
}

/**
 * Reads the form maps, in order of their years: no year between the first and today is missing or
 * twice there, no box and no meaning is twice on a form, and lines are given only with their source.
 * Throws an Error that names the place.
 */
export function readFormMaps(data: readonly unknown[]): readonly FormMap[] {
  const maps = data.map((entry, i) => checked(formMap, entry, `form map ${i + 1}`));
  maps.forEach((map, i) => {
    const next = maps[i + 1];
    if (map.lastYear !== null && map.lastYear < map.firstYear) {
      throw new Error(`${map.title}: it ends in ${map.lastYear}, before it begins`);
    }
    if (next ? map.lastYear !== next.firstYear - 1 : map.lastYear !== null) {
      throw new Error(`${map.title}: the year after ${map.lastYear ?? 'it'} does not follow`);
    }
    requireDistinct(
      map.boxes.map(({ box }) => `box ${box}`),
      map.title,
    );
    requireDistinct(
      map.boxes.map(({ meaning }) => meaning),
      map.title,
    );
    if (map.boxes.some(({ goesTo }) => goesTo !== undefined) !== (map.linesSource !== null)) {
      throw new Error(`${map.title}: the lines and their source do not go together`);
    }
  });
  return maps;
}

/**
 * Reads the lines of the return: no figure has two lines in one year, every entry is for years that
 * are mapped, and none ends before it begins. Throws an Error that names the place.
 */
export function readReturnLines(data: unknown): ReturnLineMap {
  const map = checked(returnLines, data, 'the return lines');
  map.lines.forEach((entry, i) => {
    const where = `the return lines: ${entry.figure} from ${entry.firstYear}`;
    const last = entry.lastYear ?? Number.MAX_SAFE_INTEGER;
    if (last < entry.firstYear) throw new Error(`${where}: it ends before it begins`);
    if (!isMapped(map, entry.firstYear) || (entry.lastYear && !isMapped(map, entry.lastYear))) {
      throw new Error(`${where}: it is for years that are not mapped`);
    }
    const twice = map.lines.some(
      (other, j) =>
        j > i &&
        other.figure === entry.figure &&
        other.firstYear <= last &&
        entry.firstYear <= (other.lastYear ?? Number.MAX_SAFE_INTEGER),
    );
    if (twice) throw new Error(`${where}: it has two lines in one year`);
  });
  map.saleForms.forEach((form, i) => {
    const next = map.saleForms[i + 1];
    if (next ? form.lastYear !== next.firstYear - 1 : form.lastYear !== null) {
      throw new Error(
        `the return lines: the form for sales after ${form.lastYear ?? 'it'} does not follow`,
      );
    }
  });
  return map;
}

/** Reads the built-in security list; no ticker and no CUSIP is twice there. Throws an Error that names the place. */
export function readKnownSecurities(data: unknown): readonly KnownSecurity[] {
  const list = checked(v.array(knownSecurity), data, 'the security list');
  requireDistinct(
    list.flatMap(({ symbol }) => (symbol === null ? [] : [symbol])),
    'the security list',
  );
  requireDistinct(
    list.flatMap(({ cusips }) => cusips),
    'the security list',
  );
  return list;
}

/** The texts of the sample book: what a user would have pasted and imported. */
interface Sample {
  readonly documentName: string;
  readonly document: string;
  readonly transactionsName: string;
  readonly transactions: string;
  /** Names of the accounts that are tax-deferred: the transactions file has no column for it. */
  readonly taxDeferredAccounts: readonly string[];
}

function readSample(data: unknown): Sample {
  const { document, transactions } = checked(sampleFile, data, 'the sample');
  return Object.freeze({
    documentName: document.name,
    document: document.lines.join('\n'),
    transactionsName: transactions.name,
    transactions: transactions.lines.join('\n'),
    taxDeferredAccounts: Object.freeze(['IRA']),
  });
}

/** A published allocation that the application knows, with its source. */
export interface LibraryEntry {
  readonly id: string;
  readonly issuer: string;
  readonly taxYear: number;
  readonly title: string;
  readonly publishedOn: string | null;
  readonly status: 'estimate' | 'final' | 'corrected';
  readonly source: string;
  readonly address: string | null;
  /** Which classes are in it, and which of the release are not. */
  readonly covers: string;
  readonly missing: string | null;
  /** Tickers and CUSIPs of its securities: by them it is offered to who holds one. */
  readonly symbols: readonly string[];
  readonly cusips: readonly string[];
  /** What the reader reads, in our own words. */
  readonly text: string;
}

/** Reads the library; no entry is twice there. Throws an Error that names the place. */
function readLibrary(data: unknown): readonly LibraryEntry[] {
  const { entries } = checked(libraryFile, data, 'the library of allocations');
  requireDistinct(
    entries.map(({ id }) => id),
    'the library of allocations',
  );
  return entries.map(({ lines, ...entry }) =>
    Object.freeze({ ...entry, text: `${lines.join('\n')}\n` }),
  );
}

/** Terms of a reorganisation that the application knows; its source stands in the text. */
interface KnownTerms {
  readonly id: string;
  readonly text: string;
}

/** Reads the known terms; none is twice there. Throws an Error that names the place. */
function readKnownTerms(data: unknown): readonly KnownTerms[] {
  const where = 'the terms of reorganisations';
  const { entries } = checked(termsFile, data, where);
  requireDistinct(
    entries.map(({ id }) => id),
    where,
  );
  return entries.map(({ id, lines }) => Object.freeze({ id, text: `${lines.join('\n')}\n` }));
}

/** What published sources say of payments, where no allocation is known. */
export const knownPayments: readonly KnownPayments[] = checked(
  knownPaymentsFile,
  knownPaymentTexts,
  'the known payments',
).securities;

/** Terms of reorganisations, in the order of their days, as text of `formats/terms`. */
export const knownTerms: readonly KnownTerms[] = Object.freeze(readKnownTerms(termsTexts));

/** The events among them that every holder went through. */
function eventsOf(terms: readonly KnownTerms[]): readonly EventKnown[] {
  return terms.flatMap(({ text: lines }) => {
    const valueOf = (key: string): string =>
      new RegExp(`^${key}: (.+)$`, 'm').exec(lines)?.[1] ?? '';
    const kind = EVENT_KINDS.find((one) => one === valueOf('kind'));
    const date = parseDay(valueOf('date'));
    if (kind === undefined || date === undefined) return [];
    return [{ kind, date, symbol: valueOf('from'), title: valueOf('title') }];
  });
}

/** What the engine needs besides the facts. */
export const reference: Reference = Object.freeze({
  calendar: buildMarketCalendar(holidays),
  forms: readFormMaps([
    form1999,
    form2001,
    form2002,
    form2003,
    form2004,
    form2005,
    form2018,
    form2019,
    form2021,
  ]),
  knownPayments,
  knownEvents: eventsOf(knownTerms),
});

/** Where the figures go on the return, by year. */
export const returnLineMap: ReturnLineMap = readReturnLines(returnLineData);

/** What tickers and CUSIPs are known to stand for. Match by them; a name alone names no issuer. */
export const knownSecurities: readonly KnownSecurity[] = readKnownSecurities(securities);

export const sample: Sample = readSample(sampleTexts);

/** Published allocations, as data with their sources. */
export const library: readonly LibraryEntry[] = Object.freeze(readLibrary(libraryTexts));
