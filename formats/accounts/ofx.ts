/**
 * What does an OFX or QFX file say of an investment account?
 *
 * Version 1 is SGML, in which values have no closing tag; version 2 is XML. Both are cut into tags and
 * text by htmlparser2, and a value ends where the next tag begins. Each transaction becomes a record
 * as of any other file, by its own tags.
 *
 * Source: Open Financial Exchange 1.6 and 2.2, section 13 (investment statements): INVTRAN, SECID,
 * BUYSTOCK, SELLSTOCK, REINVEST, INCOME, RETOFCAP, SPLIT, TRANSFER, INVBANKTRAN.
 * Example: `<REINVEST>` is the distribution and the purchase in one; its TOTAL is the cost.
 * Awkward case: a time with a zone, "20021230235959[-5:EST]": the day is the one that is written.
 * Not handled: options and debts (left out with the reason); positions, which are only compared.
 */
import { Parser } from 'htmlparser2';
import { otherCurrencyOf } from './currencies.ts';
import type { HistoryEvent } from './event.ts';
import { all, figuresOf, number, value, valueOf, type Element } from './ofx-figures.ts';
import { halfOfLastPrice, halfOfLastShare, magnitude, readDay } from './values.ts';
import { apartFrom, cusipIn, type Apart, type NamedSecurity } from './securities.ts';
import type { ListedPosition } from './stated-holdings.ts';
import type { Meaning } from './words.ts';
import { inCapitals, meaningOf, sharpened } from './words.ts';

/** Deeper than any statement is; a bomb is. */
const MOST_DEEP = 40;

export function isOfx(text: string): boolean {
  const start = text.slice(0, 4000);
  if (/^\ufeff?\s*OFXHEADER:/i.test(start)) return true;
  const mark = start.search(/<OFX>|<\?OFX\b/i);
  // Behind a line of a table it is another file's beginning.
  return mark !== -1 && !/^[^<\n]*,[^<\n]*,[^<\n]*,/m.test(start.slice(0, mark));
}

/** The elements of the file; or a sentence. */
function elementsOf(text: string): Element | { readonly problem: string } {
  const root: Element = { name: '', line: 1, text: '', children: [] };
  const stack: Element[] = [root];
  let line = 1;
  let counted = 0;
  let tooDeep = false;
  const lineAt = (index: number): number => {
    for (
      let at = text.indexOf('\n', counted);
      at !== -1 && at < index;
      at = text.indexOf('\n', at + 1)
    ) {
      line++;
      counted = at + 1;
    }
    return line;
  };
  const closeValue = (): void => {
    const top = stack.at(-1) as Element;
    if (stack.length > 1 && top.children.length === 0 && top.text.trim() !== '') stack.pop();
  };
  const parser = new Parser(
    {
      onopentagname(name) {
        closeValue();
        const element: Element = {
          name: name.toUpperCase(),
          line: lineAt(parser.startIndex),
          text: '',
          children: [],
        };
        if (stack.length > MOST_DEEP) tooDeep = true;
        else {
          (stack.at(-1) as Element).children.push(element);
          stack.push(element);
        }
      },
      ontext(data) {
        (stack.at(-1) as Element).text += data;
      },
      onclosetag(name, implied) {
        // htmlparser2 closes at the end what SGML never closes; those ends say nothing.
        if (implied) return;
        const wanted = name.toUpperCase();
        for (let at = stack.length - 1; at > 0; at--) {
          if ((stack[at] as Element).name !== wanted) continue;
          stack.length = at;
          return;
        }
      },
    },
    { xmlMode: true, decodeEntities: true, recognizeSelfClosing: true },
  );
  // Chunks, so that a file that is too deep ends early.
  for (let at = 0; at < text.length && !tooDeep; at += 65_536)
    parser.write(text.slice(at, at + 65_536));
  if (tooDeep)
    return { problem: 'The file nests its parts deeper than a statement does. Download it again.' };
  parser.end();
  return root;
}

