/**
 * The names of the calls, without their validators: the preload exposes one function for each, and
 * a sandboxed preload should not carry the validators. The compiler keeps it equal to the contract.
 */
import type { CallName } from './contract.ts';

/** Has exactly the contract's names: one missing, or one too many, does not compile. */
const NAMES: Readonly<Record<CallName, true>> = {
  'status.get': true,
  'book.create': true,
  'book.open': true,
  'accounts.list': true,
  'accounts.add': true,
  'accounts.update': true,
  'securities.list': true,
  'transactions.list': true,
  'transactions.add': true,
  'transactions.update': true,
  'transactions.remove': true,
  'transactions.restore': true,
  'imports.preview': true,
  'imports.accept': true,
  'imports.remove': true,
  'documents.list': true,
  'documents.get': true,
  'documents.read': true,
  'documents.accept': true,
  'documents.remove': true,
  'year.report': true,
  'year.explain': true,
  'lots.timeline': true,
};

export const CALL_NAMES = Object.keys(NAMES) as readonly CallName[];
