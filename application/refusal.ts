/**
 * A refusal: the input was understood and is not taken. It is an answer, not a fault; a handler
 * throws it, `dispatch` rolls the transaction back and sends it as `{ ok: false, error }`.
 */
import type { Issue, RefusalCode } from './contract.ts';

export class RefusalError extends Error {
  readonly code: RefusalCode;
  readonly issues: readonly Issue[];

  /** The message is a sentence that names the thing and the next step. */
  constructor(code: RefusalCode, message: string, issues: readonly Issue[] = []) {
    super(message);
    this.name = 'RefusalError';
    this.code = code;
    this.issues = issues;
  }
}

/** A refusal about single fields of a form; the message repeats the first one. */
export function fieldRefusal(
  problems: readonly { field: string; message: string }[],
): RefusalError {
  const issues = problems.map(({ field, message }) => ({ field, line: null, message }));
  return new RefusalError('invalid-input', problems[0]?.message ?? 'A field is not valid.', issues);
}

/** "There is 1 more problem.", "There are 2 more problems." */
export function moreOf(count: number, thing: string): string {
  return count === 1 ? `There is 1 more ${thing}.` : `There are ${count} more ${thing}s.`;
}
