/**
 * What would terms of a reorganisation become in the book?
 *
 * Of each account that held the security an ordinary entry of the kind, as if it had been typed in, with
 * the line of the terms that it comes from. The window shows the plan, and accepting writes it; the command
 * computes from it. It changes nothing.
 *
 * Example: 100 AIV of 2018 in Taxable and 40 of 2020-06 in IRA, the separation of 2020-12-15: two
 * distributions in kind, 100 AIRC for $3,807.11 and 40 for $1,522.84.
 * Awkward case: a reverse split immediately after the shares of a dividend, on one day. The dividend's
 * entry must be there first: where the split is, the dividend's shares are not proven, and it is refused.
 * Awkward case: what takes effect before trading, in an account with trades of that day. The entry is of
 * the day before, and the plan says so.
 * Not handled: holders whose broker reorganised on another day.
 */
import { checkTransactions } from '../../tax/compute-year.ts';
import { NOTHING_FURTHER, type Entry } from '../../tax/facts/entry.ts';
import { kindOf, paysFractions } from '../../tax/facts/entry-kinds.ts';
import {
  isAcquisition,
  securityLabel,
  type Account,
  type Facts,
  type Security,
  type Transaction,
} from '../../tax/facts/model.ts';
import { dollars } from '../../tax/facts/wording.ts';
import { addDays, type Day } from '../../tax/values/days.ts';
import { FIRST_AVERAGED } from '../../tax/lots/average-basis.ts';
import { formatShares, NO_MONEY, NO_SHARES, type Shares } from '../../tax/values/money.ts';
import type { ReorganisationTerms } from '../../formats/terms/terms.ts';
import { knownSecurities, reference } from '../../resources/reference.ts';
import { asRefusal, ImportPlanner, type ImportPlan } from '../imports/plan-import.ts';
import { SecurityResolver, type DatedIdentifier } from '../identity/resolve-security.ts';
import { valueByAllocation } from './allocation-row.ts';
import { Asked, type TermsAnswers, type TermsQuestion } from './asked.ts';
import {
  alreadyThere,
  countsBefore,
  heldBefore,
  isDistribution,
  type Compute,
} from './held-before.ts';
import { differencesOf } from './entry-against-terms.ts';
import { madeOf, type Made } from './new-shares.ts';

export interface TermsPlanOptions {
  readonly newId: (kind: string) => string;
  readonly identifiers: readonly DatedIdentifier[];
  readonly compute: Compute;
}

/**
 * `apply`: an entry is made; `asked`: something is open; `there`: the book has it; `nothing`: there is
 * nothing to enter; `refused`: it does not fit, and `says` why.
 */
export interface AccountPlan {
  readonly account: Account;
  readonly held: Shares;
  readonly state: 'apply' | 'asked' | 'there' | 'nothing' | 'refused';
  readonly says: string;
  readonly entry: Transaction | null;
  /** Of the fraction that came in with the entry and was paid in cash; null where there is none. */
  readonly sale: Transaction | null;
  /** What the terms say otherwise than an entry that is there. */
  readonly differs?: readonly string[];
}

export interface TermsPlan {
  /** What the book calls the security that was held; null where it does not know it. */
  readonly security: Security | null;
  readonly accounts: readonly AccountPlan[];
  readonly questions: readonly TermsQuestion[];
  /** Answers to nothing that is asked. */
  readonly stray: readonly string[];
  /** What is to be written for the accounts with `apply`. */
  readonly plan: Pick<ImportPlan, 'accounts' | 'securities' | 'transactions'>;
}

const NOTHING_PLANNED = { accounts: [], securities: [], transactions: [] };

/** The security that a name of the terms means, where the facts have it. */
function inFacts(
  facts: Facts,
  name: string,
  cusip: string | null,
  day: Day,
  { identifiers }: Pick<TermsPlanOptions, 'identifiers'>,
): Security | undefined {
  const byCusip = facts.securities.find(({ cusips }) => cusip !== null && cusips.includes(cusip));
  if (byCusip) return byCusip;
  const resolver = new SecurityResolver(facts.securities, knownSecurities, () => '', identifiers);
  const found = resolver.resolve(name, day);
  if ('problem' in found) return undefined;
  return facts.securities.find(({ id }) => id === found.value.id);
}

