/**
 * What did the person type? Each field exactly, or a sentence for it.
 *
 * Which fields an entry has depends on its kind (the table of kinds of entries). A field that the kind needs and that is empty, or
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
  readFurtherMoney,
  readNote,
  readPercent,
  readRate,
  readRatio,
  readShares,
  readYes,
  type FieldResult,
} from '../../formats/csv-values.ts';
import { furtherOf, type Entry, type FurtherValues } from '../../tax/facts/entry.ts';
import {
  ACTIONS,
  ENTRY_PARTS,
  hasPart,
  kindOf,
  type Action,
  type EntryPart,
  type FurtherPart,
} from '../../tax/facts/entry-kinds.ts';
import type { LotPick } from '../../tax/facts/model.ts';
import { formatShares, NO_SHARES, type Shares } from '../../tax/values/money.ts';
import type { Request } from '../contract.ts';
import { fieldRefusal } from '../refusal.ts';

export type Typed = Request<'transactions.add'>;

const MAX_NAME = 200;
const MAX_NOTE = 1000;

/** The kind that a text names, or undefined. */
function actionOf(text: string): Action | undefined {
  return ACTIONS.find((each) => each === text);
}

interface Problem {
  readonly field: string;
  readonly message: string;
}

/**
 * Reads the typed fields exactly; throws a RefusalError with a sentence for each that cannot be read. What has
 * to be confirmed is asked for where the entry is to be written; what it would do is shown before that.
 */
export function readFields(typed: Typed, purpose: 'preview' | 'write'): Entry {
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

  const date = take('date', typed.date, 'Enter the trade date.', readDate);
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
  const part = <T>(
    field: Exclude<EntryPart, 'picks'>,
    text: string | null | undefined,
    read: (text: string) => FieldResult<T>,
  ): T | null => {
    if (!action) return null;
    if (hasPart(action, field)) return take(field, text ?? '', kindOf(action).needs[field], read);
    if ((text ?? '').trim() !== '') problems.push({ field, message: useless(action, field) });
    return null;
  };
  const to = part('to', typed.to, name((action && kindOf(action).to) ?? 'security'));
  const ratio = part('ratio', typed.ratio, readRatio);
  const percent = part('percent', typed.percent, readPercent);
  const shares = part('shares', typed.shares, readShares);
  const amount = part('amount', typed.amount, (text) =>
    readAmount(text, action && kindOf(action).mayBeTakenBack),
  );
  const cashShares = part('cashShares', typed.cashShares, readShares);
  const acquired = part('acquired', typed.acquired, readDate);
  const lot = part('lot', typed.lot, name('lot'));
  const word = (field: FurtherPart) => ENTRY_PARTS[field].word;
  const further = furtherOf((field) => typed.further?.[field] ?? '', {
    money: (text, field) => part(field, text, (it) => readFurtherMoney(it, word(field))),
    rate: (text, field) => part(field, text, (it) => readRate(it, word(field))),
    yes: (text, field) => part(field, text, (it) => readYes(it, word(field))),
  });
  if (purpose === 'write' && lacksConfirmation(action, further)) {
    const message =
      'Tick this box once you have checked the conditions. Where one of them is not met, the basis may not be averaged.';
    problems.push({ field: 'confirmed', message });
  }
  const note = take('note', typed.note ?? '', undefined, (text) => readNote(text, MAX_NOTE));
  if (date !== null && acquired !== null && acquired > date) {
    problems.push({
      field: 'acquired',
      message: `The day of acquisition ${acquired} is after the entry of ${date}. Enter the earlier day.`,
    });
  }
  const given = typed.picks ?? [];
  if (action && given.length > 0 && !hasPart(action, 'picks')) {
    problems.push({ field: 'picks', message: useless(action, 'picks') });
  }
  const picks = readPicks(given, shares, lot, problems);
  if (problems.length > 0 || date === null || !action || security === null || account === null) {
    throw fieldRefusal(problems);
  }
  return {
    line: null,
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
    further,
    note,
  };
}

/** Averaged basis has conditions that no book can prove; its end has none. */
function lacksConfirmation(action: Action | undefined, further: FurtherValues): boolean {
  return action === 'average-basis' && !further.last && !further.confirmed;
}

function useless(action: Action, part: EntryPart): string {
  return `${kindOf(action).subject} has no ${ENTRY_PARTS[part].word}. Leave it empty.`;
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
