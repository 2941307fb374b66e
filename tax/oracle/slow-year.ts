/**
 * What are the figures of a tax year, worked out the long way?
 *
 * A second implementation of the calculation, to compare the engine with. It shares no rule with
 * it: it counts in decimals, replays the whole book for every question, and looks through all that
 * it has wherever the engine would have an index. Order of the work: `replay.ts` carries everything
 * out day by day, `lists.ts` and the files beside it read the report off what was written down.
 *
 * Authority: the calculation, sections 1 to 10. Example: section 11.
 * Not handled: what the engine does not handle either, as each file says.
 */
import type { Reference } from '../facts/reference.ts';
import type { Facts } from '../facts/model.ts';
import type { AccountForm, YearReport } from '../report/year-report.ts';
import { boxesOf } from './boxes.ts';
import { holdingPeriodsOf, uncountedPartsOf } from './holding-periods.ts';
import {
  excessGainsOf,
  keptGainsOf,
  liquidationsOf,
  lotsOf,
  paymentsOf,
  paymentsOfYear,
  piecesOfYear,
  salesOf,
} from './lists.ts';
import { findNotices } from './find-notices.ts';
import { accountOf } from './ledger.ts';
import { compareText } from './present.ts';
import { provisionalOf } from './provisional.ts';
import { replay } from './replay.ts';
import { yearStatesOf } from './year-states.ts';

/**
 * Of every account that an entry names, be it as the one that shares are moved to. That nothing was returned
 * is said of all accounts, whichever it names: it is no account's where another entry is.
 */
function accountsOf(
  facts: Facts,
  boxes: (belongs: (accountId: string) => boolean) => AccountForm['form1099Div'],
): AccountForm[] {
  const others = facts.transactions.filter(({ action }) => action !== 'nothing-returned');
  const entries = others.length > 0 ? others : facts.transactions;
  return facts.accounts
    .filter(({ id }) =>
      entries.some(
        (entry) => entry.accountId === id || ('toAccountId' in entry && entry.toAccountId === id),
      ),
    )
    .sort((a, b) => compareText(a.name, b.name))
    .map((account) => ({
      accountId: account.id,
      account: account.name,
      taxDeferred: account.taxDeferred,
      form1099Div: boxes((accountId) => accountId === account.id),
    }));
}

/** The same answer as `computeYear`, slowly. Only the wording of the notices differs. */
export function slowYear(facts: Facts, taxYear: number, reference: Reference): YearReport {
  const done = replay(facts, taxYear, reference);
  const { ledger } = done;
  const payments = paymentsOfYear(ledger);
  const liquidations = liquidationsOf(ledger);
  const boxes = (belongs: (accountId: string) => boolean) =>
    boxesOf(
      payments.filter(({ account }) => belongs(account.id)),
      liquidations.filter(({ accountId }) => belongs(accountId)),
      piecesOfYear(ledger).filter(({ account }) => belongs(account.id)),
      taxYear,
      reference,
    );
  const isTaxable = (id: string): boolean => !accountOf(facts, id).taxDeferred;
  return {
    taxYear,
    form1099Div: boxes(isTaxable),
    accounts: accountsOf(facts, boxes),
    payments: paymentsOf(ledger),
    lots: lotsOf(ledger),
    sales: salesOf(ledger),
    excessGains: excessGainsOf(ledger),
    liquidations,
    keptGains: keptGainsOf(ledger),
    holdingPeriods: holdingPeriodsOf(ledger),
    uncountedParts: uncountedPartsOf(ledger),
    provisional: provisionalOf(done),
    yearStates: yearStatesOf(done, reference),
    notices: findNotices(done),
  };
}
