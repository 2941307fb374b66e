/**
 * Whose row it is, said in fields before its dates: "Common Stock | 99421A100 | 3/18/2019 | …", as lists of
 * several classes and the layouts of fund companies have it. The class and its number become a heading above the
 * first of its rows, and the fields before the dates are empty then; captions keep their fields.
 *
 * Awkward case: a field before the dates whose caption is not one of a name: then nothing is changed.
 * Not handled: rows that have the name alone, without its CUSIP.
 */
import type { TextLine } from '../source/lines.ts';
import { parseCusip } from './cusip.ts';

const DAY = /^\d{1,2}\/\d{1,2}\/\d{2,4}$/;
const CLASS = /\b(?:common|preferred|stock|shares?|units?|series [a-z]|class [a-z])\b/i;
const CAPTION =
  /^(?:(?:name of )?(?:fund|issuer|company|entity|trust)(?: name)?|security(?: name| description| type)?|(?:share )?class(?: of (?:stock|shares?))?|description|ticker(?: symbol)?|symbol|cusip(?: #| no\.?| number)?)$/i;
/** Whether words name a class of shares, and whether they are the caption of such names, of CUSIPs or of tickers. */
export const isClassOfShares = (text: string): boolean => CLASS.test(text);
export const isCaptionOfNames = (text: string): boolean => CAPTION.test(text);
const RULER = /^[\s|:_=-]*$/;

export interface Field {
  readonly from: number;
  readonly text: string;
}

function fieldsIn({ text }: TextLine): Field[] {
  return [...text.matchAll(/[^|\t]+/g)].flatMap((match) => {
    const own = match[0].trim();
    return own === '' ? [] : [{ from: match.index + match[0].indexOf(own), text: own }];
  });
}

/** The filled fields before the first day of a row, if one is a class and one its CUSIP. */
function namesOf(line: TextLine): Field[] {
  if (!/[|\t]/.test(line.text)) return [];
  const fields = fieldsIn(line);
  const lead = fields.slice(
    0,
    Math.max(
      0,
      fields.findIndex(({ text }) => DAY.test(text)),
    ),
  );
  const isOne =
    lead.some(({ text }) => parseCusip(text)) && lead.some(({ text }) => CLASS.test(text));
  return isOne && lead.length <= 5 ? lead : [];
}

const keyOf = (names: readonly Field[]): string => names.map(({ text }) => text).join('|');

/** A line with spaces in the places of some of its fields. */
export function without(line: TextLine, fields: readonly Field[]): TextLine {
  const text = fields.reduce(
    (left, { from, text: own }) =>
      left.slice(0, from) + ' '.repeat(own.length) + left.slice(from + own.length),
    line.text,
  );
  return { ...line, text };
}

function headingOf(line: TextLine, names: readonly Field[]): TextLine {
  const number = names.find(({ text }) => parseCusip(text));
  const name = names.find(({ text }) => CLASS.test(text));
  return headingAbove(line, `${name?.text ?? ''} (CUSIP ${number?.text ?? ''})`, name?.from ?? 0);
}

/** A heading of words that stand in a row, from an offset of it on. */
export function headingAbove(line: TextLine, text: string, start: number): TextLine {
  const most = line.columns.length - 1;
  const columns = [...text].map((_, i) => line.columns[Math.min(start + i, most)] ?? 0);
  return { ...line, text, columns, marks: [] };
}

/** The lines with what each row says of its class above the first row that says so. */
export function withNameFieldsAbove(lines: readonly TextLine[]): readonly TextLine[] {
  const result: TextLine[] = [];
  let before = '';
  for (const line of lines) {
    const names = namesOf(line);
    if (names.length === 0) {
      if (!RULER.test(line.text)) before = '';
      result.push(line);
      continue;
    }
    const key = keyOf(names);
    if (before === '') {
      const at = result.findLastIndex(({ text }) => !RULER.test(text));
      const captions = result[at];
      const own = captions ? fieldsIn(captions).slice(0, names.length) : [];
      // A name with a caption of another kind is none of a row.
      if (!captions || own.length < names.length || !own.every(({ text }) => CAPTION.test(text)))
        return lines;
      result[at] = without(captions, own);
    }
    if (key !== before) result.push(headingOf(line, names));
    before = key;
    result.push(without(line, names));
  }
  return result;
}
