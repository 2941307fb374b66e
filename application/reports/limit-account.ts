/**
 * What is the report of one account alone?
 *
 * The part of the whole report that is the account's. Its figures depend on the others: shares can
 * have come from another account with basis and day, and a purchase in another one can make a wash
 * sale. So everything is computed once, and what is not the account's is left out. On top stand the
 * account's own figures; those of a tax-deferred account are in no total, and zeros stand there.
 *
 * Awkward case: a notice about a security without an account, as of a missing document, is kept where
 * the account has an entry that concerns that security, shares that were moved to it included.
 */
import { securityLabel, type Facts } from '../../tax/facts/model.ts';
import { NO_MONEY } from '../../tax/values/money.ts';
import type { Notice } from '../../tax/facts/notices.ts';
import type { FormBox, YearReport } from '../../tax/report/year-report.ts';

export function limitToAccount(facts: Facts, name: string, whole: YearReport): YearReport {
  const own = <T extends { readonly account: string }>(rows: readonly T[]): T[] =>
    rows.filter(({ account }) => account === name);
  const accounts = own(whole.accounts);
  const counted = accounts.find(({ taxDeferred }) => !taxDeferred);
  const labels = labelsOfAccount(facts, name);
  const concerns = ({ about }: Notice): boolean =>
    about.account === undefined
      ? about.security === undefined || labels.has(about.security)
      : about.account === name;
  return {
    taxYear: whole.taxYear,
    form1099Div: counted?.form1099Div ?? whole.form1099Div.map(empty),
    accounts,
    payments: own(whole.payments),
    lots: own(whole.lots),
    sales: own(whole.sales),
    excessGains: own(whole.excessGains),
    liquidations: own(whole.liquidations),
    keptGains: own(whole.keptGains),
    holdingPeriods: own(whole.holdingPeriods),
    uncountedParts: own(whole.uncountedParts),
    provisional: own(whole.provisional),
    yearStates: whole.yearStates.filter(({ security }) => labels.has(securityLabel(security))),
    notices: whole.notices.filter(concerns),
  };
}

function empty(box: FormBox): FormBox {
  return { ...box, amount: NO_MONEY };
}

/** What the securities are called that the account's entries are about. */
function labelsOfAccount(facts: Facts, name: string): ReadonlySet<string> {
  const id = facts.accounts.find((account) => account.name === name)?.id;
  const ids = new Set<string>();
  for (const entry of facts.transactions) {
    const isOwn = entry.accountId === id || ('toAccountId' in entry && entry.toAccountId === id);
    if (!isOwn) continue;
    ids.add(entry.securityId);
    if ('toSecurityId' in entry && entry.toSecurityId !== undefined) ids.add(entry.toSecurityId);
  }
  return new Set(facts.securities.filter((each) => ids.has(each.id)).map(securityLabel));
}
