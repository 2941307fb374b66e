/**
 * Reads an issuer's allocation document: bytes or text in, the published JSON with its notices, the
 * draft for the review and the place of every value out.
 *
 * The law: a value is proven or it is an error notice. Stages, each a pure function in `documents/`:
 * decode, lines, tokens, blocks, captions, tables, joined tables, footnotes, draft, check. No stage
 * throws on a user's text.
 *
 * Example: Aimco's 2002 release has nine securities with a CUSIP each and 33 rows of percentages that
 * add up to 100; a footnote makes 6.6% of the common dividend qualified 5-year gain.
 * Not handled: a payment whose values stand on lines apart from each other; figures in pictures.
 */
import {
  checkAllocationDocument,
  type AllocationDocumentJson,
  type DocumentNotice,
  type DocumentReading,
  type KnownSecurity,
} from './allocation-document.ts';
import { blocksOf, type Block, type Stray } from './documents/grid/blocks.ts';
import { isHtml, textOfPasted } from './documents/source/extract-text.ts';
import {
  annualStatement,
  securityOfStatement,
  type AnnualStatement,
} from './documents/notes/annual-prose.ts';
import { checkDraft, type DraftCheck } from './documents/draft/check-draft.ts';
import { askAbout, type Asked } from './documents/draft/questions.ts';
import { settleFigures } from './documents/draft/settle-figures.ts';
import { settleColumns, settleTables } from './documents/draft/settle-columns.ts';
import { decodeDocument } from './documents/source/decode.ts';
import { draftOfDocument } from './documents/draft/draft-of-document.ts';
import { draftOfTables, type TextFacts } from './documents/draft/draft-of-tables.ts';
import type { DocumentDraft, DraftQuestion, DraftSecurity } from './documents/draft/draft.ts';
import { keptDraft } from './documents/draft/kept-draft.ts';
import { withNamesAsHeadings } from './documents/grid/name-column.ts';
import { lostRows, lostTables } from './documents/draft/lost-tables.ts';
import { yearOfDates, yearOfRows } from './documents/notes/year-of-payments.ts';
import { missingFootnotes } from './documents/notes/footnotes.ts';
import { oneClassIn, onlyClassIn } from './documents/grid/headings.ts';
import { joinTables } from './documents/grid/join-tables.ts';
import { readLines, type TextLine } from './documents/source/lines.ts';
import { error, inOrderOfText, warning } from './documents/draft/notices.ts';
import { piecesOf, type Piece } from './documents/grid/pieces.ts';
import { placesOfDraft } from './documents/draft/places.ts';
import { withOneNumber } from './documents/notes/one-security.ts';
import { prosePayments, type ProsePayments } from './documents/notes/prose-payments.ts';
import { readPaymentNotes } from './documents/notes/payment-notes.ts';
import { otherYears, type OtherYear } from './documents/notes/year-titles.ts';
import { readPreamble, type Preamble } from './documents/notes/preamble.ts';
import { withNumbersOfProse } from './documents/notes/prose-numbers.ts';
import {
  paragraphsOf,
  readStatements,
  startOf,
  type Paragraph,
} from './documents/notes/statements.ts';
import { isCommon, tickerFor } from './documents/grid/symbols.ts';
import { readTable, type Table } from './documents/grid/tables.ts';
import { withNumbersJoined, withTurnedTables } from './documents/grid/turned-tables.ts';
import { withoutRowNames } from './documents/grid/row-names.ts';
import { tokensOf, type Token } from './documents/grid/tokens.ts';

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

function questionOf(notice: DocumentNotice, index: number): DraftQuestion {
  return {
    id: `${notice.code}/${notice.line ?? 0}/${index}`,
    code: notice.code,
    message: notice.message,
    line: notice.line,
    pointer: null,
    candidates: [],
  };
}

function strayNotice({ token, reason }: Stray): DocumentNotice {
  const text = token.line.text.slice(token.from).trim().replace(/\s+/g, ' ').slice(0, 40);
  return error(
    'unread-row',
    token.line.number,
    `“${text} …” looks like a row of figures and was not read: ${reason}. Compare it with the release; add the row to its table, or say that it is none.`,
  );
}

interface Unlisted {
  readonly tickers: readonly string[];
  readonly securities: AllocationDocumentJson['securities'];
}

