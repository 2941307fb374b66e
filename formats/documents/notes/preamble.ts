/**
 * Whose document is it, of which tax year, when published, and is it final?
 *
 * All of it is read from the text before the first security. Every phrase that names the year of the
 * allocation must name the same one; the dateline gives the day of publication; the sentence with
 * the tickers gives the issuer.
 *
 * Awkward case: the dateline's year is not the tax year ("January 29, 2003" announces 2002).
 */
import type { DocumentNotice, ValuePlace } from '../../allocation-document.ts';
import { dayOf, yearOf, type Day } from '../../../tax/values/days.ts';
import type { DocumentStatus } from '../../../tax/facts/model.ts';
import { error, info, warning } from '../draft/notices.ts';
import { lineAt, placeIn, sentencesOf, type Paragraph } from './paragraphs.ts';
import { monthNumber, MONTH_PATTERN as MONTH } from '../grid/values.ts';

export interface Preamble {
  readonly issuer: string | null;
  readonly taxYear: number | null;
  readonly publishedOn: Day | null;
  readonly status: DocumentStatus;
  readonly tickers: readonly string[];
  readonly notices: readonly DocumentNotice[];
  readonly places: readonly ValuePlace[];
}

const YEAR_PHRASES: readonly RegExp[] = [
  // "Taxable in 2018" beside "Distribution …" are two captions.
  /(?<!\b(?:taxable|reportable|included|allocable|allocated)\s+(?:in|to)\s+)\b((?:19|20)\d\d)\s+(?:(?:year[- ]end|annual|full[- ]year|preliminary|estimated|final|corrected|revised|amended|updated|quarterly|monthly|total|common|preferred|and|stock|share|cash|taxable|federal|income)\s+){0,4}(?:dividend|distribution|tax|allocation|income tax)s?\b/gi,
  /\b(?:dividend|distribution|allocation)s?\s+(?:(?:(?:it|we|the company|the trust)\s+)?(?:paid|made)(?:\s+by\s+[^;:()$%]{1,90}?)?\s+)?(?:in|during|for|of)\s+(?:the\s+)?(?:(?:calendar|tax|fiscal|taxable)\s+)?(?:year\s+)?(?:ended\s+December\s+31,\s+)?((?:19|20)\d\d)\b/gi,
  /\b(?:tax(?:able)?|calendar|fiscal)\s+year\s+(?:ended\s+December\s+31,\s+)?((?:19|20)\d\d)\b/gi,
  /\bForm\s+1099-DIV\s+for\s+((?:19|20)\d\d)\b/gi,
  /\b((?:19|20)\d\d)\s+(?:Forms?\s+)?(?:1099|8937)\b/gi,
  /\byear\s+ended\s+December\s+31,\s+((?:19|20)\d\d)\b/gi,
];

/** Where nothing else names the year: dividends are as a rule of the year in which they were declared. */
const DECLARED_IN: readonly RegExp[] = [
  /\b(?:dividend|distribution)s?\s+declared\s+(?:in|during)\s+((?:19|20)\d\d)\b/gi,
];

/** A number in the place of a year that is none: "2906 Dividend Allocation". Sections of the Code are no years. */
function damagedYear({ text }: Paragraph): string[] {
  return [
    ...text.matchAll(
      /(?<![$.\d,-])\b(\d{4})\s+(?:common |preferred )?(?:dividend|distribution)s?\b/gi,
    ),
  ].flatMap((match) =>
    /^(?:19|20|1250|1202|1061)/.test(match[1] ?? '') ? [] : [match[1] as string],
  );
}

/** Something that was read, or why it was not. */
interface Read<T> {
  readonly value: T;
  readonly notices: readonly DocumentNotice[];
  readonly places: readonly ValuePlace[];
}

function unread(...notices: readonly DocumentNotice[]): Read<null> {
  return { value: null, notices, places: [] };
}

