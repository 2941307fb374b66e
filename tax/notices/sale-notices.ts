/**
 * What has to be said about the sales of the year? Shares sold, or given away, between an ex-date and its payment
 * (no authority was found for their basis), losses that section 857(b)(8) makes long-term, losses that
 * section 1091 disallows, losses on shares that were a gift, and sales that leave the last decimals of a
 * position. One notice for each sale, not for each
 * of its lots.
 */
import { addDays, yearOf } from '../values/days.ts';
import { isAcquisition, isSale, securityLabel } from '../facts/model.ts';
import { formatShares, subtractCents, sumCents } from '../values/money.ts';
import type { FigurePart } from '../facts/figure-part.ts';
import { said, stated, type Said, type SentencePart } from '../facts/said.ts';
import { saleFigure } from '../report/sale-figures.ts';
import type { Notice } from '../facts/notices.ts';
import type { SaleRun, SoldBeforePayment } from '../lots/pass-result.ts';
import { heldBySale } from '../lots/printed-shares.ts';
import { paymentKey } from '../lots/report-lists.ts';
import { longTermLossByShare, type PieceRun } from '../lots/sales.ts';
import { tradesBetween, transactionSubject } from '../facts/transactions.ts';
import type { Replacement, SalePiece } from '../lots/figures.ts';
import {
  counted,
  dollars,
  dollarsPerShare,
  NAMED_LOTS,
  namesText,
  sharesText,
  transactionText,
} from '../facts/wording.ts';
import { IdlePurchases } from './idle-purchases.ts';
import { WASH_SALE_DAYS } from '../lots/wash-sales.ts';
import type { YearRun } from '../lots/year-run.ts';

/** The notices about the sales of the reported year, and about what they did to its payments. */
export function saleNotices(run: YearRun): readonly Notice[] {
  const purchases = new IdlePurchases(run);
  return [
    ...run.soldBeforePayment.flatMap((one) => soldBeforePaymentNotice(run, one)),
    ...run.sales
      .filter(({ entry }) => yearOf(entry.date) === run.taxYear)
      .flatMap((sale) => [
        ...longTermLossNotice(sale),
        ...shareByShareNotice(sale),
        ...washSaleNotice(run, sale),
        ...soldReplacementNotice(run, sale, purchases),
        ...giftRuleNotices(sale),
        ...giftBasisNotice(sale),
        ...giverDayNotice(sale),
        ...nearlyAllNotice(sale),
      ]),
  ];
}

function soldBeforePaymentNotice(
  run: YearRun,
  { position, entry, run: payment, lots, becameGain, longByPayment }: SoldBeforePayment,
): Notice[] {
  const { account, security } = position;
  const { distribution, exDate, taxYear } = payment.planned;
  const year = becameGain ? taxYear : yearOf(entry.date);
  if (year !== run.taxYear) return [];
  const { security: paid } = payment.position;
  const names = namesText(lots.slice(0, NAMED_LOTS), lots.length);
  // What was held on the ex-date can have become another security before it left.
  const origin = paid.id === security.id ? '' : `, which came from ${securityLabel(paid)},`;
  const [left, leaving] = entry.action === 'gift' ? ['given away', 'gift'] : ['sold', 'sale'];
  const what = `shares of ${securityLabel(security)} from ${counted(lots.length, 'lot')} (${names})${origin} were ${left} between the ex-date ${exDate} and the payment of ${distribution.payableDate}${partText(payment)}`;
  const how = becameGain
    ? `the ${leaving} lies in an earlier tax year than the one in which the payment counts, so their part of its return of capital is capital gain of ${taxYear}${termText(leaving, longByPayment)}`
    : `they carry their part of its return of capital into the sale, which lowers their basis. No authority was found for this, so compare it with your broker's figures`;
  const message = `The ${transactionText(entry)} in the account ${account.name}: ${what}; ${how}.`;
  const about = transactionSubject(entry, account, paid, {
    year: taxYear,
    distribution: distribution.id,
    payment: paymentKey(distribution.id, payment.position.account.id),
    lots: lots.slice(0, NAMED_LOTS),
  });
  return [{ level: 'info', code: 'roc-after-sale', message, about }];
}

