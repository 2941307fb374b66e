/**
 * What has to be said about shares that moved between an account that is taxed and one that is not?
 *
 * Authority: Internal Revenue Code sections 408(d)(1) and 72: what leaves an individual retirement
 * account is income at its value, and shares that are taken out begin with that value and that day;
 * section 219(e)(1): contributions are made in cash, so that no shares move into one.
 * Ours: a transfer carries basis and days along whatever the accounts are, and a warning says how to
 * enter it instead. It is told for the year of the transfer and all later ones, because the basis of the
 * moved lots rests on it.
 * Not handled: transfers between spouses and into trusts.
 */
import { lastDayOfYear } from '../values/days.ts';
import { securityLabel, type Transfer } from '../facts/model.ts';
import type { Notice } from '../facts/notices.ts';
import { accountsOf, securitiesOf, transactionSubject } from '../facts/transactions.ts';
import { transactionText } from '../facts/wording.ts';
import type { YearRun } from '../lots/year-run.ts';

/** Transfers up to the end of the year between accounts of different kinds, which were carried out. */
export function transferNotices(run: YearRun): readonly Notice[] {
  const account = accountsOf(run.facts);
  const security = securitiesOf(run.facts);
  const yearEnd = lastDayOfYear(run.taxYear);
  const refused = new Set(run.refused.map(({ transaction }) => transaction.id));
  return run.admitted.departures
    .map(({ transaction }) => transaction)
    .filter((entry): entry is Transfer => entry.action === 'transfer')
    .filter((entry) => entry.date <= yearEnd && !refused.has(entry.id))
    .filter(
      (entry) => account(entry.accountId).taxDeferred !== account(entry.toAccountId).taxDeferred,
    )
    .map((entry) => {
      const from = account(entry.accountId);
      const to = account(entry.toAccountId);
      const label = securityLabel(security(entry.securityId));
      const instead = from.taxDeferred
        ? 'What leaves such an account is income, and its shares begin with their value and the day on which they left: enter a gift out of the one and a purchase at that value in the other'
        : 'Such an account takes contributions in cash: if the shares were sold, enter a sale and a purchase';
      return {
        level: 'warning',
        code: 'transfer-between-kinds',
        message: `The ${transactionText(entry)} of ${label} goes from the account ${from.name} (${from.taxDeferred ? 'tax-deferred' : 'taxable'}) to ${to.name} (${to.taxDeferred ? 'tax-deferred' : 'taxable'}), and carries basis and days along. ${instead}.`,
        about: transactionSubject(entry, from, security(entry.securityId)),
      };
    });
}
