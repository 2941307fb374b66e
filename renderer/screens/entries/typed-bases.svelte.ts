/** The bases that are typed for the lots of a security on a day, and what they add up to. */
import { sumDecimals } from '../../format/decimal.ts';
import { asDecimal } from './typed-entry.svelte.ts';

interface TypedBasis {
  readonly lot: string;
  readonly amount: string;
}

export class TypedBases {
  #typed = $state<Record<string, string>>({});

  of(lot: string): string {
    return this.#typed[lot] ?? '';
  }

  type(lot: string, amount: string): void {
    this.#typed[lot] = amount;
  }

  /** Another position is asked about: its lots are others. */
  clear(): void {
    this.#typed = {};
  }

  /** Those that are not empty. */
  get all(): readonly TypedBasis[] {
    return Object.entries(this.#typed)
      .filter(([, amount]) => amount.trim() !== '')
      .map(([lot, amount]) => ({ lot, amount }));
  }

  /** What they add up to as far as they are amounts; null where one is none. */
  get sum(): string | null {
    const amounts = this.all.map(({ amount }) => asDecimal(amount));
    return amounts.includes(null) ? null : sumDecimals(['0.00', ...(amounts as string[])]);
  }

  /** A column of a spreadsheet that was pasted into a cell fills the cells below it too; false for one value. */
  paste(text: string, lots: readonly string[]): boolean {
    const values = text.trim().split(/\r?\n/);
    if (values.length < 2) return false;
    for (const [place, lot] of lots.slice(0, values.length).entries()) {
      // Of several columns the last one is the amount.
      this.type(lot, values[place]?.split('\t').at(-1)?.trim() ?? '');
    }
    return true;
  }
}
