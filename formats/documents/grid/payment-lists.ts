/**
 * Lists of labels and values, one for each payment, to rows of one table: "Payable Date: 01/15/2015 (record
 * date 12/31/2014)", "Ordinary income: $0.25", "Return of capital ..... $0.10", "Total: $0.35". Lists that
 * follow each other are one table; a label that some of them have not is an empty cell of theirs. All places
 * are those of the line where a list begins.
 *
 * A list ends where a day or a label of it comes again, or a title. Percentages behind the dollars must be
 * those of the dollars, and say nothing more then.
 * Awkward cases: the days below the title or the amount; label and value in cells or lines of their own; a list
 * of the year's totals behind the others; an amount in the line of the days; days without a year under a title.
 * Not handled, and left as it is: a line of days that says anything else.
 */
import { RATE_PLACES } from '../../../tax/values/money.ts';
import { readCell, type ColumnMeaning, type DateMeaning } from '../columns/captions.ts';
import { isComponent, isSubset } from '../draft/draft-rows.ts';
import type { TextLine } from '../source/lines.ts';
import { DAY_NAMES, QUARTER, daysIn, isDayName, likeDays, type Days } from './list-days.ts';
import { dateParts, MONTH_PATTERN, monthNumber, readNumber } from './values.ts';
import { withYears } from './years-of-dates.ts';

const TITLE = new RegExp(
  `^(?:${QUARTER}(?: of)?(?: (?:19|20)\\d\\d)?|(?:${MONTH_PATTERN})(?: (?:19|20)\\d\\d)?)(?: (?:dividend|distribution|payment))?$`,
  'i',
);
const TOTAL =
  /^(?:(?:annual |year(?:ly)? )?totals?(?: for| of)?(?: the)?(?: tax| calendar)?(?: year)?(?: (?:19|20)\d\d)?|(?:(?:19|20)\d\d )(?:annual )?totals?|full year(?: (?:19|20)\d\d)?)$/i;
/** Over the values of a list. */
const OVER_VALUES =
  /^(?:amount|(?:amount )?per share|percent(?:age)?s?|%(?: of total)?|component|tax (?:treatment|character|characterization))$/i;
const FIGURE = /(?:\$ ?)?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?(?: ?%)?/;
const MARK = '(?:\\s?(?:\\((?:\\d{1,2}|[a-h])\\)|\\*+|[†‡]))?';
const ONE_VALUE = new RegExp(`^(?=\\$|\\d|\\.\\d|[-–—])(?:${FIGURE.source}|[-–—]+)${MARK}$`, 'i');
const PER_SHARE = /(?<=\d) (?:per share|a share)$/i;
/** Before a part of another part. */
const OF_WHICH = /^(?:of which(?: are| is)?|including|includes)\s+/i;
const TWO_VALUES = new RegExp(
  `^(\\$ ?[\\d,]*\\.?\\d+) ?(?:\\((\\d+(?:\\.\\d+)? ?%)\\)|(\\d+(?:\\.\\d+)? ?%))$`,
);
const LEADERS = /(?:\s?\.){3,}|…+|_{3,}|:\s|:$|\s[-–—=]\s(?=[$\d.])|\s+(?=\$)/;
const BOX = /\(?\bbox \w{1,2}\)?/i;
const BULLET = /^\s*(?:[-–—•*·◦]|o(?=\s+[A-Za-z]))\s+/;
const LONGEST_LABEL = 90;
/** A longer line is of no list, and nobody looks for one in it. */
const LONGEST_LINE = 500;
const MOST_LINES = 600;
/** Lines below a list. */
const FAR = 4;

interface Entry {
  readonly label: string;
  value: string;
  /** In percent, behind dollars. */
  share: string;
}

interface PaymentList {
  readonly line: TextLine;
  /** What it begins with: days, a title, or a label. */
  readonly begins: string;
  readonly days: Map<DateMeaning, string>;
  readonly entries: Entry[];
  /** Of footnotes, beside the days. */
  marks: string;
  /** Of the class of stock, where the line of the days names it. */
  name: string | undefined;
  /** Of the year, without days. */
  readonly isTotal: boolean;
}

