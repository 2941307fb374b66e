/**
 * Reinvestments in a plan: shares below their market value, fees that the company pays, fees in the basis.
 *
 * Authority: Publication 550, dividend reinvestment plans; Revenue Rulings 76-53 and 78-375: what is
 * distributed is the market value of the shares and a commission that the company pays; the lot costs that.
 * Example: $82.00 at 2% below the market: $83.67 is distributed, and each box is higher by its part of $1.67.
 * Awkward case: the discount is not known. Percentages that plans grant are tried; another one, and a fee,
 * have to come out of the forms themselves.
 */
import { discountOf, securityLabel, type Bought, type Facts } from '../../facts/model.ts';
import { addDays, firstDayOfYear, lastDayOfYear, yearOf } from '../../values/days.ts';
import { counted, dollars } from '../../facts/wording.ts';
import { divideRounded, type Cents } from '../../values/money.ts';
import type { Cause, Group, OpenCause, Setting } from '../cause.ts';
import { basisOnly, everywhere, mapEntries } from '../edit-facts.ts';

/** In tenths of a percent. */
const DISCOUNTS = [10n, 15n, 20n, 25n, 30n, 35n, 40n, 50n];
const WHOLE = 1000n;
const LARGEST_FEE = 2500n;
const NEXT =
  'Look it up in the plan’s statement. If it is so, enter the market value of the reinvested shares; it belongs to the dividend and to the basis of the new shares.';

interface Reinvested {
  readonly label: string;
  readonly entries: readonly Bought[];
  /** Whether these are all of the security's. */
  readonly isAll: boolean;
}

/** Reinvestments of the account, each alone and all of a security. */
function reinvestedIn({ forms }: Setting, group: Group, isOld: boolean): readonly Reinvested[] {
  const first = isOld ? firstDayOfYear(1900) : firstDayOfYear(forms.year);
  const last = addDays(lastDayOfYear(forms.year), 31);
  const entries = group.practice.facts.transactions.filter(
    (entry): entry is Bought =>
      entry.action === 'reinvest' &&
      entry.accountId === forms.accountId &&
      entry.date >= first &&
      entry.date <= last,
  );
  return [...Map.groupBy(entries, ({ securityId }) => securityId)].flatMap(([id, all]) => {
    const security = group.practice.facts.securities.find((one) => one.id === id);
    const label = security ? securityLabel(security) : id;
    const sets = all.length > 1 ? [...all.map((entry) => [entry]), all] : [all];
    return sets.map((some) => ({ label, entries: some, isAll: some.length === all.length }));
  });
}

function changed(entries: readonly Bought[], change: (entry: Bought) => Bought) {
  const ids = new Set(entries.map(({ id }) => id));
  return (facts: Facts): Facts =>
    mapEntries(facts, (entry) => (ids.has(entry.id) ? change(entry as Bought) : entry));
}

function what({ entries, label }: Reinvested): string {
  const [first] = entries;
  return entries.length === 1 && first
    ? `the reinvestment of ${first.date} of ${label} (${dollars(first.amount)})`
    : `${counted(entries.length, 'reinvestment')} of ${label}`;
}

function about(setting: Setting, { label, entries }: Reinvested) {
  const [first] = entries;
  return {
    security: label,
    year: setting.forms.year,
    ...(first ? { day: first.date, transaction: first.id } : {}),
    lots: entries.map(({ lot }) => lot),
  };
}

/** $82.00 at 2% below the market are worth $83.67. */
function valueAt({ amount }: Bought, discount: bigint): Cents {
  return divideRounded(amount * WHOLE, WHOLE - discount) as Cents;
}

function discountCause(
  setting: Setting,
  group: Group,
  reinvested: Reinvested,
  discount: bigint,
): Cause {
  const percent = `${discount / 10n}${discount % 10n === 0n ? '' : `.${discount % 10n}`}%`;
  const beyond = reinvested.entries.reduce(
    (sum, entry) => sum + valueAt(entry, discount) - entry.amount,
    0n,
  ) as Cents;
  return {
    code: 'plan-discount',
    // A plan grants it on all that is reinvested; on one reinvestment of several it is a number that fits.
    supposed: reinvested.isAll ? 1 : 2,
    isListed: true,
    groups: [group.place],
    size: reinvested.entries.length,
    about: about(setting, reinvested),
    message: `With a discount of ${percent} on ${what(reinvested)} the forms agree: the shares were worth ${dollars(beyond)} more than the cash, and the payer’s boxes include it. ${NEXT}`,
    change: everywhere(
      changed(reinvested.entries, (entry) => ({ ...entry, value: valueAt(entry, discount) })),
    ),
  };
}

/** The book has a discount that the form does not. */
function withoutDiscount(setting: Setting, group: Group, reinvested: Reinvested): Cause[] {
  const own = reinvested.entries.filter((entry) => discountOf(entry) > 0n);
  if (own.length === 0) return [];
  const some = { ...reinvested, entries: own };
  return [
    {
      code: 'plan-discount',
      supposed: 1,
      groups: [group.place],
      size: own.length,
      about: about(setting, some),
      message: `The broker’s form has only the cash of ${what(some)}, and this book has the market value of the shares. The discount is a part of the dividend (Publication 550): ask for a corrected form, or report our figures; if there was no discount, take the market value out of the entry.`,
      change: everywhere(changed(own, ({ value: _, ...entry }) => entry)),
    },
  ];
}

