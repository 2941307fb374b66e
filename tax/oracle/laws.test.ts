/**
 * What must be true of every book, whatever its figures? Held against the engine and against the
 * slow calculation, on random books; each law is exact, so that no rounding can hide a lost cent.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { dayNumber, firstDayOfYear, lastDayOfYear, yearOf } from '../values/days.ts';
import { isAcquisition, isSale } from '../facts/model.ts';
import type { Payment, SalePiece } from '../lots/figures.ts';
import type { YearReport } from '../report/year-report.ts';
import { booksBy, CALCULATIONS, total } from './testing/law-books.ts';
import type { Years } from './testing/law-books.ts';
import { paidOnLots } from './testing/paid-on-lots.ts';
import { leftOut, positionsAt } from './testing/positions.ts';
import { worthBy } from './testing/worth.ts';

/** When a payment's return of capital reduces basis. */
function effectiveDay(payment: Payment, taxYear: number): string {
  const newYear = firstDayOfYear(taxYear);
  return payment.exDate < newYear ? newYear : payment.exDate;
}

/** All years up to one: what has happened to the lots by its end. */
function upTo(reports: readonly YearReport[], taxYear: number): readonly YearReport[] {
  return reports.filter((each) => each.taxYear <= taxYear);
}

/** Disallowed losses that have been added to lots by the end of a year. */
function addedBy(reports: readonly YearReport[], taxYear: number): bigint {
  const end = lastDayOfYear(taxYear);
  return total(
    reports
      .flatMap((report) => report.sales)
      .filter((piece) => piece.sold <= end)
      .flatMap((piece) => piece.replacements)
      .filter((each) => each.addedToBasis && each.bought <= end)
      .map((each) => each.disallowedLoss),
  );
}

/** Basis reductions that have taken effect by the end of a year. */
function reducedBy(reports: readonly YearReport[], taxYear: number): bigint {
  return total(
    reports.flatMap((report) =>
      report.payments
        .filter((payment) => effectiveDay(payment, report.taxYear) <= lastDayOfYear(taxYear))
        .flatMap((payment) => payment.lots.map((lot) => lot.basisReduction)),
    ),
  );
}

