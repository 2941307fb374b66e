/** All that a person put into a book: what the engine reads, and what is kept beside it. */
import type { Book } from '../db/open.ts';
import { listClaims, type StoredClaim } from '../db/claims.ts';
import { loadFacts } from '../db/facts.ts';
import { listFiled, type FiledReturn } from '../db/filed.ts';
import { listKeptForms, type KeptForm } from '../db/kept-forms.ts';
import { listOwnLayouts } from '../db/own-layouts.ts';
import { listSaidCaptions } from '../db/said-captions.ts';
import { listStandIns, type StandIn } from '../db/stand-ins.ts';
import { listTermsDocuments, type TermsDocument } from '../db/terms-documents.ts';
import type { Facts } from '../tax/facts/model.ts';

export interface BookContents {
  readonly facts: Facts;
  readonly terms: readonly TermsDocument[];
  readonly captions: ReturnType<typeof listSaidCaptions>;
  readonly layouts: ReturnType<typeof listOwnLayouts>;
  readonly claims: readonly StoredClaim[];
  readonly forms: readonly KeptForm[];
  readonly standIns: readonly StandIn[];
  readonly filed: readonly FiledReturn[];
}

/** Reads it; inside of a transaction, so that all is of one moment. */
export function contentsOf(book: Book): BookContents {
  return {
    facts: loadFacts(book),
    terms: listTermsDocuments(book),
    captions: listSaidCaptions(book),
    layouts: listOwnLayouts(book),
    claims: listClaims(book),
    forms: listKeptForms(book),
    standIns: listStandIns(book),
    filed: listFiled(book),
  };
}
