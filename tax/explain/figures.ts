/** The figures of a second run of the facts, each made when it is asked for. */
import type { Reference } from '../facts/reference.ts';
import { AveragedFigures } from './averaging.ts';
import { CarriedFigures } from './carried.ts';
import { Depth, Memo } from './cutting.ts';
import { HoldingFigures } from './holding.ts';
import type { Ledger } from './ledger.ts';
import { PaidFigures } from './paid.ts';
import { PaymentFigures } from './payment.ts';
import { PaymentReductions } from './reductions.ts';
import { SaleFigures } from './sale.ts';
import { LotShares } from './shares.ts';
import type { Facts } from '../facts/model.ts';
import type { YearReport } from '../report/year-report.ts';

/** Figures of one kind lead to others and back: each of these knows all. */
export class Figures {
  readonly ledger: Ledger;
  readonly memo = new Memo();
  readonly depth = new Depth();
  readonly shares = new LotShares(this);
  readonly payments = new PaymentFigures(this);
  readonly carried = new CarriedFigures(this);
  readonly reductions = new PaymentReductions(this);
  readonly sales = new SaleFigures(this);
  readonly holding = new HoldingFigures(this);
  readonly paid = new PaidFigures(this);
  readonly averaged = new AveragedFigures(this);

  constructor(ledger: Ledger) {
    this.ledger = ledger;
  }
}

/** What is asked about: a report, and the facts and the reference that it was computed from. */
export interface Question {
  readonly facts: Facts;
  readonly report: YearReport;
  readonly reference: Reference;
  /** The figures that can reach those of an account, or of all of them. */
  readonly of: (accountId: string | null) => Figures;
}