/** A line with its footnote marks in parentheses, without a bullet. */
function markedText({ text, marks }: TextLine): string {
  const whole = marks.reduceRight(
    (all, { mark, offset }) => `${all.slice(0, offset)} (${mark}) ${all.slice(offset)}`,
    text,
  );
  return whole.replace(BULLET, '');
}

/** Value and percentage in a cell that holds no words. */
function valuesIn(given: string): readonly [string, string] | undefined {
  const text = given.replace(PER_SHARE, '');
  const two = TWO_VALUES.exec(text);
  if (two) return [two[1] as string, (two[2] ?? two[3]) as string];
  return ONE_VALUE.test(text) ? [text, ''] : undefined;
}

function entryIn(text: string): Entry | undefined {
  const match = LEADERS.exec(text);
  const label = match ? text.slice(0, match.index).trim() : '';
  const values = match
    ? valuesIn(
        text
          .slice(match.index + match[0].length)
          .replace(/^[\s.:]+(?![\d])/, '')
          .trim(),
      )
    : undefined;
  return values && /[A-Za-z]{3}/.test(label) && label.length <= LONGEST_LABEL
    ? { label, value: values[0], share: values[1] }
    : undefined;
}

const keyOf = (label: string): string =>
  label
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();

/** Reads lists line by line, for as long as the lines are of some. */
class ListReader {
  readonly lists: PaymentList[] = [];
  /** A label, or the name of a day, whose value has not come. */
  private label: { text: string; line: TextLine } | undefined;
  private title: { line: TextLine; isTotal: boolean } | undefined;

  get isWaiting(): boolean {
    return this.label !== undefined || this.title !== undefined;
  }

  /** The list that goes on; after a title, and where what comes was there before, another one. */
  private current(line: TextLine, begins: string, isThere: (list: PaymentList) => boolean) {
    const last = this.lists.at(-1);
    if (last && !this.title && !isThere(last)) return last;
    const { title } = this;
    const list: PaymentList = {
      line: title?.line ?? line,
      begins: title ? 'title' : begins,
      days: new Map(),
      entries: [],
      marks: '',
      name: undefined,
      isTotal: title?.isTotal ?? false,
    };
    this.title = undefined;
    this.lists.push(list);
    return list;
  }

  private addDays({ days, amount, name, marks }: Days, line: TextLine): boolean {
    const kinds = [...days.keys()];
    const list = this.current(line, 'days', (last) => kinds.some((one) => last.days.has(one)));
    if (name !== undefined && list.name !== undefined && list.name !== name) return false;
    list.name ??= name;
    for (const [meaning, day] of days) list.days.set(meaning, day);
    list.marks += ` ${marks}`;
    return (
      amount === undefined ||
      this.addEntry({ label: 'Total distribution per share', value: `$${amount}`, share: '' }, line)
    );
  }

  private addEntry(entry: Entry, line: TextLine): boolean {
    const label = entry.label.replace(OF_WHICH, '');
    const list = this.current(line, keyOf(label), (last) =>
      last.entries.some((one) => keyOf(one.label) === keyOf(label)),
    );
    list.entries.push({ ...entry, label });
    return true;
  }

