/**
 * Which terms of the book are an earlier version of these, and what does the later one make of the entries
 * that the earlier one made?
 *
 * Authority: the calculation's section 8: terms are versioned and compared as allocations are; the newest of
 * the highest status counts (section 1).
 * Example: Form 8937 said 12.34%, the corrected one says 12.51%: the spin-off of every account has the new
 * percentage, in its place and with its lots' names.
 * Awkward case: the holder changed an entry since, or took it out. Whether it stays so is asked.
 * Awkward case: an account sold all its shares before the day that counts now. Its entry is taken out.
 * Awkward case: what was answered to the earlier version is not asked again, as far as the question is there.
 * Awkward case: an estimate said February 4, and the split was on February 20. Whether the final terms are a version
 * of it is asked: taken for another event, the shares would be split twice.
 * Not handled: a correction that makes another kind of event of it. Take the earlier terms out first.
 */
import { kindOf } from '../../tax/facts/entry-kinds.ts';
import type { Facts, Transaction } from '../../tax/facts/model.ts';
import { statusesBehind } from '../../tax/facts/select-documents.ts';
import { addDays } from '../../tax/values/days.ts';
import { NO_SHARES } from '../../tax/values/money.ts';
import { withoutAnswers } from '../../formats/terms/answers.ts';
import type { ReorganisationTerms } from '../../formats/terms/terms.ts';
import type { TermsAnswers, TermsQuestion } from './asked.ts';
import { Asked } from './asked.ts';
import { POSTED_WITHIN } from './held-before.ts';
import {
  planTerms,
  securitiesOf,
  takingFrom,
  type AccountPlan,
  type TermsPlan,
  type TermsPlanOptions,
} from './plan-terms.ts';

/** Terms that the book has, and the entries that they made. */
export interface KeptVersion {
  readonly id: string;
  /** Of its file. */
  readonly name: string;
  readonly text: string;
  readonly terms: ReorganisationTerms;
  readonly entries: readonly Transaction[];
}

/** Whether the days of two terms lie at most so many days apart. */
function isWithin(one: ReorganisationTerms, other: ReorganisationTerms, days: number): boolean {
  return other.date >= addDays(one.date, -days) && other.date <= addDays(one.date, days);
}

/** Whether two terms are of one kind and of the same securities. */
function isOfSame(
  facts: Facts,
  one: ReorganisationTerms,
  other: ReorganisationTerms,
  options: Pick<TermsPlanOptions, 'identifiers'>,
): boolean {
  const [mine, its] = [one, other].map((terms) => securitiesOf(facts, terms, options));
  return (
    one.kind === other.kind &&
    mine?.from !== undefined &&
    mine.from === its?.from &&
    (mine.to === its.to || one.to === other.to)
  );
}

/** Whether two terms are of one event: one kind, the same securities, within a few days. */
export function isSameEvent(
  facts: Facts,
  one: ReorganisationTerms,
  other: ReorganisationTerms,
  options: Pick<TermsPlanOptions, 'identifiers'>,
): boolean {
  return isWithin(one, other, POSTED_WITHIN) && isOfSame(facts, one, other, options);
}

/** How far the day of an event can move after an estimate, and how far apart two sources give final terms their days. */
const DAYS_OF_AN_ESTIMATE = 366;
const DAYS_OF_BOOKING = 60;

/** A company is separated, or becomes another, once: whatever figures two sources give it. */
const ONCE: ReadonlySet<string> = new Set(['spin-off', 'exchange']);

/** Whether terms with days that lie further apart can be of one event: an estimate, what comes once, or the same figures. */
function isPerhapsSame(one: ReorganisationTerms, other: ReorganisationTerms): boolean {
  const isEstimate = one.status === 'estimate' || other.status === 'estimate';
  if (isEstimate) return isWithin(one, other, DAYS_OF_AN_ESTIMATE);
  const isLike = ONCE.has(one.kind) || figuresOf(one) === figuresOf(other);
  return isWithin(one, other, DAYS_OF_BOOKING) && isLike;
}

/** Whether two terms whose days lie further apart are of one kind and securities, and can be of one event. */
export function mayHaveMoved(
  facts: Facts,
  one: ReorganisationTerms,
  other: ReorganisationTerms,
  options: Pick<TermsPlanOptions, 'identifiers'>,
): boolean {
  return isPerhapsSame(one, other) && isOfSame(facts, one, other, options);
}

/** An earlier version of terms; where `isCertain` is not, whether it is one is asked. */
interface EarlierVersion {
  readonly version: KeptVersion;
  readonly isCertain: boolean;
}

