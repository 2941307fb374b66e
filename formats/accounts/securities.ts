/**
 * Which security does a record name, and is it one that a holder of shares keeps lots of?
 *
 * A ticker, else a CUSIP (nine characters, or inside an ISIN of the United States), else the name.
 * Options, bonds, funds that stand for cash and other currencies are told by how they are written;
 * an option carries the ticker of its share, so it is looked for first.
 *
 * Source: OCC symbology; CUSIP Global Services; tickers of money market funds end in XX (Nasdaq).
 * Example: "MPW 06/17/2022 20.00 C" is an option; "SWVXX" at $1.00 a fund that stands for cash.
 * Awkward case: "EQUITY RESIDENTIAL SBI (EQR) (Cash)": the ticker is the part in brackets that is one.
 * Not handled: securities of other countries without a ticker.
 */
import { remembering } from './remembering.ts';
import { inCapitals } from './words.ts';

export interface NamedSecurity {
  readonly symbol: string | null;
  readonly cusip: string | null;
  readonly name: string | null;
}

export type Apart = 'option' | 'bond' | 'cash' | 'currency' | 'derivative';

const CUSIP = /^[0-9]{3}[0-9A-Z]{5}[0-9]$/;
const ISIN = /^US([0-9A-Z]{9})[0-9]$/;
/** What a column of tickers can hold: a name of several words is in the wrong column. */
const SYMBOL =
  /^[A-Z0-9][A-Z0-9.\-/*^]{0,11}(?: [A-Z0-9.\-/]{1,5}| (?:PR|PFD|PRF|PREF|P) ?[A-Z]{1,2})?$/i;
const TICKER = /^[A-Z]{1,6}(?:[ .\-/]?(?:PR|P|PRD|PFD)?[ .\-/]?[A-Z]{0,2})?$/i;
const NOT_TICKERS = new Set([
  'CASH',
  'MARGIN',
  'SHARES',
  'SHORT',
  'UNKNOWN',
  'N/A',
  'NA',
  'NONE',
  'USD',
]);
/** What stands in brackets behind the name of a company and is no ticker. */
const OF_NAMES = new Set(
  [
    'REIT NEW OLD ADR COM DEL MD SBI CL PFD ETF ADM INC TR WI RT THE CORP LTD LP LLC PLC FUND',
    'US USA STOCK BOND IRA ROTH SEP HSA TOD UTMA UGMA JOINT TRUST CMA NYSE AMEX ARCA OTC',
  ].flatMap((words) => words.split(' ')),
);

/** The CUSIP in a cell; null where there is none. */
export function cusipIn(text: string): string | null {
  const one = text.trim().toUpperCase();
  const inside = ISIN.exec(one);
  if (inside) return inside[1] ?? null;
  return CUSIP.test(one) ? one : null;
}

const WRITTEN_CUSIP = /\bCUSIP:?\s*([0-9A-Z]{9})\b/i;
const LEADING = /^([A-Z][A-Z0-9.\- ]{0,9}?)\s?\(([0-9A-Z]{9,12})\)/;
/** "EQR - EQUITY RESIDENTIAL": a ticker before the name, in one cell. */
const BEFORE_NAME =
  /^([A-Z]{1,5}(?:[ ./-](?:PR?|PFD)?[ ./-]?[A-Z]{1,2})?)(?: ?(?: [-\u2013\u2014|]) ?|: )(?=[A-Za-z])(.+)$/;
/** "ISSUE: FEDERAL REALTY INVESTMENT TRUST": a word that says what comes is no ticker. */
const LABEL =
  /^(?:ISSUE|STOCK|FUND|NAME|PLAN|CLASS|TYPE|DATE|OWNER|REG|NOTE|NOTES|PAGE|FROM|TO|RE|REF|FOR|ACCT|TITLE|CUSIP|CO|TEL|TAX|YEAR|BANK): /;
const AFTER_NAME =
  /^(.+?) ?\((?:[A-Za-z]{2,12}: ?)?([A-Z]{1,5}(?:[ ./-](?:PR?|PFD)?[ ./-]?[A-Z]{1,2})?)\)$/;
/** "NYSE:EQR", "EQR US", "EQR.US": a ticker with its market. */
const WITH_MARKET =
  /^(?:(?:NYSE|NASDAQ|NASDAQGS|AMEX|ARCA|NYSEARCA|NYSEAMERICAN|OTC|OTCMKTS|BATS|XNYS|XNAS|US): ?([A-Z][A-Z0-9./-]{0,7})|([A-Z]{1,5})[ .]US(?: EQUITY)?)$/i;
/** "ORDINARY DIVIDEND~MPW" */
const AFTER_WORDS = /~([A-Z]{1,6})$/;
const BRACKETS = /\(([A-Z][A-Z0-9.\-/]{0,8})\s*\)/g;

/** The ticker and the name that stand in one cell; undefined where it has not both. */
export function tickerAndName(
  cell: string,
): { readonly symbol: string; readonly name: string } | undefined {
  const text = cell.replace(/\s+/g, ' ').trim();
  const before = BEFORE_NAME.exec(text);
  const isLabelled = before !== null && LABEL.test(text);
  const [symbol = '', name = ''] =
    before === null || isLabelled
      ? (AFTER_NAME.exec(text)?.slice(1) ?? []).toReversed()
      : before.slice(1);
  return symbol === '' || name === '' || NOT_TICKERS.has(symbol) || OF_NAMES.has(symbol)
    ? undefined
    : { symbol, name: name.trim() };
}

/** The security of a record: its own columns first, then what its text says. */
export function securityOf(
  symbolCell: string,
  cusipCell: string,
  nameCell: string,
  text: string,
): NamedSecurity {
  const both =
    tickerAndName(symbolCell) ?? (symbolCell === '' ? tickerAndName(nameCell) : undefined);
  if (both !== undefined) return { ...both, cusip: cusipIn(cusipCell) };
  const [, listed, inUs] = WITH_MARKET.exec(symbolCell.trim()) ?? [];
  const symbolText = listed ?? inUs ?? symbolCell.trim();
  const isSymbol =
    SYMBOL.test(symbolText) &&
    /[A-Z]/i.test(symbolText) &&
    !NOT_TICKERS.has(symbolText.toUpperCase());
  const given = (nameCell.trim() || (isSymbol ? '' : symbolText)).replace(/^[-–—]+$/, '');
  const name =
    given === '' || /^no description$/i.test(given) || NOT_TICKERS.has(given.toUpperCase())
      ? null
      : given;
  const written = WRITTEN_CUSIP.exec(text)?.[1] ?? null;
  const cusip = cusipIn(cusipCell) ?? cusipIn(symbolText) ?? written;
  if (isSymbol && cusipIn(symbolText) === null) return { symbol: symbolText, cusip, name };
  if (cusip !== null) return { symbol: null, cusip, name };
  const leading = LEADING.exec(text);
  if (leading && cusipIn(leading[2] ?? '') !== null) {
    return { symbol: (leading[1] ?? '').trim(), cusip: cusipIn(leading[2] ?? ''), name };
  }
  const after = AFTER_WORDS.exec(text)?.[1];
  if (after !== undefined && !NOT_TICKERS.has(after)) return { symbol: after, cusip: null, name };
  // Where the file has a column for it that is empty here, the record names none.
  for (const match of text.matchAll(BRACKETS)) {
    const one = match[1] ?? '';
    if (TICKER.test(one) && !NOT_TICKERS.has(one)) return { symbol: one, cusip: null, name };
  }
  return { symbol: null, cusip: null, name };
}

const OPTION = [
  /^[A-Z]{1,6}\s*\d{6}[CP]\d{8}$/,
  /\b\d{1,2}\/\d{1,2}\/\d{2,4}\s+\$?\d+(?:\.\d+)?\s+[CP]\b/,
  /\b\d{1,2}\/\d{1,2}\/\d{2,4}\s+(?:CALL|PUT)\b/,
  /^(?:CALL|PUT)\s.*(?:\$|EXP)/,
  /\b(?:CALL|PUT)\s+[A-Z.]{1,6}\s+\d{1,2}\/\d{1,2}\/\d{2,4}\s+\$?\d/,
  /\b[A-Z]{3} \d{1,2} '?\d{2,4} \$?\d+(?:\.\d+)? (?:CALL|PUT)\b/,
  /\b\d{1,2}[A-Z]{3}\d{2} \d+(?:\.\d+)? [CP]\b/,
  /^-?[A-Z]{1,5}\s?\d{6}[CP]\d+(?:\.\d+)?$/,
  /\b(?:CALL|PUT) \$?\d+(?:\.\d+)? [A-Z]{3} \d{1,2},? '?\d{2,4}\b/,
];
const BOND = [
  /\b\d{1,2}\.\d+%\s.*\b\d{1,2}\/\d{1,2}\/\d{2,4}\b/,
  /\b(?:DUE|MAT(?:URES|URITY)?) \d{1,2}\/\d{1,2}\/\d{2,4}\b/,
  /\bTREAS(?:URY)? (?:BILL|NOTE|BOND)/,
];
const CASH = [
  /\bMONEY (?:MARKET|MKT|INV|FUND)\b/,
  /\bMONEY MARKET\b/,
  /\bBANK DEPOSIT\b/,
  /\bDEPOSIT (?:PROGRAM|ACCOUNT|SWEEP)\b/,
  /\b(?:CASH|INSURED|MARKET) SWEEP\b/,
  /\bSWEEP (?:FUND|ACCOUNT|PROGRAM)\b/,
  /\bSETTLEMENT FUND\b/,
  // The account at a bank where cash lies.
  /\bBANK\b.*\b(?:ACCT|ACCOUNT|DEPOSITS?|SWEEP)$/,
  /\bCASH RESERVES?\b|\bLIQUID ASSET/,
];

const INSTRUMENT =
  /^(?:(?:EQUITY|INDEX|STOCK|LISTED|AND) )*(?:OPTIONS?|CALLS?|PUTS?|BONDS?|FIXED INCOME|RIGHTS?|WARRANTS?|CFDS?|FUTURES?|FOREX|CRYPTO(?:CURRENCY)?)$/;

/** Whether a cell says nothing but what is traded, under whatever heading. */
export function isInstrument(cell: string): boolean {
  return INSTRUMENT.test(inCapitals(cell));
}

/** What an instrument is by how its columns call it; null where they say a share or nothing. */
const kindByType = remembering((type): Apart | null => {
  const text = inCapitals(type);
  if (/\bOPT(?:ION|N|IONS)?\b|^(?:CALLS?|PUTS?)$/.test(text)) return 'option';
  if (/\b(?:BONDS?|FIXED INCOME|MUNI|TREASURY|BILL|CERTIFICATE|CD)\b/.test(text)) return 'bond';
  if (/\b(?:RIGHTS?|WARRANTS?|CFDS?|FUTURES?|CONTRACTS? FOR DIFF)/.test(text)) return 'derivative';
  if (/\bFOREX|^FX$|\bCRYPTO/.test(text)) return 'currency';
  if (/\bMONEY M/.test(text)) return 'cash';
  return null;
});

/** The first kind that a text is written like; null where it is written like none. */
const kindByWords = remembering((words): Apart | null => {
  const text = inCapitals(words);
  const fits = (patterns: readonly RegExp[]) => patterns.some((pattern) => pattern.test(text));
  if (text === '') return null;
  if (fits(OPTION)) return 'option';
  if (fits(BOND)) return 'bond';
  return fits(CASH) ? 'cash' : null;
});

function namesWhereTo(text: string): boolean {
  return /\b(?:EXCHANGE|TRANSFER|SWEEP|PROCEEDS|MOVED?|PAID|REINVESTED)\b.*\b(?:TO|INTO|IN)\b/.test(
    inCapitals(text),
  );
}

/** Whether a record is about something that has no lots of shares here. */
export function apartFrom(type: string, symbol: string, name: string, text: string): Apart | null {
  const byType = kindByType(type);
  if (byType !== null) return byType;
  const kinds = [symbol, name, text].map(kindByWords);
  if (kinds.includes('option')) return 'option';
  if (kinds.includes('bond')) return 'bond';
  if (/^[A-Z]{3}XX$/i.test(symbol)) return 'cash';
  // "Exchange to … Money Market Fund": the words tell where the money of another fund went.
  const isOfAnother = name.trim() !== '' && kinds[1] === null && kinds[0] === null;
  return kinds.includes('cash') && !(isOfAnother && namesWhereTo(text)) ? 'cash' : null;
}

/** Which CUSIP is which ticker, by records that have both; not of one that has several. */
export function tickersOf(
  securities: Iterable<NamedSecurity>,
): readonly { readonly ticker: string; readonly cusip: string }[] {
  const cusips = new Map<string, Set<string>>();
  const tickers = new Map<string, Set<string>>();
  const note = (names: Map<string, Set<string>>, one: string, other: string): void => {
    const there = names.get(one);
    if (there === undefined) names.set(one, new Set([other]));
    else there.add(other);
  };
  for (const { symbol, cusip } of securities) {
    if (symbol === null || cusip === null) continue;
    note(cusips, symbol, cusip);
    note(tickers, cusip, symbol);
  }
  return [...cusips].flatMap(([ticker, [cusip = '', another]]) =>
    another !== undefined || tickers.get(cusip)?.size !== 1 ? [] : [{ ticker, cusip }],
  );
}

/** The words that can name a security where only a description is there. */
export function nameIn(description: string): string {
  return description.split('\n')[0] ?? '';
}

/** The CUSIP that a description names as one; empty where it names none. */
export function writtenCusip(description: string): string {
  return /\bCUSIP:?\s*[0-9A-Z]{9}\b/i.exec(description)?.[0] ?? '';
}
