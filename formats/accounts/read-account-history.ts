/**
 * What does this file of a broker say, line by line?
 *
 * The kind of file is found by what is in it, never by its name. Tables are read by headings and words,
 * OFX and QIF by their own marks; then all records are judged alike. What is no history is refused with
 * a sentence that says what it is and where it belongs.
 *
 * Source: the published interface of the command line, "basisbook import read".
 * Example: `readAccountHistory(text, calendar)` of a Schwab file gives its purchases, sales and
 * reinvestments as rows, its dividends as claims, and a question for each corporate action.
 * Awkward case: a file whose days are those of settlement: the trade day by the calendar, asked once.
 * Not handled: what is in a book already.
 */
import type { MarketCalendar } from '../../tax/facts/market-calendar.ts';
import { addDays, type Day } from '../../tax/values/days.ts';
import type { Steps } from '../../tax/values/steps.ts';
import { withAmountsOfPrices } from './amounts-of-prices.ts';
import type { HistoryEvent } from './event.ts';
import type {
  AccountHistory,
  FileOrder,
  HistoryNotice,
  HistoryQuestion,
  HistoryReading,
} from './history.ts';
import { judgeAll } from './judge.ts';
import type { Layout } from './layouts/layout.ts';
import { layoutOf, nearlyOf, OTHER_TABLE } from './layouts/layouts.ts';
import { notHappened } from './not-happened.ts';
import { isOfx, readOfx } from './ofx.ts';
import { forPrograms, issuersRelease, mixedFile, otherTable } from './other-tables.ts';
import { isQif, readQif } from './qif.ts';
import {
  headerOf,
  likelyHeader,
  OwnLayouts,
  type HeaderOfFile,
  type OwnLayout,
} from './own-layouts.ts';
import { unknownName, withNames, type SecurityNames } from './named-securities.ts';
import { readRecords, type FileRecord } from './records.ts';
import { tickersOf, type NamedSecurity } from './securities.ts';
import { positionsOf, statedHoldings, type ListedPosition } from './stated-holdings.ts';
import { questionOf, type TableChoices } from './table-doubts.ts';
import { TableReader, type TableReading } from './table-events.ts';
import { tablesLeftAside } from './tables-left-aside.ts';
import { tablesOf, type Table, type TablesOfFile } from './tables.ts';

const ACCOUNT_HISTORY_SCHEMA = 'basisbook/account-history@1';

interface EventsOfFile {
  readonly format: string;
  readonly header?: HeaderOfFile;
  readonly order: FileOrder;
  readonly events: readonly HistoryEvent[];
  readonly questions: readonly HistoryQuestion[];
  readonly notices: readonly HistoryNotice[];
  /** What the file lists as held. */
  readonly positions: readonly ListedPosition[];
  /** Securities that it lists beside its records. */
  readonly securities?: readonly NamedSecurity[];
}

type EventsReading = EventsOfFile | Extract<HistoryReading, { readonly problem: string }>;

const below = (records: readonly FileRecord[], { line }: FileRecord): readonly FileRecord[] =>
  records.filter((record) => record.line > line);

/** Makes what is told of each part of the reading; what it throws ends it. */
type WatchReading = (part: 'reading' | 'checking') => Steps | undefined;

/**
 * Reads a history, by what a person said of headers of its shape, of names of securities and of whole tables; never
 * throws on the text.
 */
export function readAccountHistory(
  text: string,
  calendar: MarketCalendar,
  own: readonly OwnLayout[] = [],
  names: SecurityNames = {},
  watch: WatchReading = () => undefined,
  choices: TableChoices = {},
): HistoryReading {
  const read = eventsOf(text, calendar, new OwnLayouts(own), choices, watch('reading'));
  if ('problem' in read) return read;
  const unknown = unknownName(read.events, names);
  if (unknown !== undefined) {
    const problem = `No line of the file names "${unknown}" as its security. Look at its questions again.`;
    return { problem, line: null };
  }
  const named = withNames(read.events, names);
  const { events: days, questions: settlement } = tradeDays(named, calendar);
  const { events, questions: amounts } = withAmountsOfPrices(days);
  const judged = judgeAll(events, read.format === 'qif', watch('checking'));
  const { format, order } = read;
  const history: AccountHistory = {
    schema: ACCOUNT_HISTORY_SCHEMA,
    format,
    order,
    rows: judged.rows,
    claims: judged.claims,
    questions: [...read.questions, ...settlement, ...amounts, ...judged.questions].toSorted(
      (a, b) => a.line - b.line,
    ),
    joined: judged.joined,
    leftOut: judged.leftOut,
    notices: [...read.notices, ...nothingIn(read), ...closedDays(judged.rows, calendar)],
    holdings: statedHoldings(read.positions, named, order, names),
    tickers: tickersOf([...(read.securities ?? []), ...named.map(({ security }) => security)]),
  };
  return read.header === undefined ? { history } : { history, header: read.header };
}

