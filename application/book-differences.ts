/**
 * What would become of a book if a copy took its place?
 *
 * Example: a copy of yesterday, and one purchase since: the purchase is gone; what was removed today is
 * back; an account that was renamed is as it was.
 * Awkward case: a copy of another book shares nothing with this one, so that all of it is gone.
 * Not handled: the text of a release that is the same in all that is read of it.
 */
import { kindOf } from '../tax/facts/entry-kinds.ts';
import { securityLabel } from '../tax/facts/model.ts';
import { dollars } from '../tax/facts/wording.ts';
import type { BookContents } from './book-contents.ts';
import type { HandlerAnswer } from './contract.ts';
import { formFieldName, formName } from './reconcile/form-names.ts';

type Differences = NonNullable<NonNullable<HandlerAnswer<'backups.preview'>>['differences']>;
type What = Differences[number]['what'];

/** How many of them are named. */
const NAMED = 5;

/** Of every record its id: what it is called, and all that it says. */
type Said = ReadonlyMap<string, { readonly name: string; readonly says: string }>;

/** Money and shares are whole numbers of their smallest part. */
const exact = (_: string, value: unknown): unknown =>
  typeof value === 'bigint' ? `${value}n` : value instanceof Map ? [...value] : value;

function said<T>(
  list: readonly T[],
  id: (one: T) => string,
  name: (one: T) => string,
  what: (one: T) => unknown = (one) => one,
): Said {
  return new Map(
    list.map((one) => [id(one), { name: name(one), says: JSON.stringify(what(one), exact) }]),
  );
}

const ownId = ({ id }: { readonly id: string }): string => id;

function recordsOf(contents: BookContents): readonly (readonly [What, Said])[] {
  const { facts, terms, captions, layouts, claims } = contents;
  const label = labelIn(facts.securities, securityLabel, 'a security');
  return [
    [
      'entries',
      said(
        facts.transactions,
        ownId,
        ({ action, securityId, date }) =>
          `${kindOf(action).noun} of ${label(securityId)} on ${date}`,
      ),
    ],
    ['releases', said(facts.documents, ownId, ({ name }) => name)],
    ['terms', said(terms, ownId, ({ name }) => name)],
    [
      'captions',
      said(
        captions,
        ({ documentId, caption, nth, of }) => JSON.stringify([documentId, caption, nth, of]),
        ({ printed, documentName }) => `"${printed}" in ${documentName}`,
      ),
    ],
    ['accounts', said(facts.accounts, ownId, ({ name }) => name)],
    ['securities', said(facts.securities, ownId, securityLabel)],
    [
      'layouts',
      said(
        layouts,
        ({ shape }) => shape,
        ({ name }) => name,
      ),
    ],
    [
      'claims',
      said(
        claims,
        ({ batchId, line }) => `${batchId}/${line}`,
        ({ amount, security, date }) => `${dollars(amount)} of ${security} on ${date}`,
      ),
    ],
    ...formRecords(contents),
  ];
}

/** What is kept of a year's forms and of its return. */
function formRecords({
  facts,
  forms,
  standIns,
  filed,
}: BookContents): readonly (readonly [What, Said])[] {
  const label = labelIn(facts.securities, securityLabel, 'a security');
  const account = labelIn(facts.accounts, ({ name }) => name, 'an account');
  type Owner = Pick<BookContents['forms'][number], 'year' | 'accountId' | 'securityId' | 'version'>;
  const formId = (one: Owner): string =>
    JSON.stringify([one.year, one.accountId, one.securityId, one.version]);
  const nameOf = ({ year, accountId, securityId, version }: Owner): string => {
    const payer = securityId === null ? null : label(securityId);
    return formName({ year, account: account(accountId), payer }, version);
  };
  const accepted = forms.flatMap((form) => form.accepted.map((one) => ({ form, one })));
  return [
    [
      'forms',
      said(forms, formId, nameOf, ({ receivedOn, boxes, sales, form2439 }) => ({
        ...{ receivedOn, boxes, sales, form2439 },
      })),
    ],
    [
      'accepted',
      said(
        accepted,
        ({ form, one }) => JSON.stringify([formId(form), one.form, one.row, one.field]),
        ({ form, one }) => `${formFieldName(one)} of ${nameOf(form)}: ${one.reason}`,
        ({ one }) => one,
      ),
    ],
    [
      'standIns',
      said(
        standIns,
        ({ year, securityId }) => `${year}/${securityId}`,
        ({ year, securityId }) => `for ${label(securityId)} in ${year}`,
      ),
    ],
    [
      'filed',
      said(
        filed,
        ({ year }) => String(year),
        ({ year }) => `for ${year}`,
      ),
    ],
  ];
}

function labelIn<T extends { readonly id: string }>(
  list: readonly T[],
  name: (one: T) => string,
  unknown: string,
): (id: string) => string {
  const labels = new Map(list.map((one) => [one.id, name(one)]));
  return (id) => labels.get(id) ?? unknown;
}

const named = (names: readonly string[]) => ({ count: names.length, first: names.slice(0, NAMED) });

/** Kind by kind, those alone in which anything differs. */
export function differencesBetween(copy: BookContents, book: BookContents): Differences {
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
