/**
 * A document's facts as a page that a person could print: a title, sections with their rows, captions
 * of one to four lines, totals, rows of percent, boxes, columns that help, notes. How it is set (with
 * spaces, bars, tags) is the matter of the renderings.
 */
import type { Dice } from './dice.ts';
import {
  ONE,
  printedPart,
  PARTS,
  SUBSETS,
  type Part,
  type Subset,
  type TrueDocument,
  type TrueRow,
  type TrueSecurity,
} from './truth.ts';
import {
  boxOf,
  CAPTIONS,
  NOTES,
  TITLES,
  TOTAL_CAPTIONS,
  TOTAL_LABELS,
  type Meaning,
} from './words.ts';

export type Align = 'left' | 'center' | 'right';

export interface PrintedColumn {
  readonly meaning: Meaning;
  readonly caption: readonly string[];
  /** "Box 2a", or null. */
  readonly box: string | null;
  readonly align: Align;
}

export interface PrintedCell {
  readonly text: string;
  /** What a workbook would hold: a day, or a number and its kind. */
  readonly typed: { readonly kind: 'day' | 'usd' | 'percent'; readonly value: string } | null;
}

export interface PrintedSection {
  /** Stands over the captions, or between them and the rows. */
  readonly heading: string;
  readonly columns: readonly PrintedColumn[];
  readonly rows: readonly (readonly PrintedCell[])[];
  readonly totals: readonly (readonly PrintedCell[])[];
}

export interface PrintedPage {
  readonly before: readonly string[];
  readonly sections: readonly PrintedSection[];
  readonly after: readonly string[];
  /** All sections are in one table, under one row of captions. */
  readonly together: boolean;
  readonly valign: 'top' | 'middle' | 'bottom';
  readonly headAlign: Align;
  readonly boxesAbove: boolean;
}

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

type DayStyle = 'slashes' | 'bare' | 'short' | 'words' | 'months' | 'iso' | 'dashes';

function dayText(day: string, style: DayStyle): string {
  const [year = '', month = '', date = ''] = day.split('-');
  const name = MONTHS[Number(month) - 1] as string;
  const [m, d] = [String(Number(month)), String(Number(date))];
  switch (style) {
    case 'slashes':
      return `${month}/${date}/${year}`;
    case 'bare':
      return `${m}/${d}/${year}`;
    case 'short':
      return `${m}/${d}/${year.slice(2)}`;
    case 'words':
      return `${name} ${d}, ${year}`;
    case 'months':
      return `${name.slice(0, 3)} ${d}, ${year}`;
    case 'iso':
      return day;
    case 'dashes':
      return `${d}-${name.slice(0, 3)}-${year.slice(2)}`;
  }
}

/** Millionths with so many digits behind the point. */
export function decimal(value: bigint, places: number): string {
  const digits = value.toString().padStart(7, '0');
  const fraction = digits.slice(-6).slice(0, places);
  return places === 0 ? digits.slice(0, -6) : `${digits.slice(0, -6)}.${fraction}`;
}

interface Style {
  readonly day: DayStyle;
  readonly zero: string | null;
  /** Every amount has its dollar, only those of the first row, or none. */
  readonly dollars: 'all' | 'first' | 'none';
  readonly percentSigns: boolean;
}

function styleOf(dice: Dice): Style {
  return {
    day: dice.oneOf([
      'slashes',
      'slashes',
      'bare',
      'bare',
      'short',
      'words',
      'months',
      'iso',
      'dashes',
    ]),
    zero: dice.oneOf([null, null, '-', '—']),
    dollars: dice.oneOf(['all', 'all', 'first', 'none']),
    percentSigns: dice.chance(92),
  };
}

const DAYS: readonly Meaning[] = ['declared', 'ex', 'record', 'payable'];
const HELPERS: readonly Meaning[] = [
  'oneYear1061',
  'threeYears1061',
  'taxableTotal',
  'shareOfYear',
  'label',
];

function isDay(meaning: Meaning): boolean {
  return DAYS.includes(meaning);
}

function meaningsOf(dice: Dice, document: TrueDocument): Meaning[] {
  const days: Meaning[] = ['payable'];
  if (dice.chance(88)) days.unshift('record');
  if (dice.chance(18)) days.unshift('declared');
  if (dice.chance(15)) days.splice(days.indexOf('payable'), 0, 'ex');
  const order = dice.chance(8) ? dice.shuffled(days) : days;
  const front: Meaning[] = dice.chance(8) ? ['amount', ...order] : [...order, 'amount'];
  const parts: Meaning[] = dice.chance(30) ? dice.shuffled(document.parts) : [...document.parts];
  const tail: Meaning[] = [];
  for (const subset of document.subsets) {
    if (dice.chance(70)) tail.push(subset);
    else parts.splice(dice.between(0, parts.length), 0, subset);
  }
  if (document.year >= 2021 && dice.chance(10)) tail.push('oneYear1061', 'threeYears1061');
  if (document.unit === 'usd' && document.parts.length > 1 && dice.chance(8))
    parts.unshift('taxableTotal');
  if (document.unit === 'usd' && document.parts.length > 0 && dice.chance(4))
    tail.push('shareOfYear');
  const all = [...front, ...parts, ...tail].slice(0, 12);
  if (all.length < 12 && dice.chance(6) && all[0] !== 'amount') all.unshift('label');
  return all;
}

