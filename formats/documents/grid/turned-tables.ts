/**
 * Tables that are turned round, a column for each payment and a row for each part, to rows of payments:
 * "Record 1/9 Payment 1/23 Record 4/4 Payment 4/18", "Taxable Ordinary Dividend $0.20 $0.14", … They are
 * turned here, once, and are then tables like any other; all places are those of the line of the dates.
 *
 * Where the dates have no year, a first record date late in the year before later ones is of the year before;
 * each following date is in the year in which it comes after the one before it.
 * The days may also stand behind their name: "Record Date", all record dates, "Payable Date", …
 * Awkward cases: a total and its percentage behind the payments; a box below the name of a part; "$$0".
 * Not handled: payments without a record date.
 */
import type { TextLine } from '../source/lines.ts';

const PAIR =
  /Record\s+(?:Date\s+)?(\d{1,2}\/\d{1,2})[\s|]+Pay(?:ment|able)\s+(?:Date\s+)?(\d{1,2}\/\d{1,2})(?!\/)/gi;
const RECORD = /\bRecord\s+(?:Date\s+)?(\d{1,2}\/\d{1,2}(?:\/\d{2}(?:\d{2})?)?)/gi;
const PAID =
  /\b(?:Pmt|Paid|Pay(?:ment|able)?)\s+(?:Date\s+)?(\d{1,2}\/\d{1,2}(?:\/\d{2}(?:\d{2})?)?)/gi;
/** What stands among the dates and over the totals behind them. */
const AMONG_DATES =
  /^(?:%(?: of)?|% of total|annual|(?:19|20)\d\d|(?:(?:19|20)\d\d )?(?:annual )?totals?|(?:(?:19|20)\d\d )?(?:dividend|distribution) dates|(?:(?:Q[1-4]|[1-4]Q|(?:1st|2nd|3rd|4th|first|second|third|fourth) (?:quarter|qtr\.?))(?: (?:19|20)\d\d)? ?)+(?:totals?)?)$/i;
const VALUE = /\$*\s?(?:\d+(?:\.\d+)?|\.\d+)\s?%?|[-–—](?=[\s|]|$)/g;
const MOST_LINES = 400;
const ENDS = /\bCUSIP\b|^[^$%]{81,}$/i;

interface Part {
  label: string;
  readonly values: string[];
}

interface Turned {
  readonly from: number;
  readonly to: number;
  readonly pairs: readonly (readonly [string, string])[];
  readonly parts: readonly Part[];
  /** Days beside those of the pairs, by the name of their row. */
  readonly otherDays: readonly (readonly [string, readonly string[]])[];
}

/** The stretch of lines from the first date on that has all pairs of dates. */
function datesAt(lines: readonly TextLine[], at: number): Turned | undefined {
  const first = lines[at]?.text ?? '';
  if (!/Record\s+(?:Date\s+)?\d{1,2}\/\d{1,2}(?!\/)/i.test(first)) return undefined;
  let text = '';
  let to = at;
  for (; to < Math.min(lines.length, at + 80); to++) {
    const own = lines[to]?.text ?? '';
    if (to > at && !/^[\s|]*$|Record|Pay(?:ment|able)/i.test(own)) break;
    text += `${own} `;
  }
  const pairs = [...text.matchAll(PAIR)].map(
    ([, record, paid]) => [record ?? '', paid ?? ''] as const,
  );
  return pairs.length > 1 ? { from: at, to, pairs, parts: [], otherDays: [] } : undefined;
}

/** All record dates and, behind them, all dates of payment, with nothing between but names of these and of totals. */
function datesInRows(lines: readonly TextLine[], at: number): Turned | undefined {
  if (lines[at]?.text.search(RECORD) === -1) return undefined;
  const [records, paid]: [string[], string[]] = [[], []];
  let to = at;
  for (; to < Math.min(lines.length, at + 120); to++) {
    const cells = (lines[to]?.text ?? '').split(/[|\t]| {3,}/);
    const isOther = cells.some((cell) => {
      const rest = cell.replace(RECORD, ' ').replace(PAID, ' ').trim().replace(/\s+/g, ' ');
      return rest !== '' && !AMONG_DATES.test(rest);
    });
    if (isOther) break;
    const text = cells.join(' ');
    records.push(...[...text.matchAll(RECORD)].map(([, date = '']) => date));
    paid.push(...[...text.matchAll(PAID)].map(([, date = '']) => date));
  }
  const pairs = records.map((record, i) => [record, paid[i] ?? ''] as const);
  const hasYears = new Set([...records, ...paid].map((date) => date.split('/').length)).size === 1;
  return pairs.length > 1 && paid.length === records.length && hasYears
    ? { from: at, to, pairs, parts: [], otherDays: [] }
    : undefined;
}

