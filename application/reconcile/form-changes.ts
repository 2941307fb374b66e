/**
 * What does one version of a broker's form show that another does not?
 *
 * Example: box 2a was $21.64 on the original and is $62.64 on the corrected form.
 * Awkward case: a row of Form 1099-B that has another number on the corrected form. It is the same row where
 * security, days and shares are the same; else one is gone and one is new.
 */
import type { BrokerSale } from '../../tax/reconcile/broker-forms.ts';
import { formatMoney, formatShares, type Cents } from '../../tax/values/money.ts';
import type { FormContent } from '../../db/kept-forms.ts';

/** A figure of a form; null is one that it does not show. */
export interface FormChange {
  readonly form: '1099-DIV' | '1099-B' | '2439';
  /** Of Form 1099-B, from 1, on the later version, or on the earlier one where it is gone. */
  readonly row: number | null;
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
}

type Shown = Pick<FormChange, 'form' | 'row' | 'field'> & {
  readonly key: string;
  readonly value: string;
};

const money = (amount: Cents | null): string | null =>
  amount === null ? null : formatMoney(amount);

function saleFields(sale: BrokerSale): readonly (readonly [string, string | null])[] {
  return [
    ['shares', formatShares(sale.shares)],
    ['proceeds', money(sale.proceeds)],
    ['basis', money(sale.basis)],
    ['washSale', money(sale.washSale)],
    ['reporting', sale.reporting],
  ];
}

function* shownBy({ boxes, sales, form2439 }: FormContent): Generator<Shown> {
  const of = (form: '1099-DIV' | '2439', field: string, amount: Cents): Shown => ({
    form,
    row: null,
    field,
    key: JSON.stringify([form, field]),
    value: formatMoney(amount),
  });
  for (const [box, amount] of boxes) yield of('1099-DIV', box, amount);
  const times = new Map<string, number>();
  for (const [place, sale] of sales.entries()) {
    const { securityId, acquired, sold, shares } = sale;
    const own = JSON.stringify([securityId, acquired, sold, String(shares)]);
    const nth = times.get(own) ?? 0;
    times.set(own, nth + 1);
    for (const [field, value] of saleFields(sale)) {
      if (value === null) continue;
      yield {
        form: '1099-B',
        row: place + 1,
        field,
        key: JSON.stringify([own, nth, field]),
        value,
      };
    }
  }
  for (const [box, amount] of form2439) yield of('2439', box, amount);
}

/** Every figure that is another one, in the order of the forms; what is gone stands last. */
export function formChanges(before: FormContent, after: FormContent): readonly FormChange[] {
  const was = new Map([...shownBy(before)].map((one) => [one.key, one]));
  const is = [...shownBy(after)];
  const keys = new Set(is.map(({ key }) => key));
  return [
    ...is.flatMap(({ key, value, ...place }): FormChange[] => {
      const old = was.get(key)?.value ?? null;
      return old === value ? [] : [{ ...place, before: old, after: value }];
    }),
    ...[...was.values()].flatMap(({ key, value, ...place }): FormChange[] =>
      keys.has(key) ? [] : [{ ...place, before: value, after: null }],
    ),
  ];
}
