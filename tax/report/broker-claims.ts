/**
 * What did the broker say of each payment, beside what we say?
 *
 * Authority: practice. A broker books cash under some name on its day, and may take it back in the next
 * year to book it again under another, after the issuer's table. What a payment was is what that table says:
 * a claim changes no figure. Payments in lieu of a dividend are no payments of the issuer.
 *
 * Example: $82.00 payable 2002-02-11 that the broker calls a dividend: $15.99 of it is return of capital.
 * Awkward case: $82.00 called a dividend on February 11, taken back on the next January 31 and booked again
 * that day as $66.01 of dividend and $15.99 of return of capital: all four rows are of the first day's payment.
 * Two downloads that overlap have the same rows; each counts as often as the one that has it most.
 * Not handled: a payment that was taken back on another day than it was booked again, or with another total.
 */
import { CLAIM_KINDS, type BrokerClaim, type ClaimKind } from '../facts/broker-claim.ts';
import type { Component } from '../facts/model.ts';
import { counted, dollars } from '../facts/wording.ts';
import type { Payment } from '../lots/figures.ts';
import { yearOf } from '../values/days.ts';
import { addCents, sumCents, type Cents } from '../values/money.ts';
import { bookedTogether } from './booked-together.ts';
import { matchCash, type CashReceipt } from './match-cash.ts';

/** A claim with the file that it came with. */
interface ClaimOfImport extends BrokerClaim {
  readonly batchId: string;
}

/** By which a claim of another download is known as the same. */
function claimKey(claim: BrokerClaim): string {
  const { accountId, security, date, kind, amount, brokerId } = claim;
  return JSON.stringify([accountId, security, date, kind, String(amount), brokerId]);
}

/** The claims of all files, those that several files have once; in their order. */
export function claimsOnce<Claim extends ClaimOfImport>(
  claims: readonly Claim[],
): readonly Claim[] {
  const most = new Map<string, readonly Claim[]>();
  for (const [key, same] of Map.groupBy(claims, claimKey)) {
    const byFile = [...Map.groupBy(same, ({ batchId }) => batchId).values()];
    most.set(
      key,
      byFile.reduce((a, b) => (b.length > a.length ? b : a)),
    );
  }
  const kept = new Set([...most.values()].flat());
  return claims.filter((claim) => kept.has(claim));
}

/** Claims that belong together, and the payments of their day. */
export interface ClaimedPayment<Claim extends BrokerClaim = BrokerClaim> {
  /** Empty where no payment is near the claims. */
  readonly payments: readonly Payment[];
  readonly claims: readonly Claim[];
  /** What the broker paid in all, after what it took back; without payments in lieu. */
  readonly paid: Cents;
  /** What it called how much of it, none left out that is not zero. */
  readonly called: readonly { readonly kind: ClaimKind; readonly amount: Cents }[];
  readonly inLieu: Cents;
  readonly differs: ClaimDifference;
}

/**
 * How the claims differ from the payment: not at all; in what it is called; in the cash; or there is no payment
 * (`alone`).
 */
type ClaimDifference = 'none' | 'character' | 'cash' | 'alone';

function calledBy(claims: readonly BrokerClaim[]): { kind: ClaimKind; amount: Cents }[] {
  return CLAIM_KINDS.map((kind) => ({
    kind,
    amount: sumCents(claims.filter((one) => one.kind === kind).map(({ amount }) => amount)),
  })).filter(({ amount }) => amount !== 0n);
}

/** What our components would be called in a broker's words. */
function ourWords({ components }: Payment): Partial<Record<ClaimKind, Cents>> {
  const of = (...names: Component[]): Cents => sumCents(names.map((name) => components[name]));
  return {
    dividend: of('ordinary', 'qualified'),
    capitalGain: of('capitalGain', 'section1202', 'collectibles28'),
    unrecaptured1250: of('unrecaptured1250'),
    returnOfCapital: of('returnOfCapital'),
  };
}

/** Unrecaptured section 1250 gain is a part of capital gain: a broker that does not part them calls both so. */
function isSameCharacter(
  called: readonly { readonly kind: ClaimKind; readonly amount: Cents }[],
  payments: readonly Payment[],
): boolean {
  const theirs = new Map(called.map(({ kind, amount }) => [kind, amount]));
  const none = 0n as Cents;
  const ours = (kind: ClaimKind): Cents =>
    sumCents(payments.map((payment) => ourWords(payment)[kind] ?? none));
  const said = (kind: ClaimKind): Cents => theirs.get(kind) ?? none;
  const gain = addCents(ours('capitalGain'), ours('unrecaptured1250'));
  const gainSaid = addCents(said('capitalGain'), said('unrecaptured1250'));
  const partsGain = theirs.has('unrecaptured1250');
  return (
    said('dividend') === ours('dividend') &&
    gainSaid === gain &&
    said('returnOfCapital') === ours('returnOfCapital') &&
    (!partsGain || said('unrecaptured1250') === ours('unrecaptured1250')) &&
    !theirs.has('liquidation')
  );
}

function claimed<Claim extends BrokerClaim>(
  payments: readonly Payment[],
  claims: readonly Claim[],
): ClaimedPayment<Claim> {
  const own = claims.filter(({ kind }) => kind !== 'paymentInLieu');
  const paid = sumCents(own.map(({ amount }) => amount));
  const called = calledBy(own);
  const cash = sumCents(payments.map((one) => one.cash));
  const inLieu = sumCents(
    claims.filter(({ kind }) => kind === 'paymentInLieu').map(({ amount }) => amount),
  );
  const differs =
    payments.length === 0 || own.length === 0
      ? 'alone'
      : paid !== cash
        ? 'cash'
        : isSameCharacter(called, payments)
          ? 'none'
          : 'character';
  return { payments, claims, paid, called, inLieu, differs };
}

