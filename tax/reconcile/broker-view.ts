/**
 * What would the broker's forms say, if it saw this book and worked in this way?
 *
 * The figures are the engine's: a run over the facts that the boxes rest on, and, where bases rest on other
 * facts or on other wash sales, a second one. Only what is no rule of ours stands here: which parts a
 * payer puts into a box, and how it rounds.
 * Example: a payer that leaves the section 1250 gain out of box 2a: box 2a is that much smaller, 2d is not.
 * Awkward case: books of thousands of lots. Facts are divided into groups of securities that shares pass
 * between, and only the group that a cause changes is run again.
 */
import { BOX_SOURCES, formOf, LIQUIDATION_BOXES, type BoxMeaning } from '../facts/forms.ts';
import type { Facts } from '../facts/model.ts';
import { exchangeDividends } from '../report/form-boxes.ts';
import type { Reference } from '../facts/reference.ts';
import { heldPayments, uncountedParts } from '../lots/holding-periods.ts';
import {
  keptGainsInOrder,
  liquidationsInOrder,
  paymentsInOrder,
  salesInOrder,
} from '../lots/report-lists.ts';
import type {
  KeptGain,
  LiquidatingPayment,
  Payment,
  SalePiece,
  UncountedPart,
} from '../lots/figures.ts';
import type { WashSaleScope } from '../lots/wash-sales.ts';
import { runYear } from '../lots/year-run.ts';
import { divideRounded } from '../values/money.ts';
import type { BrokerForms, Field, Form2439Box } from './broker-forms.ts';
import { matchSales, type OurSale } from './match-sales.ts';
import { boxOfYear, type Part, type Rounding } from './ways-of-rounding.ts';

/** How a broker works, on the facts of one group. */
export interface Practice {
  /** What the boxes rest on. */
  readonly facts: Facts;
  /** What bases and sales rest on. */
  readonly basis: Facts;
  readonly washSales: WashSaleScope;
  readonly rounding: Rounding;
  /** Whether the boxes stand on the form without cents. */
  readonly inWholeDollars: boolean;
  /** Securities whose section 1250 gain is missing in the total of box 2a. */
  readonly totalWithout1250: ReadonlySet<string>;
  /** Parts that the broker has left out where shares were held too briefly. */
  readonly holdingApplied: ReadonlySet<UncountedPart['part']>;
  /** Whether gain that the trust kept stands in box 2a as if it had been paid. */
  readonly keptGainPaid: boolean;
  /** Pieces of sales whose basis rests on other facts than that of the others; null where there are none. */
  readonly apart: BasisApart | null;
}

/** Lots that a broker does not keep the basis of, as it does that of the others: those that are not covered. */
interface BasisApart {
  readonly isOf: (piece: SalePiece) => boolean;
  readonly change: (basis: Facts) => Facts;
}

/** How we work. */
export function ourPractice(facts: Facts): Practice {
  return {
    facts,
    basis: facts,
    washSales: 'all-accounts',
    rounding: 'byPayment',
    inWholeDollars: false,
    totalWithout1250: new Set(),
    holdingApplied: new Set(),
    keptGainPaid: false,
    apart: null,
  };
}

/** What a run says of the account's year. */
export interface AccountYear {
  readonly payments: readonly Payment[];
  readonly liquidations: readonly LiquidatingPayment[];
  readonly keptGains: readonly KeptGain[];
  readonly uncounted: readonly UncountedPart[];
  readonly sales: readonly SalePiece[];
}

/** Null where we have nothing that the figure could be compared with. */
export type Figure = bigint | null;

const HELD_LONG_ENOUGH: Readonly<Partial<Record<BoxMeaning, UncountedPart['part']>>> = {
  qualifiedDividends: 'qualified',
  section199ADividends: 'section199A',
};

