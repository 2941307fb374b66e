/**
 * The text of a release of one tax year to a draft, with what the reader has to say about it.
 *
 * Stages, each a pure function: lines and tokens, blocks, the tables of the year, joined tables,
 * footnotes and sentences, draft, columns and figures that sums settle. Whatever could not be read with
 * certainty is a question of the draft; nothing is thrown, and nothing is dropped in silence.
 *
 * Example: a release with one table of four payments and two footnotes is a security of four rows, with
 * a column for what a footnote says of section 199A.
 * Awkward case: a text without any table: a sentence that divides the year, or lists its payments.
 */
import type {
  AllocationDocumentJson,
  DocumentNotice,
  KnownSecurity,
  ValuePlace,
} from '../../allocation-document.ts';
import { oneClassIn, onlyClassIn } from '../grid/headings.ts';
import { joinTables } from '../grid/join-tables.ts';
import type { Stray } from '../grid/blocks.ts';
import { parseCusip } from '../grid/cusip.ts';
import {
  bareTickers,
  isCommon,
  isPreferredTicker,
  knownByCusip,
  tickerFor,
} from '../grid/symbols.ts';
import { saysOfWhat } from '../notes/changing-sentences.ts';
import { footnotesTwice, missingFootnotes } from '../notes/footnotes.ts';
import { isYearAgain } from '../notes/year-again.ts';
import { withSaidNumbers } from '../notes/said-numbers.ts';
import { readPaymentNotes, type PaymentNotes } from '../notes/payment-notes.ts';
import { paragraphsOf, sentencesOn, type Paragraph } from '../notes/paragraphs.ts';
import { saysEstimate } from '../notes/preamble.ts';
import { SOME_IS, readStatements, type StatementReading } from '../notes/statements.ts';
import { tablesOfYear, type Regions, type TablesOfYear } from '../notes/tables-of-year.ts';
import { yearInList, type YearList } from '../notes/year-in-list.ts';
import { withPartsInProse, yearInProse } from '../notes/year-in-prose.ts';
import type { TextLine } from '../source/lines.ts';
import { checkDraft } from './check-draft.ts';
import { draftOfTables, type TextFacts } from './draft-of-tables.ts';
import type { DocumentDraft, DraftQuestion, DraftSecurity } from './draft.ts';
import { lostRows, lostTables } from './lost-tables.ts';
import { error, quoted, warning } from './notices.ts';
import { emptyDraft } from './table-of-draft.ts';
import { hasGluedMark, settleFigures } from './settle-figures.ts';
import { settleColumns, settleTables } from './settle-columns.ts';

/** What was not read and has a figure, or is a row, may change one: no answer is likelier than another. */
function mayChangeAFigure({ code, message }: DocumentNotice): boolean {
  const quote = message.slice(0, message.lastIndexOf('”'));
  return (
    code === 'unread-row' ||
    code === 'footnote-not-read' ||
    (code === 'statement-unread' && (/\d\s?%|\$\s?\.?\d/.test(quote) || saysOfWhat(quote)))
  );
}

/** A notice that a person has to answer. */
export function questionOf(notice: DocumentNotice, index: number): DraftQuestion {
  return {
    ...(mayChangeAFigure(notice) ? { proposed: null } : {}),
    id: `${notice.code}/${notice.line ?? 0}/${index}`,
    code: notice.code,
    message: notice.message,
    line: notice.line,
    pointer: null,
    candidates: [],
  };
}

function strayNotice({ token, reason }: Stray): DocumentNotice {
  const text = quoted(token.line.text.slice(token.from), 60);
  return error(
    'unread-row',
    token.line.number,
    `“${text}” looks like a row of figures and was not read: ${reason}. Compare it with the release; add the row to its table, or say that it is none.`,
  );
}

function listNotice(line: TextLine): DocumentNotice {
  return error(
    'unread-row',
    line.number,
    `At “${quoted(line.text.trim(), 60)}” stand parts of a payment that were not read. Compare them with the release; add the payment to its table, or say that it is none.`,
  );
}

/** Tickers behind an exchange; a footnote names those of other companies, whose shares were paid. */
function symbolsIn(lines: readonly TextLine[]): string[] {
  const own = lines.filter(({ text }) => !/^\s*(?:\(?\d{1,2}\)?|\*+|[†‡])\s*[A-Z]/.test(text));
  return own.flatMap((line) =>
    [
      ...line.text.matchAll(
        /\((?:NYSE|NASDAQ|AMEX)\s*:\s*([A-Z]{1,5}(?:[ .-]?P(?:[Rr])?[ .-]?[A-Z])?)\)/g,
      ),
    ].map((match) => match[1] as string),
  );
}