function unlistedTickers({ tickers, securities }: Unlisted): DocumentNotice[] {
  const commonCount = securities.filter((one) => isCommon(one.name)).length;
  // The security list may write a ticker in another way than the release.
  const without = tickers.filter(
    (ticker) =>
      !securities.some(
        (one) => one.symbol === ticker || tickerFor(one.name, tickers, commonCount) === ticker,
      ),
  );
  if (without.length === 0 || securities.length === 0) return [];
  return [
    warning(
      'ticker-without-table',
      null,
      `The release names ${without.join(', ')}, for which no table was found in the text; if you hold one of these, paste the whole release.`,
    ),
  ];
}

function emptyDraft(): DocumentDraft {
  return {
    issuer: null,
    taxYear: { text: '', place: null },
    publishedOn: null,
    status: 'final',
    securities: [],
    questions: [],
    settled: [],
  };
}

function emptyReading(notice: DocumentNotice): TextReading {
  const draft = { ...emptyDraft(), questions: [questionOf(notice, 0)] };
  const check = checkDraft(draft, { known: [] });
  return {
    document: { ...check.document, notices: [notice] },
    places: [],
    draft,
    check,
    ...askAbout(draft, { known: [] }),
  };
}

interface Read {
  readonly tables: readonly Table[];
  /** All that is neither captions, heading nor values, in the order of the text. */
  readonly text: readonly Piece[];
}

function readTables(
  tokens: readonly Token[],
  blocks: readonly Block[],
  taxYear: number | null,
): Read {
  const tables: Table[] = [];
  const text: Piece[] = [];
  let end = 0;
  for (const block of blocks) {
    const reading = readTable(block, tokens, tables.at(-1) ?? null, taxYear);
    tables.push(reading.table);
    text.push(...reading.text);
    end = block.to;
  }
  text.push(...piecesOf(tokens, end, tokens.length));
  return { tables, text };
}

/** The tax year is read from the text before and between the tables, captions included. */
function preambleOf(tokens: readonly Token[], blocks: readonly Block[]): Preamble {
  const first = piecesOf(tokens, 0, blocks[0]?.from ?? tokens.length);
  return readPreamble(paragraphsOf(first));
}

function symbolsIn(lines: readonly TextLine[]): string[] {
  return lines.flatMap((line) =>
    [
      ...line.text.matchAll(
        /\((?:NYSE|NASDAQ|AMEX)\s*:\s*([A-Z]{1,5}(?:[ .-]?P(?:[Rr])?[ .-]?[A-Z])?)\)/g,
      ),
    ].map((match) => match[1] as string),
  );
}

function withYear(preamble: Preamble, taxYear: number): Preamble {
  return {
    ...preamble,
    taxYear,
    notices: [
      ...preamble.notices.filter((notice) => notice.code !== 'no-tax-year'),
      warning(
        'tax-year-of-dates',
        null,
        `The text names no tax year; it is taken from the dates of the payments, which are of ${taxYear}. Check that it is the right one.`,
      ),
    ],
  };
}

function securityOf(annual: AnnualStatement, facts: TextFacts): DraftSecurity {
  const name = oneClassIn(annual.sentence) ?? oneClassIn(facts.wholeText) ?? '';
  return securityOfStatement(annual, name, facts.symbolOf(name, name === '' ? 0 : 1));
}

function listedPayments(
  paragraphs: readonly Paragraph[],
  facts: TextFacts,
): ProsePayments | undefined {
  const name = oneClassIn(facts.wholeText) ?? onlyClassIn(facts.wholeText, true) ?? '';
  return prosePayments(paragraphs, name, facts.symbolOf(name, name === '' ? 0 : 1));
}

/** Whether a notice is about the sentence that was read after all; others of its line stay. */
function isOf(notice: DocumentNotice, annual: AnnualStatement | undefined): boolean {
  return annual !== undefined && notice.message.includes(`“${startOf(annual.sentence)}”`);
}

/** The tax year of a text whose tables are not looked for yet. */
function yearIn(lines: readonly TextLine[]): number | null {
  const hasTurned = lines.some((line) =>
    /\bRecord\s+(?:Date\s+)?\d{1,2}\/\d{1,2}(?!\/)/i.test(line.text),
  );
  if (!hasTurned) return null;
  const tokens = tokensOf(lines);
  return readPreamble(paragraphsOf(piecesOf(tokens, 0, tokens.length))).taxYear;
}

