/**
 * The published JSON of an allocation document, `basisbook/allocation-document@1`: what
 * `documents read` prints and what the review screen shows. Rates are plain decimal strings, days
 * are `YYYY-MM-DD`, components are always disjoint (the document's own convention is undone).
 */
import { shapeClause } from './json-shape.ts';
import * as v from 'valibot';
import { parseDay, type Day } from '../tax/values/days.ts';
import {
  COMPONENTS,
  SUBSET_PARENTS,
  SUBSETS,
  type PublishedDocument,
  type Component,
  type Subset,
} from '../tax/facts/model.ts';
import { formatRate, parseRate, type Rate } from '../tax/values/money.ts';
import { sumOf, toleranceOf, wholeOf } from './documents/draft/convention.ts';
import {
  ALLOCATION_DOCUMENT_SCHEMA,
  allocationDocumentOf,
  type AllocationDocumentJson,
  type DistributionJson,
  type DocumentNotice,
  type DocumentSecurityJson,
  type ValuePlace,
} from './allocation-document-schema.ts';
import type { ColumnMeaning } from './documents/columns/captions.ts';
import { parseCusip } from './documents/grid/cusip.ts';
import { error } from './documents/draft/notices.ts';

export {
  ALLOCATION_DOCUMENT_SCHEMA,
  type AllocationDocumentJson,
  type DistributionJson,
  type DocumentNotice,
  type DocumentSecurityJson,
  type ValuePlace,
} from './allocation-document-schema.ts';

export interface DocumentReading {
  readonly document: AllocationDocumentJson;
  readonly places: readonly ValuePlace[];
}

/**
 * What a ticker or a CUSIP is known to stand for: a row of the built-in security list. Where a person
 * said what captions of an issuer mean, that is known of the issuer, with or without a security.
 */
export interface KnownSecurity {
  readonly issuer: string;
  readonly name: string;
  readonly symbol: string | null;
  readonly cusips: readonly string[];
  readonly said?: readonly SaidCaption[];
}

/** What a person said that a caption means. It is proposed where a caption is not known, and nothing more. */
export interface SaidCaption {
  /** Its words, as `columns/said-captions.ts` keeps them. */
  readonly caption: string;
  /** Which of the columns that it stands over, from 0, and how many these are. */
  readonly nth: number;
  readonly of: number;
  readonly meaning: ColumnMeaning;
  /** The day on which it was said. */
  readonly saidOn: Day;
}

// --- reading the JSON form --------------------------------------------------------------------

/** As it is read from a file: every day is one of the calendar, and every figure written one way. */
const storedDocument = allocationDocumentOf(
  v.pipe(v.string(), v.minLength(1)),
  v.pipe(
    v.string(),
    v.check((text) => parseDay(text) !== undefined, 'is no day of the form YYYY-MM-DD'),
  ),
  v.pipe(
    v.string(),
    v.check(
      (text) => !text.startsWith('-') && parseRate(text) !== undefined,
      'is no plain decimal of at most twelve places',
    ),
    // "0.8200" and "0.82" are one figure, and are written one way.
    v.transform((text) => formatRate(parseRate(text) as Rate)),
  ),
);

/** What is wrong with the figures of a distribution; undefined when they agree. */
function disagreement(one: DistributionJson): string | undefined {
  if (one.payableDate === null) return 'it has no payable date';
  if (one.recordDate !== null && one.payableDate < one.recordDate) {
    return `its payable date ${one.payableDate} is before its record date ${one.recordDate}`;
  }
  const amount = one.amountPerShare === null ? undefined : parseRate(one.amountPerShare);
  if (amount === undefined || amount === 0n) return 'it has no amount per share';
  const allocable = one.allocablePerShare === null ? amount : parseRate(one.allocablePerShare);
  if (allocable === undefined || allocable > amount) {
    return 'more of it belongs to the tax year than was paid';
  }
  const missing = COMPONENTS.find((name) => one.components[name] === undefined);
  if (missing !== undefined) return `it has no figure for ${missing}`;
  const components = Object.fromEntries(
    COMPONENTS.map((name) => [name, parseRate(one.components[name] ?? '0')]),
  ) as Record<Component, Rate>;
  const sum = sumOf(components);
  const whole = wholeOf(one.unit, allocable);
  const filled = COMPONENTS.filter((name) => components[name] !== 0n).length;
  const difference = sum < whole ? whole - sum : sum - whole;
  // A payment that belongs wholly to another year has no parts in this one.
  const none = allocable === 0n && sum === 0n;
  if (!none && difference > toleranceOf(one.unit, filled)) {
    return `its parts add up to ${formatRate(sum)}, not to ${formatRate(whole)}`;
  }
  for (const name of SUBSETS) {
    const value = one.subsets[name];
    const parent = SUBSET_PARENTS[name].reduce((total, part) => total + components[part], 0n);
    // Section 199A dividends are printed as all of box 1a by some issuers, qualified ones included.
    const inBox = SUBSET_PARENTS[name].includes('ordinary') ? components.qualified : 0n;
    if (value !== undefined && (parseRate(value) as Rate) > parent + inBox) {
      return `its ${name} of ${value} is more than the ${formatRate(parent as Rate)} that it is part of`;
    }
  }
  return undefined;
}

