/** Where a figure is from: one of the report, or a sum that stands beside its rows. */
import { reference, returnLineMap } from '../../resources/reference.ts';
import { listDerivation } from '../../tax/explain/derivation.ts';
import { explain } from '../../tax/explain/explain.ts';
import type { FigurePart } from '../../tax/facts/figure-part.ts';
import type { TotalRef } from '../../tax/facts/figure-ref.ts';
import { costOf, isAcquisition } from '../../tax/facts/model.ts';
import { heldBefore, previewEntry } from '../../tax/report/preview.ts';
import { returnLines } from '../../tax/report/return-lines.ts';
import { addedLoss, basisBefore, columnTotal, totalPart } from '../../tax/report/totals.ts';
import type { YearReport } from '../../tax/report/year-report.ts';
import { yearOf } from '../../tax/values/days.ts';
import { formatMoney } from '../../tax/values/money.ts';
import { SUPPOSED, type HandlerAnswer, type Request } from '../contract.ts';
import type { BookHandlers } from '../dispatch.ts';
import { RefusalError } from '../refusal.ts';
import { reportedIn } from '../reconcile/reported-in.ts';
import type { BookContext } from '../session.ts';
import { newLots } from './preview-rows.ts';
import { candidateOf } from './previews.ts';
import { supposedFacts, type SupposedFacts } from './suppose.ts';

type Step = HandlerAnswer<'year.explain'>['steps'][number];
type Asked = Request<'year.explain'>['figure'];

const TOTALS = {
  heldLots: true,
  listedLots: true,
  ofSecurity: true,
  payments: true,
  provisional: true,
  saleTotal: true,
  addedLoss: true,
  basisBefore: true,
  formColumn: true,
} as const satisfies Readonly<Record<TotalRef['kind'], true>>;

function isTotal(figure: Asked): figure is TotalRef {
  return figure.kind in TOTALS;
}

function gone(): RefusalError {
  return new RefusalError(
    'not-found',
    'This figure is no longer in the book, because something changed. Go back and open it again.',
  );
}

/** A sum and its parts, in the form of a derivation; parts that are figures can be asked about again. */
function stepsOf(part: FigurePart): readonly Step[] {
  const steps: Step[] = [];
  const add = (one: FigurePart): number => {
    const place = steps.length;
    const plain = {
      label: one.label,
      value: formatMoney(one.value),
      unit: 'usd',
      rule: null,
      source: null,
    } as const;
    if ('figure' in one) {
      steps.push({
        ...plain,
        operation: 'fact',
        explanation: '',
        operands: [],
        figure: one.figure,
      });
      return place;
    }
    const made = one.operation === 'turned' ? 'difference' : one.operation;
    // What is typed is made of nothing.
    const operation = one.parts.length === 0 && one.value !== 0n ? 'fact' : made;
    const operands: number[] = [];
    steps.push({ ...plain, operation, explanation: one.explanation, operands });
    for (const each of one.parts) operands.push(add(each));
    return place;
  };
  add(part);
  return steps;
}

/** The id of an account that a reference names by id or by name; null for none. */
function accountIn({ accounts }: YearReport, named: string | null): string | null {
  if (named === null) return null;
  const account =
    accounts.find(({ accountId }) => accountId === named) ??
    accounts.find(({ account: name }) => name === named);
  if (!account) throw gone();
  return account.accountId;
}

function ofNewLots(context: BookContext, suppose: Request<'year.explain'>['suppose']): FigurePart {
  if (suppose?.kind !== 'entry') throw gone();
  const { facts, entry } = candidateOf(context, suppose.entry);
  if (!isAcquisition(entry)) throw gone();
  const { replacing } = suppose.entry;
  const watch = context.watch(yearOf(entry.date));
  const made = newLots(previewEntry(facts, entry, replacing, reference, watch));
  return addedLoss(made, costOf(entry), SUPPOSED.entry);
}

