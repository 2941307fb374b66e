/**
 * Which lot, and how many of its steps, does somebody ask about who names it by an event or an entry?
 *
 * Awkward case: a name can go away with all of a lot's shares and come back with others: the events of
 * one name can be those of several lots.
 */
import type { Ledger, LotStep } from './ledger.ts';
import type { FigureRef } from '../facts/figure-ref.ts';
import type { OpenLot } from '../lots/open-lot.ts';
import type { Day } from '../values/days.ts';

type Asked<Kind extends FigureRef['kind']> = Extract<FigureRef, { kind: Kind }>;

/** A lot after so many of its steps. */
export interface LotAt {
  readonly lot: OpenLot;
  readonly count: number;
}

/** The lots that had a name in an account. */
export function lotsNamed(
  ledger: Ledger,
  asked: Pick<Asked<'lot'>, 'account' | 'lot'>,
): readonly OpenLot[] {
  return [...ledger.lots].filter(
    (lot) => lot.name === asked.lot && ledger.positionOf(lot).account.id === asked.account,
  );
}

/** The step that an event tells of, by its place among the events of its lot's name up to a day. */
export function stepOfEvent(ledger: Ledger, asked: Asked<'lotEvent'>, lastDay: Day) {
  const isEvent = (step: LotStep): boolean =>
    step.day <= lastDay &&
    (step.kind === 'trade' || (step.kind === 'reduced' && step.amount !== 0n));
  const events = lotsNamed(ledger, asked).flatMap((lot) =>
    ledger.stepsOf(lot).flatMap((step, place) => (isEvent(step) ? [{ lot, place, step }] : [])),
  );
  return events.sort((a, b) => a.step.order - b.step.order)[asked.event];
}

/** A lot and how many of its steps there were just before or just after an entry. */
export function lotAround(ledger: Ledger, asked: Asked<'lotAround'>): LotAt | undefined {
  const changes = ledger.run.changes.filter(
    ({ trade }) => trade?.transaction.id === asked.transaction,
  );
  const order = asked.when === 'before' ? changes[0]?.order : (changes.at(-1)?.order ?? -2) + 1;
  if (order === undefined || order < 0) return undefined;
  for (const lot of lotsNamed(ledger, asked)) {
    const count = ledger.stepsBefore(lot, order);
    if (count > 0) return { lot, count };
  }
  return undefined;
}
