/** What a broker's file says of payments, as the book keeps it. */
import type { AccountHistory, Claim } from '../../formats/accounts/history.ts';
import { CLAIM_FLAGS, type BrokerClaim } from '../../tax/facts/broker-claim.ts';
import { parseDay } from '../../tax/values/days.ts';
import { parseMoney } from '../../tax/values/money.ts';

/** A claim while its account is a name; null where the file names none. */
export type ClaimOfFile = Omit<BrokerClaim, 'accountId'> & { readonly account: string | null };

function claimOfFile(claim: Claim): ClaimOfFile[] {
  const date = parseDay(claim.date);
  const amount = parseMoney(claim.amount);
  if (date === undefined || amount === undefined || claim.security === '') return [];
  const { account, kind, security, line } = claim;
  return [
    {
      account,
      security,
      date,
      kind,
      amount,
      line,
      flags: CLAIM_FLAGS.filter((flag) => claim[flag] === true),
      recordDate: parseDay(claim.recordDate ?? '') ?? null,
      payableDate: parseDay(claim.payableDate ?? '') ?? null,
      brokerId: claim.id ?? null,
    },
  ];
}

/** Every claim of a file whose day, amount and security it says, those of lines that are left out too. */
export function claimsOfHistory({ claims, leftOut }: AccountHistory): readonly ClaimOfFile[] {
  const beside = leftOut.flatMap(({ claim }) => claim ?? []);
  return [...claims, ...beside].flatMap(claimOfFile).sort((a, b) => a.line - b.line);
}
