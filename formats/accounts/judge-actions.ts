/**
 * What has to be asked about a corporate action or a transfer, and what is proven?
 *
 * A broker's file seldom has all of it: a split gives only the added shares, a spin-off no percentage
 * of the basis, a transfer no lots. What it has is known, the rest is one question, and where the
 * file's own holdings give an answer it is proposed.
 *
 * Example: 50 shares added to 50 held: 2:1 is proposed.
 * Awkward case: the market value of shares that came in is no cost.
 */
import { CAME_IN, CAME_IN_COLUMNS } from './came-in.ts';
import { ratioInWords, ratioOf, sidesOf, type Pair } from './corporate-pairs.ts';
import { rowSecurity, type HistoryEvent } from './event.ts';
import type { HistoryCandidate } from './history.ts';
import type { Holdings } from './holdings.ts';
import { magnitude, type Figure } from './values.ts';
import { amountText, asked, rowOf, sharesText, type Verdict } from './verdict.ts';

function ratioCandidate(event: HistoryEvent, ratio: string): HistoryCandidate {
  return { label: ratio, row: rowOf(event, 'split', null, null, { ratio }) };
}

function missingSecurity(event: HistoryEvent, action: string): Verdict | undefined {
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

export function judgeSplit(
  event: HistoryEvent,
  pair: Pair | undefined,
  holdings: Holdings,
): Verdict {
  const about = pair?.into ?? event;
  const missing = missingSecurity(about, 'split');
  if (missing !== undefined) return missing;
  const speaking: HistoryEvent = { ...event, security: about.security };
  const said =
    ratioInWords(event) ??
    (pair === undefined ? undefined : (ratioInWords(pair.into) ?? ratioInWords(pair.out)));
  if (said !== undefined) {
    const added =
      event.quantity === null || pair !== undefined
        ? {}
        : { sharesAdded: sharesText(event.quantity) };
    return { kind: 'row', row: rowOf(speaking, 'split', null, null, { ratio: said, ...added }) };
  }
  if (pair !== undefined) {
    const { before, after } = sidesOf(pair);
    const ratio = ratioOf(magnitude(pair.out.quantity ?? 0n), magnitude(pair.into.quantity ?? 0n));
    const candidates = ratio === undefined ? [] : [ratioCandidate(speaking, ratio)];
    return asked(
      speaking,
      `What was the ratio of the reverse split of ${rowSecurity(about.security)}? ${before} old shares became ${after}; a fraction paid in cash is not in it.`,
      { action: 'split', sharesBefore: before, sharesAfter: after },
      candidates,
    );
  }
  const quantity = event.quantity;
  if (event.meaning === 'reverseSplit') {
    return asked(
      event,
      `What was the ratio of the reverse split of ${rowSecurity(event.security)}, as in 1:10?`,
      {
        action: 'split',
        [quantity !== null && quantity < 0n ? 'sharesTakenOut' : 'sharesAfter']:
          quantity === null ? null : sharesText(quantity),
      },
    );
  }
  return addedShares(event, quantity, holdings);
}

/** A forward split of which only the added shares are known. */
function addedShares(event: HistoryEvent, quantity: Figure | null, holdings: Holdings): Verdict {
  const held = holdings.before(event);
  const ratio = quantity === null || held <= 0n ? undefined : ratioOf(held, held + quantity);
  return asked(
    event,
    ratio === undefined
      ? `What was the ratio of the split of ${rowSecurity(event.security)}, as in 2:1? The file gives only the ${quantity === null ? '' : `${sharesText(quantity)} `}added shares.`
      : `Was the split of ${rowSecurity(event.security)} ${ratio}? The file gives only the ${sharesText(quantity ?? 0n)} added shares; by its own records ${sharesText(held)} were held.`,
    { action: 'split', sharesAdded: quantity === null ? null : sharesText(quantity) },
    ratio === undefined ? [] : [ratioCandidate(event, ratio)],
    ratio === undefined ? null : 0,
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

export function judgeStockDividend(event: HistoryEvent): Verdict {
  const missing = missingSecurity(event, 'stock-dividend');
  if (missing !== undefined) return missing;
  const shares = event.quantity === null ? null : sharesText(event.quantity);
  return asked(
    event,
    `What were the ${shares ?? ''} shares of ${rowSecurity(event.security)} worth that came as a dividend? Where the dividend was not taxable, it is a split: enter its ratio.`,
    { action: 'stock-dividend', shares },
  );
}

/** Words of shares that leave, beside a number without a sign. */
const GOES_OUT =
  /\b(?:out|outgoing|outbound|removed?|sent|given|donat(?:ed|ion)|withdraw(?:n|al)?|delivered)\b(?! of)/i;

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
  const question = asked(event, text, { action: isQif ? null : 'transfer', shares });
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