const INCOME: Readonly<Record<string, Meaning>> = {
  DIV: 'dividend',
  CGLONG: 'capitalGain',
  CGSHORT: 'dividend',
  INTEREST: 'interest',
  MISC: 'bonus',
};

/** Tags of transactions; the meaning, or why a record is none of a share. */
const TAGS: Readonly<Record<string, Meaning | Apart | 'income'>> = {
  BUYSTOCK: 'buy',
  BUYMF: 'buy',
  BUYOTHER: 'buy',
  SELLSTOCK: 'sell',
  SELLMF: 'sell',
  SELLOTHER: 'sell',
  REINVEST: 'reinvest',
  INCOME: 'income',
  RETOFCAP: 'returnOfCapital',
  SPLIT: 'split',
  TRANSFER: 'transfer',
  JRNLSEC: 'transfer',
  JRNLFUND: 'cash',
  INVBANKTRAN: 'cash',
  INVEXPENSE: 'fee',
  MARGININTEREST: 'interest',
  BUYOPT: 'option',
  SELLOPT: 'option',
  CLOSUREOPT: 'option',
  BUYDEBT: 'bond',
  SELLDEBT: 'bond',
};

interface Listed extends NamedSecurity {
  readonly type: string;
}

function listedSecurities(root: Element): Map<string, Listed> {
  const listed = new Map<string, Listed>();
  for (const info of all(root, 'SECINFO')) {
    const id = valueOf(info, 'UNIQUEID');
    listed.set(id, {
      symbol: valueOf(info, 'TICKER') || null,
      cusip: cusipIn(id),
      name: valueOf(info, 'SECNAME') || null,
      type: '',
    });
  }
  return listed;
}

function ratioOfSplit(element: Element): string | undefined {
  const [newShares, oldShares] = [valueOf(element, 'NUMERATOR'), valueOf(element, 'DENOMINATOR')];
  const plain = /^\d+(?:\.\d+)?$/;
  if (!plain.test(newShares) || !plain.test(oldShares)) return undefined;
  return `${newShares.replace(/\.0+$/, '')}:${oldShares.replace(/\.0+$/, '')}`;
}

/** Shares before and after a split, and the cash for a fraction. */
function sidesOfSplit(element: Element): Partial<HistoryEvent> {
  const [before, after, cash] = ['OLDUNITS', 'NEWUNITS', 'FRACCASH'].map((name) =>
    value(number(element, name)),
  );
  return {
    ...(before && after ? { sharesBefore: magnitude(before), sharesAfter: magnitude(after) } : {}),
    ...(cash ? { cashOfFraction: magnitude(cash) } : {}),
  };
}

/** When shares that were moved were bought, and their average basis. */
function pastOf(element: Element): Partial<HistoryEvent> {
  const acquired = readDay(valueOf(element, 'DTPURCHASE'), 'month first')?.day;
  const basis = value(number(element, 'AVGCOSTBASIS'));
  return {
    ...(acquired === undefined ? {} : { acquired }),
    ...(basis === null ? {} : { averageBasis: magnitude(basis) }),
  };
}

function securityOfId(id: string, info: Listed | undefined): NamedSecurity {
  const cusip = cusipIn(id);
  const symbol = cusip === null ? (info?.symbol ?? (id || null)) : null;
  return { symbol, cusip, name: info?.name ?? null };
}

/**
 * The currency of a record's amounts where it is not the US dollar: CURRENCY says it, else that of the statement; what
 * was converted from ORIGCURRENCY is left out as well.
 */
function currencyOf(element: Element, ofStatement: string): string | null {
  const own = [...all(element, 'CURRENCY')].map((each) => valueOf(each, 'CURSYM')).find(Boolean);
  const amounts = otherCurrencyOf(own ?? ofStatement);
  return own === undefined ? (amounts ?? otherCurrencyOf(valueOf(element, 'CURSYM'))) : amounts;
}

