/** Facts with something changed: what causes do to a book. The facts that are given stay as they are. */
import type {
  AllocationDocument,
  Distribution,
  Facts,
  Security,
  Transaction,
} from '../facts/model.ts';
import type { Practice } from './broker-view.ts';

/** Changes what both the boxes and the bases rest on. */
export function everywhere(change: (facts: Facts) => Facts): (practice: Practice) => Practice {
  return (practice) => {
    const facts = change(practice.facts);
    return {
      ...practice,
      facts,
      basis: practice.basis === practice.facts ? facts : change(practice.basis),
    };
  };
}

/** Changes what the boxes rest on, and leaves sales and their bases. */
export function boxesOnly(change: (facts: Facts) => Facts): (practice: Practice) => Practice {
  return (practice) => ({ ...practice, facts: change(practice.facts) });
}

/** Changes what sales and their bases rest on, and leaves the boxes. */
export function basisOnly(change: (facts: Facts) => Facts): (practice: Practice) => Practice {
  return (practice) => ({ ...practice, basis: change(practice.basis) });
}

/** Null leaves the entry out. */
export function mapEntries(
  facts: Facts,
  change: (entry: Transaction) => Transaction | null,
): Facts {
  return { ...facts, transactions: facts.transactions.flatMap((entry) => change(entry) ?? []) };
}

export function withEntries(facts: Facts, ...entries: readonly Transaction[]): Facts {
  return { ...facts, transactions: [...facts.transactions, ...entries] };
}

/** Changes the rows of the documents, one by one; null leaves a row out. */
export function mapRows(
  facts: Facts,
  change: (
    row: Distribution,
    securityId: string,
    document: AllocationDocument,
  ) => Distribution | null,
): Facts {
  return {
    ...facts,
    documents: facts.documents.map((document) => ({
      ...document,
      securities: document.securities.map(({ securityId, distributions }) => ({
        securityId,
        distributions: distributions.flatMap((row) => change(row, securityId, document) ?? []),
      })),
    })),
  };
}

/** The facts without some rows of documents. */
export function withoutRows(facts: Facts, ids: ReadonlySet<string>): Facts {
  return mapRows(facts, (row) => (ids.has(row.id) ? null : row));
}

/** Puts a row into the document of a year, or into a new one where there is none. */
export function withRow(
  facts: Facts,
  security: Security,
  row: Distribution,
  year: number,
  documentId: string | undefined,
): Facts {
  if (documentId === undefined) {
    const document: AllocationDocument = {
      id: `payments of ${year} of ${security.id}`,
      name: String(year),
      issuer: security.issuer,
      taxYear: year,
      publishedOn: null,
      status: 'final',
      securities: [{ securityId: security.id, distributions: [row] }],
    };
    return { ...facts, documents: [...facts.documents, document] };
  }
  return {
    ...facts,
    documents: facts.documents.map((document) =>
      document.id !== documentId
        ? document
        : {
            ...document,
            securities: document.securities.map((rows) =>
              rows.securityId === security.id
                ? { ...rows, distributions: [...rows.distributions, row] }
                : rows,
            ),
          },
    ),
  };
}
