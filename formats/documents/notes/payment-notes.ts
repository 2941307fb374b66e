/**
 * What sentences say of the payments themselves: how much was paid where a table has only the year's
 * part, that a payment was made in shares, that amounts are adjusted for a split, or are per preferred
 * and not per depositary share.
 *
 * Only one kind is read: "of the $0.22 per share … paid January 16, 2013, $0.17 is taxable in 2012 and
 * $0.05 is taxable in 2013", "a portion ($0.17) of the $0.22 dividend", "$0.17 of the payment … and the
 * remaining balance, $0.05", where the day is that of a payment, the parts make the whole and the table
 * has the year's. What the row says already is agreed with. Everything else that may change a
 * payment is a question on the rows in reach: the figures of a table do not show which it is.
 *
 * Authority: section 857(b)(9) for the parts of two years (the calculation's section 4).
 * Not handled: splits whose day the sentence does not give are asked about for every row.
 */
import { dayOf, monthOf, type Day } from '../../../tax/values/days.ts';
import { formatRate, type Rate } from '../../../tax/values/money.ts';
import type { ColumnMeaning } from '../columns/captions.ts';
import type { DraftQuestion, DraftSecurity } from '../draft/draft.ts';
import { columnOf, NOTHING, textAt, withSaid } from '../draft/table-of-draft.ts';
import { isPreferred } from '../grid/symbols.ts';
import { MONTH_PATTERN, MONTHS, monthNumber, readDay, readNumber } from '../grid/values.ts';
import {
  changesNothing,
  changesPayment,
  givesAllToYear,
  givesToOtherYear,
} from './changing-sentences.ts';
import { lineAt, placeOfLine, sentencesOf, quoteOf, type Paragraph } from './paragraphs.ts';
import { askedWithoutCash } from './no-cash.ts';
import { agreesWithTable, rateOf, withWhatIsSaid, type SaidAt } from './said-of-tables.ts';

export interface PaymentNotes {
  readonly securities: readonly DraftSecurity[];
  readonly questions: readonly DraftQuestion[];
  /** Beginnings of the sentences that were read, or are asked about here. */
  readonly understood: readonly string[];
}

const NAMED_DAY = new RegExp(String.raw`\b(${MONTH_PATTERN})\.?\s+(\d{1,2}),?\s+(\d{4})\b`, 'gi');

function daysIn(text: string, taxYear: number): Day[] {
  const named = [...text.matchAll(NAMED_DAY)].flatMap(
    ([, month, day, year]) => dayOf(Number(year), monthNumber(month ?? '') ?? 0, Number(day)) ?? [],
  );
  const numeric = (text.match(/\b\d{1,2}\/\d{1,2}\/\d{2,4}\b/g) ?? []).flatMap((one) => {
    const read = readDay(one, taxYear);
    return read.ok ? [read.day] : [];
  });
  return [...named, ...numeric];
}

interface RowAt {
  readonly s: number;
  readonly r: number;
  readonly payable: Day | null;
  readonly record: Day | null;
  readonly isPreferred: boolean;
}

function rowsOf(securities: readonly DraftSecurity[], taxYear: number): RowAt[] {
  return securities.flatMap((security, s) =>
    security.rows.map((row, r) => {
      const dayIn = (meaning: ColumnMeaning): Day | null => {
        const read = readDay(textAt(row, columnOf(security, meaning)), taxYear);
        return read.ok ? read.day : null;
      };
      const [payable, record] = [dayIn('payableDate'), dayIn('recordDate')];
      return { s, r, payable, record, isPreferred: isPreferred(security.name) };
    }),
  );
}

function rateIn(security: DraftSecurity, r: number, meaning: ColumnMeaning): Rate | undefined {
  return readNumber(textAt(security.rows[r], columnOf(security, meaning)))?.rate;
}

function amountsIn(text: string): Rate[] {
  // A figure with a letter in it is none: "$0.O98351".
  return [...text.matchAll(/\$\s*(\d*\.\d+|\d+)(?!\.?\w)/g)].flatMap(
    ([, digits]) => rateOf(digits) ?? [],
  );
}

