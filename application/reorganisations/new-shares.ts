/**
 * What do terms make of the shares of one account?
 *
 * Authority: the calculation's section 8: a split, a spin-off and an exchange change all lots by the ratio,
 * and a fraction paid in cash is sold; shares paid as a dividend or of another company are a lot at
 * their market value. Cash for a fraction of them is apart: the fraction is received and sold.
 * Example: 95 shares, one new for ten at $30.00: 9.5 shares come in, worth $285.00, and the half is sold.
 * Awkward case: the terms say that fractions are paid in cash and not at what price: the cash is asked.
 * Not handled: the cash that is paid beside new shares of a dividend; the allocation has it. The fraction of
 * shares whose number was answered, as no ratio is known: the number is what came in.
 */
import type { Entry } from '../../tax/facts/entry.ts';
import { NOTHING_FURTHER, type FurtherValues } from '../../tax/facts/entry.ts';
import type { Ratio } from '../../tax/facts/model.ts';
import {
  cashFor,
  convertShares,
  formatShares,
  fractionOf,
  NO_SHARES,
  type Cents,
  type Rate,
  type Shares,
} from '../../tax/values/money.ts';
import {
  readAmount,
  readPercent,
  readRate,
  readRatio,
  readShares,
  type FieldResult,
} from '../../formats/csv-values.ts';
import type { ReorganisationTerms } from '../../formats/terms/terms.ts';
import type { Asked } from './asked.ts';
import { isDistribution } from './held-before.ts';

/** What an entry says, without day, security and account; `nothing` where no shares came in. */
export type Made =
  | {
      readonly kind: 'entry';
      readonly values: Pick<
        Entry,
        'shares' | 'amount' | 'ratio' | 'percent' | 'cashShares' | 'further'
      >;
      /** The sale of the fraction of shares that came in beside those held; null where there is none. */
      readonly sale: Pick<Entry, 'shares' | 'amount'> | null;
      readonly line: number;
    }
  | { readonly kind: 'nothing'; readonly why: string }
  | { readonly kind: 'asked' };

const ASKED: Made = { kind: 'asked' };

interface Holding {
  readonly terms: ReorganisationTerms;
  /** The name of the account. */
  readonly account: string;
  readonly held: Shares;
  readonly asked: Asked;
}

interface Taken {
  readonly ratio: Ratio | null;
  readonly cash: Rate | null;
  readonly line: number;
}

/** The ratio and the cash for this account; undefined while the choice is asked. */
function takenBy({ terms, account, asked }: Holding): Taken | undefined {
  if (terms.choices.length === 0) return terms;
  const name = asked.choose({
    id: `choice/${account}`,
    account,
    text: `Which did ${account} take, or was given?`,
    candidates: terms.choices.map((choice) => choice.name),
  });
  return terms.choices.find((choice) => choice.name === name);
}

export function madeOf(holding: Holding): Made {
  const taken = takenBy(holding);
  if (taken === undefined) return ASKED;
  const isCashAlone = holding.terms.choices.length > 0 && taken.ratio === null;
  if (isCashAlone) {
    return {
      kind: 'nothing',
      why: 'Paid in cash alone: no shares came in, so there is nothing to enter.',
    };
  }
  return isDistribution(holding.terms) ? distributed(holding, taken) : changed(holding, taken);
}

/** Shares that come in beside those held: a lot at their value. */
function distributed(holding: Holding, { ratio, line }: Taken): Made {
  const { terms, account, held, asked } = holding;
  const shares =
    ratio === null
      ? asked.ask(
          {
            id: `shares/${account}`,
            account,
            text: `How many new shares came into ${account}? The statement of that day has them.`,
          },
          readShares,
        )
      : convertShares(held, ratio.newShares, ratio.oldShares);
  if (shares === NO_SHARES) {
    return { kind: 'nothing', why: 'No shares came in, so there is nothing to enter.' };
  }
  const paid = ratio === null ? NOTHING_PAID : fractionPaid(holding, ratio);
  // The allocation says the value of all that was paid, as soon as the book has it.
  const isLeft = ratio !== null && terms.kind === 'in-kind' && terms.value === null;
  const value = isLeft
    ? null
    : (terms.value ??
      asked.ask(
        { id: 'value', account: null, text: 'What was one new share worth, in dollars?' },
        (text) => readRate(text, 'market value'),
      ));
  if (shares === undefined || value === undefined || paid === undefined) return ASKED;
  const values = {
    shares,
    amount: value === null ? null : cashFor(shares, value),
    ratio: null,
    percent: null,
    cashShares: null,
  };
  const { cashShares, amount } = paid;
  const sale = cashShares === null ? null : { shares: cashShares, amount };
  return { kind: 'entry', values: { ...values, further: NOTHING_FURTHER }, sale, line };
}

