/**
 * What when an issuer publishes no allocation? The form that the broker sent says what the payments of the
 * year were together, and the cash says when each of them came.
 *
 * Authority: ours. Every payment is divided as the boxes of the year divide their total, which is all that is
 * known of it; the document has the status `derived`, counts behind every other, and is made anew from the
 * facts each time, so that a corrected form and the issuer's own document take its place by themselves.
 * Example: boxes 1 $201.40, 2a $62.64 (of it $41.00 unrecaptured section 1250 gain), 3 $63.96: $328.00. A
 * payment of $82.00 on 100 shares is $0.82 a share: 0.5035 ordinary, 0.0541 capital gain, 0.1025 section
 * 1250 gain, 0.1599 return of capital.
 * Awkward case: cash without a record date. Its ex-date is the day of payment: whoever held shares at its
 * start has part in it. A payment of January that the form of the year before has is left out, and one of the
 * next January is taken in, on December 31, where only that makes the cash equal to the boxes.
 * Not handled: cash that differs from the boxes for another reason; the amounts per share are the cash then,
 * and the notice says by how much the boxes differ.
 */
import { BOX_SOURCES, formOf, type BoxMeaning } from '../facts/forms.ts';
import {
  byComponent,
  COMPONENTS,
  securityLabel,
  SUBSETS,
  type AllocationDocument,
  type Component,
  type Distribution,
  type Facts,
  type Subset,
} from '../facts/model.ts';
import type { Reference } from '../facts/reference.ts';
import { paymentsInOrder } from '../lots/report-lists.ts';
import { runYear } from '../lots/year-run.ts';
import { dayOf, yearOf, type Day } from '../values/days.ts';
import { dollars } from '../facts/wording.ts';
import {
  cashFor,
  NO_MONEY,
  parseRate,
  subtractCents,
  sumCents,
  type Cents,
  type Rate,
  type Shares,
} from '../values/money.ts';

/** Cash that an account was paid on a security. */
export interface CashPaid {
  readonly day: Day;
  readonly recordDate: Day | null;
  readonly amount: Cents;
}

/** A form that stands in for the allocation of a security's year. */
export interface StandInForm {
  readonly securityId: string;
  readonly year: number;
  readonly accountId: string;
  /** By the box of the year's Form 1099-DIV. */
  readonly boxes: ReadonlyMap<string, Cents>;
  /** Of the year and of the January after it, by day. */
  readonly cash: readonly CashPaid[];
}

type Derived =
  | { readonly ok: true; readonly document: AllocationDocument }
  /** A sentence with the next step. */
  | { readonly ok: false; readonly problem: string };

/** The parts of a year that its boxes show. */
interface BoxParts {
  readonly components: Readonly<Record<Component, Cents>>;
  readonly subsets: Readonly<Partial<Record<Subset, Cents>>>;
  readonly total: Cents;
}

/** Rates are counted in 10^-12 dollars. */
const UNIT = 10n ** 12n;
const ONE_DOLLAR = parseRate('1') as Rate;

function partsOf({ boxes, year }: StandInForm, reference: Reference): BoxParts | null {
  const amounts = new Map<BoxMeaning, Cents>();
  for (const { box, meaning } of formOf(reference.forms, year)?.boxes ?? []) {
    const amount = boxes.get(box);
    if (amount !== undefined) amounts.set(meaning, amount);
  }
  const of = (meaning: BoxMeaning): Cents => amounts.get(meaning) ?? NO_MONEY;
  const qualified = of('qualifiedDividends');
  const gains = {
    unrecaptured1250: of('unrecaptured1250Gain'),
    section1202: of('section1202Gain'),
    collectibles28: sumCents([of('collectibles28Gain'), of('rate28Gain')]),
  };
  const components = {
    ordinary: subtractCents(of('ordinaryDividends'), qualified),
    qualified,
    capitalGain: subtractCents(of('totalCapitalGain'), sumCents(Object.values(gains))),
    ...gains,
    returnOfCapital: of('nondividendDistributions'),
  };
  if (Object.values(components).some((amount) => amount < 0n)) return null;
  const subsets: Partial<Record<Subset, Cents>> = {};
  for (const [meaning, amount] of amounts) {
    const [only] = BOX_SOURCES[meaning];
    const subset = SUBSETS.find((one) => one === only);
    if (subset !== undefined) subsets[subset] = amount;
  }
  return { components, subsets, total: sumCents(Object.values(components)) };
}

