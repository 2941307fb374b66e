/**
 * Is a split proven, or what has to be asked about it?
 *
 * A broker's file gives the ratio in words, or the added shares alone, or the shares of both sides. Where it gives
 * the ratio, its numbers must not say another one; where it does not, the file's own holdings propose one. A file
 * can begin in the middle of a history: that more were held than its records bring is no contradiction.
 *
 * Example: 50 shares added to 50 held: 2:1 is proposed. "1:2" with 100 added to 100 held: 2:1 or 1:2 is asked.
 * Awkward case: cash for a fraction in the record of the split itself: the split and the sale are asked as one.
 * Not handled: two splits of one day.
 */
import { divideRounded, SHARE_PLACES } from '../../tax/values/money.ts';
import { ratioInWords, ratioOf, ratioWritten, sidesOf, type Pair } from './corporate-pairs.ts';
import { rowSecurity, type HistoryEvent } from './event.ts';
import type { HistoryCandidate } from './history.ts';
import type { Holdings } from './holdings.ts';
import { missingSecurity } from './judge-actions.ts';
import { magnitude, plainFigure, readNumber, type Figure } from './values.ts';
import { amountText, asked, rowOf, sharesText, type Verdict } from './verdict.ts';

const ONE = 10n ** 12n;
const SHARE_UNIT = 10n ** BigInt(12 - SHARE_PLACES);
/** Shares of a split are booked within days of it, with trades between. */
const DAYS_UNTIL_BOOKED = 14;

interface Ratio {
  readonly text: string;
  readonly news: Figure;
  readonly olds: Figure;
}

function ratioFrom(text: string): Ratio | undefined {
  const [news, olds] = text.split(':').map(readNumber);
  return news?.kind === 'number' && olds?.kind === 'number' && news.value > 0n && olds.value > 0n
    ? { text, news: news.value, olds: olds.value }
    : undefined;
}

function turned(ratio: string): string {
  return ratio.split(':').toReversed().join(':');
}

function grown(before: Figure, { news, olds }: Ratio): Figure {
  return (before * news) / olds;
}

/** Whether two numbers of shares are one but for a fraction that was paid in cash. */
function isNear(a: Figure, b: Figure): boolean {
  return magnitude(a - b) < ONE;
}

function ratioCandidate(event: HistoryEvent, ratio: string): HistoryCandidate {
  return { label: ratio, row: rowOf(event, 'split', null, null, { ratio }) };
}

function ratioCandidates(
  event: HistoryEvent,
  ratios: readonly (string | undefined)[],
): readonly HistoryCandidate[] {
  return [...new Set(ratios)].flatMap((ratio) =>
    ratio === undefined ? [] : [ratioCandidate(event, ratio)],
  );
}

/** What the numbers of a record say against the ratio of its words. */
interface Contradiction {
  readonly text: string;
  /** The ratio that the numbers are, where it is a small one. */
  readonly ratio: string | undefined;
}

/** The shares before and after, where the record has both. */
function againstSides(event: HistoryEvent, pair: Pair | undefined, said: Ratio) {
  const before = pair ? magnitude(pair.out.quantity ?? 0n) : event.sharesBefore;
  const after = pair ? magnitude(pair.into.quantity ?? 0n) : event.sharesAfter;
  if (before === undefined || after === undefined || before <= 0n || after <= 0n) return undefined;
  if (isNear(grown(before, said), after)) return undefined;
  const text = `${plainFigure(before)} shares became ${plainFigure(after)}`;
  return { text, ratio: ratioOf(before, after) };
}