/** Which of the gain is long-term by the day of the payment alone. */
function termText(leaving: string, lots: readonly string[]): string {
  if (lots.length === 0) return '';
  const names = namesText(lots.slice(0, NAMED_LOTS), lots.length);
  return `. That of ${names} is counted as long-term by the day on which it counts, but the shares had been held a year or less by the ${leaving}, and no authority was found for either: short-term is the cautious choice on the return`;
}

/** Which part of a payment of two years is meant: each year's has its notice. */
function partText({ planned: { distribution, taxYear } }: SoldBeforePayment['run']): string {
  const { allocablePerShare, amountPerShare } = distribution;
  return allocablePerShare < amountPerShare
    ? ` (${dollarsPerShare(allocablePerShare)} of ${dollarsPerShare(amountPerShare)} a share, which count in ${taxYear})`
    : '';
}

function headOf({ entry, position: { account, security } }: SaleRun): string {
  return `The ${transactionText(entry)} of ${securityLabel(security)} in the account ${account.name}`;
}

function lotsOf(pieces: readonly PieceRun[]): string[] {
  return pieces.slice(0, NAMED_LOTS).map(({ piece }) => piece.lot);
}

function longTermLossNotice(sale: SaleRun): Notice[] {
  const { entry, position } = sale;
  const changed = sale.pieces.filter(({ piece }) => piece.longTermLoss > 0n);
  if (changed.length === 0) return [];
  const lots = lotsOf(changed);
  const total = ofPieces(
    changed.map(({ piece }) => piece),
    'longTermLoss',
  );
  const sentence = said`${headOf(sale)}: ${total} of the loss on ${namesText(lots, changed.length)} is long-term, because the shares were held six months or less and received capital gain distributions (section 857(b)(8)).`;
  const about = transactionSubject(entry, position.account, position.security, { lots });
  return [{ level: 'info', code: 'loss-after-capital-gain', ...sentence, about }];
}

/** Where section 857(b)(8), read share by share, gives another amount. */
function shareByShareNotice(sale: SaleRun): Notice[] {
  const { entry, position } = sale;
  const others = sale.pieces.filter((run) => longTermLossByShare(run) < run.piece.longTermLoss);
  if (others.length === 0) return [];
  const lots = lotsOf(others);
  const pieces = others.map(({ piece }) => piece);
  const byShare = sumCents(others.map(longTermLossByShare));
  const difference = subtractCents(sumCents(pieces.map((piece) => piece.longTermLoss)), byShare);
  const sentence = said`${headOf(sale)}: ${ofPieces(pieces, 'longTermLoss')} of the loss on ${namesText(lots, others.length)} is counted as long-term, up to all capital gain distributions on the shares that were sold. A part of that loss is disallowed, because shares were replaced, and section 857(b)(8) speaks of the loss on each share: if only the distributions on the shares whose loss counts are taken, ${dollars(byShare)} is long-term, and ${dollars(difference)} more is short-term. No authority was found that decides it: ask a tax adviser which of the two to file.`;
  const about = transactionSubject(entry, position.account, position.security, { lots });
  return [{ level: 'warning', code: 'loss-share-by-share', ...sentence, about }];
}

/** An amount of a sale, of all its lots together. */
function ofPieces(
  pieces: readonly SalePiece[],
  of: 'longTermLoss' | 'disallowedLoss',
): SentencePart {
  return stated(
    sumCents(pieces.map((piece) => piece[of])),
    of === 'longTermLoss' ? 'Loss that is long-term' : 'Disallowed loss',
    'Of every lot of the sale.',
    pieces.filter((piece) => piece[of] !== 0n).map((piece) => saleFigure(piece, of)),
  );
}

