/**
 * What did the person type? Each field exactly, or a sentence for it.
 *
 * Which fields an entry has depends on its kind. A field that the kind needs and that is empty, or
 * that it has no use for and that is filled in, gets a sentence like one that cannot be read; all of
 * them are said at once.
 *
 * Example: a split has a ratio and no shares; "100" as its shares is refused with "A split has no
 * number of shares. Leave it empty."
 * Not handled: whether the entry fits the book. The plan and the engine say that.
 */
import {
  quoted,
  readAmount,
  readDate,
  readName,
  readNote,
  readPercent,
  readRatio,
  readShares,
  type FieldResult,
} from '../../formats/csv-values.ts';
import type { CsvTransaction } from '../../formats/transactions-csv.ts';
import { ACTIONS, type Action, type LotPick } from '../../tax/facts/model.ts';
import { formatShares, NO_SHARES, type Shares } from '../../tax/values/money.ts';
import type { Request } from '../contract.ts';
import { fieldRefusal } from '../refusal.ts';

export type Typed = Request<'transactions.add'>;

export const MAX_NAME = 200;
const MAX_NOTE = 1000;

/** The fields that not every kind of entry has. */
type Part =
  'to' | 'shares' | 'amount' | 'lot' | 'picks' | 'ratio' | 'percent' | 'acquired' | 'cashShares';

interface Kind {
  /** The kind in a sentence: "A split has no …". */
  readonly name: string;
  /** What is to be said where a needed part is empty. */
  readonly needed: Readonly<Partial<Record<Part, string>>>;
  readonly optional: readonly Part[];
}

const SHARES = 'Enter the number of shares, as in 12.5.';
const COST = 'Enter the total cost with fees, as in 1234.56.';
const PROCEEDS = 'Enter the proceeds less fees, as in 1234.56.';
const RATIO = 'Enter how many new shares there are for how many old ones, as in 2 for 1.';

const KINDS: Readonly<Record<Action, Kind>> = {
  buy: {
    name: 'A purchase',
    needed: { shares: SHARES, amount: COST },
    optional: ['lot', 'acquired'],
  },
  reinvest: {
    name: 'A reinvested dividend',
    needed: { shares: SHARES, amount: COST },
    optional: ['lot', 'acquired'],
  },
  'stock-dividend': {
    name: 'A stock dividend',
    needed: { shares: SHARES, amount: 'Enter what the new shares were worth, as in 1234.56.' },
    optional: ['lot', 'acquired'],
  },
  'in-kind': {
    name: 'A distribution in kind',
    needed: { shares: SHARES, amount: 'Enter what the shares were worth, as in 1234.56.' },
    optional: ['lot', 'acquired'],
  },
  'gift-received': {
    name: 'A gift received',
    needed: { shares: SHARES, amount: 'Enter the giver’s basis, as in 1234.56.' },
    optional: ['lot', 'acquired'],
  },
  inherit: {
    name: 'An inheritance',
    needed: { shares: SHARES, amount: 'Enter the value on the day of death, as in 1234.56.' },
    optional: ['lot', 'acquired'],
  },
  sell: {
    name: 'A sale',
    needed: { shares: SHARES, amount: PROCEEDS },
    optional: ['lot', 'picks'],
  },
  redeem: {
    name: 'A redemption',
    needed: { shares: SHARES, amount: 'Enter what was paid for the shares, as in 1234.56.' },
    optional: ['lot', 'picks'],
  },
  gift: { name: 'A gift', needed: { shares: SHARES }, optional: ['lot'] },
  split: { name: 'A split', needed: { ratio: RATIO }, optional: ['amount', 'cashShares'] },
  'spin-off': {
    name: 'A spin-off',
    needed: {
      to: 'Enter the security whose shares came in: its ticker, CUSIP or name.',
      ratio: RATIO,
      percent: 'Enter the percentage of the basis that goes to the new shares, as in 12.34.',
    },
    optional: ['amount', 'cashShares'],
  },
  exchange: {
    name: 'An exchange',
    needed: {
      to: 'Enter the security that came in: its ticker, CUSIP or name.',
      ratio: RATIO,
    },
    optional: ['shares', 'lot', 'amount', 'cashShares'],
  },
  transfer: {
    name: 'A transfer',
    needed: { to: 'Choose the account that the shares went to.' },
    optional: ['shares', 'lot'],
  },
  dividend: {
    name: 'A cash dividend',
    needed: { amount: 'Enter the cash that came in, as in 82.00.' },
    optional: [],
  },
};

const PART_WORDS: Readonly<Record<Part, string>> = {
  to: 'second security or account',
  shares: 'number of shares',
  amount: 'amount',
  lot: 'lot',
  picks: 'lots of its own',
  ratio: 'ratio',
  percent: 'percentage',
  acquired: 'other day of acquisition',
  cashShares: 'fraction in cash',
};

