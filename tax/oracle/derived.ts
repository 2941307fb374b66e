/**
 * What does a payment of a year consist of that no issuer has told, by the broker's boxes? The same as
 * `tax/report/derived-documents.ts`, in decimals of dollars, share by share of the year's total.
 *
 * Not looked at here: cash of January that belongs to another year; the test gives none.
 */
import { COMPONENTS, type Component, type Distribution, type Facts } from '../facts/model.ts';
import type { Reference } from '../facts/reference.ts';
import { Decimal } from '../values/decimal.ts';
import type { Day } from '../values/days.ts';
import { parseRate, type Cents, type Rate } from '../values/money.ts';
import { dollarsOf, rateOf, round2, sharesOf } from './decimals.ts';
import { slowYear } from './slow-year.ts';

interface SlowForm {
  readonly securityId: string;
  readonly accountId: string;
  readonly year: number;
  /** The year's dollars of each component, from the boxes. */
  readonly parts: Readonly<Record<Component, Decimal>>;
  readonly cash: readonly { readonly day: Day; readonly amount: Cents }[];
}

/** Dollars per share to twelve decimals, and each component's of them. */
interface SlowRow {
  readonly day: Day;
  readonly perShare: Decimal;
  readonly components: Readonly<Record<Component, Decimal>>;
}

const PLACES = 12;

/** One dollar a share, all of it ordinary, on each day: whoever gets so many dollars had so many shares. */
function probe({ cash }: SlowForm): Distribution[] {
  const one = parseRate('1') as Rate;
  const nothing = Object.fromEntries(
    COMPONENTS.map((each) => [each, 0n]),
  ) as Distribution['components'];
  return cash.map(({ day }) => ({
    id: `probe ${day}`,
    declarationDate: null,
    recordDate: null,
    exDate: day,
    payableDate: day,
    amountPerShare: one,
    allocablePerShare: one,
    inKind: false,
    unit: 'usd',
    components: { ...nothing, ordinary: one },
    subsets: {},
    sourceLine: null,
  }));
}

function shortest(amount: Decimal, shares: Decimal): Decimal {
  for (let places = 2; places < PLACES; places++) {
    const rate = amount.dividedBy(shares).toDecimalPlaces(places, Decimal.ROUND_HALF_UP);
    if (!rate.isZero() && round2(rate.times(shares)).equals(amount)) return rate;
  }
  return amount.dividedBy(shares).toDecimalPlaces(PLACES, Decimal.ROUND_HALF_UP);
}

function divided(perShare: Decimal, { parts }: SlowForm): Record<Component, Decimal> {
  const total = Object.values(parts).reduce((sum, part) => sum.plus(part), new Decimal(0));
  const rates = Object.fromEntries(
    COMPONENTS.map((each) => [
      each,
      perShare.times(parts[each]).dividedBy(total).toDecimalPlaces(PLACES, Decimal.ROUND_HALF_UP),
    ]),
  ) as Record<Component, Decimal>;
  const most = Decimal.max(...Object.values(rates));
  const largest = COMPONENTS.find((each) => rates[each].equals(most)) as Component;
  const sum = Object.values(rates).reduce((all, rate) => all.plus(rate), new Decimal(0));
  return { ...rates, [largest]: rates[largest].plus(perShare).minus(sum) };
}

/** The payments of a form's year; facts are those without any document of it. */
export function slowRows(facts: Facts, form: SlowForm, reference: Reference): SlowRow[] {
  const document = {
    ...{ id: 'probe', name: 'probe', issuer: null, taxYear: form.year, publishedOn: null },
    status: 'final' as const,
    securities: [{ securityId: form.securityId, distributions: probe(form) }],
  };
  const asked = { ...facts, documents: [...facts.documents, document] };
  const paid = slowYear(asked, form.year, reference).payments.filter(
    (one) => one.accountId === form.accountId && one.security.id === form.securityId,
  );
  return form.cash.flatMap(({ day, amount }): SlowRow[] => {
    const own = paid.find(({ distribution }) => distribution.id === `probe ${day}`);
    if (own === undefined) return [];
    const perShare = shortest(dollarsOf(amount), sharesOf(own.shares));
    return [{ day, perShare, components: divided(perShare, form) }];
  });
}

/** A row of a document in the same words. */
export function asSlowRow(row: Distribution): SlowRow {
  const components = Object.fromEntries(
    COMPONENTS.map((each) => [each, rateOf(row.components[each])]),
  ) as Record<Component, Decimal>;
  return { day: row.payableDate, perShare: rateOf(row.amountPerShare), components };
}