/** The shares that the record brings or takes, beside those that are held by the file's own records. */
function againstHeld(
  event: HistoryEvent,
  said: Ratio,
  holdings: Holdings,
): Contradiction | undefined {
  const { quantity, takenOut, meaning } = event;
  if (quantity === null) return undefined;
  const moved = magnitude(quantity);
  const isOut = quantity < 0n || takenOut;
  const grows = said.news > said.olds;
  const { held, least } = holdings.around(event, DAYS_UNTIL_BOOKED);
  const beside = held > 0n ? `, and by the file's own records ${plainFigure(held)} were held` : '';
  if (isOut) {
    const text = `${plainFigure(moved)} shares are taken out${beside}`;
    if (grows) return { text, ratio: ratioOf(held, held - moved) };
    const implied = (moved * said.olds) / (said.olds - said.news);
    return least > 0n && implied + ONE < least && !isNear(implied, least)
      ? { text, ratio: ratioOf(held, held - moved) }
      : undefined;
  }
  if (held > 0n && isNear(moved, grown(held, said))) return undefined;
  if (!grows) {
    const text = `${plainFigure(moved)} shares are added${beside}`;
    return meaning === 'split' ? { text, ratio: ratioOf(held, held + moved) } : undefined;
  }
  const implied = (moved * said.olds) / (said.news - said.olds);
  const fraction = (ONE * said.olds) / (said.news - said.olds);
  return least > 0n && implied + fraction < least
    ? {
        text: `${plainFigure(moved)} shares are added${beside}`,
        ratio: ratioOf(held, held + moved),
      }
    : undefined;
}

/** What speaks against the ratio that a record says; undefined where nothing does. */
function contradiction(
  event: HistoryEvent,
  pair: Pair | undefined,
  said: Ratio,
  holdings: Holdings,
): Contradiction | undefined {
  const sides = againstSides(event, pair, said);
  if (sides !== undefined) return sides;
  const isForward = /\bF(?:OR)?WA?R?D\b/.test(event.text);
  if (isForward && said.news < said.olds) {
    return { text: 'a forward split gives more shares', ratio: turned(said.text) };
  }
  const isReverse = event.meaning === 'reverseSplit';
  if (isReverse && said.news > said.olds) {
    return { text: 'a reverse split leaves fewer shares', ratio: turned(said.text) };
  }
  return pair === undefined ? againstHeld(event, said, holdings) : undefined;
}

/** The fraction that was beyond whole shares: by the record's own numbers, else by the holdings. */
function fractionOf(event: HistoryEvent, said: Ratio, holdings: Holdings): Figure | undefined {
  const { sharesBefore, sharesAfter } = event;
  const before = sharesBefore ?? holdings.before(event);
  if (before <= 0n) return undefined;
  const whole = grown(before, said);
  const after = sharesAfter ?? (whole / ONE) * ONE;
  const fraction = divideRounded(whole - after, SHARE_UNIT) * SHARE_UNIT;
  return fraction > 0n && fraction < ONE ? fraction : undefined;
}

