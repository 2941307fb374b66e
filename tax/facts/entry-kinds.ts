/**
 * The kinds of entries: what each needs, what it may have besides, what it does to lots, where it
 * leads, and how it is called.
 *
 * Source: the published interface of the command line, "Transactions are CSV with a header", and the
 * calculation's sections 7 and 8. The readers of files, of the form and of scenarios, the help of the
 * command and the form of the window all follow this table; it holds no rule, only data, so that the
 * window may read it as well.
 * Example: a split needs a ratio and may have cash for a fraction; its row in a file has `ratio`, and
 * `amount` with `shares` for the fraction.
 * Awkward case: every acquisition may have another day of acquisition than its own: the giver's, or
 * that of a purchase whose lot came from elsewhere with its holding period.
 * Not handled: the order of entries, and whether one fits what is held; the calculation says that.
 */

/** What stands in some kinds of entries and not in others. */
interface PartRule {
  /** The column of a file that it stands in; null where a file has none for it. */
  readonly column: string | null;
  /** As in "A split has no …". */
  readonly word: string;
  /** Of a part that few entries have: dollars, dollars per share, or nothing but a yes. */
  readonly holds?: 'money' | 'rate' | 'yes';
}

/** In the order of the columns of a file. */
export const ENTRY_PARTS = {
  shares: { column: 'shares', word: 'number of shares' },
  amount: { column: 'amount', word: 'amount' },
  lot: { column: 'lot', word: 'lot' },
  ratio: { column: 'ratio', word: 'ratio' },
  to: { column: 'to', word: 'second security or account' },
  percent: { column: 'percent', word: 'percentage' },
  acquired: { column: 'acquired', word: 'other day of acquisition' },
  /** In a file it stands in `shares`, where the kind has no other use for that column. */
  cashShares: { column: null, word: 'fraction in cash' },
  picks: { column: null, word: 'lots of its own' },
  cash: { column: 'cash', word: 'cash per old share', holds: 'rate' },
  value: { column: 'value', word: 'market value', holds: 'money' },
  /** In a file it stands in `value`, where the kind has no other use for that column. */
  valuePerShare: { column: null, word: 'value of a new share', holds: 'rate' },
  tax: { column: 'tax', word: 'tax paid', holds: 'money' },
  unrecaptured1250: {
    column: 'unrecaptured1250',
    word: 'unrecaptured section 1250 gain',
    holds: 'money',
  },
  section1202: { column: 'section1202', word: 'section 1202 gain', holds: 'money' },
  collectibles28: { column: 'collectibles28', word: 'collectibles gain', holds: 'money' },
  last: { column: 'last', word: 'mark of the last one', holds: 'yes' },
  dividend: { column: 'dividend', word: 'mark of a dividend', holds: 'yes' },
  confirmed: { column: 'confirmed', word: 'confirmation', holds: 'yes' },
} as const satisfies Readonly<Record<string, PartRule>>;
type EntryParts = typeof ENTRY_PARTS;
export type EntryPart = keyof EntryParts;

/** A part that few entries have; an entry says only those that it has. */
export type FurtherPart = {
  [P in EntryPart]: EntryParts[P] extends { readonly holds: string } ? P : never;
}[EntryPart];

/** In the order of the columns of a file. */
export const FURTHER_PARTS = (Object.keys(ENTRY_PARTS) as EntryPart[]).filter(
  (part): part is FurtherPart => 'holds' in ENTRY_PARTS[part],
);

/** How the window's list of what happened to a lot calls its coming or going. */
interface MoveWords {
  readonly what: string;
  /** Before the security or account on the other side. */
  readonly side: 'from' | 'of' | 'to' | 'into';
}

export interface EntryKind {
  /**
   * What it does to lots: it makes one; it sells shares, or gives them away; it changes every lot in
   * its place; it takes shares of lots to another security or account; it brings other shares beside
   * them, with a part of their basis; it pays on every lot, or adds to its basis; it only says something.
   */
  readonly effect:
    'acquires' | 'sells' | 'gives' | 'changes' | 'moves' | 'distributes' | 'pays' | 'says';
  /** What `to` names. */
  readonly to: 'security' | 'account' | null;
  /** A part that must be there, and what the form says where it is empty. */
  readonly needs: Readonly<Partial<Record<EntryPart, string>>>;
  readonly takes: readonly EntryPart[];
  /** Whether its amount is below zero where it was taken back. */
  readonly mayBeTakenBack?: true;
  /** In the engine's sentences: "sale of 2002-05-01". */
  readonly noun: string;
  /** In the form's sentences: "A split has no …". */
  readonly subject: string;
  /** In the window's lists: "Sold". */
  readonly happened: string;
  /** In the window's list, before the other security or account. */
  readonly toward: '' | 'into ' | 'to ';
  /** What the form says besides, in the command's help; by the part. */
  readonly help: Readonly<Partial<Record<EntryPart, string>>>;
  /** Columns of a row of it in a file, in the command's help; its security besides. */
  readonly example?: Readonly<Partial<Record<PartColumn | 'date', string>>>;
  readonly arrival?: MoveWords;
  readonly departure?: MoveWords;
}