function yearNotice({ year, line }: OtherYear): DocumentNotice {
  return error(
    'tax-year-another',
    line,
    `From here on the text is about ${year}, and a document has one tax year: what stands below was not read. Paste it as a document of its own if you held shares in ${year}, or say that this one is enough.`,
  );
}

function readRelease(text: string, options: ReadOptions): TextReading {
  const printed = withNamesAsHeadings(withNumbersJoined(readLines(text)));
  const lines = withTurnedTables(printed, yearIn(printed));
  let tokens = withoutRowNames(tokensOf(lines));
  const found = blocksOf(tokens);
  const { stray } = found;
  let { blocks } = found;
  const rows = blocks.reduce((sum, block) => sum + block.rows.length + block.loose.length, 0);
  const widest = blocks.reduce(
    (most, block) => block.rows.reduce((own, row) => Math.max(own, row.length), most),
    0,
  );
  if (
    blocks.length > MOST_TABLES ||
    rows > MOST_ROWS ||
    stray.length > MOST_ROWS ||
    widest > MOST_VALUES
  ) {
    return emptyReading(
      error(
        'too-long',
        null,
        'The text has more tables or rows of figures than a release can have. Paste the release alone, without the pages around it.',
      ),
    );
  }
  const named = preambleOf(tokens, blocks);
  const others = otherYears(tokens, blocks, named.taxYear);
  // A title of another year ends this document; what stands below is read as text no more.
  const [other] = others;
  if (other) {
    tokens = tokens.slice(
      0,
      tokens.findIndex((token) => token.line.number === other.line),
    );
    blocks = blocks.slice(0, other.block);
  }
  let read = readTables(tokens, blocks, named.taxYear);
  const dated = named.notices.some((notice) => notice.code === 'no-tax-year')
    ? (yearOfDates(read.tables) ?? yearOfRows(blocks))
    : null;
  const preamble = dated === null ? named : withYear(named, dated);
  if (dated !== null) read = readTables(tokens, blocks, dated);
  const paragraphs = paragraphsOf(read.text);
  const statements = readStatements(
    paragraphs,
    new Set(read.tables.flatMap((table) => table.marks.map((mark) => mark.text))),
  );
  const tickers = [...new Set([...preamble.tickers, ...symbolsIn(lines)])];
  const facts = {
    wholeText: lines.map((line) => line.text).join('\n'),
    lastLine: lines.findLast((line) => line.text.trim() !== '')?.number ?? 0,
    statements,
    tickers,
    symbolOf: (name: string, commonCount: number) => tickerFor(name, tickers, commonCount) ?? null,
  };
  const yearPlace = preamble.places.find((place) => place.pointer === '/taxYear');
  const bare: DocumentDraft = {
    ...emptyDraft(),
    issuer: preamble.issuer,
    taxYear: {
      text: preamble.taxYear === null ? '' : String(preamble.taxYear),
      place: yearPlace
        ? { line: yearPlace.line, column: yearPlace.column, endColumn: yearPlace.endColumn }
        : null,
    },
    publishedOn: preamble.publishedOn,
    status: preamble.status,
  };
  const tables = settleTables(read.tables, (chosen) => {
    const tried = { ...bare, ...draftOfTables(joinTables(chosen), facts) };
    const check = checkDraft(tried, options);
    return (
      check.questions.length + check.problems.filter((problem) => problem.level === 'error').length
    );
  });
  const drafted = draftOfTables(joinTables(tables), facts);
  const footnotes = missingFootnotes(tables, paragraphs);
  const hasTable = blocks.length > 0 || stray.length > 0;
  const annual = hasTable ? undefined : annualStatement(paragraphs);
  const listed = hasTable || annual ? undefined : listedPayments(paragraphs, facts);
  const given = annual
    ? [securityOf(annual, facts)]
    : listed
      ? withOneNumber([listed.security], lines)
      : withOneNumber(withNumbersOfProse(drafted.securities, read.text), lines);
  const notes = readPaymentNotes(given, paragraphs, preamble.taxYear);
  const { securities } = notes;
  const readerNotices: DocumentNotice[] = [
    ...preamble.notices,
    ...stray.map(strayNotice),
    ...statements.notices.filter(
      (notice) =>
        !isOf(notice, annual) &&
        ![...notes.understood, ...(listed?.understood ?? [])].some((start) =>
          notice.message.includes(`“${start}”`),
        ),
    ),
    ...others.slice(0, 1).map(yearNotice),
    ...footnotes,
  ];
  readerNotices.push(
    ...lostTables(read.text, securities, tokens, lines),
    ...lostRows(read.text, blocks, lines),
  );
  if (!hasTable && !annual && !listed) {
    readerNotices.push(
      error(
        'no-table',
        null,
        'No table of payments was found in the text. Paste the whole release, with the lines of dates, amounts and percentages, or enter the payments by hand.',
      ),
    );
  }
  if (drafted.unnamed) {
    readerNotices.push(
      warning(
        'security-not-printed',
        drafted.unnamed.number,
        'The text names no class of stock; its one table is taken as that of the common stock. Check that it is yours.',
      ),
    );
  }
  const errors = readerNotices.filter((notice) => notice.level === 'error');
  const draft = settleFigures(
    settleColumns({
      ...bare,
      securities,
      questions: [
        ...errors.filter((notice) => notice.code !== 'no-tax-year').map(questionOf),
        ...drafted.questions,
        ...notes.questions,
      ],
    }),
    new Set(paragraphs.flatMap((paragraph) => paragraph.mark ?? [])),
  );
  const check = checkDraft(draft, options);
  const { document } = check;
  return {
    document: {
      ...document,
      notices: inOrderOfText([
        ...document.notices,
        ...readerNotices.filter((notice) => notice.level !== 'error'),
        ...unlistedTickers({ tickers, securities: document.securities }),
      ]),
    },
    places: [...preamble.places, ...placesOfDraft(draft, check)],
    draft,
    check,
    ...askAbout(draft, options),
  };
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
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    return emptyReading(
      error('bad-json', null, `The text is damaged JSON (${reason}); export the document again.`),
    );
  }
  const checked = checkAllocationDocument(value);
  if (!checked.ok) return emptyReading(error('bad-json', null, checked.message));
  const document = withKnownSymbols(checked.document, known);
  const draft = draftOfDocument(document);
  return {
    document,
    places: [],
    draft,
    check: checkDraft(draft, { known }),
    ...askAbout(draft, { known }),
  };
}

