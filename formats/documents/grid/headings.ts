/**
 * Which security does a table belong to?
 *
 * A heading is a piece of its own that names a class of stock, as a rule with "(CUSIP …)", or the
 * sentence that ends in a colon right before the table. A CUSIP tells more than a name.
 *
 * Awkward case: "Distributions on Weingarten's 7.00% Series C Cumulative Redeemable Preferred Shares
 * (NYSE:WRIPrC) were as follows:" names the shares in the middle of a sentence.
 */
import { parseCusip } from './cusip.ts';
import { pieceOf, type Piece } from './pieces.ts';

const LONGEST_HEADING = 1500;
const MOST_LINES = 5;

interface Printed {
  readonly text: string;
  readonly piece: Piece;
  /** Offsets in the line. */
  readonly from: number;
  readonly to: number;
}

export interface Heading {
  readonly name: string;
  readonly place: Printed | null;
  readonly cusips: readonly Printed[];
  /** The name is of a line of its own. */
  readonly own: boolean;
}

const KINDS =
  'Cumulative|Convertible|Redeemable|Perpetual|Depositary|Senior|Participating|Noncumulative|Non-Cumulative|Exchangeable|Monthly|Income|Fixed-to-Floating|Floating|Rate';
const NOUN = new RegExp(
  `(?:\\d+(?:\\.\\d+)?%\\s+)?(?:(?:Class|Series)\\s+[A-Z]{1,2}(?:-?\\d{1,2})?\\s+)?(?:(?:\\d+(?:\\.\\d+)?%\\s+)?(?:${KINDS})\\s+)*(?:Common|Preferred|Depositary|(?:Class|Series)\\s+[A-Z])\\s+(?:Stock|Shares?|Units?)(?:\\s*,?\\s*[-–—]?\\s*(?:Class|Series)\\s+[A-Z]{1,2}(?:-?\\d{1,2})?)?`,
  'gi',
);
const OWN_LINE =
  /^(?:[A-Z0-9][\w.,%'’&/-]*\s+){0,12}?(?:(?:[Ss]tock|STOCK|[Ss]hares|SHARES|[Uu]nits|UNITS)(?:\s+(?:Cash\s+)?(?:Dividends?|Distributions?))?(?:\s*,?\s*[-–—]?\s*(?:Class|Series)\s+[A-Z]{1,2}(?:-?\d{1,2})?)?|(?:Class|Series)\s+[A-Z]{1,2}(?:-?\d{1,2})?(?:(?:\s+(?:Cumulative|Convertible|Redeemable|Perpetual))*\s+Preferred)?)$/;
const SECURITY_WORD = /\b(?:common|preferred|class|series|depositary)\b/i;
const CUSIP_WORD = /\bCUSIPS?(?=\b|\d)/i;
/** Words of a sentence that a name has not. */
const SAYS_SOMETHING =
  /\b(?:is|are|was|were|announc\w+|report\w+|gave|its|their|the|on|for)\b|\b(?:19|20)\d\d\b/i;
/** "Ticker Symbol DRE, CUSIP # …": beside the number stands no name of a class. */
const NAMES_A_TICKER = /^(?:(?:ticker|symbol|nyse|nasdaq|amex)[ :]*)+[A-Z.]{1,6}$/i;
/** Of no form ("1099-DIV"). */
const LIKE_CUSIP = /(?!1099-)(?=[0-9A-Z*@-]*\d[0-9A-Z*@-]*\d)(?<![0-9A-Z*@-])[0-9A-Z*@-]{6,}/;
const CUSIP_NUMBER = /(?<![\w-])[#]?([0-9A-Z*@][0-9A-Z*@-]{6,11}[0-9A-Z*@])(?![\w-])/g;

/** "892 081 100", "74971D 101". */
const GROUPED_CUSIP =
  /(?<![\w-])([0-9A-Z]{6} {1,4}[0-9A-Z]{3}|[0-9A-Z]{6} {1,4}[0-9A-Z]{2} {1,4}[0-9]|[0-9A-Z]{3} {1,4}[0-9A-Z]{3} {1,4}[0-9A-Z]{3})(?![\w-])/g;
function printedAt(piece: Piece, from: number, text: string): Printed {
  return { text, piece, from: piece.from + from, to: piece.from + from + text.length };
}

/** Numbers in one piece, and those in groups ("74971D 101") that check. */
function numbersIn(rest: string): RegExpExecArray[] {
  const grouped = [...rest.matchAll(GROUPED_CUSIP)].filter((match) => parseCusip(match[1] ?? ''));
  const whole = [...rest.matchAll(CUSIP_NUMBER)].filter((match) =>
    grouped.every((one) => match.index < one.index || match.index >= one.index + one[0].length),
  );
  return [...grouped, ...whole].toSorted((a, b) => a.index - b.index);
}

/** What follows the word CUSIP and is meant as one, whether its check digit holds or not. */
export function cusipsIn(piece: Piece): Printed[] {
  const word = CUSIP_WORD.exec(piece.text);
  if (!word) return [];
  const found: Printed[] = [];
  const start = word.index + word[0].length;
  const rest = piece.text.slice(start);
  let last = 0;
  for (const match of numbersIn(rest)) {
    const text = match[1] as string;
    if (!/\d/.test(text) || (!parseCusip(text) && text.replace(/-/g, '').length < 8)) continue;
    const between = rest.slice(last, match.index);
    // The numbers stand behind the word, with no more than signs and "No.", "and", "formerly" between.
    const signs =
      /^(?:[\s#:,;&/().|-]|['’]s|No|Nos|Number|Numbers|and|or|formerly|previously|new|old)*$/i.test(
        between,
      );
    // "…-10-5 and, from July 1, 2019, …-11-3": words within the parentheses of the first, and no other class.
    const later =
      found.length > 0 &&
      parseCusip(text) &&
      between.length < 60 &&
      !/[()]/.test(between) &&
      !SECURITY_WORD.test(between);
    if (!signs && !later) {
      // What stands before the first number that can be read was meant as one.
      const damaged = found.length === 0 ? /[^\s#:,;&/().|-]*\d\d.*\S/.exec(between) : null;
      if (!damaged || between.length > 60) break;
      found.push(printedAt(piece, start + last + damaged.index, damaged[0]));
    }
    const from = start + match.index + match[0].indexOf(text);
    found.push(printedAt(piece, from, text));
    last = match.index + match[0].length;
  }
  return [...found, ...damagedIn(piece, start + last, found.length > 0)];
}

const MEANT_AS_CUSIP = /^(?=(?:.*\d){2})(?!(?:19|20)\d\d$)[\w#*@-]{2,14}$/;
/** What stands between numbers: "and, from July 1, 2019,". */
const BETWEEN_NUMBERS =
  /^(?:and|or|from|since|until|on|after|before|formerly|previously|new|old|no\.?|\d{1,2}|(?:19|20)\d\d|(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?)$/i;

/**
 * Words behind a first CUSIP that were meant as one and are none: within its parentheses, or, where
 * the closing one is lost or there is none, as far as nothing but numbers and their joints follow.
 */
function damagedIn(piece: Piece, from: number, isBehindOne: boolean): Printed[] {
  if (!isBehindOne) return [];
  const rest = piece.text.slice(from, from + 80);
  const end = rest.search(/[()]/);
  const words = [...rest.slice(0, end === -1 ? rest.length : end).matchAll(/[^\s,;:|]+/g)];
  const isOther = ([word]: RegExpExecArray): boolean =>
    !MEANT_AS_CUSIP.test(word) && !BETWEEN_NUMBERS.test(word);
  const stop = end === -1 ? words.findIndex(isOther) : -1;
  return words
    .slice(0, stop === -1 ? words.length : stop)
    .filter(([word]) => MEANT_AS_CUSIP.test(word))
    .map((match) => printedAt(piece, from + match.index, match[0]));
}

function titled(name: string): string {
  return name
    .replace(/\s+/g, ' ')
    .replace(
      /\b(common|preferred|depositary|stock|shares?|units?|series|class|cumulative|redeemable|convertible)\b/gi,
      (word) => (/[A-Z]/.test(word) ? word : word.charAt(0).toUpperCase() + word.slice(1)),
    );
}

function nounIn(piece: Piece, from: number): Printed | undefined {
  const text = piece.text.slice(from);
  const last = [...text.matchAll(NOUN)].at(-1);
  return last ? printedAt(piece, from + last.index, last[0]) : undefined;
}

/** Numbers in groups that check, anywhere in a text. */
export function groupedNumbers(text: string): string[] {
  return [...text.matchAll(GROUPED_CUSIP)].flatMap((match) => parseCusip(match[1] ?? '') ?? []);
}

/** Three groups behind the word CUSIP that were meant as a number. */
const LIKE_GROUPS =
  /\bCUSIPS?(?: (?:No\.?|Number))?[\s#:]*((?=(?:\w* ?\w*\d){4})\w{3} \w{3} \w{3}(?!\w))/i;

/** Words beside the word CUSIP, however written, that look like a number and are none of these. */
export function otherNumbers(piece: Piece, used: ReadonlySet<string>): string[] {
  if (!/CUSIP/i.test(piece.text)) return [];
  const groups = LIKE_GROUPS.exec(piece.text)?.[1];
  if (groups !== undefined && !parseCusip(groups) && !used.has(groups)) return [groups];
  const known = [
    ...piece.text.matchAll(GROUPED_CUSIP),
    ...piece.text.matchAll(CUSIP_NUMBER),
  ].filter((match) => used.has(parseCusip(match[1] ?? '') ?? ''));
  const rest = known.reduce((text, match) => text.replace(match[1] ?? '', ' '), piece.text);
  const words = (rest.match(/[^\s(),;]+/g) ?? []).filter((word) => !used.has(word));
  return words.filter((word) =>
    /^(?!1099-)(?=(?:.*\d){3})[A-Z0-9*@#-]{6,14}\.?$/i.test(word.replace(/^CUSIPS?/i, '')),
  );
}

/**
 * The heading that a sentence is whose last line is at a place: "… of $2.00 per share | of common stock (CUSIP
 * …) is to be | classified as follows:", and nothing but it between the lines.
 */
export function headingOfLines(pieces: readonly Piece[], at: number): Heading | undefined {
  const last = pieces[at];
  if (!last?.text.trimEnd().endsWith(':')) return undefined;
  let from = at;
  const follows = (i: number): boolean =>
    pieces[i - 1]?.text.trim() !== '' &&
    pieces[i - 1]?.line.number === (pieces[i]?.line.number ?? 0) - 1;
  while (from > 0 && at - from < MOST_LINES - 1 && follows(from)) from--;
  if (from === at) return undefined;
  const text = pieces
    .slice(from, at + 1)
    .map((piece) => piece.text.trim())
    .join(' ');
  const columns = [...text].map((_, i) => last.line.columns[i] ?? 0);
  return readHeading(pieceOf({ ...last.line, text, columns, marks: [] }, 0, text.length));
}

/** The heading that a piece is; undefined when it is none. */
export function readHeading(given: Piece): Heading | undefined {
  // Of a long text only its end can be a heading.
  const piece =
    given.text.length > LONGEST_HEADING
      ? pieceOf(given.line, given.to - LONGEST_HEADING, given.to)
      : given;
  const whole = piece.text.replace(/[\s|]+$/, '');
  // "The CUSIP number of the common shares is …" is a sentence and heads nothing.
  if (/\bCUSIP\b[^()]{0,120}\b(?:is|are)\s[^()]*\d/i.test(whole)) return undefined;
  const cusips = cusipsIn(piece);
  if (cusips.length === 0 && CUSIP_WORD.test(whole) && whole.length < 140 && /\d/.test(whole)) {
    // A heading whose number cannot be read is still a heading; its number is asked about.
    const number =
      /CUSIPS?(?=\b|\d)[^0-9A-Z]*(?:No\.?|Number)?\s*[:#]*\s*([^\s)|]+(?: [0-9A-Z]+)*)/i.exec(
        whole,
      );
    const text = number?.[1];
    if (text !== undefined) {
      const from = whole.indexOf(text);
      return withName(piece, whole, [printedAt(piece, from, text)]);
    }
  }
  const heading = behindTicker(piece) ?? withName(piece, whole, cusips);
  const word = CUSIP_WORD.exec(whole);
  // A number that was lost leaves its word behind: what stands there is no CUSIP, which is asked about.
  return heading?.own && word && cusips.length === 0
    ? { ...heading, cusips: [printedAt(piece, word.index, word[0])] }
    : heading;
}

function withName(piece: Piece, whole: string, cusips: readonly Printed[]): Heading | undefined {
  const at = CUSIP_WORD.exec(whole)?.index ?? -1;
  const before = at === -1 ? whole : whole.slice(0, at);
  const name = before
    .replace(/^(?:security|class|issue)\s*:\s*/i, '')
    // A ticker in parentheses, or in those of the number, is no part of the name; a number that is no CUSIP stays.
    .replace(/\((?![^()]*\d{4})[^()]*$/, '')
    .replace(/\((?![^()]*\d{4})[^()]*\)\s*(?=[([\s,;:–—-]*$)/g, '')
    .replace(/[\s,;:([|–—-]+$/, '')
    .replace(
      /^((?:Series|Class|Common|Preferred)\b.*?)\s*[:,–—-]\s*Symbol:? [A-Z][A-Za-z.-]*$/,
      '$1',
    );
  if (cusips.length > 0 && NAMES_A_TICKER.test(name)) {
    return { name: '', place: null, cusips, own: true };
  }
  const isOwn =
    name !== '' &&
    name.length <= 120 &&
    name.split(/\s+/).length <= 14 &&
    !/[.:;]\s/.test(name.replace(/\b(?:No|Inc|Corp|Co)\.\s/g, '')) &&
    ((OWN_LINE.test(name.replace(/\s[-–—]\s/g, ' ')) && SECURITY_WORD.test(name)) ||
      (cusips.length > 0 &&
        /^\S/.test(name) &&
        /[A-Za-z]/.test(name) &&
        !/:$/.test(whole.replace(/\)?:?$/, ''))));
  const tail = at === -1 ? '' : whole.slice(at);
  // "… common stock (CUSIP …) is to be classified": a line of a sentence.
  const tidyTail =
    tail === '' ||
    (tail.length < 60 + cusips.length * 14 && !/\)\s+(?:is|are|was|were|will)\b/.test(tail));
  if (isOwn && tidyTail && !SAYS_SOMETHING.test(name)) {
    const lead = before.indexOf(name);
    return {
      name: name.replace(/\s+/g, ' '),
      place: printedAt(piece, lead, name),
      cusips,
      own: true,
    };
  }
  if (!/:$/.test(whole) && cusips.length === 0) return undefined;
  // The last sentence of the piece, which the table follows.
  const sentence = Math.max(
    0,
    ...[...whole.matchAll(/[.:;)]\s+(?=[A-Z])/g)].map((one) => one.index + 1),
  );
  const noun =
    nounIn(piece, whole.endsWith(':') ? sentence : 0) ??
    (cusips.length > 0 ? nounIn(piece, 0) : undefined);
  if (!noun && cusips.length === 0) return undefined;
  if (!noun) return { name: '', place: null, cusips, own: false };
  return { name: titled(noun.text), place: noun, cusips, own: false };
}

/** "Common Stock (CUSIP …) Ticker Symbol: XYZ" at the end of a longer line, before the first figures. */
const ENDS_IN_HEADING = new RegExp(
  `${NOUN.source}\\s*\\(\\s*CUSIP[^()]{8,40}\\)(?:\\s+(?:NYSE |NASDAQ )?(?:Ticker(?: Symbol)?|Symbol)\\s*:?\\s*[A-Z.]{1,6})?$`,
);

/** A line of which the end is a heading, in two: captions and the name between them and the values. */
export function withHeadingApart(piece: Piece): Piece[] {
  const at = piece.text.search(ENDS_IN_HEADING);
  return at <= 0
    ? [piece]
    : [
        pieceOf(piece.line, piece.from, piece.from + at),
        pieceOf(piece.line, piece.from + at, piece.to),
      ];
}

/** "2020 Common Distributions": of the common stock. */
const PAYMENTS_OF =
  /\b(?:Common|COMMON|Preferred|PREFERRED) (?:Dividends|DIVIDENDS|Distributions|DISTRIBUTIONS)\b/g;

/** The one class of stock that a title names, right above the captions; undefined for none or several. */
export function titleHeading(piece: Piece): Heading | undefined {
  // A number that could be a CUSIP belongs to a heading, which is then damaged.
  if (piece.text.length > 160 || CUSIP_WORD.test(piece.text) || LIKE_CUSIP.test(piece.text)) {
    return undefined;
  }
  const nouns = [...piece.text.matchAll(NOUN)];
  const [only, ...others] = nouns.length > 0 ? nouns : [...piece.text.matchAll(PAYMENTS_OF)];
  const words = piece.text.match(/\b(?:common|preferred|class|series|depositary)\b/gi) ?? [];
  const own = only?.[0].match(/\b(?:common|preferred|class|series|depositary)\b/gi) ?? [];
  // "Series A and B Preferred Shares" names two; so does a word of a class outside of the one found.
  if (!only || others.length > 0 || own.length !== words.length) return undefined;
  if (/\b(?:and|or)\s+(?:[A-Z]|\d)\b/.test(piece.text)) return undefined;
  const place = printedAt(piece, only.index, only[0]);
  const isNoun = nouns.length > 0;
  const name = titled(isNoun ? only[0] : only[0].toLowerCase().replace(/\w+$/, 'stock'));
  return { name, place, cusips: [], own: false };
}

const WITH_EXCHANGE =
  /\((?:NYSE(?: American| Arca| MKT)?|NASDAQ|AMEX)\s*:\s*[A-Z][A-Z. -]{0,9}\)[\s,:–—-]*(?=\S)/i;

/** "Acorn Trust (NYSE: ACN) Class A Common Stock": the class behind the company and its ticker. */
function behindTicker(piece: Piece): Heading | undefined {
  const match = WITH_EXCHANGE.exec(piece.text);
  if (!match || piece.text.length > 160 || CUSIP_WORD.test(piece.text)) return undefined;
  const from = match.index + match[0].length;
  const behind = piece.text.slice(from).replace(/[\s|]+$/, '');
  const [noun] = [...behind.matchAll(NOUN)];
  if (
    !noun ||
    noun.index > 0 ||
    !/^(?: of Beneficial Interest)?$/i.test(behind.slice(noun[0].length))
  )
    return undefined;
  return { name: titled(noun[0]), place: printedAt(piece, from, noun[0]), cusips: [], own: true };
}

/** A sentence that introduces a table of payments. */
const INTRODUCES = /\b(?:following|below|summari[sz]\w+|as follows|set forth)\b/i;
const OF_PAYMENTS = /\b(?:dividends?|distributions?|tax)\b/i;
const DENIES = /\b(?:not|no|none|neither|except|excluding|other than)\b/i;

/**
 * The one class of stock in the sentence of a paragraph that introduces the table below it: "The following summarizes,
 * for income tax purposes, distributions on the Company's 7.25% Series B Preferred Shares …".
 */
export function introducedHeading(pieces: readonly Piece[], at: number): Heading | undefined {
  let from = at;
  const follows = (i: number): boolean =>
    pieces[i - 1]?.text.trim() !== '' &&
    pieces[i - 1]?.line.number === (pieces[i]?.line.number ?? 0) - 1;
  while (from > 0 && at - from < 2 * MOST_LINES && follows(from)) from--;
  const own = pieces.slice(from, at + 1);
  const last = own.at(-1);
  const text = own.map((piece) => piece.text.trim()).join(' ');
  const sentences = text
    .split(/(?<=[a-z)]{2}[.:])\s+(?=[A-Z])/)
    .filter((one) => INTRODUCES.test(one) && OF_PAYMENTS.test(one) && withoutClass(one) !== one);
  const [sentence, ...others] = sentences;
  if (!last || sentence === undefined || others.length > 0 || !/[.:]$/.test(text)) return undefined;
  if (DENIES.test(sentence) || CUSIP_WORD.test(text)) return undefined;
  const name = oneClassIn(sentence);
  const rest = withoutClass(sentence).match(/\b(?:common|preferred|series|class)\b/i);
  // "Series A and B Preferred Shares" are two.
  if (name === undefined || rest) return undefined;
  return { name, place: printedAt(last, 0, last.text.trim()), cusips: [], own: false };
}

/** Whether a text names a class of stock anywhere. */
export function namesSecurities(text: string): boolean {
  return /\b(?:common (?:stock|shares?)|preferred|class [A-Z]\b|series [A-Z]\b|CUSIP)/i.test(text);
}

/**
 * "Common Shares", where a text names these alone, however often; undefined where it names other
 * classes, or where a number beside the name is meant as a CUSIP that could not be read.
 */
export function onlyClassIn(text: string, hasNumber: boolean): string | undefined {
  // "Class A office properties" and "preferred equity investments" are no shares.
  const words =
    text.match(
      /\b(?:common|preferred|depositary|series|class)\b(?!\s+equity\b|\s+[A-Z]{1,2},?\s+(?:office|propert|mall|building|apartment|industrial|retail))/gi,
    ) ?? [];
  const [first] = text.match(/\bcommon\s+(?:stock|shares?)\b/i) ?? [];
  if (first === undefined || words.some((word) => !/^common$/i.test(word))) return undefined;
  const lines = text.split('\n').filter((line) => /\bcommon\b/i.test(line));
  if (!hasNumber && lines.some((line) => LIKE_CUSIP.test(line))) return undefined;
  return titled(first);
}

/**
 * The classes of stock that a text names, in words of one form: "common", "common class a", "preferred
 * series b"; depositary shares are those of their series.
 */
export function classesIn(text: string): string[] {
  return [...text.replace(/\s+/g, ' ').matchAll(NOUN)].map(([name]) => {
    const kind = /\bcommon\b/i.test(name) ? 'common' : 'preferred';
    const [letter] = /\b(?:class|series) [A-Z]{1,2}(?:-?\d{1,2})?\b/i.exec(name) ?? [];
    return letter === undefined ? kind : `${kind} ${letter.toLowerCase()}`;
  });
}

/** "Series A Preferred Stock", where a text names this class alone, in any words that mean the same. */
export function oneClassIn(text: string): string | undefined {
  const names = [...text.replace(/\s+/g, ' ').matchAll(NOUN)].map((match) => match[0]);
  const plain = new Set(names.map((name) => name.toLowerCase().replace(/s$/, '')));
  return plain.size === 1 && names[0] !== undefined ? titled(names[0]) : undefined;
}

/** A text without the names of classes of stock in it. */
export function withoutClass(text: string): string {
  return text.replace(NOUN, ' ');
}
