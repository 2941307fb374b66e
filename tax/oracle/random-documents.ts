/**
 * Documents for random books: rows that close, nearly close or do not; dates around year ends; and
 * rows that the document of another year has as well, whole or in part.
 */
import { addDays, firstDayOfYear, yearOf } from '../values/days.ts';
import type { Day } from '../values/days.ts';
import { COMPONENTS, SUBSETS } from '../facts/model.ts';
import type {
  AllocationDocument,
  Component,
  Distribution,
  DocumentSecurity,
  Security,
  Subset,
} from '../facts/model.ts';
import type { Rate } from '../values/money.ts';
import { rate, someAmount } from './dice.ts';
import type { Dice } from './dice.ts';

/** What the parts of one book share. */
export interface Frame {
  readonly dice: Dice;
  readonly days: readonly Day[];
  /** Rows of the documents made so far. */
  readonly rows: { readonly securityId: string; readonly row: Distribution }[];
  next: number;
}

const PERCENT_SLOP = ['0.01', '0.05', '0.1', '0.100000000001', '0.11', '1'];
const USD_SLOP = ['0.0001', '0.0003', '0.0005', '0.0006', '0.000500000001', '0.0007', '0.01'];

/** Weights that add up to a whole, or nearly, or not at all. */
function someComponents(dice: Dice, unit: 'percent' | 'usd', whole: Rate): Record<Component, Rate> {
  const weights = Object.fromEntries(COMPONENTS.map((name) => [name, 0n])) as Record<
    Component,
    bigint
  >;
  if (dice.percent(3)) return weights as Record<Component, Rate>;

  const used = COMPONENTS.filter((name) => name === 'returnOfCapital' || dice.percent(35));
  const grain =
    unit === 'percent' ? rate(dice.of(['0.1', '0.01', '0.00001', '5'])) : rate('0.0001');
  let left = whole as bigint;
  for (const name of used.slice(1)) {
    const portion = (left * BigInt(dice.below(80))) / 100n;
    weights[name] = portion - (portion % grain);
    left -= weights[name];
  }
  weights[used[0] as Component] = left;

  if (dice.percent(22)) {
    const slop = rate(dice.of(unit === 'percent' ? PERCENT_SLOP : USD_SLOP));
    const name = dice.of(used);
    if (dice.percent(50)) weights[name] += slop;
    else if (weights[name] >= slop) weights[name] -= slop;
  }
  return weights as Record<Component, Rate>;
}

function someSubsets(
  dice: Dice,
  components: Readonly<Record<Component, Rate>>,
): Partial<Record<Subset, Rate>> {
  const subsets: Partial<Record<Subset, Rate>> = {};
  for (const name of SUBSETS) {
    if (!dice.percent(name === 'section199A' ? 40 : 25)) continue;
    if (name === 'section199A' && dice.percent(60)) {
      subsets[name] = components.ordinary;
      continue;
    }
    const parent = dice.of([
      components.capitalGain,
      components.capitalGain + components.unrecaptured1250,
      components.ordinary,
      components.ordinary / 3n,
      components.unrecaptured1250 + components.ordinary / 2n,
      0n,
    ]);
    subsets[name] = parent as Rate;
  }
  return subsets;
}

type Dates = Pick<Distribution, 'declarationDate' | 'recordDate' | 'exDate' | 'payableDate'>;

function someDates({ dice, days }: Frame, taxYear: number): Dates {
  const near = dice.percent(80) ? [taxYear] : [taxYear - 1, taxYear];
  const choices = days.filter((day) => near.includes(yearOf(day)));
  let recordDate: Day | null =
    choices.length > 0 ? dice.of(choices) : addDays(firstDayOfYear(taxYear), dice.between(0, 364));
  let payableDate = addDays(recordDate, dice.of([0, 1, 5, 7, 10, 15]));
  if (dice.percent(35)) {
    // Declared late in the year before, or paid after the end of this one.
    const newYear = firstDayOfYear(taxYear + dice.of([0, 0, 1]));
    recordDate = addDays(newYear, -(dice.percent(80) ? dice.between(0, 20) : dice.between(89, 95)));
    payableDate = addDays(newYear, dice.between(-2, 15));
  }
  const declarationDate = dice.percent(30)
    ? addDays(recordDate, -dice.of([0, 5, 10, 60, 100]))
    : null;
  let exDate: Day | null = null;
  const given = dice.below(100);
  if (given < 35) exDate = addDays(recordDate, dice.between(-4, 2));
  else if (given < 41) exDate = addDays(payableDate, dice.between(0, 3));
  else if (given < 46) exDate = dice.of(days);
  if (dice.percent(4)) recordDate = null;
  else if (dice.percent(2)) recordDate = dice.of(['1950-05-05', '2190-05-05']) as Day;
  return { declarationDate, recordDate, exDate, payableDate };
}

/** A row that the document of another year has as well: the rest of the amount, or too much. */
function againIn(frame: Frame, securityId: string): Distribution | undefined {
  const { dice } = frame;
  const rows = frame.rows.filter((each) => each.securityId === securityId);
  return rows.length > 0 && dice.percent(15) ? dice.of(rows).row : undefined;
}

function someDistribution(frame: Frame, taxYear: number, securityId: string): Distribution {
  const { dice } = frame;
  const model = againIn(frame, securityId);
  const dates = model ?? someDates(frame, taxYear);
  const amountPerShare = model && dice.percent(80) ? model.amountPerShare : someAmount(dice);
  let allocablePerShare = amountPerShare;
  if (model && model.allocablePerShare < amountPerShare && dice.percent(70))
    allocablePerShare = (amountPerShare - model.allocablePerShare) as Rate;
  else if (dice.percent(15))
    allocablePerShare = ((amountPerShare * BigInt(dice.of([0, 1, 25, 50, 99]))) / 100n) as Rate;
  const unit = dice.percent(60) ? 'percent' : 'usd';
  const whole = unit === 'percent' ? rate('100') : allocablePerShare;
  const components = someComponents(dice, unit, whole);
  const { declarationDate, recordDate, exDate, payableDate } = dates;
  return {
    id: `distribution-${frame.next++}`,
    declarationDate:
      model && recordDate !== null && dice.percent(40)
        ? addDays(recordDate, -dice.of([1, 10]))
        : declarationDate,
    recordDate,
    exDate,
    payableDate,
    amountPerShare,
    allocablePerShare,
    inKind: dice.percent(8),
    unit,
    components,
    subsets: someSubsets(dice, components),
    sourceLine: dice.percent(20) ? frame.next : null,
  };
}

export function someDocument(
  frame: Frame,
  taxYear: number,
  securities: readonly Security[],
): AllocationDocument {
  const { dice, days } = frame;
  const listed: DocumentSecurity[] = [];
  for (const security of securities) {
    if (listed.length > 0 && dice.percent(25)) continue;
    const distributions: Distribution[] = [];
    for (let i = dice.between(0, 4); i > 0; i--)
      distributions.push(someDistribution(frame, taxYear, security.id));
    for (const row of distributions) frame.rows.push({ securityId: security.id, row });
    listed.push({ securityId: security.id, distributions });
  }
  const number = frame.next++;
  return {
    id: `document-${number}`,
    name: `Document ${number}`,
    issuer: null,
    taxYear,
    publishedOn: dice.percent(25) ? null : dice.of(days),
    status: dice.of(['derived', 'estimate', 'final', 'final', 'corrected']),
    securities: listed,
  };
}
