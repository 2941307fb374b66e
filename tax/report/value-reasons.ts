/**
 * What of a year waits for a value that nobody has said yet: of shares received in kind, of the new shares of an
 * exchange with cash.
 *
 * Authority: the calculation's section 8: the gain of cash in an exchange is known by what the new shares are
 * worth, and shares received in kind are a lot at their value.
 * Not handled: the value of a gift, which may be worth more than it had cost.
 */
import { kindOf } from '../facts/entry-kinds.ts';
import { estimatedIn } from '../facts/estimated-terms.ts';
import { securityLabel, type Acquisition, type Security } from '../facts/model.ts';
import type { StateReason } from '../facts/year-state.ts';
import { withoutValue } from '../lots/in-kind-values.ts';
import { lacksValue } from '../lots/paid-on-lots.ts';
import type { YearRun } from '../lots/year-run.ts';
import { yearOf } from '../values/days.ts';

/** Exchanges of a year whose cash is a gain that nobody knows while the new shares have no value. */
export function exchangeReasons(
  { admitted, refusedSoFar }: YearRun,
  security: Security,
  year: number,
): StateReason[] {
  return admitted.departures.flatMap(({ transaction: entry }): StateReason[] => {
    if (entry.action !== 'exchange' || entry.securityId !== security.id || !lacksValue(entry))
      return [];
    const { id, date: day } = entry;
    if (yearOf(day) !== year || refusedSoFar.some((one) => one.transaction.id === id)) return [];
    const label = securityLabel(security);
    return [
      {
        code: 'value-not-known',
        message: `What a new share was worth in the exchange of ${label} on ${day} is not known, and with it the gain of its cash. Enter the value, as the issuer's notice states it.`,
        about: { security: label, year, transaction: id, day },
      },
    ];
  });
}

/** Splits, spin-offs and exchanges of a year by terms that can still be others. */
export function termsReasons({ facts }: YearRun, security: Security, year: number): StateReason[] {
  const label = securityLabel(security);
  return estimatedIn(facts, security.id, year).map(({ name, entry }) => ({
    code: 'estimate-in-use',
    message: `The ${kindOf(entry.action).noun} of ${entry.date} that the figures of ${label} rest on is by an estimate, ${name}. Add the issuer's final terms when they are published.`,
    about: { security: label, year, transaction: entry.id },
  }));
}

/** What shares received in kind in a year wait for: their value, or one that is no estimate. */
export function valueReasons(run: YearRun, security: Security, year: number): StateReason[] {
  if (run.admitted.unvalued.length === 0) return [];
  const label = securityLabel(security);
  const isOwn = ({ securityId, date }: Acquisition): boolean =>
    securityId === security.id && yearOf(date) === year;
  const unknown = withoutValue(run).filter(isOwn);
  const estimates = new Map(
    run.admitted.unvalued
      .map(({ transaction }) => transaction as Acquisition)
      .filter(isOwn)
      .flatMap(({ id }) => run.inKind.get(id)?.planned.document ?? [])
      .filter(({ status }) => status === 'estimate')
      .map((document) => [document.id, document]),
  );
  return [
    ...[...estimates.values()].map(({ id, name }): StateReason => ({
      code: 'estimate-in-use',
      message: `What the shares of ${label} were worth that were received in ${year} rests on an estimate, ${name}. Add the issuer's final release when it is published.`,
      about: { security: label, year, document: id },
    })),
    ...unknown.map(({ id, date: day }): StateReason => ({
      code: 'value-not-known',
      message: `What the shares of ${label} were worth that were received on ${day} is not known. Enter their value, or add the issuer's release with that payment.`,
      about: { security: label, year, transaction: id, day },
    })),
  ];
}