/** The code of the notice of a file that lists nothing. */
export const NO_TRANSACTIONS = 'no-transactions';

function nothingIn({ events, questions, notices }: EventsOfFile): HistoryNotice[] {
  if (events.length + questions.length > 0) return [];
  const isInOtherWords = notices.some(({ code }) => code === 'sections-left-aside');
  const message = isInOtherWords
    ? 'No part of the statement has a name that is known. If it is in another language, set the language of the statement to English, and download it again.'
    : 'The file lists no transactions. If there were some, download the history again for the whole period.';
  return [{ level: 'warning', code: NO_TRANSACTIONS, message, line: null }];
}

function eventsOf(
  text: string,
  calendar: MarketCalendar,
  own: OwnLayouts,
  choices: TableChoices,
  steps: Steps | undefined,
): EventsReading {
  if (isOfx(text)) {
    const read = readOfx(text);
    if ('problem' in read) return { line: null, ...read };
    return {
      format: `ofx-${read.version}`,
      order: 'any',
      events: read.events,
      questions: [],
      notices: [],
      positions: read.positions,
      securities: read.securities,
    };
  }
  if (isQif(text)) {
    const read = readQif(text, choices);
    if ('problem' in read) return { ...read, line: null };
    return {
      format: 'qif',
      order: orderOf(read.events),
      events: read.events,
      questions: read.questions,
      notices: [],
      positions: [],
    };
  }
  return tableEvents(text, calendar, own, choices, steps);
}

function tableEvents(
  text: string,
  calendar: MarketCalendar,
  own: OwnLayouts,
  choices: TableChoices,
  steps: Steps | undefined,
): EventsReading {
  const notation = forPrograms(text);
  if (notation !== undefined) {
    return { problem: notation, ...issuersRelease(text), line: null };
  }
  const read = readRecords(text);
  if ('problem' in read) return read;
  const mixed = mixedFile(read.records);
  if (mixed !== undefined) return mixed;
  const file = tablesOf(read.records, own);
  const tables = file.tables.filter(({ holdsTransactions }) => holdsTransactions);
  if (tables.length === 0) {
    const release = issuersRelease(text);
    if (release !== undefined) return { ...release, line: null };
    const header = likelyHeader(read.records);
    return {
      ...(otherTable(read.records) ?? {
        problem:
          'No headings of transactions were found: a line with names such as Date, Action, Symbol, Quantity and Amount. Download the history of the account as CSV, QFX or QIF.',
        line: null,
      }),
      ...(header ? { header: headerOf(header, below(read.records, header), undefined) } : {}),
    };
  }
  const said = tables.find((table) => table.own !== undefined);
  const layout = said?.own ? { ...OTHER_TABLE, name: said.own.name } : layoutOf(file);
  const endsOpen = !/[\r\n]\s*$/.test(text);
  const { security, currency } = file;
  const { separator } = read;
  const context = { layout, security, currency, calendar, endsOpen, separator, choices };
  const total = tables.reduce((sum, { records }) => sum + records.length, 0);
  let before = 0;
  const readings = tables.map((table): readonly [Table, TableReading] => {
    const reader = new TableReader(table, {
      ...context,
      account: table.account ?? file.account,
      security: table.security ?? file.security,
      currency: table.currency ?? file.currency,
    });
    const reading = reader.read(steps, before, total);
    before += table.records.length;
    return [table, reading];
  });
  const events = readings.flatMap(([, { events }]) => events).toSorted((a, b) => a.line - b.line);
  const questions = [
    ...(said ? [] : lackingColumns(file, layout)),
    ...notHappened(read.records),
    ...readings.flatMap(([table, reading]) => columnQuestions(table, reading)),
  ];
  const main = said ?? tables[0];
  return {
    format: said?.own ? `own/${said.own.name}` : layout.id,
    // Of a file that no layout describes a person can say what its columns hold.
    ...(main && layout.id === OTHER_TABLE.id && !file.inSections
      ? { header: headerOf({ line: main.line, cells: main.headings }, main.records, main.own) }
      : {}),
    order: file.inSections ? 'by table' : orderOf(events),
    events,
    questions,
    notices: file.inSections
      ? sectionsLeftAside(tables, layout.sections ?? {})
      : tablesLeftAside(file.tables),
    positions: file.tables
      .filter(({ holdsTransactions }) => !holdsTransactions)
      .flatMap((table) =>
        positionsOf(table, { ...context, account: table.account ?? file.account }),
      ),
  };
}

