/**
 * Reads an issuer's allocation document: bytes or text in, the published JSON with its notices and
 * the place of every value out.
 *
 * The law: a value is proven or it is an error notice. Stages, each a pure function in `documents/`:
 * decode, lines, sections, columns, rows, dates, convention, annual row, statements, preamble. No
 * stage throws on a user's text.
 *
 * Example: Aimco's 2002 release has nine securities with a CUSIP each and 33 rows of percentages that
 * add up to 100; a footnote makes 6.6% of the common dividend qualified 5-year gain.
 * Not handled: tables joined by their dates, cells on lines of their own, flattened tables, web pages
 * and PDF: each is refused or gives an error notice that says so.
 */
import {
  ALLOCATION_DOCUMENT_SCHEMA,
  checkAllocationDocument,
  type AllocationDocumentJson,
  type DistributionJson,
  type DocumentNotice,
  type DocumentReading,
  type DocumentSecurityJson,
  type KnownSecurity,
  type ValuePlace,
} from './allocation-document.ts';
import { COMPONENTS, SUBSETS, type Component, type Subset } from '../tax/model.ts';
import { formatRate, type Rate } from '../tax/money.ts';
import type { ColumnMeaning } from './documents/captions.ts';
import { decodeDocument } from './documents/decode.ts';
import { readTable, type ReadDistribution } from './documents/distributions.ts';
import { placeOf, readLines, type TextLine } from './documents/lines.ts';
import { error, inOrderOfText, warning } from './documents/notices.ts';
import { readPreamble, type Preamble } from './documents/preamble.ts';
import { applyStatements } from './documents/apply-statements.ts';
import { headingCusip, readSections, type Heading, type Section } from './documents/sections.ts';
import { missingFootnotes, paragraphsOf, readStatements } from './documents/statements.ts';
import { checkHeading, isCommon, knownByCusip, tickerFor } from './documents/symbols.ts';

export { decodeDocument } from './documents/decode.ts';

export interface ReadOptions {
  /** The built-in security list; a CUSIP in it names ticker and issuer. */
  readonly known: readonly KnownSecurity[];
}

/** One security with its rows, before it is written as JSON. */
export interface ReadSecurity {
  readonly section: Section;
  readonly heading: Heading;
  readonly cusip: string | undefined;
  readonly distributions: readonly ReadDistribution[];
}

function strayNotices(sections: readonly Section[]): DocumentNotice[] {
  return sections.flatMap((section) =>
    section.stray.map(({ line, reason }) =>
      error(
        'unread-row',
        line.number,
        `The line “${line.text.trim().replace(/\s+/g, ' ').slice(0, 40)} …” looks like a row of figures and was not read: ${reason}. Paste the whole release with the headings of its tables.`,
      ),
    ),
  );
}

function headingNotices(securities: readonly ReadSecurity[]): DocumentNotice[] {
  const notices: DocumentNotice[] = [];
  const seen = new Map<string, Heading>();
  for (const { section, heading, cusip } of securities) {
    const line = heading.line.number;
    if (heading.cusip && cusip === undefined) {
      notices.push(
        error(
          'bad-cusip',
          line,
          `“${heading.cusip.printed}” is no CUSIP: its last character does not check. Compare the heading “${heading.name}” with the release, correct it and read the text again.`,
        ),
      );
    }
    const key = cusip ?? heading.name.toLowerCase();
    const other = seen.get(key);
    if (other) {
      notices.push(
        error(
          'security-twice',
          line,
          `“${heading.name}” has the ${cusip ? 'CUSIP' : 'name'} of line ${other.line.number} again. Compare both headings with the release and correct one of them.`,
        ),
      );
    } else seen.set(key, heading);
    if (section.rows.length === 0) {
      notices.push(
        error(
          'security-without-table',
          line,
          `No table was found under “${heading.name}”. Paste the whole release, or take the heading out if the release has no table for it.`,
        ),
      );
    }
  }
  return notices;
}

/** The rows of one document follow one convention; where two are found, one of them is wrong. */
function conventionNotices(securities: readonly ReadSecurity[]): DocumentNotice[] {
  let first: ReadDistribution | undefined;
  for (const one of securities.flatMap((security) => security.distributions)) {
    if (!one.convention) continue;
    first ??= one;
    const differs = (['gainInclusive', 'ordinaryInclusive'] as const).some(
      (part) =>
        first?.convention?.[part] !== one.convention?.[part] &&
        matters(first as ReadDistribution, part) &&
        matters(one, part),
    );
    if (differs) {
      return [
        error(
          'convention-differs',
          one.row.line.number,
          `This row adds up in another way than the row of line ${first.row.line.number} (special gains or qualified dividends beside the others, or within them). Compare both rows with the release and correct them.`,
        ),
      ];
    }
  }
  return [];
}

function matters(one: ReadDistribution, part: 'gainInclusive' | 'ordinaryInclusive'): boolean {
  const { components } = one.row;
  return part === 'gainInclusive'
    ? components.capitalGain !== undefined &&
        [components.unrecaptured1250, components.section1202, components.collectibles28].some(
          (value) => value !== undefined && value !== 0n,
        )
    : components.ordinary !== undefined && (components.qualified ?? 0n) !== 0n;
}