  /** Whether a cell is of a list. */
  private take(text: string, line: TextLine): boolean {
    const { label } = this;
    const values = valuesIn(text);
    if (values && label && !isDayName(label.text)) {
      this.label = undefined;
      return this.addEntry({ label: label.text, value: values[0], share: values[1] }, line);
    }
    const last = this.lists.at(-1)?.entries.at(-1);
    if (values && last && last.share === '' && text.endsWith('%') && last.value.startsWith('$')) {
      last.share = values[0];
      return true;
    }
    if (values) return false;
    if (label && !isDayName(label.text)) return false;
    const days = daysIn(label ? `${label.text} ${text}` : text);
    if (days) {
      this.label = undefined;
      return this.addDays(days, label?.line ?? line);
    }
    if (label) return false;
    const entry = entryIn(text);
    if (entry) return this.addEntry(entry, line);
    const bare = text.replace(/[\s:–—-]+$/, '');
    const isTotal = TOTAL.test(bare) && /\d{4}|year/i.test(bare);
    if (isTotal || TITLE.test(bare)) {
      if (this.title) return false;
      this.title = { line, isTotal };
      return true;
    }
    if (OVER_VALUES.test(bare)) return this.title !== undefined || this.lists.length > 0;
    if (text.length > LONGEST_LABEL || /[.;]$/.test(text)) return false;
    this.label = { text: bare, line };
    return true;
  }

  /** Whether all of a line is of the lists. */
  takes(line: TextLine): boolean {
    return line.text.length <= LONGEST_LINE && cellsOf(line).every((cell) => this.take(cell, line));
  }
}

/** The cells of a line; days that are all of it are one. None where it is too long. */
function cellsOf(line: TextLine): string[] {
  if (line.text.length > LONGEST_LINE) return [];
  const whole = markedText(line).trim();
  const cells = daysIn(whole.replace(/\|/g, ' ')) ? [whole] : whole.split(/[|\t]|\s{2,}(?!\.)/);
  return cells.map((cell) => cell.replace(/\|/g, ' ').trim()).filter((cell) => cell !== '');
}

const numberOf = (value: string) => readNumber(value.replace(/\$ /, '$'));

/** Whether percentages are those of the dollars, as printed; true where there are none. */
function areShares(list: PaymentList): boolean {
  const { entries } = list;
  const total = entries.find(({ label }) => meaningOf(label, list) === 'amountPerShare');
  const whole = numberOf(total?.value ?? '')?.rate ?? 0n;
  return entries.every(({ value, share }) => {
    if (share === '') return true;
    const part = numberOf(value)?.rate;
    const said = readNumber(share);
    if (part === undefined || !said || whole === 0n) return false;
    const step = 10n ** BigInt(RATE_PLACES - said.places);
    const difference = part * 100n * 10n ** BigInt(RATE_PLACES) - said.rate * whole;
    return (difference < 0n ? -difference : difference) <= step * whole;
  });
}

/** What a label names, by the boxes of the year of its day. */
function meaningOf(label: string, { days }: PaymentList): ColumnMeaning | undefined {
  const day = dateParts(days.get('payableDate') ?? days.get('recordDate') ?? '');
  const year = day && Number(day.year.length === 2 ? `20${day.year}` : day.year);
  return TOTAL.test(label) ? 'amountPerShare' : readCell(label, year ?? null)?.meaning;
}

/** Whether lists are payments: each has a day, all begin alike, and their labels are those of parts. */
function arePayments(lists: readonly PaymentList[]): boolean {
  const payments = lists.filter(({ isTotal }) => !isTotal);
  const [first] = payments;
  if (!first || lists.slice(0, -1).some(({ isTotal }) => isTotal)) return false;
  const labels = new Set(payments.flatMap(({ entries }) => entries.map(({ label }) => label)));
  const meanings = [...labels].map((label) => meaningOf(label, first));
  const parts = meanings.filter((one) => one !== undefined && isComponent(one));
  return (
    parts.length > 0 &&
    labels.size > 1 &&
    meanings.filter((one) => one !== undefined).length > 1 &&
    payments.every(
      ({ days, entries, begins, name }) =>
        (days.has('recordDate') || days.has('payableDate')) &&
        entries.length > 0 &&
        begins === first.begins &&
        (name === undefined) === (first.name === undefined) &&
        [...days.keys()].join() === [...first.days.keys()].join(),
    ) &&
    lists.every(areShares)
  );
}

