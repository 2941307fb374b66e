/** What brokers say that they paid, beside what the book says. */
import { listClaims, type StoredClaim } from '../../db/claims.ts';
import { listAllIdentifiers } from '../../db/securities.ts';
import { securityLabel, type Security } from '../../tax/facts/model.ts';
import {
  claimsOfYear,
  claimsOnce,
  claimSentence,
  type ClaimedPayment,
} from '../../tax/report/broker-claims.ts';
import { formatMoney } from '../../tax/values/money.ts';
import type { BookHandlers } from '../dispatch.ts';
import { SecurityResolver } from '../identity/resolve-security.ts';
import type { BookContext } from '../session.ts';

/** The security of the book that a claim names; undefined where the book has none of that name. */
function ownersOf(context: BookContext): (claim: StoredClaim) => Security | undefined {
  const { securities } = context.facts();
  const known = new Set(securities.map(({ id }) => id));
  const resolver = new SecurityResolver(
    securities,
    [],
    () => context.newId(),
    listAllIdentifiers(context.book),
  );
  return ({ security, date }) => {
    const found = resolver.resolve(security, date);
    return 'value' in found && known.has(found.value.id) ? found.value : undefined;
  };
}

function onWire(one: ClaimedPayment<StoredClaim>, account: string, security: string) {
  const { payments, claims, paid, called, inLieu, differs } = one;
  return {
    payments: payments.map(({ key }) => key),
    account,
    security,
    day: payments[0]?.distribution.payableDate ?? claims[0]?.date ?? '',
    paid: formatMoney(paid),
    called: called.map(({ kind, amount }) => ({ kind, amount: formatMoney(amount) })),
    inLieu: formatMoney(inLieu),
    differs,
    sentence: claimSentence(one),
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
  const ownerOf = ownersOf(context);
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
        ),
      );
    })
    .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
}

export const claimHandlers: Pick<BookHandlers<BookContext>, 'year.claims'> = {
  'year.claims': (context, { year }) => brokerClaimsOfYear(context, year),
};