/** Cash of one day in one row; what was taken back is gone. */
function byDay(cash: readonly CashPaid[]): CashPaid[] {
  const days = Map.groupBy(cash, ({ day }) => day);
  return [...days]
    .map(([day, own]) => ({
      day,
      recordDate: own.find(({ recordDate }) => recordDate !== null)?.recordDate ?? null,
      amount: sumCents(own.map(({ amount }) => amount)),
    }))
    .filter(({ amount }) => amount > 0n)
    .sort((a, b) => (a.day < b.day ? -1 : 1));
}

const totalOf = (cash: readonly CashPaid[]): Cents => sumCents(cash.map(({ amount }) => amount));

/** The payments of the year: those of January belong to the other year where only that fits the boxes. */
function paymentsOf({ cash, year }: StandInForm, total: Cents): readonly CashPaid[] {
  const all = byDay(cash);
  const own = all.filter(({ day }) => yearOf(day) === year);
  const withoutJanuary = own.filter(({ day }) => day.slice(5, 7) !== '01');
  const after = all
    .filter(({ day }) => yearOf(day) === year + 1 && day.slice(5, 7) === '01')
    .map((one) => ({ ...one, day: dayOf(year, 12, 31) as Day }));
  const choices = [own, withoutJanuary, [...own, ...after], [...withoutJanuary, ...after]];
  return choices.find((some) => totalOf(some) === total) ?? own;
}

/** `part` of `whole` of a rate, half away from zero. */
function shareOf(rate: Rate, part: Cents, whole: Cents): Rate {
  return ((rate * part * 2n + whole) / (whole * 2n)) as Rate;
}

/** The amount per share with the fewest decimals, two at least, that makes this cash; null where none does. */
function perShareOf(cash: Cents, shares: Shares): Rate | null {
  for (let step = UNIT / 100n; step > 0n; step /= 10n) {
    // Shares are counted in 10^-8, and cash in hundredths.
    const exact = cash * 10n ** 8n * (UNIT / 100n);
    const rate = (((exact * 2n + shares * step) / (shares * step * 2n)) * step) as Rate;
    if (rate > 0n && cashFor(shares, rate) === cash) return rate;
  }
  return null;
}

function rowOf(id: string, { day, recordDate }: CashPaid, perShare: Rate, parts: BoxParts) {
  const { components, subsets, total } = parts;
  const rates = byComponent((component) => shareOf(perShare, components[component], total));
  // What rounding to 10^-12 leaves over goes to the largest part, so that the parts are the whole.
  const largest = COMPONENTS.reduce((most, one) => (rates[one] > rates[most] ? one : most));
  const sum = COMPONENTS.reduce((all, one) => all + rates[one], 0n);
  const row: Distribution = {
    id,
    declarationDate: null,
    recordDate,
    exDate: recordDate === null ? day : null,
    payableDate: day,
    amountPerShare: perShare,
    allocablePerShare: perShare,
    inKind: false,
    unit: 'usd',
    components: { ...rates, [largest]: (rates[largest] + perShare - sum) as Rate },
    subsets: Object.fromEntries(
      Object.entries(subsets).map(([subset, amount]) => [subset, shareOf(perShare, amount, total)]),
    ),
    sourceLine: null,
  };
  return row;
}

function withDocument(facts: Facts, document: AllocationDocument): Facts {
  return { ...facts, documents: [...facts.documents, document] };
}

