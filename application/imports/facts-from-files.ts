/**
 * The facts of a transactions file and of documents, without a book: what `report --transactions
 * --documents` computes from. The same rules hold as for a book that takes the documents first and
 * then the file.
 */
import type { MarketCalendar } from '../../tax/facts/market-calendar.ts';
import type { Facts, LotMethod } from '../../tax/facts/model.ts';
import {
  documentToFacts,
  type AllocationDocumentJson,
  type KnownSecurity,
} from '../../formats/allocation-document.ts';
import { ImportPlanner } from './plan-import.ts';
import { securitiesOfDocuments } from '../identity/securities-of-documents.ts';
import type { ImportProblem, TakeRow } from '../../formats/transactions-csv.ts';

interface FilesInput {
  /** Reads the transactions file: hands on each row as it is read, answers with every problem. */
  readonly readRows: (take: TakeRow) => readonly ImportProblem[];
  /** Each with the name that the user knows it by; complete ones, without an error notice. */
  readonly documents: readonly {
    readonly name: string;
    readonly document: AllocationDocumentJson;
  }[];
  readonly known: readonly KnownSecurity[];
  readonly calendar: MarketCalendar;
  /** Names of the accounts that are tax-deferred. */
  readonly taxDeferred: readonly string[];
  readonly method: LotMethod;
  /** What was said of the facts besides, as which security of the documents a ticker is. */
  readonly withSaid?: (facts: Facts) => Facts;
}

export interface FactsFromFiles {
  readonly facts: Facts;
  /** Reasons against the file or its rows; with one of them the facts are not to be used. */
  readonly problems: readonly ImportProblem[];
}

export function factsFromFiles(input: FilesInput): FactsFromFiles {
  // Counted, so that the same files always give the same facts.
  let count = 0;
  // Few letters: there can be very many of them, and a short text is one object.
  const newId = (kind: string): string => `${kind[0] ?? ''}-${++count}`;
  const merged = securitiesOfDocuments(
    input.documents.map(({ document }) => document),
    [],
    () => newId('security'),
  );
  const documents = input.documents.map(({ name, document }, i) => {
    const ids = (merged.ids[i] ?? []).values();
    return documentToFacts(document, {
      id: `document-${i + 1}`,
      name,
      securityIdOf: () => ids.next().value ?? '',
    });
  });
  const before: Facts = {
    securities: merged.securities,
    accounts: [],
    documents,
    transactions: [],
  };
  const planner = new ImportPlanner(before, input.known, {
    calendar: input.calendar,
    newId,
    isFile: true,
    method: input.method,
    taxDeferred: input.taxDeferred,
    ...(input.withSaid ? { withSaid: input.withSaid } : {}),
  });
  const unread = input.readRows((row) => planner.add(row));
  const plan = planner.finish(unread);
  if (unread.length > 0) return { facts: before, problems: plan.problems };
  return {
    facts: {
      ...before,
      securities: [...before.securities, ...plan.securities],
      accounts: plan.accounts,
      transactions: plan.transactions,
    },
    problems: plan.problems,
  };
}
