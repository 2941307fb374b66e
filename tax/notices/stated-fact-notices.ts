/**
 * What is to be said of what the holder states in place of a document: a basis on a day, and that nothing
 * was returned in a year? Every figure that rests on it says so: the lots and sales are named.
 */
import { NAMED_LOTS, namesText } from '../facts/wording.ts';
import { securityLabel, type NothingReturned, type OpeningBasis } from '../facts/model.ts';
import type { Notice, NoticeSubject } from '../facts/notices.ts';
import { transactionSubject } from '../facts/transactions.ts';
import { dollars } from '../facts/wording.ts';
import type { ExcessGain, LotState, SalePiece } from '../lots/figures.ts';
import {
  heldSecurities,
  nothingReturned,
  yearsHeld,
  yearsToTell,
} from '../lots/held-securities.ts';
import type { YearRun } from '../lots/year-run.ts';

type Row = Pick<LotState | SalePiece | ExcessGain, 'lot' | 'opening'>;

/** The notices about facts that stand in place of documents. */
export function statedFactNotices(run: YearRun, rows: Iterable<Row>): readonly Notice[] {
  const lots = new Map<string, Set<string>>();
  for (const { lot, opening } of rows) {
    if (!opening) continue;
    const names = lots.get(opening.transactionId) ?? new Set<string>();
    lots.set(opening.transactionId, names.add(lot));
  }
  return [...openingNotices(run, lots), ...returnedNotices(run)];
}

function openingNotices(run: YearRun, lots: ReadonlyMap<string, ReadonlySet<string>>): Notice[] {
  if (lots.size === 0) return [];
  return run.admitted.positions.flatMap(({ account, security, trades }) =>
    trades
      .map(({ transaction }) => transaction)
      .filter((entry): entry is OpeningBasis => entry.action === 'opening-basis')
      .filter(({ id }) => lots.has(id))
      .map((entry): Notice => {
        const all = [...(lots.get(entry.id) ?? [])].sort();
        const names = all.slice(0, NAMED_LOTS);
        const message = `The basis of ${namesText(names, all.length)} (${securityLabel(security)}, account ${account.name}) rests on what you stated: ${dollars(entry.amount)} at the start of ${entry.date}. Nothing before that day counts. Of payments the ex-date decides, not the day of payment: one with an ex-date before that day is in the basis already, and one on it or later reduces it; one that counts in the year after its ex-date does so from January 1.`;
        const about = transactionSubject(entry, account, security, { lots: names });
        return { level: 'info', code: 'opening-basis', message, about };
      }),
  );
}

function returnedNotices(run: YearRun): Notice[] {
  if (run.admitted.statements.length === 0) return [];
  return heldSecurities(run).flatMap((held) => {
    const { security } = held;
    const label = securityLabel(security);
    const idle = yearsToTell(held, run.taxYear).includes(run.taxYear)
      ? []
      : nothingReturned(run, held, run.taxYear).map((entry): Notice => ({
          level: 'warning',
          code: 'contradictory-fact',
          message: `You stated that nothing of what ${label} paid in ${run.taxYear} was a return of capital, but the book has no shares of it in that year. Nothing rests on the statement: correct its day or its security, or delete it.`,
          about: subjectOf(entry, label, run.taxYear),
        }));
    const ofYears = yearsHeld(held, run.taxYear).flatMap((year) => {
      const chosen = run.chosen.get(security.id)?.get(year);
      const returned = chosen?.rows.some(
        ({ distribution }) => distribution.components.returnOfCapital !== 0n,
      );
      if (chosen && !returned) return [];
      const own = nothingReturned(run, held, year);
      // Several say one thing of a year: it is told of the first. What contradicts a release is told of each row.
      return (chosen ? own : own.slice(0, 1)).map((entry): Notice => {
        const about = subjectOf(entry, label, year);
        return chosen
          ? {
              level: 'warning',
              code: 'contradictory-fact',
              message: `You stated that nothing of what ${label} paid in ${year} was a return of capital, but ${chosen.document.name} says that some of it was. The release counts. Delete the statement, or correct the document.`,
              about,
            }
          : {
              level: 'info',
              code: 'nothing-returned',
              message: `For the basis no release of ${label} for ${year} is asked for: you stated that nothing of what it paid in that year was a return of capital. Every basis that was held through ${year} rests on that.`,
              about,
            };
      });
    });
    return [...idle, ...ofYears];
  });
}

function subjectOf(
  { id, sourceLine }: NothingReturned,
  label: string,
  year: number,
): NoticeSubject {
  const line = sourceLine === null ? {} : { line: sourceLine };
  return { security: label, year, transaction: id, ...line };
}
