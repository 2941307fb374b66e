/** The entry as it is being typed, and what of it goes over the wire. */
import { dayAsTyped } from '../../format/days.ts';
import { ACTIONS, typedDay, typedNumber } from '../../../application/contract.ts';
import type { Action, FurtherPart, Request } from '../../../application/contract.ts';
import { compareDecimals, sumDecimals } from '../../format/decimal.ts';
import type { Labelled } from './kind-word-shapes.ts';
import type { GivenEntry } from '../../state/routes.ts';
import { kindOf, type Kind } from './kinds.ts';
import { typedRow } from './typed-row.ts';
import type { Entry } from './load.ts';

export type Fields = Request<'transactions.add'>;

/** What the first account of a book is called, until somebody calls it otherwise. */
const FIRST_ACCOUNT = 'Brokerage';

/** The choice of an account that is not there yet. */
export const NEW_ACCOUNT = '\u0000new';

/** An account that is chosen, or named for the first time. */
export class AccountChoice {
  chosen = $state('');
  newName = $state('');
  newDeferred = $state(false);
  /** A person chose it: it stays when the list of accounts arrives later. */
  isByHand = false;

  constructor(chosen: string) {
    this.chosen = chosen;
  }

  get isNew(): boolean {
    return this.chosen === NEW_ACCOUNT;
  }

  get name(): string {
    return this.isNew ? this.newName.trim() : this.chosen;
  }

  /** What a new one is to be; undefined for one that is there. */
  get asNew(): { readonly taxDeferred: boolean } | undefined {
    return this.isNew ? { taxDeferred: this.newDeferred } : undefined;
  }

  /** Once it is in the book, it is chosen from the list like any other. */
  settle(): void {
    if (!this.isNew) return;
    this.chosen = this.newName.trim();
    this.newName = '';
  }
}

const isAction = (text: string): text is Action => (ACTIONS as readonly string[]).includes(text);

/** A number that can be added up while it is typed. */
export function asDecimal(typed: string): string | null {
  const plain = typedNumber(typed);
  return /^\d+(\.\d+)?$/.test(plain) ? plain : null;
}

export class TypedEntry {
  action = $state<Action>('buy');
  date = $state('');
  security = $state('');
  toSecurity = $state('');
  shares = $state('');
  amount = $state('');
  newShares = $state('');
  oldShares = $state('1');
  percent = $state('');
  acquired = $state('');
  cashShares = $state('');
  /** What few kinds have, as typed. */
  further = $state<Partial<Record<FurtherPart, string>>>({});
  /** Whether there is another side, where most entries of the kind have none. */
  hasOther = $state(false);
  /** The name of the new lot, or the one lot that the entry names. */
  lot = $state('');
  note = $state('');
  /** Whether the lots of a sale are chosen by hand, and the shares typed for each. */
  choosing = $state(false);
  picked = $state<Record<string, string>>({});
  /** The lot that a sale was begun from: it is of its shares, until lots are chosen by hand. */
  soldFrom = $state('');
  readonly account: AccountChoice;
  readonly toAccount: AccountChoice;
  /** An imported purchase can have another day of acquisition, which its form does not ask for by itself. */
  readonly #acquiredBefore: boolean;

  constructor(entry: Entry | null, account: string, toAccount: string) {
    this.account = new AccountChoice(entry?.account ?? account);
    this.toAccount = new AccountChoice(entry?.toAccount ?? toAccount);
    this.#acquiredBefore = (entry?.acquired ?? null) !== null;
    if (!entry) {
      if (this.account.isNew) this.account.newName = FIRST_ACCOUNT;
      return;
    }
    this.action = entry.action;
    this.date = dayAsTyped(entry.date);
    this.security = entry.security;
    this.toSecurity = entry.toSecurity ?? '';
    this.hasOther = this.toSecurity !== '';
    this.shares = entry.shares ?? '';
    this.amount = entry.amount ?? '';
    const [newShares = '', oldShares = '1'] = entry.ratio?.split(':') ?? [];
    this.newShares = newShares;
    this.oldShares = oldShares;
    this.percent = entry.percent ?? '';
    this.acquired = dayAsTyped(entry.acquired ?? '');
    this.cashShares = entry.cashShares ?? '';
    this.further = { ...entry.further };
    this.note = entry.note ?? '';
    if (this.kind.lot !== 'sale') this.lot = entry.lot ?? '';
    else {
      const picks =
        entry.lot === null ? entry.picks : [{ lot: entry.lot, shares: entry.shares ?? '' }];
      this.choosing = picks.length > 0;
      this.picked = Object.fromEntries(picks.map((pick) => [pick.lot, pick.shares]));
    }
  }

