/**
 * Where do the broker's forms differ from ours, and why?
 *
 * Each difference gets the causes whose effect on the book gives exactly what the form shows; what no cause
 * explains is said to be unexplained. Example: box 1a of 2013 is $105.00 and not $140.00: the payment of
 * 2014-01-15 is not in it.
 * Awkward case: cents that no way of rounding gives. Where all that is left is less than rounding can
 * make, it is said to be rounding.
 */
import { securityLabel, type Facts } from '../facts/model.ts';
import type { NoticeSubject } from '../facts/notices.ts';
import type { Reference } from '../facts/reference.ts';
import { selectDocuments } from '../facts/select-documents.ts';
import { plansOf } from '../lots/year-run.ts';
import { admitTransactions } from '../facts/transactions.ts';
import { dividedAsPaid } from './as-paid.ts';
import { fieldsOf, type BrokerForms, type Field } from './broker-forms.ts';
import { BrokerView, ourPractice, type Figure } from './broker-view.ts';
import { CAUSE_CODES, type Cause, type CauseCode, type Group, type Setting } from './cause.ts';
import { causesIn, openCausesIn } from './causes/all-causes.ts';
import { groupsOf, ofYearsAround } from './groups.ts';
import { liquidationInBox3 } from './liquidation-in-box-3.ts';
import type { Watch } from '../lots/pass-result.ts';
import type { Received } from './received.ts';
import { findCauses, type Found, type Solution } from './search.ts';
import { Trial } from './trial.ts';
import { isInWholeDollars, withoutCents } from './whole-dollars.ts';

/** A figure that differs, in the unit of its field. */
export interface Difference extends Field {
  /** Null where we have nothing to compare with. */
  readonly ours: Figure;
  /** Theirs less ours. */
  readonly difference: bigint;
}

/** A figure of the forms beside ours, whether it differs or not. */
interface ComparedField extends Difference {
  readonly agrees: boolean;
}

/** How much of a field a cause explains. */
export interface Explained {
  readonly field: Field;
  readonly amount: bigint;
}

export interface NamedCause {
  readonly code: CauseCode;
  readonly explains: readonly Explained[];
  readonly message: string;
  readonly about: NoticeSubject;
  /** Codes of causes that fit as well. */
  readonly equalTo: readonly CauseCode[];
  /** Codes of causes without which this one does not explain it. */
  readonly together: readonly CauseCode[];
}

export interface Reconciliation {
  readonly year: number;
  /** Figures that agree. */
  readonly agreed: readonly Field[];
  readonly differences: readonly Difference[];
  /** What explains most first. */
  readonly causes: readonly NamedCause[];
  readonly unexplained: readonly Explained[];
  /** What is seen of the unexplained and is no proof of a cause; null where nothing is. */
  readonly remark: string | null;
  /** Whether the book is too large to try everything. */
  readonly isLimited: boolean;
}

function settingOf(
  facts: Facts,
  forms: BrokerForms,
  reference: Reference,
  received: readonly Received[],
): { setting: Setting; view: BrokerView } {
  const fields = fieldsOf(forms);
  const view = new BrokerView(forms, fields, reference);
  const groups = groupsOf(facts, forms.accountId).map((all, place): Group => {
    const own = forms.sales.length > 0 ? all : ofYearsAround(all, forms.year);
    const chosen = selectDocuments(own.documents);
    return {
      place,
      practice: ourPractice(own),
      year: view.yearOn(own),
      chosen,
      plans: plansOf(admitTransactions(own), chosen, reference.calendar),
    };
  });
  const ours = view.figuresOf(groups.map(({ practice }) => practice));
  return { setting: { forms, fields, ours, reference, groups, received }, view };
}

/** What each cause of a solution adds to those before it. */
function explainedBy(trial: Trial, { causes }: Solution): ReadonlyMap<Cause, readonly Explained[]> {
  const found = new Map<Cause, readonly Explained[]>();
  let before = trial.ours;
  causes.forEach((cause, place) => {
    const after = trial.figuresWith(causes.slice(0, place + 1));
    const explains = trial.fields.flatMap((field, at): Explained[] => {
      const amount = (after[at] ?? 0n) - (before[at] ?? 0n);
      return amount === 0n ? [] : [{ field, amount }];
    });
    found.set(cause, explains);
    before = after;
  });
  return found;
}