/** The kind that a text names, or undefined. */
function actionOf(text: string): Action | undefined {
  return ACTIONS.find((each) => each === text);
}

interface Problem {
  readonly field: string;
  readonly message: string;
}

/** Reads the typed fields exactly; throws a RefusalError with a sentence for each that cannot be read. */
export function readFields(typed: Typed): CsvTransaction {
  const problems: Problem[] = [];
  const take = <T>(
    field: string,
    text: string,
    missing: string | undefined,
    read: (text: string) => FieldResult<T>,
  ): T | null => {
    const trimmed = text.trim();
    if (trimmed === '') {
      if (missing !== undefined) problems.push({ field, message: missing });
      return null;
    }
    const result = read(trimmed);
    if ('value' in result) return result.value;
    problems.push({ field, message: result.problem });
    return null;
  };
  const name = (column: string) => (text: string) => readName(column, text, MAX_NAME);

  const date = take('date', typed.date, 'Enter the trade date, as in 2000-03-01.', readDate);
  const action = actionOf(typed.action);
  if (!action) problems.push({ field: 'action', message: 'Choose what happened.' });
  const security = take(
    'security',
    typed.security,
    'Enter the security: its ticker, CUSIP or name.',
    name('security'),
  );
  const account = take(
    'account',
    typed.account,
    'Choose an account, or name a new one.',
    name('account'),
  );
  const kind = action && KINDS[action];
  const part = <T>(
    field: Exclude<Part, 'picks'>,
    text: string | null | undefined,
    read: (text: string) => FieldResult<T>,
  ): T | null => {
    if (!kind) return null;
    if (field in kind.needed || kind.optional.includes(field)) {
      return take(field, text ?? '', kind.needed[field], read);
    }
    if ((text ?? '').trim() !== '') problems.push({ field, message: useless(kind, field) });
    return null;
  };
  const to = part('to', typed.to, name(action === 'transfer' ? 'account' : 'security'));
  const ratio = part('ratio', typed.ratio, readRatio);
  const percent = part('percent', typed.percent, readPercent);
  const shares = part('shares', typed.shares, readShares);
  const amount = part('amount', typed.amount, readAmount);
  const cashShares = part('cashShares', typed.cashShares, readShares);
  const acquired = part('acquired', typed.acquired, readDate);
  const lot = part('lot', typed.lot, name('lot'));
  const note = take('note', typed.note ?? '', undefined, (text) => readNote(text, MAX_NOTE));
  if (date !== null && acquired !== null && acquired > date) {
    problems.push({
      field: 'acquired',
      message: `The day of acquisition ${acquired} is after the entry of ${date}. Enter the earlier day.`,
    });
  }
  const given = typed.picks ?? [];
  if (kind && given.length > 0 && !kind.optional.includes('picks')) {
    problems.push({ field: 'picks', message: useless(kind, 'picks') });
  }
  const picks = readPicks(given, shares, lot, problems);
  if (problems.length > 0 || date === null || !action || security === null || account === null) {
    throw fieldRefusal(problems);
  }
  return {
    line: 1,
    date,
    action,
    security,
    account,
    to,
    shares,
    amount,
    lot,
    picks,
    ratio,
    percent,
    acquired,
    cashShares,
    note,
  };
}

function useless(kind: Kind, part: Part): string {
  return `${kind.name} has no ${PART_WORDS[part]}. Leave it empty.`;
}

/** Shares of lots that the seller named; they add up to what was sold. */
function readPicks(
  typed: NonNullable<Typed['picks']>,
  shares: Shares | null,
  lot: string | null,
  problems: Problem[],
): LotPick[] {
  const add = (message: string): void => {
    problems.push({ field: 'picks', message });
  };
  if (typed.length > 0 && lot !== null) {
    add('Name one lot, or the shares of several, but not both.');
    return [];
  }
  const before = problems.length;
  const picks: LotPick[] = [];
  for (const pick of typed) {
    const name = readName('lot', pick.lot.trim(), MAX_NAME);
    const count = readShares(pick.shares.trim());
    if ('problem' in name) add(name.problem);
    else if (name.value === '') add('One of the lots has no name. Choose it from the list.');
    else if ('problem' in count) add(`Lot ${quoted(name.value)}: ${count.problem}`);
    else if (picks.some((each) => each.lot === name.value)) {
      add(`The lot ${quoted(name.value)} is there twice. Add its shares up.`);
    } else picks.push({ lot: name.value, shares: count.value });
  }
  if (picks.length === 0 || problems.length > before || shares === null) return picks;
  const sum = picks.reduce<bigint>((all, each) => all + each.shares, NO_SHARES) as Shares;
  if (sum !== shares) {
    add(
      `The lots add up to ${formatShares(sum)} shares, and ${formatShares(shares)} are sold. Make both the same.`,
    );
  }
  return picks;
}
