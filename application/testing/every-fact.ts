/** All facts of the open book, as its window can see them. Only tests import this. */
import type { Harness } from './harness.ts';

export async function everyFact(app: Harness) {
  const securities = await app.ok('securities.list', {});
  const identifiers = [];
  for (const { id } of securities) {
    identifiers.push(await app.ok('securities.identifiers', { id }));
  }
  return {
    transactions: await app.ok('transactions.list', {}),
    documents: await app.ok('documents.list', {}),
    accounts: await app.ok('accounts.list', {}),
    said: await app.ok('captions.list', {}),
    securities,
    identifiers,
  };
}

/** The id of the security that the reports call by this label. */
export async function securityIdOf(app: Harness, label: string): Promise<string> {
  const all = await app.ok('securities.list', {});
  return all.find((each) => each.label === label)?.id ?? 'none';
}