/** Says that a part of a payment is of one year and the rest of another. */
const OF_ANOTHER_YEAR =
  /\b(?:19|20)\d\d\b.{0,60}\bincludes only a (?:portion|part)\b|\b(?:taxable|allocable|allocated|attributable|reportable|reported|includ(?:ed|ible)|(?:treated as|considered) (?:having been )?(?:paid|received|an?))\b.{0,60}\b(?:19|20)\d\d\b|\bconsidered (?:as )?\b(?:19|20)\d\d\b(?=.{0,20}\b(?:dividend|distribution))/i;

/** The table with the whole payment beside the year's part that it had. */
function withWhole(security: DraftSecurity, r: number, whole: Rate, line: number | null) {
  const c = columnOf(security, 'amountPerShare');
  const place = placeOfLine(line);
  const meaning = 'allocablePerShare' as const;
  const columns = security.columns.map((column, i) => (i === c ? { ...column, meaning } : column));
  return withSaid({ ...security, columns }, 'amountPerShare', place, (row, i) =>
    i === r ? { text: `$${formatRate(whole)}`, place } : (row.cells[c] ?? NOTHING),
  );
}

function asked(
  code: string,
  { text, line }: SaidAt,
  rows: readonly RowAt[],
  ask: string,
  labels: readonly string[],
): DraftQuestion {
  const [first] = rows;
  return {
    id: `${code}/${line ?? 0}/${first ? `${first.s}/${first.r}` : ''}`,
    code,
    message: `“${quoteOf(text)}” ${ask} Compare it with the release.`,
    line,
    pointer: first ? `/securities/${first.s}/rows/${first.r}` : null,
    candidates: labels.map((label) => ({ label, edits: [] })),
    proposed: null,
  };
}

const PAID_NOUN = '(?:dividend|distribution|payment)s?\\b';
const SPLIT =
  /\b(?:share|stock|reverse|forward)\s+(?:share\s+|stock\s+)?split\b|\b\d+[- ]for[- ]\d+\s+split\b/i;
const ADJUSTED = /\b(?:reflects?|adjust\w*|restat\w*|giv\w+ effect|as if)\b/i;
const IN_SHARES =
  /\b(?:paid|payable|made)\b.{0,40}\bin\s+(?:(?:additional |newly issued )?(?:common )?shares\b|stock\b|a combination of\b|cash and (?:shares|stock)\b|shares of\b)/i;
/** What a footnote says of a payment that was made in shares. */
const OF_SHARES =
  /\b(?:one|\d+(?:\.\d+)?) (?:common )?shares? of [A-Z].{3,100}\b(?:per|for (?:each|every)|held)\b|\bin[- ]kind\b|\bstock dividend\b|\bspin-?off\b/i;
const PER_PREFERRED =
  /\bper (?:full |whole )?preferred share\b.{0,80}\b(?:not|rather than|and not)\b.{0,40}\bdepositary\b|\bnot per depositary\b|\bamounts?\b.{0,60}\bper (?:full |whole )?preferred share\b.{0,80}\bdepositary\b/i;
const NO_PAYMENT = /\b(?:no|not|none|without)\b/i;

function splitQuestion(
  sentence: SaidAt,
  rows: readonly RowAt[],
  taxYear: number,
): DraftQuestion | null {
  if (!SPLIT.test(sentence.text) || !ADJUSTED.test(sentence.text)) return null;
  const days = daysIn(sentence.text, taxYear);
  const day = days.at(-1);
  const isCommonAlone = /\bcommon\b/i.test(sentence.text) && !/\bpreferred\b/i.test(sentence.text);
  const before = rows.filter((row) => {
    if (isCommonAlone && row.isPreferred) return false;
    const own = row.record ?? row.payable;
    return day === undefined || own === null || own < day;
  });
  if (before.length === 0) return null;
  return asked(
    'split-adjusted',
    sentence,
    before,
    `says that amounts reflect a split${day ? ` of ${day}` : ''}. Are those of the ${before.length === 1 ? 'payment' : `${before.length} payments`} before it per old share, as paid, or per new share? If per new share, put what was paid on an old share into the table.`,
    ['Per old share, as paid: the figures stay'],
  );
}

