/**
 * What has to be said about an exchange with cash, a liquidation and gain that a trust kept?
 *
 * Cash in an exchange is a gain of the exchange, or a dividend where the issuer says so (section
 * 356(a)(2)); without the value of a new share nobody knows the gain. After the last liquidating
 * distribution there is nothing left to buy; each counts for the shares of its day, which can be others than
 * those of the record date. A trust's year ends on December 31 (section 859).
 */
import { kindOf } from '../facts/entry-kinds.ts';
import { targetOf, transactionSubject } from '../facts/transactions.ts';
import { firstIndex } from '../values/order.ts';
import { addDays, lastDayOfYear, yearOf } from '../values/days.ts';
import {
  costOf,
  discountOf,
  isAcquisition,
  securityLabel,
  type Acquisition,
  type Exchange,
  type Liquidation,
  type Transaction,
  type UndistributedGain,
} from '../facts/model.ts';
import type { Notice, NoticeCode, NoticeLevel } from '../facts/notices.ts';
import type { Position, Trade } from '../facts/transactions.ts';
import { dollars, dollarsPerShare, transactionText } from '../facts/wording.ts';
import { lacksValue } from '../lots/paid-on-lots.ts';
import type { YearRun } from '../lots/year-run.ts';
import { cashFor, NO_RATE, ONE_SHARE, type Cents } from '../values/money.ts';

/** The notices about such entries of the reported year. */
export function actionNotices(run: YearRun): readonly Notice[] {
  const refused = new Set(run.refused.map(({ transaction }) => transaction.id));
  const { valued, departures, liquidations } = run.admitted;
  const over = new Set(liquidations.map(({ transaction }) => transaction.securityId));
  // Of 100,000 purchases none is looked at where no such entry is about their security.
  const such = new Set(
    [...valued, ...departures]
      .map(({ transaction }) => transaction)
      .filter(isSuch)
      .map(({ accountId, securityId }) => JSON.stringify([accountId, securityId])),
  );
  return run.admitted.positions.flatMap((position) => {
    const key = JSON.stringify([position.account.id, position.security.id]);
    if (!such.has(key) && !over.has(position.security.id)) return [];
    return position.trades.flatMap((trade) => {
      const { transaction } = trade;
      const year = yearOf(transaction.date);
      const stays = year < run.taxYear && isUnknownGain(transaction);
      if ((year !== run.taxYear && !stays) || refused.has(transaction.id)) return [];
      return noticesOf(run, position, trade);
    });
  });
}

function isSuch(entry: Transaction): boolean {
  const { action } = entry;
  if (action === 'reinvest' || action === 'gift-received') return entry.value !== undefined;
  return action === 'exchange' || action === 'liquidation' || action === 'undistributed-gain';
}

/** Whose error stays one of later years: the basis of the new shares rests on it. */
function isUnknownGain(entry: Transaction): boolean {
  return entry.action === 'exchange' && lacksValue(entry);
}

function noticesOf(run: YearRun, position: Position, trade: Trade): Notice[] {
  const { transaction } = trade;
  const say = (level: NoticeLevel, code: NoticeCode, says: string): Notice[] => {
    const { account, security } = position;
    const head = `The ${transactionText(transaction)} of ${securityLabel(security)} in the account ${account.name}`;
    const lots = isAcquisition(transaction) ? { lots: [transaction.lot] } : {};
    const about = transactionSubject(transaction, account, security, lots);
    return [{ level, code, message: `${head} ${says}`, about }];
  };
  const afterTheLast =
    COMES_OR_GOES.has(kindOf(transaction.action).effect) && wasLiquidatedBefore(run, trade)
      ? say(
          'warning',
          'after-liquidation',
          'comes after the last liquidating distribution of that security, when its shares were gone. It is counted as it stands: correct its day or its security, or take the mark of the last one out of the distribution.',
        )
      : [];
  if (transaction.action === 'exchange') {
    const ofExchange = [
      ...bootNotices(transaction, say),
      ...unlikelyBoot(transaction, say),
      ...fractionNotices(transaction, say),
    ];
    return [...ofExchange, ...afterTheLast];
  }
  if (transaction.action === 'liquidation') {
    if (!isHeldAnew(run, position, transaction)) return [];
    return say(
      'info',
      'lots-of-the-day',
      `counts for the shares held on ${transaction.date}, and shares of it came or went in the ${DAYS_BEFORE} days before. It was paid to whoever held the shares before the ex-date, which follows from the record date: if that was earlier and other shares were held then, enter the distribution on the last day before the ex-date. If that day lies in an earlier year, leave the entry on the day of payment, which decides the year, and state the basis of each lot for the day after (opening-basis).`,
    );
  }
  if (transaction.action === 'undistributed-gain') {
    return keptGainNotices(transaction, say);
  }
  const ofValue = isAcquisition(transaction) ? valueNotices(run, transaction, say) : [];
  return [...ofValue, ...afterTheLast];
}

