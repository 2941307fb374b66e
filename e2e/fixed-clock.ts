/**
 * Loaded before the host where pictures are taken (`--import`): its days are always the same. Each look at
 * the clock is a millisecond later than the one before, so that what is in order stays in order.
 */
const START = Date.parse('2026-02-02T15:00:00Z');
const Real = globalThis.Date;
let looks = 0;

class FixedDate extends Real {
  constructor(...given: readonly unknown[]) {
    if (given.length === 0) super(START + looks++);
    else super(...(given as [number]));
  }
  static override now(): number {
    return START + looks++;
  }
}

globalThis.Date = FixedDate as DateConstructor;