const KEPT_IN_BOX: Readonly<Partial<Record<BoxMeaning, (gain: KeptGain) => bigint>>> = {
  totalCapitalGain: ({ gain }) => gain,
  unrecaptured1250Gain: ({ unrecaptured1250 }) => unrecaptured1250,
  section1202Gain: ({ section1202 }) => section1202,
  collectibles28Gain: ({ collectibles28 }) => collectibles28,
};

const OF_2439: Readonly<Record<Form2439Box, (gain: KeptGain) => bigint>> = {
  '1a': ({ gain }) => gain,
  '1b': ({ unrecaptured1250 }) => unrecaptured1250,
  '1c': ({ section1202 }) => section1202,
  '1d': ({ collectibles28 }) => collectibles28,
  '2': ({ tax }) => tax,
};

/** Rows of the form beside the sales of these years. */
interface Matched {
  readonly years: readonly (readonly SalePiece[])[];
  readonly rows: readonly OurSale[];
}

/** In cents. */
const DOLLAR = 100n;

function total<T>(rows: readonly T[], of: (row: T) => bigint): bigint {
  return rows.reduce((sum, row) => sum + of(row), 0n);
}

/** Works out forms of one account for one year. */
export class BrokerView {
  readonly #forms: BrokerForms;
  readonly #fields: readonly Field[];
  readonly #reference: Reference;
  readonly #boxes: readonly { readonly box: string; readonly meaning: BoxMeaning }[];
  readonly #amounts = new WeakMap<Practice, readonly bigint[]>();
  readonly #apart = new WeakMap<Practice, readonly SalePiece[]>();
  /** Ours first, then the last one that was asked for. */
  #matched: readonly Matched[] = [];
  readonly #runs = new WeakMap<Facts, Map<WashSaleScope, AccountYear>>();
  /** Entries that runs have gone through: the measure of how long all of it takes. */
  work = 0;

  constructor(forms: BrokerForms, fields: readonly Field[], reference: Reference) {
    this.#forms = forms;
    this.#fields = fields;
    this.#reference = reference;
    const boxes = formOf(reference.forms, forms.year)?.boxes ?? [];
    this.#boxes = boxes.filter(({ box }) => forms.boxes.has(box));
  }

  /** The account's year on these facts. */
  yearOn(facts: Facts, washSales: WashSaleScope = 'all-accounts'): AccountYear {
    const known = this.#runs.get(facts)?.get(washSales);
    if (known) return known;
    const { year } = this.#forms;
    this.work += facts.transactions.length + 20;
    const run = runYear(facts, year, this.#reference.calendar, {
      keeps: 'the-year',
      settleLate: true,
      washSales,
    });
    const isOurs = <T extends { readonly accountId: string; readonly security: { id: string } }>(
      row: T,
    ): boolean =>
      row.accountId === this.#forms.accountId &&
      row.security.id === (this.#forms.securityId ?? row.security.id);
    const listed = paymentsInOrder(run.positions);
    const held = heldPayments(
      run,
      listed.map((one) => one.run),
    );
    const ofYear: AccountYear = {
      payments: listed.map(({ payment }) => payment).filter(isOurs),
      liquidations: liquidationsInOrder(run.paid, year).filter(isOurs),
      keptGains: keptGainsInOrder(run.paid, year).filter(isOurs),
      uncounted: uncountedParts(held).filter(isOurs),
      sales: salesInOrder(run.sales, year).filter(isOurs),
    };
    return this.#keep(facts, washSales, ofYear);
  }