/** The part of a loss that is lost with shares in a tax-deferred account, as a clause; or none. */
function lostText(pieces: readonly SalePiece[]): Said {
  const lost = pieces.flatMap(({ transactionId: transaction, lot, replacements }) =>
    replacements.flatMap((one, place): FigurePart[] =>
      one.addedToBasis
        ? []
        : [
            {
              label: `Lost with the lot ${one.lot}`,
              value: one.disallowedLoss,
              figure: { kind: 'replacementLoss', transaction, lot, place },
            },
          ],
    ),
  );
  const total = sumCents(lost.map(({ value }) => value));
  if (total === 0n) return said``;
  const amount = stated(
    total,
    'Loss that is lost',
    'Of every new lot in a tax-deferred account.',
    lost,
  );
  return said` ${amount} of it is lost for good, because the new shares are in a tax-deferred account (Revenue Ruling 2008-5).`;
}

/** Where the loss goes that is not lost: with shares in a tax-deferred account no basis goes up. */
function addedText(added: readonly string[], all: number): string {
  if (added.length === 0) return '';
  if (added.length < all)
    return ` It is added to the basis of ${namesText(added)}, as far as it goes with it.`;
  return ` It is added to the basis of ${all === 1 ? 'that lot' : 'those lots'}.`;
}

/** Shares that came as a dividend count as bought, which is the cautious reading: which of them they are. */
function dividendSharesText(
  run: YearRun,
  { position, entry }: SaleRun,
  replacing: readonly Replacement[],
): string {
  const days = new Set(replacing.map(({ accountId, bought }) => `${accountId} ${bought}`));
  const first = addDays(entry.date, -WASH_SALE_DAYS);
  const last = addDays(entry.date, WASH_SALE_DAYS);
  const names = run.admitted.positions
    .filter(({ security }) => security.id === position.security.id)
    .flatMap(({ trades }) => tradesBetween(trades, first, last))
    .map(({ transaction }) => transaction)
    .filter(isAcquisition)
    .filter(
      ({ id, accountId, date, action }) =>
        (action === 'stock-dividend' || action === 'in-kind') &&
        days.has(`${accountId} ${date}`) &&
        run.washSales.replacing.has(id),
    )
    .map(({ lot }) => lot);
  if (names.length === 0) return '';
  return ` Of these ${namesText(names.slice(0, NAMED_LOTS), names.length)} came as a dividend in shares: that such shares count as bought is the cautious reading, and no authority was found for it.`;
}

function washSaleNotice(run: YearRun, sale: SaleRun): Notice[] {
  const { entry, position } = sale;
  const pieces = sale.pieces.map(({ piece }) => piece);
  if (pieces.every((piece) => piece.disallowedLoss === 0n)) return [];
  const replacing = pieces.flatMap((piece) => piece.replacements);
  const names = [...new Set(replacing.map((one) => one.lot))];
  const lots = names.slice(0, NAMED_LOTS);
  const added = [...new Set(replacing.filter((one) => one.addedToBasis).map((one) => one.lot))];
  const sentence = said`${headOf(sale)}: ${ofPieces(pieces, 'disallowedLoss')} of its loss is disallowed as a wash sale (section 1091), because ${counted(names.length, 'lot')} (${namesText(lots, names.length)}) of the same security ${names.length === 1 ? 'was' : 'were'} bought within 30 days of it.${addedText(added, names.length)}${lostText(pieces)}${dividendSharesText(run, sale, replacing)} Purchases that are not in this book, a spouse's included, count too: enter them, or check the sale by hand.`;
  const about = transactionSubject(entry, position.account, position.security, { lots });
  return [{ level: 'info', code: 'possible-wash-sale', ...sentence, about }];
}

