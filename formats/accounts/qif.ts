/**
 * What does a QIF file say of an investment account?
 *
 * Each record is lines of one letter and a value, ended by "^". Securities that the file lists give
 * the ticker of the names that its records use.
 *
 * Source: the QIF specification of Intuit ("Items for Investment Accounts"); KMyMoney's notes on splits.
 * Example: "D8/23'02", "NReinvDiv", "YAimco Class A", "Q1.9966", "T82.00".
 * Awkward case: the quantity of a split is new shares for ten old ones: 20 is 2:1.
 * Not handled: registers of bank accounts and cards; prices.
 */
import type { HistoryEvent } from './event.ts';
import type { HistoryQuestion } from './history.ts';
import { notationOf, type Notation } from './notation.ts';
import { apartFrom, tickerAndName } from './securities.ts';
import { questionOf, type TableChoices } from './table-doubts.ts';
import {
  halfOfLastPrice,
  halfOfLastShare,
  magnitude,
  plainFigure,
  readDay,
  readNumber,
  withDecimalPoint,
  type CellNumber,
} from './values.ts';
import { inCapitals, type Meaning } from './words.ts';

export function isQif(text: string): boolean {
  return /^\ufeff?\s*!(?:Type|Account|Option|Clear)\b/i.test(text.slice(0, 2000));
}

interface QifRecord {
  readonly line: number;
  readonly section: string;
  readonly fields: ReadonlyMap<string, string>;
  /** The file ends before the record does. */
  readonly isCut?: true;
}

/** The records of the file, each with the section that it stands in. */
function recordsOf(text: string): QifRecord[] {
  const records: QifRecord[] = [];
  let section = '';
  let fields = new Map<string, string>();
  let begins = 0;
  text
    .replace(/^\ufeff/, '')
    .split(/\r\n?|\n/)
    .forEach((raw, i) => {
      const line = raw.trimEnd();
      if (line.startsWith('!')) {
        section = line.slice(1).trim().toLowerCase();
        fields = new Map();
        begins = 0;
      } else if (line.startsWith('^')) {
        if (fields.size > 0) records.push({ line: begins, section, fields });
        fields = new Map();
        begins = 0;
      } else if (line !== '') {
        begins ||= i + 1;
        const letter = line.slice(0, 1);
        if (!fields.has(letter)) fields.set(letter, line.slice(1).trim());
      }
    });
  if (fields.size > 0) records.push({ line: begins, section, fields, isCut: true });
  return records;
}

const ACTIONS: Readonly<Record<string, Meaning>> = {
  buy: 'buy',
  buyx: 'buy',
  sell: 'sell',
  sellx: 'sell',
  div: 'dividend',
  divx: 'dividend',
  cgshort: 'dividend',
  cgshortx: 'dividend',
  cgmid: 'capitalGain',
  cgmidx: 'capitalGain',
  cglong: 'capitalGain',
  cglongx: 'capitalGain',
  reinvdiv: 'reinvest',
  reinvlg: 'reinvest',
  reinvmd: 'reinvest',
  reinvsh: 'reinvest',
  reinvint: 'reinvest',
  rtrncap: 'returnOfCapital',
  rtrncapx: 'returnOfCapital',
  stksplit: 'split',
  shrsin: 'transfer',
  shrsout: 'transfer',
  xin: 'cash',
  xout: 'cash',
  cash: 'cash',
  contribx: 'cash',
  withdrwx: 'cash',
  intinc: 'interest',
  intincx: 'interest',
  margint: 'interest',
  margintx: 'interest',
  miscinc: 'bonus',
  miscincx: 'bonus',
  miscexp: 'fee',
  miscexpx: 'fee',
  shtsell: 'short',
  cvrshrt: 'short',
  grant: 'option',
  vest: 'option',
  exercise: 'option',
  exercisx: 'option',
  expire: 'option',
};

const NONE: CellNumber = { kind: 'none' };

/** Letters of the fields with numbers. */
const NUMBERS = ['I', 'Q', 'T', 'U', 'O'];

const dayText = ({ fields }: QifRecord): string => (fields.get('D') ?? '').replace(/\s+/g, '');

/** A price, also as the markets wrote it until 2001: "39 1/2". */
function readPrice(text: string, read: (cell: string) => CellNumber): CellNumber {
  const fraction = /^(\d+)[ -](\d{1,2})\/(2|4|8|16|32|64)$/.exec(text.trim());
  if (fraction === null) return text === '' ? NONE : read(text);
  const [whole = 0n, above = 0n, below = 1n] = fraction.slice(1).map(BigInt);
  const value = ((whole * below + above) * 10n ** 12n) / below;
  return { kind: 'number', value, text: plainFigure(value), out: false };
}

/** "20" new shares for ten old ones, as a ratio in smallest whole numbers. */
function splitRatio(cell: CellNumber): string | undefined {
  if (cell.kind !== 'number' || cell.value <= 0n) return undefined;
  let [a, b] = [cell.value, 10n * 10n ** 12n];
  while (b !== 0n) [a, b] = [b, a % b];
  return `${cell.value / a}:${(10n * 10n ** 12n) / a}`;
}

