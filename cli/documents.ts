/** Documents given by their files: read, and held against what makes them unusable. */
import { createHash } from 'node:crypto';
import {
  ALLOCATION_DOCUMENT_SCHEMA,
  type AllocationDocumentJson,
} from '../formats/allocation-document.ts';
import { documentsByYear } from '../formats/documents/draft/years-of-draft.ts';
import { checkDraft } from '../formats/documents/draft/check-draft.ts';
import type { DocumentDraft } from '../formats/documents/draft/draft.ts';
import { documentIsAcceptable } from '../formats/read-document.ts';
import { readDocumentFile } from '../application/extraction/read-file.ts';
import { termsTextOf } from '../application/reorganisations/given-terms.ts';
import { knownSecurities } from '../resources/reference.ts';
import { reasonLine, type Reason } from './errors.ts';
import type { Io } from './io.ts';

/** The text of a file that is terms, or an issuer's notice of them; null where it is another document. */
export function termsIn(file: string, bytes: Uint8Array): string | null {
  return termsTextOf(file, { kind: 'bytes', base64: Buffer.from(bytes).toString('base64') });
}

/** What one file was read to; a sentence where it is no text. */
export function readFile(file: string, bytes: Uint8Array): ReturnType<typeof readDocumentFile> {
  return readDocumentFile(bytes, file, { known: knownSecurities });
}

/** A draft of a file with what was answered of it. */
type WithAnswers = (file: string, draft: DocumentDraft) => DocumentDraft;

/** What one file holds. A file that is no text is a document with nothing in it but the reason. */
export function readDocument(
  file: string,
  bytes: Uint8Array,
  withAnswers?: WithAnswers,
): AllocationDocumentJson {
  const result = readFile(file, bytes);
  if (!result.ok) return unreadDocument('not-text', result.message);
  const { draft, document } = result.reading;
  const answered = withAnswers?.(file, draft) ?? draft;
  return answered === draft ? document : checkDraft(answered, { known: knownSecurities }).document;
}

/** A document of which nothing could be read, and why. */
export function unreadDocument(code: string, message: string): AllocationDocumentJson {
  return {
    schema: ALLOCATION_DOCUMENT_SCHEMA,
    issuer: null,
    taxYear: null,
    publishedOn: null,
    status: 'final',
    securities: [],
    notices: [{ level: 'error', code, message, line: null }],
  };
}

/** What the reader has to say on a level, as reasons with the line of the file. */
export function reasonsOf(
  file: string,
  document: AllocationDocumentJson,
  level: 'error' | 'warning',
): Reason[] {
  return document.notices
    .filter((notice) => notice.level === level)
    .map(({ line, message }) => ({ file, line, message }));
}

/** Why a document cannot be used; nothing when it can. */
export function refusalsOf(file: string, document: AllocationDocumentJson): readonly Reason[] {
  const errors = reasonsOf(file, document, 'error');
  if (errors.length > 0 || documentIsAcceptable(document)) return errors;
  const message = 'There are no distributions in it. Name the whole release, with its tables.';
  return [{ file, line: null, message }];
}

interface ReadDocuments {
  readonly documents: readonly {
    readonly name: string;
    readonly document: AllocationDocumentJson;
  }[];
  readonly reasons: readonly Reason[];
}

/** Reads several documents; warnings go to standard error at once, a file given twice counts once. */
export function readDocuments(
  io: Io,
  files: readonly { readonly name: string; readonly bytes: Uint8Array }[],
  withAnswers?: WithAnswers,
): ReadDocuments {
  const documents: { name: string; document: AllocationDocumentJson }[] = [];
  const reasons: Reason[] = [];
  const seen = new Map<string, string>();
  for (const { name: file, bytes } of files) {
    const hash = createHash('sha256').update(bytes).digest('hex');
    const same = seen.get(hash);
    if (same !== undefined) {
      io.stderr(
        reasonLine({
          file,
          line: null,
          message: `This is the same release as ${same}; it counts once.`,
        }),
      );
      continue;
    }
    seen.set(hash, file);
    const document = readDocument(file, bytes, withAnswers);
    reasons.push(...refusalsOf(file, document));
    io.stderr(reasonsOf(file, document, 'warning').map(reasonLine).join(''));
    documents.push(
      ...documentsByYear(document).map((one) => ({ name: file, document: one.document })),
    );
  }
  return { documents, reasons };
}
