/** The text around tables as paragraphs and sentences, every character with its place. */
import type { TextPlace } from '../draft/draft.ts';
import { quoted } from '../draft/notices.ts';
import type { Piece } from '../grid/pieces.ts';
import { textPlace, type TextLine } from '../source/lines.ts';

/** Consecutive pieces of text as one, each character with its line and offset. */
export interface Paragraph {
  readonly text: string;
  readonly places: readonly { readonly line: TextLine; readonly offset: number }[];
  /** The footnote mark that it begins with. */
  readonly mark: string | null;
}

export interface Sentence {
  readonly text: string;
  /** Where it begins in its paragraph. */
  readonly from: number;
}

const FOOTNOTE_START =
  /^\s*(?:\(\s*(\d{1,2}|[A-Ha-h])\s*\)|(\*{1,3})|([†‡])|(\d)\.?(?=\s+[A-Z]))\s*(?=\S)/;

/** A footnote's mark alone on its line, with the text below it. */
const MARK_ALONE = /^\s*(?:\(\s*(\d{1,2}|[A-Ha-h])\s*\)|(\*{1,3})|([†‡]))\s*$/;

/** Paragraphs of pieces of text; an empty piece or a gap in the line numbers ends one. */
export function paragraphsOf(pieces: readonly Piece[]): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  let text = '';
  let places: { line: TextLine; offset: number }[] = [];
  let mark: string | null = null;
  let last = -1;
  let above: string | null = null;
  const close = (): void => {
    // A mark without words explains nothing.
    const own = /[A-Za-z]{2}/.test(text) ? mark : null;
    if (text.trim() !== '') paragraphs.push({ text, places, mark: own });
    text = '';
    places = [];
    mark = null;
  };
  for (const piece of pieces) {
    const { line } = piece;
    const alone = MARK_ALONE.exec(piece.text);
    if (alone) {
      close();
      above = alone[1] ?? alone[2] ?? alone[3] ?? null;
      last = line.number;
      continue;
    }
    const start = FOOTNOTE_START.exec(piece.text);
    const raised = line.marks.find(
      (candidate) =>
        candidate.offset >= piece.from - 1 &&
        candidate.offset <= piece.to &&
        line.text.slice(piece.from, candidate.offset).trim() === '',
    );
    const printed = start?.[1] ?? start?.[2] ?? start?.[3] ?? start?.[4] ?? raised?.mark ?? null;
    const own = printed ?? (piece.text === '' ? null : above);
    const near = line.number === last || line.number === last + 1;
    if (piece.text === '' || !near || own !== null) close();
    last = line.number;
    if (piece.text === '') continue;
    above = null;
    if (text === '') mark = own?.toUpperCase() ?? null;
    else {
      text += ' ';
      places.push({ line, offset: piece.from });
    }
    for (let i = piece.from; i < piece.to; i++) {
      // What parts cells is none of a sentence.
      text += line.text.charAt(i).replace('|', ' ');
      places.push({ line, offset: i });
    }
  }
  close();
  return paragraphs;
}

export function sentencesOf(text: string): Sentence[] {
  const sentences: Sentence[] = [];
  let from = 0;
  for (const match of text.matchAll(/[.;](?=\s+(?:[-–—•] +)?(?:[A-Z("]|\d+(?:\.\d+)?% of ))/g)) {
    sentences.push({ text: text.slice(from, match.index + 1), from });
    from = match.index + 1;
  }
  sentences.push({ text: text.slice(from), from });
  return sentences.filter((sentence) => sentence.text.trim() !== '');
}

/** What a person has to read of a sentence to answer a question about it: nearly always all. */
const LONGEST_QUOTE = 300;

/** How a notice quotes a sentence. */
export function quoteOf(sentence: string): string {
  return quoted(sentence, LONGEST_QUOTE);
}

/** How notices quote the sentences of which something stands on any of the lines. */
export function sentencesOn(
  lines: ReadonlySet<number>,
  paragraphs: readonly Paragraph[],
): readonly string[] {
  return paragraphs.flatMap(({ text, places }) =>
    sentencesOf(text).flatMap((sentence) => {
      const own = places.slice(sentence.from, sentence.from + sentence.text.length);
      return own.some(({ line }) => lines.has(line.number)) ? [quoteOf(sentence.text)] : [];
    }),
  );
}

/** The number of the line in which a sentence begins. */
export function lineAt({ places }: Paragraph, from = 0): number | null {
  return places[from]?.line.number ?? null;
}

/** Where a stretch of a paragraph stands; null where it goes over lines. */
export function placeIn({ places }: Paragraph, from: number, length: number): TextPlace | null {
  const [first, last] = [places[from], places[from + length - 1]];
  return first && first.line === last?.line
    ? textPlace(first.line, first.offset, last.offset + 1)
    : null;
}

/** The place of a sentence of which only the line is known. */
export function placeOfLine(line: number | null): TextPlace {
  return { line: line ?? 1, column: 1, endColumn: 2 };
}
