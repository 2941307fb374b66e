/** What the broker's own rows in the book say was paid, for the search for causes. */
import type { BrokerClaim } from '../../tax/facts/broker-claim.ts';
import type { Facts } from '../../tax/facts/model.ts';
import type { Received } from '../../tax/reconcile/received.ts';
import { isMeant } from '../identity/is-meant.ts';

/** Of no dividend of the security: they say nothing of what stands on Form 1099-DIV. */
const OTHER_KINDS: ReadonlySet<BrokerClaim['kind']> = new Set(['liquidation', 'paymentInLieu']);

/** Rows of securities that the book has; what takes a payment back says nothing. */
export function receivedIn(claims: readonly BrokerClaim[], { securities }: Facts): Received[] {
  return claims.flatMap((claim) => {
    if (OTHER_KINDS.has(claim.kind) || claim.amount <= 0n || claim.flags.includes('reversal')) {
      return [];
    }
    const security = securities.find((one) => isMeant(claim.security, one));
    if (security === undefined) return [];
    return [
      {
        accountId: claim.accountId,
        securityId: security.id,
        day: claim.payableDate ?? claim.date,
        isReinvested: claim.flags.includes('reinvested'),
      },
    ];
  });
}
