/**
 * What is a security called, and what was it called when? Tickers, CUSIPs and former names, as the
 * user adds them.
 *
 * A ticker belongs to one security on any day, a CUSIP to one for all time. A security has one
 * ticker at a time: a new one ends the one before it on the day before its own first day, and when it
 * is taken out again the earlier one goes on.
 *
 * Example: Aimco's common stock has the CUSIPs 03748R101, then 03748R754, then 03748R747.
 * Not handled: the first ticker and CUSIPs that a document or the built-in list states; those begin
 * with the book. Two securities that are one are joined by a document that states both, or by a person
 * who says so (`documents/one-security.ts`).
 */
import {
  addIdentifier,
  endIdentifier,
  getSecurity,
  listIdentifiers,
  listSecurities,
  removeIdentifier,
  type SecurityIdentifier,
} from '../../db/securities.ts';
import type { Book } from '../../db/book.ts';
import { quoted, readDate, readName } from '../../formats/csv-values.ts';
import { parseCusip } from '../../formats/documents/grid/cusip.ts';
import { joinOfBook, sameCandidates } from '../documents/one-security.ts';
import { describeSecurity, nameKey } from '../identity/resolve-security.ts';
import { addDays, type Day } from '../../tax/values/days.ts';
import { securityLabel, type Security } from '../../tax/facts/model.ts';
import { act } from '../act-names.ts';
import type { Request } from '../contract.ts';
import type { BookHandlers } from '../dispatch.ts';
import { fieldRefusal, RefusalError } from '../refusal.ts';
import type { BookContext } from '../session.ts';

type Handlers = BookHandlers<BookContext>;
type Typed = Request<'securities.addIdentifier'>;

const MAX_NAME = 200;
const MAX_TICKER = 20;
const FIRST_DAY = '1900-01-01';

const KIND_WORDS = { symbol: 'ticker', cusip: 'CUSIP', name: 'name' } as const;

/** What the security is and was called, oldest first. */
function identifiersOf(book: Book, id: string): SecurityIdentifier[] {
  return listIdentifiers(book, id).map(({ kind, value, validFrom, validTo }) => ({
    kind,
    value,
    validFrom,
    validTo,
  }));
}

function requireSecurity(book: Book, id: string): Security {
  const found = getSecurity(book, id);
  if (found) return found;
  throw new RefusalError('not-found', 'This security is no longer in the book. Reload the list.');
}

function refuse(field: 'value' | 'validFrom', message: string): never {
  throw fieldRefusal([{ field, message }]);
}

/** The value as it is kept. */
function checkedValue({ kind, value }: Typed): string {
  const text = value.trim();
  if (text === '') return refuse('value', `Enter the ${KIND_WORDS[kind]}.`);
  if (kind === 'cusip') {
    return (
      parseCusip(text) ??
      refuse(
        'value',
        `${quoted(text)} is not a valid CUSIP: it has nine letters and digits, and the last one checks the others. Compare it with the statement.`,
      )
    );
  }
  const read = readName(KIND_WORDS[kind], text, kind === 'symbol' ? MAX_TICKER : MAX_NAME);
  if ('problem' in read) return refuse('value', read.problem);
  if (kind === 'symbol' && /\s/.test(text)) {
    return refuse('value', `The ticker ${quoted(text)} has a space in it. Write it without one.`);
  }
  return read.value;
}

function checkedDay(typed: string | null): Day | null {
  const text = typed?.trim() ?? '';
  if (text === '') return null;
  const read = readDate(text);
  if ('problem' in read) return refuse('validFrom', read.problem);
  // What was in use before it ends on the day before, and there is none.
  if (read.value === FIRST_DAY) {
    return refuse(
      'validFrom',
      `${FIRST_DAY} is the first day that a book can have. Leave the day empty for what was in use from the start.`,
    );
  }
  return read.value;
}

const same = (a: Pick<SecurityIdentifier, 'kind' | 'value'>, b: typeof a): boolean =>
  a.kind === b.kind && nameKey(a.value) === nameKey(b.value);

/** Whether both are in use on some day. */
function overlap(a: SecurityIdentifier, b: SecurityIdentifier): boolean {
  const begins = (from: Day | null, to: Day | null): boolean =>
    from === null || to === null || from <= to;
  return begins(a.validFrom, b.validTo) && begins(b.validFrom, a.validTo);
}

/** Refuses a ticker that another security has on one of its days, and a CUSIP that another one has. */
function refuseTaken(book: Book, id: string, own: readonly SecurityIdentifier[]): void {
  for (const other of listSecurities(book)) {
    if (other.id === id) continue;
    for (const theirs of listIdentifiers(book, other.id)) {
      const clash = own.find(
        (each) => each.kind !== 'name' && same(each, theirs) && overlap(each, theirs),
      );
      if (!clash) continue;
      refuse(
        'value',
        clash.kind === 'cusip'
          ? `The CUSIP ${clash.value} is that of ${describeSecurity(other)}. A CUSIP belongs to one security; compare it with the statement.`
          : `The ticker ${clash.value} is in use by ${describeSecurity(other)}${theirs.validFrom === null ? '' : ` since ${theirs.validFrom}`}. Enter the day on which it passed to this security, and first the ticker that ${describeSecurity(other)} had from then on.`,
      );
    }
  }
}

