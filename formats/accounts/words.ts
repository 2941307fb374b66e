/**
 * What does a broker call what happened?
 *
 * Each phrase that brokers use stands once, beside what it means. A phrase is looked for at the
 * beginning of the action, where names of securities cannot stand in its way, then anywhere in it where
 * it is long enough to be nothing else; the first that fits counts, so the narrower stand first.
 *
 * Source: words of actions in brokers' exports, as published in tests and questions of public
 * projects; OFX 2.2, section 13; the action words of QIF.
 * Example: "YOU SOLD EXEC ON MULT EXCHG" is a sale; "SPR" is a reverse split.
 * Awkward case: "Stock Dividend" is none in cash; "Payment in Lieu of Dividend" is none of the issuer;
 * "Cash in Lieu" is the sale of a fraction.
 * Not handled: words in other languages.
 */

import { remembering } from './remembering.ts';

export type Meaning =
  | 'buy'
  | 'sell'
  /** Shares bought with a distribution, its cash, or both: the figures say which. */
  | 'reinvest'
  | 'dividend'
  | 'capitalGain'
  | 'unrecaptured1250'
  | 'returnOfCapital'
  | 'liquidation'
  | 'paymentInLieu'
  | 'cashInLieu'
  | 'split'
  | 'reverseSplit'
  | 'spinOff'
  | 'stockDividend'
  | 'cashMerger'
  | 'exchange'
  | 'redeem'
  | 'transfer'
  | 'cash'
  | 'interest'
  | 'tax'
  | 'fee'
  | 'bonus'
  | 'sweep'
  | 'option'
  | 'short'
  /** A dividend that is said to come, and one that was paid for shares sold short: neither was received. */
  | 'announced'
  | 'shortDividend'
  | 'cancelled';

type Phrase = readonly [RegExp, Meaning];

/** The word of a trade, and one that takes it back, of which the narrow ones can stand anywhere behind it. */
const TRADE_WORD =
  '^(?:YOU )?(?:BUYS?|BOUGHT|BOT|PURCHASED?|SELLS?|SOLD|SLD|SALE|REINV(?:EST(?:ED|MENT)?)?(?: SHARES?)?)';
