/**
 * Where is this figure from? A derivation is a tree: a figure, the operation that made it, the rule
 * with its authority, and the figures it was made from, down to facts: a line of a document or an
 * entry of the user's own. It is built on demand and never stored.
 *
 * A figure that two others are made from is one object in both places, so that a tree stays small;
 * who writes it down puts each figure once (`listDerivation`).
 * What each operation means stands in `tax/facts/teller.ts`; `recompute.ts` works them out again.
 */
import type { Operation, Rule, Unit } from '../facts/teller.ts';
import type { Day } from '../values/days.ts';
import { RATE_PLACES, SHARE_PLACES } from '../values/money.ts';

type DerivationSource =
  | {
      readonly kind: 'document';
      readonly documentId: string;
      readonly name: string;
      readonly line: number | null;
    }
  | { readonly kind: 'transaction'; readonly transactionId: string; readonly line: number | null };

/** A figure without what it was made from. */
interface DerivationStep {
  /** What the figure is: "Box 2a, total capital gain distributions". */
  readonly label: string;
  /** A plain decimal string (money with two digits) or a day. */
  readonly value: string;
  readonly unit: Unit;
  readonly operation: Operation;
  /** Of `apportion` and `apportionOne`: which of all weights, from 0. Of `perShare`: decimal places. */
  readonly place?: number | undefined;
  /** One sentence with the numbers in it: "100 shares x $0.82 = $82.00". */
  readonly explanation: string;
  readonly rule: Rule | null;
  readonly source: DerivationSource | null;
}

export interface Derivation extends DerivationStep {
  readonly operands: readonly Derivation[];
}

/** A figure whose operands are places in the list that it stands in. */
export interface ListedStep extends DerivationStep {
  readonly operands: readonly number[];
}

/** Every figure of a tree once, what it was made from behind it; the first is the tree's own. */
export function listDerivation(root: Derivation): readonly ListedStep[] {
  const inOrder: Derivation[] = [];
  // Operands before what is made of them, without a call for each level: chains can be long.
  const seen = new Set<Derivation>();
  const open: { readonly node: Derivation; next: number }[] = [{ node: root, next: 0 }];
  seen.add(root);
  for (let top = open.at(-1); top; top = open.at(-1)) {
    const operand = top.node.operands[top.next++];
    if (!operand) {
      inOrder.push(top.node);
      open.pop();
    } else if (!seen.has(operand)) {
      seen.add(operand);
      open.push({ node: operand, next: 0 });
    }
  }
  inOrder.reverse();
  const places = new Map(inOrder.map((node, place) => [node, place]));
  return inOrder.map((node) => ({
    ...node,
    operands: node.operands.map((operand) => places.get(operand) as number),
  }));
}

/** Places behind the point that a unit is counted in: cents, 10^-8 of a share. */
const PLACES: Readonly<Record<Exclude<Unit, 'day'>, number>> = {
  usd: 2,
  shares: SHARE_PLACES,
  usdPerShare: RATE_PLACES,
  percent: RATE_PLACES,
  number: RATE_PLACES,
  days: 0,
};

/** The value of a figure as a whole number of its smallest unit. */
export function exactOf({ value, unit }: Derivation): bigint {
  if (unit === 'day') throw new TypeError('a day is no number');
  const [whole = '', fraction = ''] = value.split('.');
  return BigInt(whole + fraction.padEnd(PLACES[unit], '0'));
}

/** The day that a figure is. */
export function dayOfFigure({ value, unit }: Derivation): Day {
  if (unit !== 'day') throw new TypeError(`${unit} is no day`);
  return value as Day;
}
