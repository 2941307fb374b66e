/**
 * What has to be said about the documents, and about the ones that are missing?
 *
 * A table that is missing, an estimate, or a row that cannot be used in an earlier year still
 * reaches into the reported year, because the basis of every lot that was held carries it: those
 * notices are given for all years up to the reported one. What a version replaced is told for the
 * reported year alone.
 */
import { lastDayOfYear } from '../values/days.ts';
import { kindOf } from '../facts/entry-kinds.ts';
import { estimatedIn } from '../facts/estimated-terms.ts';
import { securityLabel, type Distribution, type Security } from '../facts/model.ts';
import { formatRate } from '../values/money.ts';
import type { Notice, NoticeSubject } from '../facts/notices.ts';
import { noneFoundText, paymentsKnown } from '../facts/known-payments.ts';
import type { Reference } from '../facts/reference.ts';
import {
  heldSecurities,
  isAsked,
  nothingReturned,
  paysLiquidationAlone,
  undatedRows,
  yearsToTell,
  type HeldSecurity,
} from '../lots/held-securities.ts';
import type { PlannedDistribution } from '../lots/planned-distributions.ts';
import type { ChosenDocument } from '../facts/select-documents.ts';
import { dollarsPerShare } from '../facts/wording.ts';
import type { YearRun } from '../lots/year-run.ts';
import { cameInUnknown } from '../report/receipts.ts';

/** "row of 2002-02-11 (line 27) of Aimco 2002", for a sentence about a distribution. */
export function rowText(distribution: Distribution, documentName: string): string {
  const line = distribution.sourceLine === null ? '' : ` (line ${distribution.sourceLine})`;
  return `the payment of ${distribution.payableDate}${line} in ${documentName}`;
}

/** What a notice about a row of a document is about. */
export function rowSubject(
  security: Security,
  {
    document,
    distribution,
    taxYear,
  }: Pick<PlannedDistribution, 'document' | 'distribution' | 'taxYear'>,
): NoticeSubject {
  return {
    security: securityLabel(security),
    year: taxYear,
    document: document.id,
    distribution: distribution.id,
    ...(distribution.sourceLine === null ? {} : { line: distribution.sourceLine }),
  };
}

/** The notices about documents, missing ones included. */
export function documentNotices(run: YearRun, reference: Reference): readonly Notice[] {
  return heldSecurities(run).flatMap((held) => [
    ...coverageNotices(run, held, reference),
    ...undatedNotices(run, held),
    ...[...held.leftOut]
      .filter((one) => reachesInto(one, run.taxYear))
      .map((one) => outOfToleranceNotice(one, held.security)),
  ]);
}

/** Whether a row that was left out would have changed a figure of the year. */
function reachesInto(one: PlannedDistribution, taxYear: number): boolean {
  return one.taxYear === taxYear || one.effectiveDay <= lastDayOfYear(taxYear);
}

function coverageNotices(run: YearRun, held: HeldSecurity, reference: Reference): Notice[] {
  const { security } = held;
  const known = paymentsKnown(reference, security);
  const notices: Notice[] = [];
  const byYear = run.chosen.get(security.id);
  for (const year of yearsToTell(held, run.taxYear)) {
    notices.push(...termsNotices(run, security, year));
    const chosen = byYear?.get(year);
    if (!chosen) {
      if (paysLiquidationAlone(run, security, year)) continue;
      if (isAsked(run, held, year)) {
        const none = noneFoundText(known, year);
        const isNone = none !== null && !cameInUnknown(run, { security, taxYear: year });
        notices.push(missingNotice(security, year, isNone ? none : null));
      } else if (year === run.taxYear) notices.push(incomeNotice(run, held, year));
    } else {
      if (chosen.document.status === 'estimate') notices.push(estimateNotice(security, chosen));
      if (chosen.document.status === 'derived') notices.push(derivedNotice(security, chosen));
      if (year === run.taxYear) notices.push(...supersededNotices(security, chosen));
    }
  }
  return notices;
}

/** `noneFound` says that published sources have no dividend of the year. */
function missingNotice(security: Security, year: number, noneFound: string | null): Notice {
  const label = securityLabel(security);
  const about = { security: label, year };
  if (noneFound !== null) {
    return {
      level: 'warning',
      code: 'missing-allocation',
      message: `${label} was held in ${year}, but no release for ${year} has been added. ${noneFound} If you got no dividend in ${year}, enter that nothing was returned, with a date in ${year} (nothing-returned). If you got one, add the issuer's release for ${year}: until then the basis may be too high.`,
      about,
      securityId: security.id,
      noneFound,
    };
  }
  return {
    level: 'warning',
    code: 'missing-allocation',
    message: `${label} was held in ${year}, but no release for ${year} has been added: its distributions of that year are not counted and its basis may be too high. Add the issuer's release for ${year}. Without one, where you know that none of it was a return of capital, enter that with a date in ${year} (nothing-returned); where you know the basis of the lots on a later day, enter that (opening-basis).`,
    about,
    securityId: security.id,
  };
}

