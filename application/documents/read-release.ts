/** The content that a caller gives of a release, as text and as what was read from it. */
import { quoted } from '../../formats/csv-values.ts';
import { isWhole } from '../../formats/documents/draft/draft-schema.ts';
import type { DocumentDraft } from '../../formats/documents/draft/draft.ts';
import { keepDraft } from '../../formats/documents/draft/kept-draft.ts';
import { draftsByYear } from '../../formats/documents/draft/years-of-draft.ts';
import type { AllocationDocumentJson, KnownSecurity } from '../../formats/allocation-document.ts';
import {
  documentIsAcceptable,
  readingOfDraft,
  type TextReading,
} from '../../formats/read-document.ts';
import { findDocumentBySha256, type DocumentRow } from '../../db/documents.ts';
import type { Book } from '../../db/open.ts';
import { knownSecurities } from '../../resources/reference.ts';
import type { DocumentStatus } from '../../tax/facts/model.ts';
import type { Request } from '../contract.ts';
import { readDocumentFile } from '../extraction/read-file.ts';
import { fileNameOf } from '../file-name.ts';
import { moreOf, RefusalError } from '../refusal.ts';
import { sha256Of } from '../sha256.ts';

const PASTED = 'Pasted release.txt';

/** What a caller gives of a release. */
export interface GivenRelease {
  readonly fileName: string;
  readonly content: Request<'documents.read'>['content'];
  /** In place of what the text says of itself; null where the text decides. */
  readonly status?: DocumentStatus | null;
  /** As a person changed it; it is kept with the text. */
  readonly draft?: DocumentDraft;
  /** Which security of the book one of the release's is, where a person said so. */
  readonly same?: readonly { readonly security: number; readonly securityId: string }[];
}

/** A release with its whole text. */
export interface Release {
  readonly fileName: string;
  readonly text: string;
  readonly sha256: string;
  readonly reading: TextReading;
  /** With what it was read. */
  readonly known: readonly KnownSecurity[];
  /** What was read, with the status that was given. */
  readonly document: AllocationDocumentJson;
  /** Ids of securities of the book, by the place of those of the release that they are. */
  readonly same: ReadonlyMap<number, string>;
}

/** Decodes and reads a release with what is known; throws a RefusalError for what is no text. */
export function readRelease(
  release: GivenRelease,
  known: readonly KnownSecurity[] = knownSecurities,
): Release {
  const { fileName: given, content, status, draft, same = [] } = release;
  const fileName = fileNameOf(given, PASTED);
  const { text, reading } = readContent(fileName, content, known, draft);
  const { document } = reading;
  return {
    fileName,
    text,
    sha256: sha256Of(text),
    reading,
    known,
    document: status ? { ...document, status } : document,
    same: new Map(same.map(({ security, securityId }) => [security, securityId])),
  };
}

function readContent(
  fileName: string,
  content: GivenRelease['content'],
  known: readonly KnownSecurity[],
  draft?: DocumentDraft,
): { readonly text: string; readonly reading: TextReading } {
  if (draft && content.kind === 'text' && content.text.trim() === '')
    return withTyped('', draft, known);
  const bytes =
    content.kind === 'text'
      ? new TextEncoder().encode(content.text)
      : new Uint8Array(Buffer.from(content.base64, 'base64'));
  const read = readDocumentFile(bytes, fileName, { known });
  if (!read.ok) throw new RefusalError('unreadable-document', read.message);
  if (!draft) return read;
  // Unchanged, the text says it all; else what was typed in stands below it.
  const same = JSON.stringify(draft) === JSON.stringify(read.reading.draft);
  return same ? read : withTyped(read.text, draft, known);
}

/**
 * A release for each tax year of a page that has several: its tables stand below the text of the page, and
 * what was said of a security counts for the one of the same name in every year.
 */
export function releasesByYear(release: Release): readonly Release[] {
  const { reading, text, same } = release;
  const years = draftsByYear(reading.draft);
  if (years.length === 1) return [release];
  const nameOf = (s: number): string => {
    const one = reading.draft.securities[s];
    return one ? JSON.stringify([one.name, one.cusips.map((cusip) => cusip.text)]) : '';
  };
  const byName = new Map([...same].map(([s, id]) => [nameOf(s), id]));
  return years.map(({ draft, places }) => {
    const own = withTyped(text, draft, release.known);
    const { status } = release.document;
    return {
      ...release,
      text: own.text,
      sha256: sha256Of(own.text),
      reading: own.reading,
      document: { ...own.reading.document, status },
      same: new Map(
        places.flatMap((s, i) => {
          const id = same.get(s) ?? byName.get(nameOf(s));
          return id === undefined ? [] : [[i, id] as const];
        }),
      ),
    };
  });
}

/** The document of the book that has the same text, for every year of it; undefined where one is new. */
export function duplicateOf(book: Book, release: Release): DocumentRow | undefined {
  const found = releasesByYear(release).map(({ sha256 }) => findDocumentBySha256(book, sha256));
  return found.includes(undefined) ? undefined : found[0];
}

/** A text with what a person made of it, or a table that was typed in wholly by hand. */
function withTyped(
  text: string,
  draft: DocumentDraft,
  known: readonly KnownSecurity[],
): { text: string; reading: TextReading } {
  refuseTorn(draft);
  const kept = keepDraft(text, draft);
  return { text: kept.text, reading: readingOfDraft(kept.draft, { known }) };
}

/** Refuses a draft whose rows have not a cell for each column. */
export function refuseTorn(draft: DocumentDraft): void {
  if (isWhole(draft)) return;
  throw new RefusalError('invalid-input', 'A row of the table has not a cell for each column.');
}

/** Every reason why a release cannot be accepted, with its line; undefined where it can. */
export function refusalOf(book: Book, release: Release): RefusalError | undefined {
  const { fileName, document } = release;
  const duplicate = duplicateOf(book, release);
  if (duplicate) return new RefusalError('conflict', duplicateMessage(duplicate));
  if (documentIsAcceptable(document)) return undefined;
  // That nothing could be read is the last reason of all: the others say why.
  const errors = document.notices
    .filter((notice) => notice.level === 'error')
    .toSorted(
      (a, b) => Number(a.code === 'no-distributions') - Number(b.code === 'no-distributions'),
    );
  const [first] = errors;
  const more = errors.length > 1 ? ` ${moreOf(errors.length - 1, 'reason')}` : '';
  return new RefusalError(
    'unreadable-document',
    first
      ? `${quoted(fileName)} was not accepted${first.line ? ` (line ${first.line})` : ''}: ${first.message}${more}`
      : `${quoted(fileName)} has no distributions to accept. Paste the whole release, with its tables.`,
    errors.map(({ line, message }) => ({ field: null, line, message })),
  );
}

function duplicateMessage(earlier: DocumentRow): string {
  return `This is the same text as ${quoted(earlier.name)}, accepted on ${earlier.acceptedAt.slice(0, 10)}. It is in the book already; there is nothing to do.`;
}
