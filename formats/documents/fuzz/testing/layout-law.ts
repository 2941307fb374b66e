/**
 * The law of layouts: whatever way a table is printed, the reader's answer is the truth, or it asks.
 * A seed makes one document, its page and its rendering; documents, pages and renderings come from
 * `fuzz/tables/`, which shares no code with the reader.
 */
import type { AllocationDocumentJson, DocumentSecurityJson } from '../../../allocation-document.ts';
import { readAllocationText, type TextReading } from '../../../read-document.ts';
import { extractText } from '../../source/extract-text.ts';
import { withoutNothings, type Blanks } from '../tables/blanks.ts';
import { Dice } from '../tables/dice.ts';
import { webPage, workbook, workbookLines } from '../tables/render-files.ts';
import {
  barsText,
  cellPerLineText,
  singleSpacedText,
  spacedText,
  tabbedText,
} from '../tables/render-text.ts';
import { decimal, printedMeanings, printedPage, type PrintedPage } from '../tables/table.ts';
import { trueDocument, type TrueDocument, type TrueRow } from '../tables/truth.ts';
import type { Meaning } from '../tables/words.ts';

export const RENDERINGS = [
  'spaced',
  'single',
  'cells',
  'bars',
  'tabs',
  'html',
  'workbook',
] as const;
export type Rendering = (typeof RENDERINGS)[number] | 'pdf';

/** The renderings in which every value still stands in its column. */
export const KEEPS_COLUMNS: readonly Rendering[] = [
  'spaced',
  'bars',
  'tabs',
  'html',
  'workbook',
  'pdf',
];

/** Exact: right and nothing to answer; asked: said to be uncertain; silent: wrong without a word. */
export type LayoutOutcome = 'exact' | 'proposed' | 'asked' | 'silent';

export interface LayoutTrial {
  readonly outcome: LayoutOutcome;
  readonly rendering: Rendering;
  /** What a person would see of the rendering. */
  readonly shown: string;
  readonly expected: string;
  readonly found: string;
  /** Sentences of the errors. */
  readonly asked: readonly string[];
}

function plain(value: bigint): string {
  return decimal(value, 6).replace(/\.?0+$/, '');
}

function expectedRow(document: TrueDocument, row: TrueRow, printed: ReadonlySet<Meaning>): unknown {
  const dayOf = (meaning: 'declared' | 'ex' | 'record' | 'payable'): string | null =>
    printed.has(meaning) ? row[meaning] : null;
  const components = { ...row.parts, section1202: 0n, collectibles28: 0n };
  // Without a column for any part, a sentence says it of the whole, in percent.
  const isTold = !Object.keys(row.parts).some((name) => printed.has(name as Meaning));
  const written = (value: bigint): string =>
    isTold && document.unit === 'usd' ? (value === row.amount ? '100' : '0') : plain(value);
  const subsets = document.subsets
    .filter((name) => printed.has(name))
    .map((name) => [name, plain(row.subsets[name] ?? 0n)]);
  return {
    declared: dayOf('declared'),
    ex: dayOf('ex'),
    record: dayOf('record'),
    payable: dayOf('payable'),
    amount: plain(row.amount),
    unit: isTold ? 'percent' : document.unit,
    components: Object.fromEntries(
      Object.entries(components)
        .map(([name, value]) => [name, written(value)])
        .toSorted(),
    ),
    subsets: Object.fromEntries(subsets.toSorted()),
  };
}

function expectedFigures(document: TrueDocument, page: PrintedPage): string {
  const printed = printedMeanings(page);
  const securities = document.securities.map((security) => ({
    cusips: [security.cusip],
    rows: security.rows
      .map((row) => JSON.stringify(expectedRow(document, row, printed)))
      .toSorted(),
  }));
  return JSON.stringify({ taxYear: document.year, securities }, null, 1);
}