/** A file of a known layout from which a column was taken: fees or words that decide may be gone with it. */
function lackingColumns(file: TablesOfFile, layout: Layout): HistoryQuestion[] {
  const nearly = layout === OTHER_TABLE || file.inSections ? nearlyOf(file) : undefined;
  if (nearly === undefined) return [];
  return [
    {
      id: 'columns/missing',
      line: file.tables[0]?.line ?? 1,
      text: `The file looks like "${nearly.layout.name}" and has no column "${nearly.missing.join('", "')}". Was it changed after the download? Then download it again.`,
      knows: {},
      candidates: [{ label: 'It is complete', row: null }],
      proposed: null,
    },
  ];
}

/** Questions about a whole table: a column that nobody knows, what can be read in more than one way. */
function columnQuestions(
  table: Table,
  { unknownColumns, doubts }: TableReading,
): HistoryQuestion[] {
  const columns = unknownColumns.map((heading, i): HistoryQuestion => ({
    id: `column/${table.line}/${i + 1}`,
    line: table.line,
    text: `What does the column "${heading}" hold? If it is a fee, the costs have to include it.`,
    knows: {},
    candidates: [{ label: 'Nothing that changes a cost', row: null }],
    proposed: null,
  }));
  return [...doubts.map((doubt) => questionOf(doubt, table.line)), ...columns];
}

function sectionsLeftAside(
  tables: readonly Table[],
  known: Readonly<Record<string, unknown>>,
): HistoryNotice[] {
  const names = new Set(
    tables.flatMap(({ section, records, saysActions }) =>
      section !== null && !(section in known) && !saysActions && records.length > 0
        ? [section]
        : [],
    ),
  );
  if (names.size === 0) return [];
  return [
    {
      level: 'info',
      code: 'sections-left-aside',
      message: `These parts of the statement list no transactions and were left aside: ${[...names].join(', ')}.`,
      line: null,
    },
  ];
}

/** The order of the file: nearly all steps from record to record go one way. */
function orderOf(events: readonly HistoryEvent[]): FileOrder {
  let up = 0;
  let down = 0;
  let last: Day | null = null;
  for (const { day } of events) {
    if (day === null) continue;
    if (last !== null && day > last) up++;
    if (last !== null && day < last) down++;
    last = day;
  }
  if (up === 0 && down === 0) return 'any';
  if (down >= up * 3) return 'newest first';
  return up >= down * 3 ? 'oldest first' : 'mixed';
}

const TRADES = new Set(['buy', 'sell']);
/** Trades settled after five days at most; with holidays, never after more than this many days. */
const LONGEST_SETTLEMENT = 15;

/** The trading day whose trades settled on this day; undefined where none did. */
function tradeDayOf(settled: Day, calendar: MarketCalendar): Day | undefined {
  for (let back = 1; back <= LONGEST_SETTLEMENT; back++) {
    const day = addDays(settled, -back);
    if (calendar.isTradingDay(day) && calendar.settlementOf(day) === settled) return day;
  }
  return undefined;
}

/** Where a file gives only days of settlement, its trades get the day of the trade, and that is asked. */
function tradeDays(
  events: readonly HistoryEvent[],
  calendar: MarketCalendar,
): { readonly events: readonly HistoryEvent[]; readonly questions: readonly HistoryQuestion[] } {
  const settled = events.filter(
    ({ dayIsSettlement, meaning, apart, day }) =>
      dayIsSettlement && day !== null && apart === null && meaning !== null && TRADES.has(meaning),
  );
  if (settled.length === 0) return { events, questions: [] };
  const moved = new Set(settled);
  const changed = events.map((event): HistoryEvent => {
    if (!moved.has(event) || event.day === null) return event;
    const trade = tradeDayOf(event.day, calendar);
    return trade === undefined
      ? { ...event, unclear: [...event.unclear, `no trade settled on ${event.day}`] }
      : { ...event, day: trade };
  });
  const first = settled[0] as HistoryEvent;
  const day = changed.find(({ line }) => line === first.line)?.day ?? first.day;
  return {
    events: changed,
    questions: [
      {
        id: 'days/settlement',
        line: first.line,
        text: `The file gives days of settlement only. Was the trade that settled on ${first.day ?? ''} made on ${day ?? ''}, and so on by the market's calendar?`,
        knows: {},
        candidates: [{ label: 'Yes, take the days of the trades', row: null }],
        proposed: 0,
      },
    ],
  };
}

/** Trades on days without trading. */
function closedDays(rows: AccountHistory['rows'], calendar: MarketCalendar): HistoryNotice[] {
  return rows.flatMap(({ line, action, date }) =>
    TRADES.has(action) &&
    date >= calendar.firstDay &&
    date <= calendar.lastDay &&
    !calendar.isTradingDay(date as Day)
      ? [
          {
            level: 'warning' as const,
            code: 'no-trading-day',
            message: `${date} is no trading day. Check whether it is the day of the trade.`,
            line,
          },
        ]
      : [],
  );
}
