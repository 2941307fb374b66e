/**
 * What has to be asked about a corporate action or a transfer, and what is proven?
 *
 * A broker's file seldom has all of it: a split gives only the added shares, a spin-off no percentage
 * of the basis, a transfer no lots. What it has is known, and the rest is one question.
 *
 * Example: 40 shares that came in: the day on which they were acquired and their cost are asked.
 * Awkward case: the market value of shares that came in is no cost.
 */
import { CAME_IN, CAME_IN_COLUMNS } from './came-in.ts';
import { ratioInWords, ratioOf, sidesOf, type Pair } from './corporate-pairs.ts';
import { rowSecurity, type HistoryEvent } from './event.ts';
import type { HistoryCandidate } from './history.ts';
import { magnitude, times, type Figure } from './values.ts';
import { amountText, asked, rowOf, sharesText, type Verdict } from './verdict.ts';

/** What stands in the way before anything can be said of a record: a cell that cannot be read, or no security. */
export function missingSecurity(event: HistoryEvent, action: string): Verdict | undefined {
  if (event.unclear.length > 0) {
    return asked(event, `In this line ${event.unclear.join(', and ')}. What should it be?`, {
      action,
    });
  }
  if (rowSecurity(event.security) !== '') return undefined;
  const name = event.security.name;
  return asked(
    event,
    name === null
      ? 'Which security is this of? The line names none.'
      : `Which security is "${name}"? The line has no ticker and no CUSIP.`,
    {
      action,
      shares: event.quantity === null ? null : sharesText(event.quantity),
      amount: event.amount === null ? null : amountText(magnitude(event.amount)),
    },
  );
}

const FROM = /\bFROM:?\s*\(?\s*([A-Z][A-Z0-9.\-/]{0,8})\s*\)/;
const CHILD = /\(([A-Z][A-Z0-9.\-/]{0,8}),[^()]*\)\s*$/;

export function judgeSpinOff(event: HistoryEvent): Verdict {
  const unreadable = event.unclear.length > 0 ? missingSecurity(event, 'spin-off') : undefined;
  if (unreadable !== undefined) return unreadable;
  const parent = FROM.exec(event.text)?.[1] ?? null;
  // "BRLT(US…) Spinoff 1 for 10 (ZYXS, …)": the record stands under the parent, the child is in brackets.
  const child = CHILD.exec(event.text)?.[1] ?? null;
  const isUnderParent = child !== null && child !== rowSecurity(event.security);
  const to = isUnderParent ? child : rowSecurity(event.security);
  const security = isUnderParent ? rowSecurity(event.security) : parent;
  return asked(
    event,
    security === null
      ? `Which security were the shares of ${to} spun off from, and what percentage of its basis goes with them? The issuer's Form 8937 says it.`
      : `What percentage of the basis of ${security} goes with the shares of ${to}? The issuer's Form 8937 says it, and whether the distribution was taxable.`,
    {
      action: 'spin-off',
      security,
      to,
      ratio: ratioInWords(event) ?? null,
      sharesReceived: event.quantity === null ? null : sharesText(event.quantity),
    },
  );
}

export function judgeCashInLieu(event: HistoryEvent): Verdict {
  const missing = missingSecurity(event, 'sell');
  if (missing !== undefined) return missing;
  if (event.quantity !== null && event.amount !== null) {
    return { kind: 'row', row: rowOf(event, 'sell', event.quantity, event.amount) };
  }
  return asked(
    event,
    `Which fraction of a share of ${rowSecurity(event.security)} was paid with ${event.amount === null ? 'cash' : `$${amountText(magnitude(event.amount))}`}? It is what the split or distribution gave beyond whole shares.`,
    { action: 'sell', amount: event.amount === null ? null : amountText(magnitude(event.amount)) },
  );
}

/** Shares that came as a dividend; `held` are those before it by the file's own records. */
export function judgeStockDividend(event: HistoryEvent, held: Figure): Verdict {
  const missing = missingSecurity(event, 'stock-dividend');
  if (missing !== undefined) return missing;
  const shares = event.quantity === null ? null : sharesText(event.quantity);
  const ratio =
    event.quantity === null || held <= 0n ? undefined : ratioOf(held, held + event.quantity);
  return asked(
    event,
    `What were the ${shares ?? ''} shares of ${rowSecurity(event.security)} worth that came as a dividend? Enter it as the amount. Where the dividend was not taxable, enter a ratio alone, such as 21:20 for 1 share on 20: it is a split.`,
    { action: 'stock-dividend', shares },
    ratio === undefined
      ? []
      : [
          {
            label: `Not taxable: a split of ${ratio}`,
            row: rowOf(event, 'split', null, null, { ratio }),
          },
        ],
  );
}