/** A caption in so many lines, broken between words. */
function broken(dice: Dice, caption: string, lines: number): string[] {
  const words = caption.split(' ');
  const count = Math.min(lines, words.length);
  const breaks = dice
    .shuffled(Array.from({ length: words.length - 1 }, (_, i) => i + 1))
    .slice(0, count - 1)
    .toSorted((a, b) => a - b);
  return [0, ...breaks].map((from, i) => words.slice(from, breaks[i]).join(' '));
}

function captionOf(dice: Dice, document: TrueDocument, meaning: Meaning): string {
  const inclusive =
    (meaning === 'ordinary' && document.ordinaryInclusive) ||
    (meaning === 'capitalGain' && document.gainInclusive);
  const caption = dice.oneOf(
    (inclusive ? TOTAL_CAPTIONS[meaning] : undefined) ?? CAPTIONS[meaning],
  );
  if (document.unit === 'usd' && !isDay(meaning) && !HELPERS.includes(meaning) && dice.chance(3)) {
    return `${caption} ($ per share)`;
  }
  return caption;
}

function columnsOf(
  dice: Dice,
  document: TrueDocument,
  meanings: readonly Meaning[],
): PrintedColumn[] {
  const lines = dice.between(1, 4);
  const dataAlign = dice.oneOf<Align>(['left', 'center', 'right', 'right']);
  const boxes = dice.chance(20);
  return meanings.map((meaning) => ({
    meaning,
    caption: broken(dice, captionOf(dice, document, meaning), lines),
    box: boxes ? (boxOf(meaning, document.year) ?? null) : null,
    align:
      isDay(meaning) || meaning === 'label' ? dice.oneOf<Align>(['left', 'center']) : dataAlign,
  }));
}

const isPart = (meaning: Meaning): meaning is Part =>
  (PARTS as readonly string[]).includes(meaning);
const isSubset = (meaning: Meaning): meaning is Subset =>
  (SUBSETS as readonly string[]).includes(meaning);

/** Of a row: the millionths that a column holds. */
function valueOf(document: TrueDocument, row: TrueRow, meaning: Meaning, all: bigint): bigint {
  if (meaning === 'amount') return row.amount;
  if (isPart(meaning)) return printedPart(document, row, meaning);
  if (isSubset(meaning)) return row.subsets[meaning] ?? 0n;
  if (meaning === 'taxableTotal') {
    const { parts } = row;
    return parts.ordinary + parts.qualified + parts.capitalGain + parts.unrecaptured1250;
  }
  if (meaning === 'shareOfYear')
    return all === 0n ? 0n : (row.amount * 100n * ONE + all / 2n) / all;
  return 0n;
}

const EMPTY: PrintedCell = { text: '', typed: null };

function moneyCell(value: bigint, places: number, style: Style, isFirst: boolean): PrintedCell {
  const number = decimal(value, places);
  const dollar = style.dollars === 'all' || (style.dollars === 'first' && isFirst) ? '$' : '';
  const text = value === 0n && style.zero !== null ? style.zero : `${dollar}${number}`;
  return { text, typed: { kind: 'usd', value: number } };
}

function percentCell(value: bigint, places: number, style: Style): PrintedCell {
  const number = decimal(value, places);
  const text =
    value === 0n && style.zero !== null ? style.zero : `${number}${style.percentSigns ? '%' : ''}`;
  return { text, typed: { kind: 'percent', value: number } };
}

interface Printing {
  readonly document: TrueDocument;
  readonly style: Style;
  readonly columns: readonly PrintedColumn[];
}

function figureCell(
  { document, style }: Printing,
  meaning: Meaning,
  value: bigint,
  first: boolean,
): PrintedCell {
  if (meaning === 'shareOfYear') return percentCell(value, 2, { ...style, percentSigns: true });
  if (meaning === 'amount') return moneyCell(value, document.amountPlaces, style, first);
  return document.unit === 'usd'
    ? moneyCell(value, document.partPlaces, style, first)
    : percentCell(value, document.partPlaces, style);
}

function labelOf(row: number, rows: number): string {
  if (rows === 12) return MONTHS[row] as string;
  return rows <= 4 ? `Q${row + 1}` : String(row + 1);
}

function rowCells(printing: Printing, security: TrueSecurity, at: number): PrintedCell[] {
  const row = security.rows[at] as TrueRow;
  const all = security.rows.reduce((sum, one) => sum + one.amount, 0n);
  return printing.columns.map(({ meaning }) => {
    if (meaning === 'label') return { text: labelOf(at, security.rows.length), typed: null };
    if (isDay(meaning)) {
      const day = row[meaning as 'payable'];
      return { text: dayText(day, printing.style.day), typed: { kind: 'day', value: day } };
    }
    return figureCell(printing, meaning, valueOf(printing.document, row, meaning, all), at === 0);
  });
}