function bareDraft({ preamble }: TablesOfYear): DocumentDraft {
  const place = preamble.places.find((one) => one.pointer === '/taxYear');
  return {
    ...emptyDraft(),
    issuer: preamble.issuer,
    taxYear: {
      text: preamble.taxYear === null ? '' : String(preamble.taxYear),
      place: place ? { line: place.line, column: place.column, endColumn: place.endColumn } : null,
    },
    publishedOn: preamble.publishedOn,
    status: preamble.status,
  };
}

function factsOf({ lines, preamble }: TablesOfYear, statements: StatementReading): TextFacts {
  const listed = [...preamble.tickers, ...symbolsIn(lines)];
  // Without an exchange they count where none with one is of their kind.
  const bare = bareTickers(lines.map((line) => line.text)).filter(
    (one) => !listed.some((other) => isPreferredTicker(other) === isPreferredTicker(one)),
  );
  const tickers = [...new Set([...listed, ...bare])];
  return {
    wholeText: lines.map((line) => line.text).join('\n'),
    lastLine: lines.findLast((line) => line.text.trim() !== '')?.number ?? 0,
    statements,
    tickers,
    symbolOf: (name, commonCount) => tickerFor(name, tickers, commonCount) ?? null,
  };
}

/** What the text says of its payments: in its tables or, where it has none, in its sentences. */
interface Drafted {
  readonly securities: readonly DraftSecurity[];
  readonly questions: readonly DraftQuestion[];
  readonly unnamed: TextLine | null;
  /** Beginnings of the sentences that were read in the place of a table. */
  readonly understood: readonly string[];
  readonly isEmpty: boolean;
}

/** Where no table has a day, what a list says of the year takes the place of all of them. */
function withList(
  region: TablesOfYear,
  facts: TextFacts,
): TablesOfYear & { readonly list?: YearList } {
  const isDated = region.blocks.some((block) =>
    block.rows.flat().some(({ kind }) => kind === 'date'),
  );
  const list = isDated
    ? undefined
    : yearInList(region.lines, region.preamble.taxYear, namesIn(facts));
  return list ? { ...region, tables: [], blocks: [], stray: [], list } : region;
}

/** The class that all of a text speaks of. */
function namesIn({ wholeText, symbolOf }: TextFacts) {
  return {
    name: oneClassIn(wholeText) ?? onlyClassIn(wholeText, true) ?? '',
    symbolOf: (name: string) => symbolOf(name, name === '' ? 0 : 1),
  };
}

function draftedOf(
  region: TablesOfYear & { readonly list?: YearList },
  tables: TablesOfYear['tables'],
  paragraphs: readonly Paragraph[],
  facts: TextFacts,
): Drafted {
  const { blocks, stray, lines, preamble } = region;
  const drafted = draftOfTables(joinTables(tables), facts);
  const hasTable = blocks.length > 0 || stray.length > 0;
  const { list } = region;
  const said = list
    ? { securities: [list.security], understood: sentencesOn(list.lines, paragraphs) }
    : hasTable
      ? withPartsInProse(drafted.securities, paragraphs, preamble.taxYear)
      : yearInProse(paragraphs, preamble.taxYear, namesIn(facts));
  const found = said?.securities ?? drafted.securities;
  const numbered = withSaidNumbers(found, lines);
  const [only, ...others] = numbered;
  const isNamedNow = only && others.length === 0 && found[0]?.name === '' && only.name !== '';
  const securities = isNamedNow ? [{ ...only, symbol: facts.symbolOf(only.name, 1) }] : numbered;
  const isEmpty = !hasTable && !said;
  return { ...drafted, securities, understood: said?.understood ?? [], isEmpty };
}

/** That some of what was paid is of a part is in the table where that has a column for it, and else it is asked. */
function aboutPart(notice: DocumentNotice, securities: readonly DraftSecurity[]): DocumentNotice {
  const [, part] = notice.code.split(SOME_IS);
  if (part === undefined) return notice;
  const isShown = securities.every((one) => one.columns.some(({ meaning }) => meaning === part));
  return { ...notice, code: 'statement-unread', level: isShown ? 'warning' : 'error' };
}

/** How preferred shares divide, beside tables of common stock alone, changes none of their figures. */
function aboutOthers(notice: DocumentNotice, securities: readonly DraftSecurity[]): DocumentNotice {
  const { code, message } = notice;
  const quote = message.slice(message.indexOf('“'), message.lastIndexOf('”'));
  const isOther = /\bpreferred (?:shares?|stock)\b/i.test(quote) && !/\bcommon\b|…$/i.test(quote);
  const areCommon = securities.length > 0 && securities.every(({ name }) => isCommon(name));
  return code === 'statement-unread' && isOther && areCommon
    ? { ...notice, level: 'warning' }
    : notice;
}