function weight({ explains }: Pick<NamedCause, 'explains'>): bigint {
  const money = explains.filter(({ field }) => field.unit === 'usd');
  return money.reduce((sum, { amount }) => sum + (amount < 0n ? -amount : amount), 0n);
}

function byWeight(a: NamedCause, b: NamedCause): number {
  const [more, less] = [weight(a), weight(b)];
  if (more !== less) return more > less ? -1 : 1;
  return CAUSE_CODES.indexOf(a.code) - CAUSE_CODES.indexOf(b.code);
}

const list = (codes: readonly CauseCode[]): readonly CauseCode[] => [...new Set(codes)].sort();

/** Whether one stands for the other; of roundings each way is another one. */
function isAlike(one: Cause, other: Cause): boolean {
  return one.code === other.code && (one.code !== 'rounding' || one.message === other.message);
}

/** The causes of all solutions, each once, with what stands beside and instead of it. */
function namedCauses(trial: Trial, solutions: readonly Solution[]): readonly NamedCause[] {
  const named = new Map<string, NamedCause>();
  for (const solution of solutions) {
    const others = solutions.filter((other) => other !== solution);
    const own = list(solution.causes.map(({ code }) => code));
    for (const [cause, explains] of explainedBy(trial, solution)) {
      const { code, message, about } = cause;
      if (named.has(code + message)) continue;
      const inAll = others.every(({ causes }) => causes.some((one) => isAlike(one, cause)));
      const instead = others
        .flatMap(({ causes }) => causes)
        .filter((one) =>
          one.code === code && !inAll ? !isAlike(one, cause) : !own.includes(one.code),
        );
      const beside = solution.causes.filter((one) => one !== cause);
      const together = list(beside.map((one) => one.code));
      const equalTo = inAll ? [] : list(instead.map((one) => one.code));
      named.set(code + message, {
        code,
        explains,
        about,
        equalTo,
        together,
        message: withOthers(`${message}${doubtOf(cause, beside)}`, equalTo, together),
      });
    }
  }
  return [...named.values()].sort(byWeight);
}

/** Whether its number was made to fit, or is the one of a list that fits, and nothing else speaks for it. */
function hasFreeNumber({ isFitted, isNatural, isListed }: Cause): boolean {
  return (isFitted === true && isNatural !== true) || isListed === true;
}

/**
 * Beside another cause, of which there are many, some number nearly always fits; and beside a number some way of
 * rounding, of which there are many too.
 */
function doubtOf(cause: Cause, beside: readonly Cause[]): string {
  const isRounding = ({ code }: Cause): boolean => code === 'rounding';
  if (isRounding(cause)) {
    return beside.some(hasFreeNumber)
      ? ' It would fit and is not certain: beside a number that was made to fit, other cents would do.'
      : '';
  }
  const isAny =
    cause.isFitted === true ? cause.supposed === 3 || beside.length > 0 : beside.some(isRounding);
  return hasFreeNumber(cause) && isAny
    ? ' It would fit and is not certain: the number was made to fit, and nothing else speaks for it.'
    : '';
}

function withOthers(
  message: string,
  equalTo: readonly CauseCode[],
  together: readonly CauseCode[],
): string {
  const others = together.length === 1 ? 'another cause' : 'the others that are named';
  const beside = together.length === 0 ? '' : ` It explains the form together with ${others}.`;
  const instead =
    equalTo.length === 0
      ? ''
      : ' Another cause fits equally well; the form alone does not say which it is.';
  return `${message}${beside}${instead}`;
}

/** With more rows that differ, each for itself would take too long. */
const MOST_PARTS = 12;

/** The most that a box can be off by roundings. */
const MOST_CENTS = 5n;

/** What is left, where it is no more than rounding can make. */
function cents(trial: Trial, left: readonly Explained[]): NamedCause | undefined {
  const payments = trial.setting.groups.flatMap(({ year }) => year.payments);
  const most = BigInt(payments.length) < MOST_CENTS ? BigInt(payments.length) : MOST_CENTS;
  const isSmall = left.every(
    ({ field, amount }) =>
      field.unit === 'usd' && field.form !== '2439' && amount <= most && -amount <= most,
  );
  if (left.length === 0 || !isSmall) return undefined;
  const cash = ['1', '1a', '2a', '3'];
  const off = left
    .filter(({ field }) => field.form === '1099-DIV' && cash.includes(field.field))
    .reduce((sum, { amount }) => sum + amount, 0n);
  if (off > 2n || off < -2n) return undefined;
  const [first] = payments;
  return {
    code: 'rounding',
    explains: left,
    message:
      'What is left are cents, no more than the rounding of the payments can make. Report the broker’s figure where a box differs by cents alone; nothing needs to be corrected there.',
    about: {
      year: trial.setting.forms.year,
      ...(first ? { security: securityLabel(first.security) } : {}),
    },
    equalTo: [],
    together: [],
  };
}