const NAMED_DATES = /^((?:record|ex-dividend|ex|payable|payment|pay|declaration)(?: dates?)?):?$/i;
const WHOLE_DATE = /^\d{1,2}\/\d{1,2}\/\d{2}(?:\d{2})?$/;

/** "Record Date" and its days, "Payable Date" and theirs, each name before a day for every payment. */
function datesNamed(lines: readonly TextLine[], at: number): Turned | undefined {
  const rows = new Map<string, string[]>();
  let own: string[] | undefined;
  let to = at;
  for (; to < Math.min(lines.length, at + 120); to++) {
    const cells = (lines[to]?.text ?? '').split(/[|\t]| {2,}/).map((cell) => cell.trim());
    const filled = cells.filter((cell) => cell !== '');
    const isDays = (cell: string): boolean => NAMED_DATES.test(cell) || WHOLE_DATE.test(cell);
    // "Total" and "%" stand behind the days, over the columns of the totals.
    const last = filled.findLastIndex(isDays);
    if (!filled.slice(0, last + 1).every(isDays)) break;
    if (!filled.slice(last + 1).every((cell) => AMONG_DATES.test(cell))) break;
    for (const cell of filled.slice(0, last + 1)) {
      const name = NAMED_DATES.exec(cell)?.[1]
        ?.toLowerCase()
        .replace(/ dates?$/, '');
      if (name !== undefined) rows.set(name, (own = []));
      else if (own) own.push(cell);
      else return undefined;
    }
  }
  const records = rows.get('record') ?? [];
  const paid = rows.get('payable') ?? rows.get('payment') ?? rows.get('pay') ?? [];
  const isEach = [...rows.values()].every((dates) => dates.length === records.length);
  const pairs = records.map((record, i) => [record, paid[i] ?? ''] as const);
  const ex = rows.get('ex-dividend') ?? rows.get('ex');
  const declared = rows.get('declaration');
  const otherDays = [
    ...(ex ? [['Ex-Dividend Date', ex] as const] : []),
    ...(declared ? [['Declaration Date', declared] as const] : []),
  ];
  return isEach && records.length > 1 && paid.length === records.length
    ? { from: at, to, pairs, parts: [], otherDays }
    : undefined;
}

/** The parts below the dates: each a name and its values. */
function partsFrom(lines: readonly TextLine[], start: number): { parts: Part[]; to: number } {
  const parts: Part[] = [];
  let to = start;
  let isBroken = false;
  for (let at = start; at < Math.min(lines.length, start + MOST_LINES); at++) {
    const { text } = lines[at] as TextLine;
    const isNote = /^[A-Z(][^$|]{60,}\.$|^\(\d{1,2}\)\s+[A-Z]/.test(text.trim());
    // Wide spaces part cells and make no sentence.
    const isEnd = ENDS.test(text.trim().replace(/\s{2,}/g, ' '));
    if (isEnd || (parts.length > 0 && isNote)) break;
    for (const cell of text.split(/[|\t]/)) {
      const trimmed = cell.trim();
      if (trimmed === '') continue;
      if (/^box \d[a-f]?$/i.test(trimmed)) {
        parts.push({ label: trimmed, values: [] });
        continue;
      }
      const box = /^\(\s*(?:form\b.*)?box(?:es)?\b[^)]*\)$/i.test(trimmed);
      const last = parts.at(-1);
      if (box) {
        if (last && /^\(box [0-9a-f]+\)$/i.test(trimmed)) last.label += ` ${trimmed}`;
        continue;
      }
      const words =
        /^((?:[^\s$]*[A-Za-z][^\s$]*\s*|(?:1250|1202|897)\s+)*)((?:\((?:\d{1,2}|[a-h])\)\s*)*)(.*)$/.exec(
          trimmed,
        );
      const label = `${words?.[1] ?? ''}${words?.[2] ?? ''}`.trim();
      const values = (words?.[3] ?? '').match(VALUE) ?? [];
      if (label !== '') parts.push({ label, values: [] });
      isBroken ||= label === '' && parts.length === 0;
      parts.at(-1)?.values.push(...values.map((one) => one.trim().replace(/^\$+\s?/, '$')));
      if (values.length > 0) to = at + 1;
    }
  }
  return { parts: isBroken ? [] : parts.filter((part) => part.values.length > 0), to };
}

