/**
 * What has to be said about shares received in kind whose value nobody has said yet? Which lots and sales
 * rest on it, and where the value can come from (section 301(d)).
 */
import { securityLabel, type Acquisition } from '../facts/model.ts';
import type { Notice } from '../facts/notices.ts';
import { accountsOf, securitiesOf, transactionSubject } from '../facts/transactions.ts';
import { NAMED_LOTS, namesText, transactionText } from '../facts/wording.ts';
import { withoutValue } from '../lots/in-kind-values.ts';
import type { YearRun } from '../lots/year-run.ts';
import { addDays, lastDayOfYear, yearOf, type Day } from '../values/days.ts';

/** Brokers post such shares some days after they were paid. */
const POSTED_WITHIN = 14;

/** The notices about entries whose lots or sales are in the year, or that are of it. */
export function receivedNotices(run: YearRun): readonly Notice[] {
  const entries = withoutValue(run).filter(({ date }) => date <= lastDayOfYear(run.taxYear));
  if (entries.length === 0) return [];
  const lots = lotsByEntry(run);
  return entries.flatMap((entry) => {
    const all = [...(lots.get(entry.id) ?? [])].sort();
    if (all.length === 0 && yearOf(entry.date) !== run.taxYear) return [];
    return [noticeOf(run, entry, all)];
  });
}

/** The names of lots and of sold parts of the year, by the entry that made them. */
function lotsByEntry(run: YearRun): ReadonlyMap<string, ReadonlySet<string>> {
  const names = new Map<string, Set<string>>();
  const note = (id: string, lot: string): void => {
    names.set(id, (names.get(id) ?? new Set<string>()).add(lot));
  };
  for (const { lots } of run.positions)
    for (const lot of lots.rows()) if (lot.awaitsValue) note(lot.transactionId, lot.lot);
  for (const { entry, pieces } of run.sales) {
    if (yearOf(entry.date) !== run.taxYear) continue;
    for (const { piece, lot } of pieces) if (piece.awaitsValue) note(lot.maker.id, piece.lot);
  }
  return names;
}

function noticeOf(run: YearRun, entry: Acquisition, all: readonly string[]): Notice {
  const account = accountsOf(run.facts)(entry.accountId);
  const security = securitiesOf(run.facts)(entry.securityId);
  const names = all.slice(0, NAMED_LOTS);
  const rests =
    all.length === 0
      ? 'What is made of them'
      : `The basis of ${namesText(names, all.length)}, and every gain that is reckoned from it,`;
  const message = `The ${transactionText(entry)} of ${securityLabel(security)} in the account ${account.name} does not say what the shares were worth, and ${whyNot(run, entry)}. ${rests} is counted as if they had cost nothing. Enter their value, or add the issuer's release of ${entry.date.slice(0, 4)} with the payment in kind.`;
  const about = transactionSubject(entry, account, security, { lots: names });
  return { level: 'warning', code: 'in-kind-without-value', message, about };
}

/** Why no document says it. */
function whyNot(run: YearRun, entry: Acquisition): string {
  const days = run.positions
    .filter(({ position: { account, security } }) => {
      return account.id === entry.accountId && security.id !== entry.securityId;
    })
    .flatMap(({ cash }) => cash.map(({ planned: { distribution } }) => distribution))
    .filter(({ inKind }) => inKind)
    .map(({ payableDate }) => payableDate);
  if (days.includes(entry.date))
    return 'which payment in kind of that day they are is not certain, because the account has several such entries or payments';
  const isNear = (day: Day): boolean =>
    day >= addDays(entry.date, -POSTED_WITHIN) && day <= addDays(entry.date, POSTED_WITHIN);
  const near = days.find(isNear);
  return near === undefined
    ? 'no release that was added has a payment in kind of that day'
    : `the payment in kind of the release is of ${near}: if it is this one, correct the day of the entry`;
}