function keptGainNotices(
  entry: UndistributedGain,
  say: (level: NoticeLevel, code: NoticeCode, says: string) => Notice[],
): Notice[] {
  const { amount, date, tax } = entry;
  const ofDay =
    date === lastDayOfYear(yearOf(date))
      ? []
      : say(
          'warning',
          'not-the-last-day',
          'is not on December 31, where the tax year of a real estate investment trust ends (section 859): who held the shares on the last day has the gain. Compare the day with Form 2439.',
        );
  const percent = taxPercentOn(yearOf(date));
  const off = tax * 100n - amount * percent;
  // A hundredth of the gain, or a cent: what both amounts can be rounded by.
  const allowed = amount > 100n ? amount : 100n;
  if ((off < 0n ? -off : off) <= allowed) return ofDay;
  const ofTax = say(
    'warning',
    'kept-gain-tax',
    `has a tax of ${dollars(tax)} on a gain of ${dollars(amount)}, and the trust pays ${percent}% of the gain it keeps (section 857(b)(3)(A)). Your credit and your basis rest on both: compare boxes 1a and 2 of Form 2439.`,
  );
  return [...ofDay, ...ofTax];
}

/** What a trust pays on gain it keeps: section 1201(a) until 2017, section 11(b) since (Public Law 115-97). */
function taxPercentOn(year: number): bigint {
  return year < 2018 ? 35n : 21n;
}

/** A record date lies at most so long before its payment, as the exchange's rules and practice have it. */
const DAYS_BEFORE = 60;

/** Whether other entries say that shares of the position came or went in the days before a payment, or on its day. */
function isHeldAnew(run: YearRun, { trades }: Position, paid: Liquidation): boolean {
  const from = addDays(paid.date, -DAYS_BEFORE);
  const isSuchIn = (list: readonly Trade[]): boolean => {
    for (let at = firstIndex(list, ({ transaction }) => transaction.date >= from); ; at++) {
      const entry = list[at]?.transaction;
      if (!entry || entry.date > paid.date) return false;
      if (bringsOrTakes(entry, paid) && !run.refused.some((one) => one.transaction === entry))
        return true;
    }
  };
  return isSuchIn(trades) || isSuchIn(run.admitted.departures);
}

const COMES_OR_GOES: ReadonlySet<string> = new Set(['acquires', 'sells', 'gives', 'moves']);

function bringsOrTakes(entry: Transaction, { accountId, securityId }: Liquidation): boolean {
  const target = targetOf(entry);
  if (target?.accountId === accountId && target.securityId === securityId) return true;
  const isOwn = entry.accountId === accountId && entry.securityId === securityId;
  return isOwn && COMES_OR_GOES.has(kindOf(entry.action).effect);
}

function valueNotices(
  run: YearRun,
  entry: Acquisition,
  say: (level: NoticeLevel, code: NoticeCode, says: string) => Notice[],
): Notice[] {
  const unlikely = unlikelyValueNotices(entry, say);
  if (entry.action !== 'reinvest' || entry.value === undefined) return unlikely;
  return [...unlikely, ...discountNotices(run, entry, entry.value, say)];
}

/** A value of one share, or of another row, in a column that is for all shares. */
function unlikelyValueNotices({ action, amount, value }: Acquisition, say: Saying): Notice[] {
  if (amount === null || value === undefined) return [];
  if (action === 'gift-received' && value * LITTLE < amount)
    return say(
      'warning',
      'unlikely-value',
      `says that the shares were worth ${dollars(value)}, less than a tenth of the giver’s basis of ${dollars(amount)}. The value is that of all the shares together on the day of the gift, not of one: a loss is reckoned from it. Correct it, or leave it where it is right.`,
    );
  if (action === 'reinvest' && value > amount * MUCH)
    return say(
      'warning',
      'unlikely-value',
      `says that the shares were worth ${dollars(value)}, more than twice the ${dollars(amount)} of cash that bought them. The value is that of all the shares together on the payment date, and what it is more than the cash is a discount of the plan, which is income. Correct it, or leave it where it is right.`,
    );
  return [];
}

/** How many times the value its basis is of a gift, or its cash of an exchange; and the cash of a reinvestment its value, before a slip is likelier. */
const LITTLE = 10n;
const MUCH = 2n;