/** That the form stands there without cents, as a cause; undefined where that makes no box agree. */
function wholeDollars(trial: Trial, whole: Trial): NamedCause | undefined {
  const explains = trial.fields.flatMap((field, place): Explained[] => {
    const amount = (whole.ours[place] ?? 0n) - (trial.ours[place] ?? 0n);
    return amount === 0n ? [] : [{ field, amount }];
  });
  if (explains.length === 0) return undefined;
  return {
    code: 'rounding',
    explains,
    message:
      'The form’s boxes are in whole dollars, and ours have cents. Report the broker’s figure where that is all that differs; nothing needs to be corrected there.',
    about: { year: trial.setting.forms.year },
    equalTo: [],
    together: [],
  };
}

interface Search {
  readonly causes: readonly NamedCause[];
  readonly left: readonly Explained[];
  readonly isLimited: boolean;
}

function remaining(trial: Trial, figures: readonly Figure[]): readonly Explained[] {
  return trial.fields.flatMap((field, place): Explained[] =>
    trial.agrees(place, figures) ? [] : [{ field, amount: field.theirs - (figures[place] ?? 0n) }],
  );
}

interface Solved extends Found {
  readonly trial: Trial;
}

function solve(trial: Trial): Solved {
  const { setting } = trial;
  if (remaining(trial, trial.ours).length === 0) return { trial, solutions: [], isLimited: false };
  return { trial, ...findCauses(trial, causesIn(setting), openCausesIn(setting)) };
}

/** The causes of what differs, and what they leave. */
function named({ trial, solutions, isLimited }: Solved): Search {
  const causes = namedCauses(trial, solutions);
  const left = remaining(trial, solutions[0] ? trial.figuresWith(solutions[0].causes) : trial.ours);
  const rounding = cents(trial, left);
  if (rounding === undefined) return { causes, left, isLimited };
  return { causes: [...causes, rounding], left: [], isLimited };
}

/** Which fields are of one paper or row: what explains one of them need not have to do with another. */
function partOf({ form, row }: Field): string {
  return form === '1099-B' ? `row ${row ?? 1}` : 'boxes';
}

/** The comparison of some fields alone, on the same book. */
function alone(trial: Trial, isOwn: (field: Field, place: number) => boolean): Trial {
  const { setting } = trial;
  const fields = setting.fields.filter(isOwn);
  const ours = setting.ours.filter((_, place) => isOwn(setting.fields[place] as Field, place));
  const view = new BrokerView(setting.forms, fields, setting.reference);
  return trial.with({ ...setting, fields, ours }, view);
}

/** Whether what a solution of one part does leaves those fields of the others as they are that agree there. */
function goesWith(whole: Trial, part: string, own: Solution, others: ReadonlyMap<string, Solved>) {
  const places = whole.fields.map((_, place) => place);
  return [...new Set(whole.fields.map(partOf))].every((other) => {
    if (other === part) return true;
    const theirs = others.get(other)?.solutions.map(({ causes }) => causes) ?? [];
    return (theirs.length === 0 ? [[]] : theirs).some((causes) => {
      const before = whole.figuresWith(causes);
      const after = whole.figuresWith([...causes, ...own.causes]);
      return places.every(
        (place) =>
          partOf(whole.fields[place] as Field) !== other ||
          !whole.agrees(place, before) ||
          whole.agrees(place, after),
      );
    });
  });
}

/** Without solutions that would make the form differ elsewhere, where another one does not. */
function withoutContradicted(
  whole: Trial,
  part: string,
  solved: ReadonlyMap<string, Solved>,
): Solved | undefined {
  const own = solved.get(part);
  if (own === undefined || own.solutions.length < 2) return own;
  const fitting = own.solutions.filter((one) => goesWith(whole, part, one, solved));
  return fitting.length === 0 ? own : { ...own, solutions: fitting };
}

/**
 * The causes of all fields together; where something stays unexplained, of the boxes and of each row apart, because
 * what nothing explains in one does not make wrong what explains another.
 */
