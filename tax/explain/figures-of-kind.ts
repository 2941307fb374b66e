/** What figures of every kind have in common: they lead to those of the other kinds, and end alike. */
import type { Derivation } from './derivation.ts';
import type { Figures } from './figures.ts';
import { others } from './operations.ts';
import type { Unit } from '../facts/teller.ts';

export class FiguresOfKind {
  protected readonly f: Figures;

  constructor(figures: Figures) {
    this.f = figures;
  }

  /** Makes a figure; where a chain is too long to be followed, the figure is only named. */
  protected follow(
    make: () => Derivation,
    value: () => bigint,
    unit: Unit,
    label: string,
    words: string,
  ): Derivation {
    return this.f.depth.follow(make, () => others(value(), unit, label, words));
  }
}
