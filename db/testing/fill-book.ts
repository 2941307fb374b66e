/** Puts random facts into a book. */
import { addAccount } from '../accounts.ts';
import { insertDocument } from '../documents.ts';
import { addImport } from '../imports.ts';
import type { Book } from '../open.ts';
import { addSecurity } from '../securities.ts';
import { addTransactions, type NewTransaction } from '../transactions.ts';
import type { ArbitraryFacts } from './arbitrary-facts.ts';
import { NOW } from './samples.ts';

export const at = <T>(list: readonly T[], place: number): T => {
  const value = list[place];
  if (value === undefined) throw new Error(`nothing at ${place}`);
  return value;
};

/** Puts the facts in, and answers with what must come out. */
export function fillBook(book: Book, facts: ArbitraryFacts) {
  const accounts = facts.accounts.map((each) => addAccount(book, each));
  const securities = facts.securities.map((each) => addSecurity(book, each));
  const imports = facts.imports.map((sha256, place) =>
    addImport(book, { fileName: `${place}.csv`, sha256, importedAt: NOW }),
  );
  const documents = facts.documents.map((each) => {
    const parts = each.securities.map(({ security, ...part }) => ({
      securityId: at(securities, security).id,
      ...part,
    }));
    return { ...each, securities: parts };
  });
  const rows = documents.map((each) => insertDocument(book, each));
  const transactions = facts.transactions.map((each): NewTransaction => {
    const { entry, batch, line } = each;
    return {
      ...entry,
      accountId: at(accounts, each.account).id,
      securityId: at(securities, each.security).id,
      ...('toAccountId' in entry ? { toAccountId: at(accounts, each.toAccount).id } : {}),
      ...('toSecurityId' in entry ? { toSecurityId: at(securities, each.toSecurity).id } : {}),
      source: batch === null ? null : { batchId: at(imports, batch).id, line },
    };
  });
  addTransactions(book, transactions);
  return { accounts, securities, imports, documents, rows, transactions };
}
