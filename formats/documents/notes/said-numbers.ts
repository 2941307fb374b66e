/**
 * The CUSIPs that sentences give to classes of stock: "… of the Company's 2018 dividends on its Common
 * Stock CUSIP …" above a table, "The CUSIP number for the Trust's Series B Preferred Shares is …" below it.
 *
 * A number that checks is of the one class that its sentence names, or of the class right before it
 * where the sentence names several; a security without a number that has this class has it. A class that
 * is given two numbers gets none, unless one changed to the other. Where the text has one table and one number, they belong together, and
 * the class may stand in the three lines above the number.
 *
 * Awkward case: "its common shares (CUSIP #…), Series B preferred shares (CUSIP #…)" in one sentence.
 */
import type { DraftCell, DraftSecurity } from '../draft/draft.ts';
import { parseCusip } from '../grid/cusip.ts';
import { classesIn, groupedNumbers, oneClassIn } from '../grid/headings.ts';
import { textPlace, type TextLine } from '../source/lines.ts';

const NUMBER = /(?<![\w-])[0-9A-Z]{6}-?[0-9A-Z]{2}-?[0-9](?![\w-])/g;
const ABOVE = 3;

interface Said {
  readonly cell: DraftCell;
  readonly number: string;
  /** The line and those right above it, as far as the sentence of the number can reach. */
  readonly near: readonly string[];
  /** The sentence from the number before it, or from its beginning, to its end. */
  readonly sentence: string;
  readonly before: string;
}

/** What stands before a number and behind it within its sentence, over the lines beside it. */
function sentenceAround(lines: readonly TextLine[], at: number, from: number, to: number) {
  const text = (i: number): string => lines[i]?.text ?? '';
  const above = /\S/.test(text(at - 1)) ? `${text(at - 1)} ` : '';
  const head = `${above}${text(at).slice(0, from)}`;
  const start = Math.max(
    0,
    ...[...head.matchAll(/[.;:]\s+(?=[A-Z"“])/g)].map((one) => one.index + 1),
  );
  const tail = text(at).slice(to);
  const end = tail.search(/[.;](?:\s|$)/);
  return { before: head.slice(start), after: end === -1 ? tail : tail.slice(0, end) };
}

function saidIn(lines: readonly TextLine[]): Said[] {
  return lines.flatMap((line, at) =>
    [...line.text.matchAll(NUMBER)].flatMap((match): Said[] => {
      const number = parseCusip(match[0]);
      if (number === undefined) return [];
      const [from, to] = [match.index, match.index + match[0].length];
      const { before, after } = sentenceAround(lines, at, from, to);
      const cell = { text: match[0], place: textPlace(line, from, to) };
      const near = lines.slice(Math.max(0, at - ABOVE), at + 1).map((one) => one.text);
      return [{ cell, number, near, before, sentence: before + after }];
    }),
  );
}

/** The class that a sentence gives a number: the one it names, else the last before the number. */
function classOf({ sentence, before }: Said): string | undefined {
  if (!/CUSIP/i.test(before)) return undefined;
  const all = new Set(classesIn(sentence));
  const [only] = all;
  if (all.size <= 1) return only;
  // Of several the nearest, where nothing but the word CUSIP and signs stand between.
  const near = /^(.*?)[\s(),–—-]*CUSIP(?:\s+(?:No|Number))?[\s.:#]*$/i.exec(before)?.[1];
  const classes = classesIn(near ?? '');
  const name = near === undefined ? undefined : classes.at(-1);
  return name !== undefined && classesIn(near?.slice(-NEAREST) ?? '').includes(name)
    ? name
    : undefined;
}

const NEAREST = 60;
/** What stands before the new number of a security: "changed from 40426W101 to". */
const CHANGED = /\bchanged from \S{9,11} to\s*$/i;

/** "The CUSIP number … prior to June 22, 2015 is", "… after June 22, 2015 is". */
const UNTIL = /\b(?:prior to|before)\b[^.]*\bis\s*$/i;
const SINCE = /\b(?:after|since|from|beginning)\b[^.]*\bis\s*$/i;

/** The securities that have no number, each with the one that a sentence gives its class. */
function withNumbersOfClasses(
  securities: readonly DraftSecurity[],
  said: readonly Said[],
): readonly DraftSecurity[] {
  const used = new Set(
    securities.flatMap(({ cusips }) => cusips.map(({ text }) => parseCusip(text))),
  );
  const free = said.filter(({ number }) => !used.has(number));
  const kinds = securities.flatMap(({ name }) => classesIn(name));
  return securities.map((security) => {
    const [own, ...more] = classesIn(security.name);
    if (security.cusips.length > 0 || own === undefined || more.length > 0) return security;
    // "Preferred shares", where sentences name one series of them alone, are of that series.
    const isOne = kinds.filter((kind) => kind.startsWith(own)).length === 1;
    const letters = new Set(
      free.flatMap((one) => classOf(one) ?? []).filter((kind) => kind.startsWith(`${own} `)),
    );
    const [series = own] = isOne && letters.size === 1 ? letters : [own];
    const given = free.filter((one) => [own, series].includes(classOf(one) ?? ''));
    const numbers = new Map(given.map(({ number, cell }) => [number, cell]));
    const isChange =
      given.some(({ before }) => CHANGED.test(before)) ||
      (given.some(({ before }) => UNTIL.test(before)) &&
        given.some(({ before }) => SINCE.test(before)));
    return numbers.size === 1 || (numbers.size === 2 && isChange)
      ? { ...security, cusips: [...numbers.values()] }
      : security;
  });
}

/** The securities with the numbers and the class that sentences give them. */
export function withSaidNumbers(
  securities: readonly DraftSecurity[],
  lines: readonly TextLine[],
): readonly DraftSecurity[] {
  const said = saidIn(lines);
  const [only, ...others] = securities;
  if (!only || others.length > 0) return withNumbersOfClasses(securities, said);
  const [first] = said;
  const numbers = new Set(said.map(({ number }) => number));
  const grouped = lines.some((line) => groupedNumbers(line.text).length > 0);
  if (!first || grouped) return securities;
  if (numbers.size > 1) return withNumbersOfClasses(securities, said);
  // The word stands before it, or the number is no CUSIP that anybody said to be one.
  if (!first.near.some((one) => /CUSIP/i.test(one))) return securities;
  const named = first.near.toReversed().flatMap((one) => oneClassIn(one) ?? []);
  const own = only.cusips.length === 0 ? [first.cell] : only.cusips;
  return [{ ...only, name: only.name === '' ? (named[0] ?? '') : only.name, cusips: own }];
}
