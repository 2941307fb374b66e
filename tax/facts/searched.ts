/**
 * What does a person mean who searches a list? Every word is to be found in a row's text, in which days stand
 * as '2000-03-01'; a day is searched as it is shown or typed, too.
 *
 * Example: "taxable mar 1" finds what is of March 1 of any year in the account Taxable, "3/1/2000" what is of
 * that day, "March 2000" what is of that month, and "Mar 1, 2000 · 100 sh." the lot that is called so.
 * Awkward case: a lot that a person named "May 2000" is found by its name all the same.
 */
const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const MONTH =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?';
/** "mar 1, 2000" and "march 1st". */
const WRITTEN_DAY = new RegExp(
  String.raw`\b(${MONTH})\.?\s+(\d{1,2})(?:st|nd|rd|th)?(?!\d)(?:,?\s+(\d{4})\b)?,?`,
  'g',
);
const WRITTEN_MONTH = new RegExp(String.raw`\b(${MONTH})\.?\s+(\d{4})\b`, 'g');
const NUMERIC_DAY = /\b(\d{1,2})\/(\d{1,2})\/(\d{4})\b/g;
/** What stands behind the day in what a lot is called. */
const SHARES_OF_TITLE = /·\s*[\d,.]+\s*sh\.?(?:\s*\(\d+\))?/g;

const two = (number: string): string => number.padStart(2, '0');
const monthNumber = (name: string): string => two(String(MONTHS.indexOf(name.slice(0, 3)) + 1));

function withPlainDays(search: string): string {
  return search
    .replace(SHARES_OF_TITLE, ' ')
    .replace(
      WRITTEN_DAY,
      (_, month: string, day: string, year: string | undefined) =>
        ` ${year ?? ''}-${monthNumber(month)}-${two(day)} `,
    )
    .replace(WRITTEN_MONTH, (_, month: string, year: string) => ` ${year}-${monthNumber(month)}- `)
    .replace(
      NUMERIC_DAY,
      (_, month: string, day: string, year: string) => ` ${year}-${two(month)}-${two(day)} `,
    );
}

const wordsOf = (text: string): string[] => text.split(/\s+/).filter(Boolean);

/** Whether a row's text, in small letters, is what is searched; null where nothing is searched. */
export function searchedBy(search: string): ((text: string) => boolean) | null {
  const asked = search.toLowerCase();
  const words = wordsOf(asked);
  if (words.length === 0) return null;
  const plain = withPlainDays(asked);
  const days = plain === asked ? null : wordsOf(plain);
  return (text) =>
    words.every((word) => text.includes(word)) ||
    (days !== null && days.every((word) => text.includes(word)));
}
