/**
 * What would become of a book if a copy took its place?
 *
 * Example: a copy of yesterday, and one purchase since: the purchase is gone; what was removed today is
 * back; an account that was renamed is as it was.
 * Awkward case: a copy of another book shares nothing with this one, so that all of it is gone.
 * Not handled: the text of a release that is the same in all that is read of it.
 */
import { securityLabel, type Facts } from '../tax/facts/model.ts';
import { kindOf } from '../tax/facts/entry-kinds.ts';
import type { HandlerAnswer } from './contract.ts';

type Differences = NonNullable<NonNullable<HandlerAnswer<'backups.preview'>>['differences']>;
type What = Differences[number]['what'];

/** How many of them are named. */
const NAMED = 5;

/** Of every record its id: what it is called, and all that it says. */
type Said = ReadonlyMap<string, { readonly name: string; readonly says: string }>;

/** Money and shares are whole numbers of their smallest part. */
const exact = (_: string, value: unknown): unknown =>
  typeof value === 'bigint' ? `${value}n` : value;

function said<T extends { readonly id: string }>(
  list: readonly T[],
  name: (one: T) => string,
): Said {
  return new Map(
    list.map((one) => [one.id, { name: name(one), says: JSON.stringify(one, exact) }]),
  );
}

function recordsOf(facts: Facts): readonly (readonly [What, Said])[] {
  const labels = new Map(facts.securities.map((one) => [one.id, securityLabel(one)]));
  return [
    [
      'entries',
      said(
        facts.transactions,
        ({ action, securityId, date }) =>
          `${kindOf(action).noun} of ${labels.get(securityId) ?? 'a security'} on ${date}`,
      ),
    ],
    ['releases', said(facts.documents, ({ name }) => name)],
    ['accounts', said(facts.accounts, ({ name }) => name)],
    ['securities', said(facts.securities, securityLabel)],
  ];
}

const named = (names: readonly string[]) => ({ count: names.length, first: names.slice(0, NAMED) });

/** Kind by kind, those alone in which anything differs. */
export function differencesBetween(copy: Facts, book: Facts): Differences {
  const now = new Map(recordsOf(book));
  return recordsOf(copy).flatMap(([what, then]) => {
    const present = now.get(what) ?? new Map<string, never>();
    const pick = (
      from: Said,
      other: Said,
      differs: (a: string, b: string | undefined) => boolean,
    ) =>
      named(
        [...from].flatMap(([id, { name, says }]) =>
          differs(says, other.get(id)?.says) ? [name] : [],
        ),
      );
    const back = pick(then, present, (_, there) => there === undefined);
    const gone = pick(present, then, (_, there) => there === undefined);
    const changed = pick(present, then, (says, there) => there !== undefined && there !== says);
    return back.count + gone.count + changed.count === 0 ? [] : [{ what, back, gone, changed }];
  });
}
