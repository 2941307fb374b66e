/** The accounts that hold shares, and which lots their sales take. */
import { addAccount, getAccount, listAccounts, updateAccount } from '../../db/accounts.ts';
import { quoted, readDate, readName } from '../../formats/csv-values.ts';
import type { Account, MethodChange } from '../../tax/facts/model.ts';
import { act } from '../act-names.ts';
import type { HandlerAnswer, Request } from '../contract.ts';
import type { BookHandlers } from '../dispatch.ts';
import { fieldRefusal, RefusalError } from '../refusal.ts';
import type { BookContext } from '../session.ts';
import { refuseBrokenEntries } from './plan-entry.ts';

type Handlers = BookHandlers<BookContext>;
type Typed = Request<'accounts.add'>;

const MAX_NAME = 200;

export function accountRow(account: Account): HandlerAnswer<'accounts.add'> {
  const { id, name, taxDeferred, method, methodChanges, returnOfCapital } = account;
  return { id, name, taxDeferred, method, methodChanges, returnOfCapital };
}

/** The name as it is kept; refuses one that is empty, too long or taken by another account. */
export function checkedName(context: BookContext, typed: string, ownId: string | null): string {
  const name = typed.trim();
  if (name === '') throw fieldRefusal([{ field: 'name', message: 'Give the account a name.' }]);
  const read = readName('account', name, MAX_NAME);
  if ('problem' in read) throw fieldRefusal([{ field: 'name', message: read.problem }]);
  const taken = listAccounts(context.book).find(
    (account) => account.id !== ownId && account.name.toLowerCase() === name.toLowerCase(),
  );
  if (taken) {
    throw fieldRefusal([
      {
        field: 'name',
        message: `There is an account named "${taken.name}" already. Choose another name.`,
      },
    ]);
  }
  return name;
}

/** The changes of method in order of their days; refuses a day that cannot be read or is there twice. */
function checkedChanges(typed: NonNullable<Typed['methodChanges']>): MethodChange[] {
  const refuse = (message: string): never => {
    throw fieldRefusal([{ field: 'methodChanges', message }]);
  };
  const changes: MethodChange[] = [];
  for (const { from, method } of typed) {
    const day =
      from.trim() === ''
        ? { problem: 'Enter the day from which the method counts.' }
        : readDate(from.trim());
    if ('problem' in day) return refuse(day.problem);
    if (changes.some((each) => each.from === day.value)) {
      return refuse(`Two methods begin on ${day.value}. Keep one of them.`);
    }
    changes.push({ from: day.value, method });
  }
  return changes.sort((a, b) => (a.from < b.from ? -1 : 1));
}

export const accountHandlers: Pick<Handlers, 'accounts.list' | 'accounts.add' | 'accounts.update'> =
  {
    'accounts.list': ({ book }) => listAccounts(book).map(accountRow),

    'accounts.add': (context, typed) => {
      const name = checkedName(context, typed.name, null);
      const { taxDeferred, method = 'fifo', returnOfCapital = 'by-shares' } = typed;
      const methodChanges = checkedChanges(typed.methodChanges ?? []);
      const account = { name, taxDeferred, method, methodChanges, returnOfCapital };
      act(context, `New account ${quoted(name)}`);
      return accountRow(addAccount(context.book, account, context.newId));
    },

    'accounts.update': (context, { id, ...typed }) => {
      const stored = getAccount(context.book, id);
      if (!stored) {
        throw new RefusalError(
          'not-found',
          'This account is no longer in the book. Reload the list.',
        );
      }
      const before = context.facts();
      const updated = updateAccount(context.book, id, {
        name: checkedName(context, typed.name, id),
        taxDeferred: typed.taxDeferred,
        method: typed.method ?? stored.method,
        methodChanges: typed.methodChanges
          ? checkedChanges(typed.methodChanges)
          : stored.methodChanges,
        returnOfCapital: typed.returnOfCapital ?? stored.returnOfCapital,
      });
      if (!updated) throw new Error('the account vanished within one transaction');
      // Another method leaves other lots for the entries that name one.
      refuseBrokenEntries(context, before, 'This method is not possible.');
      act(context, `Change of the account ${quoted(stored.name)}`);
      return accountRow(updated);
    },
  };
