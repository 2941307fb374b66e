/**
 * Distributions that were none in money: "deemed distributions under section 305(c)", "no cash was paid". A table of
 * them looks like one of payments, and its figures add up; that nobody received them only words say.
 *
 * Example: adjustments of a conversion rate, between the tables of the payments of two series.
 * Awkward case: a sentence that says that there were none of them.
 */
import type { DraftQuestion, DraftSecurity } from '../draft/draft.ts';
import { quoteOf } from './paragraphs.ts';
import type { SaidAt } from './said-of-tables.ts';

const WITHOUT_CASH =
  /\b(?:deemed|constructive)\s+(?:(?:non-?cash|cash|stock|preferred|common)\s+)*(?:dividend|distribution)s?\b|\bnon-?cash\s+(?:dividend|distribution)s?\b|\bno cash (?:was|were|is|has been) (?:paid|distributed|received)\b|\b305\(c\)/i;
const NONE = /\b(?:no|not|nor|neither|none|without)\b(?! cash\b)/i;

function saysSo(text: string): boolean {
  const plain = text.replace(/\((non-?cash)\)/gi, '$1').replace(/\s+/g, ' ');
  return WITHOUT_CASH.test(plain) && !NONE.test(plain);
}

function firstLine({ rows }: DraftSecurity): number {
  return rows[0]?.sourceLine ?? 0;
}

/** The place of the table that a sentence stands above; below all of them it is of the last. */
function tableOf(line: number | null, securities: readonly DraftSecurity[]): number {
  const below = securities.findIndex((security) => firstLine(security) > (line ?? 0));
  return below === -1 ? securities.length - 1 : below;
}

function question(said: string, line: number | null, s: number): DraftQuestion {
  return {
    id: `in-kind-unclear/no-cash/${s}`,
    code: 'in-kind-unclear',
    message: `“${quoteOf(said)}” says that nothing was paid in cash. Take the rows of this table out if you received nothing; or say that they were paid. Compare it with the release.`,
    line,
    pointer: `/securities/${s}/rows/0`,
    candidates: [{ label: 'Paid in cash: the rows stay as they are', edits: [] }],
    proposed: null,
  };
}

/** A question for each table whose name, or a sentence above it, says that its distributions were none in cash. */
export function askedWithoutCash(
  securities: readonly DraftSecurity[],
  sentences: readonly SaidAt[],
): DraftQuestion[] {
  if (securities.length === 0) return [];
  const said = sentences.filter(({ text }) => saysSo(text));
  const asked = new Map<number, DraftQuestion>();
  securities.forEach(({ name, namePlace }, s) => {
    if (saysSo(name)) asked.set(s, question(name, namePlace?.line ?? null, s));
  });
  for (const { text, line } of said) {
    const s = tableOf(line, securities);
    if (!asked.has(s)) asked.set(s, question(text, line, s));
  }
  return [...asked.values()];
}
