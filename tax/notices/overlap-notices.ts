/**
 * Do the documents of two years say the same of a payment that both list?
 *
 * Authority: the calculation's section 4 (section 857(b)(9)): where a document says that a part of a
 * payment belongs to its year, that part counts there and the rest in the other year. So the parts of
 * both documents add up to the payment.
 * Example: $0.40 paid 2013-01-15, of which $0.25 in the document of 2012: the document of 2013 has to
 * have the other $0.15.
 * Awkward case: the other document is not there yet. The rest is then missing, and said so.
 * Not handled: payments whose dates the two documents print differently.
 */
import { rowSubject, rowText } from './document-notices.ts';
import { countedTwice, rowsOfOtherYears, type OtherRow } from '../facts/listed-twice.ts';
import { securityLabel } from '../facts/model.ts';
import type { Rate } from '../values/money.ts';
import type { Notice } from '../facts/notices.ts';
import type { PaidDistribution } from './payment-notices.ts';
import { dollarsPerShare } from '../facts/wording.ts';
import type { YearRun } from '../lots/year-run.ts';

/** The notices about rows of the year that stand in another year's document as well, or should. */
export function overlapNotices(run: YearRun, paid: readonly PaidDistribution[]): readonly Notice[] {
  return paid.flatMap((one) => {
    const { distribution, taxYear } = one.planned;
    const others = rowsOfOtherYears(run.chosen.get(one.security.id), taxYear, distribution);
    return [...partNotices(one, others), ...declarationNotices(one, others)];
  });
}

function partNotices(one: PaidDistribution, others: readonly OtherRow[]): Notice[] {
  const { distribution, document, taxYear } = one.planned;
  const { amountPerShare, allocablePerShare } = distribution;
  const about = rowSubject(one.security, one.planned);
  const label = securityLabel(one.security);
  const row = rowText(distribution, document.name);
  const together = countedTwice(distribution, others);
  if (together !== null) {
    const message = `${label}: ${row} is listed in ${others.map((other) => other.document).join(' and ')} too, and together they count ${dollarsPerShare(together)} of ${dollarsPerShare(amountPerShare)} per share: a part is counted in two years. Compare both with the issuer's documents and correct one.`;
    return [{ level: 'warning', code: 'overlapping-allocation', message, about }];
  }
  if (others.length > 0 || allocablePerShare >= amountPerShare) return [];
  const rest = dollarsPerShare((amountPerShare - allocablePerShare) as Rate);
  const message = `${label}: of ${row}, ${dollarsPerShare(allocablePerShare)} of ${dollarsPerShare(amountPerShare)} per share counts in ${taxYear}. The other ${rest} belongs to another year, and no release of that year lists it. Add that year's release.`;
  return [{ level: 'info', code: 'split-year-payment', message, about }];
}

function declarationNotices(one: PaidDistribution, others: readonly OtherRow[]): Notice[] {
  const { distribution, document } = one.planned;
  const own = distribution.declarationDate;
  const other = others.find(
    ({ distribution: { declarationDate } }) =>
      own !== null && declarationDate !== null && declarationDate !== own,
  );
  if (!other) return [];
  return [
    {
      level: 'warning',
      code: 'conflicting-declaration',
      message: `${securityLabel(one.security)}: ${rowText(distribution, document.name)} was declared on ${own ?? ''} there and on ${other.distribution.declarationDate ?? ''} in ${other.document}. The year in which it counts can depend on that day: find out which is right.`,
      about: rowSubject(one.security, one.planned),
    },
  ];
}