/** The shares that each payment was paid on in the account. */
function sharesPaidOn(
  facts: Facts,
  form: StandInForm,
  probe: AllocationDocument,
  reference: Reference,
): ReadonlyMap<string, Shares> {
  const run = runYear(withDocument(facts, probe), form.year, reference.calendar, {
    keeps: 'the-year',
    settleLate: false,
  });
  const own = paymentsInOrder(run.positions).filter(
    ({ payment }) =>
      payment.accountId === form.accountId && payment.security.id === form.securityId,
  );
  return new Map(own.map(({ payment }) => [payment.distribution.id, payment.shares]));
}

function documentOf(facts: Facts, form: StandInForm): Omit<AllocationDocument, 'securities'> {
  const security = facts.securities.find(({ id }) => id === form.securityId);
  const account = facts.accounts.find(({ id }) => id === form.accountId);
  const label = security ? securityLabel(security) : '';
  return {
    id: `derived/${form.year}/${form.securityId}`,
    name: `Form 1099-DIV of ${account?.name ?? ''}, ${label} ${form.year}`,
    issuer: security?.issuer ?? null,
    taxYear: form.year,
    publishedOn: null,
    status: 'derived',
  };
}

/** The allocation that the boxes and the cash give, or why they give none. */
export function deriveDocument(facts: Facts, form: StandInForm, reference: Reference): Derived {
  const parts = partsOf(form, reference);
  const head = documentOf(facts, form);
  const no = (problem: string): Derived => ({ ok: false, problem });
  if (parts === null) {
    return no(
      `The boxes of the ${head.name}, do not add up: a part is more than its total. Compare them with the form.`,
    );
  }
  if (parts.total === 0n) {
    return no(`The ${head.name}, has no amount in boxes 1, 2a and 3. Type them first.`);
  }
  const cash = paymentsOf(form, parts.total);
  const ids = cash.map((_, place) => `${head.id}/${place + 1}`);
  const onlyOrdinary: BoxParts = {
    components: byComponent((one) => (one === 'ordinary' ? parts.total : NO_MONEY)),
    subsets: {},
    total: parts.total,
  };
  const documentWith = (distributions: readonly Distribution[]): AllocationDocument => ({
    ...head,
    derivedFrom: { parts: { ...parts.components, ...parts.subsets }, total: parts.total },
    securities: [{ securityId: form.securityId, distributions }],
  });
  const probe = documentWith(
    cash.map((one, at) => rowOf(ids[at] ?? '', one, ONE_DOLLAR, onlyOrdinary)),
  );
  const shares = sharesPaidOn(facts, form, probe, reference);
  const rows = cash.flatMap((one, at): Distribution[] => {
    const id = ids[at] ?? '';
    const paidOn = shares.get(id);
    const perShare = paidOn === undefined ? null : perShareOf(one.amount, paidOn);
    return perShare === null ? [] : [rowOf(id, one, perShare, parts)];
  });
  if (rows.length === 0) {
    return no(
      `No dividend of ${form.year} is in the book that the ${head.name}, could be of. Import the account’s history, or enter the dividends with their days.`,
    );
  }
  const paid = totalOf(cash);
  const differs =
    paid === parts.total
      ? ''
      : ` (the cash of ${dollars(paid)} differs from its boxes of ${dollars(parts.total)})`;
  return { ok: true, document: { ...documentWith(rows), name: `${head.name}${differs}` } };
}

/**
 * The facts with a derived allocation for each form that stands in, where nobody published one; the very same
 * facts where there is none.
 */
export function withDerived(
  facts: Facts,
  forms: readonly StandInForm[],
  reference: Reference,
): Facts {
  return forms.reduce((before, form) => {
    if (isPublished(before, form)) return before;
    const derived = deriveDocument(before, form, reference);
    return derived.ok ? withDocument(before, derived.document) : before;
  }, facts);
}

/** Whether the issuer's allocation is there, so that no form has to stand in. */
export function isPublished(
  { documents }: Facts,
  { securityId, year }: Pick<StandInForm, 'securityId' | 'year'>,
): boolean {
  return documents.some(
    (document) =>
      document.status !== 'derived' &&
      document.taxYear === year &&
      document.securities.some((one) => one.securityId === securityId),
  );
}