  /** What is known of a new entry before anything is typed. */
  begin({ action, security, date, account, lot }: GivenEntry): void {
    if (isAction(action)) this.action = action;
    this.security = security;
    this.date = dayAsTyped(date);
    if (this.kind.lot === 'sale') {
      this.soldFrom = lot;
      this.choosing = lot !== '';
    } else this.lot = lot;
    if (account !== '') this.account.chosen = account;
  }

  /** Whether a trade of the kind is a day, a security, shares and an amount, and nothing else. */
  get takesRow(): boolean {
    const { shares, amount, ratio, percent, to } = this.kind;
    return Boolean(shares && amount) && !ratio && !percent && !to;
  }

  /** A whole trade in the place of its day goes to its fields; false where the text is none. */
  takeRow(text: string): boolean {
    const row = this.takesRow ? typedRow(text) : undefined;
    if (row) Object.assign(this, row);
    return row !== undefined;
  }

  get kind(): Kind {
    return kindOf(this.action);
  }

  /** Whether another side, and what comes from it, is asked for. */
  get asksOther(): boolean {
    return this.kind.to?.asked === undefined || this.hasOther;
  }

  /** Of what few kinds have, what is asked for: not what another mark rules out. */
  get furtherAsked(): Kind['further'] {
    return this.kind.further.filter(
      ({ unless }) => unless === undefined || this.further[unless] !== 'yes',
    );
  }

