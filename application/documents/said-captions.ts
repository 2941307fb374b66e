/**
 * What was said of an issuer's captions: heard when a release is accepted, given to the reader of the
 * next one, shown, and forgotten on demand.
 *
 * It is kept with the document that it was said of, and goes when that is taken out. The reader is given
 * it as something that is known; it stays a function of its text and of what is known.
 *
 * Example: in January 2025 "Portfolio Income" of a release for 2024 was said to be ordinary dividends.
 * The release for 2025 of that issuer is read with it, and the review says that it was said then.
 * Awkward case: the release says of no issuer that it is its own. Then nothing is kept: it would be
 * proposed to others.
 */
import { addSaidCaptions, listSaidCaptions, removeSaidCaptions } from '../../db/said-captions.ts';
import type { KnownSecurity, SaidCaption } from '../../formats/allocation-document.ts';
import type { ColumnMeaning } from '../../formats/documents/columns/captions.ts';
import {
  isSameCaption,
  issuerKey,
  saidOf,
  type CaptionKey,
} from '../../formats/documents/columns/said-captions.ts';
import { uncertainIn } from '../../formats/documents/draft/helper-columns.ts';
import { COLUMN_MEANINGS } from '../../formats/documents/draft/draft-schema.ts';
import { keptDraft, withoutDraft } from '../../formats/documents/draft/kept-draft.ts';
import { draftsByYear, yearOfDraft } from '../../formats/documents/draft/years-of-draft.ts';
import { readAllocationText } from '../../formats/read-document.ts';
import { knownSecurities } from '../../resources/reference.ts';
import { parseDay } from '../../tax/values/days.ts';
import type { HandlerAnswer } from '../contract.ts';
import type { BookContext } from '../session.ts';
import type { Release } from './read-release.ts';

interface Said extends SaidCaption {
  readonly issuer: string;
  readonly row: ReturnType<typeof listSaidCaptions>[number];
}

const isMeaning = (text: string): text is ColumnMeaning =>
  (COLUMN_MEANINGS as readonly string[]).includes(text);

/** All that was said and can be used, the oldest first. */
function saidInBook({ book }: Pick<BookContext, 'book'>): Said[] {
  return listSaidCaptions(book).flatMap((row): Said[] => {
    const { issuer, caption, nth, of, meaning, acceptedAt } = row;
    const saidOn = parseDay(acceptedAt.slice(0, 10));
    if (issuer === null || saidOn === undefined || !isMeaning(meaning)) return [];
    return [{ issuer, caption, nth, of, meaning, saidOn, row }];
  });
}

/** What the reader of a release is given: the built-in list, and what was said of captions. */
export function knownIn(context: Pick<BookContext, 'book'>): readonly KnownSecurity[] {
  const byIssuer = Map.groupBy(saidInBook(context), ({ issuer }) => issuer);
  return [
    ...knownSecurities,
    ...[...byIssuer].map(([issuer, own]): KnownSecurity => ({
      issuer,
      name: issuer,
      symbol: null,
      cusips: [],
      said: own.map(({ caption, nth, of, meaning, saidOn }) => ({
        caption,
        nth,
        of,
        meaning,
        saidOn,
      })),
    })),
  ];
}

/** Keeps what a release that was accepted says beyond what its text alone does. */
export function hear({ book }: BookContext, release: Release, documentId: string): void {
  const accepted = keptDraft(release.text);
  const { issuer, taxYear } = release.document;
  if (!accepted || issuer === null || taxYear === null) return;
  const page = readAllocationText(withoutDraft(release.text), { known: knownSecurities }).draft;
  const years = draftsByYear(page).map((one) => one.draft);
  const draft = years.find((one) => yearOfDraft(one) === taxYear) ?? page;
  const said = saidOf(
    draft.securities,
    accepted.securities,
    (s) => {
      const security = draft.securities[s];
      return security ? uncertainIn(security) : [];
    },
    taxYear,
  );
  addSaidCaptions(
    book,
    said.map(({ caption, nth, of, printed, meaning }) => ({
      documentId,
      caption,
      nth,
      of,
      printed,
      meaning,
    })),
  );
}

/** What counts of each caption, by issuer: what was said last. */
export function listSaid(context: BookContext): HandlerAnswer<'captions.list'> {
  const counting: Said[] = [];
  for (const one of saidInBook(context).toReversed()) {
    const isThere = counting.some(
      (other) => issuerKey(other.issuer) === issuerKey(one.issuer) && isSameCaption(other, one),
    );
    if (!isThere) counting.push(one);
  }
  return counting
    .map(({ issuer, caption, nth, of, meaning, saidOn, row }) => ({
      issuer,
      caption,
      nth,
      of,
      printed: row.printed,
      meaning,
      saidOn,
      document: { id: row.documentId, name: row.documentName, taxYear: row.taxYear },
    }))
    .toSorted(
      (a, b) =>
        a.issuer.localeCompare(b.issuer, 'en') ||
        a.caption.localeCompare(b.caption, 'en') ||
        a.nth - b.nth,
    );
}

/** Forgets what was ever said of a caption of an issuer; answers with the caption as it was printed. */
export function forgetSaid(
  context: BookContext,
  { issuer, ...key }: CaptionKey & { readonly issuer: string },
): string | undefined {
  const gone = saidInBook(context).filter(
    (one) => issuerKey(one.issuer) === issuerKey(issuer) && isSameCaption(one, key),
  );
  removeSaidCaptions(
    context.book,
    gone.map(({ row }) => row),
  );
  return gone.at(-1)?.row.printed;
}
