/** Which entries of a book rest on terms of reorganisations that are an estimate, as facts. */
import type { Book } from '../db/open.ts';
import { listEstimatedEntries } from '../db/terms-documents.ts';
import type { Facts } from '../tax/facts/model.ts';
import { sameValue } from '../tax/values/same-value.ts';

/** The very same facts where there are none. Within a transaction. */
export function withEstimates(book: Book, facts: Facts): Facts {
  const estimates = listEstimatedEntries(book);
  return estimates.length === 0 ? facts : { ...facts, estimates };
}

/** The same for an open book: new facts only where something is another. */
export class KeptEstimates {
  #facts: Facts | undefined;
  #made: Facts | undefined;

  of(book: Book, facts: Facts): Facts {
    const made = withEstimates(book, facts);
    if (made === facts) return facts;
    const isSame = this.#facts === facts && sameValue(this.#made?.estimates, made.estimates);
    if (!isSame) this.#made = made;
    this.#facts = facts;
    return this.#made ?? made;
  }
}
