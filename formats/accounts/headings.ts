/**
 * What does a column of a broker's file hold, by its heading?
 *
 * Brokers call the same column by many names; here each name stands once, under what it means. A
 * heading that is not here is unknown: with figures below it, it is asked about, since it may be a fee
 * that belongs to a cost.
 *
 * Source: headings of brokers' exports as published in tests and questions of public projects.
 * Example: "Fees & Comm", "Commission ($)" and "Comm/Fee" are fees.
 * Awkward case: "Type" is the action with one broker and cash or margin with another: what stands
 * below it decides, so it is read as an action only where its words are known.
 * Not handled: headings in other languages than English.
 */

export type Role =
  | 'tradeDate'
  | 'date'
  | 'postDate'
  | 'settleDate'
  | 'action'
  | 'description'
  | 'symbol'
  | 'cusip'
  | 'name'
  | 'quantity'
  | 'price'
  | 'amount'
  | 'gross'
  | 'value'
  | 'debit'
  | 'credit'
  | 'fees'
  | 'account'
  | 'securityType'
  | 'currency'
  | 'id'
  | 'level'
  | 'status'
  | 'direction'
  | 'recordDate'
  | 'payableDate'
  | 'accrued'
  /** How many shares there are after the record. */
  | 'heldAfter'
  | 'ratio'
  | 'withheld'
  /** Whether a trade opens or closes a position. */
  | 'effect'
  | 'ignored';

