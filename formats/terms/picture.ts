/**
 * What happens to a share, as a picture shows it: what was held, and each thing that it becomes.
 *
 * Example: a spin-off of one for two with 12.34%: of 2 A become 2 A with 87.66% of the basis, and 1 B with
 * 12.34%.
 * Not handled: an account's own shares; the plan has them.
 */
import { dollarsPerShare } from '../../tax/facts/wording.ts';
import type { Ratio } from '../../tax/facts/model.ts';
import { formatRate, parseRate, type Rate } from '../../tax/values/money.ts';
import type { ReorganisationTerms, TermsChoice } from './terms.ts';

interface PicturePart {
  /** "1 AIRC", "$10.00 in cash". */
  readonly what: string;
  readonly how: string;
  /** Of the basis, in percent; null where it is not divided. */
  readonly percent: string | null;
}

interface PictureCase {
  /** The choice that leads to it; null where there is none. */
  readonly name: string | null;
  readonly held: string;
  readonly parts: readonly PicturePart[];
}

const ONE = parseRate('1') as Rate;
const HUNDRED = parseRate('100') as Rate;

const part = (what: string, how: string, percent: Rate | null = null): PicturePart => ({
  what,
  how,
  percent: percent && formatRate(percent),
});

/** One picture for each choice, or one for all. */
export function pictureOf(terms: ReorganisationTerms): readonly PictureCase[] {
  const { choices } = terms;
  if (choices.length === 0) return [caseOf(terms, { ...terms, name: null })];
  return choices.map((choice) => caseOf(terms, choice));
}

function caseOf(
  terms: ReorganisationTerms,
  { name, ratio, cash }: Pick<TermsChoice, 'ratio' | 'cash'> & { readonly name: string | null },
): PictureCase {
  const { from, choices } = terms;
  const old = ratio?.oldShares ?? ONE;
  const isCashAlone = choices.length > 0 && ratio === null;
  const paid = cash === null ? [] : [part(`${dollarsPerShare(cash)} in cash`, cashHow(terms))];
  return {
    name,
    held: `${formatRate(old)} ${from}`,
    parts: [...(isCashAlone ? [] : sharesOf(terms, ratio, old)), ...paid],
  };
}

function cashHow({ kind, ratio, choices, dividend }: ReorganisationTerms): string {
  const each = choices.length > 0 || ratio?.oldShares !== ONE ? ', for each share' : '';
  return kind === 'exchange'
    ? dividend === 'yes'
      ? `a dividend, as far as there is gain${each}`
      : `taxed as gain, as far as there is one${each}`
    : `by the release of the year${each}`;
}

function sharesOf(terms: ReorganisationTerms, ratio: Ratio | null, old: Rate): PicturePart[] {
  const { kind, from, to, percent, value } = terms;
  const fresh = (security: string): string =>
    `${ratio === null ? '?' : formatRate(ratio.newShares)} ${security}`;
  const kept = `${formatRate(old)} ${from}`;
  const worth =
    value === null
      ? 'a lot of their own at their value'
      : `a lot of their own at ${dollarsPerShare(value)} a share`;
  switch (kind) {
    case 'split':
      return [part(fresh(from), 'the same basis and days')];
    case 'exchange':
      return [part(fresh(to ?? from), 'basis and days go along')];
    case 'spin-off': {
      const rest = percent === null ? null : ((HUNDRED - percent) as Rate);
      const how = (own: Rate | null): string =>
        `${own === null ? 'a part' : `${formatRate(own)}%`} of the basis, the same days`;
      return [part(kept, how(rest), rest), part(fresh(to ?? from), how(percent), percent)];
    }
    case 'in-kind':
    case 'stock-dividend':
      return [
        part(kept, 'the same basis and days, less what is return of capital'),
        part(`${fresh(to ?? from)}${kind === 'stock-dividend' ? ', new' : ''}`, worth),
      ];
  }
}

/** What becomes of a fraction of a new share; null where the terms do not say it. */
export function fractionSentence({ fractions, fractionPrice }: ReorganisationTerms): string | null {
  if (fractionPrice !== null)
    return `A fraction of a share is paid in cash, at ${dollarsPerShare(fractionPrice)} for a whole one.`;
  if (fractions === null) return null;
  return fractions === 'cash'
    ? 'A fraction of a share is paid in cash; at what price is not said.'
    : 'A fraction of a share is kept.';
}
