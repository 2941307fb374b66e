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

/** A payment, by its row in the document that counts. */
interface RowOf {
  readonly security: Pick<Security, 'id'>;
  readonly distribution: Distribution;
}

/** The facts without some payments: their rows, and those of the same payments in other versions of the documents. */
export function withoutRows(facts: Facts, rows: readonly RowOf[]): Facts {
  const ids = new Set(rows.map(({ distribution }) => distribution.id));
  const keyOf = (securityId: string, row: Distribution): string =>
    [securityId, row.payableDate, row.amountPerShare, row.inKind].join(' ');
  const keys = new Set(rows.map(({ security, distribution }) => keyOf(security.id, distribution)));
  return {
    ...facts,
    documents: facts.documents.map((document) => {
      // Where it stands itself, another row that is as large is another payment.
      const isItsOwn = document.securities.some(({ distributions }) =>
        distributions.some(({ id }) => ids.has(id)),
      );
      const isLeft = (securityId: string, row: Distribution): boolean =>
        isItsOwn ? ids.has(row.id) : keys.has(keyOf(securityId, row));
      return {
        ...document,
        securities: document.securities.map(({ securityId, distributions }) => ({
          securityId,
          distributions: distributions.filter((row) => !isLeft(securityId, row)),
        })),
      };
    }),
  };
}

/** Puts a row into each version of the document of a year, or into a new one where there is none. */
export function withRow(facts: Facts, security: Security, row: Distribution, year: number): Facts {
  const isOfYear = (document: AllocationDocument): boolean =>
    document.taxYear === year &&
    document.securities.some(({ securityId }) => securityId === security.id);
  if (!facts.documents.some(isOfYear)) {
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
      !isOfYear(document)
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