/** Sums of dollars; of percentages the year's, weighted by the amounts. */
function totalValue(printing: Printing, security: TrueSecurity, meaning: Meaning): bigint {
  const { document } = printing;
  const all = security.rows.reduce((sum, one) => sum + one.amount, 0n);
  if (meaning === 'shareOfYear') return 100n * ONE;
  const values = security.rows.map((row) => valueOf(document, row, meaning, all));
  if (document.unit === 'usd' || meaning === 'amount')
    return values.reduce((sum, one) => sum + one, 0n);
  const weighted = security.rows.reduce(
    (sum, row, i) => sum + row.amount * (values[i] as bigint),
    0n,
  );
  return weighted / all;
}

/** Rounded to the digits that are printed; sums of dollars have no more. */
function toPlaces(value: bigint, document: TrueDocument, meaning: Meaning): bigint {
  if (document.unit === 'usd' || meaning === 'amount') return value;
  const step = ONE / 10n ** BigInt(document.partPlaces);
  return ((value + step / 2n) / step) * step;
}

function totalRows(dice: Dice, printing: Printing, security: TrueSecurity): PrintedCell[][] {
  const { document, columns, style } = printing;
  const [first] = columns;
  if (!first || first.meaning === 'amount' || !dice.chance(55)) return [];
  const label = dice.oneOf(TOTAL_LABELS).replace('{year}', String(document.year));
  const total = columns.map(({ meaning }, i) => {
    if (i === 0) return { text: label, typed: null };
    if (isDay(meaning)) return EMPTY;
    const value = totalValue(printing, security, meaning);
    const cell = figureCell(printing, meaning, toPlaces(value, document, meaning), true);
    // A workbook holds what its formula gives, however few digits are printed.
    return cell.typed?.kind === 'percent'
      ? { ...cell, typed: { ...cell.typed, value: decimal(value, 6) } }
      : cell;
  });
  const all = security.rows.reduce((sum, one) => sum + one.amount, 0n);
  if (document.unit === 'percent' || document.parts.length === 0 || !dice.chance(30))
    return [total];
  const share = columns.map(({ meaning }, i) => {
    if (i === 0)
      return { text: dice.oneOf(['% of total', 'Percent', '% of Annual Total']), typed: null };
    if (isDay(meaning) || meaning === 'shareOfYear') return EMPTY;
    const value = totalValue(printing, security, meaning);
    return percentCell((value * 100n * ONE + all / 2n) / all, 2, { ...style, percentSigns: true });
  });
  return [total, share];
}

function headingOf(dice: Dice, name: string, cusip: string): string {
  const grouped = `${cusip.slice(0, 6)}-${cusip.slice(6, 8)}-${cusip.slice(8)}`;
  return dice.oneOf([
    `${name} (CUSIP ${cusip})`,
    `${name} (CUSIP ${grouped})`,
    `${name} - CUSIP ${cusip}`,
    `${name}, CUSIP # ${cusip}`,
    `${name} (CUSIP #${cusip})`,
  ]);
}

function beforeOf(dice: Dice, document: TrueDocument): string[] {
  const { issuer, ticker, year } = document;
  const title = dice.oneOf(TITLES).replace('{issuer}', issuer).replace('{year}', String(year));
  const lines = [title];
  if (dice.chance(70)) {
    lines.push(
      `DAYTON, January ${dice.between(10, 30)}, ${year + 1} -- ${issuer} (NYSE: ${ticker}) gave the federal income tax treatment of its ${year} distributions.`,
    );
  }
  if (document.parts.length === 0)
    lines.push(`100% of the ${year} distributions is ordinary dividends.`);
  return lines;
}

function notesOf(dice: Dice, document: TrueDocument): string[] {
  const notes = dice.shuffled(NOTES).slice(0, dice.between(0, 2));
  return notes.map((note) => note.replace('{year}', String(document.year)));
}

/** The page that the dice make of a document. */
export function printedPage(dice: Dice, document: TrueDocument): PrintedPage {
  const meanings = meaningsOf(dice, document);
  const style = styleOf(dice);
  const columns = columnsOf(dice, document, meanings);
  const printing = { document, style, columns };
  const sections = document.securities.map((security) => ({
    heading: headingOf(dice, security.name, security.cusip),
    columns,
    rows: security.rows.map((_, at) => rowCells(printing, security, at)),
    totals: totalRows(dice, printing, security),
  }));
  return {
    before: beforeOf(dice, document),
    sections,
    after: notesOf(dice, document),
    together: sections.length > 1 && dice.chance(45),
    valign: dice.oneOf(['top', 'middle', 'bottom', 'bottom']),
    headAlign: dice.oneOf<Align>(['left', 'center', 'center', 'right']),
    boxesAbove: dice.chance(60),
  };
}

/** The columns of the document that the page prints at all. */
export function printedMeanings(page: PrintedPage): ReadonlySet<Meaning> {
  return new Set(
    page.sections.flatMap((section) => section.columns.map((column) => column.meaning)),
  );
}
