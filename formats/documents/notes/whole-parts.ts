/**
 * Does a sentence say that all ordinary dividends are section 199A dividends?
 *
 * Authority: section 199A(e)(3): a qualified REIT dividend is one that is neither a capital gain dividend nor
 * qualified dividend income, so what the sentence means is what is ordinary and not qualified.
 * Example: "Taxable Ordinary Dividends are “qualified REIT dividends” for purposes of section 199A." and "The
 * Non-Qualified Ordinary Dividends are also reported on Form 1099-DIV, Box 5, Section 199A Dividends."
 * Awkward case: a sentence that gives only a part of them, an exception or a condition; it is asked about.
 * Not handled: other parts than those of section 199A.
 */
const SUBJECT =
  /^\W*(?:\d{1,2}\W+)?(?:note:?\s+)?(?:for (?:share|stock)holders other than corporations, )?(?:(?:all|100\s?%)(?: of)? )?(?:(?:the|our|these|its|this) )?(?:(?:19|20)\d\d )?(?:(?:common|preferred)(?: stock| shares?)? )?(?:total )?(?:taxable )?(?:non-? ?qualified )?(?:taxable )?ordinary (?:taxable )?(?:income )?(?:dividends?|distributions?|income)(?: paid| shown| reported| above| in the (?:table|schedule)s?)*(?:\s?\([^()]*\))?(?: in (?:19|20)\d\d)? /i;
const VERB =
  /^(?:is|are|was|were|constitutes?|represents?|qualif(?:y|ies) as|qualif(?:y|ies) for treatment as) (?:all |also |entirely |wholly )*(?:treated as |considered(?: to be)? |designated as |characterized as |reported (?:on|in) (?:form 1099-div,? )?box 5,? (?:as )?)?(?:an? )?/i;
const WHOLE =
  /^["“”'’]*(?:eligible )?(?:qualified REIT|section 199A)(?: qualified REIT)? dividends?["“”'’]*/i;
/** What behind it makes it less than all, or not sure. */
const LESS =
  /[%$]|\b(?:except|excluding|excludes?|other than|portions?|part|only|not|no|if|unless|provided|may|to the extent|percent)\b/i;

/** Whether a sentence says that all of what is ordinary and not qualified is of section 199A. */
export function givesAllTo199A(sentence: string): boolean {
  const text = sentence.replace(/\s+/g, ' ').trim();
  const subject = SUBJECT.exec(text)?.[0];
  if (subject === undefined) return false;
  const behind = text.slice(subject.length);
  const verb = VERB.exec(behind)?.[0];
  const whole = verb === undefined ? undefined : WHOLE.exec(behind.slice(verb.length))?.[0];
  if (verb === undefined || whole === undefined) return false;
  const rest = behind.slice(verb.length + whole.length);
  return (
    !LESS.test(rest) &&
    /^[\s,.]*(?:$|(?:for|under|in|within|as|pursuant|eligible|and|that|which)\b)/i.test(rest)
  );
}

const FRACTIONS: readonly (readonly [RegExp, string])[] = [
  [
    /\ball(?: of)?(?= (?:the |our |its )?(?:(?:19|20)\d\d )?(?:[a-z]+ ){0,2}(?:dividends?|distributions?)\b)/i,
    '100',
  ],
  [/\b(?:one[- ])?half of\b/i, '50'],
  [/\bone[- ](?:quarter|fourth) of\b/i, '25'],
  [/\bthree[- ](?:quarters|fourths) of\b/i, '75'],
  [/\bone[- ]fifth of\b/i, '20'],
  [/\bone[- ]tenth of\b/i, '10'],
];

/** "One half of the ordinary dividends …" as "50% of …", "all" as "100%"; fractions that no percentage is are left. */
export function withFractionInFigures(text: string): string {
  const found = FRACTIONS.find(([words]) => words.test(text));
  return found ? text.replace(found[0], `${found[1]}% of`) : text;
}
