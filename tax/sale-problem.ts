/**
 * What does the user read when a sale cannot be carried out? One error for the row; the row is left
 * out wholly and nothing of it is guessed.
 */
import type { Choice } from './lots.ts';
import { securityLabel } from './model.ts';
import type { Account, Sale, Security, Transaction } from './model.ts';
import type { Shares } from './money.ts';
import type { Notice } from './notices.ts';
import { transactionSubject } from './transactions.ts';
import { sharesText, transactionText } from './wording.ts';

type Problem = Extract<Choice<never>, { problem: string }>;

const ONE_SHARE = 1_000_000n;

/** What there is to sell instead, as a clause. */
function heldText(held: Shares, lot: string | null): string {
  if (lot !== null) {
    return held === 0n
      ? `the lot ${lot} has no shares left on that day`
      : `the lot ${lot} has only ${sharesText(held)} on that day`;
  }
  if (held === 0n) return 'none of it is held on that day';
  return `only ${sharesText(held)} of it ${held === ONE_SHARE ? 'is' : 'are'} held on that day`;
}

/** The notice of a refused sale. `lotOwner` finds the acquisition that made a lot of the account. */
export function saleProblem(
  problem: Problem,
  sale: Sale,
  account: Account,
  security: Security,
  lotOwner: (lot: string) => Transaction | undefined,
): Notice {
  const label = securityLabel(security);
  const lots = sale.lot === null ? {} : { lots: [sale.lot] };
  const about = transactionSubject(sale, account, security, lots);
  const head = `The ${transactionText(sale)} of ${sharesText(sale.shares)} of ${label} in the account ${account.name} is left out`;
  if (problem.problem === 'oversold') {
    const message = `${head}: ${heldText(problem.held, sale.lot)}. Correct the number of shares, or enter the missing purchase.`;
    return { level: 'error', code: 'oversold', message, about };
  }
  const owner = lotOwner(sale.lot ?? '');
  const why = !owner
    ? `this account has no lot named ${sale.lot ?? ''}`
    : owner.securityId !== security.id
      ? `the lot ${sale.lot ?? ''} holds another security`
      : `the lot ${sale.lot ?? ''} was only bought later, on ${owner.date}`;
  const message = `${head}: ${why}. Name a lot that holds ${label} on that day, or leave the lot empty to sell the earliest first.`;
  return { level: 'error', code: 'unknown-lot', message, about };
}
