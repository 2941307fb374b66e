/** Addresses and reports name an account; what is asked of the book goes by its id. */
import { call } from './client.ts';
import { RefusalError } from './errors.ts';

/** The id of the account of this name. @throws RefusalError where the book has none */
export async function accountIdOf(name: string): Promise<string> {
  const accounts = await call('accounts.list', {});
  const account = accounts.find((each) => each.name === name);
  if (account) return account.id;
  throw new RefusalError({
    code: 'not-found',
    message: `There is no account "${name}" in the book any more. Choose another account.`,
    issues: [],
    reference: null,
  });
}