describe.each(CALCULATIONS)('%s', (_, compute) => {
  let books: readonly Years[] = [];
  beforeAll(() => {
    books = booksBy(compute);
  });

  const eachReport = (look: (report: YearReport, where: string, years: Years) => void): void => {
    for (const years of books)
      for (const report of years.reports)
        look(report, `seed ${years.seed}, ${report.taxYear}`, years);
  };
  const eachPiece = (look: (piece: SalePiece, where: string, years: Years) => void): void => {
    eachReport((report, where, years) => {
      for (const piece of report.sales)
        look(piece, `${where}, ${piece.transactionId}, ${piece.lot}`, years);
    });
  };

  describe('every payment', () => {
    it('is the sum of its components, and the sum of what its lots get', () => {
      eachReport(({ payments }, where) => {
        for (const payment of payments) {
          expect(total(Object.values(payment.components)), where).toBe(
            payment.cash + payment.discount,
          );
          const capital = payment.lots.map((lot) => lot.returnOfCapital);
          expect(total(capital), where).toBe(payment.components.returnOfCapital);
          expect(total(payment.lots.map((lot) => lot.shares)), where).toBe(payment.shares);
        }
      });
    });

    it('either reduces basis or is gain, lot by lot, and the gains are listed', () => {
      eachReport(({ payments, excessGains }, where) => {
        for (const payment of payments) {
          for (const lot of payment.lots) {
            expect(lot.basisReduction + lot.excessGain, where).toBe(lot.returnOfCapital);
            expect(lot.basisReduction >= 0n && lot.excessGain >= 0n, where).toBe(true);
            const listed = excessGains
              .filter((gain) => gain.paymentKey === payment.key && gain.lot === lot.lot)
              .map((gain) => gain.amount);
            expect(total(listed), where).toBe(lot.excessGain);
          }
        }
      });
    });

    it('goes to no lot that was bought on or after the ex-date', () => {
      eachReport(({ payments }, where, { facts, reports }) => {
        const { whole } = leftOut(reports);
        const acquisitions = facts.transactions
          .filter(isAcquisition)
          .filter((entry) => !whole.has(entry.id));
        for (const payment of payments) {
          for (const { lot } of payment.lots) {
            const bought = acquisitions.find(
              (entry) => entry.accountId === payment.accountId && entry.lot === lot,
            );
            if (bought) expect(bought.date < payment.exDate, `${where}, ${lot}`).toBe(true);
          }
        }
      });
    });

    it('is counted in the boxes once: the form is the sum of the forms of the taxable accounts', () => {
      eachReport((report, where) => {
        for (const [i, { meaning, amount }] of report.form1099Div.entries()) {
          const taxable = report.accounts.filter((account) => !account.taxDeferred);
          const amounts = taxable.map((account) => account.form1099Div[i]?.amount ?? 0n);
          expect(total(amounts), `${where}, ${meaning}`).toBe(amount);
        }
        const cash = total(
          report.payments
            .filter((payment) => !payment.taxDeferred)
            .map(({ cash, discount }) => cash + discount),
        );
        const inBoxes = report.form1099Div
          .filter(({ meaning }) =>
            ['ordinaryDividends', 'totalCapitalGain', 'nondividendDistributions'].includes(meaning),
          )
          .map(({ amount }) => amount);
        // Cash of an exchange that is a dividend is in box 1, and is no payment of a document.
        const dividends = report.sales
          .filter(({ kind, taxDeferred }) => kind === 'boot-dividend' && !taxDeferred)
          .map(({ gain }) => gain);
        if (inBoxes.length > 0) expect(total(inBoxes), where).toBe(cash + total(dividends));
      });
    });

    it('is looked at share by share where a holding period is asked for', () => {
      eachReport(({ payments, holdingPeriods, uncountedParts }, where) => {
        for (const payment of payments) {
          const parts = [
            ['qualified', payment.components.qualified],
            ['section199A', payment.subsets.section199A ?? 0n],
          ] as const;
          for (const [part, amount] of parts) {
            const periods = holdingPeriods.filter(
              (each) => each.paymentKey === payment.key && each.part === part,
            );
            for (const { lot, shares } of payment.lots) {
              const ofLot = periods.filter((each) => each.lot === lot).map((each) => each.shares);
              expect(total(ofLot), `${where}, ${lot}`).toBe(amount > 0n ? shares : 0n);
            }
            const short = total(
              periods.filter((each) => each.daysHeld < each.daysNeeded).map((each) => each.shares),
            );
            const uncounted = uncountedParts.filter(
              (each) => each.paymentKey === payment.key && each.part === part,
            );
            expect(total(uncounted.map((each) => each.sharesTooShort)), where).toBe(short);
            expect(uncounted.length, where).toBe(short > 0n ? 1 : 0);
            expect(total(uncounted.map((each) => each.notCounted)) <= amount, where).toBe(true);
          }
        }
      });
    });
  });

  describe('all lots together', () => {
    it('hold the shares that were acquired, less those sold and given, as splits made them', () => {
      let counted = 0;
      eachReport((report, where, { facts, reports }) => {
        const expected = positionsAt(facts, reports, report.taxYear);
        if (!expected) return;
        counted++;
        const held = new Map<string, bigint>();
        for (const { accountId, security, shares } of report.lots) {
          const key = `${accountId}/${security.id}`;
          held.set(key, (held.get(key) ?? 0n) + shares);
        }
        expect(held, where).toEqual(expected);
      });
      expect(counted).toBeGreaterThan(100);
    });

    it('put in as much as comes out: basis left, basis sold, basis reduced, and basis given away', () => {
      let exact = 0;
      eachReport((report, where, { facts, reports }) => {
        const { whole } = leftOut(reports);
        const entries = facts.transactions.filter(
          (entry) => entry.date <= lastDayOfYear(report.taxYear) && !whole.has(entry.id),
        );
        const { inKind, kept, paidBack, isPayment } = paidOnLots(upTo(reports, report.taxYear));
        const counting = facts.transactions.filter((entry) => !whole.has(entry.id));
        const worth = worthBy(counting, reports);
        const paid = total(entries.filter(isAcquisition).map(worth)) + inKind;
        const putIn = paid + addedBy(reports, report.taxYear);
        const all = upTo(reports, report.taxYear).flatMap((each) => each.sales);
        // What was paid on shares that stay has a part of their basis, and none of their cost.
        const pieces = all.filter((piece) => !isPayment(piece));
        const cost =
          total(report.lots.map((lot) => lot.cost)) + total(pieces.map((piece) => piece.cost));
        const basis =
          total(report.lots.map((lot) => lot.adjustedBasis)) +
          total(pieces.map((piece) => piece.adjustedBasis)) +
          paidBack +
          reducedBy(reports, report.taxYear) -
          kept;
        // What is given away takes its basis along, and no list shows it; nor what of a giver's basis
        // a gift worth less than that was sold without.
        // A basis that is stated takes the place of what was there, more or less.
        if (entries.some((entry) => entry.action === 'opening-basis')) return;
        const isUnseen =
          entries.some((entry) => entry.action === 'gift') ||
          pieces.some(({ giftRule }) => giftRule !== null);
        if (isUnseen) {
          expect(cost <= putIn && basis <= putIn, where).toBe(true);
          return;
        }
        exact++;
        expect(cost, where).toBe(putIn);
        expect(basis, where).toBe(putIn);
      });
      expect(exact).toBeGreaterThan(100);
    });

    it('have no basis below zero, and carry exactly the reductions and losses they show', () => {
      eachReport((report, where) => {
        for (const lot of report.lots) {
          expect(lot.adjustedBasis >= 0n && lot.shares > 0n, where).toBe(true);
          expect(lot.returnOfCapitalBefore >= 0n, where).toBe(true);
          expect(lot.returnOfCapitalInYear >= 0n, where).toBe(true);
          expect(lot.disallowedLossAdded >= 0n && lot.disallowedLossAdded <= lot.cost, where).toBe(
            true,
          );
          expect(
            lot.adjustedBasis + lot.returnOfCapitalBefore + lot.returnOfCapitalInYear,
            where,
          ).toBe(lot.cost + lot.otherBasisChanges);
          expect(lot.heldSince <= lot.acquired, where).toBe(true);
        }
      });
    });

    it('have names of their own in each account and security', () => {
      eachReport((report, where) => {
        const names = report.lots.map(({ accountId, security, lot }) =>
          [accountId, security.id, lot].join('\n'),
        );
        expect(new Set(names).size, where).toBe(names.length);
      });
    });
  });

  describe('every sale', () => {
    it('is the sum of its pieces, or is left out with an error', () => {
      for (const { seed, facts, reports } of books) {
        for (const entry of facts.transactions) {
          if (!isSale(entry)) continue;
          const report = reports.find((each) => each.taxYear === yearOf(entry.date));
          const pieces = report?.sales.filter((piece) => piece.transactionId === entry.id) ?? [];
          const where = `seed ${seed}, ${entry.id}`;
          if (pieces.length === 0) {
            const errors = report?.notices.filter(
              (notice) => notice.level === 'error' && notice.about.transaction === entry.id,
            );
            expect(errors, where).toHaveLength(1);
            continue;
          }
          expect(total(pieces.map((piece) => piece.shares)), where).toBe(entry.shares);
          expect(total(pieces.map((piece) => piece.proceeds)), where).toBe(entry.amount);
        }
      }
    });

    it('has gain, basis and cost that fit together', () => {
      eachPiece((piece, where) => {
        expect(piece.adjustedBasis >= 0n, where).toBe(true);
        expect(piece.gain, where).toBe(piece.proceeds - piece.adjustedBasis);
        expect(piece.returnOfCapital, where).toBe(
          piece.cost + piece.otherBasisChanges - piece.adjustedBasis,
        );
        expect(piece.longTermLoss >= 0n && piece.disallowedLoss >= 0n, where).toBe(true);
        const loss = piece.gain < 0n ? -piece.gain : 0n;
        expect(piece.longTermLoss + piece.disallowedLoss <= loss, where).toBe(true);
        if (piece.longTermLoss > 0n) expect(piece.term, where).toBe('short');
      });
    });

    it('is replaced by purchases within thirty days, share for share, and loses what they get', () => {
      let replaced = 0;
      eachPiece((piece, where, { facts }) => {
        const { replacements } = piece;
        const disallowed = total(replacements.map((each) => each.disallowedLoss));
        expect(disallowed, where).toBe(piece.disallowedLoss);
        expect(total(replacements.map((each) => each.shares)) <= piece.shares, where).toBe(true);
        if (piece.gain >= 0n || piece.taxDeferred) expect(replacements, where).toEqual([]);
        for (const each of replacements) {
          replaced++;
          const days = dayNumber(each.bought) - dayNumber(piece.sold);
          expect(Math.abs(days) <= 30, where).toBe(true);
          const account = facts.accounts.find(({ id }) => id === each.accountId);
          expect(each.addedToBasis, where).toBe(account?.taxDeferred === false);
        }
      });
      expect(replaced).toBeGreaterThan(20);
    });

    it('is replaced by no share twice', () => {
      for (const { seed, facts, reports } of books) {
        // A split between purchase and sale makes other numbers of the same shares.
        if (facts.transactions.some((entry) => entry.action === 'split')) continue;
        const { whole } = leftOut(reports);
        const bought = new Map<string, bigint>();
        for (const entry of facts.transactions) {
          if (whole.has(entry.id)) continue;
          const isReceived = entry.action === 'liquidation' && entry.toSecurityId !== undefined;
          if (!isAcquisition(entry) && !isReceived) continue;
          const security = isReceived ? entry.toSecurityId : entry.securityId;
          const key = `${security} ${entry.date}`;
          bought.set(key, (bought.get(key) ?? 0n) + (entry.shares ?? 0n));
        }
        for (const { security, replacements } of reports.flatMap((report) => report.sales)) {
          for (const each of replacements) {
            const key = `${security.id} ${each.bought}`;
            bought.set(key, (bought.get(key) ?? 0n) - each.shares);
          }
        }
        for (const [key, left] of bought) expect(left >= 0n, `seed ${seed}, ${key}`).toBe(true);
      }
    });
  });
});
