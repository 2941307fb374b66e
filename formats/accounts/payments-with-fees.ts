/**
 * What did a security pay, where a fee stands beside the payment and nothing says whether it is taken off?
 *
 * Example: a dividend of 66.00 with a fee of 1.50, in a file without a trade that has a fee.
 */
import type { ClaimKind } from '../../tax/facts/broker-claim.ts';
import { rowSecurity, type HistoryEvent } from './event.ts';
import { dollarsText } from './values.ts';
import { amountText, asked, claimOf, type Verdict } from './verdict.ts';

/** A payment that is asked about: with the fee, or without it. */
export function askedForFees(event: HistoryEvent, kind: ClaimKind): Verdict {
  const [amount, fees] = [event.amount ?? 0n, event.fees];
  const before = amount < 0n ? amount - fees : amount + fees;
  return asked(
    event,
    `Are the fees of ${dollarsText(fees)} taken off the $${amountText(amount)} of ${rowSecurity(event.security)}? What was paid before them counts.`,
    { amount: amountText(amount) },
    [before, amount].map((paid) => ({
      label: `$${amountText(paid)} was paid`,
      row: null,
      claim: claimOf({ ...event, amount: paid }, kind, false),
    })),
  );
}
