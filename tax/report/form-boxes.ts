/**
 * What stands in each box of the year's Form 1099-DIV?
 *
 * Authority: the calculation's section 9 and the year's Instructions for Form 1099-DIV (the maps in
 * `resources/forms/`). A box is the sum of the components of all payments of the tax year; accounts
 * that are tax-deferred have their own form and are left out of the total.
 * Example: four payments with $5.41 capital gain and $10.25 unrecaptured section 1250 gain: box 2a of
 * 2002 is $62.64, box 2d $41.00.
 * Awkward case: a year without a known form has no boxes; the payments still show every component.
 * Not handled: forms of other countries.
 */
import { BOX_SOURCES, formOf, type FormMap } from '../facts/forms.ts';
import { COMPONENTS, type Account, type Component, type Subset } from '../facts/model.ts';
import { NO_MONEY, sumCents, type Cents } from '../values/money.ts';
import { compareText } from '../values/order.ts';
import type { Payment } from '../lots/figures.ts';
import type { AccountForm, FormBox } from './year-report.ts';

const COMPONENT_NAMES: ReadonlySet<string> = new Set(COMPONENTS);

export function isComponent(name: Component | Subset): name is Component {
  return COMPONENT_NAMES.has(name);
}

/** A payment's cents of a component or a subset; zero where the document states no such subset. */
export function amountIn(payment: Payment, name: Component | Subset): Cents {
  return isComponent(name) ? payment.components[name] : (payment.subsets[name] ?? NO_MONEY);
}

/** The boxes of a year for these payments, in the form's order; none where no form is known. */
export function formBoxes(
  forms: readonly FormMap[],
  taxYear: number,
  payments: readonly Payment[],
): readonly FormBox[] {
  return (formOf(forms, taxYear)?.boxes ?? []).map(({ box, meaning, caption }) => ({
    box,
    meaning,
    caption,
    amount: sumCents(
      payments.flatMap((payment) => BOX_SOURCES[meaning].map((name) => amountIn(payment, name))),
    ),
  }));
}

/** One form for each account, by account name. */
export function accountForms(
  forms: readonly FormMap[],
  taxYear: number,
  accounts: readonly Account[],
  payments: readonly Payment[],
): readonly AccountForm[] {
  const byAccount = Map.groupBy(payments, (payment) => payment.accountId);
  return accounts
    .toSorted((a, b) => compareText(a.name, b.name) || compareText(a.id, b.id))
    .map(({ id, name, taxDeferred }) => ({
      accountId: id,
      account: name,
      taxDeferred,
      form1099Div: formBoxes(forms, taxYear, byAccount.get(id) ?? []),
    }));
}