/** A split whose record has the cash of a fraction as well: both are entries, and the fraction is in no column. */
function withCash(event: HistoryEvent, cash: Figure, said: Ratio, holdings: Holdings): Verdict {
  const dollars = amountText(cash);
  const name = rowSecurity(event.security);
  const knows = { action: 'split', ratio: said.text, cashOfFraction: dollars };
  const fraction = fractionOf(event, said, holdings);
  if (fraction === undefined) {
    const text = `The split ${said.text} of ${name} paid $${dollars} for a fraction of a share, and the file does not say which. Answer with a list of two entries, the split and the sale of the fraction.`;
    return asked(event, text, knows);
  }
  const shares = sharesText(fraction);
  return asked(
    event,
    `The split ${said.text} of ${name} paid $${dollars} for a fraction of a share, which by the file's own numbers was ${shares}. Is that right?`,
    knows,
    [
      {
        label: `The split, and ${shares} shares sold for $${dollars}`,
        row: rowOf(event, 'split', null, null, { ratio: said.text }),
        more: [rowOf(event, 'sell', fraction, cash)],
      },
    ],
    0,
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
  const words =
    ratioInWords(event) ??
    (pair === undefined ? undefined : (ratioInWords(pair.into) ?? ratioInWords(pair.out)));
  const said = words === undefined ? undefined : ratioFrom(words);
  if (said === undefined) {
    return pair === undefined ? withoutRatio(event, holdings) : ofSides(speaking, pair);
  }
  const against = contradiction(speaking, pair, said, holdings);
  if (against !== undefined) {
    const candidates = ratioCandidates(speaking, [against.ratio, said.text]);
    return asked(
      speaking,
      `What was the ratio of the split of ${rowSecurity(about.security)}, new shares first? The record says ${said.text}, but ${against.text}.`,
      { action: 'split', ...numbersOf(event, pair), cashOfFraction: cashText(event) },
      candidates,
    );
  }
  if (event.cashOfFraction !== undefined) {
    return withCash(speaking, event.cashOfFraction, said, holdings);
  }
  const added =
    event.quantity === null || pair !== undefined
      ? {}
      : { sharesAdded: sharesText(event.quantity) };
  return {
    kind: 'row',
    row: rowOf(speaking, 'split', null, null, { ratio: said.text, ...added }),
  };
}

function cashText({ cashOfFraction }: HistoryEvent): string | null {
  return cashOfFraction === undefined ? null : amountText(cashOfFraction);
}

/** The numbers of shares that a record of a split has, by what they are. */
function numbersOf(
  event: HistoryEvent,
  pair: Pair | undefined,
): Readonly<Record<string, string | null>> {
  if (pair !== undefined) {
    const { before, after } = sidesOf(pair);
    return { sharesBefore: before, sharesAfter: after };
  }
  const { quantity, takenOut, sharesBefore, sharesAfter } = event;
  if (quantity !== null) {
    return { [quantity < 0n || takenOut ? 'sharesTakenOut' : 'sharesAdded']: sharesText(quantity) };
  }
  return {
    sharesBefore: sharesBefore === undefined ? null : sharesText(sharesBefore),
    sharesAfter: sharesAfter === undefined ? null : sharesText(sharesAfter),
  };
}

/** A pair of which no words say the ratio. */
function ofSides(event: HistoryEvent, pair: Pair): Verdict {
  const { before, after } = sidesOf(pair);
  const ratio = ratioOf(magnitude(pair.out.quantity ?? 0n), magnitude(pair.into.quantity ?? 0n));
  return asked(
    event,
    `What was the ratio of the reverse split of ${rowSecurity(event.security)}? ${before} old shares became ${after}; a fraction paid in cash is not in it.`,
    { action: 'split', sharesBefore: before, sharesAfter: after },
    ratioCandidates(event, [ratio]),
  );
}

function withoutRatio(event: HistoryEvent, holdings: Holdings): Verdict {
  const { quantity, takenOut, sharesBefore, sharesAfter } = event;
  const name = rowSecurity(event.security);
  if (sharesBefore !== undefined && sharesAfter !== undefined) {
    return asked(
      event,
      `What was the ratio of the split of ${name}, new shares first? ${plainFigure(sharesBefore)} shares became ${plainFigure(sharesAfter)}; a fraction paid in cash is not in it.`,
      { action: 'split', ...numbersOf(event, undefined), cashOfFraction: cashText(event) },
      ratioCandidates(event, [ratioOf(sharesBefore, sharesAfter)]),
    );
  }
  const isOut = quantity !== null && (quantity < 0n || takenOut);
  if (event.meaning !== 'reverseSplit' && !isOut) return addedShares(event, quantity, holdings);
  const held = holdings.before(event);
  const moved = magnitude(quantity ?? 0n);
  // "10 FOR 1": the smaller number is that of the new shares, since fewer are left.
  const written = ratioWritten(event);
  const ratios = [
    ...(written === undefined ? [] : [turned(written)]),
    ...(quantity === null || held <= moved ? [] : [ratioOf(held, held - moved)]),
    ...(quantity === null || held <= moved || isOut ? [] : [ratioOf(held, moved)]),
  ];
  const candidates = ratioCandidates(event, ratios);
  const beside =
    candidates.length > 0 && held > 0n
      ? ` By the file's own records ${sharesText(held)} were held.`
      : '';
  return asked(
    event,
    `What was the ratio of the reverse split of ${name}, as in 1:10?${beside}`,
    {
      action: 'split',
      kind: 'reverse split',
      [isOut ? 'sharesTakenOut' : 'sharesAfter']: quantity === null ? null : sharesText(quantity),
    },
    candidates,
    candidates.length === 1 ? 0 : null,
  );
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
    ratioCandidates(event, [ratio]),
    ratio === undefined ? null : 0,
  );
}