/** The version that made entries, of those of the same event with another text: the one that counts. */
export function appliedVersion(
  facts: Facts,
  terms: ReorganisationTerms,
  text: string,
  kept: readonly KeptVersion[],
  options: Pick<TermsPlanOptions, 'identifiers'>,
): EarlierVersion | null {
  const own = withoutAnswers(text);
  const others = kept
    .filter(
      (one) =>
        one.entries.length > 0 &&
        withoutAnswers(one.text) !== own &&
        isOfSame(facts, terms, one.terms, options),
    )
    .toSorted((a, b) => (isBehind(a.terms, b.terms) ? 1 : -1));
  const certain = others.find((one) => isWithin(terms, one.terms, POSTED_WITHIN));
  if (certain) return { version: certain, isCertain: true };
  const perhaps = others.find((one) => isPerhapsSame(terms, one.terms));
  return perhaps ? { version: perhaps, isCertain: false } : null;
}

/** Whether terms do not count beside others: of a lower status, or published before them. */
export function isBehind(terms: ReorganisationTerms, others: ReorganisationTerms): boolean {
  if (terms.status !== others.status) return statusesBehind(others.status).includes(terms.status);
  return (terms.publishedOn ?? '') < (others.publishedOn ?? '');
}

/** What two terms say differently changes figures, unless it is one of these. */
const OF_NO_FIGURE = new Set([
  ...['title', 'issuer', 'source', 'address', 'unknown', 'answers', 'line'],
  ...['from', 'fromCusip', 'to', 'toCusip', 'status', 'publishedOn'],
]);

const DAYS: ReadonlySet<string> = new Set(['date', 'when', 'recordDate', 'exDate']);

/** All that terms say and figures hang on, as one text; without their days where those are left out. */
function figuresOf(terms: ReorganisationTerms, leftOut = DAYS): string {
  return JSON.stringify(
    Object.entries(terms).filter(([key]) => !OF_NO_FIGURE.has(key) && !leftOut.has(key)),
    (key, value: unknown) =>
      typeof value === 'bigint' ? `${value}n` : key === 'line' ? undefined : value,
  );
}

const NOTHING_LEFT_OUT: ReadonlySet<string> = new Set();

/** Whether two terms of one event do not say the same, and nothing says which of them counts. */
export function isTie(one: ReorganisationTerms, other: ReorganisationTerms): boolean {
  const [mine, its] = [one, other].map((terms) => figuresOf(terms, NOTHING_LEFT_OUT));
  return !isBehind(one, other) && !isBehind(other, one) && mine !== its;
}

/** An account with what becomes of the entry that the earlier version made. */
export interface VersionedAccount extends Omit<AccountPlan, 'state'> {
  /** `replace`, `remove`: of the entry that is there; `same`: it stays; `kept`: as the holder changed it. */
  readonly state: AccountPlan['state'] | 'replace' | 'remove' | 'same' | 'kept';
  /** The entry of the earlier version; null where there is none. */
  readonly was: Transaction | null;
  /** The sale of its fraction; null where there is none. */
  readonly wasSale: Transaction | null;
}

export interface VersionPlan extends Omit<TermsPlan, 'accounts'> {
  readonly accounts: readonly VersionedAccount[];
  /** The version whose entries are replaced; null for terms that are new to the book. */
  readonly earlier: KeptVersion | null;
  /** Every answer that was used, by the ids of the questions. */
  readonly answered: TermsAnswers;
}

const NAMELESS = new Set(['id', 'lot', 'note', 'sourceLine', 'sourceFile', 'sequence', 'source']);

/** Whether two entries say the same, whatever they and their lots are called. */
function sameValues(one: Transaction, other: Transaction): boolean {
  const values = (entry: Transaction): string =>
    JSON.stringify(
      Object.entries(entry)
        .filter(([key, value]) => !NAMELESS.has(key) && value !== undefined)
        .sort(([a], [b]) => (a < b ? -1 : 1)),
      (_, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value),
    );
  return values(one) === values(other);
}

/** What terms made in an account: the entry, and the sale of the fraction that came in with it. */
interface Made {
  readonly entry: Transaction;
  readonly sale: Transaction | null;
}

function sameEntries(one: Made, other: Made): boolean {
  const bothNone = one.sale === null && other.sale === null;
  return (
    sameValues(one.entry, other.entry) &&
    (bothNone || (one.sale !== null && other.sale !== null && sameValues(one.sale, other.sale)))
  );
}

/** The entries in the places of others; a sale takes its shares from the lot of the entry, whatever it is called. */
function madeInPlaceOf(was: Made, now: Made, before: Made | null): Made {
  const entry = inPlaceOf(was.entry, now.entry, before?.entry ?? null);
  const sale =
    now.sale && was.sale ? inPlaceOf(was.sale, now.sale, before?.sale ?? null) : now.sale;
  // Of averaged shares no lot is named.
  const namesLot = sale !== null && 'lot' in sale && sale.lot !== null;
  return { entry, sale: namesLot ? takingFrom(sale, entry) : sale };
}