/** All that the reader has to say, errors among it. */
function noticesOf(
  region: TablesOfYear & { readonly list?: YearList },
  tables: TablesOfYear['tables'],
  paragraphs: readonly Paragraph[],
  statements: StatementReading,
  drafted: Drafted,
  notes: PaymentNotes,
): DocumentNotice[] {
  const { unnamed, isEmpty } = drafted;
  const understood = [...notes.understood, ...drafted.understood];
  return [
    ...region.preamble.notices,
    ...region.stray
      .filter(({ annual }) => !annual || !isYearAgain(annual, notes.securities))
      .map(strayNotice),
    ...(region.list || isEmpty ? [] : region.listsLeft.map(listNotice)),
    ...statements.notices
      .filter(({ message }) => !understood.some((start) => message.includes(`“${start}”`)))
      .map((notice) => aboutPart(aboutOthers(notice, notes.securities), notes.securities)),
    ...region.leftAside,
    ...missingFootnotes(tables, paragraphs),
    ...footnotesTwice(paragraphs),
    ...lostTables(region.text, notes.securities, region.tokens, region.lines),
    ...lostRows(region.text, region.blocks, region.lines),
    ...(isEmpty
      ? [
          error(
            'no-table',
            null,
            'No table of payments was found in the text. Paste the whole release, with the lines of dates, amounts and percentages, or enter the payments by hand.',
          ),
        ]
      : []),
    ...(unnamed
      ? [
          warning(
            'security-not-printed',
            unnamed.number,
            'The text names no class of stock; its one table is taken as that of the common stock. Check that it is yours.',
          ),
        ]
      : []),
  ];
}

/** A security of the built-in list has its ticker, whatever the text seems to say. */
function withKnownSymbol(security: DraftSecurity, known: readonly KnownSecurity[]): DraftSecurity {
  const symbols = security.cusips.flatMap(
    ({ text }) => knownByCusip(known, parseCusip(text))?.symbol ?? [],
  );
  return { ...security, symbol: symbols[0] ?? security.symbol };
}

export interface TextDraft {
  readonly draft: DocumentDraft;
  /** What the reader has to say and nobody has to answer. */
  readonly notices: readonly DocumentNotice[];
  /** Of what stands outside the tables. */
  readonly places: readonly ValuePlace[];
  readonly tickers: readonly string[];
}

/** The draft of a release whose tables are of one tax year. */
export function draftOfText(
  regions: Regions,
  options: { readonly known: readonly KnownSecurity[] },
): TextDraft {
  const read = tablesOfYear(regions);
  const paragraphs = paragraphsOf(read.text);
  const statements = readStatements(
    paragraphs,
    new Set(read.tables.flatMap((table) => table.marks.map((mark) => mark.text))),
    read.preamble.taxYear,
  );
  const facts = factsOf(read, statements);
  const region = withList(read, facts);
  const drawn = bareDraft(region);
  const isOpen = drawn.status === 'final' && saysEstimate(paragraphs);
  const ofList = region.list?.year ?? null;
  const taxYear =
    drawn.taxYear.text === '' && ofList !== null
      ? { text: String(ofList), place: null }
      : drawn.taxYear;
  const bare: DocumentDraft = { ...drawn, taxYear, status: isOpen ? 'estimate' : drawn.status };
  const tables = settleTables(region.tables, (chosen) => {
    const tried = { ...bare, ...draftOfTables(joinTables(chosen), facts) };
    const { problems } = checkDraft(tried, options);
    return problems.filter((problem) => problem.level === 'error').length;
  });
  const drafted = draftedOf(region, tables, paragraphs, facts);
  const named = drafted.securities.map((one) => withKnownSymbol(one, options.known));
  const isAtPayment = (mark: string): boolean =>
    tables.some((table) => table.marks.some(({ text }) => text === mark)) ||
    hasGluedMark({ ...bare, securities: named }, mark);
  const open = statements.inKindMarks.filter((mark) => !isAtPayment(mark));
  const notes = readPaymentNotes(named, paragraphs, region.preamble.taxYear, new Set(open));
  const said = noticesOf(region, tables, paragraphs, statements, drafted, notes);
  const errors = said.filter(({ level, code }) => level === 'error' && code !== 'no-tax-year');
  const draft = settleFigures(
    settleColumns({
      ...bare,
      securities: notes.securities,
      questions: [...errors.map(questionOf), ...drafted.questions, ...notes.questions],
    }),
    new Set(paragraphs.flatMap((paragraph) => paragraph.mark ?? [])),
    new Set(statements.inKindMarks),
  );
  return {
    draft,
    notices: said.filter((notice) => notice.level !== 'error'),
    places: region.preamble.places,
    tickers: facts.tickers,
  };
}

interface Unlisted {
  readonly tickers: readonly string[];
  readonly securities: AllocationDocumentJson['securities'];
}

/** Tickers of the release for which no table was found. */
export function unlistedTickers({ tickers, securities }: Unlisted): DocumentNotice[] {
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
