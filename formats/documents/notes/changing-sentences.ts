/**
 * Could a sentence around a table change what the table says, in words that no rule reads?
 *
 * One does that says of one kind of dividend that it is, or includes, another; that gives all, half or so
 * many percent of something to a kind; that says what the amounts of a table are of (shares, money, holders);
 * or that a payment is of another kind or year, or was none. Whoever reads such a sentence and does not
 * understand it must ask, for the figures add up with it and without it.
 *
 * Example: "The ordinary dividends are qualified dividends." makes 60% of another kind than its column's.
 * Awkward case: what is said of all dividends in general ("are treated as ordinary income, capital gain or
 * a combination"), that there was none of a kind, and what introduces a table ("is as follows").
 * Not handled: sentences without a verb, and those that give a figure, which other rules read.
 */

const KINDS: readonly RegExp[] = [
  /\bordinary\b|\bnon-?qualified\b/i,
  /(?<!non-?)\bqualified\b(?! (?:reit|5|five))/i,
  /\bcapital gains?\b/i,
  /\b1250\b/,
  /\b1202\b/,
  /\bcollectibles?\b/i,
  /\breturn of capital\b|\bnon-?taxable\b|\bnon-?dividend\b|\btax[- ]free\b/i,
  /\b199A\b|\bqualified REIT\b/i,
  /\b897\b/,
];
const VERB =
  /\b(?:is|are|was|were|be|represents?|represented|consists?|consisted|comprises?|comprised|constitutes?|constituted|includes?|included|contains?|contained|qualif(?:y|ies|ied)|designates?)\b/i;
/** What says nothing of one release, says that there is none of a kind, or that figures follow. */
const SAYS_NOTHING =
  /\b(?:no|none|nor|neither)\b|\b(?:are|is|was|were) not\b|\bmay be\b|\bcombination\b|\bas follows\b|\bbelow\b|\bfollowing\b|\bgenerally\b|\bconsult\b|\b1061\b|\b871\b|\bdeductions?\b/i;
const SHARE_OF =
  /\b(?:all|entire(?:ty)?|entirely|wholly|solely|exclusively|half|halves|(?:two[- ])?thirds?|fourths?|fifths?|tenths?|(?:five|ten|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred)(?:[- ]\w+)? percent)\b/i;
const PAID = /\b(?:dividend|distribution|payment)s?\b/i;
const MONEY =
  /\bin (?:(?:u\.?s\.? )?cents|thousands)\b|\b(?:canadian|australian|new zealand|hong kong|singapore|foreign) (?:dollars?|currency)\b|\b(?:CAD|AUD|GBP|EUR|C\$|euros?|pounds? sterling|sterling)\b/i;
const PER_OTHER =
  /\bper (?:\d[\d,]*|(?:one |ten )?(?:hundred|thousand)|ten) (?:common |preferred )?(?:shares|units)\b|\b(?:is|are|stated|shown|expressed|given)\b.{0,30}\bper (?:unit|ADS|ADR|american depositary)\b|\beach (?:unit|ADS|ADR|american depositary \w+) represents\b/i;
const OF_WHAT =
  /\b(?:amounts?|figures?|percentages?)\b.{0,40}\b(?:is|are|stated|shown|expressed|apply|applies|given)\b.{0,60}\b(?:only|taxable portion|taxable part|net of|before|after|pre-|post-|who are|non-?u\.?s\.?)\b/i;
const OF_A_PART = /\b(?:as a )?percent(?:age)? of (?:the |total )*(?:capital gain|ordinary)/i;
const CHANGES_A_PAYMENT =
  /\b(?:taxable (?:in|to)|allocable|allocated|attributable|reportable|reported|treated|considered|deemed|rescind\w*|cancel\w*|revok\w*|revers\w*|void\w*|withdrawn|unpaid|replaced|correct\w*|in kind|liquidat\w*)\b|\bnot (?:be |been )?paid\b/i;
