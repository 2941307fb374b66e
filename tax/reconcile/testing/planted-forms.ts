/**
 * Forms with one or two planted causes, from a seed, and whether the comparison finds them.
 *
 * The forms come from the slow calculation (`tax/oracle`) alone. A cause that was not planted is wrong, unless
 * the planted ones are named too and both are said to fit equally.
 */
import type { Facts } from '../../facts/model.ts';
import type { Reference } from '../../facts/reference.ts';
import type { Payment } from '../../lots/figures.ts';
import { Dice } from '../../oracle/dice.ts';
import { slowYear } from '../../oracle/slow-year.ts';
import type { YearReport } from '../../report/year-report.ts';
import type { Cents } from '../../values/money.ts';
import type { BrokerForms, Form2439Box } from '../broker-forms.ts';
import { CAUSE_CODES, type CauseCode } from '../cause.ts';
import { reconcile } from '../reconcile.ts';
import { holderBook, type HolderBook } from './holder-book.ts';
import { own, takeOut, type Boxes, type Plant, type SlowRow } from './by-hand.ts';
import { PLANTERS } from './plants.ts';

interface Planted {
  readonly codes: readonly CauseCode[];
  readonly ours: Facts;
  readonly forms: BrokerForms;
}

function boxesOf(slow: YearReport): Boxes {
  const form = slow.accounts.find(({ accountId }) => accountId === 'taxable');
  return new Map(form?.form1099Div.map(({ meaning, amount }) => [meaning, amount]));
}

function rowsOf(slow: YearReport): SlowRow[] {
  return slow.sales
    .filter(({ accountId }) => accountId === 'taxable')
    .map((piece) => ({ piece, basis: piece.adjustedBasis, washSale: piece.disallowedLoss }));
}

/** All plants, one on top of the other. */
function formsOf(
  { facts, year }: HolderBook,
  plants: readonly Plant[],
  withSales: boolean,
  reference: Reference,
): BrokerForms {
  const through = (of: 'boxesOf' | 'basisOf'): Facts =>
    plants.reduce((before, plant) => plant[of]?.(before) ?? before, facts);
  const slow = slowYear(through('boxesOf'), year, reference);
  const sold = slowYear(through('basisOf'), year, reference);
  const boxes = boxesOf(slow);
  const rows = rowsOf(sold);
  const out = new Set(plants.flatMap(({ leavesOut }) => leavesOut ?? []));
  const isOut = ({ distribution }: Payment): boolean => out.has(distribution.id);
  takeOut(boxes, own(slow).filter(isOut));
  const paid = own(slow).filter((payment) => !isOut(payment));
  for (const plant of plants) plant.boxes?.(boxes, paid, slow);
  for (const plant of plants) plant.rows?.(rows);
  const names = new Map(
    slow.accounts
      .find(({ accountId }) => accountId === 'taxable')
      ?.form1099Div.map(({ meaning, box }) => [meaning, box]),
  );
  const kept = plants.flatMap(({ form2439 }) => Object.entries(form2439 ?? {}));
  return {
    year,
    accountId: 'taxable',
    securityId: null,
    boxes: new Map(
      [...boxes].map(([meaning, amount]) => [names.get(meaning) ?? '', amount as Cents]),
    ),
    sales: withSales
      ? rows.map(({ piece, basis, washSale }) => ({
          securityId: piece.security.id,
          acquired: piece.acquired,
          sold: piece.sold,
          shares: piece.shares,
          proceeds: piece.proceeds,
          basis: basis as Cents,
          reporting: null,
          washSale: washSale as Cents,
        }))
      : [],
    form2439: new Map(kept as [Form2439Box, Cents][]),
  };
}

const NEEDS_SALES: ReadonlySet<CauseCode> = new Set<CauseCode>([
  'return-of-capital-not-in-basis',
  'wash-sale',
  'average-basis',
]);

const LEAVES_OUT: ReadonlySet<CauseCode> = new Set<CauseCode>([
  'january-payment',
  'transferred-in-year',
  'payment-in-lieu',
]);