/** Shares that take the place of those held, or come in with a part of their basis. */
function changed(holding: Holding, taken: Taken): Made {
  const { terms, asked } = holding;
  const ratio =
    taken.ratio ??
    asked.ask(
      {
        id: 'ratio',
        account: null,
        text: `How many new shares for how many of ${terms.from}, as in 1:8? The statements before and after it show it.`,
      },
      readRatio,
    );
  const percent =
    terms.kind !== 'spin-off'
      ? null
      : (terms.percent ??
        asked.ask(
          {
            id: 'percent',
            account: null,
            text: 'What percentage of the basis goes with the new shares? Form 8937 of the issuer has it.',
          },
          readPercent,
        ));
  const further = furtherOfExchange(holding, taken.cash);
  if (ratio === undefined || percent === undefined || further === undefined) return ASKED;
  const fraction = fractionPaid(holding, ratio);
  if (fraction === undefined) return ASKED;
  return {
    kind: 'entry',
    values: { shares: null, ratio, percent, ...fraction, further },
    sale: null,
    line: taken.line,
  };
}

/** Cash besides the new shares, with the value that its gain is computed from. */
function furtherOfExchange(
  { terms, asked }: Holding,
  cash: Rate | null,
): FurtherValues | undefined {
  if (terms.kind !== 'exchange' || cash === null) return NOTHING_FURTHER;
  const valuePerShare =
    terms.value ??
    asked.ask(
      { id: 'value', account: null, text: 'What was one new share worth, in dollars?' },
      (text) => readRate(text, 'market value'),
    );
  if (valuePerShare === undefined) return undefined;
  return { cash, valuePerShare, ...(terms.dividend === 'yes' ? { dividend: true } : {}) };
}

interface FractionPaid {
  readonly amount: Cents | null;
  readonly cashShares: Shares | null;
}

const NOTHING_PAID: FractionPaid = { amount: null, cashShares: null };

const KEPT = 'kept';
/** What was answered of dividends in shares when that alone was asked. */
const [CAME_IN, IN_CASH] = ['came in', 'paid in cash'] as const;

const IN_CASH_BY_TERMS =
  'By these terms a fraction of a share is paid in cash. How many dollars were paid for it? Write the amount, as in 14.50.';

/** The fraction of a share for which cash was paid, and the cash. */
function fractionPaid(
  { terms, account, held, asked }: Holding,
  ratio: Ratio,
): FractionPaid | undefined {
  const all = convertShares(held, ratio.newShares, ratio.oldShares);
  const fraction = fractionOf(all);
  if (fraction === 0n || terms.fractions === 'kept') return NOTHING_PAID;
  if (terms.fractionPrice !== null) {
    return { amount: cashFor(fraction, terms.fractionPrice), cashShares: fraction };
  }
  const orKept = terms.fractions === null ? ` Write "${KEPT}" if it stayed in the account.` : '';
  const amount = asked.ask(
    {
      id: `fraction/${account}`,
      account,
      text: `${formatShares(all)} shares are due to ${account}. How many dollars were paid for the ${formatShares(fraction)} of a share?${orKept}`,
    },
    (text): FieldResult<Cents | null> => {
      const said = text.toLowerCase();
      if (said === KEPT || said === CAME_IN) {
        return terms.fractions === null ? { value: null } : { problem: IN_CASH_BY_TERMS };
      }
      return said === IN_CASH
        ? { problem: `How many dollars were paid for it? Write the amount, as in 14.50.${orKept}` }
        : readAmount(text);
    },
  );
  if (amount === undefined) return undefined;
  return amount === null ? NOTHING_PAID : { amount, cashShares: fraction };
}