function eventOf(
  element: Element,
  account: string | null,
  listed: ReadonlyMap<string, Listed>,
  ofStatement: string,
): HistoryEvent {
  const tag = element.name;
  const known = TAGS[tag] as Meaning | Apart | 'income';
  const { units, price, total, fees } = figuresOf(element, tag);
  const id = valueOf(element, 'UNIQUEID');
  const info = listed.get(id);
  const memo = [valueOf(element, 'MEMO'), valueOf(element, 'NAME')].join(' ').trim();
  const income = known === 'income' ? (INCOME[valueOf(element, 'INCOMETYPE')] ?? 'dividend') : null;
  const byMemo = meaningOf(memo);
  const dayText = valueOf(element, 'DTTRADE') || valueOf(element, 'DTPOSTED');
  const settle = dayText === '' ? valueOf(element, 'DTSETTLE') : '';
  const found = readDay(dayText || settle, 'month first');
  const isCash =
    /MF$/.test(tag) &&
    price.kind === 'number' &&
    price.value === 10n ** 12n &&
    units.kind === 'number' &&
    total.kind === 'number' &&
    magnitude(units.value) === magnitude(total.value);
  const text = inCapitals([tag, memo, info?.name ?? ''].join(' '));
  const quantity = value(units);
  const out = /OUT/i.test(valueOf(element, 'TFERACTION'));
  const ratio = tag === 'SPLIT' ? ratioOfSplit(element) : undefined;
  const isShort =
    valueOf(element, 'SELLTYPE') === 'SELLSHORT' || valueOf(element, 'BUYTYPE') === 'BUYTOCOVER';
  const takesBack = valueOf(element, 'REVERSALFITID');
  const isTrade = known === 'buy' || known === 'sell' || known === 'reinvest';
  const meaning: Meaning =
    takesBack !== '' && isTrade
      ? 'cancelled'
      : isShort
        ? 'short'
        : known === 'bond'
          ? 'buy'
          : known === 'income'
            ? characterOf(income ?? 'dividend', byMemo)
            : known === 'buy'
              ? sharpened(known, memo)
              : (known as Meaning);
  return {
    line: element.line,
    meaning,
    apart:
      known === 'option' || known === 'bond'
        ? known
        : isCash
          ? 'cash'
          : apartFrom('', info?.symbol ?? '', info?.name ?? '', memo),
    otherCurrency: currencyOf(element, ofStatement),
    detail: tag === 'JRNLSEC' ? 'moved between parts of one account, no entry' : null,
    day: found?.day ?? null,
    dayIsSettlement: dayText === '',
    security: securityOfId(id, info),
    quantity: quantity !== null && out ? -magnitude(quantity) : quantity,
    takenOut: false,
    price: value(price),
    priceSlack: price.kind === 'number' ? halfOfLastPrice(price.text) : 0n,
    quantitySlack: units.kind === 'number' ? halfOfLastShare(units.text) : 0n,
    mayHavePrice: false,
    amount: value(total),
    fees,
    feesIncluded: true,
    account,
    id: valueOf(element, 'FITID') || null,
    idIsOwn: true,
    ...(takesBack === '' ? {} : { takesBack }),
    action: memo || tag,
    text,
    record: [tag, dayText, id, valueOf(element, 'UNITS'), valueOf(element, 'TOTAL'), memo],
    unclear: [
      ...(found === undefined ? [`the day "${dayText || settle}" cannot be read`] : []),
      ...(units.kind === 'unclear' ? [`the number of shares "${units.text}" cannot be read`] : []),
      ...(total.kind === 'unclear' ? [`the total "${total.text}" cannot be read`] : []),
      ...(price.kind === 'unclear' ? [`the price "${price.text}" cannot be read`] : []),
    ],
    ...(ratio === undefined ? {} : { ratio }),
    ...(tag === 'SPLIT' ? sidesOfSplit(element) : {}),
    ...(tag === 'TRANSFER' ? pastOf(element) : {}),
  };
}