function readAt<T>(
  value: T,
  pointer: string,
  paragraph: Paragraph,
  from: number,
  to: number,
): Read<T> {
  const place = placeIn(paragraph, from, to - from);
  return { value, notices: [], places: place ? [{ pointer, ...place }] : [] };
}

/** A title is a line of its own and tells the year; a longer line may speak of the years beside it. */
const LONGEST_TITLE = 140;

interface YearAt {
  readonly year: string;
  readonly paragraph: Paragraph;
  readonly from: number;
  readonly length: number;
}

/** "… will be included in the tax allocations for 2021": of payments that are not in the tables. */
const IN_ANOTHER =
  /\bwill be (?:included|reported|reportable|taxable|treated|considered|allocated)\b[^.;:]*$/i;

function yearsIn(paragraphs: readonly Paragraph[], phrases: readonly RegExp[]): YearAt[] {
  return paragraphs.flatMap((paragraph) => {
    // The year of a dateline is not the tax year.
    const text = paragraph.text.replace(
      new RegExp(`(?<!year ended\\s+)\\b${MONTH}\\.?\\s+\\d{1,2},?\\s+\\d{4}`, 'gi'),
      (date) => ' '.repeat(date.length),
    );
    return phrases.flatMap((phrase) =>
      [...text.matchAll(phrase)].flatMap(({ 0: whole, 1: year = '', index }) => {
        if (IN_ANOTHER.test(text.slice(0, index))) return [];
        const from = index + whole.indexOf(year);
        return { year, paragraph, from, length: paragraph.places[from]?.line.text.length ?? 0 };
      }),
    );
  });
}

function readTaxYear(paragraphs: readonly Paragraph[]): Read<number | null> {
  const named = yearsIn(paragraphs, YEAR_PHRASES);
  const found = named.length > 0 ? named : yearsIn(paragraphs, DECLARED_IN);
  const years = [...new Set([...found.map((one) => one.year), ...paragraphs.flatMap(damagedYear)])];
  const [first] = found;
  if (!first) {
    return unread(
      error(
        'no-tax-year',
        null,
        'The text does not say which tax year it is for, so no date can be read with certainty. Paste the release with its title ("… 2002 Dividend Allocation").',
      ),
    );
  }
  const same = found.filter((one) => one.year === first.year);
  // The dates check what a title tells.
  const isTold =
    first.length < LONGEST_TITLE &&
    found.every((one) => same.includes(one) || one.length > LONGEST_TITLE) &&
    same.length > 1 &&
    years.every((one) => /^(?:19|20)/.test(one));
  if (years.length > 1 && !isTold) {
    const other = found.find((one) => one.year !== first.year) ?? first;
    return unread(
      error(
        'tax-year-unclear',
        lineAt(other.paragraph, other.from),
        `The text names more than one tax year (${years.join(', ')}), so no date can be read with certainty. Compare the title with the release, or paste one release at a time.`,
      ),
    );
  }
  const { year, paragraph, from } = first;
  return readAt(Number(year), '/taxYear', paragraph, from, from + year.length);
}

const DATELINE = new RegExp(
  `(?:^|[–—-]\\s*|\\)\\s*-*\\s*|/\\s*-*\\s*)(${MONTH})\\.?\\s+(\\d{1,2}),\\s+(\\d{4})\\b`,
  'i',
);

const DATE = new RegExp(`(?<![\\w])(${MONTH})\\.?\\s+(\\d{1,2}),\\s+(\\d{4})\\b`, 'gi');