function foundSecurity({ cusips, distributions }: DocumentSecurityJson): unknown {
  const rows = distributions.map((one) => ({
    declared: one.declarationDate,
    ex: one.exDate,
    record: one.recordDate,
    payable: one.payableDate,
    amount: one.amountPerShare,
    unit: one.unit,
    components: Object.fromEntries(Object.entries(one.components).toSorted()),
    subsets: Object.fromEntries(Object.entries(one.subsets).toSorted()),
  }));
  return { cusips, rows: rows.map((row) => JSON.stringify(row)).toSorted() };
}

function foundFigures(taxYear: number | null, securities: readonly DocumentSecurityJson[]): string {
  return JSON.stringify({ taxYear, securities: securities.map(foundSecurity) }, null, 1);
}

/** What the document would be with the proposed answers; undefined where none are proposed. */
function proposalOf(reading: TextReading): readonly DocumentSecurityJson[] | undefined {
  const { proposal } = reading as TextReading & {
    readonly proposal?: Pick<AllocationDocumentJson, 'securities'> | null;
  };
  return proposal?.securities;
}

/** A page's document, its page and what it looks like in a rendering. */
interface Layout {
  readonly document: TrueDocument;
  readonly page: PrintedPage;
  readonly dice: Dice;
}

export function layoutOf(seed: number): Layout {
  const dice = new Dice(seed * 104_729 + 1);
  const document = trueDocument(dice);
  return { document, page: printedPage(dice, document), dice };
}

const TEXTS = {
  spaced: spacedText,
  single: singleSpacedText,
  cells: cellPerLineText,
  bars: barsText,
  tabs: tabbedText,
  html: webPage,
} as const;

function judged(
  { document, page }: Layout,
  rendering: Rendering,
  shown: string,
  reading: TextReading,
): LayoutTrial {
  const expected = expectedFigures(document, page);
  const { notices, securities, taxYear } = reading.document;
  const asked = notices.filter((one) => one.level === 'error').map((one) => one.message);
  const found = foundFigures(taxYear, securities);
  const proposal = proposalOf(reading);
  const proposed = proposal ? foundFigures(taxYear ?? document.year, proposal) : '';
  const outcome =
    asked.length > 0
      ? proposed === expected
        ? 'proposed'
        : 'asked'
      : found === expected
        ? 'exact'
        : 'silent';
  return { outcome, rendering, shown, expected, found, asked };
}

/** The rendering that is this seed's turn. */
export function renderingOf(seed: number): (typeof RENDERINGS)[number] {
  return RENDERINGS[seed % RENDERINGS.length] as (typeof RENDERINGS)[number];
}

/** One table of a seed, in one rendering, and what the reader made of it. */
export async function layoutTrial(
  seed: number,
  rendering: (typeof RENDERINGS)[number] = renderingOf(seed),
  blanks?: Blanks,
): Promise<LayoutTrial> {
  const given = layoutOf(seed);
  const layout = blanks ? { ...given, page: withoutNothings(given.page, blanks) } : given;
  if (rendering === 'workbook') {
    const bytes = workbook(layout.page, layout.dice);
    return readBytes(layout, rendering, bytes, 'table.xlsx', workbookLines(layout.page));
  }
  const text = TEXTS[rendering](layout.page, layout.dice);
  return judged(layout, rendering, text, readAllocationText(text, { known: [] }));
}

/** A file of the layout, as it would be dropped. */
export async function readBytes(
  layout: Layout,
  rendering: Rendering,
  bytes: Uint8Array,
  name: string,
  shown?: string,
): Promise<LayoutTrial> {
  const extracted = await extractText(bytes, name);
  if (!extracted.ok) throw new Error(extracted.message);
  const reading = readAllocationText(extracted.text, { known: [] });
  return judged(layout, rendering, shown ?? extracted.text, reading);
}

/** For a whole so many in a hundred. */
export function share(part: number, whole: number): string {
  return whole === 0 ? '–' : `${Math.floor((1000 * part) / whole) / 10}%`;
}
