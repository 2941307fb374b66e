/** What brokers say that they paid, beside what the book says. */
import { listClaims, type StoredClaim } from '../../db/claims.ts';
import { securityLabel, type Security } from '../../tax/facts/model.ts';
import {
  claimsOfYear,
  claimsOnce,
  claimSentence,
  type Awaited,
  type ClaimedPayment,
} from '../../tax/report/broker-claims.ts';
import { dayNumber } from '../../tax/values/days.ts';
import { formatMoney } from '../../tax/values/money.ts';
import { knownPayments } from '../../resources/reference.ts';
import { ownersOfClaims } from '../claims-of-book.ts';
import type { BookHandlers } from '../dispatch.ts';
import { knownPaymentRows, type KnownPaymentRow } from '../known-payments.ts';
import type { BookContext } from '../session.ts';

/** Published payments are a payment of the broker's day where they are as near as receipts are to payments. */
const NEAR_DAYS = 14;

/** Why there is no payment beside claims of a security of the book; null where the allocation is there and has others. */
function awaitedIn(context: BookContext, year: number): AwaitedOf {
  let rows: readonly KnownPaymentRow[] | undefined;
  return (owner, { claims, paid, differs }) => {
    const [first] = claims;
    if (differs !== 'alone' || paid === 0n || owner === undefined || first === undefined)
      return null;
    const facts = context.facts();
    rows ??= knownPaymentRows(facts, year, knownPayments, context.compute);
    const account = facts.accounts.find(({ id }) => id === first.accountId)?.name;
    const near = rows
      .filter((row) => row.security.id === owner.id && row.account === account)
      .map(({ payment: { payableDate, exDate }, cash }) => ({
        day: payableDate ?? exDate,
        isExDate: payableDate === null,
        cash,
      }))
      .filter(({ day }) => Math.abs(dayNumber(day) - dayNumber(first.date)) <= NEAR_DAYS);
    const known = near.find(({ cash }) => cash === paid) ?? near[0] ?? null;
    const hasDocument = facts.documents.some(
      ({ taxYear, securities }) =>
        taxYear === year && securities.some(({ securityId }) => securityId === owner.id),
    );
    return hasDocument && known === null ? null : { taxYear: year, hasDocument, known };
  };
}

type AwaitedOf = (owner: Security | undefined, one: ClaimedPayment<StoredClaim>) => Awaited | null;

function onWire(
  one: ClaimedPayment<StoredClaim>,
  account: string,
  security: string,
  awaited: Awaited | null,
) {
  const { payments, claims, paid, called, inLieu, differs } = one;
  return {
    payments: payments.map(({ key }) => key),
    account,
    security,
    day: payments[0]?.distribution.payableDate ?? claims[0]?.date ?? '',
    paid: formatMoney(paid),
    called: called.map(({ kind, amount }) => ({ kind, amount: formatMoney(amount) })),
    inLieu: formatMoney(inLieu),
    differs: awaited === null ? differs : ('awaited' as const),
    sentence: claimSentence(one, awaited),
    claims: claims.map(({ date, kind, amount, flags, fileName, line }) => ({
      date,
      kind,
      amount: formatMoney(amount),
      flags: [...flags],
      fileName,
      line,
    })),
  };
}

/** All that brokers say of a year, each beside the payment that it is of; by day. */
function brokerClaimsOfYear(context: BookContext, year: number) {
  const claims = claimsOnce(listClaims(context.book));
  if (claims.length === 0) return [];
  const ownerOf = ownersOfClaims(context.book, context.facts());
  const awaitedOf = awaitedIn(context, year);
  const accounts = new Map(context.facts().accounts.map(({ id, name }) => [id, name]));
  const byPosition = Map.groupBy(claims, (claim) =>
    JSON.stringify([claim.accountId, ownerOf(claim)?.id ?? `named ${claim.security}`]),
  );
  const [ofYear, before] = [context.report(year).payments, context.report(year - 1).payments];
  return [...byPosition.values()]
    .flatMap((own) => {
      const [first] = own as [StoredClaim, ...StoredClaim[]];
      const owner = ownerOf(first);
      const isOwn = (one: (typeof ofYear)[number]): boolean =>
        one.accountId === first.accountId && one.security.id === owner?.id;
      const payments = { ofYear: ofYear.filter(isOwn), before: before.filter(isOwn) };
      return claimsOfYear(year, payments, own).map((one) =>
        onWire(
          one,
          accounts.get(first.accountId) ?? '',
          owner ? securityLabel(owner) : first.security,
          awaitedOf(owner, one),
        ),
      );
    })
    .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
}

export const claimHandlers: Pick<BookHandlers<BookContext>, 'year.claims'> = {
  'year.claims': (context, { year }) => brokerClaimsOfYear(context, year),
};