function writeDistribution(one: ReadDistribution): DistributionJson {
  const { dates, amountPerShare, line } = one.row;
  const subsets: Partial<Record<Subset, string>> = {};
  for (const name of SUBSETS) {
    const value = one.subsets[name];
    if (value !== undefined) subsets[name] = formatRate(value);
  }
  return {
    declarationDate: dates.declarationDate ?? null,
    recordDate: dates.recordDate ?? null,
    exDate: dates.exDate ?? null,
    payableDate: dates.payableDate ?? null,
    amountPerShare: formatRate(amountPerShare),
    allocablePerShare: formatRate(amountPerShare),
    inKind: false,
    unit: one.unit,
    components: Object.fromEntries(
      COMPONENTS.map((name) => [name, formatRate(one.components[name] as Rate)]),
    ) as Record<Component, string>,
    subsets,
    sourceLine: line.number,
  };
}

function pointerOf(meaning: ColumnMeaning): string {
  if ((COMPONENTS as readonly string[]).includes(meaning)) return `components/${meaning}`;
  if ((SUBSETS as readonly string[]).includes(meaning)) return `subsets/${meaning}`;
  return meaning;
}

function placesOf(securities: readonly ReadSecurity[]): ValuePlace[] {
  return securities.flatMap((security, s) => {
    const at = `/securities/${s}`;
    const { heading } = security;
    const nameFrom = heading.nameTo - heading.line.text.slice(0, heading.nameTo).trimStart().length;
    const places = [placeOf(heading.line, nameFrom, heading.nameTo, `${at}/name`)];
    if (heading.cusip && security.cusip !== undefined) {
      const { from, to } = heading.cusip;
      places.push(placeOf(heading.line, from, to, `${at}/cusips/0`));
    }
    security.distributions.forEach((one, d) => {
      for (const [meaning, cell] of one.row.cells) {
        const pointer = `${at}/distributions/${d}/${pointerOf(meaning)}`;
        places.push(placeOf(cell.line, cell.from, cell.to, pointer));
        if (meaning === 'amountPerShare') {
          places.push(
            placeOf(cell.line, cell.from, cell.to, `${at}/distributions/${d}/allocablePerShare`),
          );
        }
      }
    });
    return places;
  });
}

function issuerOf(
  securities: readonly ReadSecurity[],
  known: readonly KnownSecurity[],
  preamble: Preamble,
): string | null {
  const issuers = new Set(
    securities.flatMap((security) => knownByCusip(known, security.cusip)?.issuer ?? []),
  );
  const [only] = issuers;
  return issuers.size === 1 ? (only as string) : preamble.issuer;
}

function unlistedTickers(
  tickers: readonly string[],
  securities: readonly DocumentSecurityJson[],
): DocumentNotice[] {
  const commonCount = securities.filter((one) => isCommon(one.name)).length;
  // The security list may write a ticker in another way than the release.
  const without = tickers.filter(
    (ticker) =>
      !securities.some(
        (one) => one.symbol === ticker || tickerFor(one.name, tickers, commonCount) === ticker,
      ),
  );
  if (without.length === 0 || securities.length === 0) return [];
  return [
    warning(
      'ticker-without-table',
      null,
      `The release names ${without.join(', ')}, for which no table was found in the text; if you hold one of these, paste the whole release.`,
    ),
  ];
}

function emptyReading(notice: DocumentNotice): DocumentReading {
  return {
    document: {
      schema: ALLOCATION_DOCUMENT_SCHEMA,
      issuer: null,
      taxYear: null,
      publishedOn: null,
      status: 'final',
      securities: [],
      notices: [notice],
    },
    places: [],
  };
}

function readSecurity(section: Section, taxYear: number | null): [ReadSecurity, DocumentNotice[]] {
  const heading = section.heading as Heading;
  const table =
    taxYear === null || section.rows.length === 0
      ? { distributions: [], notices: [] }
      : readTable(section, taxYear);
  return [
    { section, heading, cusip: headingCusip(heading), distributions: table.distributions },
    [...table.notices],
  ];
}

function tableLines(section: Section): readonly TextLine[] {
  return section.rows.length === 0 ? [] : [...section.captions, ...section.rows];
}

