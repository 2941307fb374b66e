/**
 * Which entries can reach a figure of an account?
 *
 * Those of the account itself, of every security in it, because lot names are unique within an account;
 * and of the other accounts that hold one of these securities, because a purchase there can make a loss
 * here a wash sale, and a transfer can bring shares in. So on through their securities.
 *
 * Example: AIV in two accounts, and EQR in one of them and in a third: all three.
 * Not handled: leaving out what is connected and still changes nothing.
 */
import type { Facts, Transaction } from '../facts/model.ts';
import { targetOf } from '../facts/transactions.ts';

/** Puts what is connected into one group, by a member that stands for it (union and find). */
class Groups {
  readonly #above = new Map<string, string>();

  find(name: string): string {
    let top = name;
    for (let above = this.#above.get(top); above !== undefined; above = this.#above.get(top)) {
      top = above;
    }
    // Whoever asks next has a short way.
    for (let at = name; at !== top;) {
      const above = this.#above.get(at) as string;
      this.#above.set(at, top);
      at = above;
    }
    return top;
  }

  join(a: string, b: string): void {
    const [one, other] = [this.find(a), this.find(b)];
    if (one !== other) this.#above.set(one, other);
  }
}

function accountNode(id: string): string {
  return `account ${id}`;
}

/** The facts without entries that have nothing to do with an account. All documents stay. */
export function factsThatReach(facts: Facts, accountId: string): Facts {
  const groups = new Groups();
  let last: Transaction | undefined;
  for (const transaction of facts.transactions) {
    const { accountId: account, securityId } = transaction;
    // Rows of one position usually follow one another.
    if (account !== last?.accountId || securityId !== last.securityId) {
      groups.join(accountNode(account), `security ${securityId}`);
    }
    last = transaction;
    const target = targetOf(transaction);
    if (!target) continue;
    groups.join(accountNode(account), accountNode(target.accountId));
    groups.join(accountNode(account), `security ${target.securityId}`);
  }
  const group = groups.find(accountNode(accountId));
  const reaches = new Map<string, boolean>();
  return {
    ...facts,
    transactions: facts.transactions.filter(({ accountId: account }) => {
      const known = reaches.get(account);
      if (known !== undefined) return known;
      const isReached = groups.find(accountNode(account)) === group;
      reaches.set(account, isReached);
      return isReached;
    }),
  };
}