/** Words of shares that leave, beside a number without a sign. */
const GOES_OUT =
  /\b(?:out|outgoing|outbound|removed?|sent|given|donat(?:ed|ion)|withdraw(?:n|al)?|delivered)\b(?! of)/i;

/** A basis further than this from what the shares were worth is that of one share, or of all. */
const FAR = 20n;

/** What the record itself says of the past of its shares: nobody knows whether its basis is of one share or of all. */
function saidPast(event: HistoryEvent): readonly HistoryCandidate[] {
  const { acquired, averageBasis, wholeBasis, price, quantity } = event;
  if (acquired === undefined || quantity === null) return [];
  const worth = price === null ? null : times(magnitude(quantity), price);
  const ofEach =
    averageBasis === undefined ? [] : [averageBasis, times(magnitude(quantity), averageBasis)];
  return [...(wholeBasis === undefined ? [] : [wholeBasis]), ...ofEach].flatMap((basis) => {
    const isFar = worth !== null && (basis * FAR < worth || basis > worth * FAR);
    const row = rowOf(event, CAME_IN, quantity, basis, { acquired });
    return isFar ? [] : [{ label: `Acquired on ${acquired} for $${amountText(basis)}`, row }];
  });
}

/** Shares that leave or come without a trade. */
export function judgeTransfer(event: HistoryEvent, isQif: boolean): Verdict {
  const missing = missingSecurity(event, 'transfer');
  if (missing !== undefined) return missing;
  const quantity = event.quantity ?? 0n;
  const shares = sharesText(quantity);
  const name = rowSecurity(event.security);
  if (quantity < 0n || event.takenOut || GOES_OUT.test(event.action)) {
    const text = `To which account did the ${shares} shares of ${name} go, and which lots were they? A gift is entered as one.`;
    return asked(event, text, { action: 'transfer', shares });
  }
  const hasValue = event.amount !== null && event.amount !== 0n;
  const text = `When were the ${shares} shares of ${name} acquired that came in, and for how much?${hasValue ? ' The value in this line is what they were worth on the day, not their cost.' : ''}`;
  const past = saidPast(event);
  const beside =
    past.length === 0 || event.averageBasis === undefined
      ? ''
      : ' An average basis is the cost of these shares where they are of one lot.';
  const knows = { action: isQif ? null : 'transfer', shares };
  const question = asked(event, `${text}${beside}`, knows, past);
  return question.kind === 'question'
    ? {
        ...question,
        question: { ...question.question, asks: { action: CAME_IN, columns: CAME_IN_COLUMNS } },
      }
    : question;
}

/** Shares that went out for money alone, as far as the line says. */
function forCash(event: HistoryEvent): readonly HistoryCandidate[] {
  const { quantity, amount, action } = event;
  if (quantity === null || quantity >= 0n || amount === null || amount <= 0n) return [];
  const kind = /merge|tender|redeem|call|acqui/i.test(action) ? 'redeem' : 'sell';
  return [
    {
      label: `The ${sharesText(quantity)} shares were given up for $${amountText(amount)} and nothing else`,
      row: rowOf(event, kind, quantity, amount),
    },
    { label: 'Leave it out', row: null },
  ];
}

export function judgeExchange(event: HistoryEvent, pair: Pair | undefined): Verdict {
  const missing = missingSecurity(event, 'exchange');
  if (missing !== undefined) return missing;
  const sides = pair === undefined ? undefined : sidesOf(pair);
  return asked(
    event,
    pair === undefined
      ? `What became of the shares of ${rowSecurity(event.security)}: "${event.action.slice(0, 80)}"? Enter an exchange, a redemption or a split, or leave it out.`
      : `What is this exchange: ${sides?.before ?? ''} shares of ${rowSecurity(pair.out.security)} for ${sides?.after ?? ''} of ${rowSecurity(pair.into.security)}? The terms say whether basis is carried over.`,
    pair === undefined
      ? {
          action: 'exchange',
          shares: event.quantity === null ? null : sharesText(event.quantity),
          amount: event.amount === null ? null : amountText(magnitude(event.amount)),
        }
      : {
          action: 'exchange',
          security: rowSecurity(pair.out.security),
          to: rowSecurity(pair.into.security),
          sharesBefore: sides?.before ?? null,
          sharesReceived: sides?.after ?? null,
        },
    pair === undefined ? forCash(event) : [],
  );
}
