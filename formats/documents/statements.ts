/**
 * What do footnotes and prose say about the figures?
 *
 * One kind of sentence is understood, whole: "6.6% of the common dividend is Qualified 5-Year Gain"
 * names a subset of every payment of the security it speaks of. A sentence that speaks of a subset
 * or of a percentage of the dividend in any other way is an error, not a near match; one that says
 * there was none ("there were no allocations of capital gain") changes nothing.
 *
 * Awkward case: the footnote stands below another security's table; "common" still means the one
 * common stock of the document.
 * Not handled: subsets in dollars, or as a percentage of the gain.
 */
import type { DocumentNotice } from '../allocation-document.ts';
import type { Subset } from '../../tax/model.ts';
import { mentionsSubset, readSubset } from './captions.ts';
import type { TextLine } from './lines.ts';
import { error, warning } from './notices.ts';
import { readNumber, type NumberReading } from './values.ts';

/** Consecutive lines of text as one, each character with its line and offset. */
export interface Paragraph {
  readonly text: string;
  readonly places: readonly { readonly line: TextLine; readonly offset: number }[];
  /** The footnote mark that it begins with. */
  readonly mark: string | null;
}

export interface SubsetStatement {
  readonly subset: Subset;
  readonly number: NumberReading;
  /** "common", "preferred", a class letter, or null for the section's own security. */
  readonly scope: string | null;
  readonly line: TextLine;
  readonly from: number;
  readonly to: number;
}

export interface StatementReading {
  readonly statements: readonly SubsetStatement[];
  readonly notices: readonly DocumentNotice[];
}

/** Paragraphs of lines of text; a blank line or a gap in the line numbers ends one. */
export function paragraphsOf(lines: readonly TextLine[]): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  let text = '';
  let places: { line: TextLine; offset: number }[] = [];
  let mark: string | null = null;
  let last = -1;
  const close = (): void => {
    if (text.trim() !== '') paragraphs.push({ text, places, mark });
    text = '';
    places = [];
    mark = null;
  };
  for (const line of lines) {
    const start = /^\s*(?:\((\d|[A-C])\)|(\*+))\s/.exec(line.text);
    const raised = line.marks.find(
      (candidate) => line.text.slice(0, candidate.offset).trim() === '',
    );
    const own = start?.[1] ?? start?.[2] ?? raised?.mark ?? null;
    if (line.text.trim() === '' || line.number !== last + 1 || own !== null) close();
    last = line.number;
    if (line.text.trim() === '') continue;
    if (text === '') mark = own;
    else {
      text += ' ';
      places.push({ line, offset: 0 });
    }
    for (let i = 0; i < line.text.length; i++) {
      text += /\s/.test(line.text.charAt(i)) ? ' ' : line.text.charAt(i);
      places.push({ line, offset: i });
    }
  }
  close();
  return paragraphs;
}

