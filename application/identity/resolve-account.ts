/**
 * Which account does a name mean? The one of exactly that name, else a new one. Names that differ in
 * upper and lower case alone are refused: two accounts would divide what is held in one.
 */
import type { Account, LotMethod } from '../../tax/facts/model.ts';
import { quoted, type FieldResult } from '../../formats/csv-values.ts';

/** What an account becomes that is added. */
interface NewAccounts {
  readonly newId: () => string;
  readonly method: LotMethod;
  /** Names of those that are tax-deferred. */
  readonly taxDeferred: readonly string[];
}

export class AccountResolver {
  readonly created: Account[] = [];
  readonly #byName = new Map<string, Account>();
  readonly #byLowerCase = new Map<string, Account>();
  readonly #added: NewAccounts;

  constructor(existing: readonly Account[], added: NewAccounts) {
    this.#added = added;
    for (const account of existing) this.#keep(account);
  }

  #keep(account: Account): void {
    this.#byName.set(account.name, account);
    this.#byLowerCase.set(account.name.toLowerCase(), account);
  }

  resolve(name: string): FieldResult<Account> {
    const found = this.#byName.get(name);
    if (found !== undefined) return { value: found };
    const similar = this.#byLowerCase.get(name.toLowerCase());
    if (similar !== undefined) {
      return {
        problem: `The account ${quoted(name)} differs from ${quoted(similar.name)} only in upper and lower case. Write both the same way.`,
      };
    }
    const account: Account = {
      id: this.#added.newId(),
      name,
      taxDeferred: this.#added.taxDeferred.includes(name),
      method: this.#added.method,
      methodChanges: [],
      returnOfCapital: 'by-shares',
    };
    this.created.push(account);
    this.#keep(account);
    return { value: account };
  }
}