  get asksAcquired(): boolean {
    return this.kind.acquired !== undefined || (this.#acquiredBefore && this.kind.lot === 'new');
  }

  /** The shares typed for single lots, without the empty ones. */
  get picks(): readonly { readonly lot: string; readonly shares: string }[] {
    return Object.entries(this.picked)
      .map(([lot, shares]) => ({ lot, shares: typedNumber(shares).trim() }))
      .filter((pick) => pick.shares !== '');
  }

  /** Their sum; null while one of them is no number. */
  get pickedShares(): string | null {
    const shares = this.picks.map((pick) => asDecimal(pick.shares));
    return shares.includes(null) ? null : sumDecimals(shares.filter((each) => each !== null));
  }

  /** So many shares of a lot, chosen by hand. */
  pick(lot: string, shares: string): void {
    this.soldFrom = '';
    this.picked[lot] = shares;
  }

  /** Whether the shares of the lots are those of the sale. */
  get picksFit(): boolean {
    const sum = this.pickedShares;
    const shares = asDecimal(this.shares);
    return sum !== null && shares !== null && compareDecimals(sum, shares) === 0;
  }

  /** Whether everything that the kind needs has been typed: worth asking what it would do. */
  get complete(): boolean {
    const { kind } = this;
    const filled = (part: Labelled | undefined, typed: string) =>
      part === undefined || part.optional === true || typed.trim() !== '';
    return (
      typedDay(this.date) !== undefined &&
      this.security.trim() !== '' &&
      this.account.name !== '' &&
      (this.hasOther && kind.to?.asked
        ? this.shares.trim() !== ''
        : filled(kind.shares, this.shares)) &&
      filled(kind.amount, this.amount) &&
      (kind.ratio === undefined ||
        (this.newShares.trim() !== '' && this.oldShares.trim() !== '')) &&
      filled(kind.percent, this.percent) &&
      (kind.lot !== 'named' || this.lot !== '') &&
      kind.further.every((part) => filled(part, this.further[part.part] ?? '')) &&
      (kind.to === undefined ||
        (kind.to.optional === true && !this.hasOther) ||
        (kind.to.kind === 'security' ? this.toSecurity.trim() : this.toAccount.name) !== '')
    );
  }

  /** The fields of the wire that the form shows; reasons about others are said above it. */
  get shown(): readonly string[] {
    const { kind } = this;
    return [
      ...['date', 'action', 'security', 'account', 'note'],
      ...(kind.to && this.asksOther ? ['to'] : []),
      ...(kind.shares && this.asksOther ? ['shares'] : []),
      ...(kind.amount || kind.cash ? ['amount'] : []),
      ...(kind.cash ? ['cashShares'] : []),
      ...(kind.ratio ? ['ratio'] : []),
      ...(kind.percent ? ['percent'] : []),
      ...(this.asksAcquired ? ['acquired'] : []),
      ...this.furtherAsked.map(({ part }) => part),
      ...(kind.lot && this.asksOther ? ['lot'] : []),
      ...(kind.lot === 'sale' ? ['picks'] : []),
    ];
  }

  /** What goes over the wire: only what the kind has. */
  get fields(): Fields {
    const { kind } = this;
    /** Of a part that the kind has. */
    const typed = (part: unknown, text: string) =>
      !part || text.trim() === '' ? null : text.trim();
    const number = (part: unknown, text: string) => typed(part, typedNumber(text));
    const plain = (text: string) => typedNumber(text).trim();
    const picks = kind.lot === 'sale' && this.choosing ? this.picks : [];
    // All shares from one lot: the entry names that lot.
    const one = picks.length === 1 && this.picksFit ? picks[0] : undefined;
    return {
      date: typedDay(this.date) ?? this.date.trim(),
      action: this.action,
      security: this.security.trim(),
      account: this.account.name,
      to:
        kind.to === undefined
          ? null
          : kind.to.kind === 'security'
            ? typed(this.asksOther, this.toSecurity)
            : this.toAccount.name,
      shares: number(this.asksOther && kind.shares, this.shares) ?? '',
      amount: number(kind.amount ?? kind.cash, this.amount) ?? '',
      lot: kind.lot === 'sale' ? (one?.lot ?? null) : typed(this.asksOther && kind.lot, this.lot),
      picks: one ? [] : [...picks],
      ratio:
        kind.ratio === undefined || this.newShares.trim() === ''
          ? null
          : `${plain(this.newShares)}:${plain(this.oldShares)}`,
      percent: number(kind.percent, this.percent),
      acquired: typed(this.asksAcquired, typedDay(this.acquired) ?? this.acquired),
      cashShares: number(kind.cash, this.cashShares),
      further: Object.fromEntries(
        this.furtherAsked
          .map(({ part, isYes }) => {
            const text = this.further[part] ?? '';
            return [part, isYes ? text.trim() : plain(text)];
          })
          .filter(([, text]) => text !== ''),
      ),
      note: typed(true, this.note),
    };
  }

  /** What is written: an account that is named for the first time is made with the entry. */
  get written(): Fields {
    const { asNew: newAccount } = this.account;
    const newToAccount = this.kind.to?.kind === 'account' ? this.toAccount.asNew : undefined;
    return {
      ...this.fields,
      ...(newAccount ? { newAccount } : {}),
      ...(newToAccount ? { newToAccount } : {}),
    };
  }

  /** Whether something stands in it that would have to be typed again. */
  get hasTyped(): boolean {
    const typed = [
      this.shares,
      this.amount,
      this.newShares,
      this.percent,
      this.note,
      this.cashShares,
    ];
    return (
      [...typed, ...Object.values(this.picked), ...Object.values(this.further)].some(
        (text) => text.trim() !== '',
      ) ||
      (this.date !== '' && this.security !== '')
    );
  }

  /** For one more of the same kind, day, security and account. */
  clear(): void {
    this.shares = '';
    this.amount = '';
    this.lot = '';
    this.note = '';
    this.acquired = '';
    this.cashShares = '';
    this.further = {};
    this.choosing = false;
    this.soldFrom = '';
    this.picked = {};
  }
}
