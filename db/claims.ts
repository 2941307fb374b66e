/** What brokers say that they paid, each with the file that it came with. */
import type { BrokerClaim, ClaimFlag, ClaimKind } from '../tax/facts/broker-claim.ts';
import { formatMoney } from '../tax/values/money.ts';
import { statement, type Book } from './book.ts';
import { toDay, toDayOrNull, toMoney } from './rows.ts';

/** A claim and the import that it came with. */
export interface StoredClaim extends BrokerClaim {
  readonly batchId: string;
  readonly fileName: string;
}

/** The columns of what a row says besides its kind. */
const FLAG_COLUMNS: readonly (readonly [ClaimFlag, string])[] = [
  ['qualified', 'qualified'],
  ['reinvested', 'reinvested'],
  ['priorYear', 'prior_year'],
  ['reversal', 'reversal'],
];

interface ClaimRow {
  readonly batchId: string;
  readonly fileName: string;
  readonly accountId: string;
  readonly security: string;
  readonly date: string;
  readonly kind: ClaimKind;
  readonly amount: string;
  readonly recordDate: string | null;
  readonly payableDate: string | null;
  readonly brokerId: string | null;
  readonly line: number;
}

/** Another text whenever the claims are others; null where the book has none. */
export function claimsMark(book: Book): string | null {
  const mark = statement(
    book,
    "SELECT records || ' ' || total FROM tally WHERE name = 'broker_claim' AND records > 0",
  ).pluck();
  return (mark.get() as string | undefined) ?? null;
}

/** Every claim of every file, by day, then in the order of the imports and of their lines. */
export function listClaims(book: Book): StoredClaim[] {
  const rows = statement(
    book,
    `SELECT b.id AS batchId, b.file_name AS fileName, a.id AS accountId, c.security,
       c.booked_on AS date, c.kind, c.amount, c.record_date AS recordDate,
       c.payable_date AS payableDate, c.broker_id AS brokerId, c.line,
       ${FLAG_COLUMNS.map(([name, column]) => `c.${column} AS ${name}`).join(', ')}
     FROM broker_claim c JOIN import_batch b ON b.entry = c.import_key
       JOIN account a ON a.key = c.account_key
     ORDER BY c.booked_on, c.import_key, c.line`,
  ).all() as (ClaimRow & Readonly<Record<ClaimFlag, 0 | 1>>)[];
  return rows.map(({ qualified, reinvested, priorYear, reversal, ...row }) => {
    const has = { qualified, reinvested, priorYear, reversal };
    return {
      ...row,
      date: toDay(row.date),
      amount: toMoney(row.amount),
      recordDate: toDayOrNull(row.recordDate),
      payableDate: toDayOrNull(row.payableDate),
      flags: FLAG_COLUMNS.flatMap(([name]) => (has[name] === 1 ? [name] : [])),
    };
  });
}

/** Keeps the claims of an import; accounts are those of the book. */
export function addClaims(book: Book, batchId: string, claims: readonly BrokerClaim[]): void {
  const columns = FLAG_COLUMNS.map(([, column]) => column);
  const add = statement(
    book,
    `INSERT INTO broker_claim (import_key, line, account_key, security, booked_on, kind, amount,
       record_date, payable_date, broker_id, ${columns.join(', ')})
     VALUES ((SELECT entry FROM import_batch WHERE id = ?), ?,
       (SELECT key FROM account WHERE id = ?), ?, ?, ?, ?, ?, ?, ?, ${columns.map(() => '?').join(', ')})`,
  );
  for (const one of claims) {
    add.run(
      batchId,
      one.line,
      one.accountId,
      one.security,
      one.date,
      one.kind,
      formatMoney(one.amount),
      one.recordDate,
      one.payableDate,
      one.brokerId,
      ...FLAG_COLUMNS.map(([name]) => (one.flags.includes(name) ? 1 : 0)),
    );
  }
}
