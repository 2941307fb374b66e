/**
 * A text without a table: one sentence lists the payments, another says that all of them are of one kind.
 *
 * "… dividends totaling $1.00 per share … are classified as Capital Gain Distributions …", "$0.25 on
 * March 17, 2017; $0.25 on June 23, 2017; …": the payments, without record dates, wholly of that kind.
 * Read only where the payments add up to the total that the text names, and one kind alone is named.
 */
import type { ColumnMeaning } from '../columns/captions.ts';
import { readCell } from '../columns/captions.ts';
import type { DraftCell, DraftColumn, DraftSecurity } from '../draft/draft.ts';
import { isComponent } from '../draft/draft-rows.ts';
import { textPlace } from '../source/lines.ts';
import { parseRate } from '../../../tax/values/money.ts';
import { sentencesOf, startOf, type Paragraph } from './statements.ts';

const PAYMENT =
  /\$\s?(\d*\.\d+)(?:\s+per share)?\s+(?:paid\s+)?on\s+([A-Z][a-z]{2,8}\.?\s+\d{1,2},\s+\d{4})/g;
const TOTAL = /\btotal(?:ing|ed|s)?(?: of)?\s+\$\s?(\d*\.\d+)\s+per share/i;
const ONE_KIND =
  /\b(?:classified|characteri[sz]ed|treated|designated|reported)\b[^.;%$]{0,80}?\bas\s+(?:an?\s+)?([A-Za-z][A-Za-z -]+?)(?=\s+treated\b|\s+taxable\b|\s*[,.;(]|\s*$)/i;

export interface ProsePayments {
  readonly security: DraftSecurity;
  /** Beginnings of the sentences that were read. */
  readonly understood: readonly string[];
}

function cellAt(paragraph: Paragraph, from: number, text: string, shown: string): DraftCell {
  const [first, last] = [paragraph.places[from], paragraph.places[from + text.length - 1]];
  return {
    text: shown,
    place:
      first && first.line === last?.line
        ? textPlace(first.line, first.offset, last.offset + 1)
        : null,
  };
}

function kindIn(paragraphs: readonly Paragraph[]): { meaning: ColumnMeaning; said: string } | null {
  const found = paragraphs.flatMap(({ text }) =>
    sentencesOf(text).flatMap((sentence) => {
      const phrase = ONE_KIND.exec(sentence.text.replace(/\s+/g, ' '))?.[1];
      const meaning = phrase === undefined ? undefined : readCell(phrase, null)?.meaning;
      return meaning !== undefined && isComponent(meaning)
        ? [{ meaning, said: startOf(sentence.text) }]
        : [];
    }),
  );
  const kinds = new Set(found.map((one) => one.meaning));
  return kinds.size === 1 ? (found[0] ?? null) : null;
}

/** The payments that a text without a table lists, where all are of one kind; undefined for others. */
export function prosePayments(
  paragraphs: readonly Paragraph[],
  name: string,
  symbol: string | null,
): ProsePayments | undefined {
  const whole = paragraphs.map((paragraph) => paragraph.text).join(' ');
  const kind = kindIn(paragraphs);
  const total = parseRate((TOTAL.exec(whole)?.[1] ?? '').replace(/^\./, '0.'));
  // Any percentage may divide them.
  if (!kind || total === undefined || /\d\s?%/.test(whole)) return undefined;
  const payments = paragraphs.flatMap((paragraph) =>
    [...paragraph.text.matchAll(PAYMENT)].map((match) => {
      const [found, digits, day] = match as unknown as [string, string, string];
      const dayAt = match.index + found.lastIndexOf(day);
      return {
        line: paragraph.places[match.index]?.line.number ?? null,
        rate: parseRate(digits.replace(/^\./, '0.')) ?? 0n,
        paid: cellAt(paragraph, dayAt, day, day.replace(/\s+/g, ' ').replace('.', '')),
        amount: cellAt(
          paragraph,
          match.index,
          found.slice(0, found.indexOf(digits) + digits.length),
          `$${digits}`,
        ),
        said: startOf(
          sentencesOf(paragraph.text).find(
            ({ from, text }) => from <= match.index && match.index < from + text.length,
          )?.text ?? '',
        ),
      };
    }),
  );
  if (payments.length < 2 || payments.reduce((sum, one) => sum + one.rate, 0n) !== total) {
    return undefined;
  }
  const column = (meaning: DraftColumn['meaning']): DraftColumn => ({
    meaning,
    caption: '',
    place: null,
  });
  return {
    security: {
      name,
      namePlace: null,
      symbol,
      cusips: [],
      unit: 'usd',
      gain: 'disjoint',
      ordinary: 'disjoint',
      columns: [column('payableDate'), column('amountPerShare'), column(kind.meaning)],
      rows: payments.map(({ paid, amount, line }) => ({
        cells: [paid, amount, amount],
        inKind: false,
        sourceLine: line,
      })),
      totals: [],
    },
    understood: [kind.said, ...payments.map((one) => one.said)],
  };
}
