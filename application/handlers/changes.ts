/**
 * What would a document change? The figures of every year that it can touch, with it and without
 * it, computed from facts in memory; nothing is written.
 */
import { compareReports, isChanged } from '../../tax/report/compare-reports.ts';
import type { Facts } from '../../tax/facts/model.ts';
import { touchedYears } from '../../tax/report/touched-years.ts';
import { yearOf } from '../../tax/values/days.ts';
import { SUPPOSED, type HandlerAnswer, type Request } from '../contract.ts';
import type { BookHandlers } from '../dispatch.ts';
import { newReleases, planAcceptance } from '../documents/acceptance.ts';
import { changesOnWire } from '../documents/changes-on-wire.ts';
import { planRemoval } from '../documents/name-changes.ts';
import { knownIn } from '../documents/said-captions.ts';
import { readRelease, refusalOf } from '../documents/read-release.ts';
import { fileNameOf } from '../file-name.ts';
import { factsAfter } from '../reorganisations/versions.ts';
import { requireTerms } from '../reorganisations/require-terms.ts';
import { obstacleOf, optionsIn, planInBook } from '../reorganisations/write-terms.ts';
import type { BookContext } from '../session.ts';
import { yearsOf } from './status.ts';

type Handlers = BookHandlers<BookContext>;

type Change = Request<'documents.changes'>;

/** The facts after a change that is only supposed. */
interface Step {
  readonly facts: Facts;
  /** The document's tax year: no earlier year can change. Null where entries change their security. */
  readonly from: number | null;
}

/** The facts as accepting or removing would leave them; undefined for a release that cannot be accepted. */
export function afterChange(context: BookContext, change: Change): Step | undefined {
  if (change.kind === 'remove') {
    const { facts, document } = planRemoval(context, change.id);
    const moved = facts.transactions !== context.facts().transactions;
    return { facts, from: moved ? null : document.taxYear };
  }
  if (change.kind === 'terms') return afterTerms(context, change);
  const release = readRelease(change, knownIn(context));
  // What cannot be accepted changes nothing; its reasons are shown by `documents.read`.
  if (refusalOf(context.book, release)) return undefined;
  return newReleases(context, release).reduce<Step>(
    ({ facts: before, from }, one, i) => {
      const id = i === 0 ? SUPPOSED.document : `${SUPPOSED.document}-${i}`;
      const { facts, document, joined } = planAcceptance(context, one, id, before);
      const isMoved = joined.length > 0 || from === null;
      return { facts, from: isMoved ? null : Math.min(from, document.taxYear) };
    },
    { facts: context.facts(), from: Infinity },
  );
}

/** The facts with the entries of terms; what is new among them has the same names each time. */
function afterTerms(
  context: BookContext,
  { fileName, text, answers }: Extract<Change, { kind: 'terms' }>,
): Step | undefined {
  let count = 0;
  const newId = (): string => `${SUPPOSED.entry}-${++count}`;
  const read = requireTerms(fileNameOf(fileName, 'Terms'), text);
  const plan = planInBook(context, read, answers, { ...optionsIn(context), newId });
  if (obstacleOf(read.terms, plan)) return undefined;
  const days = plan.accounts.flatMap(({ was, entry }) =>
    [was?.date ?? [], entry?.date ?? []].flat(),
  );
  const [first = read.terms.date] = days.toSorted();
  return {
    facts: factsAfter(context.facts(), plan, { name: fileName, status: read.terms.status }),
    from: yearOf(first),
  };
}

/** Every year whose figures would be others. */
export function changedYears(context: BookContext, step: Step): HandlerAnswer<'documents.changes'> {
  const { from } = step;
  const years = new Set([...yearsOf(context.facts()).years, ...yearsOf(step.facts).years]);
  const isTouched = touchedYears(context.facts(), step.facts);
  return [...years]
    .filter((year) => (from === null || year >= from) && isTouched(year))
    .sort((a, b) => a - b)
    .map((year) =>
      compareReports(context.report(year), context.compute(step.facts, year), step.facts),
    )
    .filter(isChanged)
    .map((changes, place, all) => changesOnWire(changes, all[place - 1]));
}

export const changeHandlers: Pick<Handlers, 'documents.changes'> = {
  'documents.changes': (context, input) => {
    const step = afterChange(context, input);
    return step ? changedYears(context, step) : [];
  },
};
