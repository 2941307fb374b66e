/**
 * Sentences that give a table a part, and those that say again what it has.
 *
 * - "$0.0464 of each quarterly dividend is qualified dividend income": the same in every row.
 * - "Each capital gain of $0.024 per share includes $0.012 of Unrecaptured Section 1250 gain": so in every row.
 * - "Total qualified dividend income included in taxable ordinary dividends above is $.047732 per share":
 *   where every payment divides alike, the same share of each payment's ordinary dividends. Ordinary $.318690
 *   of $.46 and $.322154 of $.465, 1.281688 in the year: 3.7241512755% of each.
 * - "100% of the dividends are return of capital", for tables that have no part at all.
 * - "Ordinary income 64.00%", "Return of capital 36.00%", a line each below a table that has no part at all.
 * - "Designates $3.60 of its dividends as capital gain dividends", "is classified as 100% Capital Gain
 *   Distribution", "$3.17 per share as ordinary income": the sums of columns, or their shares of the whole,
 *   to the last printed place; they are agreed with and asked about no more.
 *
 * Awkward case: payments that divide differently; which of them has how much is then not said, and the
 * sentence is asked about, as is whatever differs from the table.
 * Not handled: a text of several securities; a year's part for a table in percent.
 */
import { divideRounded, formatRate, parseRate, type Rate } from '../../../tax/values/money.ts';
import { readCell, readPart } from '../columns/captions.ts';
import { distance, halfPlace, HUNDRED } from '../draft/convention.ts';
import type { DraftSecurity } from '../draft/draft.ts';
import { isComponent, isPart } from '../draft/draft-rows.ts';
import { columnOf, figuresIn, sumUnder, textAt, withSaid } from '../draft/table-of-draft.ts';
import { readNumber } from '../grid/values.ts';
import { namesAKind } from './changing-sentences.ts';
import { placeOfLine } from './paragraphs.ts';

/** A sentence and the line in which it begins. */
export interface SaidAt {
  readonly text: string;
  readonly line: number | null;
}

/** Of a dollar: half a unit of the sixth place, twice. */
const ROUNDING = parseRate('0.000001') as Rate;
/** A share has ten decimal places at most. */
const LONGEST_SHARE = 12;

const OF_EACH =
  /\$\s?(\d*\.\d+)\s+of each (?:quarterly |monthly )?(?:dividend|distribution)\b[^$%]*\b(?:is|are|was|were)\s+["“]?(?:an?\s+)?([a-z][a-z0-9 .-]+?)\.?["”]?\s*\.?\s*$/i;
const EACH_INCLUDES =
  /\beach\b[^$%]*\b(capital gain|ordinary)[a-z ]* of \$\s?(\d*\.\d+)(?: per share)? includes \$\s?(\d*\.\d+) of ([a-z0-9 .-]+?)(?: per share)?\.?\s*$/i;
const IN_THE_YEAR =
  /\bqualified dividends?(?: income)?\b[^$%]*\b(?:included|contained) (?:in|within)\b[^$%]*\bordinary\b[^$%]*?\$\s?(\d*\.\d+)\s+per share\b[^$%]*$/i;
const ALL_OF_IT =
  /^(?:for [a-z ]{0,30}tax purposes, )?(?:100(?:\.0+)?\s?% of|all(?: of)?) (?:the |our |its |all |these )*(?:(?:19|20)\d\d )?(?:common (?:stock |shares? )?)?(?:dividends?|distributions?)(?: paid| made| declared)?(?: (?:in|during|for) (?:19|20)\d\d)? (?:is|are|was|were|constitutes?|constituted|represents?|represented) (?:treated as |classified as |considered(?: to be)? |characterized as |reported as )?(?:an? )?([a-z][a-z0-9 .-]+?)\s*\.?\s*$/i;
