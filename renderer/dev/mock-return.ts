/** The lines of the return for an invented year, by the engine's own rules. Development only. */
import type { Answer, Request } from '../../application/contract.ts';
import { returnLineMap } from '../../resources/reference.ts';
import { returnLinesJson } from '../../formats/return-lines-json.ts';
import type { Day } from '../../tax/values/days.ts';
import { COMPONENTS, type Security } from '../../tax/facts/model.ts';
import { NO_MONEY, NO_SHARES, parseMoney, parseShares } from '../../tax/values/money.ts';
import { returnLines } from '../../tax/report/return-lines.ts';
import type { Payment } from '../../tax/lots/figures.ts';
import type { FormBox, YearReport } from '../../tax/report/year-report.ts';

type Report = Answer<'year.report'>['report'];

const money = (text: string) => parseMoney(text) ?? NO_MONEY;
const shares = (text: string) => parseShares(text) ?? NO_SHARES;
const day = (text: string) => text as Day;

/** As much of the engine's value as the lines of the return are made of. */
function valueOf(report: Report, inherited: ReadonlySet<string>): YearReport {
  const deferred = new Set(report.accounts.filter((a) => a.taxDeferred).map((a) => a.account));
  const held = (one: { account: string; security: string }) => ({
    accountId: one.account,
    account: one.account,
    taxDeferred: deferred.has(one.account),
    security: {
      id: one.security,
      issuer: 'Apartment Investment and Management Company',
      name: one.security,
      symbol: one.security,
      cusips: [],
    } satisfies Security,
  });
  const boxes = (list: Report['form1099Div']): FormBox[] =>
    list.map((box) => ({ ...box, amount: money(box.amount) }));
  return {
    taxYear: report.taxYear,
    form1099Div: boxes(report.form1099Div),
    accounts: report.accounts.map((one) => ({
      ...one,
      accountId: one.account,
      form1099Div: boxes(one.form1099Div),
    })),
    payments: report.payments.map(
      (one) =>
        ({
          ...held(one),
          components: Object.fromEntries(
            COMPONENTS.map((name) => [name, money(one.components[name])]),
          ),
        }) as unknown as Payment,
    ),
    lots: [],
    sales: report.sales.map((sale, index) => ({
      ...held(sale),
      kind: sale.kind,
      transactionId: `tx-${index}`,
      lot: sale.lot,
      acquired: day(sale.acquired),
      heldSince: day(sale.heldSince),
      inherited: inherited.has(sale.lot),
      sold: day(sale.sold),
      shares: shares(sale.shares),
      proceeds: money(sale.proceeds),
      cost: (money(sale.adjustedBasis) + money(sale.returnOfCapital)) as typeof NO_MONEY,
      adjustedBasis: money(sale.adjustedBasis),
      returnOfCapital: money(sale.returnOfCapital),
      gain: money(sale.gain),
      term: sale.term,
      disallowedLoss: money(sale.disallowedLoss),
      replacements: sale.replacements.map((one) => ({
        ...one,
        accountId: one.account,
        bought: day(one.bought),
        shares: shares(one.shares),
        disallowedLoss: money(one.disallowedLoss),
      })),
      longTermLoss: money(sale.longTermLoss),
    })),
    excessGains: report.excessGains.map((gain) => ({
      ...held(gain),
      lot: gain.lot,
      paymentKey: '',
      date: day(gain.date),
      amount: money(gain.amount),
      term: gain.term,
    })),
    holdingPeriods: [],
    uncountedParts: report.uncountedParts.map((part) => ({
      ...held(part),
      paymentKey: '',
      part: part.part,
      amount: money(part.amount),
      shares: shares(part.shares),
      sharesTooShort: shares(part.sharesTooShort),
      notCounted: money(part.notCounted),
    })),
    provisional: [],
    notices: [],
  };
}

export function linesOfReport(
  report: Report,
  { account, wholeDollars, brokerBasis }: Request<'year.returnLines'>,
): Answer<'year.returnLines'> {
  const value = valueOf(report, new Set(['AIV/inherited']));
  const json = returnLinesJson(
    returnLines(value, returnLineMap, { accountId: account, wholeDollars, brokerBasis }),
  );
  // A copy: what crosses the wire can be changed, what the engine gives cannot.
  return structuredClone(json) as Answer<'year.returnLines'>;
}