/** The date of a dateline: behind a place or a dash, before a dash, or alone on its line. */
function datelineIn(paragraph: Paragraph): RegExpExecArray | undefined {
  const plain = DATELINE.exec(paragraph.text);
  for (const match of paragraph.text.slice(0, DATELINE_WITHIN).matchAll(DATE)) {
    if (plain && plain.index <= match.index) break;
    // "12 Months Ended | Dec. 31, 2022" ends a year.
    if (/\bended\s*$/i.test(paragraph.text.slice(0, match.index))) continue;
    const end = match.index + match[0].length;
    const [first, last] = [paragraph.places[match.index], paragraph.places[end - 1]];
    const alone =
      first !== undefined &&
      first.line === last?.line &&
      first.line.text.slice(0, first.offset).trim() === '' &&
      first.line.text.slice(last.offset + 1).trim() === '';
    const afterPlace =
      /,\s*$/.test(paragraph.text.slice(0, match.index)) &&
      /^\s*(?:--|[–—-]|\/|\((?:GLOBE|BUSINESS|PR)[^)]*\))/.test(paragraph.text.slice(end));
    if (alone || afterPlace || isAfterPlaceOfLine(first, last)) return match;
  }
  return plain ?? undefined;
}

const DATELINE_WITHIN = 1000;

/** "DENVER, COLORADO, ", "RADNOR, Pa., ", "DENVER (": a town in capitals, or one with its state. */
const TOWN =
  /^\s*(?:\p{Lu}[\p{Lu}.’'-]*(?: [\p{Lu}.’'-]+){0,3}(?:,\s+\p{Lu}[\p{L}. ]{0,24})?|\p{Lu}[\p{L}.’'-]*(?: \p{Lu}[\p{L}.’'-]*){0,3},\s+\p{Lu}[\p{L}. ]{1,24})(?:,\s+|,?\s*\()$/u;

type At = Paragraph['places'][number] | undefined;

/** Whether a date stands behind a town at the beginning of a line, and nothing or a dash comes after it. */
function isAfterPlaceOfLine(first: At, last: At): boolean {
  if (first === undefined || first.line !== last?.line) return false;
  const { text } = first.line;
  return (
    TOWN.test(text.slice(0, first.offset)) &&
    /^\s*\)?\s*(?:$|[–—/(-])/.test(text.slice(last.offset + 1))
  );
}

function readPublished(paragraphs: readonly Paragraph[], taxYear: number | null): Read<Day | null> {
  for (const paragraph of paragraphs) {
    const match = datelineIn(paragraph);
    if (!match) continue;
    const [whole, monthName, day, year] = match as unknown as [string, string, string, string];
    const value = dayOf(Number(year), monthNumber(monthName) ?? 0, Number(day));
    const from = match.index + whole.indexOf(monthName);
    const line = lineAt(paragraph, from);
    const printed = `${monthName} ${day}, ${year}`;
    if (!value) {
      return unread(
        error(
          'bad-date',
          line,
          `The day of publication “${printed}” is no day of the calendar. Compare it with the release, correct it and read the text again.`,
        ),
      );
    }
    if (taxYear !== null && (yearOf(value) < taxYear || yearOf(value) > taxYear + 10)) {
      return unread(
        warning(
          'published-unclear',
          line,
          `The day “${printed}” does not fit the tax year ${taxYear} and was not taken as the day of publication; compare both with the release.`,
        ),
      );
    }
    return readAt(value, '/publishedOn', paragraph, from, match.index + whole.length);
  }
  return unread(info('published-unknown', null, 'The text does not say when it was published.'));
}

const LISTING = /\((?:NYSE|NASDAQ|AMEX|NYSE American|NYSE MKT)\s*:\s*([^)]*)\)/gi;

/** "Ticker: EXT", "NYSE: EXT" without parentheses. */
const NAMED_TICKER =
  /\b(?:[Tt]icker(?: [Ss]ymbol)?|TICKER(?: SYMBOL)?|(?:[Tt]rading |[Ss]tock )?[Ss]ymbol|NYSE|NASDAQ|AMEX)\s*:\s*(?!CUSIP\b|NYSE\b|NA\b)([A-Z]{1,5}(?:[ .-]?P[Rr]?[ .-]?[A-Z])?)(?=$|[\s,;|)])/g;

