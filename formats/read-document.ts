/**
 * Reads an issuer's allocation document: bytes or text in, the published JSON with its notices, the
 * draft for the review and the place of every value out.
 *
 * The law: a value is proven or it is an error notice. What kind of text it is, is found here; a
 * release goes through the stages of `documents/draft/draft-of-page.ts`. No stage throws on a user's text.
 *
 * Example: Aimco's 2002 release has nine securities with a CUSIP each and 33 rows of percentages that
 * add up to 100; a footnote makes 6.6% of the common dividend qualified 5-year gain.
 * Not handled: a payment whose values stand on lines apart from each other; figures in pictures.
 */
import { isJson } from './json-shape.ts';
import {
  checkAllocationDocument,
  type AllocationDocumentJson,
  type DocumentNotice,
  type DocumentReading,
  type KnownSecurity,
} from './allocation-document.ts';
import { checkDraft, type DraftCheck } from './documents/draft/check-draft.ts';
import { draftOfDocument } from './documents/draft/draft-of-document.ts';
import { draftOfPage } from './documents/draft/draft-of-page.ts';
import { questionOf, unlistedTickers } from './documents/draft/draft-of-text.ts';
import type { DocumentDraft } from './documents/draft/draft.ts';
import { keptDraft } from './documents/draft/kept-draft.ts';
import { error, inOrderOfText } from './documents/draft/notices.ts';
import { placesOfDraft } from './documents/draft/places.ts';
import { askAbout, type Asked } from './documents/draft/questions.ts';
import { emptyDraft } from './documents/draft/table-of-draft.ts';
import { isHtml, textOfPasted } from './documents/source/extract-text.ts';

export interface ReadOptions {
  /** The built-in security list; a CUSIP in it names ticker and issuer. */
  readonly known: readonly KnownSecurity[];
}

/** What was read from a text, and the draft and check that the review begins with. */
export interface TextReading extends DocumentReading {
  readonly draft: DocumentDraft;
  readonly check: DraftCheck;
  /** What a person is asked, and the document with every proposal taken. */
  readonly questions: Asked['questions'];
  readonly proposal: Asked['proposal'];
}

/** What a draft says as it stands, whoever made it. */
export function readingOfDraft(draft: DocumentDraft, options: ReadOptions): TextReading {
  const check = checkDraft(draft, options);
  return {
    document: check.document,
    places: placesOfDraft(draft, check),
    draft,
    check,
    ...askAbout(draft, options, check),
  };
}

function emptyReading(notice: DocumentNotice): TextReading {
  const reading = readingOfDraft(
    { ...emptyDraft(), questions: [questionOf(notice, 0)] },
    { known: [] },
  );
  return { ...reading, document: { ...reading.document, notices: [notice] } };
}

function readRelease(text: string, options: ReadOptions): TextReading {
  const read = draftOfPage(text, options);
  if (!read) {
    return emptyReading(
      error(
        'too-long',
        null,
        'The text has more tables or rows of figures than a release can have. Paste the release alone, without the pages around it.',
      ),
    );
  }
  const reading = readingOfDraft(read.draft, options);
  const { document, places } = reading;
  const notices = inOrderOfText([
    ...document.notices,
    ...read.notices,
    ...unlistedTickers({ tickers: read.tickers, securities: document.securities }),
  ]);
  return { ...reading, document: { ...document, notices }, places: [...read.places, ...places] };
}

/** The text from its first line on that is neither empty nor begins with a number sign. */
function withoutComments(text: string): string {
  return text.replace(/^(?:[ \t]*(?:#[^\r\n]*)?(?:\r\n?|\n))+/, '').trimStart();
}

/** The ticker of each security that has none, where the built-in list names it. */
function withKnownSymbols(
  document: AllocationDocumentJson,
  known: readonly KnownSecurity[],
): AllocationDocumentJson {
  const symbolOf = (cusips: readonly string[]): string | null =>
    known.find((one) => one.cusips.some((cusip) => cusips.includes(cusip)))?.symbol ?? null;
  return {
    ...document,
    securities: document.securities.map((security) => ({
      ...security,
      symbol: security.symbol ?? symbolOf(security.cusips),
    })),
  };
}

function readJson(text: string, { known }: ReadOptions): TextReading {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    const message =
      'The text is damaged JSON: it ends too early, or a comma, a quote or a bracket is missing. Export the document again.';
    return emptyReading(error('bad-json', null, message));
  }
  const checked = checkAllocationDocument(value);
  if (!checked.ok) return emptyReading(error('bad-json', null, checked.message));
  const document = withKnownSymbols(checked.document, known);
  return { ...readingOfDraft(draftOfDocument(document), { known }), document, places: [] };
}

/**
 * Reads the text of a release, or an exported document in JSON. Whatever could not be read with
 * certainty is an error notice of the answer; nothing is thrown.
 */
export function readAllocationText(text: string, options: ReadOptions): TextReading {
  const start = text.replace(/^\ufeff/, '').trimStart();
  const json = withoutComments(start);
  if (json.startsWith('{') || isJson(json)) return readJson(json, options);
  if (start === '') {
    return emptyReading(error('no-text', null, 'There is no text; paste the release’s text.'));
  }
  const kept = keptDraft(text);
  if (kept === null) {
    return emptyReading(
      error(
        'bad-draft',
        null,
        'What was typed in by hand stands damaged below the text. Paste the text of the release alone.',
      ),
    );
  }
  if (kept) {
    return readingOfDraft(kept, options);
  }
  if (text.length > LONGEST_TEXT) {
    return emptyReading(
      error(
        'too-long',
        null,
        'The text is longer than a release can be. Paste the release alone, without the pages around it.',
      ),
    );
  }
  const page = isHtml(text) ? textOfPasted(text) : null;
  if (page)
    return page.ok
      ? readRelease(page.text, options)
      : emptyReading(error('web-page', null, page.message));
  return readRelease(text, options);
}

/** Characters of a text that is read; a release has a few thousand. */
const LONGEST_TEXT = 2_000_000;

export type BytesReading =
  | { readonly ok: true; readonly text: string; readonly reading: TextReading }
  | { readonly ok: false; readonly message: string };

/** Whether a document can be accepted as it is: a tax year, a distribution, and no error. */
export function documentIsAcceptable(document: AllocationDocumentJson): boolean {
  return (
    document.taxYear !== null &&
    document.securities.some((security) => security.distributions.length > 0) &&
    document.notices.every((notice) => notice.level !== 'error')
  );
}
