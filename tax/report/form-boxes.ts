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
import { BOX_SOURCES, formOf, LIQUIDATION_BOXES, type FormMap } from '../facts/forms.ts';
import {
  COMPONENTS,
  securityLabel,
  type Account,
  type Component,
  type Subset,
} from '../facts/model.ts';
import { addCents, NO_MONEY, sumCents, type Cents } from '../values/money.ts';
import { compareText } from '../values/order.ts';
import type { LiquidatingPayment, Payment, SalePiece } from '../lots/figures.ts';
import type { AccountForm, FormBox } from './year-report.ts';
import { isDividend } from './sale-figures.ts';

const COMPONENT_NAMES: ReadonlySet<string> = new Set(COMPONENTS);

export function isComponent(name: Component | Subset): name is Component {
  return COMPONENT_NAMES.has(name);
}

/** A payment's cents of a component or a subset; zero where the document states no such subset. */
export function amountIn(
  payment: Pick<Payment, 'components' | 'subsets'>,
  name: Component | Subset,
): Cents {
  return isComponent(name) ? payment.components[name] : (payment.subsets[name] ?? NO_MONEY);
}

/** The boxes of a year for these payments, in the form's order; none where no form is known. */
export function formBoxes(
  forms: readonly FormMap[],
  taxYear: number,
  { payments, liquidations, sales }: Received,
): readonly FormBox[] {
  return (formOf(forms, taxYear)?.boxes ?? []).flatMap(({ box, meaning, caption }) => {
    const inKind = LIQUIDATION_BOXES[meaning];
    if (inKind !== undefined) {
      const own = liquidations.filter((one) => one.inKind === inKind);
      const amount = sumCents(own.map((one) => one.amount));
      return amount === 0n ? [] : [{ box, meaning, caption, amount }];
    }
    let amount = NO_MONEY;
    for (const payment of payments) {
      for (const name of BOX_SOURCES[meaning]) amount = addCents(amount, amountIn(payment, name));
    }
    if (meaning === 'ordinaryDividends') {
      for (const { gain } of exchangeDividends(sales)) amount = addCents(amount, gain);
    }
    return [{ box, meaning, caption, amount }];
  });
}

/** What a form tells of. */
interface Received {
  readonly payments: readonly Payment[];
  readonly liquidations: readonly LiquidatingPayment[];
  /** Of which some can be cash of an exchange that has the effect of a dividend. */
  readonly sales: readonly SalePiece[];
}

/** Cash of exchanges whose gain is a dividend (section 356(a)(2)). */
export function exchangeDividends(sales: readonly SalePiece[]): readonly SalePiece[] {
  return sales.filter(isDividend);
}

/** What counts: all but what tax-deferred accounts received. */
export function counting({ payments, liquidations, sales }: Received): Received {
  const counts = ({ taxDeferred }: { readonly taxDeferred: boolean }): boolean => !taxDeferred;
  return {
    payments: payments.filter(counts),
    liquidations: liquidations.filter(counts),
    sales: sales.filter(counts),
  };
}

/** What one payer's Form 1099-DIV of one account holds. */
export interface PayerForm {
  readonly payer: string;
  readonly boxes: readonly FormBox[];
}

/** As rows of Schedule B name a payer: the issuer, and the account that it was paid to. */
export function payerOf({ security, account }: Pick<Payment, 'security' | 'account'>): string {
  return `${security.issuer ?? securityLabel(security)}, ${account}`;
}

/** One form for each payer and account that are on the return, in the order of the report. */
export function payerForms(
  forms: readonly FormMap[],
  { taxYear, payments, liquidations, sales }: Received & { readonly taxYear: number },
  onReturn: (item: Payment | LiquidatingPayment | SalePiece) => boolean,
): readonly PayerForm[] {
  const paid = Map.groupBy(payments.filter(onReturn), payerOf);
  const liquidated = Map.groupBy(liquidations.filter(onReturn), payerOf);
  const exchanged = Map.groupBy(exchangeDividends(sales).filter(onReturn), payerOf);
  const payers = new Set([...paid.keys(), ...liquidated.keys(), ...exchanged.keys()]);
  return [...payers].map((payer) => ({
    payer,
    boxes: formBoxes(forms, taxYear, {
      payments: paid.get(payer) ?? [],
      liquidations: liquidated.get(payer) ?? [],
      sales: exchanged.get(payer) ?? [],
    }),
  }));
}

/** One form for each account, by account name. */
export function accountForms(
  forms: readonly FormMap[],
  taxYear: number,
  accounts: readonly Account[],
  { payments, liquidations, sales }: Received,
): readonly AccountForm[] {
  const byAccount = Map.groupBy(payments, (payment) => payment.accountId);
  const paidTo = Map.groupBy(liquidations, ({ accountId }) => accountId);
  const ofExchanges = Map.groupBy(exchangeDividends(sales), ({ accountId }) => accountId);
  return accounts
    .toSorted((a, b) => compareText(a.name, b.name) || compareText(a.id, b.id))
    .map(({ id, name, taxDeferred }) => ({
      accountId: id,
      account: name,
      taxDeferred,
      form1099Div: formBoxes(forms, taxYear, {
        payments: byAccount.get(id) ?? [],
        liquidations: paidTo.get(id) ?? [],
        sales: ofExchanges.get(id) ?? [],
      }),
    }));
}