function eventOf(
  record: QifRecord,
  account: string | null,
  tickers: ReadonlyMap<string, string>,
  { order, hasDecimalCommas }: Notation,
): HistoryEvent {
  const { line, fields } = record;
  const read = (cell: string): CellNumber =>
    readNumber(hasDecimalCommas ? withDecimalPoint(cell) : cell);
  const field = (letter: string): string => fields.get(letter) ?? '';
  const cell = (letter: string): CellNumber => (field(letter) === '' ? NONE : read(field(letter)));
  const action = field('N').toLowerCase();
  const meaning = ACTIONS[action] ?? null;
  const name = field('Y');
  const units = cell('Q');
  const price = readPrice(field('I'), read);
  const own = cell('T');
  const total = own.kind === 'none' ? cell('U') : own;
  const commission = cell('O');
  const found = readDay(dayText(record), order);
  const ticker = tickers.get(name.toLowerCase()) ?? tickerAndName(name)?.symbol ?? null;
  // A purchase with the expense category of dividends is how Quicken's users took a dividend back.
  const reverses = meaning === 'fee' && /DIVINC|CGLONG|CGSHORT/i.test(field('L'));
  const quantity = units.kind === 'number' && units.value !== 0n ? units.value : null;
  const ratio = meaning === 'split' ? splitRatio(units) : undefined;
  return {
    line,
    meaning,
    apart: apartFrom('', ticker ?? '', name, ''),
    otherCurrency: null,
    detail: reverses
      ? "a bookkeeping entry that takes a dividend back (the user's own reclassification)"
      : /\*\*VOID\*\*/i.test(`${field('M')} ${field('P')}`)
        ? 'a record that was made void'
        : null,
    day: found?.day ?? null,
    dayIsSettlement: false,
    security: { symbol: ticker, cusip: null, name: name || null },
    quantity:
      meaning === 'split'
        ? null
        : action === 'shrsout' && quantity !== null
          ? -magnitude(quantity)
          : quantity,
    takenOut: false,
    price: price.kind === 'number' && price.value !== 0n ? magnitude(price.value) : null,
    priceSlack: price.kind === 'number' ? halfOfLastPrice(price.text) : 0n,
    quantitySlack: units.kind === 'number' ? halfOfLastShare(units.text) : 0n,
    mayHavePrice: false,
    amount:
      total.kind === 'number' && total.value !== 0n && !/^shrs/.test(action) ? total.value : null,
    fees: commission.kind === 'number' ? magnitude(commission.value) : 0n,
    feesIncluded: true,
    account,
    id: null,
    action: field('N'),
    text: inCapitals([field('N'), name, field('M'), field('P')].join(' ')),
    record: [...fields].flat(),
    unclear: [
      ...(record.isCut ? ['the file ends before the record does'] : []),
      ...(found === undefined ? [`the day "${field('D')}" cannot be read`] : []),
      ...(units.kind === 'unclear' ? [`the number of shares "${units.text}" cannot be read`] : []),
      ...(total.kind === 'unclear' ? [`the amount "${total.text}" cannot be read`] : []),
      ...(price.kind === 'unclear' ? [`the price "${price.text}" cannot be read`] : []),
    ],
    ...(ratio === undefined ? {} : { ratio }),
  };
}

/** The records of a QIF file; or the sentence that says why it has none. */
export function readQif(
  text: string,
  choices: TableChoices,
):
  | { readonly events: readonly HistoryEvent[]; readonly questions: readonly HistoryQuestion[] }
  | { readonly problem: string } {
  const tickers = new Map<string, string>();
  /** Names of two securities, which say of none which it is. */
  const several = new Set<string>();
  const events: HistoryEvent[] = [];
  let account: string | null = null;
  let hasRegister = false;
  const records = recordsOf(text);
  // Securities may be listed behind the register that names them.
  for (const { section, fields } of records) {
    const symbol = fields.get('S');
    if (section !== 'type:security' || !symbol) continue;
    const name = (fields.get('N') ?? '').toLowerCase();
    const before = tickers.get(name);
    if (before !== undefined && before !== symbol) several.add(name);
    tickers.set(name, symbol);
  }
  for (const name of several) tickers.delete(name);
  const register = records.filter(({ section }) => section === 'type:invst');
  const line = register[0]?.line ?? 1;
  const notation = notationOf({
    line,
    days: new Set(register.map(dayText)),
    numbers: register.flatMap(({ fields }) =>
      NUMBERS.flatMap((letter) => fields.get(letter) ?? []),
    ),
    separator: null,
    choices,
  });
  for (const record of records) {
    if (record.section === 'account') account = record.fields.get('N') || account;
    else if (record.section === 'type:invst') {
      hasRegister = true;
      events.push(eventOf(record, account, tickers, notation));
    }
  }
  if (!hasRegister) {
    return {
      problem:
        'The file has no investment register ("!Type:Invst"): it may be one of a bank or a card. Export the investment account.',
    };
  }
  return { events, questions: notation.doubts.map((doubt) => questionOf(doubt, line)) };
}
