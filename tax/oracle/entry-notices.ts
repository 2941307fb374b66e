/**
 * What is there to say about the holder's own entries: those that were left out, and the sales of
 * the year? (section 10)
 *
 * A sale gets one notice of a kind, however many pieces it has. Cash for a fraction is a sale of the
 * security that the fraction is of.
 */
import { lastDayOfYear, yearOf } from '../days.ts';
import type { Transaction } from '../model.ts';
import { disallowedLossOf, longTermLossOf } from './disposing.ts';
import type { Ledger, Piece } from './ledger.ts';
import { piecesOfYear } from './lists.ts';
import { aboutEntry, lotNames } from './subjects.ts';
import type { Say } from './subjects.ts';
import { keyOf } from './payments.ts';
import { at } from './present.ts';
import type { Replay } from './replay.ts';

function refusalNotices(ledger: Ledger, say: Say): void {
  for (const { code, entry, lots } of ledger.refusals) {
    if (entry.date > lastDayOfYear(ledger.taxYear)) continue;
    say('error', code, {
      ...aboutEntry(ledger, entry),
      ...(lots.length === 0 ? {} : { lots: lotNames(lots) }),
    });
  }
}

/** The pieces of each sale. */
function bySale(pieces: readonly Piece[]): Piece[][] {
  const entries = new Set<Transaction>(pieces.map((piece) => piece.entry));
  return [...entries].map((entry) => pieces.filter((piece) => piece.entry === entry));
}

/** Shares sold between ex-date and payable date. */
function soldBeforeNotices(ledger: Ledger, say: Say): void {
  for (const pieces of bySale(ledger.pieces)) {
    const { entry, securityId } = at(pieces, 0);
    for (const payment of new Set(pieces.flatMap((piece) => piece.soldBefore))) {
      const { taxYear, distribution } = payment.row;
      // The sale gets the notice; before the payment's tax year it is the gain that gets it.
      const soldIn = yearOf(entry.date);
      if (ledger.taxYear !== (soldIn < taxYear ? taxYear : soldIn)) continue;
      const concerned = pieces.filter((piece) => piece.soldBefore.includes(payment));
      say('info', 'roc-after-sale', {
        ...aboutEntry(ledger, entry, securityId),
        year: taxYear,
        distribution: distribution.id,
        payment: keyOf(payment),
        lots: lotNames(concerned.map((piece) => piece.lotName)),
      });
    }
  }
}

function saleNotices(ledger: Ledger, say: Say): void {
  for (const pieces of bySale(piecesOfYear(ledger))) {
    const { entry, securityId } = at(pieces, 0);
    const about = aboutEntry(ledger, entry, securityId);
    const lotsOf = (some: readonly Piece[]) => lotNames(some.map((piece) => piece.lotName));

    const longTerm = pieces.filter((piece) => longTermLossOf(piece).greaterThan(0));
    if (longTerm.length > 0)
      say('info', 'loss-after-capital-gain', { ...about, lots: lotsOf(longTerm) });

    if (pieces.some((piece) => disallowedLossOf(piece).greaterThan(0))) {
      const replacements = pieces.flatMap(({ matches }) => matches.map(({ lot }) => lot.name));
      say('info', 'possible-wash-sale', { ...about, lots: lotNames(replacements) });
    }

    const given = pieces.filter(
      ({ gain, origin }) => gain.lessThan(0) && origin.root.entry.action === 'gift-received',
    );
    if (given.length > 0) say('info', 'gift-basis', { ...about, lots: lotsOf(given) });
  }
}

export function entryNotices({ ledger }: Replay, say: Say): void {
  refusalNotices(ledger, say);
  soldBeforeNotices(ledger, say);
  saleNotices(ledger, say);
}