function searchInParts(trial: Trial): Search {
  const whole = named(solve(trial));
  const differing = remaining(trial, trial.ours).map(({ field }) => partOf(field));
  const parts = [...new Set(differing)];
  if (whole.left.length === 0 || parts.length < 2 || parts.length > MOST_PARTS) return whole;
  const solved = new Map(
    parts.map((part) => [part, solve(alone(trial, (field) => partOf(field) === part))]),
  );
  const found = parts.flatMap((part) => {
    const own = withoutContradicted(trial, part, solved);
    return own === undefined ? [] : [named(own)];
  });
  const left = found.flatMap((one) => one.left);
  if (left.length > whole.left.length) return whole;
  const causes = new Map(
    found.flatMap((one) => one.causes).map((one) => [one.code + one.message, one]),
  );
  return { causes: [...causes.values()], left, isLimited: found.some((one) => one.isLimited) };
}

interface Remarked extends Search {
  readonly remark: string | null;
}

/** The same without liquidating distributions that stand in another box: no cause is looked for that gives as much. */
function searchBesideLiquidation(trial: Trial): Remarked {
  const moved = liquidationInBox3(trial);
  if (moved === undefined) {
    const whole = searchInParts(trial);
    return { ...whole, remark: dividedAsPaid(trial, whole.left) };
  }
  const found = searchInParts(alone(trial, (_, place) => !moved.places.has(place)));
  const own = remaining(trial, trial.ours).filter(({ field }) =>
    moved.places.has(trial.fields.indexOf(field)),
  );
  return { ...found, left: [...own, ...found.left], remark: moved.message };
}

/** The same for a form in whole dollars: what the cents come to beside the other causes. */
function searchWithoutCents(trial: Trial, view: BrokerView): Remarked {
  const whole = trial.with(withoutCents(trial.setting, view), view);
  const found = searchBesideLiquidation(whole);
  const own = wholeDollars(trial, whole);
  const isNamed = found.left.length === 0 || found.causes.length > 0;
  return { ...found, causes: own && isNamed ? [...found.causes, own] : found.causes };
}

function comparedIn(trial: Trial): readonly ComparedField[] {
  const { fields, ours } = trial.setting;
  const rest = trial.differences(ours);
  return fields.map((field, place) => ({
    ...field,
    ours: ours[place] ?? null,
    difference: rest[place] ?? 0n,
    agrees: trial.agrees(place, ours),
  }));
}

/** Every figure of the forms beside ours, in the order of the forms; no cause is looked for. */
export function compareFields(
  facts: Facts,
  forms: BrokerForms,
  reference: Reference,
): readonly ComparedField[] {
  const { setting, view } = settingOf(facts, forms, reference, []);
  return comparedIn(new Trial(setting, view));
}

/** The differences as they stand, at once: no cause is looked for, and nothing is said to be unexplained. */
export function plainDifferences(
  facts: Facts,
  forms: BrokerForms,
  reference: Reference,
): Reconciliation {
  const compared = compareFields(facts, forms, reference);
  return {
    year: forms.year,
    agreed: compared.filter(({ agrees }) => agrees),
    differences: compared.filter(({ agrees }) => !agrees),
    ...{ causes: [], unexplained: [], remark: null, isLimited: false },
  };
}

/** What is known beside the book, and who is told how far the search is. */
interface Beside {
  /** What the broker's own rows in the book say was paid. */
  readonly received?: readonly Received[];
  /** Told of each cause that is tried; what it throws ends the search. */
  readonly watch?: Watch | undefined;
}

/** Compares the forms of an account with the book. Never throws on the user's data. */
export function reconcile(
  facts: Facts,
  forms: BrokerForms,
  reference: Reference,
  { received = [], watch }: Beside = {},
): Reconciliation {
  const { setting, view } = settingOf(facts, forms, reference, received);
  const trial = new Trial(setting, view, watch);
  const compared = comparedIn(trial);
  const differences = compared.filter(({ agrees }) => !agrees);
  const isWhole = isInWholeDollars(setting);
  const { causes, left, isLimited, remark } = isWhole
    ? searchWithoutCents(trial, view)
    : searchBesideLiquidation(trial);
  return {
    year: forms.year,
    agreed: compared.filter(({ agrees }) => agrees),
    differences,
    causes: [...causes].sort(byWeight),
    unexplained: left,
    remark,
    isLimited,
  };
}
