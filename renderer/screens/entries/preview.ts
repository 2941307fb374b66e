/** What an entry changes, row by row: the lots before it beside the lots after it. */
import type { Answer } from '../../../application/contract.ts';
import { isNegative, isZero, subtract, sumDecimals } from '../../format/decimal.ts';
import { counted } from '../../format/words.ts';

export type Preview = Answer<'transactions.preview'>;
export type Snapshot = Preview['before'][number];
export type Piece = Preview['pieces'][number];

interface PreviewRow {
  readonly key: string;
  readonly change: 'new' | 'gone' | 'changed' | 'same';
  /** Null where there is no such lot. */
  readonly before: Snapshot | null;
  readonly after: Snapshot | null;
}

const keyOf = (lot: Snapshot) => `${lot.account}\n${lot.security}\n${lot.lot}`;

function changed(before: Snapshot, after: Snapshot): boolean {
  return (
    before.shares !== after.shares ||
    before.cost !== after.cost ||
    before.adjustedBasis !== after.adjustedBasis ||
    before.acquired !== after.acquired
  );
}

/** Lots that were there in their order, then the new ones. */
export function previewRows({ before, after }: Preview): readonly PreviewRow[] {
  const later = new Map(after.map((lot) => [keyOf(lot), lot]));
  const earlier = new Set(before.map(keyOf));
  return [
    ...before.map((lot): PreviewRow => {
      const now = later.get(keyOf(lot)) ?? null;
      const change = now === null ? 'gone' : changed(lot, now) ? 'changed' : 'same';
      return { key: keyOf(lot), change, before: lot, after: now };
    }),
    ...after
      .filter((lot) => !earlier.has(keyOf(lot)))
      .map((lot): PreviewRow => ({ key: keyOf(lot), change: 'new', before: null, after: lot })),
  ];
}

/** '2 lots change, 1 is new.' */
export function previewSentence(rows: readonly PreviewRow[]): string {
  const count = (change: PreviewRow['change']) =>
    rows.filter((row) => row.change === change).length;
  const said: string[] = [];
  const say = (number: number, one: string, many: string) => {
    if (number === 0) return;
    said.push(
      said.length === 0
        ? `${counted(number, 'lot')} ${number === 1 ? one : many}`
        : `${number.toLocaleString('en-US')} ${number === 1 ? one : many}`,
    );
  };
  say(count('changed'), 'changes', 'change');
  say(count('new'), 'is new', 'are new');
  say(count('gone'), 'is gone', 'are gone');
  return said.length === 0 ? 'No lot changes.' : `${said.join(', ')}.`;
}

/**
 * What the new lots of an acquisition cost beyond what was paid: the disallowed loss of a sale within
 * 30 days. Null where there is none, and where the amount is not typed out yet.
 */
export function lossAdded(rows: readonly PreviewRow[], paid: string): string | null {
  const costs = rows.flatMap((row) => (row.change === 'new' && row.after ? [row.after.cost] : []));
  if (costs.length === 0 || !/^\d+(\.\d{1,2})?$/.test(paid)) return null;
  const more = subtract(sumDecimals(costs), paid);
  return isZero(more) || isNegative(more) ? null : more;
}

/** Shares by lot, for picks: what a method would take. */
export function picksOf(pieces: readonly Piece[]): Record<string, string> {
  const picks = new Map<string, string>();
  for (const { lot, shares } of pieces) {
    picks.set(lot, sumDecimals([picks.get(lot) ?? '0', shares]));
  }
  return Object.fromEntries(picks);
}
