/**
 * Which figures of the report stand in the cells of the return: on a line, in a row of a sale.
 *
 * The forms round and rearrange; what is asked for here is exact, so that it can be followed down. A cell
 * that the form wants filled and that no figure of the report is in (a zero) has nothing to ask.
 */
import { isZero, negate, subtract, sumDecimals } from '../../format/decimal.ts';
import { formatDay } from '../../format/days.ts';
import type { FigureRef, PageFigure, PagePart } from '../../state/derivation.svelte.ts';
import type { ExcessView, ReturnLines, SaleGroup, SaleView } from './load.ts';
import type { Selection } from './selection.ts';

type Row = SaleGroup['rows'][number];
type SaleAmount =
  'proceeds' | 'cost' | 'adjustedBasis' | 'returnOfCapital' | 'disallowedLoss' | 'longTermLoss';

const SALE_LABELS: Readonly<Record<SaleAmount | 'gain', string>> = {
  proceeds: 'Proceeds',
  cost: 'Cost',
  adjustedBasis: 'Adjusted basis',
  returnOfCapital: 'Return of capital',
  disallowedLoss: 'Disallowed loss',
  longTermLoss: 'Loss that is long-term',
  gain: 'Gain or loss',
};

function saleFigure({ transaction, sale }: SaleView, of: SaleAmount | 'gain'): PageFigure {
  const figure: FigureRef =
    of === 'gain'
      ? { kind: 'saleGain', transaction, lot: sale.lot }
      : { kind: 'sale', transaction, lot: sale.lot, of };
  // What the report leaves out: the cost is the basis before anything was returned.
  const value = of === 'cost' ? sumDecimals([sale.adjustedBasis, sale.returnOfCapital]) : sale[of];
  return { label: `${SALE_LABELS[of]}, lot ${sale.lot}`, value, figure };
}

/** The sum of parts of which zeros are left out; the part itself where only one is left. */
function added(label: string, explanation: string, parts: readonly PagePart[]): PagePart {
  const filled = parts.filter(({ value }) => !isZero(value));
  const [only] = filled;
  if (only && filled.length === 1) return only;
  const value = sumDecimals(['0.00', ...filled.map((part) => part.value)]);
  return { label, value, explanation, parts: filled };
}

/** The gain that counts: what a wash sale disallows is not deducted. */
export function countedGain(one: SaleView): PagePart {
  const gain = saleFigure(one, 'gain');
  if (isZero(one.sale.disallowedLoss)) return gain;
  const label = `Gain or loss that counts, lot ${one.sale.lot}`;
  return added(label, 'The gain or loss, and the part of the loss that is disallowed.', [
    gain,
    saleFigure(one, 'disallowedLoss'),
  ]);
}

/** A loss that is entered with its sign turned round. */
function turned(part: PageFigure): PagePart {
  return {
    label: part.label,
    value: negate(part.value),
    explanation: 'Entered as a loss here.',
    operation: 'difference',
    parts: [part],
  };
}

/** The rows of one group with the figures of the report behind them. */
export class FormFigures {
  readonly #group: SaleGroup;
  readonly #form8949: boolean;
  readonly #sales: ReadonlyMap<string, SaleView>;
  readonly #excess: ReadonlyMap<Row, ExcessView>;