/** What the memo of an income says more exactly than its type. */
function characterOf(income: Meaning, memo: Meaning | null): Meaning {
  if ((income !== 'dividend' && income !== 'bonus') || memo === null) return income;
  return [
    'returnOfCapital',
    'capitalGain',
    'paymentInLieu',
    'liquidation',
    'unrecaptured1250',
    'cashInLieu',
  ].includes(memo) ||
    (income === 'bonus' && memo === 'dividend')
    ? memo
    : income;
}

/** The shares that a statement lists as held, on the day of its prices. */
function positionsOf(
  statement: Element,
  account: string | null,
  listed: ReadonlyMap<string, Listed>,
): ListedPosition[] {
  const asOf = readDay(valueOf(statement, 'DTASOF'), 'month first')?.day ?? null;
  return [...all(statement, 'INVPOS')].flatMap((position) => {
    const units = number(position, 'UNITS');
    const id = valueOf(position, 'UNIQUEID');
    const info = listed.get(id);
    const { symbol = null, name = null } = info ?? {};
    if (units.kind !== 'number' || apartFrom('', symbol ?? '', name ?? '', '') !== null) return [];
    const security = securityOfId(id, info);
    const day = readDay(valueOf(position, 'DTPRICEASOF'), 'month first')?.day ?? asOf;
    return [{ line: position.line, day, account, security, shares: units.value }];
  });
}

interface OfxReading {
  readonly events: readonly HistoryEvent[];
  readonly positions: readonly ListedPosition[];
  /** What the file lists of its securities. */
  readonly securities: readonly NamedSecurity[];
  readonly version: '1' | '2';
}

/** Why a file has no records, and on which line, where it is one. */
interface OfxProblem {
  readonly problem: string;
  readonly line?: number;
}

const lineAt = (text: string, index: number): number => text.slice(0, index).split('\n').length;

/** The records of an OFX file; or the sentence that says why it has none. */
export function readOfx(text: string): OfxReading | OfxProblem {
  const start = text.search(/<OFX>/i);
  if (start === -1)
    return { problem: 'The file begins as OFX and has no statement. Download it again.' };
  const entity = text.search(/<!ENTITY/i);
  if (entity !== -1) {
    return {
      line: lineAt(text, entity),
      problem:
        'The file defines entities, which no statement does. Download it again from the broker.',
    };
  }
  // What stands before is made of line ends alone, so that lines count as in the file.
  const head = text.slice(0, start).replace(/[^\n]/g, '');
  const root = elementsOf(head + text.slice(start));
  if ('problem' in root) return root;
  if (!/<\/OFX>\s*$/i.test(text)) {
    return {
      line: lineAt(text, text.trimEnd().length),
      problem: 'The file ends before its statement does. Download it again.',
    };
  }
  const statements = [...all(root, 'INVSTMTRS')];
  if (statements.length === 0) {
    return {
      problem:
        'The file has no investment account: it may be one of a bank or a card. Download the history of the investment account.',
    };
  }
  const listed = listedSecurities(root);
  const events = statements.flatMap((statement) => {
    const account = valueOf(statement, 'ACCTID') || null;
    const currency = valueOf(statement, 'CURDEF');
    return [...all(statement, 'INVTRANLIST')].flatMap((transactions) =>
      transactions.children.flatMap((child) =>
        TAGS[child.name] === undefined ? [] : [eventOf(child, account, listed, currency)],
      ),
    );
  });
  const positions = statements.flatMap((statement) =>
    positionsOf(statement, valueOf(statement, 'ACCTID') || null, listed),
  );
  const version = /OFXHEADER:\s*100/i.test(text) ? '1' : '2';
  return {
    events: onLinesOfTheirOwn(events),
    positions: onLinesOfTheirOwn(positions),
    securities: [...listed.values()],
    version,
  };
}

/**
 * Records as they are where each begins on a line of its own, by which it is asked about and answered; of a file
 * that is written in one line, or in few, the line of a record is its number.
 */
function onLinesOfTheirOwn<R extends { readonly line: number }>(
  records: readonly R[],
): readonly R[] {
  const lines = new Set(records.map(({ line }) => line));
  return lines.size === records.length
    ? records
    : records.map((record, at) => ({ ...record, line: at + 1 }));
}
