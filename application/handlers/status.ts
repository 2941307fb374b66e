/** Which book is open, which can be, and which years it has something to say about. */
import { countFacts } from '../../db/counts.ts';
import { yearOf } from '../../tax/values/days.ts';
import type { Facts } from '../../tax/facts/model.ts';
import type { HandlerAnswer } from '../contract.ts';
import type { ApplicationHandlers } from '../dispatch.ts';
import type { Backups } from '../backups.ts';
import type { Copies } from '../copies.ts';
import type { Session } from '../session.ts';
import { nextActs } from './history.ts';

export interface ApplicationContext {
  readonly session: Session;
  readonly backups: Backups;
  readonly copies: Copies;
  readonly version: string;
  readonly host: 'electron' | 'browser';
}

/** Every year from the first fact to the last, and the newest one with a document. */
export function yearsOf(facts: Facts): { years: number[]; defaultYear: number | null } {
  const documented = facts.documents.map((document) => document.taxYear);
  let first = Math.min(...documented);
  let last = Math.max(...documented);
  // By trade date.
  const [earliest, latest] = [facts.transactions[0], facts.transactions.at(-1)];
  if (earliest && latest) {
    first = Math.min(first, yearOf(earliest.date));
    last = Math.max(last, yearOf(latest.date));
  }
  if (first > last) return { years: [], defaultYear: null };
  const years = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  const newestDocument = documented.reduce((newest, year) => Math.max(newest, year), -Infinity);
  return { years, defaultYear: newestDocument === -Infinity ? last : newestDocument };
}

export function status({
  session,
  version,
  host,
}: ApplicationContext): HandlerAnswer<'status.get'> {
  const { book, gone, lost } = session;
  const common = {
    version,
    host,
    available: session.available(),
    gone,
    isLost: book === null && lost !== undefined,
    logNotice: book?.logNotice ?? null,
  };
  const none = () => ({
    ...common,
    problem: session.problem,
    isDamaged: session.isDamaged,
    book: null,
    years: [],
    defaultYear: null,
  });
  if (book === null) return none();
  try {
    return session.inTransaction('query', (context) => ({
      ...common,
      problem: session.problem,
      isDamaged: session.isDamaged,
      book: {
        kind: book.kind,
        path: book.path,
        schemaVersion: book.schemaVersion,
        ...nextActs(book),
        counts: countFacts(book),
      },
      ...yearsOf(context.facts()),
    }));
  } catch (error) {
    // The book turned out to be damaged, which the session now says as the problem.
    if (session.book !== null) throw error;
    return none();
  }
}

export const statusHandlers: Omit<
  ApplicationHandlers<ApplicationContext>,
  `backups.${string}` | `history.${string}`
> = {
  'status.get': (context) => status(context),
  'book.create': (context, { kind }) => {
    context.session.create(kind);
    return status(context);
  },
  'book.open': (context, { kind }) => {
    context.session.open(kind);
    return status(context);
  },
  'book.saveOpen': (context) => {
    const place = context.session.saveOpen();
    return { place, status: status(context) };
  },
  // Whoever is in here has no other call under way. While there is one, the host answers.
  'work.progress': () => null,
  'work.cancel': () => ({}),
};