const OF_YEAR =
  /\b(?:taxable|reportable|reported|treated|considered|deemed|allocated|allocable|attributable)\b.{0,60}\b((?:19|20)\d\d)\b/i;

function kindsIn(text: string): number {
  return KINDS.filter((kind) => kind.test(text)).length;
}

/** Whether a text names a kind of dividend. */
export function namesAKind(text: string): boolean {
  return kindsIn(text) > 0;
}

/** Whether a sentence says of a kind, or of all payments, that they are of another. */
function changesKind(text: string): boolean {
  if (!VERB.test(text) || SAYS_NOTHING.test(text)) return false;
  const kinds = kindsIn(text);
  return kinds > 1 || (kinds === 1 && SHARE_OF.test(text));
}

/** Whether a sentence says that a kind is inside another, which it can be by no form. */
export function isWithinAnother(text: string): boolean {
  const isGain = /(?<!short[- ]term )\bcapital gains?\b/i.test(
    text.replace(/\b897 capital gain/gi, ' '),
  );
  return (
    !SAYS_NOTHING.test(text) &&
    (/\breturn of capital\b|\bnon-?taxable\b/i.test(text) || (isGain && /\bordinary\b/i.test(text)))
  );
}

/** Whether a sentence may change the kinds of a table's figures, or says what they are figures of. */
export function changesTable(sentence: string): boolean {
  const text = sentence.replace(/\s+/g, ' ');
  return changesKind(text) || MONEY.test(text) || PER_OTHER.test(text) || OF_WHAT.test(text);
}

/** Whether a sentence says what the figures of a table are of: then as printed they are likely something else. */
export function saysOfWhat(sentence: string): boolean {
  const text = sentence.replace(/\s+/g, ' ');
  return MONEY.test(text) || PER_OTHER.test(text) || OF_WHAT.test(text) || OF_A_PART.test(text);
}

/** The year, other than in a day, to which a sentence gives payments; undefined where it names none. */
function yearGiven(text: string): string | undefined {
  const days = /\b(?:[A-Z][a-z]+\.? \d{1,2},|\d{1,2} [A-Z][a-z]+\.?) (?:19|20)\d\d\b/g;
  return OF_YEAR.exec(text.replace(days, ' '))?.[1];
}

/**
 * Whether a sentence that names a payment of the table may make it another: of another kind or year, or
 * none. That it is of the table's year is what the table says.
 */
export function changesPayment(sentence: string, taxYear: number): boolean {
  const text = sentence.replace(/\s+/g, ' ');
  if (!PAID.test(text)) return false;
  const kinds = kindsIn(text);
  if (kinds === 0 && yearGiven(text) === String(taxYear)) return false;
  return kinds > 0 || CHANGES_A_PAYMENT.test(text);
}

/** Whether a sentence says of payments that they are of the table's year, and nothing more. */
export function givesToYear(sentence: string, taxYear: number): boolean {
  const text = sentence.replace(/\s+/g, ' ');
  return (
    PAID.test(text) &&
    yearGiven(text) === String(taxYear) &&
    !namesAKind(text) &&
    !/[$%]|\b(?:shares? of|stock|kind|spin|part|portion)\b/i.test(text)
  );
}

/** Whether a sentence says of what was paid that all of it is of a year, of whatever kinds. */
export function givesAllToYear(sentence: string, year: number): boolean {
  const text = sentence.replace(/\s+/g, ' ');
  const isPart =
    /%|\b(?:shares? of|kind|spin|part|portion|remain\w+|balance|rest|of which)\b|\bof the \$/i;
  return yearGiven(text) === String(year) && !namesAKind(text) && !isPart.test(text);
}

/** Whether a sentence gives payments to another year, whichever they are. */
export function givesToOtherYear(sentence: string, taxYear: number): boolean {
  const text = sentence.replace(/\s+/g, ' ');
  const year = yearGiven(text);
  return year !== undefined && year !== String(taxYear) && PAID.test(text);
}