/** The ids of the securities that terms are of, where the facts have them. */
export function securitiesOf(
  facts: Facts,
  { from, fromCusip, to, toCusip, date }: ReorganisationTerms,
  options: Pick<TermsPlanOptions, 'identifiers'>,
): { readonly from: string | undefined; readonly to: string | undefined } {
  const other = to === null ? undefined : inFacts(facts, to, toCusip, date, options)?.id;
  return { from: inFacts(facts, from, fromCusip, date, options)?.id, to: other };
}

/** A security as a row names it: without doubt, where there is a way. */
function nameOf(security: Security | undefined, name: string, cusip: string | null): string {
  if (security) return security.cusips.at(-1) ?? security.symbol ?? security.name;
  const isKnown = knownSecurities.some(({ cusips }) => cusip !== null && cusips.includes(cusip));
  return isKnown && cusip !== null ? cusip : name;
}

const WHEN = ['before trading', 'after trading'] as const;

/** Splits, spin-offs and exchanges are no trades: of those of one day the first that is given comes first. */
function isTradeOf({ securityId, action }: Transaction, id: string): boolean {
  return securityId === id && !paysFractions(action);
}

/** Whether trades of the day came before it; undefined while that is asked. */
function isAfterTrading(
  facts: Facts,
  terms: ReorganisationTerms,
  from: Security,
  asked: Asked,
): boolean | undefined {
  const { when, date } = terms;
  if (when !== null || isDistribution(terms)) return when === WHEN[1];
  const isTrade = (one: Transaction): boolean => one.date === date && isTradeOf(one, from.id);
  if (!facts.transactions.some(isTrade)) return false;
  const said = asked.choose({
    id: 'when',
    account: null,
    text: `The book has entries of ${securityLabel(from)} on ${date}. Did this take effect before the trading of that day, or after it?`,
    candidates: WHEN,
  });
  return said === undefined ? undefined : said === WHEN[1];
}

interface Planning {
  readonly facts: Facts;
  readonly terms: ReorganisationTerms;
  readonly options: TermsPlanOptions;
  readonly asked: Asked;
  readonly from: Security;
  readonly to: Security | undefined;
  /** Shares held count that came in before this day. */
  readonly before: Day;
  /** Undefined while it is asked. */
  readonly after: boolean | undefined;
  /** Where the value is from, if not from the terms. */
  readonly says: string;
}

const LEFT_TO_DOCUMENT = 'Its value is that of the issuer’s release, as soon as the book has it.';

/** Plans terms for the book of these facts, with what was answered to their questions. */
export function planTerms(
  facts: Facts,
  given: ReorganisationTerms,
  answers: TermsAnswers,
  options: TermsPlanOptions,
): TermsPlan {
  const asked = new Asked(answers);
  const { date } = given;
  const from = inFacts(facts, given.from, given.fromCusip, date, options);
  const none = { accounts: [], questions: [], stray: asked.stray, plan: NOTHING_PLANNED };
  if (from === undefined) return { ...none, security: null };
  const valued = valueByAllocation(facts, from.id, given);
  const terms = valued ? { ...given, value: valued.value } : given;
  const after = isAfterTrading(facts, terms, from, asked);
  const before = countsBefore(terms, after === true);
  if (before === undefined) {
    return { ...none, security: from, questions: asked.questions };
  }
  const to = terms.to === null ? undefined : inFacts(facts, terms.to, terms.toCusip, date, options);
  const says = valued?.says ?? '';
  const planning: Planning = { facts, terms, options, asked, from, to, before, after, says };
  const held = heldBefore(
    facts,
    { terms, fromId: from.id, toId: to?.id ?? null, before },
    options.compute,
  );
  const drafts = facts.accounts
    .filter(({ id }) => held.has(id))
    .map((account) => draftOf(planning, account, held.get(account.id) ?? NO_SHARES));
  const { accounts, plan } = planned(planning, drafts);
  return { security: from, accounts, questions: asked.questions, stray: asked.stray, plan };
}

interface Draft extends Omit<AccountPlan, 'entry' | 'sale'> {
  readonly entry: Entry | null;
  readonly sale: Entry | null;
}

const ASKED = 'Answer the question first.';