function datesOf(pairs: Turned['pairs'], taxYear: number): string[][] {
  // Dates with years are as printed.
  if (/\/.*\//.test(pairs[0]?.[0] ?? '')) return pairs.map((pair) => [...pair]);
  const monthOf = (date: string): number => Number(date.split('/')[0]);
  const first = monthOf(pairs[0]?.[0] ?? '');
  const next = monthOf(pairs[1]?.[0] ?? '');
  let year = first > next && first >= 10 ? taxYear - 1 : taxYear;
  let before = first;
  return pairs.map(([record, paid]) => {
    if (monthOf(record) < before) year++;
    before = monthOf(record);
    const paidYear = monthOf(paid) < before ? year + 1 : year;
    const padded = (date: string): string =>
      date
        .split('/')
        .map((part) => part.padStart(2, '0'))
        .join('/');
    return [`${padded(record)}/${year}`, `${padded(paid)}/${paidYear}`];
  });
}

export function lineOf(text: string, { number, text: own }: TextLine): TextLine {
  const most = Math.max(own.length - 1, 0);
  return { number, text, columns: [...text].map((_, i) => Math.min(i, most)), marks: [] };
}

/** Headings whose number stands on the next line, on one: "(CUSIP" before "105368609)". */
export function withNumbersJoined(lines: readonly TextLine[]): readonly TextLine[] {
  const result: TextLine[] = [];
  for (const line of lines) {
    const last = result.at(-1);
    const isNumber = /^\s*[0-9A-Z]{6}-?[0-9A-Z]{2}-?[0-9]\)/.test(line.text);
    if (last && isNumber && /\(CUSIP(?:\s*(?:#|No\.?|Number))?\s*$/i.test(last.text)) {
      result[result.length - 1] = {
        ...last,
        text: `${last.text.trimEnd()} ${line.text.trim()}`,
        columns: [...last.columns, ...line.columns, 0],
      };
    } else result.push(line);
  }
  return result;
}

/** The lines with every table that is turned round put upright; the same lines where there is none. */
export function withTurnedTables(
  lines: readonly TextLine[],
  taxYear: number | null,
): readonly TextLine[] {
  if (taxYear === null) return lines;
  const result: TextLine[] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] as TextLine;
    const found = datesAt(lines, at) ?? datesInRows(lines, at) ?? datesNamed(lines, at);
    const { parts, to } = found ? partsFrom(lines, found.to) : { parts: [], to: at };
    const count = found?.pairs.length ?? 0;
    // Every part has a value for each payment, and its total and percentage behind them at most.
    const isWhole =
      parts.length > 1 &&
      parts.every(({ values }) => values.length >= count && values.length <= count + 2);
    if (!found || !isWhole) {
      result.push(line);
      continue;
    }
    // What stands above the dates in the same cell grid is their name.
    const isAmongDates = ({ text }: TextLine): boolean =>
      text !== '' && AMONG_DATES.test(text.replace(/[\s|]+/g, ' ').trim() || 'total');
    while (result.length > 0 && isAmongDates(result.at(-1) as TextLine)) result.pop();
    const dates = datesOf(found.pairs, taxYear);
    const row = (cells: readonly string[]): TextLine => lineOf(cells.join(' | '), line);
    const { otherDays } = found;
    const names = ['Record Date', 'Payable Date', ...otherDays.map(([name]) => name)];
    result.push(row([...names, ...parts.map(({ label }) => label)]));
    dates.forEach((pair, i) => {
      const others = otherDays.map(([, days]) => days[i] ?? '');
      result.push(row([...pair, ...others, ...parts.map(({ values }) => values[i] ?? '')]));
    });
    if (parts.every(({ values }) => values.length > count)) {
      const empty = names.slice(1).map(() => '');
      result.push(row(['Total', ...empty, ...parts.map(({ values }) => values[count] ?? '')]));
    }
    result.push(lineOf('', line));
    at = to - 1;
  }
  return result;
}
