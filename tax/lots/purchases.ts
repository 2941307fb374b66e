/** What counts as a purchase where a loss asks for one (section 1091). */
import type { Action } from '../facts/entry-kinds.ts';

/** The actions by which shares are bought in the sense of section 1091. */
export const PURCHASES: ReadonlySet<Action> = new Set([
  'buy',
  'reinvest',
  'stock-dividend',
  'in-kind',
  // Shares in which a liquidating distribution was paid: all of the gain or loss counts.
  'liquidation',
]);
