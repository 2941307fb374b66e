/**
 * The kinds of entries in a taxpayer's words, and what each asks for. The form is drawn from this
 * list, so that no kind shows a field that it has no use for.
 */
import type { Action } from '../../../tax/model.ts';

export interface Labelled {
  readonly label: string;
  readonly hint?: string;
  readonly optional?: true;
}

export interface Kind {
  readonly action: Action;
  /** In the choice "What happened". */
  readonly label: string;
  /** One line under the choice. */
  readonly help: string;
  readonly date: Labelled;
  readonly security: Labelled;
  readonly account: string;
  readonly shares?: Labelled;
  readonly amount?: Labelled;
  /** The other security or account. */
  readonly to?: Labelled & { readonly kind: 'security' | 'account' };
  readonly ratio?: Labelled & { readonly newWords: string; readonly oldWords: string };
  readonly percent?: Labelled;
  /** Another day of acquisition than that of the entry. */
  readonly acquired?: Labelled;
  /** Cash in place of a fraction of the new shares. */
  readonly cash?: true;
  /** `new`: it makes a lot; `sale`: lots can be chosen with their gains; `from`: one lot can be named. */
  readonly lot?: 'new' | 'sale' | 'from';
  /** Whether it usually happens in every account that holds the security on the same day. */
  readonly everywhere?: true;
}

const TRADE = { label: 'Trade date', hint: 'The day of the trade, not the day it settled.' };
const SECURITY = { label: 'Security', hint: 'Ticker, CUSIP or name.' };
const SHARES = { label: 'Shares' };
const COST = { label: 'Cost in dollars', hint: 'In total, with fees.' };
const FRACTION = { cash: true } as const;