const dayBefore = (day: Day | null): Day | null => (day === null ? null : addDays(day, -1));

/** With a new one; a ticker takes over from the one that was in use on its first day. */
function withAdded(
  before: readonly SecurityIdentifier[],
  added: SecurityIdentifier,
): SecurityIdentifier[] {
  const { validFrom } = added;
  if (added.kind !== 'symbol') return [...before, added];
  const tickers = before.filter((each) => each.kind === 'symbol');
  const ended = tickers.find(
    (each) =>
      validFrom !== null &&
      (each.validFrom === null || each.validFrom < validFrom) &&
      (each.validTo === null || each.validTo >= validFrom),
  );
  const next = tickers
    .flatMap((each) => each.validFrom ?? [])
    .filter((day) => validFrom === null || day > validFrom)
    .toSorted()[0];
  return [
    ...before.map((each) => (each === ended ? { ...each, validTo: dayBefore(validFrom) } : each)),
    { ...added, validTo: ended ? ended.validTo : dayBefore(next ?? null) },
  ];
}

/** Without one of them; the ticker that it took over from goes on. */
function withoutIt(
  before: readonly SecurityIdentifier[],
  removed: SecurityIdentifier,
): SecurityIdentifier[] {
  const end = dayBefore(removed.validFrom);
  return before
    .filter((each) => each !== removed)
    .map((each) =>
      removed.kind === 'symbol' && each.kind === 'symbol' && end !== null && each.validTo === end
        ? { ...each, validTo: removed.validTo }
        : each,
    );
}

/** Writes what a security is called anew where something of it is to be another. */
function write(
  book: Book,
  id: string,
  before: readonly SecurityIdentifier[],
  after: readonly SecurityIdentifier[],
): void {
  const isSameUse = (a: SecurityIdentifier, b: SecurityIdentifier): boolean =>
    a.kind === b.kind && a.value === b.value && a.validFrom === b.validFrom;
  for (const each of before) {
    if (!after.some((other) => isSameUse(each, other))) {
      removeIdentifier(book, id, each.kind, each.value, each.validFrom);
    }
  }
  for (const each of after) {
    const was = before.find((other) => isSameUse(each, other));
    // What only ends on another day keeps its place among the others.
    if (!was) addIdentifier(book, id, each);
    else if (was.validTo !== each.validTo) endIdentifier(book, id, each, each.validTo);
  }
}

export const identifierHandlers: Pick<
  Handlers,
  | 'securities.identifiers'
  | 'securities.addIdentifier'
  | 'securities.removeIdentifier'
  | 'securities.same'
  | 'securities.join'
> = {
  'securities.identifiers': ({ book }, { id }) => {
    requireSecurity(book, id);
    return identifiersOf(book, id);
  },

  'securities.addIdentifier': (context, typed) => {
    const { book } = context;
    const { id, kind } = typed;
    const label = securityLabel(requireSecurity(book, id));
    const value = checkedValue(typed);
    const validFrom = checkedDay(typed.validFrom);
    const before = identifiersOf(book, id);
    const added: SecurityIdentifier = { kind, value, validFrom, validTo: null };
    // A ticker or a name can come back on another day; a CUSIP is there once.
    const twin = before.find(
      (each) => same(each, added) && (kind === 'cusip' || each.validFrom === validFrom),
    );
    if (twin) {
      refuse('value', `${quoted(value)} is there already. Enter another one, or another day.`);
    }
    if (
      kind === 'symbol' &&
      before.some((each) => each.kind === kind && each.validFrom === validFrom)
    ) {
      refuse(
        'validFrom',
        validFrom === null
          ? 'This security has a ticker from the start. Enter the day from which the new one counts.'
          : `Another ticker of this security begins on ${validFrom}. Take that one out first.`,
      );
    }
    const after = withAdded(before, added);
    refuseTaken(book, id, after);
    write(book, id, before, after);
    act(context, `New ${KIND_WORDS[kind]} ${value} of ${label}`);
    return identifiersOf(book, id);
  },

  'securities.removeIdentifier': (context, { id, kind, value, validFrom }) => {
    const { book } = context;
    const label = securityLabel(requireSecurity(book, id));
    const before = identifiersOf(book, id);
    const removed = before.find(
      (each) => each.kind === kind && each.value === value && each.validFrom === validFrom,
    );
    if (!removed) {
      throw new RefusalError(
        'not-found',
        `This ${KIND_WORDS[kind]} is no longer in the book. Reload the list.`,
      );
    }
    const after = withoutIt(before, removed);
    if (kind !== 'name' && after.every((each) => each.kind === 'name')) {
      throw new RefusalError(
        'conflict',
        `Without its ${KIND_WORDS[kind]} ${value} the security has neither a ticker nor a CUSIP, and no release would find it. Add the right one first.`,
      );
    }
    refuseTaken(book, id, after);
    write(book, id, before, after);
    act(context, `Removal of the ${KIND_WORDS[kind]} ${value} of ${label}`);
    return identifiersOf(book, id);
  },

  'securities.same': (context, { id }) => sameCandidates(context, id),

  'securities.join': (context, { id, other }) => joinOfBook(context, id, other),
};
