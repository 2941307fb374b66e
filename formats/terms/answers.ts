/**
 * What a holder answered to the questions of terms, kept with them: a line for each, so that a corrected
 * version does not ask again.
 *
 * Example: `answer: ["choice/Taxable","Shares"]`.
 * Awkward case: whether two texts are the same terms is asked without their answers.
 */
import type { FieldResult } from '../csv-values.ts';
import { partsOf } from './fields.ts';

const LINE = /^answer:.*$(?:\r\n|\r|\n)?/gm;

/** The terms above the notice without their answers, and what is below them. */
function divided(text: string): { readonly above: string; readonly below: string } {
  const { above } = partsOf(text);
  const end = text.indexOf(above) + above.length;
  const below = text.slice(end).replace(/^(?:\r\n|\r|\n)/, '');
  return { above: `${above.replaceAll(LINE, '').trimEnd()}\n`, below };
}

/** The terms as their issuer gave them: of two that are the same it is the same text. */
export function withoutAnswers(text: string): string {
  const { above, below } = divided(text);
  return above + below;
}

/** The terms with these answers, and no others. */
export function withAnswers(text: string, answers: Readonly<Record<string, string>>): string {
  const { above, below } = divided(text);
  const lines = Object.entries(answers).map((pair) => `answer: ${JSON.stringify(pair)}\n`);
  return above + lines.join('') + below;
}

/** The id of a question and the answer to it. */
export function readAnswer(text: string): FieldResult<readonly [string, string]> {
  const problem = 'An answer is not of the form ["choice/Taxable", "Shares"].';
  try {
    const value: unknown = JSON.parse(text);
    if (!Array.isArray(value) || value.length !== 2) return { problem };
    const [id, answer] = value as unknown[];
    return typeof id === 'string' && typeof answer === 'string'
      ? { value: [id, answer] }
      : { problem };
  } catch {
    return { problem };
  }
}
