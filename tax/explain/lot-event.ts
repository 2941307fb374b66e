/**
 * Which step of which lot is this event of a lot's history?
 *
 * Events are told from a run that keeps reductions as changes; the steps that explain figures are put
 * together from payments. Both are in order of effect, so that the first event of a kind, a day and an
 * entry or payment is the first such step.
 *
 * Awkward case: a name can go away with all of a lot's shares and come back with others: the events of
 * one name can be those of several lots.
 */
import type { Ledger, LotStep } from './ledger.ts';
import type { Transaction } from '../facts/model.ts';
import { paymentKey } from '../lots/report-lists.ts';
import type { OpenLot } from '../lots/open-lot.ts';
import type { LotEvent } from '../lots/figures.ts';

interface StepPlace {
  readonly lot: OpenLot;
  readonly place: number;
}

function keyOfEvent({ kind, day, transactionId, paymentKey: payment }: LotEvent): string {
  return payment === null ? `${kind} ${day} ${transactionId ?? ''}` : `paid ${day} ${payment}`;
}

function keyOfStep(ledger: Ledger, lot: OpenLot, step: LotStep): string | undefined {
  if (step.kind === 'capitalGain') return undefined;
  if (step.kind === 'trade') {
    const { kind, day, trade } = step.change;
    return `${kind} ${day} ${trade?.transaction.id ?? ''}`;
  }
  const { distribution } = step.run.planned;
  const paidTo = ledger.accountOf(step.run) ?? ledger.positionOf(lot).account;
  return `paid ${step.day} ${paymentKey(distribution.id, paidTo.id)}`;
}

/** The step that an event tells of, by its place among the events of its lot's name. */
export function stepOfEvent(
  ledger: Ledger,
  accountId: string,
  events: readonly LotEvent[],
  place: number,
): StepPlace | undefined {
  const event = events[place];
  if (!event) return undefined;
  const key = keyOfEvent(event);
  let before = events.slice(0, place).filter((other) => keyOfEvent(other) === key).length;
  for (const lot of ledger.lots) {
    if (lot.name !== event.lot || ledger.positionOf(lot).account.id !== accountId) continue;
    for (const [at, step] of ledger.stepsOf(lot).entries()) {
      if (keyOfStep(ledger, lot, step) !== key) continue;
      if (before === 0) return { lot, place: at };
      before--;
    }
  }
  return undefined;
}

/** A lot and how many of its steps there were just before or just after an entry. */
export function lotAround(
  ledger: Ledger,
  accountId: string,
  name: string,
  entry: Transaction,
  when: 'before' | 'after',
): { readonly lot: OpenLot; readonly count: number } | undefined {
  const places = ledger.run.changes.flatMap(({ trade }, at) =>
    trade?.transaction.id === entry.id ? [at] : [],
  );
  const at = when === 'before' ? places[0] : (places.at(-1) ?? -2) + 1;
  if (at === undefined || at < 0) return undefined;
  for (const lot of ledger.lots) {
    if (lot.name !== name || ledger.positionOf(lot).account.id !== accountId) continue;
    // Payments of later days are no part of either.
    const count = Math.min(ledger.stepsBefore(lot, at), ledger.stepsUpTo(lot, entry.date));
    if (count > 0) return { lot, count };
  }
  return undefined;
}