function readTickers(paragraphs: readonly Paragraph[]): string[] {
  const tickers = new Set<string>();
  for (const paragraph of paragraphs) {
    const { text } = paragraph;
    for (const match of [...text.matchAll(LISTING), ...text.matchAll(NAMED_TICKER)]) {
      for (const ticker of (match[1] as string).split(/\s*(?:,|;|&|\band\b)\s*/)) {
        if (/^[A-Z]{1,5}(?:[ .-]?P(?:[Rr])?[ .-]?[A-Z])?$/.test(ticker)) tickers.add(ticker);
      }
    }
  }
  return [...tickers];
}

/** Characters of a paragraph in which the issuer is looked for. */
const ISSUER_WITHIN = 3000;

const NAMES_A_CLASS = /\b(?:Stock|Shares?|Units?|Securities)$/i;
/** The name of a company alone in one of the first lines, or before a dash. */
const COMPANY_KINDS = 'Trust|Inc|Corp|Corporation|Company|LLC|L\\.?P|REIT|Properties|Realty|Fund';
/** Behind the name, where a title goes on. */
const GOES_ON =
  '(?:19|20)\\d\\d|Common|Preferred|Class|Series|Tax|Taxability|Form|Dividends?|Distributions?|Income';
const COMPANY_LINE = new RegExp(
  String.raw`^((?:[A-Z][\w&.,'-]* (?:(?:and|of|the|&) )?){1,8}(?:${COMPANY_KINDS}|${COMPANY_KINDS.toUpperCase()})\.?(?:,? (?:Inc|INC|LLC|L\.?P)\.?)?)(?:\s*(?:[–—-]\s.*|\(.*)|(?::|['’]s?)\s.*|\s(?:${GOES_ON})\b.*)?$`,
);
/** Words of a title that are of no name. */
const SAYS_WHAT = /\b(?:tax|treatment|dividends?|distributions?|information|form|allocation)\b/i;
const TITLE_LINES = 3;

function readIssuer(given: readonly Paragraph[]): string | null {
  // A paragraph, and what of it begins with each of its lines: titles above it are no part of a name.
  const paragraphs = given.slice(0, 60).flatMap(({ text, places }) => {
    const near = text.slice(0, ISSUER_WITHIN);
    const starts = places
      .slice(0, ISSUER_WITHIN)
      .flatMap((place, i) => (i > 0 && place.line !== places[i - 1]?.line ? [i] : []));
    return [0, ...starts.slice(0, 20)].map((from) => ({ text: near.slice(from).trimStart() }));
  });
  for (const paragraph of paragraphs) {
    const listed =
      /(?:^|[–—-]\s+|\.\s+|\)\s*-*\s*)((?:[A-Z][\w&.,'-]*|and|of|the|&)(?: (?:[A-Z][\w&.,'-]*|and|of|the|&))*?),?\s*(?:\((?:[Tt]he )?["“”][^)]*\)\s*)?\((?:NYSE|NASDAQ|Nasdaq|AMEX|NYSE American|NYSE MKT)\s*:/.exec(
        paragraph.text,
      );
    // "Common Stock (NYSE: XYZ)" is the heading of a table.
    if (listed && !NAMES_A_CLASS.test(listed[1] as string))
      return (listed[1] as string).trim().replace(/,$/, '');
  }
  for (const paragraph of paragraphs) {
    // A period stands in a name where it ends a word that is cut short: "Inc.", "L.P.".
    const title =
      /^\s*([A-Z](?:[^.:;]|(?<=\b(?:Inc|Corp|Co|Ltd|St|[A-Z]))\.){1,100}?)\s+(?:Announces|Reports|Releases|Declares)\b/.exec(
        paragraph.text,
      );
    if (title) return (title[1] as string).trim();
  }
  const titles = given.slice(0, TITLE_LINES).flatMap(linesIn).slice(0, TITLE_LINES);
  for (const line of titles) {
    const [, name] = line.length > LONGEST_TITLE ? [] : (COMPANY_LINE.exec(line) ?? []);
    if (name !== undefined && !SAYS_WHAT.test(name)) return name;
  }
  return null;
}

