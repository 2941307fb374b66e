/** Chance from a seed: the same seed always throws the same. */
import { randomFrom, type Random } from '../mutations.ts';

export class Dice {
  readonly #random: Random;

  constructor(seed: number) {
    this.#random = randomFrom(seed);
  }

  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number {
    return least + this.#random(most - least + 1);
  }

  /** True in so many of a hundred throws. */
  chance(percent: number): boolean {
    return this.#random(100) < percent;
  }

  oneOf<T>(from: readonly T[]): T {
    return from[this.#random(from.length)] as T;
  }

  shuffled<T>(from: readonly T[]): T[] {
    const left = [...from];
    const order: T[] = [];
    while (left.length > 0) order.push(...left.splice(this.#random(left.length), 1));
    return order;
  }
}