const SHARES = 'Enter the number of shares, as in 12.5.';
const COST = 'Enter the total cost with fees, as in 1234.56.';
const PROCEEDS = 'Enter the proceeds less fees, as in 1234.56.';
const RATIO = 'Enter how many new shares there are for how many old ones, as in 2 for 1.';

const ACQUISITION = {
  effect: 'acquires',
  to: null,
  takes: ['lot', 'acquired'],
  toward: '',
  help: { lot: 'its name', acquired: 'if another day' },
} as const;
const SALE = {
  effect: 'sells',
  to: null,
  takes: ['lot', 'picks'],
  toward: '',
  help: { lot: 'the lot to sell from' },
} as const;
const OTHER_SECURITY = 'the other security';
const ALL_WHEN_EMPTY = 'all when empty';

const ENTRY_KINDS = {
  buy: {
    ...ACQUISITION,
    needs: { shares: SHARES, amount: COST },
    noun: 'purchase',
    subject: 'A purchase',
    happened: 'Bought',
  },
  reinvest: {
    ...ACQUISITION,
    takes: [...ACQUISITION.takes, 'value'],
    needs: { shares: SHARES, amount: COST },
    noun: 'reinvestment',
    subject: 'A reinvested dividend',
    help: {
      ...ACQUISITION.help,
      value: 'of all of them, if above the cash',
    },
    happened: 'Reinvested',
  },
  'stock-dividend': {
    ...ACQUISITION,
    needs: { shares: SHARES, amount: 'Enter what the new shares were worth, as in 1234.56.' },
    noun: 'stock dividend',
    subject: 'A stock dividend',
    happened: 'Stock dividend',
  },
  'in-kind': {
    ...ACQUISITION,
    takes: [...ACQUISITION.takes, 'amount'],
    needs: { shares: SHARES },
    noun: 'distribution in kind',
    subject: 'A distribution in kind',
    help: { ...ACQUISITION.help, amount: 'their value; the issuer’s release has it when empty' },
    happened: 'Received in kind',
  },
  'gift-received': {
    ...ACQUISITION,
    takes: [...ACQUISITION.takes, 'value'],
    needs: { shares: SHARES, amount: 'Enter the giver’s basis, as in 1234.56.' },
    noun: 'gift',
    subject: 'A gift received',
    help: {
      ...ACQUISITION.help,
      amount: 'the giver’s adjusted basis',
      acquired: 'the giver’s day',
      value: 'of all the shares on the day of the gift',
    },
    happened: 'Gift received',
  },
  inherit: {
    ...ACQUISITION,
    needs: { shares: SHARES, amount: 'Enter the value on the day of death, as in 1234.56.' },
    noun: 'inheritance',
    subject: 'An inheritance',
    happened: 'Inherited',
    help: { ...ACQUISITION.help, amount: 'the value on the day of death' },
  },
  sell: {
    ...SALE,
    needs: { shares: SHARES, amount: PROCEEDS },
    noun: 'sale',
    subject: 'A sale',
    happened: 'Sold',
  },
  redeem: {
    ...SALE,
    needs: { shares: SHARES, amount: 'Enter what was paid for the shares, as in 1234.56.' },
    noun: 'redemption',
    subject: 'A redemption',
    happened: 'Redeemed',
  },
  gift: {
    effect: 'gives',
    to: null,
    needs: { shares: SHARES },
    takes: ['lot'],
    noun: 'gift to somebody else',
    subject: 'A gift',
    happened: 'Given away',
    toward: '',
    help: {},
  },
  split: {
    effect: 'changes',
    to: null,
    needs: { ratio: RATIO },
    takes: ['amount', 'cashShares'],
    noun: 'split',
    subject: 'A split',
    happened: 'Split',
    toward: '',
    help: { ratio: 'new:old, as in 2:1' },
  },
  'spin-off': {
    effect: 'distributes',
    to: 'security',
    needs: {
      to: 'Enter the security whose shares came in: its ticker, CUSIP or name.',
      ratio: RATIO,
      percent: 'Enter the percentage of the basis that goes to the new shares, as in 12.34.',
    },
    takes: ['amount', 'cashShares'],
    noun: 'spin-off',
    subject: 'A spin-off',
    happened: 'Spin-off',
    toward: '',
    help: { to: OTHER_SECURITY, percent: 'of the basis that goes with it' },
    arrival: { what: 'Received in a spin-off', side: 'of' },
  },
  exchange: {
    effect: 'moves',
    to: 'security',
    needs: {
      to: 'Enter the security that came in: its ticker, CUSIP or name.',
      ratio: RATIO,
    },
    takes: ['shares', 'lot', 'amount', 'cashShares', 'cash', 'valuePerShare', 'dividend'],
    noun: 'exchange',
    subject: 'An exchange',
    happened: 'Exchanged',
    toward: 'into ',
    help: {
      to: OTHER_SECURITY,
      shares: ALL_WHEN_EMPTY,
      cash: 'per old share, besides the new ones',
      valuePerShare: 'market value of one new share, needed with cash',
      dividend: 'yes: its gain has the effect of a dividend',
    },
    arrival: { what: 'Exchanged', side: 'from' },
    departure: { what: 'Exchanged', side: 'into' },
  },
  transfer: {
    effect: 'moves',
    to: 'account',
    needs: { to: 'Choose the account that the shares went to.' },
    takes: ['shares', 'lot'],
    noun: 'transfer',
    subject: 'A transfer',
    happened: 'Transferred',
    toward: 'to ',
    help: { to: 'the other account', shares: ALL_WHEN_EMPTY },
    arrival: { what: 'Transferred in', side: 'from' },
    departure: { what: 'Transferred out', side: 'to' },
  },
  liquidation: {
    effect: 'pays',
    to: 'security',
    needs: { amount: 'Enter what the account received, as in 3000.00.' },
    takes: ['to', 'shares', 'lot', 'last'],
    noun: 'liquidating distribution',
    subject: 'A liquidating distribution',
    happened: 'Liquidating distribution',
    toward: 'into ',
    help: {
      amount: 'all that the account received on the date, not per share',
      to: 'the security received, where it was paid in kind',
      shares: 'of it',
      lot: 'the name of their lot',
      last: 'yes with the last one',
    },
  },
  'undistributed-gain': {
    effect: 'pays',
    to: null,
    needs: {
      amount: 'Enter box 1a of Form 2439, as in 100.00.',
      tax: 'Enter box 2 of Form 2439, as in 21.00.',
    },
    takes: ['unrecaptured1250', 'section1202', 'collectibles28'],
    noun: 'undistributed gain',
    subject: 'An undistributed gain',
    happened: 'Undistributed gain (Form 2439)',
    toward: '',
    help: { amount: 'box 1a of Form 2439', tax: 'box 2' },
  },
  dividend: {
    effect: 'says',
    to: null,
    needs: { amount: 'Enter the cash that came in, as in 82.00.' },
    takes: [],
    mayBeTakenBack: true,
    noun: 'dividend',
    subject: 'A cash dividend',
    happened: 'Cash dividend',
    toward: '',
    help: { amount: 'the cash; below zero where the broker took it back' },
  },
  'opening-basis': {
    effect: 'says',
    to: null,
    needs: {
      lot: 'Enter the name of the lot.',
      amount: 'Enter the adjusted basis of the lot on that day, as in 1234.56.',
    },
    takes: [],
    noun: 'opening basis',
    subject: 'An opening basis',
    happened: 'Basis stated',
    toward: '',
    help: {
      lot: 'the lot, which an entry acquired before',
      amount: 'adjusted basis of the lot as that day starts, less returns with an earlier ex-date',
    },
    example: { date: '2005-01-01', lot: 'AIV/1999-03-01', amount: '2415.00' },
  },
  'average-basis': {
    effect: 'says',
    to: null,
    needs: {},
    takes: ['acquired', 'last', 'confirmed'],
    noun: 'choice of average basis',
    subject: 'A choice of average basis',
    happened: 'Average basis',
    toward: '',
    help: {
      acquired: 'of shares acquired from that day on, 2012-01-01 when empty',
      last: 'yes: until that day',
      confirmed: 'yes: its conditions are met',
    },
    example: { date: '2013-01-02', confirmed: 'yes' },
  },
  'nothing-returned': {
    effect: 'says',
    to: null,
    needs: {},
    takes: [],
    noun: 'statement that nothing was returned',
    subject: 'A statement that nothing was returned',
    happened: 'Nothing returned',
    toward: '',
    ...{ help: {}, example: { date: '2003-12-31' } },
  },
} as const satisfies Readonly<Record<string, EntryKind>>;

