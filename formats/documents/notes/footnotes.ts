/**
 * Is every footnote that a table refers to in the text?
 *
 * A missing one may change a figure, so it is an error; at the caption of a column that is a part of
 * another it says as a rule no more than that, which the sums show as well: a warning.
 */
import type { DocumentNotice } from '../../allocation-document.ts';
import { error, warning } from '../draft/notices.ts';
import { lineAt, type Paragraph } from './paragraphs.ts';
import type { Table, TableColumn } from '../grid/tables.ts';

interface Reference {
  readonly mark: string;
  readonly line: number;
  readonly weighty: boolean;
}

const PARTS: readonly string[] = [
  'unrecaptured1250',
  'qualified',
  'section1202',
  'collectibles28',
  'qualified5Year',
  'section199A',
  'shortTermCapitalGain',
  'postMay5',
  'section897Ordinary',
  'section897CapitalGain',
];

/** The footnote marks of a caption. */
export function marksIn(caption: string): string[] {
  return [
    ...[...caption.matchAll(/\((\d{1,2}|[A-H])\)|(\*+)|([†‡])/g)].map(
      (match) => match[1] ?? match[2] ?? match[3] ?? '',
    ),
    ...[...caption.matchAll(/(?!\bBox)\b[A-Za-z)]{3,}(\d)(?=\s|$)/gi)].map(
      (match) => match[1] as string,
    ),
  ].filter((mark) => mark !== '');
}

function isWeighty(column: TableColumn | undefined): boolean {
  // At a total of gain or of ordinary dividends it says what is inside.
  if (column?.total) return false;
  return column === undefined || column.meaning === null || !PARTS.includes(column.meaning);
}

/** "Return of Capital (3)" beside "Ordinary Income (1a)": the number of a box. */
const BOX_OF: Readonly<Partial<Record<string, string>>> = {
  returnOfCapital: '3',
  section199A: '5',
};

function referencesOf(table: Table): Reference[] {
  const references: Reference[] = [];
  const hasBoxes = table.columns.some(({ caption }) => /\((?:1[ab]|2[a-f])\)/i.test(caption));
  if (!table.captionsInherited) {
    for (const column of table.columns) {
      const line = column.piece?.line.number ?? table.captionPieces.at(-1)?.line.number ?? 0;
      for (const mark of marksIn(column.caption)) {
        if (hasBoxes && BOX_OF[column.meaning ?? ''] === mark) continue;
        references.push({ mark, line, weighty: isWeighty(column) });
      }
    }
    for (const piece of table.captionPieces) {
      for (const mark of piece.line.marks) {
        if (mark.offset < piece.from || mark.offset > piece.to + 1) continue;
        references.push({ mark: mark.mark, line: piece.line.number, weighty: true });
      }
    }
  }
  const lines = new Set(
    [...table.rows, ...table.totals.map(({ cells }) => cells)].flatMap((cells) =>
      cells.flatMap((cell) => cell?.line ?? []),
    ),
  );
  for (const line of lines) {
    for (const { mark } of line.marks) {
      references.push({ mark, line: line.number, weighty: true });
    }
  }
  for (const mark of table.marks) {
    references.push({ mark: mark.text, line: mark.line.number, weighty: true });
  }
  return references;
}

/** Footnote marks in captions and rows that no footnote in the text explains. */
export function missingFootnotes(
  tables: readonly Table[],
  paragraphs: readonly Paragraph[],
): DocumentNotice[] {
  const explained = new Set(paragraphs.map((paragraph) => paragraph.mark));
  const seen = new Map<string, boolean>();
  const notices: DocumentNotice[] = [];
  const references = tables
    .flatMap(referencesOf)
    .toSorted((a, b) => Number(b.weighty) - Number(a.weighty));
  for (const { mark, line, weighty } of references) {
    if (explained.has(mark) || seen.has(mark)) continue;
    seen.set(mark, weighty);
    notices.push(
      weighty
        ? error(
            'footnote-missing',
            line,
            `The table refers to a footnote (${mark}) that the text does not have; it may change a figure. Paste the whole release with its footnotes, or say that it changes none.`,
          )
        : warning(
            'footnote-missing',
            line,
            `A caption refers to a footnote (${mark}) that the text does not have; as a rule it says that the column is a part of another. Compare it with the release.`,
          ),
    );
  }
  return notices;
}

/** Two notes, one below the other, that have one mark and do not say the same: which is the table's? */
export function footnotesTwice(paragraphs: readonly Paragraph[]): DocumentNotice[] {
  return paragraphs.flatMap((paragraph, p) => {
    const { mark, text } = paragraph;
    const before = paragraphs[p - 1];
    if (mark === null || !/^(?:\d{1,2}|[A-Z])$/.test(mark)) return [];
    if (before?.mark !== mark || before.text === text) return [];
    return [
      error(
        'footnote-twice',
        lineAt(paragraph),
        `The text has two footnotes (${mark}), one below the other, that do not say the same. Compare them with the release, and take out the one that is not the table's.`,
      ),
    ];
  });
}
