/**
 * An entry in an account that is not there yet: both are written, or neither is.
 *
 * The account is made by the call that writes the entry, in its transaction. Everything that is
 * wrong with the name and with the other fields is said at once, and the refused entry leaves no
 * account behind.
 *
 * Example: "Roth IRA", tax-deferred, and a purchase without a day: one refusal at the day, no account.
 */
import { addAccount } from '../../db/accounts.ts';
import type { Entry } from '../../tax/facts/entry.ts';
import { fieldRefusal, RefusalError } from '../refusal.ts';
import type { BookContext } from '../session.ts';
import { checkedName } from './accounts.ts';
import { readFields, type Typed } from './entry-fields.ts';

interface Problem {
  readonly field: string;
  readonly message: string;
}

/** What the refusal of a reading says of its fields; throws what is no refusal. */
function problemsOf(error: unknown): Problem[] {
  if (!(error instanceof RefusalError)) throw error;
  return error.issues.map(({ field, message }) => ({ field: field ?? '', message }));
}

/**
 * Reads a typed entry and makes the accounts that it names for the first time.
 *
 * @throws RefusalError with a sentence for every field that is wrong; the caller's transaction then
 * takes back what was made.
 */
export function readWritten(context: BookContext, typed: Typed): Entry {
  const { newAccount, newToAccount, ...fields } = typed;
  const problems: Problem[] = [];
  const make = (
    field: 'account' | 'to',
    name: string,
    asked: { readonly taxDeferred: boolean } | undefined,
  ): void => {
    if (!asked) return;
    try {
      const account = {
        name: checkedName(context, name, null),
        taxDeferred: asked.taxDeferred,
        method: 'fifo',
        methodChanges: [],
        returnOfCapital: 'by-shares',
      } as const;
      addAccount(context.book, account, context.newId);
      context.changed();
    } catch (error) {
      problems.push(...problemsOf(error).map(({ message }) => ({ field, message })));
    }
  };
  make('account', fields.account, newAccount);
  make('to', fields.to ?? '', newToAccount);
  let entry: Entry | undefined;
  try {
    entry = readFields(fields, 'write');
  } catch (error) {
    // The name of the new account has its sentence already.
    const said = new Set(problems.map(({ field }) => field));
    problems.push(...problemsOf(error).filter(({ field }) => !said.has(field)));
  }
  if (!entry || problems.length > 0) throw fieldRefusal(problems);
  return entry;
}
