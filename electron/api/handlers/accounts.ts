/** The accounts that hold shares. */
import { addAccount, getAccount, listAccounts, updateAccount } from '../../../db/accounts.ts';
import { readName } from '../../../formats/csv-values.ts';
import type { Account } from '../../../tax/model.ts';
import type { HandlerAnswer } from '../contract.ts';
import type { BookHandlers } from '../dispatch.ts';
import { fieldRefusal, RefusalError } from '../refusal.ts';
import type { BookContext } from '../session.ts';

type Handlers = BookHandlers<BookContext>;

const MAX_NAME = 200;

function toRow({ id, name, taxDeferred, method }: Account): HandlerAnswer<'accounts.add'> {
  return { id, name, taxDeferred, method };
}

/** The name as it is kept; refuses one that is empty, too long or taken by another account. */
function checkedName(context: BookContext, typed: string, ownId: string | null): string {
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

export const accountHandlers: Pick<Handlers, 'accounts.list' | 'accounts.add' | 'accounts.update'> =
  {
    'accounts.list': ({ book }) => listAccounts(book).map(toRow),

    'accounts.add': (context, { name, taxDeferred }) =>
      toRow(
        addAccount(
          context.book,
          { name: checkedName(context, name, null), taxDeferred },
          context.newId,
        ),
      ),

    'accounts.update': (context, { id, name, taxDeferred }) => {
      if (!getAccount(context.book, id)) {
        throw new RefusalError(
          'not-found',
          'This account is no longer in the book. Reload the list.',
        );
      }
      const updated = updateAccount(context.book, id, {
        name: checkedName(context, name, id),
        taxDeferred,
      });
      if (!updated) throw new Error('the account vanished within one transaction');
      return toRow(updated);
    },
  };
