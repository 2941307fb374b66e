/**
 * A year's payments divided in a sentence, in dollars per share, without a table of payments.
 *
 * "Reportable 2003 dividends totaling $1.655 per share of Common Stock are classified as follows: $1.069
 * per share (64.6%) is an Ordinary Taxable Dividend; $0.320 per share is a 20% Rate (Pre-May 6) Capital
 * Gain Dividend, …": each amount with the part that its own words name, all together the total. A row
 * without days comes of it; what was paid when is for a person to enter.
 * Awkward case: several classes, a sentence for each. Nothing is read where one amount has no part that
 * is known, or the amounts are not the total to the last digit.
 */
import { parseRate } from '../../../tax/values/money.ts';
import { readCell } from '../columns/captions.ts';
import type { DraftCell, DraftColumn, DraftSecurity } from '../draft/draft.ts';
import { isPart } from '../draft/draft-rows.ts';
import { oneClassIn } from '../grid/headings.ts';
import { textPlace } from '../source/lines.ts';
import { sentencesOf, startOf, type Paragraph } from './statements.ts';

const TOTAL =
  /\b(?:dividends?|distributions?)\b[^$;]*\btotal(?:ing|ed|s|led|ling)?(?: of)?\s+\$\s?(\d*\.\d+)\s+per\b/i;
const PART =
  /\$\s?(\d*\.\d+)\s+per share(?:\s+\([\d.]+\s?%\))?\s+(?:is|are|was|were)\s+(?:an?\s+)?([A-Za-z0-9][^,;$]*?)(?=\s*(?:[,;]|\band\s+\$|\bon (?:the|form)\b|\.?\s*$))/gi;

export interface AnnualDollars {
  readonly securities: readonly DraftSecurity[];
  /** Beginnings of the sentences that were read. */
  readonly understood: readonly string[];
}

function rateOf(digits: string): bigint {
  return parseRate(digits.replace(/^\./, '0.')) ?? 0n;
}

function securityIn(
  paragraph: Paragraph,
  { text, from }: { readonly text: string; readonly from: number },
  taxYear: number,
  symbolOf: (name: string) => string | null,
): DraftSecurity | undefined {
  const total = TOTAL.exec(text);
  const name = total ? oneClassIn(text) : undefined;
  if (!total?.[1] || name === undefined) return undefined;
  const cellAt = (index: number, digits: string): DraftCell => {
    const [first, last] = [paragraph.places[index], paragraph.places[index + digits.length - 1]];
    const isOne = first !== undefined && first.line === last?.line;
    return {
      text: `$${digits}`,
      place: isOne ? textPlace(first.line, first.offset, last.offset + 1) : null,
    };
  };
  const parts = [...text.matchAll(PART)].map((match) => {
    const [whole, digits, phrase] = match as unknown as [string, string, string];
    const cell = cellAt(from + match.index + whole.indexOf(digits), digits);
    return { meaning: readCell(phrase, taxYear)?.meaning ?? null, phrase, digits, cell };
  });
  const meanings = parts.flatMap(({ meaning }) => (meaning && isPart(meaning) ? [meaning] : []));
  const isWhole =
    parts.length > 0 &&
    new Set(meanings).size === parts.length &&
    (text.match(/\$\s?\d*\.\d/g) ?? []).length === parts.length + 1 &&
    parts.reduce((sum, { digits }) => sum + rateOf(digits), 0n) === rateOf(total[1]);
  const amount = cellAt(from + total.index + total[0].lastIndexOf(total[1]), total[1]);
  if (!isWhole) return undefined;
  const column = (meaning: DraftColumn['meaning'], caption: string): DraftColumn => ({
    meaning,
    caption,
    place: null,
  });
  return {
    name,
    namePlace: null,
    symbol: symbolOf(name),
    cusips: [],
    unit: 'usd',
    gain: 'disjoint',
    ordinary: 'disjoint',
    columns: [
      column('amountPerShare', ''),
      ...parts.map(({ meaning, phrase }) => column(meaning, phrase)),
    ],
    rows: [
      {
        cells: [amount, ...parts.map(({ cell }) => cell)],
        inKind: false,
        sourceLine: amount.place?.line ?? null,
      },
    ],
    totals: [],
  };
}

/** The classes whose year a text divides in sentences; undefined where it does so for none. */
export function annualDollars(
  paragraphs: readonly Paragraph[],
  taxYear: number | null,
  symbolOf: (name: string) => string | null,
): AnnualDollars | undefined {
  if (taxYear === null) return undefined;
  const found = paragraphs.flatMap((paragraph) =>
    sentencesOf(paragraph.text).flatMap((sentence) => {
      if (sentence.text.length > 1500) return [];
      const security = securityIn(paragraph, sentence, taxYear, symbolOf);
      return security ? [{ security, said: startOf(sentence.text) }] : [];
    }),
  );
  return found.length === 0
    ? undefined
    : {
        securities: found.map((one) => one.security),
        understood: found.map((one) => one.said),
      };
}