/** What a draft says as it stands, whoever made it. */
export function readingOfDraft(draft: DocumentDraft, options: ReadOptions): TextReading {
  const check = checkDraft(draft, options);
  return {
    document: check.document,
    places: placesOfDraft(draft, check),
    draft,
    check,
    ...askAbout(draft, options),
  };
}

/**
 * Reads the text of a release, or an exported document in JSON. Whatever could not be read with
 * certainty is an error notice of the answer; nothing is thrown.
 */
export function readAllocationText(text: string, options: ReadOptions): TextReading {
  const start = text.replace(/^\ufeff/, '').trimStart();
  const json = withoutComments(start);
  if (json.startsWith('{')) return readJson(json, options);
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

/** More than any issuer prints. */
const MOST_TABLES = 400;
const MOST_ROWS = 4000;
/** Values of one row; a table has some twenty columns. */
const MOST_VALUES = 1000;

/** Characters of a text that is read; a release has a few thousand. */
const LONGEST_TEXT = 2_000_000;

export type BytesReading =
  | { readonly ok: true; readonly text: string; readonly reading: TextReading }
  | { readonly ok: false; readonly message: string };

/** Reads a file; refused with a sentence when it is no text. */
export function readAllocationBytes(
  bytes: Uint8Array,
  fileName: string,
  options: ReadOptions,
): BytesReading {
  const decoded = decodeDocument(bytes, fileName);
  if (!decoded.ok) return decoded;
  return { ok: true, text: decoded.text, reading: readAllocationText(decoded.text, options) };
}

/** Whether a document can be accepted as it is: a tax year, a distribution, and no error. */
export function documentIsAcceptable(document: AllocationDocumentJson): boolean {
  return (
    document.taxYear !== null &&
    document.securities.some((security) => security.distributions.length > 0) &&
    document.notices.every((notice) => notice.level !== 'error')
  );
}