function readRelease(text: string, options: ReadOptions): DocumentReading {
  const sections = readSections(readLines(text));
  const [before, ...rest] = sections;
  const preambleParagraphs = paragraphsOf(before?.text ?? []);
  const preamble = readPreamble(preambleParagraphs);
  const owned = rest.filter((section) => section.heading !== null);
  const read = owned.map((section) => readSecurity(section, preamble.taxYear));
  const paragraphs = sections.map((section) => paragraphsOf(section.text));
  const allParagraphs = paragraphs.flat();
  const applied = applyStatements(
    read.map(([security]) => security),
    sections.map((section, i) => ({ section, ...readStatements(paragraphs[i] ?? []) })),
  );
  const { securities } = applied;
  const commonCount = securities.filter((one) => isCommon(one.heading.name)).length;
  const written = securities.map((one): DocumentSecurityJson => {
    const known = knownByCusip(options.known, one.cusip);
    return {
      name: one.heading.name,
      symbol: known?.symbol ?? tickerFor(one.heading.name, preamble.tickers, commonCount) ?? null,
      cusips: one.cusip === undefined ? [] : [one.cusip],
      distributions: one.distributions.map(writeDistribution),
    };
  });
  const notices: DocumentNotice[] = [
    ...preamble.notices,
    ...strayNotices(sections),
    ...headingNotices(securities),
    ...securities.flatMap((one) => {
      const notice = checkHeading(one.heading, knownByCusip(options.known, one.cusip));
      return notice ? [notice] : [];
    }),
    ...read.flatMap(([, own]) => own),
    ...conventionNotices(securities),
    ...owned.flatMap((section) => missingFootnotes(tableLines(section), allParagraphs)),
    ...applied.notices,
    ...unlistedTickers(preamble.tickers, written),
  ];
  if (sections.every((section) => section.rows.length + section.stray.length === 0)) {
    notices.push(
      error(
        'no-table',
        null,
        'No table of payments was found in the text. Paste the whole release, with the lines of dates, amounts and percentages.',
      ),
    );
  } else if (securities.every((one) => one.distributions.length === 0)) {
    notices.push(
      error(
        'no-distributions',
        null,
        'No payment could be read from the text; the reasons stand with its lines. Correct them and read the text again.',
      ),
    );
  }
  return {
    document: {
      schema: ALLOCATION_DOCUMENT_SCHEMA,
      issuer: issuerOf(securities, options.known, preamble),
      taxYear: preamble.taxYear,
      publishedOn: preamble.publishedOn,
      status: preamble.status,
      securities: written,
      notices: inOrderOfText(notices),
    },
    places: [...preamble.places, ...placesOf(securities), ...applied.places],
  };
}

/** The text from its first line on that is neither empty nor begins with a number sign. */
function withoutComments(text: string): string {
  return text.replace(/^(?:[ \t]*(?:#[^\r\n]*)?(?:\r\n?|\n))+/, '').trimStart();
}

/** The ticker of each security that has none, where the built-in list names it. */
function withKnownSymbols(
  document: AllocationDocumentJson,
  known: readonly KnownSecurity[],
): AllocationDocumentJson {
  const symbolOf = (cusips: readonly string[]): string | null =>
    known.find((one) => one.cusips.some((cusip) => cusips.includes(cusip)))?.symbol ?? null;
  return {
    ...document,
    securities: document.securities.map((security) => ({
      ...security,
      symbol: security.symbol ?? symbolOf(security.cusips),
    })),
  };
}

function readJson(text: string, { known }: ReadOptions): DocumentReading {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    return emptyReading(
      error('bad-json', null, `The text is damaged JSON (${reason}); export the document again.`),
    );
  }
  const checked = checkAllocationDocument(value);
  return checked.ok
    ? { document: withKnownSymbols(checked.document, known), places: [] }
    : emptyReading(error('bad-json', null, checked.message));
}

const HTML = /<(?:!doctype html|html|head|body|table|tbody|tr|td|th|div|p|br|span|a)\b[^<>]*>/i;

/**
 * Reads the text of a release, or an exported document in JSON. Whatever could not be read with
 * certainty is an error notice of the answer; nothing is thrown.
 */
export function readAllocationText(text: string, options: ReadOptions): DocumentReading {
  const start = text.replace(/^\ufeff/, '').trimStart();
  const json = withoutComments(start);
  if (json.startsWith('{')) return readJson(json, options);
  if (start === '') {
    return emptyReading(error('no-text', null, 'There is no text; paste the release’s text.'));
  }
  if (HTML.test(text)) {
    return emptyReading(
      error(
        'web-page',
        null,
        'This is the source of a web page, whose tables this version does not read; open the page in a browser, copy the release from there and paste it as text.',
      ),
    );
  }
  return readRelease(text, options);
}

export type BytesReading =
  | { readonly ok: true; readonly text: string; readonly reading: DocumentReading }
  | { readonly ok: false; readonly message: string };

/** Reads a file; refused with a sentence when it is no text. */
export function readAllocationBytes(
  bytes: Uint8Array,
  fileName: string,
  options: ReadOptions,
): BytesReading {
  const decoded = decodeDocument(bytes, fileName);
  if (!decoded.ok) return decoded;
  return { ok: true, text: decoded.text, reading: readAllocationText(decoded.text, options) };
}

/** Whether a document can be accepted as it is: a tax year, a distribution, and no error. */
export function documentIsAcceptable(document: AllocationDocumentJson): boolean {
  return (
    document.taxYear !== null &&
    document.securities.some((security) => security.distributions.length > 0) &&
    document.notices.every((notice) => notice.level !== 'error')
  );
}