function draftOf(planning: Planning, account: Account, held: Shares): Draft {
  const { facts, terms, asked, from, to } = planning;
  const base = { account, held, entry: null, sale: null };
  const there = alreadyThere(facts, {
    terms,
    accountId: account.id,
    fromId: from.id,
    toId: to?.id ?? null,
    held,
  });
  if (there !== undefined && !isOther(planning, account, there)) {
    const { noun } = kindOf(there.action);
    const isThere = `Already in your book: the ${noun} of ${there.date}.`;
    // An entry of an earlier day is among what was held.
    const known = there.date < planning.before ? null : held;
    const differs = differencesOf(terms, there, known);
    return { ...base, state: 'there', says: [isThere, ...differing(differs)].join(' '), differs };
  }
  const conflict = splitBetween(planning, account);
  if (conflict !== undefined) return { ...base, state: 'refused', says: conflict };
  if (planning.after === undefined) return { ...base, state: 'asked', says: ASKED };
  const made = madeOf({ terms, account: account.name, held, asked });
  if (made.kind === 'asked') return { ...base, state: 'asked', says: ASKED };
  if (made.kind === 'nothing') return { ...base, state: 'nothing', says: made.why };
  const entry = entryOf(planning, account, made);
  const isLeft = entry.action === 'in-kind' && entry.amount === null;
  const sale = made.sale && saleOf(entry, made.sale);
  const says = [
    entry.date === terms.date
      ? isLeft
        ? LEFT_TO_DOCUMENT
        : planning.says
      : `Entered for ${entry.date}: it took effect before the trades of ${terms.date} that are in your book.`,
    sale === null
      ? ''
      : `The fraction is received and sold: ${formatShares(sale.shares ?? NO_SHARES)} shares for ${dollars(sale.amount ?? NO_MONEY)}.`,
  ];
  return { ...base, state: 'apply', says: says.filter((one) => one !== '').join(' '), entry, sale };
}

/** The sale of the fraction of what came in; its lot is that of the entry. */
function saleOf(entry: Entry, { shares, amount }: Pick<Entry, 'shares' | 'amount'>): Entry {
  return { ...entry, action: 'sell', shares, amount, further: NOTHING_FURTHER };
}

function differing(differences: readonly string[]): readonly string[] {
  return differences.length === 0
    ? []
    : [
        `It does not say the same: ${differences.join('; ')}. The entry counts; correct what is wrong.`,
      ];
}

const [SAME, OTHER] = ['the same', 'another event'] as const;

/** Whether the holder said that the entry is of another event. Its own entry is never asked about. */
function isOther({ terms, asked }: Planning, account: Account, there: Transaction): boolean {
  if (there.note === terms.title) return false;
  const { noun } = kindOf(there.action);
  const said = asked.choose({
    id: `there/${account.name}`,
    account: account.name,
    text: `${account.name} has a ${noun} of ${there.date}. Is it the same event, or another one?`,
    candidates: [SAME, OTHER],
    proposed: SAME,
  });
  return said === OTHER;
}

/** How many shares a distribution brought is not proven where a split came before it was paid. */
function splitBetween(
  { facts, terms, from, before }: Planning,
  account: Account,
): string | undefined {
  if (!isDistribution(terms)) return undefined;
  const split = facts.transactions.find(
    (one) =>
      one.action === 'split' &&
      one.accountId === account.id &&
      one.securityId === from.id &&
      one.date >= before &&
      one.date <= terms.date,
  );
  return (
    split &&
    `A split of ${securityLabel(from)} on ${split.date} is entered in ${account.name}, and these shares would come after it. Take the split out, apply this, and then the split.`
  );
}

function entryOf(
  { facts, terms, from, to, after }: Planning,
  account: Account,
  { values, line }: Extract<Made, { kind: 'entry' }>,
): Entry {
  const own = nameOf(from, terms.from, terms.fromCusip);
  const other = terms.to === null ? null : nameOf(to, terms.to, terms.toCusip);
  const isOfOther = terms.kind === 'in-kind' && other !== null;
  const traded = facts.transactions.some(
    (one) => one.date === terms.date && one.accountId === account.id && isTradeOf(one, from.id),
  );
  const isBefore = traded && after !== true && !isDistribution(terms);
  return {
    ...values,
    line,
    date: isBefore ? addDays(terms.date, -1) : terms.date,
    action: terms.kind,
    security: isOfOther ? other : own,
    to: kindOf(terms.kind).to === null ? null : other,
    account: account.name,
    lot: null,
    acquired: null,
    picks: [],
    note: terms.title,
  };
}