  #keep(facts: Facts, washSales: WashSaleScope, ofYear: AccountYear): AccountYear {
    const known = this.#runs.get(facts) ?? new Map<WashSaleScope, AccountYear>();
    known.set(washSales, ofYear);
    this.#runs.set(facts, known);
    return ofYear;
  }

  /** Every figure that is compared, in the order of the fields. */
  figuresOf(practices: readonly Practice[]): readonly Figure[] {
    const boxes = this.#boxesOf(practices);
    const rows = this.#rowsOf(practices);
    const kept = practices.flatMap(({ facts }) => this.yearOn(facts).keptGains);
    return this.#fields.map(({ form, row, field }) => {
      if (form === '1099-DIV') return boxes.get(field) ?? null;
      if (form === '2439') return total(kept, OF_2439[field as Form2439Box]);
      const ours = rows[(row ?? 1) - 1];
      return ours?.[field as keyof typeof ours] ?? null;
    });
  }

  /** The sales of one group, each piece on the facts that its basis rests on. */
  #salesOf(practice: Practice): readonly SalePiece[] {
    const { basis, washSales, apart } = practice;
    const { sales } = this.yearOn(basis, washSales);
    if (apart === null) return sales;
    const known = this.#apart.get(practice);
    if (known) return known;
    const others = this.yearOn(apart.change(basis), washSales).sales;
    const own = [
      ...sales.filter((piece) => !apart.isOf(piece)),
      ...others.filter((piece) => apart.isOf(piece)),
    ];
    this.#apart.set(practice, own);
    return own;
  }

  /** Our figures beside each row; those of the last years serve again while the years are the same. */
  #rowsOf(practices: readonly Practice[]): readonly OurSale[] {
    if (this.#forms.sales.length === 0) return [];
    const years = practices.map((practice) => this.#salesOf(practice));
    const known = this.#matched.find((one) => one.years.every((year, at) => year === years[at]));
    if (known) return known.rows;
    const pieces = years.flatMap((sales) => sales.filter(({ kind }) => kind !== 'boot-dividend'));
    const rows = matchSales(this.#forms.sales, pieces);
    this.#matched = [...this.#matched.slice(0, 1), { years, rows }];
    return rows;
  }

  /** By box, of those that the form shows. */
  #boxesOf(practices: readonly Practice[]): ReadonlyMap<string, bigint> {
    const own = practices.map((practice) => this.#boxesOfGroup(practice));
    const isWhole = practices.some(({ inWholeDollars }) => inWholeDollars);
    return new Map(
      this.#boxes.map(({ box }, place) => {
        const amount = total(own, (amounts) => amounts[place] ?? 0n);
        return [box, isWhole ? divideRounded(amount, DOLLAR) * DOLLAR : amount];
      }),
    );
  }

  /** What one group adds to each box; worked out once for each way in which a broker works. */
  #boxesOfGroup(practice: Practice): readonly bigint[] {
    const known = this.#amounts.get(practice);
    if (known) return known;
    const amounts = this.#boxes.map(({ meaning }) => this.#amountOf(meaning, practice));
    this.#amounts.set(practice, amounts);
    return amounts;
  }

  #amountOf(meaning: BoxMeaning, practice: Practice): bigint {
    const { payments, liquidations, uncounted, keptGains, sales } = this.yearOn(practice.facts);
    const inKind = LIQUIDATION_BOXES[meaning];
    if (inKind !== undefined) {
      return total(
        liquidations.filter((one) => one.inKind === inKind),
        ({ amount }) => amount,
      );
    }
    let amount = 0n;
    for (const [id, own] of Map.groupBy(payments, ({ security }) => security.id)) {
      const isShort = meaning === 'totalCapitalGain' && practice.totalWithout1250.has(id);
      const sources = BOX_SOURCES[meaning].filter(
        (part: Part) => !(isShort && part === 'unrecaptured1250'),
      );
      amount += boxOfYear(practice.rounding, own, sources);
    }
    if (meaning === 'ordinaryDividends') {
      amount += total(exchangeDividends(sales), ({ gain }) => gain);
    }
    const tested = HELD_LONG_ENOUGH[meaning];
    if (tested !== undefined && practice.holdingApplied.has(tested)) {
      const short = uncounted.filter(({ part }) => part === tested);
      amount -= total(short, ({ notCounted }) => notCounted);
    }
    const keptIn = KEPT_IN_BOX[meaning];
    if (practice.keptGainPaid && keptIn) amount += total(keptGains, keptIn);
    return amount;
  }
}