/** No basis asks for the allocation, but the income of the year does. */
function incomeNotice(run: YearRun, held: HeldSecurity, year: number): Notice {
  const label = securityLabel(held.security);
  const why =
    nothingReturned(run, held, year).length > 0
      ? 'you stated that nothing of it was a return of capital'
      : 'the basis is stated for a later day';
  return {
    level: 'warning',
    code: 'income-not-known',
    message: `${label} was held in ${year}, and the boxes of ${year} have nothing of what it paid: its release for ${year} is not in the book. For the basis none is asked for, because ${why}. Add the issuer's release for ${year} where you need that year's income, or take it from your Form 1099-DIV.`,
    about: { security: label, year },
    securityId: held.security.id,
  };
}

function estimateNotice(security: Security, { document }: ChosenDocument): Notice {
  const label = securityLabel(security);
  return {
    level: 'warning',
    code: 'estimate-in-use',
    message: `The figures of ${label} for ${document.taxYear} rest on an estimate, ${document.name}: the final release can differ. Add the issuer's final release when it is published.`,
    about: { security: label, year: document.taxYear, document: document.id },
  };
}

/** Terms of a reorganisation that can still be others. */
function termsNotices({ facts }: YearRun, security: Security, year: number): Notice[] {
  const label = securityLabel(security);
  return estimatedIn(facts, security.id, year).map(({ name, entry }) => ({
    level: 'warning',
    code: 'estimate-in-use',
    message: `The ${kindOf(entry.action).noun} of ${entry.date} that the figures of ${label} rest on is by an estimate, ${name}: the final terms can differ. Add the issuer's final terms when they are published.`,
    about: { security: label, year, transaction: entry.id },
  }));
}

function derivedNotice(security: Security, { document }: ChosenDocument): Notice {
  const label = securityLabel(security);
  return {
    level: 'warning',
    code: 'derived-in-use',
    message: `The figures of ${label} for ${document.taxYear} are derived from the ${document.name}: each payment is divided as its boxes divide the year. Add the issuer's release for ${document.taxYear} if there is one.`,
    about: { security: label, year: document.taxYear, document: document.id },
  };
}

function supersededNotices(security: Security, chosen: ChosenDocument): Notice[] {
  const label = securityLabel(security);
  const { document } = chosen;
  return chosen.superseded.map((old) => ({
    level: 'info',
    code: 'superseded-allocation',
    message: `For ${label} in ${old.taxYear}, ${old.name} (${versionText(old)}) does not count: ${document.name} (${versionText(document)}) takes its place. Compare the two to see what changed.`,
    about: { security: label, year: old.taxYear, document: old.id },
  }));
}

function versionText(document: ChosenDocument['document']): string {
  const published = document.publishedOn === null ? '' : ` of ${document.publishedOn}`;
  return `${document.status}${published}`;
}

function undatedNotices(run: YearRun, { security, holdings }: HeldSecurity): Notice[] {
  const label = securityLabel(security);
  return undatedRows(run, { security, holdings })
    .filter((one) => one.taxYear <= run.taxYear)
    .map((one) => {
      const { document, distribution, problem } = one;
      const row = rowText(distribution, document.name);
      const message =
        problem === 'record-date-missing'
          ? `${label}: ${row} is left out of the figures, because it has neither a record date nor an ex-date. Enter one of them.`
          : `${label}: ${row} is left out of the figures, because its record date ${distribution.recordDate ?? ''} lies outside the market calendar. Enter its ex-date.`;
      return {
        level: 'error',
        code: problem,
        message,
        about: rowSubject(security, one),
      };
    });
}

function outOfToleranceNotice(one: PlannedDistribution, security: Security): Notice {
  const { distribution, document, weights } = one;
  const label = securityLabel(security);
  const row = rowText(distribution, document.name);
  const why =
    weights.verdict === 'negative'
      ? 'one of its figures is negative'
      : distribution.unit === 'percent'
        ? `its percentages add up to ${formatRate(weights.sum)} and not to 100`
        : `its parts add up to ${dollarsPerShare(weights.sum)} per share and not to ${dollarsPerShare(weights.expected)}`;
  return {
    level: 'error',
    code: 'sum-out-of-tolerance',
    message: `${label}: ${row} is left out of the figures, because ${why}. Compare the row with the issuer's release and correct it.`,
    about: rowSubject(security, one),
  };
}