const NAMES: Readonly<Record<Role, string>> = {
  tradeDate:
    'trade date|trade dt|transaction date|trans date|tran date|activity date|run date|date time|t d|execution date|date of trade|date traded|trade date time|effective date|filled time|executed at|executed on|execution time|event date|created at|timestamp|time stamp|effective',
  date: 'date|transaction day|activity day|history date|when|day',
  postDate:
    'post date|posted date|posting date|process date|processed date|entry date|report date|booking date|date posted|posted|posted on',
  settleDate:
    'settle date|settle dt|settlement date|settled date|date settled|settlement|settle date target|settlement date target|s d|settle|settled on|settles on|settles',
  action:
    'action|transaction type|txn|txn type|tran type|trans type|type|trans code|tran code|transaction code|transaction|activity|activity type|buy sell|side|trade type|event|event type|trade action|tran code description|transaction category|entry type|sub type|transaction sub type|transaction subcode|subcode|b s|action name us|transaction activity|what|kind|operation|category|what happened|tx|trx|order action|order side|buy or sell|transaction side',
  description:
    'description|transaction description|description 1|description 2|activity description|memo|details|detail|comment|comments|note|notes|additional information|additional detail|additional details|trailer|remarks|remark|narrative|explanation',
  symbol:
    'symbol|sym|ticker|ticker symbol|symbol cusip|ticker cusip|cusip symbol|cusip ticker|symbol or cusip|ticker or cusip|cusip or symbol|instrument|instrument code|security id|security symbol|stock symbol|symbol cusip number|stock code|security code|instrument symbol|fund symbol|symbol isin|tkr|security identifier',
  cusip: 'cusip|cusip number|cusip no|isin|security cusip',
  name: 'investment name|security description|security name|name|security|fund|fund name|investment|company|company name|stock|stock name|issue|instrument name|product|asset name|stock description|fund description',
  quantity:
    'quantity|qty|shares|units|no of shares|number of shares|transaction shares|filled|share quantity|shares units|shares transacted|filled qty|quantity shares|total qty|share amount|qty shares|shares unit|of shares|how many|no shares|shares acquired|shares purchased|number of units|no of units|shares bought sold|executed shares|net units|shares delta|change in shares|executed quantity|units delta|units bought|units sold|shares bought|shares sold|bought qty|sold qty|sh|pieces|no of pieces|asset amount|asset quantity|asset units|amount shares|amount of shares',
  price:
    'price|share price|unit price|price per share|t price|trade price|execution price|avg price|average price|nav|price share|fill price|cost per share|price usd|price per unit|filled avg price|avg fill price|at|each|per share|purchase price|price paid|executed price|px|unit value|asset price',
  amount:
    'amount|net amount|total amount|net cash|total|amount usd|net amount usd|cash amount|net proceeds|transaction amount|net|net value|cash amt|dollar amount|net amount invested|amount invested|total value usd|net money|proceeds cost|cost proceeds|cash value|cash flow|net cash amount|net proceeds cost|cash delta|net cash flow|total paid|net received|amount received|cash in out|money in out|cash in cash out|money in money out',
  gross:
    'principal amount|gross amount|proceeds|principal|gross|gross value|gross proceeds|trade money|consideration|inv amt|inv amount|investment amount',
  value: 'value|transaction value|invest amt',
  debit: 'debit|debits|debit amount|withdrawal|withdrawals|paid out|money out|payments out',
  credit: 'credit|credits|credit amount|deposit|deposits|paid in|money in|payments in',
  fees: 'fees|fee|fees comm|commissions and fees|commission and fees|fees and comm|fees commissions|fees and commissions|commission|commissions|commission fees|commissions fees|comm fee|comm|reg fee|transaction fee|transaction fees|sec fee|brokerage|other fees|ib commission|short term rdm fee|fund redemption fee|deferred sales charge|service fee|regulatory fee|exchange fee|taxes|tax|load|trading fees|sales load|taf fee|commission usd|commissions usd|fees usd|deductions|fee tax withheld|sec|taf|nscc|nasdaq|ecn remove|ecn add|deduction amount|transaction costs|trading costs|dealing costs',
  account:
    'account|account number|account name|account nickname|client account id|account id|account no|acct|acct number|account registration|portfolio|registration|friendly account name|account title|account label|account description',
  securityType:
    'security type|asset category|asset class|asset type|instrument type|product type|investment type|sec type|asset',
  currency:
    'currency|total currency|amount currency|net currency|cash currency|instrument currency|transaction currency|local currency|currency primary|price currency|ccy',
  id: 'transaction id|order|reference|reference number|ref|ref no|trade id|fitid|order number|order id|confirmation number|confirmation|activity id|transaction number|unique id|order no|transaction reference|id',
  level: 'data discriminator|level of detail|record type',
  status:
    'status|order status|pending settled|state|trade status|transaction status|execution status|fill status|activity status|processing status|order state|trade state',
  direction: 'direction|credit debit|debit credit|cr dr|dr cr|in out',
  recordDate: 'record date|ex date|ex dividend date',
  payableDate: 'payable date|pay date|payment date',
  accrued: 'accrued interest',
  heldAfter:
    'total shares|total shares owned|shares owned|share balance|unit balance|balance shares|cumulative shares|shares balance|total units|total position|shares owned after|shares held after|ending shares|shares after|running shares',
  /** Taxes that were kept of a payment. */
  withheld:
    'tax withheld|taxes withheld|withheld tax|withheld|backup withholding|withholding taxes|withholding tax|withholding',
  effect: 'open close|pos effect|position effect|effect|o c',
  ratio: 'split ratio|ratio|split factor|ratio of split',
  ignored:
    'balance|cash balance|cost base|cost base per share|cost basis per share|unit cost|result|exch rate|fx rate|basis|cost basis|cost|realized p l|mtm p l|unrealized p l|realized gain|code|c price|total value|market value|market price|account type|institution name|tags|interest|time|exchange|brokerage currency|exchange rate|settlement currency|xfer company|xfer account|xfer price|running balance|share class|plan|time in force|placed time|portfolio value|shares held|closing balance|closing price|average cost|multiplier|cash account|cusip name|sub account|beginning balance|ending balance|settlement status|gain loss|realized gain loss|cost usd|cost local|g l short usd|g l short local|g l long usd|g l long local|income usd|income local|balance usd|balance local|expiration date|strike price|call or put|strike|call put|exec time|clr broker|liq|fifo pnl realized|realized pnl|cash invest|action id|side type|trade number|tax lot number|current price|change|open|high|low|volume|high limit|low limit|wkn|sedol|held in|deduction description|deduction type|net price|spread|order type|per share amount|dividend share|dividend per share',
};

/** "Activity/Trade Date" has the trade's day beside another word; the day of a lot is another one. */
const DAY_OF_TRADE =
  /^(?!.*\b(?:lot|original|open(?:ing|ed)?|clos(?:e|ing|ed)|settle(?:ment)?)\b).*\btrade (?:date|day)\b/;

export const ROLES = Object.keys(NAMES) as readonly Role[];