const LISTED_PART = /([A-Za-z][A-Za-z0-9 ,()-]*?)[\s.:]+(\d{1,3}(?:\.\d+)?)\s?%[\s,;.]*/g;
const DESIGNATES =
  /\bdesignat\w+\s+\$\s?(\d*\.\d+|\d+)\b[^$%]*\bas\s+["“']?(?:an?\s+)?([a-z][a-z -]+?)["”']?\s*\.?\s*$/i;
const SHARE =
  /(\d{1,3}(?:\.\d+)?)\s?%\s+(?:(?:of (?:the |our |all |its )?(?:(?:19|20)\d\d )?[A-Za-z ]{1,60}? )?(?:(?:was|were|is|are) (?:considered|classified as|treated as|characterized as)|qualif(?:y|ies) as) |as )?(?:an? )?([A-Za-z][A-Za-z -]+?)(?=\s+and\b|\s*[,;.(]|\s*$)/g;
const PER_SHARE =
  /\$\s?(\d*\.\d+)\s+per\s+share\s+(?:as|is|was|of)\s+(?:an?\s+)?([a-z][a-z -]+?)(?=\s+and\b|\s*[,;.(]|\s*$)/gi;

const AMOUNT_OF =
  /\$\s?(\d*\.\d+)(?: \((\d+(?:\.\d+)?)\s?%\))?(?: per share)?(?: \((\d+(?:\.\d+)?)\s?%\))?(?: (?:is|are) classified)? (?:as|of|in) (?:an? )?([A-Za-z][A-Za-z -]+?)(?=\s+and\b|\s*[,;.]|\s*$)/g;

export function rateOf(digits = ''): Rate | undefined {
  return parseRate(digits.replace(/^\./, '0.'));
}

function withPartOfEach(text: string, line: number | null, only: DraftSecurity) {
  const [, digits, phrase = ''] = OF_EACH.exec(text) ?? [];
  const part = readPart(phrase);
  if (digits === undefined || !part || columnOf(only, part) !== -1) return null;
  const place = placeOfLine(line);
  const ordinary = part === 'qualified' ? 'inclusive' : only.ordinary;
  return withSaid({ ...only, ordinary }, part, place, () => ({ text: `$${digits}`, place }));
}

/** As many places and the same beginning: with a point that moved a part is written otherwise than its whole. */
function isWrittenAs(part: string, whole: string): boolean {
  const [own = '', places = ''] = part.split('.');
  const [other = '', of = ''] = whole.split('.');
  return places.length === of.length && (own === '') === (other === '');
}

/** "Each capital gain of $0.024791 per share includes $0.012507 of Unrecaptured Section 1250 gain". */
function withPartInEach(text: string, line: number | null, only: DraftSecurity) {
  const [, of = '', whole = '', digits = '', phrase = ''] = EACH_INCLUDES.exec(text) ?? [];
  const meaning = readCell(phrase, null)?.meaning;
  const isGain = /gain/i.test(of);
  const held = figuresIn(only, columnOf(only, isGain ? 'capitalGain' : 'ordinary'));
  const isPartOf = isGain ? meaning === 'unrecaptured1250' : meaning === 'qualified';
  if (!meaning || !isPartOf || columnOf(only, meaning) !== -1 || !isWrittenAs(digits, whole)) {
    return null;
  }
  if (!held?.every((one) => one === rateOf(whole))) return null;
  const place = placeOfLine(line);
  const within = isGain ? { gain: 'inclusive' as const } : { ordinary: 'inclusive' as const };
  return withSaid({ ...only, ...within }, meaning, place, () => ({ text: `$${digits}`, place }));
}

function withPartOfYear(text: string, line: number | null, only: DraftSecurity) {
  const [, printed = ''] = IN_THE_YEAR.exec(text) ?? [];
  const part = rateOf(printed);
  if (part === undefined || columnOf(only, 'qualified') !== -1) return null;
  // With fewer places than the table's figures it may have lost a digit.
  const places = only.rows.map(
    (row) => readNumber(textAt(row, columnOf(only, 'ordinary')))?.places,
  );
  if (places.some((one) => (one ?? 0) > (printed.split('.')[1] ?? '').length)) return null;
  const [ordinary, paid] = (['ordinary', 'amountPerShare'] as const).map((meaning) =>
    figuresIn(only, columnOf(only, meaning)),
  );
  const [all, whole] = [sumUnder(only, 'ordinary'), sumUnder(only, 'amountPerShare')];
  if (!all || !whole || part > all) return null;
  // Each is to what was paid as all are to the whole, but for the last printed digit.
  const isAlike = only.rows.every((_, r) => {
    const [own, of] = [ordinary?.[r], paid?.[r]];
    return (
      own !== undefined &&
      of !== undefined &&
      distance(divideRounded(of * all, whole), own) <= ROUNDING
    );
  });
  if (!isAlike) return null;
  const share = formatRate(divideRounded(part * HUNDRED, all) as Rate).slice(0, LONGEST_SHARE);
  const place = placeOfLine(line);
  const cell = { text: `${share}% of ordinary`, place };
  return withSaid({ ...only, ordinary: 'inclusive' }, 'qualified', place, () => cell);
}

function isBare({ columns }: DraftSecurity): boolean {
  return !columns.some((column) => column.meaning === null || isPart(column.meaning));
}

/** Parts with a percentage each and nothing else, which every payment of the one table has. */
function withListedParts(text: string, line: number | null, only: DraftSecurity) {
  const listed = text.replace(/^[^%]*:\s*(?=[A-Za-z])/, '');
  const entries = [...listed.matchAll(LISTED_PART)];
  const found = entries.flatMap(([, words = '', digits = '']) => {
    const meaning = readCell(words, null)?.meaning;
    return meaning && isComponent(meaning) ? [{ meaning, digits }] : [];
  });
  const isWhole = listed.replace(LISTED_PART, '').trim() === '';
  const named = entries.filter(([, words = '']) => !/^total$/i.test(words.trim()));
  const isEach = found.length === named.length && found.length > 1;
  const isTwice = new Set(found.map(({ meaning }) => meaning)).size < found.length;
  if (!isWhole || !isEach || isTwice || !isBare(only)) return null;
  const place = placeOfLine(line);
  const withPart = (security: DraftSecurity, { meaning, digits }: (typeof found)[number]) =>
    withSaid(security, meaning, place, () => ({ text: `${digits}%`, place }));
  return found.reduce(withPart, { ...only, unit: 'percent' });
}

function withAllOfIt(text: string, line: number | null, securities: readonly DraftSecurity[]) {
  const phrase = ALL_OF_IT.exec(text.trim())?.[1] ?? '';
  const meaning = readCell(phrase, null)?.meaning;
  if (!meaning || !isComponent(meaning) || !securities.every(isBare)) return null;
  const place = placeOfLine(line);
  return securities.map((security) =>
    withSaid({ ...security, unit: 'percent' }, meaning, place, () => ({ text: '100%', place })),
  );
}

/** The tables with what a sentence gives them; null where it gives nothing. */
export function withWhatIsSaid(
  { text, line }: SaidAt,
  securities: readonly DraftSecurity[],
): readonly DraftSecurity[] | null {
  const plain = text.replace(/\s+/g, ' ');
  const [only, ...others] = securities;
  if (!only) return null;
  const one =
    others.length === 0
      ? (withPartOfEach(plain, line, only) ??
        withPartInEach(plain, line, only) ??
        withPartOfYear(plain, line, only) ??
        withListedParts(plain, line, only))
      : null;
  return one ? [one] : withAllOfIt(plain, line, securities);
}

/** Whether what is printed is the sum of the column that words name, or its share of the whole. */
function isSum(
  security: DraftSecurity,
  [, digits = '', phrase = '']: readonly string[],
  whole?: Rate,
): boolean {
  const meaning = readCell(phrase, null)?.meaning;
  const sum = meaning && sumUnder(security, meaning);
  const printed = rateOf(digits);
  if (sum === undefined || printed === undefined) return false;
  const found = whole === undefined ? sum : divideRounded(sum * HUNDRED, whole);
  return distance(found, printed) <= halfPlace(digits.split('.')[1]?.length ?? 0);
}

function sharesAgree(text: string, security: DraftSecurity): boolean {
  const shares = [...text.matchAll(SHARE)];
  const whole = sumUnder(security, 'allocablePerShare') ?? sumUnder(security, 'amountPerShare');
  const stated = shares.reduce((sum, [, digits]) => sum + (rateOf(digits) ?? 0n), 0n);
  return (
    shares.length === (text.match(/%/g) ?? []).length &&
    stated === HUNDRED &&
    !!whole &&
    shares.every((share) => isSum(security, share, whole))
  );
}

/** Amounts with their kinds, each perhaps with its share, and the whole of them: all as in the table. */
function amountsAgree(text: string, security: DraftSecurity): boolean {
  const plain = text
    .replace(/\s*\((?![^()]*\d\s?%\))[^()]*\)|\s*\([^()]*\brate\)/g, '')
    .replace(/ on (?:the )?(?:(?:19|20)\d\d )?form 1099-div\b/gi, '');
  const parts = [...plain.matchAll(AMOUNT_OF)];
  const whole = sumUnder(security, 'allocablePerShare') ?? sumUnder(security, 'amountPerShare');
  const rest = parts.reduce((left, [match]) => left.replace(match, ' '), plain);
  const [total, ...more] = [...rest.matchAll(/\$\s?(\d*\.\d+|\d+)/g)].map(([, one]) => rateOf(one));
  const isWhole = total === undefined || total === whole;
  return (
    parts.length > 1 &&
    isWhole &&
    more.length === 0 &&
    !rest.includes('%') &&
    parts.every(
      ([match, digits, before, after, phrase = '']) =>
        isSum(security, [match, digits ?? '', phrase]) &&
        [before, after].every(
          (share) => share === undefined || isSum(security, [match, share, phrase], whole),
        ),
    )
  );
}

/**
 * Whether a sentence divides what was paid once, and not into kinds: "Amount consists of a $1.90 special
 * distribution and a $0.375 regular quarterly distribution", beside a payment of $2.275.
 */
function isMadeUpOf(text: string, securities: readonly DraftSecurity[]): boolean {
  if (!/\b(?:consists? of|comprised of|made up of|includes?|sum of)\b/i.test(text)) return false;
  if (namesAKind(text) || /%|\b(?:shares of|stock|spin|(?:19|20)\d\d)\b/i.test(text)) return false;
  const parts = [...text.matchAll(/\$\s?(\d*\.\d+|\d+)/g)].map(([, one]) => rateOf(one) ?? 0n);
  const whole = parts.reduce<bigint>((sum, part) => sum + part, 0n);
  return (
    parts.length > 1 &&
    securities.some((security) =>
      figuresIn(security, columnOf(security, 'amountPerShare'))?.includes(whole as Rate),
    )
  );
}

const TAXABLE_SHARE =
  /^\W*(?:only |approximately )?(\d+(?:\.\d+)?)\s?% of the (?:(?:19|20)\d\d )?(?:common (?:stock |shares? )?)?(?:dividends?|distributions?) (?:was|were|is|are) taxable(?: in (?:19|20)\d\d)?\W*$/i;

/** "91% of the common stock dividend was taxable in 2018": all but what was returned. */
function isTaxableShare(text: string, only: DraftSecurity): boolean {
  const [, digits] = TAXABLE_SHARE.exec(text) ?? [];
  const whole = sumUnder(only, 'allocablePerShare') ?? sumUnder(only, 'amountPerShare');
  const returned = sumUnder(only, 'returnOfCapital');
  if (digits === undefined || !whole || returned === undefined) return false;
  const share = divideRounded((whole - returned) * HUNDRED, whole);
  const places = digits.split('.')[1]?.length ?? 0;
  return distance(share, rateOf(digits) ?? 0n) <= halfPlace(places);
}

const EQUALS =
  /^\W*(?:the )?([a-z][a-z0-9 -]+?) (?:is|are) equal to (?:the )?([a-z][a-z0-9 -]+?)\W*$/i;

/** "The Ordinary Taxable Income Per Share is equal to the Section 199A Dividend Per Share": so it is in every row. */
function isEqualTo(text: string, security: DraftSecurity): boolean {
  const [, ...named] = EQUALS.exec(text) ?? [];
  const [one, other] = named.map((phrase) => {
    const meaning = readCell(phrase, null)?.meaning;
    return meaning && figuresIn(security, columnOf(security, meaning));
  });
  return !!one && !!other && one.every((figure, r) => figure === other[r]);
}

/** Whether a sentence says no more than the tables, or the one table of the document, do. */
export function agreesWithTable({ text }: SaidAt, securities: readonly DraftSecurity[]): boolean {
  if (isMadeUpOf(text, securities)) return true;
  const [only, ...others] = securities;
  if (!only || others.length > 0 || only.rows.length === 0) return false;
  const plain = text
    .replace(/\s+/g, ' ')
    .replace(/(\d) percent\b/g, '$1%')
    .replace(/ \(including [\d.]+% qualifying as [^()]*\)/g, '');
  if (isTaxableShare(plain.trim(), only) || isEqualTo(plain.trim(), only)) return true;
  const designated = DESIGNATES.exec(plain);
  if (designated) return isSum(only, designated);
  const amounts = [...plain.matchAll(PER_SHARE)];
  if (amounts.length > 0 && amounts.length === (plain.match(/[$%]/g) ?? []).length) {
    if (amounts.every((amount) => isSum(only, amount))) return true;
  }
  if (amountsAgree(plain, only)) return true;
  return (
    /\bconsidered\b|% as\b|\bclassif\w+|\bcharacteri[sz]ed|\btreated\b|\bqualif(?:y|ies)\b/i.test(
      plain,
    ) && sharesAgree(plain, only)
  );
}
