/**
 * Shares of another company that a payment in kind of a document brought: mostly on its day, mostly without
 * a value of their own; now and then twice, or on a day on which nothing was paid.
 */
import { addDays } from '../values/days.ts';
import type { Day } from '../values/days.ts';
import type { Acquisition, Security } from '../facts/model.ts';
import type { Cents } from '../values/money.ts';
import { someMoney, someShares } from './dice.ts';
import type { Frame } from './random-documents.ts';

/** What of an entry the payment says. */
type Received = Pick<Acquisition, 'date' | 'accountId' | 'securityId' | 'shares' | 'amount'>;

interface Held {
  readonly accountId: string;
  readonly securityId: string;
  readonly since: Day;
}

/** None where no shares were there that a document paid in kind on. */
export function receivedInKind(
  { dice, rows }: Frame,
  securities: readonly Security[],
  holdings: readonly Held[],
): Received[] {
  const paid = rows.flatMap(({ securityId, row }) =>
    row.inKind
      ? holdings
          .filter((held) => held.securityId === securityId && held.since < row.payableDate)
          .map(({ accountId }) => ({ accountId, securityId, day: row.payableDate }))
      : [],
  );
  if (paid.length === 0) return [];
  const { accountId, securityId, day } = dice.of(paid);
  const others = securities.filter(({ id }) => id !== securityId);
  const received = others.length > 0 && dice.percent(95) ? dice.of(others).id : securityId;
  const amount = (): Cents | null => (dice.percent(85) ? null : someMoney(dice));
  const one = (): Received => ({
    date: dice.percent(90) ? day : addDays(day, 1),
    accountId,
    securityId: received,
    shares: someShares(dice),
    amount: amount(),
  });
  return dice.percent(10) ? [one(), one()] : [one()];
}