/** The entry in the place of another one: its id, and its lot's name and its note where they are the holder's. */
function inPlaceOf(was: Transaction, made: Transaction, before: Transaction | null): Transaction {
  const lot = 'lot' in was && was.lot !== null && 'lot' in made ? { lot: was.lot } : {};
  const note = before !== null && was.note !== before.note ? { note: was.note } : {};
  return { ...made, ...lot, ...note, id: was.id } as Transaction;
}

const [SAME, ANOTHER] = ['the same event', 'another event'] as const;

/** The earlier version, unless the holder says that it is of another event; undefined while that is asked. */
function takenOver(
  terms: ReorganisationTerms,
  found: EarlierVersion | null,
  asked: Asked,
): KeptVersion | null | undefined {
  if (found === null || found.isCertain) return found?.version ?? null;
  const { name, terms: other } = found.version;
  const said = asked.choose({
    id: 'version',
    account: null,
    text: `Your book already has ${JSON.stringify(other.title)} (${other.status}, from ${name}), and these terms are for ${terms.date}. Is it the same event on a new day, or another event? If it is another event, the shares go through both.`,
    candidates: [SAME, ANOTHER],
  });
  if (said === undefined) return undefined;
  return said === SAME ? found.version : null;
}

/** Plans terms, with what was answered with them before; `found` is the version that they can take over from. */
export function planVersion(
  facts: Facts,
  terms: ReorganisationTerms,
  answers: TermsAnswers,
  options: TermsPlanOptions,
  found: EarlierVersion | null,
): VersionPlan {
  const asked = new Asked(answers);
  const earlier = takenOver(terms, found, asked);
  if (earlier === undefined) return onlyAsked(facts, terms, options, asked);
  const known = { ...earlier?.terms.answers, ...terms.answers };
  const own = new Set(earlier?.entries.map(({ id }) => id));
  const rest = {
    ...facts,
    transactions: facts.transactions.filter(({ id }) => !own.has(id)),
  };
  const plan = planTerms(rest, terms, { ...known, ...answers }, options);
  const before = earlier && planTerms(rest, earlier.terms, earlier.terms.answers, options).accounts;
  const gone = earlier === null ? [] : withoutShares(facts, terms, plan.accounts, earlier);
  const accounts = [...plan.accounts, ...gone].map((one): VersionedAccount => {
    if (earlier === null || before === null) return { ...one, was: null, wasSale: null };
    const made = madeBy(before.find(({ account }) => account.id === one.account.id));
    const was = entriesIn(earlier, one.account.id);
    return was === null ? withoutEntry(one, made, asked) : withEntry(one, was, made, asked);
  });
  const questions: readonly TermsQuestion[] = [...plan.questions, ...asked.questions];
  const ids = new Set(questions.map(({ id }) => id));
  return {
    ...plan,
    accounts,
    earlier,
    questions,
    stray: plan.stray.filter((id) => Object.hasOwn(answers, id) && !ids.has(id)),
    answered: Object.fromEntries(
      plan.questions.flatMap(({ id, answer }) => (answer === null ? [] : [[id, answer]])),
    ),
    plan: {
      ...plan.plan,
      transactions: accounts.flatMap(({ state, entry, sale }) =>
        state === 'apply' || state === 'replace' ? [entry ?? [], sale ?? []].flat() : [],
      ),
    },
  };
}

/** Accounts that had an entry of the earlier version, and no shares before the day that counts now. */
function withoutShares(
  { accounts }: Facts,
  { date }: ReorganisationTerms,
  planned: readonly AccountPlan[],
  { entries }: KeptVersion,
): readonly AccountPlan[] {
  const isPlanned = new Set(planned.map(({ account }) => account.id));
  const isIn = new Set(entries.map(({ accountId }) => accountId));
  return accounts
    .filter(({ id }) => isIn.has(id) && !isPlanned.has(id))
    .map((account) => ({
      ...{ account, held: NO_SHARES, state: 'nothing', entry: null, sale: null },
      says: `Nothing was held there before ${date}, so that its entry is taken out.`,
    }));
}

/** Nothing but what has to be known before anything else can be asked. */
function onlyAsked(
  facts: Facts,
  terms: ReorganisationTerms,
  options: TermsPlanOptions,
  { questions }: Asked,
): VersionPlan {
  const plan = planTerms(facts, terms, {}, options);
  const accounts = plan.accounts.map((one): VersionedAccount => ({
    ...one,
    ...{ state: 'asked', says: ASKED, entry: null, sale: null, was: null, wasSale: null },
  }));
  const nothing = { ...plan.plan, transactions: [] };
  return { ...plan, accounts, questions, stray: [], plan: nothing, earlier: null, answered: {} };
}

