/**
 * What has to be said about average basis? When it begins or ends, whether the holder confirmed the conditions,
 * which no book can prove;
 * and that a sale names lots whose days go first in, first out (Reg. 1.1012-1(e)).
 */
import { firstDayOfYear, lastDayOfYear, yearOf } from '../values/days.ts';
import {
  isAcquisition,
  securityLabel,
  type Acquisition,
  type AverageBasis,
  type Sale,
} from '../facts/model.ts';
import type { Notice, NoticeLevel, NoticeCode } from '../facts/notices.ts';
import { accountsOf, securitiesOf, targetOf, transactionSubject } from '../facts/transactions.ts';
import { NAMED_LOTS, namesText, transactionText } from '../facts/wording.ts';
import { FIRST_AVERAGED } from '../lots/average-basis.ts';
import { giftBelowCost } from '../lots/gift-basis.ts';
import { wasHeld } from '../lots/held-securities.ts';
import type { YearRun } from '../lots/year-run.ts';

/** What average basis asks for, as a clause. */
const CONDITIONS =
  'the plan reinvests at least 10% of every dividend, the custodian has the choice in writing, and all of these shares are held in the plan';

/** Whether any entry of the book, on whatever day, brings shares of the security into the account. */
function everHeld({ admitted }: YearRun, { accountId, securityId }: AverageBasis): boolean {
  const isHere = (place: Pick<AverageBasis, 'accountId' | 'securityId'> | null): boolean =>
    place?.accountId === accountId && place.securityId === securityId;
  return (
    admitted.departures.some(({ transaction }) => isHere(targetOf(transaction))) ||
    admitted.trades.some(({ transaction }) => isAcquisition(transaction) && isHere(transaction))
  );
}

/** Gifts into the account that have two bases and stay apart, though by their days they would be averaged. */
function leftOut(run: YearRun, { accountId, securityId, acquired }: AverageBasis): string[] {
  const from = acquired ?? FIRST_AVERAGED;
  const last = lastDayOfYear(run.taxYear);
  return run.positions
    .filter(
      ({ position: { account, security } }) =>
        account.id === accountId && security.id === securityId,
    )
    .flatMap(({ position }) => position.trades)
    .flatMap(({ transaction }) => giftBelowCost(transaction) ?? [])
    .filter((gift) => gift.date <= last && (gift.acquired ?? gift.date) >= from)
    .map(({ lot }) => lot);
}

const TWO_BASES =
  'worth less than the giver’s basis, with one basis for a gain and another for a loss (Reg. 1.1012-1(e)(3)).';

function leftOutText(lots: readonly string[]): string {
  if (lots.length === 0) return '';
  const names = namesText(lots.slice(0, NAMED_LOTS), lots.length);
  const [are, gifts] = lots.length === 1 ? ['is', 'a gift'] : ['are', 'gifts'];
  return ` ${names} ${are} left out of the average: ${gifts} ${TWO_BASES}`;
}

/** Gifts of the year that stay apart from an average which an earlier year began. */
function leftOutLater(
  { taxYear, admitted }: YearRun,
  choices: readonly AverageBasis[],
): readonly Acquisition[] {
  return admitted.uncommon.flatMap(({ transaction }) => {
    const gift = giftBelowCost(transaction);
    if (gift === null || yearOf(gift.date) !== taxYear) return [];
    const newest = choices.findLast(
      ({ accountId, securityId, date }) =>
        accountId === gift.accountId && securityId === gift.securityId && date <= gift.date,
    );
    const isLeft =
      newest !== undefined &&
      newest.date >= FIRST_AVERAGED &&
      yearOf(newest.date) < taxYear &&
      newest.last !== true &&
      (gift.acquired ?? gift.date) >= (newest.acquired ?? FIRST_AVERAGED);
    return isLeft ? [gift] : [];
  });
}