const TAKEN_BACK = new RegExp(
  `${TRADE_WORD}(?:[\\s\\W_]+(?:ORDER|TRADE|TRANSACTION))?[\\s\\W_]*(?:CANCEL|CXL|CANC\\b|REVERS(?:AL|ED?)\\b(?! (?:STOCK )?SPLIT)|VOID|BUST(?:ED)?\\b|BROKEN\\b|RESCIND)`,
);
const TAKEN_BACK_AT_END = new RegExp(
  `${TRADE_WORD}\\b.*\\b(?:CANCELL?ED|CANCELLATION|CXL|REVERSAL)\\b`,
);
/** "SHORT" is also of terms and of funds. */
const SOLD_SHORT =
  /^(?:YOU )?(?:SELL|SOLD|SALE)[\s(_-]*SHORT\b(?![\s-]*(?:TERM|DURATION|MATURITY|DATED|BOND|TREAS|S&P|QQQ|DOW))/;
const ENDS_SHORT =
  /^(?:YOU )?(?:BUY|BOUGHT|BOT|PURCHASED?)[\s(_-]+(?:TO[\s_-]+)?(?:COVER\b|(?:CLOSE )?SHORT[\s_-]+(?:COVER|SALE|POSITION)\b)/;

/** At the beginning of the action, in capitals. */
const BEGINNINGS: readonly Phrase[] = [
  [/^(?:CANCEL|CXL|CANC\b|REVERS(?:AL|ED) OF (?:BUY|SELL|PURCHASE|SALE))/, 'cancelled'],
  [TAKEN_BACK, 'cancelled'],
  [TAKEN_BACK_AT_END, 'cancelled'],
  [
    /^(?:YOU )?(?:BOUGHT|BUY|SOLD|SELL|PURCHASE|SALE)[\s_-]+(?:TO[\s_-]+)?(?:OPEN|CLOSE)\b/,
    'option',
  ],
  [
    /^(?:YOU )?(?:BOUGHT|BUY|SOLD|SELL|PURCHASE|SALE)(?: OF)?(?: \d+)? (?:OPTIONS?|CALLS?|PUTS?|RIGHTS?|WARRANTS?)\b/,
    'option',
  ],
  [
    /^(?:BTO|STO|BTC|STC|OEXP|OASGN|OEXCS|OCC)\b|^(?:OPTION |)(?:EXPIRED|ASSIGNED|EXERCISED?|EXPIRATION|ASSIGNMENT)\b/,
    'option',
  ],
  [/^DIV(?:IDEND)?S? (?:TAX|WITHH)|^TAX (?:ON )?DIV/, 'tax'],
  [/^DIV(?:IDEND)?S? (?:FEES?|CHARGES?)\b/, 'fee'],
  [
    /^DIV(?:IDEND)?S? (?:DECLAR|ACCRU|RECEIVABLE|ANNOUNC)|^ACCRUED DIV(?!.*\b(?:REDE|CALL|PAID))/,
    'announced',
  ],
  [
    /^DIV(?:IDEND)?S? (?:(?:PAID|CHARGED|EXPENSE|OWED) )?(?:ON|FOR) SHORT|^SHORT (?:SALE )?DIV/,
    'shortDividend',
  ],
  [/^MANUFACTURED (?:DIV|PAY)|^MDIV\b/, 'paymentInLieu'],
  [SOLD_SHORT, 'short'],
  [ENDS_SHORT, 'short'],
  [/^(?:SHORT (?:SALE|SELL|COVER)\b|COVER(?:ED)? SHORT)/, 'short'],
  // "(Short)" behind the security, where "(Cash)" and "(Margin)" stand.
  [/^(?:YOU )?(?:BOUGHT|BUY|SOLD|SELL)\b.*\(SHORT\)$/, 'short'],
  [
    /^(?:(?:PAYMENT|PYMT|PMT|DIVIDEND|DIV|SUBSTITUTE)S? IN LIEU(?: OF (?:A )?DIV|$)|SUBSTITUTE (?:PAYMENT|PYMT|DIV))/,
    'paymentInLieu',
  ],
  [
    /^(?:CASH[\s-]+IN[\s-]+LIEU|IN LIEU OF (?:FRX|FRAC)|CIL\b|LIEU OF FRAC|FRAC(?:TIONAL)?(?: SHARES?)? (?:SALE|SOLD|LIQ|CASH|PAY)|LIQUIDAT(?:E|ED|ION)(?: OF)? FRAC)/,
    'cashInLieu',
  ],
  [/^(?:REVERSE (?:STOCK )?SPLIT|STOCK REVERSE SPLIT|R\/S\b|REV SPLIT|SPR\b)/, 'reverseSplit'],
  [
    /^(?:STOCK SPLIT|FORWARD (?:STOCK )?SPLIT|SPLIT\b|SHARE SPLIT|SPL\b|STKSPLIT|STOCK FWD SPLIT)/,
    'split',
  ],
  [
    /^(?:DISTRIBUTION SPIN|SPIN[\s-]?OFF|SPUN[\s-]?OFF|SPINOFF|TAX[\s-]?FREE SPIN|NON[\s-]?TAXABLE SPIN)/,
    'spinOff',
  ],
  [
    /^(?:STOCK DIV(?:IDEND)?|STK DIV|SDIV|STKDIV|DIVIDEND PAID IN STOCK|DIVIDEND IN STOCK|SHARE DIVIDEND)\b/,
    'stockDividend',
  ],
  [
    /^(?:CASH MERGER|MERGER (?:FOR CASH|CASH)|MERGED\(?ACQUISITION\)? FOR (?:USD|\$))/,
    'cashMerger',
  ],
  [
    /^(?:STOCK MERGER|MERGER|MERGED|EXCHANGE|CONVERSION|CONVERTED|NAME CHANGE|SYMBOL CHANGE|CUSIP CHANGE|REORGANIZATION|REORG|MANDATORY|TENDER|SXCH|CONV|NC)\b/,
    'exchange',
  ],
  [
    /^(?:FULL |PARTIAL |FULL CALL |CALL )?(?:REDEMPTION|REDEEMED|REDEEM|CALLED|MATURED|MATURITY|CALL)\b/,
    'redeem',
  ],
  [
    /^(?:(?:RETURN|RTN|RETN?|RTRN)S? (?:OF )?(?:CAPITAL|CAP\b|PRINCIPAL|PRINC?\b)|ROC\b|RTRN ?CAP|NON[\s-]?TAX(?:ABLE)? (?:DIST|DIV|RETURN)|NON[\s-]?DIVIDEND DIST|RETURN CAPITAL)/,
    'returnOfCapital',
  ],
  [/^(?:CASH |NON[\s-]?CASH |PARTIAL |FINAL )?LIQUIDAT(?:ING|ION) (?:DIST|DIV|PAY)/, 'liquidation'],
  [/^(?:UNRECAP|UNRE?CAPT|SEC(?:TION|\.)? ?1250)/, 'unrecaptured1250'],
  [
    /^REINV|^(?:PR(?:IOR)? Y(?:EA)?R |QUAL(?:IFIED)? |CASH |ORD(?:INARY)? |NON[\s-]?QUAL(?:IFIED)? |LONG[\s-]?TERM |SHORT[\s-]?TERM |LT |ST |CAP(?:ITAL)? GAINS? |DIV(?:IDEND)?S? ?|DRIP )*(?:REINV|DRIP\b)/,
    'reinvest',
  ],
  [
    /^(?:LONG|L(?=[\s-]*TERM)|L\s?\/\s?T|LT|L-T)[\s-]*(?:TERM)?[\s-]*(?:CAP(?:ITAL)?)?[\s.]*(?:GAINS?|GN)/,
    'capitalGain',
  ],
  [/^CAP(?:ITAL)?\.?[\s-]+GAINS?(?:[\s-]*(?:\(?LT\)?|\(?L\/T\)?|LONG))/, 'capitalGain'],
  [
    /^(?:SHORT|S(?=[\s-]*TERM)|S\s?\/\s?T|ST|S-T)[\s-]*(?:TERM)?[\s-]*(?:CAP(?:ITAL)?)?[\s.]*(?:GAINS?|GN)/,
    'dividend',
  ],
  [/^CAP(?:ITAL)?\.?[\s-]+GAINS?(?:[\s-]*(?:\(?ST\)?|\(?S\/T\)?|SHORT))/, 'dividend'],
  [/^CAP(?:ITAL)?\.?[\s-]+GAINS?/, 'capitalGain'],
  [
    /^(?:ACH|CHECK|BANK|WIRE|PHONE|ONLINE|DEBIT|RECURRING|ONE[\s-]?TIME|PAYROLL) (?:INVESTMENT|PURCHASE|BUY)\b/,
    'buy',
  ],
  [/^(?:PLAN|BATCH|BOOK[\s-]?ENTRY|DRS) SALE\b/, 'sell'],
  // Shares that the broker lends: what the borrower pays is no distribution.
  [/^(?:FULLY PAID |SECURITIES |STOCK |SHARE )(?:LENDING|LOAN)\b/, 'bonus'],
  [
    /^(?:MONEYLINK|ACH|WIRE|WIRED|ELECTRONIC FUNDS|EFT|FUNDS? |CHECK|BILL ?PAY|ATM|VISA|CASH (?:TRANSFER|DEPOSIT|WITHDR|CONTRIB|RECEIPT|DISB)|DIRECT DEPOSIT|CONTRIBUTION|WITHDRAWAL|DEBIT|CREDIT$|PRE-?AUTH|ACAT CASH|CLIENT REQUESTED|PARTIC CONTR|CASH CONTRIB|CASH$)/,
    'cash',
  ],
  [
    /^(?:BANK |CREDIT |MARGIN |BOND |CREDIT\/MARGIN |FREE BALANCE |CASH ALTERNATIVES )?(?:INTEREST|INT\b|INTINC|MARGINT|MARGIN INT)/,
    'interest',
  ],
  [
    /^(?:FOREIGN|NRA|BACKUP|US|FED(?:ERAL)?|STATE|NON[\s-]?RESIDENT)[\s-]+(?:TAX|WITHH)|^(?:TAX (?:PAID|WITHH)|WITHHOLDING|FTAX|DTAX|W-?8 WITHH)/,
    'tax',
  ],
  [
    /^(?:ADR|SERVICE|MGMT|MANAGEMENT|ADVISORY|MISC|WIRE|ANNUAL|CUSTODY|ACCOUNT|AGENCY|AFEE|DFEE|GOLD)?[\s-]*(?:FEES?|CHARGE)\b|^ADR|^(?:AFEE|DFEE|GOLD)\b/,
    'fee',
  ],
  [/^(?:OTHER INCOME|BONUS|PROMO|REFERRAL|REWARD|CASH OFFER|REBATE|AWARD)/, 'bonus'],
  [
    /^(?:SWEEP|BANK DEPOSIT|MONEY (?:MARKET|MKT)|CASH SWEEP|DEPOSIT.*(?:BANK|SWEEP)|SWEEP (?:IN|OUT))/,
    'sweep',
  ],
  [
    /^(?:INTERNAL |SECURITY |SECURITIES |ACCOUNT |INCOMING |OUTGOING |ASSET |SHARES? |ACATS? |DTC |DRS |POSITION )?(?:TRANSFER(?:RED)?|JOURNAL(?:ED)?|ACATS?|ACATI|ACATO|SHRSIN|SHRSOUT|RECEIVED?|DELIVER(?:ED|Y)?|ASSET TRANSFER|DEPOSIT OF|ADD(?:ED)? SHARES|REMOVED? SHARES|SHARES (?:IN|OUT|ADDED|REMOVED)|GIFT(?:ED|S)?|INHERIT(?:ED|ANCE)|DONAT(?:ED|ION)|DEPOSIT(?:ED)? SHARES|DRS|ITRF|TOA|TFR|CERT(?:IFICATE)?S? (?:DEPOSIT(?:ED)?|ISSU(?:E|ED|ANCE)|WITHDR(?:AWAL|AWN))|STOCK PLAN (?:ACTIVITY|DEPOSIT|RELEASE)|ESPP (?:DEPOSIT|PURCHASE|RELEASE)|RS[UA] (?:DEPOSIT|VEST|RELEASE))\b/,
    'transfer',
  ],
  [
    /^(?:PR(?:IOR)? Y(?:EA)?R |CASH |QUAL(?:IFIED)? |NON[\s-]?QUAL(?:IFIED)? |ORD(?:INARY)? |SPECIAL |FOREIGN |TAXABLE |REGULAR |ACCRUED |ADJUSTED |ADJUSTMENT |ADJ |CORRECTED |REVISED |STOCK FUND |SEC(?:TION)?\.? ?199A |SPECIAL QUAL |SPECIAL NON[\s-]?QUAL )*(?:CASH )?(?:DIV(?:IDEND)?S?\b|DIVND|DVD\b|CDIV|DIVX(?:FR)?\b)/,
    'dividend',
  ],
  [/^(?:INCOME DIST|CASH DIST|DISTRIBUTION (?:RECEIVED|PAID)?|DISTRIBUTIONS?$)/, 'dividend'],
  [/^(?:YOU )?(?:BOUGHT|BOT|BUYS?|BUYX(?:FR)?|PURCHASED?|PURCH)\b/, 'buy'],
  [/^(?:YOU )?(?:SOLD|SLD|SELLS?|SELLX(?:FR)?|SALE|DISPOSALS?)\b/, 'sell'],
  // A code of one or two letters, and nothing else.
  [/^(?:B|BY)$/, 'buy'],
  [/^(?:S|SL)$/, 'sell'],
  [/^(?:RI|RD)$/, 'reinvest'],
  [/^(?:DV|DI)$/, 'dividend'],
  [/^RC$/, 'returnOfCapital'],
  [
    /^(?:MARKET|LIMIT|STOP|OPTIONAL CASH|OCP|INITIAL|ADDITIONAL|AUTOMATIC|CASH|DIRECT) (?:BUY|PURCHASE|INVESTMENT)/,
    'buy',
  ],
  [/^(?:MARKET|LIMIT|STOP|PARTIAL|FULL) (?:SELL|SALE)/, 'sell'],
  [/^DEPOSIT|^DEP\b|^WITHDRAW/, 'cash'],
];

/** Anywhere in the action: long enough to be no part of a name. */
const ANYWHERE: readonly Phrase[] = [
  [/PAYMENT IN LIEU OF DIV|IN LIEU OF DIVIDEND|SUBSTITUTE (?:PAYMENT|DIVIDEND)/, 'paymentInLieu'],
  [/CASH IN LIEU|IN LIEU OF (?:FRX|FRAC)/, 'cashInLieu'],
  [/REVERSE (?:STOCK )?SPLIT/, 'reverseSplit'],
  [/STOCK SPLIT|FORWARD SPLIT|\bSPLIT \d+ FOR \d+/, 'split'],
  [/\bSPIN[\s-]?OFF\b/, 'spinOff'],
  [/MERGED\(ACQUISITION\)\s+FOR USD [\d.]+ PER SHARE/, 'cashMerger'],
  [/\bMERGED\(ACQUISITION\)|\bCASH AND STOCK MERGER|STOCK MERGER/, 'exchange'],
  [
    /(?:RETURN|RTN|RTRN) OF (?:CAPITAL|PRINCIPAL|PRINC?\b)|NON[\s-]?DIVIDEND DISTRIBUTION/,
    'returnOfCapital',
  ],
  [/LIQUIDAT(?:ING|ION) DIST/, 'liquidation'],
  [/UNRECAPTURED (?:SEC|1250)|SECTION 1250/, 'unrecaptured1250'],
  [/(?:L\s?\/\s?T|\bLT|LONG[\s-]TERM) (?:CAP(?:ITAL)? )?GAIN/, 'capitalGain'],
  [/(?<!SHORT[\s-]TERM |S\s?\/\s?T )\bCAP(?:ITAL)? GAINS? (?:DIV|DIST)/, 'capitalGain'],
  [/\bMANUFACTURED DIV/, 'paymentInLieu'],
  [/\bREINVEST(?:MENT|ED)?\b|\bREINV PRICE\b|\bREINV? @/, 'reinvest'],
  [/\b(?:CASH|QUALIFIED|ORDINARY|NON-?QUALIFIED) DIVIDEND\b/, 'dividend'],
];

/** Where nothing else is known: plans say what was bought or sold, in many words. */
const LAST: readonly Phrase[] = [
  [
    /\b(?:CASH|SHARES?|STOCK|PLAN|MONTHLY|RECURRING|SYSTEMATIC|VOLUNTARY) (?:PURCHASED?|INVESTMENT|BOUGHT)\b/,
    'buy',
  ],
  [/\b(?:SALE OF (?:SHARES|STOCK|PLAN)|SHARES? (?:SOLD|SALE))\b/, 'sell'],
  [/\bACATS? (?:IN|OUT)\b|\bTRANSFERRED (?:IN|OUT)\b/, 'transfer'],
  // Behind the name of the security.
  [/ BOUGHT$/, 'buy'],
  [/ SOLD$/, 'sell'],
  [/ DIV(?:IDEND)?$/, 'dividend'],
];

/** Capitals, one space between words. */
export const inCapitals = remembering((text) => text.toUpperCase().replace(/\s+/g, ' ').trim());

/** What words of an action mean; null where none of them is known. */
export const meaningOf = remembering((action): Meaning | null => {
  const text = inCapitals(action).slice(0, 200);
  if (text === '') return null;
  const found =
    BEGINNINGS.find(([pattern]) => pattern.test(text)) ??
    ANYWHERE.find(([pattern]) => pattern.test(text)) ??
    LAST.find(([pattern]) => pattern.test(text));
  return found?.[1] ?? null;
});

/** What the first of the phrases says that a text has anywhere; undefined where it has none. */
const anywhereIn = remembering((text) => ANYWHERE.find(([pattern]) => pattern.test(text))?.[1]);

/** What the words beside an action make of it: the character of a dividend, a purchase that reinvests. */
export function sharpened(meaning: Meaning, beside: string): Meaning {
  const text = inCapitals(beside);
  if (meaning === 'buy') return /\bDIVIDEND REINV|\bREINVEST/.test(text) ? 'reinvest' : 'buy';
  if (meaning !== 'dividend' && meaning !== 'exchange' && meaning !== 'transfer') return meaning;
  const found = anywhereIn(text);
  if (meaning === 'exchange') {
    return found === 'split' ||
      found === 'reverseSplit' ||
      found === 'spinOff' ||
      found === 'cashInLieu'
      ? found
      : meaning;
  }
  if (meaning === 'transfer') return found === 'spinOff' ? found : meaning;
  return found !== undefined && found !== 'reinvest' && found !== 'dividend' && found !== 'split'
    ? found
    : meaning;
}
