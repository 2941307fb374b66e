/**
 * What is a notice about? The names by which the report calls a row of a document or an entry.
 */
import { securityLabel } from '../facts/model.ts';
import type { Transaction } from '../facts/model.ts';
import type { NoticeCode, NoticeLevel, NoticeSubject } from '../facts/notices.ts';
import { accountOf } from './ledger.ts';
import type { Ledger } from './ledger.ts';
import { present } from './present.ts';
import type { Row } from './rows.ts';

export type Say = (level: NoticeLevel, code: NoticeCode, about: NoticeSubject) => void;

/** At most so many lots are named. */
const NAMED_LOTS = 20;

export function lotNames(names: readonly string[]): readonly string[] {
  return [...new Set(names)].slice(0, NAMED_LOTS);
}

function labelOf({ facts }: Ledger, securityId: string): string {
  return securityLabel(present(facts.securities.find((each) => each.id === securityId)));
}

export function aboutRow({ security, taxYear, document, distribution }: Row): NoticeSubject {
  return {
    security: securityLabel(security),
    year: taxYear,
    document: document.id,
    distribution: distribution.id,
    ...(distribution.sourceLine === null ? {} : { line: distribution.sourceLine }),
  };
}

/** An entry, and the security that its figures are about. */
export function aboutEntry(
  ledger: Ledger,
  entry: Transaction,
  securityId = entry.securityId,
): NoticeSubject {
  return {
    security: labelOf(ledger, securityId),
    account: accountOf(ledger.facts, entry.accountId).name,
    transaction: entry.id,
    ...(entry.sourceLine === null ? {} : { line: entry.sourceLine }),
    day: entry.date,
  };
}