/** The sentences of a paragraph, with their offsets. */
export function sentencesOf(text: string): { text: string; from: number }[] {
  const sentences: { text: string; from: number }[] = [];
  let from = 0;
  for (const match of text.matchAll(/[.;](?=\s+[A-Z("])/g)) {
    sentences.push({ text: text.slice(from, match.index + 1), from });
    from = match.index + 1;
  }
  sentences.push({ text: text.slice(from), from });
  return sentences.filter((sentence) => sentence.text.trim() !== '');
}

const STATEMENT =
  /^\s*(?:(?:\((?:\d|[A-C])\)|\*+)\s*)?(\d+(?:\.\d+)?\s?%) of (?:the |each |all )?(?:(common|preferred|(?:class|series) [a-z]{1,2}|class a common)(?: (?:cumulative |convertible )*(?:stock|shares?|preferred|preferred stock))? )?(?:dividends?|distributions?)(?: per share| paid)? (?:is|are|was|were|represents?|constitutes?|qualif(?:y|ies) as)(?: an?)? ([a-z0-9 .§-]+?)\s*\.?\s*$/i;
const PART_OF_DIVIDEND =
  /%\s+of\s+(?:the|each|all|such|this|these)?\s*(?:[\w-]+\s+){0,6}(?:dividend|distribution|gain)s?\b/i;
const NEGATION = /\b(?:no|none|not|nor|neither)\b/i;

/** A sentence that is about figures and could not be read. */
function unread(paragraph: Paragraph, sentence: { text: string; from: number }): DocumentNotice {
  const start = sentence.from + (sentence.text.length - sentence.text.trimStart().length);
  const place = paragraph.places[start];
  const short = sentence.text.trim().slice(0, 80);
  return error(
    'statement-unread',
    place?.line.number ?? null,
    `The sentence “${short}” says something about parts of the dividend that could not be read. Compare it with the release, correct it and read the text again.`,
  );
}

/** The subsets that a section's text states, and what could not be understood. */
export function readStatements(paragraphs: readonly Paragraph[]): StatementReading {
  const statements: SubsetStatement[] = [];
  const notices: DocumentNotice[] = [];
  for (const paragraph of paragraphs) {
    let understood = 0;
    for (const sentence of sentencesOf(paragraph.text)) {
      const match = STATEMENT.exec(sentence.text);
      const [, percent, scope, phrase] = match ?? [];
      const number = percent === undefined ? undefined : readNumber(percent);
      const subset = phrase === undefined ? undefined : readSubset(phrase);
      if (percent !== undefined && number && subset) {
        const from = sentence.from + sentence.text.indexOf(percent);
        const first = paragraph.places[from];
        const last = paragraph.places[from + percent.length - 1];
        if (first && last && first.line === last.line) {
          understood++;
          statements.push({
            subset,
            number,
            scope: scope?.toLowerCase() ?? null,
            line: first.line,
            from: first.offset,
            to: last.offset + 1,
          });
          continue;
        }
      }
      const figure = PART_OF_DIVIDEND.test(sentence.text);
      if (figure || (mentionsSubset(sentence.text) && !NEGATION.test(sentence.text))) {
        understood++;
        notices.push(unread(paragraph, sentence));
      } else if (paragraph.mark !== null && /\d\s*%|\$\s*[\d.]/.test(sentence.text)) {
        understood++;
        notices.push(unread(paragraph, sentence));
      } else if (/\$\s*\d*\.\d/.test(sentence.text)) {
        const place = paragraph.places[sentence.from];
        notices.push(
          warning(
            'amount-in-text',
            place?.line.number ?? null,
            `The sentence “${sentence.text.trim().slice(0, 80)}” names an amount and was not read; check that it is no payment of its own.`,
          ),
        );
      }
    }
    if (paragraph.mark !== null && understood === 0) {
      notices.push(
        warning(
          'footnote-not-read',
          paragraph.places[0]?.line.number ?? null,
          `The footnote (${paragraph.mark}) was not understood; check that it changes no figure.`,
        ),
      );
    }
  }
  return { statements, notices };
}

/** Footnote marks in captions and rows that no footnote in the text explains. */
export function missingFootnotes(
  tableLines: readonly TextLine[],
  paragraphs: readonly Paragraph[],
): DocumentNotice[] {
  const explained = new Set(paragraphs.map((paragraph) => paragraph.mark));
  const seen = new Set<string>();
  return tableLines.flatMap((line) => {
    const marks = [
      ...line.marks.map((mark) => mark.mark),
      ...[...line.text.matchAll(/\((\d|[A-C])\)|(\*+)/g)].map(
        (match) => match[1] ?? match[2] ?? '',
      ),
    ];
    return marks
      .filter((mark) => !explained.has(mark) && !seen.has(mark) && seen.add(mark))
      .map((mark) =>
        error(
          'footnote-missing',
          line.number,
          `The table refers to a footnote (${mark}) that the text does not have; it may change a figure. Paste the whole release with its footnotes.`,
        ),
      );
  });
}