/** The entries as the book would have them; what does not fit is refused account by account. */
function planned(
  { facts, options }: Planning,
  drafts: readonly Draft[],
): Pick<TermsPlan, 'accounts' | 'plan'> {
  const plans = drafts.map((draft) => {
    if (draft.entry === null) return { draft, transaction: null, problem: null };
    // Each for itself first, so that one that cannot be does not stand in the way of the others.
    const planner = newPlanner(facts, options);
    addTo(planner, draft);
    const [problem] = planner.problems;
    return { draft, transaction: null, problem: problem?.message ?? null };
  });
  const planner = newPlanner(facts, options);
  for (const { draft, problem } of plans) if (problem === null) addTo(planner, draft);
  const named = planner.finish();
  const isOfFraction = ({ action }: Transaction): boolean => action === 'sell';
  const made = named.transactions.filter((one) => !isOfFraction(one));
  const byAccount = new Map(made.map((one) => [one.accountId, one]));
  const transactions = named.transactions.map((one) =>
    isOfFraction(one) && !isAveraged(facts, one)
      ? takingFrom(one, byAccount.get(one.accountId) ?? null)
      : one,
  );
  const sales = new Map(transactions.filter(isOfFraction).map((one) => [one.accountId, one]));
  const plan = { ...named, transactions };
  const unfit = unfitOf(facts, plan);
  const accounts = plans.map(({ draft, problem }): AccountPlan => {
    if (draft.entry === null) return { ...draft, entry: null, sale: null };
    const [entry, sale] = [byAccount, sales].map((some) => some.get(draft.account.id) ?? null);
    const says = problem ?? unfit.get(entry?.id ?? '') ?? unfit.get(sale?.id ?? '') ?? null;
    return says === null
      ? { ...draft, entry: entry ?? null, sale: sale ?? null }
      : { ...draft, state: 'refused', says, entry: null, sale: null };
  });
  const taken = new Set(accounts.flatMap(({ entry, sale }) => [entry?.id, sale?.id]));
  return {
    accounts,
    plan: { ...plan, transactions: transactions.filter(({ id }) => taken.has(id)) },
  };
}

function addTo(planner: ImportPlanner, { entry, sale }: Draft): void {
  if (entry) planner.add(entry);
  if (sale) planner.add(sale);
}

/**
 * Whether all shares of an account from which a fraction is sold have one averaged basis: their days go first in,
 * first out (Reg. 1.1012-1(e)), so that the sale names no lot. Where the account has earlier ones beside them, it does.
 */
function isAveraged({ transactions }: Facts, sale: Transaction): boolean {
  const own = transactions.filter(
    ({ accountId, securityId, date }) =>
      accountId === sale.accountId && securityId === sale.securityId && date <= sale.date,
  );
  const choices = own.filter((one) => one.action === 'average-basis');
  const newest = choices.toSorted((a, b) => (a.date < b.date ? -1 : 1)).at(-1);
  if (newest === undefined || newest.last === true) return false;
  const from = newest.acquired ?? FIRST_AVERAGED;
  return own.every((one) => !isAcquisition(one) || (one.acquired ?? one.date) >= from);
}

/** The sale of a fraction, from the lot that it came in with. */
export function takingFrom(sale: Transaction, entry: Transaction | null): Transaction {
  return entry !== null && 'lot' in entry ? ({ ...sale, lot: entry.lot } as Transaction) : sale;
}

function newPlanner(facts: Facts, { newId, identifiers }: TermsPlanOptions): ImportPlanner {
  return new ImportPlanner(facts, knownSecurities, {
    calendar: reference.calendar,
    newId,
    identifiers,
    checkHistory: false,
  });
}

/** Why a planned entry would be left out, or one of the book because of it; by the planned entry. */
function unfitOf(facts: Facts, plan: ImportPlan): ReadonlyMap<string, string> {
  const after: Facts = {
    ...facts,
    securities: [...facts.securities, ...plan.securities],
    transactions: [...facts.transactions, ...plan.transactions],
  };
  const errors = (some: Facts) =>
    checkTransactions(some, reference.calendar).filter(({ level }) => level === 'error');
  const found = errors(after);
  if (found.length === 0) return new Map();
  const before = new Set(errors(facts).map(({ about }) => about.transaction));
  const accountOf = new Map(after.transactions.map(({ id, accountId }) => [id, accountId]));
  const unfit = new Map<string, string>();
  for (const notice of found) {
    const { transaction: id } = notice.about;
    if (id === undefined || before.has(id)) continue;
    const own = plan.transactions.find((one) => one.id === id);
    const cause = own ?? plan.transactions.find((one) => one.accountId === accountOf.get(id));
    if (cause === undefined || unfit.has(cause.id)) continue;
    unfit.set(
      cause.id,
      own === undefined
        ? `With this, an entry that is in the book would not fit any more: ${asRefusal(notice)}`
        : asRefusal(notice),
    );
  }
  return unfit;
}