function madeBy(plan: AccountPlan | undefined): Made | null {
  return plan?.entry ? { entry: plan.entry, sale: plan.sale } : null;
}

/** What is left in an account of what the earlier version made. */
function entriesIn({ entries }: KeptVersion, accountId: string): Made | null {
  const own = entries.filter((one) => one.accountId === accountId);
  const entry = own.find(({ action }) => action !== 'sell');
  return entry ? { entry, sale: own.find(({ action }) => action === 'sell') ?? null } : null;
}

const [KEEP, TAKE] = ['keep it as it is', 'take what these terms say'] as const;
const [OUT, ENTER] = ['leave it out', 'enter it'] as const;

/** An account whose entry is there. */
function withEntry(
  plan: AccountPlan,
  there: Made,
  made: Made | null,
  asked: Asked,
): VersionedAccount {
  const { account, state } = plan;
  const now = madeBy(plan);
  const was = { was: there.entry, wasSale: there.sale };
  const untouched = { ...was, entry: null, sale: null };
  if (made === null || !sameEntries(there, made)) {
    if (now !== null && sameEntries(there, now)) {
      return { ...plan, ...untouched, state: 'same', says: '' };
    }
    const said = asked.choose({
      id: `changed/${account.name}`,
      account: account.name,
      text: `The ${kindOf(there.entry.action).noun} of ${there.entry.date} in ${account.name} is not as the earlier terms made it: it was changed since, or shares were. Does it stay?`,
      candidates: [KEEP, TAKE],
    });
    if (said === undefined) return { ...plan, ...untouched, state: 'asked', says: ASKED };
    if (said === KEEP) return { ...plan, ...untouched, state: 'kept', says: KEPT };
  }
  if (state === 'nothing') return { ...plan, ...was, state: 'remove' };
  if (now === null) return { ...plan, ...was };
  const next = madeInPlaceOf(there, now, made);
  return sameEntries(there, next)
    ? { ...plan, ...untouched, state: 'same', says: '' }
    : { ...plan, ...was, ...next, state: 'replace' };
}

const ASKED = 'Answer the question first.';
const KEPT = 'It stays as it is.';

/** An account without the entry that the earlier version would have made. */
function withoutEntry(plan: AccountPlan, made: Made | null, asked: Asked): VersionedAccount {
  const { account, entry } = plan;
  const none = { was: null, wasSale: null };
  if (made === null || entry === null) return { ...plan, ...none };
  const said = asked.choose({
    id: `missing/${account.name}`,
    account: account.name,
    text: `${account.name} has no entry of the earlier terms: it was taken out, or its shares came later. Is it entered now?`,
    candidates: [OUT, ENTER],
  });
  const left = { ...plan, ...none, entry: null, sale: null };
  if (said === undefined) return { ...left, state: 'asked', says: ASKED };
  return said === ENTER ? { ...plan, ...none } : { ...left, state: 'kept', says: '' };
}

/** What is said of terms where figures rest on them: whose they are, and how far they can be relied on. */
interface Standing {
  readonly name: string;
  readonly status: ReorganisationTerms['status'];
}

/** The facts as the plan would leave them, the entries made by terms of that name and status. */
export function factsAfter(
  facts: Facts,
  { accounts, plan }: VersionPlan,
  { name, status }: Standing,
): Facts {
  const next = new Map(
    accounts.flatMap(({ was, wasSale, state, entry, sale }) =>
      state !== 'replace' && state !== 'remove'
        ? []
        : [
            ...(was ? [[was.id, entry] as const] : []),
            ...(wasSale ? [[wasSale.id, sale] as const] : []),
          ],
    ),
  );
  const replaced = facts.transactions.flatMap((one) => {
    const entry = next.get(one.id);
    return entry === undefined ? [one] : entry === null ? [] : [entry];
  });
  const added = plan.transactions.filter(({ id }) => !next.has(id));
  const own = accounts.flatMap(({ state, was, wasSale, entry, sale }) =>
    state === 'kept' ? [] : [was?.id ?? entry?.id ?? [], wasSale?.id ?? sale?.id ?? []].flat(),
  );
  const others = (facts.estimates ?? []).filter(({ entryId }) => !own.includes(entryId));
  const estimates = status === 'estimate' ? own.map((entryId) => ({ entryId, name })) : [];
  return {
    ...facts,
    securities: [...facts.securities, ...plan.securities],
    transactions: [...replaced, ...added],
    ...(facts.estimates || estimates.length > 0 ? { estimates: [...others, ...estimates] } : {}),
  };
}