/** Bought and sold again before the loss: nobody says for certain whether that replaces. */
function soldReplacementNotice(run: YearRun, sale: SaleRun, purchases: IdlePurchases): Notice[] {
  const { entry, position, pieces } = sale;
  if (!pieces.some((piece) => run.washSales.unreplaced.has(piece))) return [];
  const { count, first } = purchases.near(sale, NAMED_LOTS);
  if (count === 0) return [];
  const lots = first.map(({ lot }) => lot);
  const message = `${headOf(sale)} has a loss, and ${counted(count, 'lot')} (${namesText(lots, count)}) of the same security, bought within 30 days of it, ${count === 1 ? 'was' : 'were'} sold or given away before it. Brokers do not count such shares as a wash sale (section 1091), and neither does BasisBook; the statute does not say so. Check this sale before you file.`;
  const about = transactionSubject(entry, position.account, position.security, { lots });
  return [{ level: 'warning', code: 'possible-wash-sale', message, about }];
}

/** A loss on a gift of which nobody said what it was worth. */
function giftBasisNotice(sale: SaleRun): Notice[] {
  const { entry, position } = sale;
  const gifts = sale.pieces.filter(({ piece, lot: { root } }) => {
    const { maker } = root;
    return piece.gain < 0n && maker.action === 'gift-received' && maker.value === undefined;
  });
  if (gifts.length === 0) return [];
  const lots = lotsOf(gifts);
  const message = `${headOf(sale)} has a loss on ${namesText(lots, gifts.length)}, which was received as a gift. Where the shares were worth less on the day of the gift than they had cost the giver, only the fall since then is a loss (section 1015(a)): enter the value on that day with the gift.`;
  const about = transactionSubject(entry, position.account, position.security, { lots });
  return [{ level: 'info', code: 'gift-basis', message, about }];
}

/** A gift whose days begin with it, because nobody said when the giver bought: its term may be the long one. */
function giverDayNotice(sale: SaleRun): Notice[] {
  const { entry, position } = sale;
  const gifts = sale.pieces.filter(({ piece: { giftRule, term }, lot: { root } }) => {
    const { maker } = root;
    const isUndated = maker.action === 'gift-received' && maker.acquired === null;
    return isUndated && giftRule !== 'loss' && term === 'short';
  });
  if (gifts.length === 0) return [];
  const lots = lotsOf(gifts);
  const message = `${headOf(sale)} sold ${namesText(lots, gifts.length)}, which was received as a gift, and is short-term because its days are counted from the gift. The giver's days count too (section 1223(2)): enter with the gift when the giver acquired the shares (acquired).`;
  const about = transactionSubject(entry, position.account, position.security, { lots });
  return [{ level: 'warning', code: 'gift-basis', message, about }];
}

/** A sale of all shares but the last decimals. */
function nearlyAllNotice(sale: SaleRun): Notice[] {
  const held = heldBySale(sale);
  if (held === undefined || !isSale(sale.entry)) return [];
  const { entry, left, position } = sale;
  const message = `${headOf(sale)} leaves ${sharesText(left)}: ${sharesText(entry.shares)} are the ${formatShares(held)} that were held, rounded or cut off. If all of them were sold, write ${formatShares(held)}.`;
  const about = transactionSubject(entry, position.account, position.security);
  return [{ level: 'warning', code: 'nearly-all-sold', message, about }];
}

const GIFT_RULES = {
  loss: 'below its value on the day of the gift: that value counts as basis, and the days begin with the gift',
  neither:
    'between its value on the day of the gift and the giver’s basis: there is neither gain nor loss',
} as const;

/** Where the giver's basis did not count. */
function giftRuleNotices(sale: SaleRun): Notice[] {
  const { entry, position } = sale;
  return (['loss', 'neither'] as const).flatMap((rule): Notice[] => {
    const gifts = sale.pieces.filter(({ piece }) => piece.giftRule === rule);
    if (gifts.length === 0) return [];
    const lots = lotsOf(gifts);
    const message = `${headOf(sale)} sold ${namesText(lots, gifts.length)}, a gift worth less than it had cost the giver, ${GIFT_RULES[rule]} (section 1015(a)).`;
    const about = transactionSubject(entry, position.account, position.security, { lots });
    return [{ level: 'info', code: 'gift-basis', message, about }];
  });
}
