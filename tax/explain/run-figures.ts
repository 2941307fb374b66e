/** The figures of a second run of the facts, each made when it is asked for. */
import type { Reference } from '../facts/reference.ts';
import { CarriedPayments } from './carried.ts';
import { HoldingDays } from './days.ts';
import { HoldingFigures } from './holding.ts';
import { Ledger } from './ledger.ts';
import { LotFigures } from './lot.ts';
import { PaymentFigures } from './payment.ts';
import { PaymentReductions } from './reductions.ts';
import { SaleFigures } from './sale.ts';
import { Depth, LotShares } from './shares.ts';
import type { Facts } from '../facts/model.ts';
import type { Watch } from '../lots/pass-result.ts';
import { runYear } from '../lots/year-run.ts';

/** The figures of a run, each made when it is asked for. */
export interface Figures {
  readonly ledger: Ledger;
  readonly shares: LotShares;
  readonly payments: PaymentFigures;
  readonly lots: LotFigures;
  readonly reductions: PaymentReductions;
  readonly days: HoldingDays;
  readonly sales: SaleFigures;
  readonly holding: HoldingFigures;
}

export function figuresOf(
  facts: Facts,
  taxYear: number,
  reference: Reference,
  watch: Watch | undefined,
): Figures {
  const run = runYear(facts, taxYear, reference.calendar, {
    keeps: 'told',
    settleLate: true,
    watch,
  });
  const ledger = new Ledger(run);
  const depth = new Depth();
  const shares = new LotShares(ledger, depth);
  // Figures of one kind lead to others and back; nothing is made before all of them are there.
  const payments: PaymentFigures = new PaymentFigures(ledger, shares, depth, (at) =>
    reductions.basisLeft(at),
  );
  const carried = new CarriedPayments(ledger, shares, payments);
  const lots: LotFigures = new LotFigures(ledger, shares, payments, carried, depth, (match) =>
    sales.disallowed(match),
  );
  const reductions: PaymentReductions = new PaymentReductions(ledger, lots, carried, payments);
  const days: HoldingDays = new HoldingDays(ledger, (from, match) => sales.tacked(from, match));
  const sales: SaleFigures = new SaleFigures(ledger, shares, depth, lots, days);
  const holding = new HoldingFigures(ledger, payments, carried, days);
  return { ledger, shares, payments, lots, reductions, days, sales, holding };
}

export function isNamed(id: string, name: string, asked: string): boolean {
  return id === asked || name === asked;
}

/** The figures that can reach those of an account. */
export type FiguresOf = (accountId: string) => Figures;
