/**
 * Proceeds with or without what a plan or a broker took for the sale.
 *
 * Practice: before 2014 a broker could report proceeds gross, with a note, or less commissions (Form 1099-B, box 2
 * of those years; Reg. 1.6045-1(d)(5)); transfer agents of plans take a fee for each sale and often still report
 * what was sold for.
 * Example: 100 shares for $2,300.00 and a fee of $15.00: the book has $2,285.00.
 * Awkward case: proceeds that differ for any other reason. Of shares in a plan only a fee as plans take it is
 * supposed, in steps of five cents and less than a twentieth; of others only what a commission can come to, where
 * the form has more, in years in which it could be gross.
 */
import { securityLabel } from '../../facts/model.ts';
import { dollars } from '../../facts/wording.ts';
import type { Cents } from '../../values/money.ts';
import type { Cause, Group, Setting } from '../cause.ts';
import { basisOnly, mapEntries } from '../edit-facts.ts';
import { matchPieces } from '../match-sales.ts';

const LARGEST_FEE = 5000n;
const FEE_STEP = 5n;
/** The smallest part of the proceeds that is no fee any more. */
const PART = 20n;

/** The last year whose proceeds could be reported before commissions. */
const LAST_GROSS = 2013;
const LARGEST_COMMISSION = 10_000n;
/** The smallest part of the proceeds that is no commission any more. */
const COMMISSION_PART = 50n;

function isCommission(fee: bigint, proceeds: bigint, year: number): boolean {
  const isPossible = year <= LAST_GROSS && fee > 0n && fee <= LARGEST_COMMISSION;
  return isPossible && fee * COMMISSION_PART <= proceeds;
}

/** By sale: theirs less ours. */
type Fees = ReadonlyMap<string, bigint>;

function isFee(fee: bigint, proceeds: bigint): boolean {
  const size = fee < 0n ? -fee : fee;
  return size > 0n && size <= LARGEST_FEE && size % FEE_STEP === 0n && size * PART <= proceeds;
}

/** Sales of shares in a plan that differ by what can be a fee. */
function feesIn({ forms }: Setting, group: Group): Fees {
  const { facts } = group.practice;
  const inPlan = new Set(
    facts.transactions
      .filter(({ action, accountId }) => action === 'reinvest' && accountId === forms.accountId)
      .map(({ securityId }) => securityId),
  );
  const fees = new Map<string, bigint>();
  matchPieces(forms.sales, group.year.sales).forEach((pieces, place) => {
    const theirs = forms.sales[place]?.proceeds ?? null;
    const [first] = pieces;
    const ids = new Set(pieces.map(({ transactionId }) => transactionId));
    if (theirs === null || first === undefined || ids.size > 1) return;
    const ours = pieces.reduce((sum, { proceeds }) => sum + proceeds, 0n);
    const id = first.transactionId;
    if (theirs !== ours) fees.set(id, (fees.get(id) ?? 0n) + theirs - ours);
  });
  const isInPlan = (id: string): boolean =>
    group.year.sales.some((one) => one.transactionId === id && inPlan.has(one.security.id));
  return new Map(
    [...fees].filter(([id, fee]) => {
      const proceeds = proceedsOf(group, id);
      return (isInPlan(id) && isFee(fee, proceeds)) || isCommission(fee, proceeds, forms.year);
    }),
  );
}

function proceedsOf(group: Group, id: string): bigint {
  const own = group.year.sales.filter(({ transactionId }) => transactionId === id);
  return own.reduce((sum, { proceeds }) => sum + proceeds, 0n);
}

function feeCause({ forms }: Setting, group: Group, fees: Fees): Cause {
  const sales = group.year.sales.filter(({ transactionId }) => fees.has(transactionId));
  const [first] = sales;
  const label = first ? securityLabel(first.security) : '';
  const sum = [...fees.values()].reduce((all, fee) => all + fee, 0n);
  const size = dollars((sum < 0n ? -sum : sum) as Cents);
  const what =
    fees.size === 1
      ? `the sale of ${label} on ${first?.sold ?? ''}`
      : `${fees.size} sales of ${label}`;
  return {
    code: 'plan-fees',
    supposed: 2,
    groups: [group.place],
    size: fees.size,
    about: { security: label, year: forms.year, ...(first ? { day: first.sold } : {}) },
    message:
      sum > 0n
        ? `The form’s proceeds of ${what} are ${size} more than in this book, as before the fee or commission of the sale. It lowers what you received: compare it with the confirmation, and report the form’s figure ${forms.year < 2011 ? 'with the fee as a part of the basis (Schedule D of that year)' : 'with the fee beside it (Form 8949, code E)'}.`
        : `The form’s proceeds of ${what} are ${size} less than in this book, as after a fee of the plan. A fee for a sale lowers the proceeds: look it up in the statement, and enter what was left after it.`,
    change: basisOnly((facts) =>
      mapEntries(facts, (entry) => {
        const fee = fees.get(entry.id);
        if (fee === undefined || !('amount' in entry) || entry.amount === null) return entry;
        return { ...entry, amount: (entry.amount + fee) as Cents } as typeof entry;
      }),
    ),
  };
}

/** Each sale alone, and all of a group together. */
export function saleFeeCauses(setting: Setting): Cause[] {
  return setting.groups.flatMap((group) => {
    const fees = feesIn(setting, group);
    const alone = [...fees].map((fee) => feeCause(setting, group, new Map([fee])));
    return fees.size > 1 ? [...alone, feeCause(setting, group, fees)] : alone;
  });
}
