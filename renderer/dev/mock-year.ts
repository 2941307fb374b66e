/* eslint-disable @typescript-eslint/no-non-null-assertion -- the data are invented here: what is looked up is there */
/** The year's figures of the book in memory, good enough to draw screens with. Development only. */
import type { Answer, DerivationJson } from '../../application/contract.ts';
import { sumDecimals } from '../format/decimal.ts';
import { COMPONENTS } from '../format/words.ts';
import { formOf } from '../../tax/facts/forms.ts';
import { reference } from '../../resources/reference.ts';
import { lateYear } from './mock-late-year.ts';
import type { MockBook, Transaction } from './mock-book.ts';
import { readRelease } from './mock-release.ts';

type Year = Answer<'year.report'>;
type Report = Year['report'];

const cents = (text: string) => BigInt(text.replace('.', ''));
const money = (value: bigint) => {
  const digits = (value < 0n ? -value : value).toString().padStart(3, '0');
  return `${value < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
};
const scaled = (text: string, places: number) => {
  const [whole = '0', fraction = ''] = text.split('.');
  return BigInt(whole + fraction.padEnd(places, '0'));
};

const BOXES = [
  ['1', 'ordinaryDividends', 'Ordinary dividends', ['ordinary']],
  ['2a', 'totalCapitalGain', 'Total capital gain distr.', ['capitalGain', 'unrecaptured1250']],
  ['2b', 'rate28Gain', '28% rate gain', []],
  ['2c', 'qualified5YearGain', 'Qualified 5-year gain', ['qualified5Year']],
  ['2d', 'unrecaptured1250Gain', 'Unrecap. sec. 1250 gain', ['unrecaptured1250']],
  ['2e', 'section1202Gain', 'Section 1202 gain', []],
  ['3', 'nondividendDistributions', 'Nontaxable distributions', ['returnOfCapital']],
] as const;

function previousDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - count * 86_400_000).toISOString().slice(0, 10);
}

function divide(cash: bigint, weights: readonly bigint[]): bigint[] {
  const total = weights.reduce((sum, one) => sum + one, 0n);
  if (total === 0n) return weights.map(() => 0n);
  const parts = weights.map((weight) => (cash * weight) / total);
  let left = cash - parts.reduce((sum, one) => sum + one, 0n);
  const order = weights
    .map((weight, index) => ({ index, rest: (cash * weight) % total }))
    .toSorted((a, b) => (b.rest > a.rest ? 1 : b.rest < a.rest ? -1 : a.index - b.index));
  for (const { index } of order) {
    if (left === 0n) break;
    parts[index]! += 1n;
    left -= 1n;
  }
  return parts;
}

function boxesOf(payments: Report['payments']): Report['form1099Div'] {
  return BOXES.map(([box, meaning, caption, sources]) => ({
    box,
    meaning,
    caption,
    amount: sumDecimals([
      '0.00',
      ...payments.flatMap((payment) =>
        sources.map((source) =>
          source === 'qualified5Year'
            ? (payment.subsets.qualified5Year ?? '0.00')
            : payment.components[source],
        ),
      ),
    ]),
  }));
}

export function yearReport(book: MockBook, year: number): Year {
  if (book.documents.length > 0 && year > 2002) return lateYear(year);
  const payments: Report['payments'] = [];
  const reduction = new Map<string, bigint>();
  const makers = book.transactions.filter(
    (one) => one.action === 'buy' || one.action === 'reinvest',
  );
  const salesOf = (lot: Transaction) =>
    book.transactions.filter(
      (one) =>
        one.action === 'sell' &&
        one.lot !== null &&
        one.lot === lot.lot &&
        one.accountId === lot.accountId,
    );
  const sharesOn = (lot: Transaction, day: string) =>
    salesOf(lot)
      .filter((sale) => sale.date < day)
      .reduce((left, sale) => left - scaled(sale.shares ?? '0', 6), scaled(lot.shares ?? '0', 6));
  const shareText = (units: bigint) => {
    const digits = units.toString().padStart(7, '0');
    return `${digits.slice(0, -6)}.${digits.slice(-6)}`.replace(/\.?0+$/, '');
  };
  for (const document of book.documents.filter((one) => one.row.taxYear === year)) {
    for (const security of readRelease(document.text).document.securities) {
      for (const distribution of security.distributions) {
        const exDate = previousDays(distribution.recordDate!, 2);
        for (const account of book.accounts) {
          const lots = makers.filter(
            (one) =>
              one.accountId === account.id &&
              one.security === security.symbol &&
              one.date < exDate &&
              sharesOn(one, exDate) > 0n,
          );
          if (lots.length === 0) continue;
          const entitled = lots.map((lot) => sharesOn(lot, exDate));
          const shares = entitled.reduce((sum, one) => sum + one, 0n);
          const cash =
            (shares * scaled(distribution.amountPerShare!, 12) * 100n + 5n * 10n ** 17n) /
            10n ** 18n;
          const parts = divide(
            cash,
            COMPONENTS.map((name) => scaled(distribution.components[name] ?? '0', 4)),
          );
          const components = Object.fromEntries(
            COMPONENTS.map((name, index) => [name, money(parts[index]!)]),
          ) as Report['payments'][number]['components'];
          const roc = divide(cents(components.returnOfCapital), entitled);
          payments.push({
            account: account.name,
            security: security.symbol!,
            recordDate: distribution.recordDate,
            exDate,
            payableDate: distribution.payableDate!,
            shares: shareText(shares),
            amountPerShare: distribution.amountPerShare!,
            cash: money(cash),
            components,
            subsets:
              distribution.subsets.qualified5Year === undefined
                ? {}
                : { qualified5Year: components.capitalGain },
            lots: lots.map((lot, index) => {
              reduction.set(lot.id, (reduction.get(lot.id) ?? 0n) + roc[index]!);
              return {
                lot: lot.lot!,
                shares: shareText(entitled[index]!),
                returnOfCapital: money(roc[index]!),
                basisReduction: money(roc[index]!),
                excessGain: '0.00',
              };
            }),
          });
        }
      }
    }
  }
  payments.sort((a, b) =>
    a.payableDate < b.payableDate ? -1 : a.payableDate > b.payableDate ? 1 : 0,
  );
  const taxable = (name: string) => !book.accounts.find((one) => one.name === name)?.taxDeferred;
  const lots: Report['lots'] = makers
    .filter((one) => one.date <= `${year}-12-31`)
    .map((lot) => {
      const held = scaled(lot.shares ?? '0', 6);
      const left = sharesOn(lot, `${year}-12-31`);
      const cost = (cents(lot.amount ?? '0.00') * left) / held;
      const inYear = ((reduction.get(lot.id) ?? 0n) * left) / held;
      return {
        lot: lot.lot!,
        account: lot.account,
        security: lot.security,
        acquired: lot.date,
        heldSince: lot.date,
        shares: shareText(left),
        cost: money(cost),
        disallowedLossAdded: '0.00',
        returnOfCapitalBefore: '0.00',
        returnOfCapitalInYear: money(inYear),
        adjustedBasis: money(cost - inYear),
      };
    });
  const sold = book.transactions.filter(
    (one) => one.action === 'sell' && one.lot !== null && one.date.startsWith(`${year}`),
  );
  const sales: Report['sales'] = sold.map((sale) => {
    const lot = makers.find((one) => one.lot === sale.lot && one.accountId === sale.accountId)!;
    const cost =
      (cents(lot.amount ?? '0.00') * scaled(sale.shares ?? '0', 6)) / scaled(lot.shares ?? '0', 6);
    const carried = 2878n;
    return {
      kind: 'sale',
      account: sale.account,
      security: sale.security,
      lot: lot.lot!,
      acquired: lot.date,
      heldSince: lot.date,
      sold: sale.date,
      shares: sale.shares ?? '0',
      proceeds: sale.amount ?? '0.00',
      adjustedBasis: money(cost - carried),
      returnOfCapital: money(carried),
      gain: money(cents(sale.amount ?? '0.00') - cost + carried),
      term: 'long',
      disallowedLoss: '0.00',
      replacements: [],
      longTermLoss: '0.00',
    };
  });
  const form = formOf(reference.forms, year);
  const notices: Report['notices'] = [];
  if (payments.length > 0) {
    notices.push(
      {
        level: 'warning',
        code: 'missing-allocation',
        message:
          'AIV was held in 2001, and no distribution table of Aimco for 2001 is in the book. Its return of capital is unknown, so the basis shown may be too high. Add the release for 2001.',
        about: { security: 'AIV', year: 2001 },
      },
      {
        level: 'info',
        code: 'ex-date-computed',
        message:
          'The release gives no ex-dates. They were worked out from the record dates for 4 payments of AIV.',
        about: { security: 'AIV', payment: 'AIV/0' },
      },
      {
        level: 'info',
        code: 'not-entitled',
        message:
          'The 4.418 shares of AIV bought on 2002-02-11 got nothing from the payment of 2002-02-11: they were bought after the ex-date.',
        about: { security: 'AIV', account: 'Joint account', lots: ['AIV/2002-02-11'] },
      },
    );
  }
  return {
    report: {
      schema: 'basisbook/year-end-report@1',
      taxYear: year,
      form1099Div: boxesOf(payments.filter((one) => taxable(one.account))),
      accounts: book.accounts.map((account) => ({
        account: account.name,
        taxDeferred: account.taxDeferred,
        form1099Div: boxesOf(payments.filter((one) => one.account === account.name)),
      })),
      payments,
      lots,
      sales,
      excessGains: [],
      holdingPeriods: [],
      uncountedParts: [],
      provisional: [],
      notices,
    },
    paymentKeys: payments.map((one, index) => `${one.security}/${index}`),
    saleTransactions: sold.map((one) => one.id),
    excessPayments: [],
    holdingPeriodPayments: [],
    uncountedPayments: [],
    form: form
      ? {
          title: form.title,
          source: form.source,
          linesSource: form.linesSource,
          boxes: form.boxes.map(({ box, goesTo }) => ({
            box,
            goesTo: (goesTo ?? []).map((place) => ({ ...place, note: place.note ?? null })),
          })),
        }
      : null,
  };
}

/** A made-up walk from a box down to a line and an entry. */
export function explainFigure(label: string, value: string): DerivationJson {
  const payments = ['2002-02-11', '2002-05-13', '2002-08-23', '2002-11-18'];
  const [cash, line, shares, rate, others] = [5, 6, 7, 8, 9];
  const none = { rule: null, source: null } as const;
  const printed = {
    kind: 'document',
    documentId: 'doc-1',
    name: 'Aimco 2002 dividend allocation.txt',
    line: 10,
  } as const;
  return {
    steps: [
      {
        ...none,
        label,
        value,
        unit: 'usd',
        operation: 'sum',
        explanation: 'The sum of this part of every payment of 2002 to your taxable accounts.',
        rule: {
          title: 'Nondividend distributions',
          authority: 'Internal Revenue Code section 301(c)(2); Form 1099-DIV for 2002',
        },
        operands: payments.map((_, place) => place + 1),
      },
      ...payments.map((day) => ({
        ...none,
        label: `AIV, paid ${day}`,
        value: '15.99',
        unit: 'usd' as const,
        operation: 'apportion' as const,
        place: 0,
        explanation: '19.5% of 100% of $82.00 is $15.99.',
        rule: {
          title: 'The parts of a payment',
          authority: 'Calculation, section 5: largest remainder in cents',
        },
        operands: [cash, line, others],
      })),
      {
        ...none,
        label: 'Cash of the payment',
        value: '82.00',
        unit: 'usd',
        operation: 'product',
        explanation: '100 shares × $0.82 = $82.00.',
        rule: {
          title: 'Cash is shares times amount, to the cent',
          authority: 'Calculation, section 5 (practice of brokers)',
        },
        operands: [shares, rate],
      },
      {
        ...none,
        label: 'Return of capital, class A common, paid 2002-02-11',
        value: '19.5',
        unit: 'percent',
        operation: 'fact',
        explanation: 'The issuer’s table says 19.5% of this payment is return of capital.',
        source: printed,
        operands: [],
      },
      {
        ...none,
        label: 'Shares of lot AIV/2000-03-01',
        value: '100',
        unit: 'shares',
        operation: 'fact',
        explanation: 'Bought 2000-03-01, before the ex-date 2002-01-31, and not sold before it.',
        source: { kind: 'transaction', transactionId: 'tx-1', line: null },
        operands: [],
      },
      {
        ...none,
        label: 'Amount per share',
        value: '0.82',
        unit: 'usdPerShare',
        operation: 'fact',
        explanation: 'The issuer’s table gives $0.82 for each share.',
        source: printed,
        operands: [],
      },
      {
        ...none,
        label: 'Ordinary dividend, class A common, paid 2002-02-11',
        value: '80.5',
        unit: 'percent',
        operation: 'fact',
        explanation: 'The issuer’s table says 80.5% of this payment is an ordinary dividend.',
        source: printed,
        operands: [],
      },
    ],
  };
}

export function lotTimeline(
  book: MockBook,
  year: number,
  account: string,
  lot: string,
): Answer<'lots.timeline'> {
  const maker = book.transactions.find((one) => one.lot === lot && one.account === account);
  if (!maker) return [];
  const { report, paymentKeys } = yearReport(book, year);
  const perShare = (basis: bigint) => {
    const micro = (basis * 10n ** 10n) / scaled(maker.shares ?? '0', 6);
    const digits = micro.toString().padStart(7, '0');
    return `${digits.slice(0, -6)}.${digits.slice(-6)}`;
  };
  let basis = cents(maker.amount ?? '0.00');
  const events: Answer<'lots.timeline'> = [
    {
      kind: 'acquired',
      day: maker.date,
      transaction: maker.id,
      payment: null,
      payableDate: null,
      sharesAfter: maker.shares ?? '0',
      basisChange: maker.amount ?? '0.00',
      basisAfter: maker.amount ?? '0.00',
      basisPerShareAfter: perShare(basis),
    },
  ];
  report.payments.forEach((payment, index) => {
    const part = payment.lots.find((one) => payment.account === account && one.lot === lot);
    if (!part || part.basisReduction === '0.00') return;
    basis -= cents(part.basisReduction);
    events.push({
      kind: 'returnOfCapital',
      day: payment.exDate,
      transaction: null,
      payment: paymentKeys[index]!,
      payableDate: payment.payableDate,
      sharesAfter: part.shares,
      basisChange: `-${part.basisReduction}`,
      basisAfter: money(basis),
      basisPerShareAfter: perShare(basis),
    });
  });
  return events;
}
