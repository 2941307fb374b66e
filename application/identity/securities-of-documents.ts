/**
 * Which securities do allocation documents speak of, and which of them are already known?
 *
 * A security of a document is one that is there already when they share a CUSIP; else when they have
 * the same ticker, in the document's year where that is known; else when issuer and name are the same. Otherwise it is new. What a document adds
 * (a CUSIP, a ticker, the issuer) is kept; nothing that is there is overwritten.
 *
 * Source: the calculation's section 1: "one class of stock, known by name, ticker and CUSIP; CUSIP
 * and ticker can change over time".
 * Example: the release of 2002 calls 03748R-10-1 "Class A Common Stock", that of 2012 calls it
 * "Common Stock": one security.
 * Awkward case: lots were entered under a bare name before any document was read; the first document
 * with that name takes them over, unless the security has an issuer, ticker or CUSIP that differs.
 * Not handled: a ticker that passed on within the document's year; the one that has it now is meant.
 */
import { firstDayOfYear, lastDayOfYear } from '../../tax/values/days.ts';
import type { Security } from '../../tax/facts/model.ts';
import type {
  AllocationDocumentJson,
  DocumentSecurityJson,
} from '../../formats/allocation-document.ts';
import { nameKey, type DatedIdentifier } from './resolve-security.ts';
import { isSameTicker } from './ticker-spelling.ts';

interface SecuritiesOfDocuments {
  /** All securities: the existing ones in their order, with what the documents add, then the new. */
  readonly securities: readonly Security[];
  readonly created: readonly Security[];
  /** Existing ones that a document added something to, as they are now. */
  readonly changed: readonly Security[];
  /** For each document and each of its securities, in their order, the id. */
  readonly ids: readonly (readonly string[])[];
}

/** A security while documents add to it. */
type GrowingSecurity = { -readonly [K in keyof Security]: Security[K] };

/** Documents are taken newest tax year first, so that the newest ticker is the one that is kept. */
export function securitiesOfDocuments(
  documents: readonly AllocationDocumentJson[],
  existing: readonly Security[],
  newId: () => string,
  /** What the existing ones were called when, where more is known than the newest names. */
  identifiers: readonly DatedIdentifier[] = [],
  /** Which existing one a security of a document is, where a person said so: by place in the first. */
  said: ReadonlyMap<number, string> = new Map(),
): SecuritiesOfDocuments {
  const drafts: GrowingSecurity[] = existing.map((security) => ({ ...security }));
  const ids: string[][] = documents.map(() => []);
  const newestFirst = documents
    .map((document, index) => ({ document, index }))
    .sort((a, b) => (b.document.taxYear ?? 0) - (a.document.taxYear ?? 0) || b.index - a.index);
  for (const { document, index } of newestFirst) {
    // Two rows of one document are two classes of stock, however alike their names are.
    const taken = new Set<GrowingSecurity>();
    for (const [place, row] of document.securities.entries()) {
      const holder = holderInYear(row.symbol, document.taxYear, identifiers);
      const own = index === 0 ? said.get(place) : undefined;
      const match =
        findSame(row, document.issuer, holder, drafts, taken, existing.length) ??
        drafts.find((draft) => draft.id === own && !taken.has(draft));
      if (match !== undefined) {
        taken.add(match);
        addTo(match, row, document.issuer, drafts, drafts.indexOf(match) < existing.length);
        ids[index]?.push(match.id);
        continue;
      }
      const created: GrowingSecurity = {
        id: newId(),
        issuer: document.issuer,
        name: row.name,
        symbol: row.symbol,
        cusips: [...row.cusips],
      };
      drafts.push(created);
      taken.add(created);
      ids[index]?.push(created.id);
    }
  }
  return {
    securities: drafts,
    created: drafts.slice(existing.length),
    changed: drafts.filter(
      (draft, i) => i < existing.length && !sameFacts(draft, existing[i] as Security),
    ),
    ids,
  };
}

/** The one security that had this ticker in the tax year; undefined where none or several had it. */
function holderInYear(
  symbol: string | null,
  taxYear: number | null,
  identifiers: readonly DatedIdentifier[],
): string | undefined {
  if (symbol === null || taxYear === null) return undefined;
  const [first, last] = [firstDayOfYear(taxYear), lastDayOfYear(taxYear)];
  const holders = identifiers.filter(
    ({ kind, value, validFrom, validTo }) =>
      kind === 'symbol' &&
      isSameTicker(value, symbol) &&
      (validFrom === null || validFrom <= last) &&
      (validTo === null || validTo >= first),
  );
  const ids = new Set(holders.map(({ securityId }) => securityId));
  return ids.size === 1 ? holders[0]?.securityId : undefined;
}

function findSame(
  row: DocumentSecurityJson,
  issuer: string | null,
  holder: string | undefined,
  drafts: readonly GrowingSecurity[],
  taken: ReadonlySet<GrowingSecurity>,
  existingCount: number,
): GrowingSecurity | undefined {
  const free = drafts.filter((draft) => !taken.has(draft));
  const byCusip = free.find((draft) => draft.cusips.some((cusip) => row.cusips.includes(cusip)));
  if (byCusip !== undefined) return byCusip;
  const symbol = row.symbol;
  if (symbol !== null) {
    const byYear = free.find((draft) => draft.id === holder);
    if (byYear !== undefined) return byYear;
    const bySymbol = free.find((draft) => hasSymbol(draft, symbol));
    if (bySymbol !== undefined) return bySymbol;
  }
  const name = nameKey(row.name);
  return free.find((draft) => {
    if (draft.issuer !== null) {
      return (
        issuer !== null && nameKey(draft.issuer) === nameKey(issuer) && nameKey(draft.name) === name
      );
    }
    // What another document named without an issuer is not what a person entered by name.
    if (drafts.indexOf(draft) >= existingCount) return false;
    if (draft.cusips.length > 0 || (draft.symbol !== null && symbol !== null)) return false;
    const own = nameKey(draft.name);
    return own === name || (issuer !== null && own === nameKey(`${issuer} ${row.name}`));
  });
}

function hasSymbol(draft: GrowingSecurity, symbol: string | null): boolean {
  return isSameTicker(draft.symbol, symbol);
}

function addTo(
  draft: GrowingSecurity,
  row: DocumentSecurityJson,
  issuer: string | null,
  drafts: readonly GrowingSecurity[],
  wasThere: boolean,
): void {
  if (draft.issuer === null && issuer !== null) {
    draft.issuer = issuer;
    draft.name = row.name;
  }
  // A ticker that another security has by now is not this one's to be known by.
  if (draft.symbol === null && !drafts.some((other) => hasSymbol(other, row.symbol))) {
    draft.symbol = row.symbol;
  }
  const added = row.cusips.filter((cusip) => !draft.cusips.includes(cusip));
  // Of the documents at hand the newest came first, so what follows is older.
  if (added.length > 0) {
    draft.cusips = wasThere ? [...draft.cusips, ...added] : [...added, ...draft.cusips];
  }
}

function sameFacts(a: Security, b: Security): boolean {
  return (
    a.issuer === b.issuer &&
    a.name === b.name &&
    a.symbol === b.symbol &&
    a.cusips.length === b.cusips.length
  );
}
