/** Days as a person reads them. Days are `YYYY-MM-DD` strings; no time zone is ever involved. */
import { typeset } from './typeset.ts';

const MONTHS = [
  'Jan',
  'Feb',
  'Mar',
  'Apr',
  'May',
  'Jun',
  'Jul',
  'Aug',
  'Sep',
  'Oct',
  'Nov',
  'Dec',
] as const;

function month(text: string): string {
  return MONTHS[Number.parseInt(text.slice(5, 7), 10) - 1] ?? text.slice(5, 7);
}

function dayOfMonth(text: string): string {
  return text.slice(8, 10).replace(/^0/, '');
}

/** '2002-02-11' as 'Feb 11, 2002'. */
export function formatDay(text: string): string {
  return `${month(text)} ${dayOfMonth(text)}, ${text.slice(0, 4)}`;
}

/** '2002-02-11' as a field holds it: '2/11/2002', as a person types it. What is no such day stays as it is. */
export function dayAsTyped(text: string): string {
  const [, year = '', monthOf = '', day = ''] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? [];
  return year === '' ? text : `${monthOf.replace(/^0/, '')}/${day.replace(/^0/, '')}/${year}`;
}

/** The day where this window is. */
export function today(): string {
  const now = new Date();
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** '2002-02-11' as 'Feb 11', where the year is plain. */
export function formatDayInYear(text: string): string {
  return `${month(text)} ${dayOfMonth(text)}`;
}

/** The year of a day. */
export function yearOf(text: string): number {
  return Number.parseInt(text.slice(0, 4), 10);
}

/** Days from one day to another, for places on a time axis. */
export function daysBetween(from: string, to: string): number {
  return (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000;
}

const DAY_AFTER_WORD =
  /\b(of|on|to|from|by|until|since|before|after|between|and|for|paid|ex-date|date) (\d{4}-\d\d-\d\d)(?![\w/-])/gi;

/** A name of a lot that the program made. */
const MADE_NAME =
  /(?<![\w/-])([A-Za-z][\w.]*)\/(\d{4}-\d\d-\d\d)(?:\/(\d+))?(?:\/([A-Za-z][\w.]*))?(?![\w/-])/g;

/** A day in a list behind another one, which is read already: 'of Feb 11, 2002, 2002-05-13 and'. */
const DAY_IN_LIST = /([A-Z][a-z]{2} \d{1,2}, \d{4}), (\d{4}-\d\d-\d\d)(?![\w/-])/;

/** A day that stands alone behind a name: 'AIV, lot A, 2002-02-11'. */
const DAY_AT_END = /, (\d{4}-\d\d-\d\d)$/;

/**
 * The days in a sentence as a person reads them: 'Sold on 2002-02-11' is 'Sold on Feb 11, 2002', the made name
 * of a lot 'AIV/2002-02-11/2' is 'AIV of Feb 11, 2002 (2)', and 'AIV/2002-02-11/HBR' is 'HBR from AIV of Feb 11, 2002'. The file 'release-2003-01-29.txt' keeps its name. Its signs are those of print.
 */
export function withDays(sentence: string): string {
  let said = typeset(sentence)
    .replace(
      MADE_NAME,
      (_, security: string, text: string, place: string | undefined, since: string | undefined) => {
        const own = `${security} of ${formatDay(text)}${place === undefined ? '' : ` (${place})`}`;
        if (since === undefined) return own;
        return since === 'wash' ? `${own} (wash sale)` : `${since} from ${own}`;
      },
    )
    .replace(DAY_AFTER_WORD, (_, word: string, text: string) => `${word} ${formatDay(text)}`);
  while (DAY_IN_LIST.test(said)) {
    said = said.replace(
      DAY_IN_LIST,
      (_, before: string, text: string) => `${before}, ${formatDay(text)}`,
    );
  }
  return said.replace(DAY_AT_END, (_, text: string) => `, ${formatDay(text)}`);
}