function sharesQuestion(
  sentence: SaidAt,
  rows: readonly RowAt[],
  securities: readonly DraftSecurity[],
  taxYear: number,
  /** A footnote that no payment has, and that speaks of payment in shares. */
  isOpenNote: boolean,
): DraftQuestion | null {
  if (NO_PAYMENT.test(sentence.text)) return null;
  const isSaid = IN_SHARES.test(sentence.text) && /dividend|distribution/i.test(sentence.text);
  if (!isSaid && !isOpenNote) return null;
  const days = daysIn(sentence.text, taxYear);
  const meant = rows.filter(
    ({ payable, s, r }) =>
      !securities[s]?.rows[r]?.inKind &&
      (days.length === 0 || (payable !== null && days.includes(payable))),
  );
  if (meant.length === 0) return null;
  const question = asked(
    'in-kind-unclear',
    sentence,
    meant,
    'says that a payment was made in shares, wholly or in part. Mark the row as paid in kind if shares were received, so that they become a lot at what was taxed; or say that it was received in cash.',
    ['Received in cash: the row stays as it is'],
  );
  const paid = meant.slice(0, MOST_PAID).map(({ s, r, payable, record }) => ({
    label: `The payment of ${payable ?? record ?? `row ${r + 1}`} was made in shares`,
    edits: [{ pointer: `/securities/${s}/rows/${r}/inKind`, value: 'true' }],
  }));
  return { ...question, candidates: [...question.candidates, ...paid] };
}

/** So many payments are offered as the one that was made in shares. */
const MOST_PAID = 6;

function preferredQuestion(sentence: SaidAt, rows: readonly RowAt[]): DraftQuestion | null {
  if (!PER_PREFERRED.test(sentence.text) || rows.length === 0) return null;
  return asked(
    'per-depositary-unclear',
    sentence,
    rows,
    'says that amounts are per preferred share and not per depositary share, which is what most people hold. Divide the amounts in the table if you hold depositary shares; or say that they stay.',
    ['Preferred shares are held: the figures stay'],
  );
}

/** A sentence that makes a payment another one in words that no rule reads. */
function changeQuestion(
  sentence: SaidAt,
  rows: readonly RowAt[],
  taxYear: number,
): DraftQuestion | null {
  const { text } = sentence;
  const days = daysIn(text, taxYear);
  const isNamed = ({ payable, record }: RowAt): boolean => {
    const day = payable ?? record;
    if (days.length > 0) return [payable, record].some((one) => one !== null && days.includes(one));
    const month = day === null ? undefined : MONTHS[monthOf(day) - 1];
    return month !== undefined && new RegExp(`\\b${month}\\b.{0,20}\\b${PAID_NOUN}`).test(text);
  };
  const named = rows.filter(isNamed);
  const isOther = days.length === 0 && givesToOtherYear(text, taxYear);
  const meant = named.length > 0 && changesPayment(text, taxYear) ? named : isOther ? rows : [];
  if (meant.length === 0) return null;
  return asked(
    'statement-unread',
    sentence,
    meant,
    'says something of a payment that could not be read: of what kind or year it is, or that it was none. Put what it says into the table, or say that it changes no figure.',
    [],
  );
}

/** A printed amount as a pattern: "0.17" is also "$.17" and "$0.170". */
function printedRate(rate: Rate): string {
  return String.raw`\$\s*0?${formatRate(rate)
    .replace(/^0/, '')
    .replace('.', String.raw`\.`)}0*(?!\d)`;
}

/** What proves a whole that a sentence does not divide into two parts: other amounts, and all of the text. */
interface Around {
  readonly others: readonly (Rate | undefined)[];
  readonly text: string;
}

/**
 * What was paid, where a sentence tells it, the year's part and as a rule the rest; undefined where it does not.
 * With two figures alone a lost digit would make another payment: it must be as another one of the table is,
 * or the text must have the third figure.
 */
