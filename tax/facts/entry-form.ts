/**
 * What does a form ask of each kind of entry, and which lots does an entry take that names none?
 *
 * Both follow the table of kinds of entries. The words of the form are the window's.
 * Example: a transfer asks for the other account, may have shares (all of them where it has none), and
 * may name one lot to take them from.
 * Awkward case: where new shares can leave a fraction, the amount is the cash for it, with a field of its
 * own.
 * Not handled: whether what was typed can be read; the reader of the fields says that.
 */
import {
  ENTRY_PARTS,
  FURTHER_PARTS,
  hasPart,
  kindOf,
  makesLot,
  needsPart,
  PART_COLUMNS,
  partInColumn,
  paysFractions,
  type Action,
  type EntryKind,
  type FurtherPart,
} from './entry-kinds.ts';

export interface EntryForm {
  /** What the other side is. */
  readonly to: EntryKind['to'];
  readonly isToNeeded: boolean;
  /** `all`: they may be left out, and are all of them then. */
  readonly shares: 'needed' | 'all' | null;
  /** A cost, proceeds or value; false where the amount is cash for a fraction. */
  readonly amount: boolean;
  readonly isAmountNeeded: boolean;
  readonly ratio: boolean;
  readonly percent: boolean;
  /** Cash in place of a fraction of the new shares. */
  readonly cash: boolean;
  /** Another day of acquisition than that of the entry. */
  readonly acquired: boolean;
  /** What few kinds have, each a field of its own. */
  readonly further: readonly {
    readonly part: FurtherPart;
    readonly word: string;
    readonly isYes: boolean;
    readonly isNeeded: boolean;
  }[];
  /**
   * `new`: it makes a lot; `sale`: lots can be chosen with their gains; `from`: one lot can be named;
   * `named`: it is about one lot, which must be named.
   */
  readonly lot: 'new' | 'sale' | 'from' | 'named' | null;
  /** Whether it happens to all who hold the shares: what a company does, it does in every account. */
  readonly everywhere: boolean;
}

function lotUse(action: Action): EntryForm['lot'] {
  if (!hasPart(action, 'lot')) return null;
  // Shares in which a liquidating distribution is paid are a lot of their own.
  if (makesLot(action) || kindOf(action).effect === 'pays') return 'new';
  if (hasPart(action, 'picks')) return 'sale';
  return needsPart(action, 'lot') ? 'named' : 'from';
}

export function entryForm(action: Action): EntryForm {
  const { effect, to } = kindOf(action);
  const cash = paysFractions(action);
  return {
    to,
    isToNeeded: needsPart(action, 'to'),
    shares: needsPart(action, 'shares') ? 'needed' : hasPart(action, 'shares') ? 'all' : null,
    amount: !cash && hasPart(action, 'amount'),
    isAmountNeeded: needsPart(action, 'amount'),
    ratio: hasPart(action, 'ratio'),
    percent: hasPart(action, 'percent'),
    cash,
    acquired: hasPart(action, 'acquired'),
    further: FURTHER_PARTS.filter((part) => hasPart(action, part)).map((part) => ({
      part,
      word: ENTRY_PARTS[part].word,
      isYes: ENTRY_PARTS[part].holds === 'yes',
      isNeeded: needsPart(action, part),
    })),
    lot: lotUse(action),
    everywhere:
      effect === 'changes' || effect === 'distributes' || (effect === 'moves' && to === 'security'),
  };
}

/** Which lots an entry takes that names none: `own`, where it makes one or takes none. */
export function lotsTaken(action: Action, hasShares: boolean): 'own' | 'every' | 'by-method' {
  switch (kindOf(action).effect) {
    case 'acquires':
    case 'says':
      return 'own';
    case 'sells':
    case 'gives':
      return 'by-method';
    case 'changes':
    case 'distributes':
    case 'pays':
      return 'every';
    case 'moves':
      return hasShares ? 'by-method' : 'every';
  }
}

/** A column of a file's row, as it is asked for where a broker's line does not say it. */
interface RowColumn {
  readonly column: string;
  readonly word: string;
  readonly isNeeded: boolean;
}

/** What a row of the kind needs, and then what it may have: besides the columns that every row has. */
export function rowColumns(action: Action): readonly RowColumn[] {
  const columns = PART_COLUMNS.flatMap((column): RowColumn[] => {
    const part = partInColumn(action, column);
    if (part === null) return [];
    return [{ column, word: ENTRY_PARTS[part].word, isNeeded: needsPart(action, part) }];
  });
  return [...columns.filter(({ isNeeded }) => isNeeded), ...columns.filter((one) => !one.isNeeded)];
}
