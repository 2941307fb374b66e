/**
 * What the holder kept of a year, for its files: what brokers' forms show beside the book, which differences were
 * accepted and why, and what was filed with what it would be now.
 *
 * What was filed is of the whole return: the files of one account alone leave it out.
 */
import type { FiledReturn } from '../../db/filed.ts';
import type { AcceptedDifference, KeptForm } from '../../db/kept-forms.ts';
import type { FiledFigureOfYear, KeptOfYear, TypedFigure } from '../../formats/reports/material.ts';
import { reference } from '../../resources/reference.ts';
import { securityLabel, type Facts } from '../../tax/facts/model.ts';
import { compareFields } from '../../tax/reconcile/reconcile.ts';
import type { ReportedSales } from '../../tax/report/reported-sales.ts';
import type { YearReport } from '../../tax/report/year-report.ts';
import { formatMoney, parseMoney, type Cents } from '../../tax/values/money.ts';
import { figuresOfReturn, filedRows } from '../filed/filed-figures.ts';

/** As the book has it, of one year or of several. */
export interface KeptInBook {
  readonly forms: readonly KeptForm[];
  readonly filed: readonly FiledReturn[];
}

interface KeptFor {
  readonly facts: Facts;
  /** Of all accounts. */
  readonly whole: YearReport;
  readonly reported: ReportedSales;
  /** The name of the account that is asked for alone; null for all. */
  readonly account: string | null;
}

const printed = (amount: Cents | null): string | null =>
  amount === null ? null : formatMoney(amount);

type Place = Pick<TypedFigure, 'form' | 'row' | 'field' | 'theirs' | 'ours'>;

function isOf(one: AcceptedDifference, { form, row, field, theirs, ours }: Place): boolean {
  return (
    one.form === form &&
    one.row === row &&
    one.field === field &&
    one.theirs === printed(theirs) &&
    one.ours === printed(ours)
  );
}

function typedOf(form: KeptForm, account: string, facts: Facts): readonly TypedFigure[] {
  const labels = new Map(facts.securities.map((each) => [each.id, securityLabel(each)]));
  const label = (id: string | null): string | null => labels.get(id ?? '') ?? null;
  const amounts = compareFields(facts, form, reference).filter(({ unit }) => unit === 'usd');
  return amounts.map(({ form: of, row, field, agrees, ...figures }): TypedFigure => {
    const sale = row === null ? null : (form.sales[row - 1] ?? null);
    const ours = figures.ours as Cents | null;
    const place = { form: of, row, field, theirs: figures.theirs as Cents, ours };
    return {
      ...place,
      ...{ account, payer: label(form.securityId), version: form.version },
      receivedOn: form.receivedOn,
      ...{ sale, security: label(sale?.securityId ?? null) },
      difference: ours === null ? null : (figures.difference as Cents),
      agrees,
      reason: form.accepted.find((one) => isOf(one, place))?.reason ?? null,
    };
  });
}

function filedOf(
  filed: FiledReturn | undefined,
  { whole, reported }: KeptFor,
): readonly FiledFigureOfYear[] {
  if (filed === undefined) return [];
  const { wholeDollars, brokerBasis, filedOn } = filed;
  const options = { accountId: null, wholeDollars, brokerBasis, reported };
  return filedRows(filed, figuresOfReturn(whole, options)).map((row) => ({ ...row, filedOn }));
}

export function keptOfYear(kept: KeptInBook, asked: KeptFor): KeptOfYear {
  const { facts, whole, account: only } = asked;
  const names = new Map(facts.accounts.map(({ id, name }) => [id, name]));
  const own = kept.forms.flatMap((form) => {
    const account = names.get(form.accountId);
    const isAsked = form.year === whole.taxYear && (only === null || account === only);
    if (account === undefined || !isAsked) return [];
    return [{ form, account, figures: typedOf(form, account, facts) }];
  });
  const labels = new Map(facts.securities.map((each) => [each.id, securityLabel(each)]));
  return {
    typed: own.flatMap(({ figures }) => figures),
    accepted: own.flatMap(({ form, account, figures }) =>
      form.accepted.map((one) => ({
        ...{ account, payer: labels.get(form.securityId ?? '') ?? null, version: form.version },
        ...{ form: one.form, row: one.row, field: one.field, reason: one.reason },
        theirs: parseMoney(one.theirs) ?? null,
        ours: one.ours === null ? null : (parseMoney(one.ours) ?? null),
        holds: figures.some((figure) => isOf(one, figure)),
      })),
    ),
    filed:
      only === null
        ? filedOf(
            kept.filed.find(({ year }) => year === whole.taxYear),
            asked,
          )
        : [],
  };
}
