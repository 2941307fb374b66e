/**
 * Which answers to a history's questions does a value of JSON hold?
 *
 * Example: `{ "line/14": { "ratio": "3:1" }, "line/12": null, "line/10": 0 }`.
 * Awkward case: one answer that is none is named with what to write in its place.
 * Not handled: whether the history asks for it; that is seen where it is answered.
 */
import { quoted } from '../csv-values.ts';
import type { AnswerColumns } from './came-in.ts';

export type HistoryAnswer = number | null | AnswerColumns | readonly AnswerColumns[];
export type HistoryAnswers = Readonly<Record<string, HistoryAnswer>>;
type AnswersReading = { readonly answers: HistoryAnswers } | { readonly problem: string };

const NONE =
  'The answers are no object. Write {"line/14": {"ratio": "3:1"}, "line/12": null, "line/10": 0}: the id of a question, and the columns of its row, null to leave it out, or the number of a candidate, from 0.';

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What is wrong with one answer; undefined where it is one. */
function problemOf(id: string, value: unknown): string | undefined {
  if (value === null || Number.isSafeInteger(value)) return undefined;
  for (const one of Array.isArray(value) ? (value as readonly unknown[]) : [value]) {
    if (!isObject(one)) {
      const instead =
        typeof one === 'string' && id.startsWith('security/')
          ? `{"security": ${JSON.stringify(one.slice(0, 40))}}`
          : 'the columns of its row ({"ratio": "3:1"}), null to leave it out, or the number of a candidate, from 0';
      return `The answer to ${quoted(id)} is ${quoted(String(one))}. Write ${instead}.`;
    }
    const wrong = Object.entries(one).find(([, text]) => typeof text !== 'string');
    if (wrong !== undefined) {
      const [column, text] = wrong;
      return `In the answer to ${quoted(id)}, ${quoted(column)} is ${JSON.stringify(text)}. Write it as text in quotation marks, or "" where it has none.`;
    }
  }
  return undefined;
}

/** The answers in a value of JSON; or what is wrong with it. */
export function historyAnswers(value: unknown): AnswersReading {
  if (!isObject(value)) return { problem: NONE };
  for (const [id, answer] of Object.entries(value)) {
    const problem = problemOf(id, answer);
    if (problem !== undefined) return { problem };
  }
  return { answers: value as HistoryAnswers };
}