/** All labels, each behind the one that it follows in its list. */
function labelsOf(lists: readonly PaymentList[]): string[] {
  const labels: string[] = [];
  for (const { entries } of lists) {
    let at = 0;
    for (const { label } of entries) {
      const found = labels.findIndex((one) => keyOf(one) === keyOf(label));
      if (found === -1) labels.splice(at++, 0, label);
      else at = found + 1;
    }
  }
  return labels;
}

function lineOf(text: string, { number, text: own }: TextLine): TextLine {
  const most = Math.max(own.length - 1, 0);
  return { number, text, columns: [...text].map((_, i) => Math.min(i, most)), marks: [] };
}

function tableOf(lists: readonly PaymentList[]): TextLine[] {
  const [first] = lists as [PaymentList];
  const days = DAY_NAMES.filter(([meaning]) => lists.some((list) => list.days.has(meaning)));
  const labels = labelsOf(lists);
  const captions = labels.map((label) => (TOTAL.test(label) ? 'Total Distribution' : label));
  const header = [...days.map(([, name]) => name), ...captions];
  const rows = lists.map((list) => {
    const valueOf = (label: string): string =>
      list.entries.find((entry) => keyOf(entry.label) === keyOf(label))?.value ?? '';
    const own = list.isTotal
      ? days.map((_, i) => (i === 0 ? 'Total' : ''))
      : days.map(([meaning]) => list.days.get(meaning) ?? '');
    own[0] = `${own[0] ?? ''}${list.marks.trimEnd()}`;
    return lineOf([...own, ...labels.map(valueOf)].join(' | '), list.line);
  });
  const heading = first.name === undefined ? [] : [lineOf(first.name, first.line)];
  return [...heading, lineOf(header.join(' | '), first.line), ...rows, lineOf('', first.line)];
}

/** The tables of lists: one, or one for each class of stock. */
function tablesOf(lists: readonly PaymentList[]): TextLine[] {
  const names = [...new Set(lists.map(({ name }) => name))];
  return names.flatMap((name) => tableOf(lists.filter((list) => list.name === name)));
}

interface Found {
  readonly table: readonly TextLine[];
  /** Index of the line behind the lists. */
  readonly to: number;
}

/** Whether a line is a label of a part with a figure behind it, read or not. */
function isPart(line: TextLine): boolean {
  const [cell = ''] = cellsOf(line);
  if (cell.length > 2 * LONGEST_LABEL) return false;
  const ends = [LEADERS.exec(cell)?.index, cell.indexOf(':')].filter((at) => at !== undefined);
  return ends.some((at) => {
    const label = cell.slice(0, Math.max(at, 0)).replace(OF_WHICH, '').replace(BOX, '');
    const meaning = readCell(label, null)?.meaning;
    return meaning !== undefined && (isComponent(meaning) || isSubset(meaning));
  });
}

/** Whether a list goes on below the lines that were read: right there, or with parts before the next days. */
function goesOn(lines: readonly TextLine[], to: number): boolean {
  const text = lines[to]?.text.trim() ?? '';
  const isNote = /^(?:\(?\w{1,2}\)|[*†‡])|\.$/.test(text) || text.length > LONGEST_LABEL;
  if (!isNote && /[$%]|\.\d/.test(text)) return true;
  const next = lines.slice(to, to + FAR).filter((line) => line.text.trim() !== '');
  const end = next.findIndex(isHead);
  return next.slice(0, end === -1 ? next.length : end).some(isPart);
}

type YearOfText = () => number | null;

/** "March 31" and "3/31" as "3/31"; undefined for a day with a year. */
function withoutYear(day: string): string | undefined {
  if (/^\d{1,2}\/\d{1,2}$/.test(day)) return day;
  const [, name = '', number] = /^([a-z]+)\.? (\d{1,2})$/i.exec(day) ?? [];
  return number && `${monthNumber(name) ?? ''}/${number}`;
}