const shown = (forms: BrokerForms): string =>
  [
    ...forms.boxes,
    ...forms.form2439,
    ...forms.sales.map(({ basis, washSale }) => ['', basis, washSale]),
  ].join(' ');

/** Whether each plant changes the forms, or our book, and both together do more than one. */
function isSeen(
  book: HolderBook,
  plants: readonly Plant[],
  forms: BrokerForms,
  reference: Reference,
) {
  const isOurs = ({ ours }: Plant): boolean => ours !== undefined;
  return plants.every((plant) => {
    const without = formsOf(
      book,
      plants.filter((one) => one !== plant),
      forms.sales.length > 0,
      reference,
    );
    if (shown(without) !== shown(forms)) return true;
    if (!isOurs(plant)) return false;
    // With our book in the place of the broker's and the other causes in it: whether the forms would be others.
    const facts = plant.ours?.(book.facts) ?? book.facts;
    const others = plants.filter((one) => one !== plant);
    const ofOurs = formsOf({ ...book, facts }, others, forms.sales.length > 0, reference);
    return shown(ofOurs) !== shown(forms);
  });
}

/** What a seed plants; null where its book has nothing for the codes that it chose. */
export function plantedForms(seed: number, reference: Reference): Planted | null {
  const dice = new Dice(seed ^ 0x2f31);
  const book = holderBook(seed, reference.calendar);
  const slow = slowYear(book.facts, book.year, reference);
  const wanted = dice.percent(50) ? 1 : 2;
  // The first of some that this book has something for, so that rare ones come as often as others.
  const tried = Array.from({ length: 8 }, () => dice.of(CAUSE_CODES));
  const plants = [...new Set(tried)]
    .flatMap((code) => PLANTERS[code](book, slow, dice, reference.calendar) ?? [])
    .slice(0, wanted)
    // How the cents come out is first; a total is made of them.
    .toSorted((a, b) => Number(b.code === 'rounding') - Number(a.code === 'rounding'));
  // Payments that are left out for two reasons are left out: nobody could tell them apart.
  if (plants.filter(({ code }) => LEAVES_OUT.has(code)).length > 1) return null;
  if (plants.length !== wanted) return null;
  const codes = plants.map(({ code }) => code);
  const withSales = codes.some((code) => NEEDS_SALES.has(code)) || dice.percent(25);
  const forms = formsOf(book, plants, withSales, reference);
  if (!isSeen(book, plants, forms, reference)) return null;
  const ours = plants.reduce((before, plant) => plant.ours?.(before) ?? before, book.facts);
  return { codes, ours, forms };
}

interface Verdict {
  readonly codes: readonly CauseCode[];
  readonly named: readonly CauseCode[];
  /** Every planted cause is named, and beside them only what is said to be equal. */
  readonly isRight: boolean;
  /** Something is named that was not planted, and not said to be equal to what was and is named. */
  readonly isWrong: boolean;
  /** One cause leaves no difference where two were planted: nobody could tell. */
  readonly isSimpler: boolean;
}

/** Compares the planted forms of a seed. */
export function verdictOn({ codes, ours, forms }: Planted, reference: Reference): Verdict {
  const { causes, unexplained } = reconcile(ours, forms, reference);
  const named = causes.map(({ code }) => code);
  const hasAll = codes.every((code) => named.includes(code));
  // What is said to be equal to a planted cause that is named beside it does not exclude that one.
  const isPlanted = (code: CauseCode): boolean => codes.includes(code) && named.includes(code);
  const isWrong = causes.some(
    ({ code, equalTo }) => !codes.includes(code) && !equalTo.some(isPlanted),
  );
  const isSimpler =
    codes.length > 1 &&
    unexplained.length === 0 &&
    causes.length > 0 &&
    causes.every(({ together }) => together.length === 0);
  return {
    codes,
    named,
    isRight: hasAll && !isWrong,
    isWrong: isWrong && !isSimpler,
    isSimpler: isSimpler && !(hasAll && !isWrong),
  };
}
