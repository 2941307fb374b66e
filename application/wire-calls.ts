/**
 * How a call of the window is declared: whether it reads or writes, and the validators of its request
 * and its answer.
 */
import type * as v from 'valibot';

/**
 * `application` calls choose the book or are about the call under way; all others need an open book
 * and run in one transaction of it.
 */
type Scope = 'application' | 'book';

export const query = <
  I extends v.GenericSchema,
  O extends v.GenericSchema,
  S extends Scope = 'book',
>(
  request: I,
  answer: O,
  scope: S = 'book' as S,
) => ({ mode: 'query', scope, request, answer }) as const;
export const command = <
  I extends v.GenericSchema,
  O extends v.GenericSchema,
  S extends Scope = 'book',
>(
  request: I,
  answer: O,
  scope: S = 'book' as S,
) => ({ mode: 'command', scope, request, answer }) as const;
