/**
 * Every call of the window goes through here: typed by the contract, and the answer checked by the
 * contract's own validator before a screen sees it.
 */
import * as v from 'valibot';
import { contract, envelope } from '../../application/contract.ts';
import type { Answer, CallName, Request } from '../../application/contract.ts';
import { BugError, RefusalError, windowReference } from './errors.ts';
import { transport } from './transport.ts';

/**
 * Turns what came back into the answer, or throws.
 * @throws RefusalError when the call was turned down
 * @throws BugError when the host failed, or its answer is not what the contract says
 */
export function open<N extends CallName>(name: N, received: unknown): Answer<N> {
  const parsed = v.safeParse(envelope, received);
  if (!parsed.success) throw mismatch(name);
  if (!parsed.output.ok) {
    const { error } = parsed.output;
    if (error.code === 'internal' || error.code === 'unknown-call') {
      throw new BugError(error.message, error.reference ?? windowReference(), true);
    }
    if (error.code === 'interrupted') {
      // What a command had done by then is not known.
      const unchanged = contract[name].mode === 'query';
      throw new BugError(error.message, error.reference ?? windowReference(), unchanged);
    }
    throw new RefusalError(error);
  }
  const answer = v.safeParse(contract[name].answer, parsed.output.value);
  if (!answer.success) throw mismatch(name, answer.issues);
  return answer.output as Answer<N>;
}

function mismatch(name: CallName, issues: readonly v.BaseIssue<unknown>[] = []): BugError {
  const reference = windowReference();
  const first = issues[0];
  console.error(reference, name, first ? `${v.getDotPath(first) ?? ''} ${first.message}` : '');
  return new BugError(
    `The answer to ${name} could not be understood.`,
    reference,
    contract[name].mode === 'query',
  );
}

export async function call<N extends CallName>(name: N, input: Request<N>): Promise<Answer<N>> {
  let received: unknown;
  try {
    received = await transport()(name, input);
  } catch (cause) {
    const reference = windowReference();
    console.error(reference, name, cause);
    throw new BugError(
      'BasisBook did not answer. Close this window and start BasisBook again.',
      reference,
      contract[name].mode === 'query',
    );
  }
  return open(name, received);
}