function discountNotices(run: YearRun, entry: Acquisition, value: Cents, say: Saying): Notice[] {
  const discount = discountOf(entry);
  if (discount === 0n) {
    return say(
      'warning',
      'value-not-above-cash',
      `says that the shares were worth ${dollars(value)}, which is not more than the ${dollars(costOf(entry))} that they cost, so it changes nothing. Enter the market value of all the shares on the payment date, with a commission that the company paid, or leave it empty.`,
    );
  }
  return run.discounts.isCounted(entry)
    ? say(
        'info',
        'plan-discount',
        `is of shares worth ${dollars(discount)} more than the cash: that is a part of the dividend (Rev. Rul. 76-53 and 78-375). The boxes have it in the proportions of the payment, and the new lot costs ${dollars(costOf(entry))}. Where the issuer states another character, its statement counts: compare the boxes.`,
      )
    : say(
        'warning',
        'discount-without-payment',
        `is of shares worth ${dollars(discount)} more than the cash, which is income, but no payment of the 30 days before it is known that these shares could belong to. No box has it; the new lot costs ${dollars(costOf(entry))}. Add the issuer's release, or compare the day of the entry with the payable date.`,
      );
}

/** Whether the last liquidating distribution came before, in whatever account it was entered. */
function wasLiquidatedBefore({ admitted }: YearRun, { order, transaction }: Trade): boolean {
  return admitted.liquidations.some(
    ({ transaction: other, order: place }) =>
      other.action === 'liquidation' &&
      other.last === true &&
      other.securityId === transaction.securityId &&
      (other.date < transaction.date || (other.date === transaction.date && place < order)),
  );
}

type Saying = (level: NoticeLevel, code: NoticeCode, says: string) => Notice[];

/** Cash of a whole merger can be taken for that of its fraction: what it counts for is said. */
function fractionNotices(
  { amount, cash = NO_RATE, valuePerShare }: Exchange,
  say: Saying,
): Notice[] {
  if (amount <= 0n) return [];
  if (valuePerShare !== undefined && amount > cashFor(ONE_SHARE, valuePerShare))
    return say(
      'warning',
      'fraction-above-value',
      `has ${dollars(amount)} for a fraction of one new share, and a whole one was worth ${dollarsPerShare(valuePerShare)}. Cash for each old share is entered apart (in a file, the column cash): correct the amount for the fraction.`,
    );
  if (cash > 0n) return [];
  return say(
    'info',
    'fraction-alone',
    `has ${dollars(amount)}, which count as the price of the fraction of a new share alone. If that was paid for all old shares, enter it as cash for each of them, with the market value of a new share (in a file, the columns cash and value).`,
  );
}

/** Cash of all shares in a column that is for one: many times what the new shares are worth. */
function unlikelyBoot({ cash = NO_RATE, valuePerShare, ratio }: Exchange, say: Saying): Notice[] {
  if (
    valuePerShare === undefined ||
    cash * ratio.oldShares <= LITTLE * valuePerShare * ratio.newShares
  )
    return [];
  return say(
    'warning',
    'unlikely-value',
    `has ${dollarsPerShare(cash)} of cash for each old share, more than ten times what its new shares are worth. The cash is that of one old share, the value that of one new one. Correct them, or leave them where they are right.`,
  );
}

function bootNotices({ cash = NO_RATE, valuePerShare, dividend }: Exchange, say: Saying): Notice[] {
  if (cash === 0n) return [];
  const paid = `has ${dollarsPerShare(cash)} of cash for each old share`;
  if (valuePerShare === undefined)
    return say(
      'error',
      'boot-without-value',
      `${paid} and no value of a new share, so its gain is not known and is left out of the figures; the shares are exchanged. Enter the market value of one new share on that day (in a file, the column value), as the issuer's notice states it. Until then the basis of the new shares, and the gain of a sale of them, may be wrong.`,
    );
  const how = dividend
    ? `of each lot's gain as much as the cash is counted as an ordinary dividend of the year, because you marked it as one (section 356(a)(2)), and no loss counts. Only your share of the company's undistributed earnings and profits can be a dividend: where the issuer's notice says that they are less than that gain, the rest is gain of the exchange, which is not divided off here; correct box 1a and the sale by hand. None of it is in the box for qualified dividends: compare with Form 1099-DIV.`
    : `of each lot's gain as much as the cash is counted as gain of the exchange, and no loss (section 356(a)(1) and (c)). Where the issuer's notice says that the cash has the effect of a dividend (section 356(a)(2)), mark the entry so (column dividend: yes; in terms of a reorganization dividend: yes), and that gain becomes a dividend.`;
  return say('info', 'boot-in-exchange', `${paid}: ${how}`);
}