const REDEEMED =
  /\b(?:announced|completed|called)\b.{0,60}\bredemption of\b|\bpaid all (?:(?:accrued|unpaid|accumulated|and|but) )+(?:dividends|distributions)\b.{0,60}\bredemption date\b/i;
/** "… announced today an update to the tax treatment …, which are as follows:". */
const INTRODUCES = /\bannounc\w+\b.*\b(?:as follows|shown below|set forth below)\s*:\s*$/i;

/** A sentence without the rates of preferred stock in it: "5.25% Mandatory Convertible Preferred Stock". */
export function withoutRates(text: string): string {
  return text.replace(
    /\d+(?:\.\d+)?\s?%(?= (?:[A-Z][\w-]+ ){0,4}(?:Series|Class|Preferred)\b| (?:series|class|cumulative|convertible)\b)/g,
    '',
  );
}

/** "The ordinary income dividends do not constitute "qualified dividend income."", which a column would have. */
const NONE_QUALIFIED =
  /\bdividends? (?:do|does|did) not (?:constitute|qualify as|represent) \W*qualified dividends?(?: income)?\W*$/i;
/** "The company does not expect any portion of the 2016 distributions … to represent a return of capital." */
const NOTHING_RETURNED =
  /\b(?:do|does|did) not (?:expect|anticipate)\b.{0,20}\b(?:any|portion|part)\b.{0,80}\bto (?:represent|be|constitute) (?:an? )?return of capital\W*$/i;
/** What only a company has, and never a payment. */
const OF_COMPANY =
  /\b(?:portfolio|revenues?|tenants?|properties|square feet|communities|occupan\w+|enterprise value|apartment|headquarter\w+|hotels?)\b/i;
const OF_PAYMENT =
  /\b(?:dividends?|distribut\w+|gains?|ordinary|qualif\w+|capital|tax\w*|shares?|stock|paid|pay\w*|amounts?|income|returns?|records?|boxe?s?|section|portions?|parts?|columns?|above|alloca\w+|class|series|form|cash|reported|reportable)\b|\d(?:199A|1250)|\(\d\)/i;

/** Whether a sentence behind a note is about the company: "Approximately 63% of revenues come from …". */
export function isOfCompany(text: string): boolean {
  return OF_COMPANY.test(text) && !OF_PAYMENT.test(text);
}

/**
 * What every issuer says of no figure of its own: of the deduction of section 199A and how long shares must be
 * held for it, of holders of carried interests (section 1061), of holders that are corporations; that shares
 * were redeemed, with what had accrued on them; and that the tables follow.
 */
export function changesNothing(text: string): boolean {
  if (/\bhold\b.{0,60}\bat least \d+ days\b/i.test(text) && !/[%$]/.test(text)) return true;
  if (/\b(?:one|three)[- ]year (?:distributive share )?amounts?\b/i.test(text)) return true;
  const is1061 = /\b1\.?1061\b|\bsection 1061\b/i;
  if (is1061.test(text) && !/\$\s?\d*[.\d]*[1-9]|%/.test(text)) return true;
  if (/^\W*corporate (?:share|stock)holders\b/i.test(text)) return true;
  if (NONE_QUALIFIED.test(text)) return true;
  if (NOTHING_RETURNED.test(text) && !/[%$]/.test(text)) return true;
  // What section 897 is about, which is not how much.
  if (/\breal property interests?\b/i.test(text) && !/[%$]/.test(text)) return true;
  const bare = withoutRates(text);
  if (!/\d\s?%|\$\s?\d/.test(bare) && (REDEEMED.test(text) || INTRODUCES.test(text))) return true;
  const figures = text.replace(/\b20(?:\.0+)?\s?%/g, '');
  return (
    /\b(?:may be|may generally|eligible for|generally allows?)\b/i.test(text) &&
    /\bdeduct(?:ion)?\b/i.test(text) &&
    !/\d\s?%|\$\s?\d/.test(figures)
  );
}