function ofLotsBefore(
  context: BookContext,
  suppose: Request<'year.explain'>['suppose'],
): FigurePart {
  if (suppose?.kind !== 'entry') throw gone();
  const { facts, entry } = candidateOf(context, suppose.entry);
  const held = heldBefore(facts, entry, reference, context.watch(yearOf(entry.date)));
  return basisBefore(
    held.filter(({ accountId }) => accountId === entry.accountId),
    SUPPOSED.entry,
  );
}

function ofColumn(
  { book }: BookContext,
  report: YearReport,
  { account, wholeDollars, brokerBasis, title, of }: Extract<TotalRef, { kind: 'formColumn' }>,
): FigurePart {
  const options = {
    ...{ accountId: accountIn(report, account), wholeDollars, brokerBasis },
    reported: reportedIn(book, report),
  };
  const group = returnLines(report, returnLineMap, options).sales.find(
    (one) => one.title === title,
  );
  if (!group) throw gone();
  return columnTotal(group, of);
}

/** What a sum is made of. */
function partsOf(
  context: BookContext,
  report: YearReport,
  total: TotalRef,
  suppose: Request<'year.explain'>['suppose'],
): FigurePart {
  switch (total.kind) {
    case 'addedLoss':
      return ofNewLots(context, suppose);
    case 'basisBefore':
      return ofLotsBefore(context, suppose);
    case 'formColumn':
      return ofColumn(context, report, total);
    case 'saleTotal':
      return totalPart(report, total, null);
    default:
      return totalPart(report, total, accountIn(report, total.account));
  }
}

function reportOf(context: BookContext, year: number, supposed: SupposedFacts | null): YearReport {
  return supposed ? context.compute(supposed.facts, year) : context.report(year);
}

/** A name of a lot that the program made: its security and the day on which it came in. */
const MADE_NAME = /(?<![\w/-])([A-Za-z][\w.]*)\/(\d{4}-\d\d-\d\d)(?:\/\d+)?(?![\w/-])/g;

/**
 * Sentences in which shares that came in later than they were bought are called by the day of the purchase, as
 * everywhere: 'lot AIV/2002-04-08' of a gift is 'lot AIV of 2000-06-12'. Two of one name in two accounts keep it.
 */
function byDayOfPurchase({ lots, sales }: YearReport, steps: readonly Step[]): readonly Step[] {
  const days = new Map<string, Set<string>>();
  for (const { lot, acquired } of [...lots, ...sales]) {
    const known = days.get(lot);
    if (known) known.add(acquired);
    else days.set(lot, new Set([acquired]));
  }
  const said = (sentence: string): string =>
    sentence.replace(MADE_NAME, (name: string, security: string, made: string) => {
      const [day, ...others] = days.get(name) ?? [];
      return day === undefined || others.length > 0 || day === made
        ? name
        : `${security} of ${day}`;
    });
  return steps.map((step) => ({
    ...step,
    label: said(step.label),
    explanation: said(step.explanation),
  }));
}

export const explainHandlers: Pick<BookHandlers<BookContext>, 'year.explain'> = {
  'year.explain': (context, { year, figure: asked, suppose }) => {
    const supposed = suppose ? supposedFacts(context, suppose) : null;
    const report = reportOf(context, year, supposed);
    let figure = supposed ? supposed.named(asked) : asked;
    if (isTotal(figure)) {
      const part = partsOf(context, report, figure, suppose);
      if (!('figure' in part)) {
        const steps = byDayOfPurchase(report, stepsOf(part));
        return { steps: supposed ? supposed.told(steps) : steps };
      }
      figure = part.figure;
    }
    const facts = supposed ? supposed.facts : context.facts();
    const derivation = explain(facts, report, figure, reference, context.watch(year));
    if (!derivation) throw gone();
    const steps = byDayOfPurchase(report, listDerivation(derivation));
    return { steps: supposed ? supposed.told(steps) : steps };
  },
};