type CheckedDocument =
  | { readonly ok: true; readonly document: AllocationDocumentJson }
  | { readonly ok: false; readonly message: string };

/** What is wrong with the shape, with its place; of what is not there, what it has to be called. */
function shapeText(issue: v.InferIssue<typeof storedDocument>): string {
  const where = v.getDotPath(issue) ?? 'the document';
  if (issue.received !== 'undefined') return `at ${where}, ${shapeClause(issue)}`;
  const what = where === 'schema' ? `, which says what it is` : '';
  return `it has no "${where}"${what}`;
}

/**
 * Reads the JSON form. A value of another form is refused with a sentence; distributions whose
 * figures disagree are left out with an error notice, as those of a text are.
 */
export function checkAllocationDocument(value: unknown): CheckedDocument {
  if (Array.isArray(value)) {
    return {
      ok: false,
      message: `This JSON is no ${ALLOCATION_DOCUMENT_SCHEMA}: it is a list. Save each release of it in a file of its own; "basisbook help documents" shows a whole one.`,
    };
  }
  const parsed = v.safeParse(storedDocument, value);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    return {
      ok: false,
      message: `This JSON is no ${ALLOCATION_DOCUMENT_SCHEMA}: ${shapeText(issue)}. Export the document again, or read the release itself; "basisbook help documents" shows a whole one.`,
    };
  }
  const document: AllocationDocumentJson = parsed.output;
  const notices: DocumentNotice[] = [...document.notices];
  const next = 'Export the document again, or read the release itself.';
  if (document.taxYear === null) {
    notices.push(error('no-tax-year', null, `The document has no tax year. ${next}`));
  }
  const seen = new Set<string>();
  const securities = document.securities.map((security) => {
    for (const cusip of security.cusips) {
      if (parseCusip(cusip) !== cusip) {
        notices.push(
          error('bad-cusip', null, `“${cusip}” of “${security.name}” is no CUSIP. ${next}`),
        );
      }
      const key = `${security.taxYear ?? document.taxYear}/${cusip}`;
      if (seen.has(key)) {
        notices.push(error('security-twice', null, `The CUSIP ${cusip} stands twice. ${next}`));
      }
      seen.add(key);
    }
    const paid = new Set<string>();
    const distributions = security.distributions.filter((one, i) => {
      const figures = JSON.stringify({ ...one, sourceLine: null });
      const reason = paid.has(figures) ? 'it repeats an earlier one' : disagreement(one);
      paid.add(figures);
      if (reason === undefined) return true;
      notices.push(
        error(
          'distribution-disagrees',
          one.sourceLine,
          `Distribution ${i + 1} of “${security.name}” was left out: ${reason}. ${next}`,
        ),
      );
      return false;
    });
    return { ...security, distributions };
  });
  if (securities.every((security) => security.distributions.length === 0)) {
    notices.push(error('no-distributions', null, `The document has no distribution. ${next}`));
  }
  return { ok: true, document: { ...document, securities, notices } };
}

// --- to the engine ----------------------------------------------------------------------------

function must<T>(value: T | undefined | null, what: string): T {
  if (value === undefined || value === null) {
    throw new TypeError(`${what} is missing from a document that was taken as acceptable`);
  }
  return value;
}

/**
 * The engine's form of an acceptable document. `securityIdOf` names the book's security for each of
 * the document's. Distribution ids are `ID/SECURITY/DISTRIBUTION` by place, so the same document
 * always gives the same ids.
 *
 * @throws TypeError when the document is not acceptable (`documentIsAcceptable`): a programming error.
 */
export function documentToFacts(
  json: AllocationDocumentJson,
  options: {
    readonly id: string;
    readonly name: string;
    securityIdOf(security: DocumentSecurityJson): string;
  },
): PublishedDocument {
  const dayOrNull = (text: string | null): Day | null =>
    text === null ? null : must(parseDay(text), 'a day');
  const rateOf = (text: string | null | undefined): Rate =>
    must(parseRate(must(text, 'a rate')), 'a rate');
  return {
    id: options.id,
    name: options.name,
    issuer: json.issuer,
    taxYear: must(json.taxYear, 'the tax year'),
    publishedOn: dayOrNull(json.publishedOn),
    status: json.status,
    securities: json.securities.map((security, s) => ({
      securityId: options.securityIdOf(security),
      distributions: security.distributions.map((one, d) => ({
        id: `${options.id}/${s}/${d}`,
        declarationDate: dayOrNull(one.declarationDate),
        recordDate: dayOrNull(one.recordDate),
        exDate: dayOrNull(one.exDate),
        payableDate: must(dayOrNull(one.payableDate), 'the payable date'),
        amountPerShare: rateOf(one.amountPerShare),
        allocablePerShare: rateOf(one.allocablePerShare ?? one.amountPerShare),
        inKind: one.inKind,
        unit: one.unit,
        components: Object.fromEntries(
          COMPONENTS.map((name) => [name, rateOf(one.components[name])]),
        ) as Record<Component, Rate>,
        subsets: Object.fromEntries(
          SUBSETS.flatMap((name) =>
            one.subsets[name] === undefined ? [] : [[name, rateOf(one.subsets[name])]],
          ),
        ) as Partial<Record<Subset, Rate>>,
        sourceLine: one.sourceLine,
      })),
    })),
  };
}
