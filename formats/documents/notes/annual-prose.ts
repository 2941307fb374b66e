/**
 * A year's parts in a sentence, where the text has no table of payments.
 *
 * "Of the 2012 dividends 62.5% are ordinary dividends, 7.5% are capital gain and 30.0% are a return of
 * capital": each percentage with the part that its own words name, all together the whole dividend.
 * What comes of it is a table without dates and amounts: the parts stand in every row, and the payments
 * are for a person to enter. Nothing is read from a sentence whose percentages are not 100% together,
 * nor from a text with two such sentences, for each may speak of another class.
 *
 * Awkward case: "none of which", "0.0%": a part of nothing is a part.
 */
import type { Component } from '../../../tax/facts/model.ts';
import { NO_RATE, type Rate } from '../../../tax/values/money.ts';
import { readCaption } from '../columns/captions.ts';
import { HUNDRED } from '../draft/convention.ts';
import type { DraftCell, DraftColumn, DraftSecurity } from '../draft/draft.ts';
import { isComponent } from '../draft/draft-rows.ts';
import { textPlace, type TextLine } from '../source/lines.ts';
import { sentencesOf, type Paragraph } from './statements.ts';
import { readNumber } from '../grid/values.ts';

interface StatedPart {
  readonly meaning: Component;
  readonly total: boolean;
  readonly text: string;
  readonly cell: DraftCell;
}

export interface AnnualStatement {
  readonly line: TextLine;
  readonly parts: readonly StatedPart[];
  readonly sentence: string;
}

const VERB =
  '(?:(?:is|are|was|were|will be)(?: (?:classified|treated|taxable|characterized|designated|reported|allocated|considered))?|classified|treated|represents?|represented|constitutes?|constituted|qualif(?:y|ies|ied))(?: as| to)?';
/** "21.61 percent were classified as ordinary dividends", "of …, or 100%, is taxable as a capital gain distribution". */
const PART = new RegExp(
  String.raw`(\d{1,3}(?:\.\d{1,6})?)\s?(?:%|percent)(?:(?: of [^,;%]{1,90}?)?,? ${VERB}|) (?:an? |the )?([a-z][a-z0-9 .-]*?)(?=\s*(?:[,;(]|\band\b|\.\s|\.?$|\bfor\b|\breported\b))`,
  'gi',
);

function partsIn(paragraph: Paragraph, sentence: { text: string; from: number }): StatedPart[] {
  return [...sentence.text.matchAll(PART)].flatMap((match): StatedPart[] => {
    const [whole, digits, phrase] = match as unknown as [string, string, string];
    const reading = readCaption(phrase.trim(), null);
    const at = sentence.from + match.index + whole.indexOf(digits);
    const [first, last] = [paragraph.places[at], paragraph.places[at + digits.length - 1]];
    if (!reading || !isComponent(reading.meaning) || !first || first.line !== last?.line) return [];
    const text = `${digits}%`;
    const place = textPlace(first.line, first.offset, last.offset + 1);
    return [{ meaning: reading.meaning, total: reading.total, text, cell: { text, place } }];
  });
}

/** The one sentence that divides the whole dividend of the year; undefined for none and for several. */
export function annualStatement(paragraphs: readonly Paragraph[]): AnnualStatement | undefined {
  const found = paragraphs.flatMap((paragraph) =>
    sentencesOf(paragraph.text).flatMap((sentence): AnnualStatement[] => {
      if (sentence.text.length > 1200 || !/dividend|distribution/i.test(sentence.text)) return [];
      const parts = partsIn(paragraph, sentence);
      const names = new Set(parts.map((part) => part.meaning));
      const percentages = sentence.text.match(/\d\s?(?:%|percent)/gi) ?? [];
      const sum = parts.reduce(
        (all, part) => (all + (readNumber(part.text)?.rate ?? NO_RATE)) as Rate,
        NO_RATE,
      );
      const line = paragraph.places[sentence.from]?.line;
      // Every percentage of the sentence is a part of its own, and nothing is left.
      const isWhole =
        parts.length > 0 &&
        names.size === parts.length &&
        percentages.length === parts.length &&
        sum === HUNDRED;
      return isWhole && line ? [{ line, parts, sentence: sentence.text }] : [];
    }),
  );
  return found.length === 1 ? found[0] : undefined;
}

const ROWS = 4;

/** A table for it: the parts in every row, and nothing in the cells of dates and amounts. */
export function securityOfStatement(
  { parts }: AnnualStatement,
  name: string,
  symbol: string | null,
): DraftSecurity {
  const column = (meaning: DraftColumn['meaning']): DraftColumn => ({
    meaning,
    caption: '',
    place: null,
  });
  const nothing: DraftCell = { text: '', place: null };
  return {
    name,
    namePlace: null,
    symbol,
    cusips: [],
    unit: 'percent',
    gain: 'disjoint',
    ordinary: 'disjoint',
    columns: [
      ...(['recordDate', 'payableDate', 'amountPerShare'] as const).map(column),
      ...parts.map((part) => column(part.meaning)),
    ],
    rows: Array.from({ length: ROWS }, () => ({
      cells: [nothing, nothing, nothing, ...parts.map((part) => part.cell)],
      inKind: false,
      sourceLine: null,
    })),
    totals: [],
  };
}
