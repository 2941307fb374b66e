/** What an entry changes, row by row: each lot as it is before the entry beside what it is after it. */
import { costOf, isAcquisition, securityLabel, type Transaction } from '../../tax/facts/model.ts';
import type { LotState, SalePiece } from '../../tax/lots/figures.ts';
import type { EntryPreview } from '../../tax/report/preview.ts';
import { addedLoss, saleSums } from '../../tax/report/totals.ts';
import { formatMoney, formatRate, formatShares, ratePerShare } from '../../tax/values/money.ts';
import { SUPPOSED, type HandlerAnswer } from '../contract.ts';

type Preview = HandlerAnswer<'transactions.preview'>;
type Row = Preview['rows'][number];

/** More rows than anybody reads before saving; the counts say how many there are. */
const MOST_ROWS = 60;

/** Basis per share is shown to a hundredth of a cent. */
export const PER_SHARE_PLACES = 4;

interface Pair {
  readonly change: Row['change'] | 'same';
  readonly before: LotState | null;
  readonly after: LotState | null;
}

const keyOf = ({ accountId, security, lot }: LotState): string =>
  JSON.stringify([accountId, security.id, lot]);

function isChanged(before: LotState, after: LotState): boolean {
  return (
    before.shares !== after.shares ||
    before.cost !== after.cost ||
    before.adjustedBasis !== after.adjustedBasis ||
    before.acquired !== after.acquired
  );
}

/** Lots that were there in their order, then the new ones. */
function pairsOf({ before, after }: EntryPreview): readonly Pair[] {
  const later = new Map(after.map((lot) => [keyOf(lot), lot]));
  const earlier = new Set(before.map(keyOf));
  return [
    ...before.map((lot): Pair => {
      const now = later.get(keyOf(lot)) ?? null;
      const change = now === null ? 'gone' : isChanged(lot, now) ? 'changed' : 'same';
      return { change, before: lot, after: now };
    }),
    ...after
      .filter((lot) => !earlier.has(keyOf(lot)))
      .map((lot): Pair => ({ change: 'new', before: null, after: lot })),
  ];
}

/** What an entry and one after it do together: what the later one leaves of a lot stands in place of what was there. */
export function previewOfBoth(first: EntryPreview, second: EntryPreview): EntryPreview {
  const known = new Set([...first.before, ...first.after].map(keyOf));
  const touched = new Set(second.before.map(keyOf));
  const isOther = (lot: LotState): boolean => !known.has(keyOf(lot));
  return {
    before: [...first.before, ...second.before.filter(isOther)],
    after: [...first.after.filter((lot) => !touched.has(keyOf(lot))), ...second.after],
    pieces: first.pieces,
    problem: first.problem ?? second.problem,
  };
}

/** The lots that are there after an entry and were not before it. */
export function newLots(preview: EntryPreview): readonly LotState[] {
  return pairsOf(preview).flatMap(({ before, after }) => (after && !before ? [after] : []));
}

function figuresOf(lot: LotState | null): Row['before'] {
  return (
    lot && {
      shares: formatShares(lot.shares),
      cost: formatMoney(lot.cost),
      adjustedBasis: formatMoney(lot.adjustedBasis),
      basisPerShare:
        lot.shares === 0n
          ? null
          : formatRate(ratePerShare(lot.adjustedBasis, lot.shares, PER_SHARE_PLACES)),
      awaitsValue: lot.awaitsValue,
    }
  );
}

function rowOf({ change, before, after }: Pair): Row[] {
  const lot = after ?? before;
  if (!lot || change === 'same') return [];
  return [
    {
      accountId: lot.accountId,
      account: lot.account,
      security: securityLabel(lot.security),
      lot: lot.lot,
      acquired: lot.acquired,
      change,
      before: figuresOf(before),
      after: figuresOf(after),
    },
  ];
}

function pieceOf(piece: SalePiece): Preview['pieces'][number] {
  return {
    kind: piece.kind,
    account: piece.account,
    security: securityLabel(piece.security),
    lot: piece.lot,
    acquired: piece.acquired,
    shares: formatShares(piece.shares),
    proceeds: formatMoney(piece.proceeds),
    adjustedBasis: formatMoney(piece.adjustedBasis),
    gain: formatMoney(piece.gain),
    term: piece.term,
    disallowedLoss: formatMoney(piece.disallowedLoss),
    longTermLoss: formatMoney(piece.longTermLoss),
    awaitsValue: piece.awaitsValue,
  };
}

/** What a sale takes, lot by lot, and what it comes to. */
export function takenOf(pieces: readonly SalePiece[]): Preview['taken'] {
  const byLot = new Map<string, bigint>();
  for (const { lot, shares } of pieces) byLot.set(lot, (byLot.get(lot) ?? 0n) + shares);
  const { short, long, disallowed, counts } = saleSums(pieces);
  return {
    picks: [...byLot].map(([lot, shares]) => ({
      lot,
      shares: formatShares(shares as SalePiece['shares']),
    })),
    short: formatMoney(short),
    long: formatMoney(long),
    disallowed: formatMoney(disallowed),
    counts: formatMoney(counts),
  };
}

/** The disallowed loss of an earlier sale in the basis of the lots that an acquisition makes. */
function addedLossOf(preview: EntryPreview, entry: Transaction): string | null {
  if (!isAcquisition(entry)) return null;
  const made = newLots(preview);
  const { value } = addedLoss(made, costOf(entry), SUPPOSED.entry);
  return made.length > 0 && value > 0n ? formatMoney(value) : null;
}

/** As the window shows it, without a problem that it has. */
export function previewRows(
  preview: EntryPreview,
  entry: Transaction,
): Omit<Preview, 'problem' | 'doubts'> {
  const pairs = pairsOf(preview);
  const lots = pairs.flatMap(({ before, after }) => after ?? before ?? []);
  const count = (change: Pair['change']): number =>
    pairs.filter((pair) => pair.change === change).length;
  return {
    rows: pairs
      .filter(({ change }) => change !== 'same')
      .slice(0, MOST_ROWS)
      .flatMap(rowOf),
    counts: {
      changed: count('changed'),
      new: count('new'),
      gone: count('gone'),
      same: count('same'),
    },
    severalAccounts: new Set(lots.map((lot) => lot.accountId)).size > 1,
    severalSecurities: new Set(lots.map((lot) => lot.security.id)).size > 1,
    open: preview.before
      .filter(
        ({ accountId, security }) =>
          accountId === entry.accountId && security.id === entry.securityId,
      )
      .map(({ lot, shares, acquired }) => ({ lot, shares: formatShares(shares), acquired })),
    addedLoss: addedLossOf(preview, entry),
    pieces: preview.pieces.map(pieceOf),
    taken: takenOf(preview.pieces),
  };
}