function wholeOf(text: string, own: Rate, taxYear: number, around: Around): Rate | undefined {
  const [most, ...parts] = [...new Set(amountsIn(text))].toSorted((a, b) => (a < b ? 1 : -1));
  if (most === undefined) return undefined;
  const part = printedRate(own);
  const isOfYear = new RegExp(String.raw`${part}[^$]{0,160}\b${taxYear}\b`).test(text);
  const [one, other, ...more] = parts;
  if (one === undefined) return roundWhole(text, own, most, taxYear);
  if (other !== undefined && more.length === 0) {
    return isOfYear && parts.includes(own) && one + other === most ? most : undefined;
  }
  if (other !== undefined) return undefined;
  const proven = (whole: Rate, third: Rate): Rate | undefined =>
    around.others.includes(whole) || new RegExp(printedRate(third)).test(around.text)
      ? whole
      : undefined;
  const isPortion = new RegExp(
    String.raw`\b${taxYear}\b[^$]*\b(?:portion|part) \(?${part}[^$]{0,20} of (?:the|a|an|that) ${printedRate(most)}`,
  );
  if (own === one && isPortion.test(text)) return proven(most, (most - own) as Rate);
  // "… was $0.21 per share; remaining $0.05 per share was taxable in 2018", over the $0.16 of the year.
  const isOthers = [taxYear - 1, taxYear + 1].some((year) =>
    new RegExp(
      String.raw`\b(?:remaining|remainder|balance|rest)\b[^$]*${printedRate(one)}[^$]*\b${year}\b`,
    ).test(text),
  );
  if (own + one === most && isOthers) return most;
  const rest = own === most ? one : most;
  const isRest = new RegExp(
    String.raw`\b(?:remaining|remainder|balance|rest)\b[^$]*${printedRate(rest)}[^$]*\b${taxYear + 1}\b`,
  );
  const whole = (own + rest) as Rate;
  return (own === most || own === one) && isOfYear && isRest.test(text)
    ? proven(whole, whole)
    : undefined;
}

const CENT = rateOf('0.01') as Rate;

/**
 * "Of the dividend paid on January 17, 2011, $.069378 is considered 2011 dividend": with the year's $.050622 a
 * payment of whole cents, as neither is; with a digit lost it would be of none.
 */
function roundWhole(text: string, own: Rate, rest: Rate, taxYear: number): Rate | undefined {
  const isGiven = new RegExp(
    String.raw`^\W*of the [^$]*${printedRate(rest)}[^$]{0,60}\b(?:${taxYear - 1}|${taxYear + 1})\b[^$]*$`,
    'i',
  ).test(text);
  const whole = (own + rest) as Rate;
  const isRound = [own, rest].every((one) => one % CENT !== 0n) && whole % CENT === 0n;
  return isGiven && isRound ? whole : undefined;
}

/** The day of payment that a sentence names, which is that of the row or a misprint in one of both. */
const PAID_ON = new RegExp(
  String.raw`\b(?:paid|payable)(?: on)? (${MONTH_PATTERN}\.?\s+\d{1,2},?\s+\d{4}|\d{1,2}\/\d{1,2}\/\d{2,4})`,
  'gi',
);

interface PartOfYear {
  readonly security?: DraftSecurity;
  readonly s?: number;
  readonly question?: DraftQuestion;
}

/** "The dividend paid on January 14, 2008, $0.31, is a reportable dividend for 2008", which the table of 2007 has not. */
function isOfNextYear(text: string, rows: readonly RowAt[], taxYear: number): boolean {
  const paid = [...text.matchAll(PAID_ON)].flatMap(([, day]) => daysIn(day ?? '', taxYear));
  const [own, ...others] = paid.map((day) => day.slice(0, 4));
  const isPaidThen = own === String(taxYear + 1) && others.length === 0;
  const isNone = rows.every(({ payable }) => payable === null || !paid.includes(payable));
  return isPaidThen && isNone && amountsIn(text).length === 1 && givesAllToYear(text, taxYear + 1);
}

