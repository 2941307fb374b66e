/**
 * Is a purchase, a reinvestment or a sale proven, or what has to be asked?
 *
 * Proven is a record whose day, security, shares and amount are all there and belong together.
 * Everything else is a question that knows what the record says, with the amounts that it can be.
 */
import { SHARE_PLACES } from '../../tax/values/money.ts';
import { rowSecurity, securityKey, type HistoryEvent } from './event.ts';
import type { HistoryCandidate } from './history.ts';
import {
  farFromUsual,
  paysForReinvestment,
  signProblem,
  tradeProblem,
  type Signs,
} from './trade-checks.ts';
import { magnitude, plainFigure, sharesOf, type Figure } from './values.ts';
import { amountText, asked, rowOf, sharesText, type Verdict } from './verdict.ts';

type TradeAction = 'buy' | 'reinvest' | 'sell' | 'redeem';

const WORD: Readonly<Record<TradeAction, string>> = {
  buy: 'purchase',
  reinvest: 'reinvestment',
  sell: 'sale',
  redeem: 'redemption',
};

/** `cost` is the amount without sign, null where there is none. */
export function judgeTrade(
  event: HistoryEvent,
  action: TradeAction,
  cost: Figure | null,
  signs: Signs,
  usual: Figure | undefined,
): Verdict {
  const { quantity } = event;
  const isSale = action === 'sell' || action === 'redeem';
  // Made where something is asked: most trades are proven.
  const knows = () => ({
    action,
    shares: quantity === null ? null : sharesText(quantity),
    amount: cost === null || cost === 0n ? null : amountText(cost),
  });
  if (event.unclear.length > 0) {
    return asked(
      event,
      `In this ${WORD[action]} ${event.unclear.join(', and ')}. What should it be?`,
      knows(),
    );
  }
  if (rowSecurity(event.security) === '') {
    const name = securityKey(event.security);
    return asked(
      event,
      name === ''
        ? `Which security is this ${WORD[action]} of? The line names none.`
        : `Which security is "${name}"? The line has no ticker and no CUSIP.`,
      knows(),
    );
  }
  if (quantity !== null && sharesOf(magnitude(quantity)) === undefined) {
    return asked(
      event,
      `${plainFigure(magnitude(quantity))} shares have more than ${SHARE_PLACES} decimals. How many are they, as on the statement?`,
      { ...knows(), shares: plainFigure(magnitude(quantity)) },
    );
  }
  const far = cost === null ? undefined : farFromUsual(event, cost, usual);
  const problem =
    tradeProblem(event, cost, isSale) ??
    (far === undefined ? undefined : { text: far, amounts: [] });
  if (problem !== undefined) {
    const candidates: HistoryCandidate[] = problem.amounts
      .filter((amount) => amount > 0n && quantity !== null)
      .map((amount) => ({
        label: `The ${isSale ? 'proceeds are' : 'cost is'} $${amountText(amount)}`,
        row: rowOf(event, action, quantity, amount),
      }));
    return asked(
      event,
      `${problem.text} What ${isSale ? 'were the proceeds less fees' : 'was the cost with fees'}?`,
      { ...knows(), amount: problem.amounts.length === 0 ? null : knows().amount },
      candidates,
      candidates.length > 0 ? 0 : null,
    );
  }
  if (action === 'reinvest' && quantity !== null && (quantity < 0n || event.takenOut)) {
    return asked(
      event,
      `This reinvestment takes ${sharesText(quantity)} shares out. Does it take an earlier one back? Then leave both out, or correct the earlier one by hand.`,
      knows(),
      [{ label: 'Leave it out', row: null }],
    );
  }
  if (action === 'reinvest' && paysForReinvestment(event, signs)) {
    return asked(
      event,
      `Money came in with the shares of this reinvestment. Does it take an earlier one back? Then leave both out, or correct the earlier one by hand.`,
      knows(),
      [
        { label: 'A reinvestment', row: rowOf(event, action, quantity, cost) },
        { label: 'Leave it out', row: null },
      ],
    );
  }
  const sign = signProblem(event, signs);
  if (sign !== undefined) {
    const other: TradeAction = isSale ? 'buy' : 'sell';
    return asked(event, `${sign} Was it a ${WORD[action]} or a ${WORD[other]}?`, knows(), [
      { label: `A ${WORD[action]}`, row: rowOf(event, action, quantity, cost) },
      { label: `A ${WORD[other]}`, row: rowOf(event, other, quantity, cost) },
    ]);
  }
  return { kind: 'row', row: rowOf(event, action, quantity, cost) };
}