/** Whether an entry of an earlier year is the one that a year's basis rests on, and shares were held in it. */
function rulesYear(run: YearRun, choices: readonly AverageBasis[], entry: AverageBasis): boolean {
  const [first, last] = [firstDayOfYear(run.taxYear), lastDayOfYear(run.taxYear)];
  if (entry.date >= first || !everHeld(run, entry)) return false;
  const newest = choices.findLast(
    ({ accountId, securityId, date }) =>
      accountId === entry.accountId && securityId === entry.securityId && date < first,
  );
  const holdings = run.positions
    .filter(({ position }) => position.security.id === entry.securityId)
    .flatMap((one) => one.holdings);
  return newest === entry && wasHeld(holdings, first, last);
}

/** The notices about such entries of the reported year; that nobody confirmed one, in every year that it rules. */
export function averageNotices(run: YearRun): readonly Notice[] {
  const account = accountsOf(run.facts);
  const security = securitiesOf(run.facts);
  const refused = new Set(run.refused.map(({ transaction }) => transaction.id));
  const isOfYear = ({ date, id }: AverageBasis | Sale | Acquisition): boolean =>
    yearOf(date) === run.taxYear && !refused.has(id);
  const say = (
    entry: AverageBasis | Sale | Acquisition,
    level: NoticeLevel,
    code: NoticeCode,
    message: (label: string, account: string) => string,
  ): Notice => {
    const [own, of] = [account(entry.accountId), security(entry.securityId)];
    const lots = isAcquisition(entry) ? { lots: [entry.lot] } : {};
    const about = transactionSubject(entry, own, of, lots);
    return { level, code, message: message(securityLabel(of), own.name), about };
  };
  const choices = run.admitted.statements
    .map(({ transaction }) => transaction)
    .filter((entry): entry is AverageBasis => entry.action === 'average-basis');
  const idle = choices.filter((entry) => isOfYear(entry) && !everHeld(run, entry));
  const counts = (entry: AverageBasis): boolean => isOfYear(entry) && !idle.includes(entry);
  return [
    ...idle.map((entry) =>
      say(
        entry,
        'warning',
        'contradictory-fact',
        (label, name) =>
          `The ${transactionText(entry)} of ${label} in the account ${name} averages nothing: the book has no shares of it in this account. Correct the security or the account, or delete the entry.`,
      ),
    ),
    ...choices
      .filter(counts)
      .map((entry) =>
        say(entry, 'info', 'average-basis', (label, name) =>
          entry.last
            ? `From ${entry.date} on the basis of ${label} in the account ${name} is not averaged any more. Each share keeps the basis that it had.`
            : `From ${entry.date} on the basis of ${label} acquired from ${entry.acquired ?? FIRST_AVERAGED} on in the account ${name} is averaged.${leftOutText(leftOut(run, entry))}${entry.confirmed ? ` You confirmed that ${CONDITIONS} (Reg. 1.1012-1(e)).` : ''}`,
        ),
      ),
    ...choices
      .filter((entry) => counts(entry) || rulesYear(run, choices, entry))
      .filter((entry) => !entry.last && !entry.confirmed && !refused.has(entry.id))
      .map((entry) =>
        say(
          entry,
          'warning',
          'average-conditions',
          (label, name) =>
            `That the basis of ${label} in the account ${name} may be averaged from ${entry.date} on has not been confirmed: it may where ${CONDITIONS} (Reg. 1.1012-1(e)). It is counted as it stands. Confirm the conditions in the entry, or delete it where one of them is not met.`,
        ),
      ),
    ...leftOutLater(run, choices)
      .filter(isOfYear)
      .map((gift) =>
        say(
          gift,
          'info',
          'average-basis',
          (label, name) =>
            `${gift.lot} is left out of the average of ${label} in the account ${name}: a gift ${TWO_BASES}`,
        ),
      ),
    ...run.namedInAverage
      .filter(isOfYear)
      .map((sale) =>
        say(
          sale,
          'warning',
          'named-in-average',
          (label, name) =>
            `The ${transactionText(sale)} of ${label} in the account ${name} names lots whose basis is averaged. Their days go first in, first out, so the term can be another one. It is counted as it stands: take the lot out of the entry.`,
        ),
      ),
  ];
}