type Kinds = typeof ENTRY_KINDS;

/** What the holder did, as one entry each, by the word that the transactions file has for it. */
export type Action = keyof Kinds;
export const ACTIONS = Object.keys(ENTRY_KINDS) as readonly Action[];

/** The actions with an effect. */
export type ActionThat<Effect extends EntryKind['effect']> = {
  [A in Action]: Kinds[A]['effect'] extends Effect ? A : never;
}[Action];

export function actionsThat<Effect extends EntryKind['effect']>(
  effect: Effect,
): readonly ActionThat<Effect>[] {
  return ACTIONS.filter((action) => kindOf(action).effect === effect) as ActionThat<Effect>[];
}

const ACQUISITIONS: ReadonlySet<Action> = new Set(actionsThat('acquires'));

/** Whether an entry of the kind makes a lot of its own. */
export function makesLot(action: Action): action is ActionThat<'acquires'> {
  return ACQUISITIONS.has(action);
}

/** The row of the table, whichever it is. */
export function kindOf(action: Action): EntryKind {
  return ENTRY_KINDS[action];
}

/** Whether an entry of the kind cannot be without the part. */
export function needsPart(action: Action, part: EntryPart): boolean {
  return part in kindOf(action).needs;
}

/** Whether an entry of the kind may have the part. */
export function hasPart(action: Action, part: EntryPart): boolean {
  return needsPart(action, part) || kindOf(action).takes.includes(part);
}