const ROLE_OF = new Map<string, Role>(
  ROLES.flatMap((role) =>
    NAMES[role].split('|').map((name): [string, Role] => [joined(name), role]),
  ),
);

/** A heading as it is looked up: small letters and digits, one space between words, without units. */
export function headingKey(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/\((?:\$|usd|us\$|in usd)\)/g, ' ')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}

/** "TradeDate", "Trade Date" and "TRADE_DATE" are one name. */
function joined(name: string): string {
  return name.replaceAll(' ', '');
}

/** Words of fees, and those that only stand beside them. */
const FEE_WORD = /\b(?:fees?|commissions?|comm|charges?|levy)\b/;
const ONLY_FEES =
  /^(?:(?:total|other|misc|transaction|trading|trade|broker|brokerage|service|exchange|regulatory|reg|sec|taf|finra|clearing|processing|and|amount|charged|fees?|commissions?|comm|charges?|levy)(?: |$))+$/;

/** Words that headings cut short. */
const SHORT_WORDS: Readonly<Record<string, string>> = {
  amt: 'amount',
  dt: 'date',
  sett: 'settle',
  stlmt: 'settlement',
  tran: 'transaction',
  trans: 'transaction',
  trd: 'trade',
  shs: 'shares',
  prc: 'price',
  desc: 'description',
  acct: 'account',
  act: 'action',
  nbr: 'number',
  num: 'number',
};

function inFull(key: string): string {
  const words = key.split(' ').map((word) => SHORT_WORDS[word] ?? word);
  return words.join('');
}

/** What a heading means; undefined where it is not known. A plan's shares are "Shares/Units" as well. */
export function roleOf(heading: string): Role | undefined {
  const key = headingKey(heading);
  return (
    ROLE_OF.get(joined(key)) ??
    ROLE_OF.get(inFull(key)) ??
    ROLE_OF.get(joined(key.replace(/\b(shares?) units?\b/, '$1'))) ??
    ROLE_OF.get(joined(key.replace(/ (?:in )?usd$/, ''))) ??
    (DAY_OF_TRADE.test(key) ? 'tradeDate' : undefined) ??
    (FEE_WORD.test(key) && ONLY_FEES.test(key) ? 'fees' : undefined)
  );
}

/** Whether a heading of ids says that each record has its own. */
export function isIdOfRecords(heading: string): boolean {
  return /^(?:transaction (?:id|number|reference)|activity id|trade id|fitid|unique id)$/.test(
    headingKey(heading.replace(/([a-z])([A-Z])/g, '$1 $2')),
  );
}

/** Words of headings below which no fee can stand: they count, date or rate something, or sum it up. */
const NO_FEE =
  /\b(?:dates?|ids?|number|rates?|balance|owned|held|gain|loss|basis|term|percent|pct|yield|grant|award|vest|lot|price|shares|qty|quantity|units|wash|deposited|position|holdings?|time)\b/;

/** Whether a heading that is not known says by its words that it is no fee. */
export function isNoFee(heading: string): boolean {
  const words = heading.replace(/([a-z])([A-Z])/g, '$1 $2');
  const key = headingKey(words);
  return (
    NO_FEE.test(key) && !/\b(?:fees?|comm(?:ission)?s?|charges?|costs?|tax(?:es)?|levy)\b/.test(key)
  );
}

const FIGURE = /^[-+($]*\d[\d.,/-]*\)?$/;

/** A record that can be the headings of a table: known names, no figures and no days in it. */
export function isHeadingRecord(cells: readonly string[]): boolean {
  // The money of a record stands at its end, so that one look is mostly enough.
  if (cells.findLast((cell) => FIGURE.test(cell)) !== undefined) return false;
  const filled = cells.filter((cell) => cell !== '');
  if (filled.length < 3) return false;
  const roles = filled.map(roleOf).filter((role) => role !== undefined);
  const kinds = new Set(roles);
  return roles.length >= 3 && kinds.size >= 3 && roles.length * 2 >= filled.length;
}

export const DATE_ROLES = ['tradeDate', 'date', 'postDate', 'settleDate'] as const;

/** Whether a column holds days of the records. */
export function isDateRole(role: Role): boolean {
  return (DATE_ROLES as readonly Role[]).includes(role);
}
