/**
 * What brokers' histories say was paid, as facts: of which security of the book each row is.
 *
 * A row names its security as the broker writes it, and who that is can be known later. Rows that several
 * downloads have count once, and payments in lieu of a dividend are none of the issuer's.
 */
import { claimsMark, listClaims } from '../db/claims.ts';
import type { Book } from '../db/open.ts';
import { listAllIdentifiers } from '../db/securities.ts';
import type { BrokerClaim, ClaimedCash } from '../tax/facts/broker-claim.ts';
import type { Facts, Security } from '../tax/facts/model.ts';
import { claimsOnce } from '../tax/report/broker-claims.ts';
import { SecurityResolver } from './identity/resolve-security.ts';

/** The security of the book that a row names on its day; undefined where the book has none of that name. */
export function ownersOfClaims(
  book: Book,
  { securities }: Pick<Facts, 'securities'>,
): (claim: BrokerClaim) => Security | undefined {
  const known = new Set(securities.map(({ id }) => id));
  const resolver = new SecurityResolver(
    securities,
    [],
    () => 'not of the book',
    listAllIdentifiers(book),
  );
  return ({ security, date }) => {
    const found = resolver.resolve(security, date);
    return 'value' in found && known.has(found.value.id) ? found.value : undefined;
  };
}

function claimedCash(book: Book, facts: Facts): ClaimedCash[] {
  const ownerOf = ownersOfClaims(book, facts);
  return claimsOnce(listClaims(book)).flatMap((claim) => {
    const owner = claim.kind === 'paymentInLieu' ? undefined : ownerOf(claim);
    if (owner === undefined) return [];
    const { accountId, payableDate, date, amount, fileName, line } = claim;
    return [{ accountId, securityId: owner.id, date: payableDate ?? date, amount, fileName, line }];
  });
}

/** The facts of a book with its claims; the very same facts where it has none. Within a transaction. */
export function withClaims(book: Book, facts: Facts): Facts {
  return claimsMark(book) === null ? facts : { ...facts, claims: claimedCash(book, facts) };
}

/** The same for an open book: read again only where the claims or the securities are others. */
export class KeptClaims {
  #mark: string | null = null;
  #securities: Facts['securities'] | undefined;
  #claims: readonly ClaimedCash[] = [];
  #facts: Facts | undefined;
  #made: Facts | undefined;

  of(book: Book, facts: Facts): Facts {
    const mark = claimsMark(book);
    if (mark === null) return facts;
    if (mark !== this.#mark || facts.securities !== this.#securities) {
      this.#claims = claimedCash(book, facts);
      this.#mark = mark;
      this.#securities = facts.securities;
      this.#made = undefined;
    }
    if (this.#made === undefined || this.#facts !== facts) {
      this.#made = { ...facts, claims: this.#claims };
      this.#facts = facts;
    }
    return this.#made;
  }
}
