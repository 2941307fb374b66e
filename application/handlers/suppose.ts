/**
 * The facts as they would be: with an entry that is being typed, or with or without a document. Nothing
 * is written. What is only supposed has a name of its own in figures and sources, because it has none
 * in the book.
 */
import type { Facts } from '../../tax/facts/model.ts';
import { withEntry } from '../../tax/report/preview.ts';
import { SUPPOSED, type HandlerAnswer, type Request } from '../contract.ts';
import { RefusalError } from '../refusal.ts';
import type { BookContext } from '../session.ts';
import { afterChange } from './changes.ts';
import { candidateOf } from './previews.ts';

export interface SupposedFacts {
  readonly facts: Facts;
  /** A figure of the supposed entry, by the name that it has among these facts. */
  named(figure: Figure): Figure;
  /** Steps with the names by which the window knows what is supposed. */
  told(steps: readonly Step[]): readonly Step[];
}

type Supposition = NonNullable<Request<'year.explain'>['suppose']>;
type Figure = Request<'year.explain'>['figure'];
type Step = HandlerAnswer<'year.explain'>['steps'][number];

function ofEntry(
  context: BookContext,
  { entry: typed }: Extract<Supposition, { kind: 'entry' }>,
): SupposedFacts {
  const { facts, entry } = candidateOf(context, typed);
  const renamed = <F extends object>(figure: F, from: string, to: string): F =>
    'transaction' in figure && figure.transaction === from
      ? { ...figure, transaction: to }
      : figure;
  return {
    facts: withEntry(facts, entry, typed.replacing),
    named: (figure) => renamed(figure, SUPPOSED.entry, entry.id),
    told: (steps) =>
      steps.map(({ figure, source, ...step }) => ({
        ...step,
        source:
          source?.kind === 'transaction' && source.transactionId === entry.id
            ? { ...source, transactionId: SUPPOSED.entry }
            : source,
        ...(figure ? { figure: renamed(figure, entry.id, SUPPOSED.entry) } : {}),
      })),
  };
}

/** The facts of a supposition; refused with the reasons where it cannot be. */
export function supposedFacts(context: BookContext, suppose: Supposition): SupposedFacts {
  if (suppose.kind === 'entry') return ofEntry(context, suppose);
  const step = afterChange(context, suppose);
  if (!step) {
    throw new RefusalError(
      'not-found',
      'This release cannot be accepted any more, so there is nothing to explain. Read it again.',
    );
  }
  return { facts: step.facts, named: (figure) => figure, told: (steps) => steps };
}