/** Whether its new shares can leave a fraction that is paid in cash: its `amount` is that cash. */
export function paysFractions(action: Action): boolean {
  return hasPart(action, 'cashShares');
}

type ColumnOf<Part extends EntryPart> = (typeof ENTRY_PARTS)[Part]['column'];
/** A column of a file that some kinds of entries have and others have not. */
export type PartColumn = NonNullable<ColumnOf<EntryPart>>;

export const PART_COLUMNS = Object.values(ENTRY_PARTS)
  .map(({ column }) => column)
  .filter((column) => column !== null);

/** Parts without a column of their own, by the column in which they stand. */
const OTHER_USES: Readonly<Partial<Record<PartColumn, EntryPart>>> = {
  shares: 'cashShares',
  value: 'valuePerShare',
};

/** What a column of a file says in an entry of the kind; null where it is not for it. */
export function partInColumn(action: Action, column: PartColumn): EntryPart | null {
  if (hasPart(action, column)) return column;
  const other = OTHER_USES[column];
  return other !== undefined && hasPart(action, other) ? other : null;
}

/**
 * What can happen to a lot, as the window calls it. `movedIn` and `movedOut`: by transfer, exchange,
 * gift, spin-off or a wash sale that divides a lot; `spunOff`: basis that left with the shares of
 * another company; `washSale`: a disallowed loss added; `boot`, `liquidated`: basis that cash besides
 * new shares, or a liquidating distribution, paid back; `undistributedGain`: basis that gain kept by the
 * trust added; `averaged`: basis of shares of a plan divided anew among them; `basisStated`: the computation begins anew with the basis of an entry.
 */
export const LOT_EVENTS = {
  acquired: 'Acquired',
  returnOfCapital: 'Return of capital',
  sold: 'Sold',
  split: 'Split',
  movedIn: 'Moved in',
  movedOut: 'Moved out',
  spunOff: 'Basis to a spin-off',
  washSale: 'Wash sale: loss added',
  basisStated: 'Basis stated',
  boot: 'Cash in an exchange',
  liquidated: 'Liquidating distribution',
  undistributedGain: 'Undistributed gain',
  averaged: 'Basis averaged',
} as const satisfies Readonly<Record<string, string>>;
export type LotEventKind = keyof typeof LOT_EVENTS;
export const LOT_EVENT_KINDS = Object.keys(LOT_EVENTS) as readonly LotEventKind[];