/** Rows that stand on the payable date of another row of the broker's own words go with that day. */
function bookedClaims<Claim extends BrokerClaim>(
  claims: readonly Claim[],
): readonly CashReceipt<Claim>[] {
  return bookedTogether(claims).map((one) => {
    const payable = one.entries.find(({ payableDate }) => payableDate !== null)?.payableDate;
    return { ...one, day: payable ?? one.day, accountId: '' };
  });
}

/**
 * The claims of one account and security beside its payments; `payments` are those of the tax year and of the
 * year before. Answers with those that are of the year: by its payments, else by the day of the claim.
 */
export function claimsOfYear<Claim extends BrokerClaim>(
  taxYear: number,
  payments: { readonly ofYear: readonly Payment[]; readonly before: readonly Payment[] },
  claims: readonly Claim[],
): readonly ClaimedPayment<Claim>[] {
  const byDay = Map.groupBy(
    // A payment of which each year has a part is one payment.
    [...payments.ofYear, ...payments.before],
    ({ distribution }) => distribution.payableDate,
  );
  const days = [...byDay].map(([day, own]) => ({
    day,
    payments: own,
    // Claims and payments of one account.
    accountId: '',
    accounts: [''],
    cash: sumCents(own.map(({ cash }) => cash)),
  }));
  const { paid, unknown } = matchCash(bookedClaims(claims), days, false);
  const isOfYear = new Set(payments.ofYear);
  return [
    ...paid
      .filter((one) => one.payments.some((payment) => isOfYear.has(payment)))
      .map((one) =>
        claimed(
          one.payments,
          one.receipts.flatMap(({ entries }) => entries),
        ),
      )
      .filter((one) => one.claims.length > 0),
    ...unknown
      .filter(({ day }) => yearOf(day) === taxYear)
      .map(({ entries }) => claimed<Claim>([], entries)),
  ];
}

const CALLED: Readonly<Record<ClaimKind, string>> = {
  dividend: 'dividend',
  capitalGain: 'capital gain',
  unrecaptured1250: 'unrecaptured section 1250 gain',
  returnOfCapital: 'return of capital',
  liquidation: 'liquidating distribution',
  paymentInLieu: 'payment in lieu of a dividend',
};

type Parts = readonly { readonly kind: ClaimKind; readonly amount: Cents }[];

/** "dividend", or "dividend $66.01 and return of capital $15.99". */
function inWords(parts: Parts): string {
  const [first, ...more] = parts;
  if (!first) return 'nothing';
  if (more.length === 0) return CALLED[first.kind];
  const each = parts.map(({ kind, amount }) => `${CALLED[kind]} ${dollars(amount)}`);
  return `${each.slice(0, -1).join(', ')} and ${each.at(-1)}`;
}

function ours(payments: readonly Payment[]): Parts {
  return CLAIM_KINDS.map((kind) => ({
    kind,
    amount: sumCents(payments.map((one) => ourWords(one)[kind] ?? (0n as Cents))),
  })).filter(({ amount }) => amount !== 0n);
}

/** What is known of a payment of which no allocation in the book says what it was. */
export interface Awaited {
  readonly taxYear: number;
  /** Whether an allocation of the year is in the book, and lacks it. */
  readonly hasDocument: boolean;
  /** A published payment near that day, by its payable date or its ex-date; null where none is known. */
  readonly known: {
    readonly day: string;
    readonly isExDate: boolean;
    readonly cash: Cents;
  } | null;
}

function awaitedSentence(said: string, { taxYear, hasDocument, known }: Awaited): string {
  const payment = known
    ? ` It is near the known payment ${known.isExDate ? 'with the ex-date' : 'of'} ${known.day}, ${dollars(known.cash)} for your shares.`
    : '';
  const lacks = hasDocument
    ? `The issuer's release for ${taxYear} that is in the book does not have it`
    : `The issuer's release for ${taxYear} is not in the book`;
  return `${said}.${payment} ${lacks}, so what it was is not known yet.`;
}

/** What a person should know of it: what was paid and called how, where that differs, and what to do. */
export function claimSentence(one: ClaimedPayment, awaited: Awaited | null = null): string {
  const { payments, claims, paid, called, inLieu, differs } = one;
  const said = `Your broker paid ${dollars(paid)} and called it ${inWords(called)}`;
  const cash = dollars(sumCents(payments.map((each) => each.cash)));
  const beside =
    inLieu === 0n
      ? []
      : [
          `${dollars(inLieu)} came in lieu of a dividend, which is no payment of the issuer: it belongs on Form 1099-MISC.`,
        ];
  const isInLieuAlone = claims.every(({ kind }) => kind === 'paymentInLieu');
  if (isInLieuAlone) return beside.join(' ');
  const sentence = {
    none: `${said}, as the release does.`,
    character: `${said}. By the release it is ${inWords(ours(payments))}, and that is what counts here.`,
    cash: `${said}. By the release and your lots it was ${cash}: check the shares held on the ex-date, and whether an entry is missing.`,
    alone:
      paid === 0n
        ? `Your broker paid this and took it back (${counted(claims.length, 'row')}): nothing is left of it.`
        : awaited !== null
          ? awaitedSentence(said, awaited)
          : `${said}. The issuer's release has no payment near that day that this can be: it may lack it, or the shares are in another account.`,
  }[differs];
  return [sentence, ...beside].join(' ');
}