/** Gives years to the days of a security's lists that have none; false where the year of one cannot be told. */
function haveYears(lists: readonly PaymentList[], yearIn: YearOfText): boolean {
  const payments = lists.filter(({ isTotal }) => !isTotal);
  const short = payments.map(({ days }) => [...days.values()].map(withoutYear));
  if (short.every((dates) => dates.every((date) => date === undefined))) return true;
  const rows = short.map((dates) => ({ dates: dates.filter((date) => date !== undefined) }));
  const isWhole =
    rows.length > 1 && rows.every(({ dates }, r) => dates.length === short[r]?.length);
  const taxYear = isWhole && (rows[0]?.dates.length ?? 0) > 1 ? yearIn() : null;
  const dated = taxYear === null ? undefined : withYears(rows, taxYear);
  payments.forEach(({ days }, r) => {
    [...days.keys()].forEach((meaning, i) => days.set(meaning, dated?.[r]?.[i] ?? ''));
  });
  return dated !== undefined;
}

function listsAt(lines: readonly TextLine[], from: number, yearIn: YearOfText): Found | undefined {
  const reader = new ListReader();
  // What still waits for its value behind the last whole line is no part of a list.
  let to = from;
  for (let at = from; at < Math.min(lines.length, from + MOST_LINES); at++) {
    const line = lines[at] as TextLine;
    if (line.text.trim() === '') continue;
    if (!reader.takes(line)) break;
    if (!reader.isWaiting) to = at + 1;
  }
  const { lists } = reader;
  const ofClasses = [...Map.groupBy(lists, ({ name }) => name).values()];
  return to > from &&
    !goesOn(lines, to) &&
    arePayments(lists) &&
    ofClasses.every((own) => haveYears(own, yearIn))
    ? { table: tablesOf(lists), to }
    : undefined;
}

/** Whether a line holds days, or begins with the name of one, or is a title. */
function isHead(line: TextLine): boolean {
  const [cell = ''] = cellsOf(line);
  const bare = cell.replace(/[\s:–—-]+$/, '');
  return daysIn(cell) !== undefined || isDayName(bare) || TITLE.test(bare);
}

/** Where a list may begin: at its days or its title, or at a label right above these. */
function mayBegin(lines: readonly TextLine[], at: number): boolean {
  const [line, next] = [lines[at], lines[at + 1]];
  return (
    line !== undefined &&
    (isHead(line) ||
      (next !== undefined && entryIn(cellsOf(line)[0] ?? '') !== undefined && isHead(next)))
  );
}

interface ListsRead {
  /** With the lists as tables; the same lines where there is none. */
  readonly lines: readonly TextLine[];
  /** Where what looks like a list is that was not read. */
  readonly left: readonly TextLine[];
}

/**
 * Where lists begin that were not read: at a line of days with two parts below it and, where others were
 * read, at any days and any parts with figures.
 */
function leftOf(lines: readonly TextLine[], hasLists: boolean): TextLine[] {
  const filled = lines.filter(({ text }) => text.trim() !== '');
  const isFigure = (line: TextLine | undefined): boolean =>
    line !== undefined && /[$%]|\.\d/.test(line.text) && isPart(line);
  return filled.filter((line, i) => {
    const [first, second] = [filled[i + 1], filled[i + 2]];
    if (likeDays(line.text)) return isFigure(first) && (hasLists || isFigure(second));
    const before = filled[i - 1];
    return hasLists && isFigure(line) && !(before && (isFigure(before) || likeDays(before.text)));
  });
}

/** The lists of a text as tables; `yearIn` says the tax year of the text. */
export function withPaymentLists(lines: readonly TextLine[], yearIn: YearOfText): ListsRead {
  const result: TextLine[] = [];
  const rest: TextLine[] = [];
  for (let at = 0; at < lines.length; at++) {
    const found = mayBegin(lines, at) ? listsAt(lines, at, yearIn) : undefined;
    if (found) {
      result.push(...found.table);
      at = found.to - 1;
    } else {
      result.push(lines[at] as TextLine);
      rest.push(lines[at] as TextLine);
    }
  }
  return { lines: result, left: leftOf(rest, rest.length < lines.length) };
}