function linesIn({ text, places }: Paragraph): string[] {
  const near = [...text.slice(0, ISSUER_WITHIN)];
  const byLine = Map.groupBy(near.keys(), (i) => places[i]?.line);
  return [...byLine.values()].map((at) =>
    at
      .map((i) => near[i])
      .join('')
      .trim(),
  );
}

const ABOUT_ALLOCATION = /\b(?:dividend|distribution|allocation|tax treatment|1099)/i;

const ESTIMATE = /\b(?:estimated?|estimates|preliminary)\b/i;
const CORRECTION = /\b(?:correct(?:ed|s|ion)|revis(?:ed|es|ion)|amend(?:ed|s|ment)|restated)\b/i;

const NOT_YET =
  /\b(?:preliminary|estimate[sd]?|subject to (?:\w+ (?:or|and) )?(?:change|correction|adjustment|revision)|not (?:yet )?(?:been )?final(?:ized)?|(?:will|may|to) be (?:finalized|updated|revised|corrected|adjusted))\b/i;
/** What is preliminary must be what the document says. */
const OF_FIGURES =
  /\b(?:figures?|amounts?|allocations?|information|classifications?|characteri[sz]ations?|percentages?|results?|treatment|dividends?|distributions?|release|table|data)\b/i;
/** Boilerplate, other things that may change, and that an estimate is none any more. */
const OF_OTHERS =
  /\bforward[- ]looking\b|\brisks?\b|\buncertaint|\bwords such as\b|\b(?:laws?|legislation|regulations?|rules?|rates?|polic(?:y|ies)|future|earnings|guidance|projections?|board|directors|trustees|discretion|taxpayers?)\b|\bsupersedes?\b|\breplaces?\b|\b(?:is|are|was|were|as|represents?|constitutes?|now) (?:the )?final\b|\bfinal (?:income )?(?:allocations?|classifications?|characteri[sz]ations?|amounts?|figures?)\b|\b(?:no|not|longer) (?:an? )?(?:estimates?|estimated|preliminary)\b|\bestimated (?:taxes|tax payments|annual)\b/i;

/** Whether any sentence says of the figures that they are not final: "The above is based on preliminary results." */
export function saysEstimate(paragraphs: readonly Paragraph[]): boolean {
  return paragraphs.some(({ text }) =>
    sentencesOf(text).some(
      (sentence) =>
        NOT_YET.test(sentence.text) &&
        OF_FIGURES.test(sentence.text) &&
        !OF_OTHERS.test(sentence.text),
    ),
  );
}

function readStatus(paragraphs: readonly Paragraph[]): Omit<Read<DocumentStatus>, 'places'> {
  const saying = (words: RegExp): Paragraph | undefined =>
    paragraphs.find((paragraph) =>
      sentencesOf(paragraph.text).some(
        ({ text }) => ABOUT_ALLOCATION.test(text) && words.test(text),
      ),
    );
  const [estimate, corrected] = [saying(ESTIMATE), saying(CORRECTION)];
  if (!estimate) return { value: corrected ? 'corrected' : 'final', notices: [] };
  const unclear = (paragraph: Paragraph): DocumentNotice =>
    warning(
      'status-unclear',
      lineAt(paragraph),
      'The text speaks both of an estimate and of a correction and was read as an estimate; choose its status when you accept it.',
    );
  return { value: 'estimate', notices: corrected ? [unclear(corrected)] : [] };
}

/** Reads the text before the first security. */
export function readPreamble(paragraphs: readonly Paragraph[]): Preamble {
  const year = readTaxYear(paragraphs);
  const published = readPublished(paragraphs, year.value);
  const status = readStatus(paragraphs);
  return {
    issuer: readIssuer(paragraphs),
    taxYear: year.value,
    publishedOn: published.value,
    status: status.value,
    tickers: readTickers(paragraphs),
    notices: [...year.notices, ...published.notices, ...status.notices],
    places: [...year.places, ...published.places],
  };
}
