/**
 * One entry as a person says it, in a row of a file or in the form: values are exact, securities and
 * accounts are still names. From it, and from what the book has for the names, comes the fact.
 *
 * Example: the row `2000-03-01,buy,AIV,100,3800.00` is an entry of line 2; the same purchase typed
 * into the form is an entry without a line.
 */
import {
  ACTIONS,
  ENTRY_PARTS,
  FURTHER_PARTS,
  hasPart,
  kindOf,
  makesLot,
  needsPart,
  paysFractions,
  type Action,
  type FurtherPart,
} from './entry-kinds.ts';
import type { LotPick, Ratio, Transaction } from './model.ts';
import type { Day } from '../values/days.ts';
import { NO_MONEY, type Cents, type Rate, type Shares } from '../values/money.ts';

/** What a part that few entries have holds. */
interface Holds {
  readonly money: Cents;
  readonly rate: Rate;
  readonly yes: true;
}

/** The parts that few entries have; one that an entry does not say is not there. */
export type FurtherValues = {
  readonly [P in FurtherPart]?: Holds[(typeof ENTRY_PARTS)[P]['holds']];
};

/** Of nearly all entries: one object, however many there are. */
export const NOTHING_FURTHER: FurtherValues = {};

/** Reads the texts of such parts; a part whose text is no value is not there. */
export function furtherOf(
  textOf: (part: FurtherPart) => string | null,
  readers: { readonly [K in keyof Holds]: (text: string, part: FurtherPart) => Holds[K] | null },
): FurtherValues {
  const values: Partial<Record<FurtherPart, unknown>> = {};
  for (const part of FURTHER_PARTS) {
    const text = textOf(part);
    const value = text === null ? null : readers[ENTRY_PARTS[part].holds](text, part);
    if (value !== null) values[part] = value;
  }
  // Each part was read as what the table of parts says that it holds.
  return values as FurtherValues;
}

/** What an entry says besides its day, kind, security and account; null where it says nothing. */
export interface EntryValues {
  /** Shares bought, received, sold, given, exchanged or moved; not those of a split or a spin-off. */
  readonly shares: Shares | null;
  /** Cost, value, proceeds or cash received; where new shares can leave a fraction, the cash for it. */
  readonly amount: Cents | null;
  /** The name of the new lot, or the lot that the shares come from. */
  readonly lot: string | null;
  readonly ratio: Ratio | null;
  /** The part of the basis that goes to the new shares of a spin-off. */
  readonly percent: Rate | null;
  /** The day of acquisition, where it is not `date`. */
  readonly acquired: Day | null;
  /** The fraction of a share for which cash was paid. */
  readonly cashShares: Shares | null;
  /** Always empty in a file; entries that are typed in can name several lots. */
  readonly picks: readonly LotPick[];
  readonly further: FurtherValues;
}

export interface Entry extends EntryValues {
  /** Line of the file on which the row begins, from 1; null where it was typed in. */
  readonly line: number | null;
  readonly date: Day;
  readonly action: Action;
  /** Ticker, CUSIP or name, as written. */
  readonly security: string;
  /** The other security or the other account, as written. */
  readonly to: string | null;
  readonly account: string | null;
  readonly note: string | null;
}

/** What every fact has. */
interface FactOwners {
  readonly id: string;
  readonly date: Day;
  readonly securityId: string;
  readonly accountId: string;
  readonly note: string | null;
  readonly sourceLine: number | null;
}

/**
 * The fact of an action with these values: those that its kind has, and no others. `toId` is the other
 * security or account. Throws what `broken` makes where something lacks that the kind needs.
 */
export function makeTransaction(
  action: Action,
  fact: FactOwners,
  values: EntryValues & { readonly toId: string | null },
  broken: () => Error,
): Transaction {
  const kind = kindOf(action);
  const needed = <T>(value: T | null): T => {
    if (value === null) throw broken();
    return value;
  };
  if (makesLot(action)) {
    return {
      ...fact,
      action,
      shares: needed(values.shares),
      amount: needsPart(action, 'amount') ? needed(values.amount) : values.amount,
      lot: values.lot ?? '',
      acquired: values.acquired,
      ...furtherPart(action, values.further, needed),
    };
  }
  /** A value that the kind has; it must be there where the kind needs it. */
  const part = <P extends 'shares' | 'amount' | 'lot' | 'ratio' | 'percent'>(name: P) =>
    hasPart(action, name)
      ? { [name]: needsPart(action, name) ? needed(values[name]) : values[name] }
      : {};
  const fraction = paysFractions(action)
    ? { amount: values.amount ?? NO_MONEY, cashShares: values.cashShares }
    : {};
  const target =
    kind.to === null || (values.toId === null && !needsPart(action, 'to'))
      ? {}
      : { [kind.to === 'account' ? 'toAccountId' : 'toSecurityId']: needed(values.toId) };
  // The table says what each kind has, and the facts' types say the same of each action.
  return {
    ...fact,
    action,
    ...part('shares'),
    ...part('amount'),
    ...part('lot'),
    ...(hasPart(action, 'picks') ? { picks: values.picks } : {}),
    ...(hasPart(action, 'acquired') ? { acquired: values.acquired } : {}),
    ...part('ratio'),
    ...part('percent'),
    ...fraction,
    ...target,
    ...furtherPart(action, values.further, needed),
  } as Transaction;
}

/** Those of the parts that few entries have which the kind has. */
function furtherPart(
  action: Action,
  further: FurtherValues,
  needed: <T>(value: T | null) => T,
): FurtherValues {
  if (further === NOTHING_FURTHER && !FURTHER_NEEDED.has(action)) return further;
  const values: Partial<Record<FurtherPart, unknown>> = {};
  for (const part of FURTHER_PARTS) {
    const value = further[part] ?? null;
    if (needsPart(action, part)) values[part] = needed(value);
    else if (value !== null && hasPart(action, part)) values[part] = value;
  }
  return values as FurtherValues;
}

const FURTHER_NEEDED: ReadonlySet<Action> = new Set(
  ACTIONS.filter((action) => FURTHER_PARTS.some((part) => needsPart(action, part))),
);