export const KIND_GROUPS: readonly { readonly label: string; readonly kinds: readonly Kind[] }[] = [
  {
    label: 'Bought or received',
    kinds: [
      {
        action: 'buy',
        label: 'Purchase',
        help: 'Shares that you paid for. They become a lot of their own.',
        date: TRADE,
        security: SECURITY,
        account: 'Account',
        shares: SHARES,
        amount: COST,
        lot: 'new',
      },
      {
        action: 'reinvest',
        label: 'Reinvested dividend',
        help: 'A dividend that bought more shares. Its character comes from the issuer’s release.',
        date: TRADE,
        security: SECURITY,
        account: 'Account',
        shares: SHARES,
        amount: { label: 'Amount reinvested', hint: 'In dollars, in total.' },
        lot: 'new',
      },
      {
        action: 'stock-dividend',
        label: 'Taxable stock dividend',
        help: 'New shares of the same company, paid as a dividend. They are a lot at the value that was taxed.',
        date: { label: 'Payable date', hint: 'The day on which the shares were paid.' },
        security: SECURITY,
        account: 'Account',
        shares: { label: 'New shares' },
        amount: {
          label: 'Value in dollars',
          hint: 'Of all new shares, as the issuer states it.',
        },
        lot: 'new',
      },
      {
        action: 'in-kind',
        label: 'Shares of another company (taxable)',
        help: 'A dividend paid in another company’s shares. They are a lot at market value; your old basis stays.',
        date: { label: 'Payable date', hint: 'The day on which the shares were paid.' },
        security: { label: 'Security received', hint: 'Its ticker, CUSIP or name.' },
        account: 'Account',
        shares: { label: 'Shares received' },
        amount: { label: 'Market value', hint: 'In dollars, of all of them on that day.' },
        lot: 'new',
      },
      {
        action: 'gift-received',
        label: 'Gift received',
        help: 'A gift carries the giver’s basis and the giver’s day of purchase.',
        date: { label: 'Day of the gift' },
        security: SECURITY,
        account: 'Account',
        shares: SHARES,
        amount: { label: 'Giver’s basis', hint: 'In dollars, in total. Ask the giver.' },
        acquired: {
          label: 'Giver’s purchase',
          hint: 'The day on which the giver bought; it decides short-term or long-term.',
        },
        lot: 'new',
      },
      {
        action: 'inherit',
        label: 'Inheritance',
        help: 'Inherited shares have the value on the day of death, and are long-term from the start.',
        date: { label: 'Day of death' },
        security: SECURITY,
        account: 'Account',
        shares: SHARES,
        amount: { label: 'Value at death', hint: 'In dollars, in total. The estate has it.' },
        lot: 'new',
      },
    ],
  },
  {
    label: 'Sold or given',
    kinds: [
      {
        action: 'sell',
        label: 'Sale',
        help: 'Choose the lots yourself, or leave it to the account’s method.',
        date: TRADE,
        security: SECURITY,
        account: 'Account',
        shares: SHARES,
        amount: { label: 'Proceeds', hint: 'In dollars, less fees.' },
        lot: 'sale',
      },
      {
        action: 'redeem',
        label: 'Redemption by the issuer',
        help: 'The issuer took shares back for cash. For tax it is a sale on that day.',
        date: { label: 'Redemption date' },
        security: SECURITY,
        account: 'Account',
        shares: SHARES,
        amount: { label: 'Amount paid', hint: 'In dollars, without the last dividend.' },
        lot: 'sale',
      },
      {
        action: 'gift',
        label: 'Gift',
        help: 'Shares that you gave away. There is no gain; their basis goes with them.',
        date: { label: 'Day of the gift' },
        security: SECURITY,
        account: 'Account',
        shares: SHARES,
        lot: 'from',
      },
    ],
  },
  {
    label: 'Company events',
    kinds: [
      {
        action: 'split',
        label: 'Split or reverse split',
        help: 'Every lot gets more shares, or fewer. Basis and day of purchase stay.',
        date: { label: 'Effective date', hint: 'The first day of trading after the split.' },
        security: SECURITY,
        account: 'Account',
        ratio: { label: 'Ratio', newWords: 'new for', oldWords: 'old' },
        ...FRACTION,
        everywhere: true,
      },
      {
        action: 'spin-off',
        label: 'Tax-free spin-off',
        help: 'Part of each lot’s basis moves to new shares of another company, with its day of purchase.',
        date: { label: 'Distribution date' },
        security: { label: 'Security held', hint: 'Ticker, CUSIP or name.' },
        account: 'Account',
        to: { kind: 'security', label: 'Security received', hint: 'Ticker, CUSIP or name.' },
        ratio: { label: 'New shares', newWords: 'new for', oldWords: 'held' },
        percent: {
          label: 'Basis that moves, in percent',
          hint: 'The issuer’s Form 8937 gives it in Part II: how much of the basis goes to the new shares.',
        },
        ...FRACTION,
        everywhere: true,
      },
      {
        action: 'exchange',
        label: 'Exchange or conversion',
        help: 'Shares became shares of another class or company. Basis and day of purchase go along.',
        date: { label: 'Effective date' },
        security: { label: 'Security given up', hint: 'Ticker, CUSIP or name.' },
        account: 'Account',
        to: { kind: 'security', label: 'Security received', hint: 'Ticker, CUSIP or name.' },
        ratio: { label: 'Ratio', newWords: 'new for', oldWords: 'old' },
        shares: { label: 'Shares given up', hint: 'Leave empty for all.', optional: true },
        ...FRACTION,
        lot: 'from',
        everywhere: true,
      },
    ],
  },
  {
    label: 'Moved',
    kinds: [
      {
        action: 'transfer',
        label: 'Transfer between accounts',
        help: 'Shares that went to another account of yours, with basis and day of purchase.',
        date: { label: 'Day of the transfer' },
        security: SECURITY,
        account: 'From account',
        to: { kind: 'account', label: 'To account' },
        shares: { label: 'Shares', hint: 'Leave empty for all.', optional: true },
        lot: 'from',
      },
    ],
  },
  {
    label: 'Cash',
    kinds: [
      {
        action: 'dividend',
        label: 'Cash dividend',
        help: 'Counts only until the issuer’s release is there; then it is compared with it.',
        date: { label: 'Day paid' },
        security: SECURITY,
        account: 'Account',
        amount: { label: 'Cash received', hint: 'In dollars, in total.' },
      },
    ],
  },
];

const KINDS = new Map(
  KIND_GROUPS.flatMap((group) => group.kinds).map((kind) => [kind.action, kind]),
);

export function kindOf(action: Action): Kind {
  const kind = KINDS.get(action);
  if (!kind) throw new Error(`no form for ${action}`);
  return kind;
}