export function discountCauses(setting: Setting): Cause[] {
  return setting.groups.flatMap((group) =>
    reinvestedIn(setting, group, false).flatMap((reinvested) => {
      const plain = reinvested.entries.every((entry) => discountOf(entry) === 0n);
      const discounts = plain
        ? DISCOUNTS.map((discount) => discountCause(setting, group, reinvested, discount))
        : [];
      return [...discounts, ...withoutDiscount(setting, group, reinvested)];
    }),
  );
}

const DOLLAR = 100n;
/** What the fee of a plan is usually a multiple of, as $2.50. */
const ROUND_FEE = 50n;
const FEE_STEPS = [DOLLAR, 50n, 25n, 5n];

/** Beyond the cash of each reinvestment: a fee that the company pays. */
function paidFee(setting: Setting, group: Group, reinvested: Reinvested): OpenCause {
  return {
    code: 'plan-fees',
    groups: [group.place],
    typical: LARGEST_FEE,
    least: 1n,
    most: LARGEST_FEE,
    steps: FEE_STEPS,
    isContinuous: true,
    withNumber: (fee) => ({
      code: 'plan-fees',
      supposed: fee % 25n === 0n ? 2 : 3,
      groups: [group.place],
      size: reinvested.entries.length,
      about: about(setting, reinvested),
      message: `With a fee of ${dollars(fee as Cents)} that the company paid for ${what(reinvested)} the forms agree: such a fee belongs to the dividend and to the basis of the new shares. Look it up in the plan’s statement, and enter the market value of the reinvested shares with the fee.`,
      change: everywhere(
        changed(reinvested.entries, (entry) => ({
          ...entry,
          value: (entry.amount + discountOf(entry) + fee) as Cents,
        })),
      ),
    }),
  };
}

/** In what the lots cost, and in no box. */
function feeInBasis(setting: Setting, group: Group, reinvested: Reinvested): OpenCause {
  return {
    code: 'plan-fees',
    groups: [group.place],
    typical: LARGEST_FEE,
    least: -LARGEST_FEE,
    most: LARGEST_FEE,
    steps: FEE_STEPS,
    isContinuous: true,
    withNumber: (fee) => {
      const size = dollars((fee < 0n ? -fee : fee) as Cents);
      return {
        code: 'plan-fees',
        supposed: fee % 25n === 0n ? 2 : 3,
        isNatural: fee % ROUND_FEE === 0n,
        groups: [group.place],
        size: reinvested.entries.length,
        about: about(setting, reinvested),
        message:
          fee > 0n
            ? `The broker’s basis has ${size} of fees more for ${what(reinvested)} than this book. A fee that you paid for the purchase is part of its cost: look it up in the plan’s statement and add it to the amount of the entry.`
            : `The broker’s basis has ${size} of fees less for ${what(reinvested)} than this book. A fee that you paid for the purchase is part of its cost: if the entry is right, report our basis; if it has a fee for something else, correct it.`,
        change: basisOnly(
          changed(reinvested.entries, (entry) => ({
            ...entry,
            amount: (entry.amount + fee) as Cents,
          })),
        ),
      };
    },
  };
}

/** A discount of no usual percentage: the shares were worth so much more. */
function otherDiscount(setting: Setting, group: Group, reinvested: Reinvested): OpenCause {
  const amount = reinvested.entries.reduce((sum, entry) => sum + entry.amount, 0n);
  const open = paidFee(setting, group, reinvested);
  return {
    ...open,
    code: 'plan-discount',
    least: amount / 200n,
    most: amount / 10n,
    withNumber: (beyond) => ({
      ...open.withNumber(beyond),
      code: 'plan-discount',
      supposed: 3,
      message: `With shares that were worth ${dollars(beyond as Cents)} more than the cash of ${what(reinvested)} the forms agree, as after a plan’s discount. ${NEXT}`,
    }),
  };
}

/** Fees and discounts whose size has to come out of the forms. */
export function openPlanCauses(setting: Setting): OpenCause[] {
  const compares = setting.forms.sales.some(({ basis }) => basis !== null);
  return setting.groups.flatMap((group) => {
    const ofYear = reinvestedIn(setting, group, false);
    const single = ofYear.filter(({ entries }) => entries.length === 1);
    const ofBasis = compares ? reinvestedIn(setting, group, true) : [];
    return [
      ...ofYear.map((one) => paidFee(setting, group, one)),
      ...single.map((one) => otherDiscount(setting, group, one)),
      ...ofBasis
        .filter(({ entries }) => entries.every(({ date }) => yearOf(date) <= setting.forms.year))
        .map((one) => feeInBasis(setting, group, one)),
    ];
  });
}
