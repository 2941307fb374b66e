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

/** The facts without entries that have nothing to do with an account. All documents stay. */
export function factsThatReach(facts: Facts, accountId: string): Facts {
  const links = new Map<string, Set<string>>();
  const join = (account: string, other: string): void => {
    links.set(account, (links.get(account) ?? new Set()).add(other));
    links.set(other, (links.get(other) ?? new Set()).add(account));
  };
  let last: Transaction | undefined;
  for (const transaction of facts.transactions) {
    const { accountId: account, securityId } = transaction;
    // Rows of one position usually follow one another.
    if (account !== last?.accountId || securityId !== last.securityId) {
      join(accountNode(account), `security ${securityId}`);
    }
    last = transaction;
    const target = targetOf(transaction);
    if (!target) continue;
    join(accountNode(account), accountNode(target.accountId));
    join(accountNode(account), `security ${target.securityId}`);
  }
  const reached = new Set([accountNode(accountId)]);
  // A set is walked to its end, with what is added on the way.
  for (const node of reached) for (const next of links.get(node) ?? []) reached.add(next);
  const transactions = facts.transactions.filter((one) => reached.has(accountNode(one.accountId)));
  return { ...facts, transactions };
}

function accountNode(id: string): string {
  return `account ${id}`;
}