  constructor(
    style: NonNullable<ReturnLines['style']>,
    group: SaleGroup,
    { sales, excessGains }: Pick<Selection, 'sales' | 'excessGains'>,
  ) {
    this.#group = group;
    this.#form8949 = style === 'form8949';
    this.#sales = new Map(sales.map((one) => [keyOf(one.transaction, one.sale.lot), one]));
    const gains = excessGains.filter(({ gain }) => gain.term === group.term);
    // Rows that no transaction made stand in the order of the report's list.
    const rows = group.rows.filter((row) => row.transaction === null);
    this.#excess = new Map(
      rows.flatMap((row, index) => {
        const gain = gains[index];
        return gain?.gain.lot === row.lot ? [[row, gain] as const] : [];
      }),
    );
  }

  /** What is in a column's cell of a row; null where it is no figure of the report. */
  cell(row: Row, letter: string): PagePart | null {
    const part = this.#filled(row, letter);
    return part === null || isZero(part.value) ? null : part;
  }

  /** The total of a column, of all rows of the group. */
  total(letter: string, caption: string): PagePart {
    const parts = this.#group.rows.flatMap((row) => {
      const part = this.cell(row, letter);
      if (part === null) return [];
      const sold = row.sold === null ? '' : `, ${formatDay(row.sold)}`;
      return [{ ...part, label: `${row.description}, lot ${row.lot}${sold}` }];
    });
    return {
      label: `${caption}, ${this.#group.form}, ${this.#group.title}`,
      value: sumDecimals(['0.00', ...parts.map(({ value }) => value)]),
      explanation: 'The rows of the form, added up.',
      parts,
    };
  }

  #filled(row: Row, letter: string): PagePart | null {
    const excess = this.#excess.get(row);
    if (excess) {
      // All of it is a gain: the basis is used up.
      if (letter === 'e' || (this.#form8949 && letter === 'g')) return null;
      const { payment, gain } = excess;
      return {
        label: `Gain beyond the basis, lot ${gain.lot}`,
        value: gain.amount,
        figure: { kind: 'excessGain', payment, lot: gain.lot },
      };
    }
    const one =
      row.transaction === null ? undefined : this.#sales.get(keyOf(row.transaction, row.lot));
    if (!one) return null;
    return this.#form8949 ? this.#of8949(row, one, letter) : this.#ofScheduleD(row, one, letter);
  }

  /** A row of the long-term part for a short-term sale: a loss that section 857(b)(8) moved there. */
  #isMoved({ sale }: SaleView): boolean {
    return this.#group.term !== sale.term;
  }

  #of8949(row: Row, one: SaleView, letter: string): PagePart | null {
    if (this.#isMoved(one)) {
      return letter === 'g' || letter === 'h' ? turned(saleFigure(one, 'longTermLoss')) : null;
    }
    // Code B with a basis that the broker reported: it stays in (e) and is put right in (g).
    const isOriginal = row.codes.includes('B') && /box [AD]$/.test(this.#group.title);
    const corrections = [saleFigure(one, 'longTermLoss'), saleFigure(one, 'disallowedLoss')];
    switch (letter) {
      case 'd':
        return saleFigure(one, 'proceeds');
      case 'e':
        return saleFigure(one, isOriginal ? 'cost' : 'adjustedBasis');
      case 'g':
        return added(
          `Adjustment, lot ${one.sale.lot}`,
          'What puts the gain or loss right.',
          isOriginal ? [saleFigure(one, 'returnOfCapital'), ...corrections] : corrections,
        );
      default:
        return added(
          `Gain or loss of the row, lot ${one.sale.lot}`,
          'The gain or loss after return of capital, with what is not deducted in this row.',
          [saleFigure(one, 'gain'), ...corrections],
        );
    }
  }

  #ofScheduleD(row: Row, one: SaleView, letter: string): PagePart | null {
    if (letter === 'd' && row.proceeds !== null) return saleFigure(one, 'proceeds');
    if (letter === 'e' && row.basis !== null) return saleFigure(one, 'adjustedBasis');
    // (g) of 2003 is the gain once more, or zero.
    if (letter !== 'f' && (letter !== 'g' || isZero(row.postMay5Gain ?? '0'))) return null;
    if (this.#isMoved(one)) return turned(saleFigure(one, 'longTermLoss'));
    if (row.proceeds !== null) return saleFigure(one, 'gain');
    // The instructions give the row of a wash sale its name.
    return saleFigure(one, row.description === 'Wash Sale' ? 'disallowedLoss' : 'longTermLoss');
  }
}

function keyOf(transaction: string, lot: string): string {
  return JSON.stringify([transaction, lot]);
}

/** What a line of the return is made of: a box, less what does not count. */
export function lineTotal(
  line: ReturnLines['lines'][number],
  { boxes, account, uncountedParts }: Pick<Selection, 'boxes' | 'account' | 'uncountedParts'>,
): PagePart {
  const box = boxes.find(({ meaning }) => meaning === line.figure);
  const part = line.figure === 'qualifiedDividends' ? 'qualified' : 'section199A';
  // Only these two lines have more parts than their box.
  const less =
    line.parts.length < 2 ? [] : uncountedParts.filter((one) => one.uncounted.part === part);
  const off = less.map(({ payment, uncounted }) => ({
    label: `Not counted: ${uncounted.security}, paid ${formatDay(uncounted.payableDate)}, ${uncounted.account}`,
    value: uncounted.notCounted,
    figure: { kind: 'uncountedPart', payment, part: uncounted.part, of: 'notCounted' } as const,
  }));
  const amount = box?.amount ?? '0.00';
  return {
    label: `${line.form}, line ${line.line}`,
    value: subtract(amount, sumDecimals(['0.00', ...off.map(({ value }) => value)])),
    explanation:
      off.length > 0
        ? 'The box, less what is paid on shares that were not held long enough.'
        : 'The amount of the box goes on this line.',
    operation: 'difference',
    parts: box
      ? [
          {
            label: `Box ${box.box}, ${box.caption}`,
            value: box.amount,
            figure: { kind: 'box', box: box.box, account },
          },
          ...off,
        ]
      : off,
  };
}

/** One of the parts that a line names: the box first, then what is not counted. */
export function partOfLine(
  line: ReturnLines['lines'][number],
  index: number,
  selection: Pick<Selection, 'boxes' | 'account' | 'uncountedParts'>,
): PagePart | null {
  const total = lineTotal(line, selection);
  if (!('parts' in total)) return total;
  const [box, ...off] = total.parts;
  if (index === 0) return box ?? null;
  const [only] = off;
  if (!only) return null;
  if (off.length === 1) return only;
  return {
    label: 'Not counted: shares not held long enough',
    explanation: 'Of every payment.',
    value: sumDecimals(off.map(({ value }) => value)),
    parts: off,
  };
}

/** Ordinary dividends of one payer of Schedule B, with the qualified ones among them. */
export function payerTotal(
  payer: string,
  payments: Selection['payments'],
  issuers: ReadonlyMap<string, string | null>,
): PagePart {
  const own = payments.filter(
    ({ payment }) =>
      `${issuers.get(payment.security) ?? payment.security}, ${payment.account}` === payer,
  );
  const parts = own.flatMap(({ key, payment }) =>
    (['ordinary', 'qualified'] as const).map((component) => ({
      label: `${component === 'ordinary' ? 'Ordinary, not qualified' : 'Qualified'}, ${payment.security}, paid ${formatDay(payment.payableDate)}`,
      value: payment.components[component],
      figure: { kind: 'paymentComponent', payment: key, component } as const,
    })),
  );
  return added(
    payer,
    'Ordinary dividends of this payer, with the qualified ones among them.',
    parts,
  );
}
