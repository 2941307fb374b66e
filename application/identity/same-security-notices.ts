/**
 * Shares without an allocation and an allocation without shares: which of them may be one?
 *
 * Example: BXP was held in 2019 and has no document; "Common Stock, CUSIP 101121101" of the release of
 * 2019 is held by nobody. The year is not right before somebody has said whether they are one.
 */
import {
  securityLabel,
  type AllocationDocument,
  type Facts,
  type Security,
} from '../../tax/facts/model.ts';
import type { Notice } from '../../tax/facts/notices.ts';
import { inPublishedOrder } from '../../tax/facts/notice-order.ts';
import { lastDayOfYear } from '../../tax/values/days.ts';
import { describeSecurity } from './resolve-security.ts';
import { likeness, maySecurityBe, releasedText } from './same-security.ts';

/** A release's security that one without a release may be. */
interface Unheld {
  readonly security: Security;
  readonly document: AllocationDocument;
}

interface SameSecurityQuestion {
  readonly held: Security;
  readonly years: readonly number[];
  /** The likeliest first. */
  readonly candidates: readonly Unheld[];
}

/** Which securities entries until the end of a year speak of. */
function concernedUntil(facts: Facts, year: number): ReadonlySet<string> {
  const end = lastDayOfYear(year);
  const concerned = new Set<string>();
  for (const entry of facts.transactions) {
    if (entry.date > end) continue;
    concerned.add(entry.securityId);
    if ('toSecurityId' in entry) concerned.add(entry.toSecurityId);
  }
  return concerned;
}

function unheldIn(
  facts: Facts,
  years: readonly number[],
  concerned: ReadonlySet<string>,
): Unheld[] {
  const byId = new Map(facts.securities.map((security) => [security.id, security]));
  const found = new Map<string, Unheld>();
  for (const document of facts.documents) {
    if (!years.includes(document.taxYear)) continue;
    for (const { securityId } of document.securities) {
      const security = byId.get(securityId);
      if (security && !concerned.has(securityId)) found.set(securityId, { security, document });
    }
  }
  return [...found.values()];
}

/** What is asked of a report whose notices say for which securities an allocation is missing. */
function sameSecurityQuestions(facts: Facts, notices: readonly Notice[]): SameSecurityQuestion[] {
  const missing = Map.groupBy(
    notices.filter((notice) => notice.code === 'missing-allocation'),
    (notice) => notice.securityId,
  );
  // Once for each last year, not for each security: a large book has many of them.
  const known = new Map<number, ReadonlySet<string>>();
  const concernedIn = (year: number): ReadonlySet<string> => {
    const concerned = known.get(year) ?? concernedUntil(facts, year);
    known.set(year, concerned);
    return concerned;
  };
  return [...missing].flatMap(([id, own]) => {
    const held = facts.securities.find((security) => security.id === id);
    if (!held) return [];
    const years = own.flatMap((notice) => notice.about.year ?? []);
    const released = (one: Unheld) => ({
      ...one.security,
      issuer: one.security.issuer ?? one.document.issuer,
    });
    const candidates = unheldIn(facts, years, concernedIn(Math.max(...years)))
      .filter((one) => maySecurityBe(held, released(one)))
      .toSorted((a, b) => likeness(held, released(b)) - likeness(held, released(a)));
    return candidates.length === 0 ? [] : [{ held, years, candidates }];
  });
}

/** What the user would write to say that they are one, for the next step of the sentence. */
type HowToAnswer = (held: Security, found: Security) => string;

/** The notices with one error more for each question, and both names in it. */
export function withSameSecurityNotices(
  facts: Facts,
  notices: readonly Notice[],
  howToAnswer: HowToAnswer,
): readonly Notice[] {
  const asked = sameSecurityQuestions(facts, notices).map(({ held, years, candidates }): Notice => {
    const [first] = candidates as [Unheld, ...Unheld[]];
    const names = candidates.map(({ security, document }) =>
      releasedText({ ...security, issuer: security.issuer ?? document.issuer }),
    );
    const what =
      names.length === 1
        ? `${names[0] as string} is in ${first.document.name}, and nobody holds it under that name. Is it the ${securityLabel(held)} that is held?`
        : `${names.slice(0, -1).join('; ')} and ${names.at(-1) as string} are in the releases, and nobody holds them under these names. Is one of them the ${securityLabel(held)} that is held?`;
    return {
      level: 'error',
      code: 'same-security',
      message: `${describeSecurity(held)} is held without a release for ${years.join(', ')}. ${what} Its payments are in no figure until that is said: ${howToAnswer(held, first.security)}`,
      about: {
        security: securityLabel(held),
        year: Math.max(...years),
        document: first.document.id,
      },
    };
  });
  return asked.length === 0 ? notices : inPublishedOrder([...asked, ...notices]);
}