/** A payment of which parts are of two years: agreed with, read, or asked about; null where none is meant. */
function partOfYear(
  sentence: SaidAt,
  rows: readonly RowAt[],
  securities: readonly DraftSecurity[],
  taxYear: number,
  allText: string,
): PartOfYear | null {
  const amounts = amountsIn(sentence.text);
  if (amounts.length === 0 || !OF_ANOTHER_YEAR.test(sentence.text)) return null;
  const days = daysIn(sentence.text, taxYear);
  const meant = rows.filter(
    ({ payable, record }) =>
      (payable !== null && days.includes(payable)) || (record !== null && days.includes(record)),
  );
  if (meant.length === 0) return isOfNextYear(sentence.text, rows, taxYear) ? {} : null;
  const [only, ...others] = meant;
  const security = only ? securities[only.s] : undefined;
  if (!only || !security) return null;
  const amount = rateIn(security, only.r, 'amountPerShare');
  const part = rateIn(security, only.r, 'allocablePerShare');
  const other = rateIn(security, only.r, 'otherYearPerShare');
  const rest = amount !== undefined && part !== undefined ? ((amount - part) as Rate) : other;
  const paid = [...sentence.text.matchAll(PAID_ON)].flatMap(([, day]) =>
    daysIn(day ?? '', taxYear),
  );
  const isOtherDay = only.payable !== null && paid.length > 0 && !paid.includes(only.payable);
  // Whatever it names stands in the row: what was paid, the year's part, and the rest.
  const known = [amount, part, other, rest];
  if (!isOtherDay && rest !== undefined && amounts.every((one) => known.includes(one))) return {};
  // "… $1.5870063 is treated as paid on December 31, 2016": the rest, beside parts of what was paid.
  const isRest =
    part !== undefined &&
    rest !== undefined &&
    amounts.every((one) => amount !== undefined && one <= amount) &&
    [
      ...sentence.text.matchAll(
        new RegExp(`${printedRate(rest)}[^$]{0,80}?\\b((?:19|20)\\d\\d)\\b`, 'g'),
      ),
    ].some(([, year]) => year !== String(taxYear));
  if (!isOtherDay && isRest) return {};
  const around = {
    others: security.rows.flatMap((_, r) =>
      r === only.r ? [] : [rateIn(security, r, 'amountPerShare')],
    ),
    text: allText,
  };
  const whole = amount === undefined ? undefined : wholeOf(sentence.text, amount, taxYear, around);
  if (others.length === 0 && whole !== undefined && !isOtherDay)
    return { security: withWhole(security, only.r, whole, sentence.line), s: only.s };
  return {
    question: asked(
      'other-year-unclear',
      sentence,
      meant,
      'says that a part of a payment belongs to another year, and the table does not show it so. Put what was paid, and what of it belongs to this year, into the table; or say that the row has it.',
      ['The row is right as it stands'],
    ),
  };
}

/** Reads what sentences say of payments, and asks where the figures do not show it. */
export function readPaymentNotes(
  given: readonly DraftSecurity[],
  paragraphs: readonly Paragraph[],
  taxYear: number | null,
  /** Footnotes that speak of payment in shares and that no payment has. */
  openNotes: ReadonlySet<string>,
): PaymentNotes {
  if (taxYear === null) return { securities: given, questions: [], understood: [] };
  let securities = given;
  const questions: DraftQuestion[] = [];
  const understood: string[] = [];
  const allText = paragraphs.map(({ text }) => text).join(' ');
  for (const paragraph of paragraphs) {
    const { mark } = paragraph;
    const isOpen = mark !== null && openNotes.has(mark) && OF_SHARES.test(paragraph.text);
    for (const { text, from } of sentencesOf(paragraph.text)) {
      // A name with a period in it parts a sentence; the note is asked about once.
      const isOpenNote = isOpen && from === 0;
      if (text.length > 1500) continue;
      const rows = rowsOf(securities, taxYear);
      const sentence = { text, line: lineAt(paragraph, from) };
      const told = withWhatIsSaid(sentence, securities);
      if (told) {
        securities = told;
        understood.push(quoteOf(text));
        continue;
      }
      const part = partOfYear(sentence, rows, securities, taxYear, allText);
      const question =
        part?.question ??
        splitQuestion(sentence, rows, taxYear) ??
        (paragraph.mark === null || isOpenNote
          ? sharesQuestion(sentence, rows, securities, taxYear, isOpenNote)
          : null) ??
        preferredQuestion(sentence, rows);
      if (!part && !question) {
        const isKnown = changesNothing(text) || agreesWithTable(sentence, securities);
        const change =
          isKnown || paragraph.mark !== null ? null : changeQuestion(sentence, rows, taxYear);
        if (isKnown || change) understood.push(quoteOf(text));
        if (change) questions.push(change);
        continue;
      }
      understood.push(quoteOf(text));
      if (question) questions.push(question);
      if (part?.security) {
        securities = securities.map((one, s) =>
          s === part.s ? (part.security as DraftSecurity) : one,
        );
      }
    }
  }
  const sentences = paragraphs.flatMap((paragraph) =>
    sentencesOf(paragraph.text).map(({ text, from }) => ({ text, line: lineAt(paragraph, from) })),
  );
  questions.push(...askedWithoutCash(securities, sentences));
  return { securities, questions, understood };
}
