/**
 * What do footnotes and prose say about the figures?
 *
 * Whole sentences of a few kinds are understood: "6.6% of the common dividend is Qualified 5-Year Gain"
 * names a part of every payment of the security it speaks of; "100% of the ordinary dividends are
 * section 199A dividends" one of its ordinary dividends; "these amounts are a subset of …" says that
 * columns are inside others; a footnote may say that a payment was made in shares. A sentence that
 * speaks of a subset or of a percentage of the dividend in any other way is a question, not a near
 * match; one that says there was none ("there were no allocations of capital gain") changes nothing.
 *
 * Awkward case: the footnote stands below another security's table; "common" still means the one
 * common stock of the document.
 */
import type { DocumentNotice } from '../../allocation-document.ts';
import type { Subset } from '../../../tax/facts/model.ts';
import { mentionsSubset, readPart } from '../columns/captions.ts';
import type { TextLine } from '../source/lines.ts';
import { error, warning } from '../draft/notices.ts';
import { readNumber, type ShareOf } from '../grid/values.ts';
import {
  changesNothing,
  changesTable,
  givesToYear,
  isOfCompany,
  isWithinAnother,
  namesAKind,
  withoutRates,
} from './changing-sentences.ts';
import { lineAt, sentencesOf, quoteOf, type Paragraph, type Sentence } from './paragraphs.ts';
import { givesAllTo199A, withFractionInFigures } from './whole-parts.ts';

export interface PartStatement {
  readonly part: Subset | 'qualified';
  /** "6.6". */
  readonly percent: string;
  readonly of: ShareOf;
  /** "common", "preferred", a class letter, or null for the section's own security. */
  readonly scope: string | null;
  /** All of what is ordinary, of every table that the sentence speaks of; `mark` is its footnote's. */
  readonly isWhole?: true;
  readonly mark?: string | null;
  readonly line: TextLine;
  readonly from: number;
  readonly to: number;
}

export interface StatementReading {
  readonly statements: readonly PartStatement[];
  readonly notices: readonly DocumentNotice[];
  /** Footnotes that speak of payment in shares or other property. */
  readonly inKindMarks: readonly string[];
  /** What the text says to be inside what. */
  readonly within: ReadonlySet<'gain' | 'ordinary'>;
}

/** "A portion of the ordinary dividends is a qualified REIT dividend": how much of it, the table says. */
const SOME_OF: readonly (readonly [string, RegExp])[] = [
  [
    'section199A',
    /\b(?:portions?|parts?|some|most) of\b.{0,80}\b(?:is|are|was|were|qualif\w+)\b.{0,60}\b(?:199A|qualified REIT)\b/i,
  ],
  [
    'returnOfCapital',
    /\b(?:portions?|parts?|some|most) of (?:the|each|our|its|your|these) (?:dividend|distribution)s?\b.{0,40}\b(?:is|are|was|were) (?:treated|considered|classified|characterized|referred to)(?: as| to be)? (?:an? )?return of (?:invested )?capital\b/i,
  ],
];

/** "Includes short-term capital gain", of a column: how much, a column of its own says. */
const INCLUDES_SHORT_TERM =
  /^[^a-z]*(?:(?:total |taxable )*ordinary (?:income |taxable )*(?:dividends? |distributions? )?)?includes? (?:net |any |the )*short[- ]term (?:capital )?gains?(?: dividends?| distributions?)?(?:, if any)?\W*$/i;

/** Spaces may be lost or doubled: "was paidin   shares of stock". */
function phrases(source: string): RegExp {
  return new RegExp(source.replaceAll(' ', String.raw`\s*`), 'i');
}

const MARK = String.raw`^\s*(?:(?:\((?:\d{1,2}|[A-Ha-h])\)|\*+|[†‡]|\d\.?(?=\s))\s*)?[-–—:]?\s*`;
const VERB =
  '(?:is|are|was|were|represents?|represented|constitutes?|constituted|qualif(?:y|ies)(?: as| for treatment as)?|(?:is|are|was|were) (?:treated as|eligible(?: for treatment)? as|designated as|characterized as))';
const OF_PAYMENT = phrases(
  `${MARK}(\\d+(?:\\.\\d+)?)\\s?% of (?:the |each |all )?(?:(common|preferred|(?:class|series) [a-z]{1,2}|class a common)(?: (?:cumulative |convertible )*(?:stock|shares?|preferred|preferred stock))? )?(?:dividends?|distributions?)(?: per share| paid)? ${VERB}(?: an?)? ([a-z0-9 .§-]+?)\\s*\\.?\\s*$`,
);
const OF_PART = phrases(
  `${MARK}(\\d+(?:\\.\\d+)?)\\s?% of (?:the |all )?(?:(\\d{4}) )?(?:(common|preferred|(?:class|series) [a-z]{1,2})(?: (?:stock|shares?))? )?(?:total )?(?:taxable )?(ordinary)(?: income)?(?: dividends?| distributions?)?(?: \\(box 1a?\\))?(?: per share| paid)? ${VERB}(?: an?)? ([a-z0-9 .§-]+?)(?: \\(box [0-9a-f]+\\))?\\s*\\.?\\s*$`,
);
const WITHIN =
  /\b(?:subsets?|part|portion|component) of\b|\bincluded (?:in|within)\b|\badditional characterization\b/i;
/** "Capital Gain includes Section 1250 Gain." */
const INCLUDES =
  /^[^a-z]*(?:total )?(capital gain|ordinary)[a-z ]* includes? (?:the )?(?:unrecaptured )?(?:section 1250|qualified)[a-z ]*\W*$/i;
/** "The per share amount of the capital gain that should be classified as unrecaptured section 1250 gain." */
const AMOUNT_WITHIN =
  /\bamount of the (capital gain|ordinary)[a-z ]* that should be (?:classified|reported|treated) as (?:an? )?(?:qualified|unrecaptured)[a-z0-9 ]*\W*$/i;
const IN_KIND = phrases(
  String.raw`\b(?:in[- ]kind|(?:stock|share) (?:dividend|distribution)|(?:paid|payable|made) (?:partly |wholly |entirely |primarily |solely )?in (?:(?:additional |newly issued )?shares|stock|a combination of|cash and (?:shares|stock))\b|distribution of (?:one|\d+(?:\.\d+)?|shares?|the shares?)\b.{0,80}\bshares?|one (?:common )?share of .{3,60} (?:for each|per)|fair market value of .{0,60}\bshares?)`,
);
/** "… $.047732 per share (Box 1b)": a part in dollars, whatever the other words are and its digits became. */
const PART_IN_DOLLARS =
  /(?:\$\s?)?[\dOlISB]*\.?[\dOlISB]{2,} per share\b(?=.*\bbox \d)|\bqualified dividend(?=.*\$\s?[\dOlISB]*\.[\dOlISB])/i;
/** What stands in box 3 and returns no capital lowers no basis. */
const NOT_RETURNED = /\b(?:is|are|was|were) not (?:treated as )?(?:an? )?return of capital\b/i;
/** A part and what it is per share in dollars. */
const PART_PER_SHARE = /\$\s*\d*\.\d+\s+per\s+share\b/i;
/** Words of a footnote to a payment that say more of it than its name: what was paid, and for which year. */
const SAYS_MORE = phrases(
  String.raw`\b(?:(?<!per )shares? of|stock|in kind|spin-?off|allocable|allocated|taxable in|treated as|reported|reportable|(?:20|19)\d\d)\b`,
);
const OF_DIVIDEND = String.raw`of\s*(?:the|each|all|such|this|these)?\s*(?:[\w-]+\s+){0,6}[\w-]*(?:dividend|distribution|gain)s?\b`;
const PART_OF_DIVIDEND = new RegExp(
  String.raw`%\s*(?!of\s+(?:its|their|our)\s+(?:\w+\s+){0,3}taxable\s+income)${OF_DIVIDEND}`,
  'i',
);
/** The same where the percent sign is lost. */
const PART_WITHOUT_SIGN = new RegExp(String.raw`\d\s*${OF_DIVIDEND}`, 'i');
/** "2.5f the common dividend": a figure at the beginning, whatever became of what was behind it. */
const BEGINS_WITH_FIGURE = /^\W*(?:\([\da-h]\)\W*)?\d{1,3}\.\d+/i;
const NAMES_A_PART = /qualified|gain|return of capital|ordinary|199A/i;
/**
 * A percentage, a part and the dividend in one sentence, in whatever words; a rate of tax is none, nor
 * what a REIT must distribute.
 */
function dividesTheDividend(sentence: string): boolean {
  return (
    /\d\s*%/.test(sentence) &&
    NAMES_A_PART.test(sentence) &&
    /dividend|distribution/i.test(sentence) &&
    !/\brates?\b|\btaxed\b|\btaxable income\b|\bdeductions?\b|\bwithholding\b|\bwithheld\b/i.test(
      sentence,
    )
  );
}
/** "the 15% rate", "a maximum rate of 25%": a rate is no figure of the table. */
const TAX_RATE =
  /\d+(?:\.\d+)?\s?%\s+(?:maximum\s+)?(?:long-term\s+)?(?:reduced\s+)?(?:capital gains?\s+)?(?:tax\s+)?(?:rates?|deductions?)\b|\brates?\s+of\s+(?:up to\s+)?\d+(?:\.\d+)?\s?%/gi;
const NEGATION = /\b(?:no|none|not|nor|neither)\b/i;

/** A sentence that is about figures and could not be read. */
function unread(paragraph: Paragraph, sentence: Sentence): DocumentNotice {
  const start = sentence.from + (sentence.text.length - sentence.text.trimStart().length);
  const short = quoteOf(sentence.text);
  return error(
    'statement-unread',
    lineAt(paragraph, start),
    `The sentence “${short}” says something about parts of the dividend that could not be read. Compare it with the release, and add what it says to the table, or say that it changes no figure.`,
  );
}

/** Longer ones are not read as statements; that they speak of parts is still noticed. */
const LONGEST_SENTENCE = 800;

interface Found {
  readonly percent: string;
  readonly of: ShareOf;
  readonly scope: string | null;
  readonly phrase: string;
}

function statementIn(sentence: string): Found | undefined {
  const text = withFractionInFigures(sentence.replace(/\s+/g, ' '));
  const payment = OF_PAYMENT.exec(text);
  if (payment) {
    const [, percent, scope, phrase] = payment;
    return {
      percent: percent as string,
      of: 'payment',
      scope: scope?.toLowerCase() ?? null,
      phrase: phrase as string,
    };
  }
  const part = OF_PART.exec(text);
  if (!part) return undefined;
  const [, percent, , scope, , phrase] = part;
  return {
    percent: percent as string,
    of: 'ordinary',
    scope: scope?.toLowerCase() ?? null,
    phrase: phrase as string,
  };
}

/** What a sentence or a footnote says; `understood` where nothing of it is left to ask. */
interface Said {
  readonly understood: boolean;
  readonly statement?: PartStatement;
  readonly within?: 'gain' | 'ordinary';
  readonly notice?: DocumentNotice;
}

/** "61.4% of the ordinary dividends are section 199A dividends": a share with its place. */
function statedShare(sentence: Sentence, { places }: Paragraph): PartStatement | undefined {
  const { text, from } = sentence;
  const found = text.length > LONGEST_SENTENCE ? undefined : statementIn(text);
  const part = found && readPart(found.phrase.replace(/^(?:eligible |taxable )/i, ''));
  // "4.7% of the common dividend is Qualified 5-Year": the end is lost.
  const isWhole = /(?:gains?|dividends?|distributions?|income|199A)$/i.test(found?.phrase ?? '');
  // A share of nothing is not worth a sentence: a digit is lost.
  if (!found || !part || !isWhole || !readNumber(`${found.percent}%`)?.rate) return undefined;
  // A fraction in words stands somewhere in the sentence.
  const isWritten = text.includes(found.percent);
  const at = isWritten ? text.indexOf(found.percent) : text.search(/\S/);
  const first = places[from + at];
  const last = isWritten ? places[from + text.indexOf('%', at)] : first;
  // "(1)7%": what stood between the mark and the figure is lost.
  const isGlued = isWritten && /\S/.test(text.charAt(at - 1));
  if (!first || !last || first.line !== last.line || isGlued) return undefined;
  const { percent, of, scope } = found;
  return { part, percent, of, scope, line: first.line, from: first.offset, to: last.offset + 1 };
}

/** "Wholly section 199A dividends", in a footnote. */
function statedWhole({ text, from }: Sentence, paragraph: Paragraph): PartStatement | undefined {
  const wholly =
    /^\W*(?:\d{1,2}\W+)?(?:wholly|entirely)\s+(?:qualified as\s+)?([a-z0-9 .§-]+?)\.?\s*$/i.exec(
      text,
    );
  const part = wholly ? readPart(wholly[1] ?? '') : undefined;
  const word = paragraph.places[from + (wholly?.[0].length ?? 1) - 1];
  return part && word && paragraph.mark !== null
    ? {
        part,
        percent: '100',
        of: 'ordinary',
        scope: null,
        line: word.line,
        from: paragraph.places[from]?.offset ?? 0,
        to: word.offset + 1,
      }
    : undefined;
}

/** "Taxable Ordinary Dividends are qualified REIT dividends", in a footnote or not. */
function statedAll({ text, from }: Sentence, paragraph: Paragraph): PartStatement | undefined {
  const at = from + (text.length - text.trimStart().length);
  const first = paragraph.places[at];
  if (!first || !givesAllTo199A(text)) return undefined;
  const { mark, places } = paragraph;
  const last = places
    .slice(at, from + text.length)
    .findLast((place) => place.line === first.line) as typeof first;
  const stated = { part: 'section199A', percent: '100', of: 'ordinary', scope: null } as const;
  const place = { line: first.line, from: first.offset, to: last.offset + 1 };
  return { ...stated, ...place, isWhole: true, mark };
}

/** Whether a sentence gives a figure for a part of the dividend. */
function figuresAPart(text: string): boolean {
  const namesAPart = NAMES_A_PART.test(text);
  return (
    PART_OF_DIVIDEND.test(text) ||
    NOT_RETURNED.test(text) ||
    PART_IN_DOLLARS.test(text) ||
    (namesAPart && (PART_WITHOUT_SIGN.test(text) || PART_PER_SHARE.test(text))) ||
    dividesTheDividend(text) ||
    (namesAPart && BEGINS_WITH_FIGURE.test(text) && /dividend|distribution/i.test(text)) ||
    (mentionsSubset(text) && !NEGATION.test(text))
  );
}

function saidIn(sentence: Sentence, paragraph: Paragraph, inKind: boolean): Said {
  const { text } = sentence;
  const statement =
    statedAll(sentence, paragraph) ??
    statedShare(sentence, paragraph) ??
    statedWhole(sentence, paragraph);
  if (statement) return { understood: true, statement };
  if (changesNothing(text)) return { understood: true };
  const including = (INCLUDES.exec(text) ?? AMOUNT_WITHIN.exec(text))?.[1];
  if (including !== undefined) {
    return { understood: true, within: /gain/i.test(including) ? 'gain' : 'ordinary' };
  }
  const figures = /\d\s*%|\$\s*[\d.]/.test(withoutRates(text.replace(TAX_RATE, '')));
  const [named] = figures ? [] : (SOME_OF.find(([, words]) => words.test(text)) ?? []);
  const part = INCLUDES_SHORT_TERM.test(text) ? 'shortTermCapitalGain' : named;
  if (part !== undefined) {
    return { understood: true, notice: { ...unread(paragraph, sentence), code: SOME_IS + part } };
  }
  const isWithin = WITHIN.test(text) && !figures && !PART_IN_DOLLARS.test(text);
  if (isWithin && isWithinAnother(text)) {
    return { understood: true, notice: unread(paragraph, sentence) };
  }
  if (isWithin) {
    const gain = /capital gain|box 2a/i.test(text);
    if (gain) return { understood: true, within: 'gain' };
    return /ordinary|box 1a/i.test(text)
      ? { understood: true, within: 'ordinary' }
      : { understood: true };
  }
  // Where a part is reported, without a figure: the form has it, and the table says how much there is.
  if (!figures && /\breported (?:on|in)\b.*\bbox 5\b/i.test(text)) {
    const code = `${SOME_IS}section199A`;
    return { understood: true, notice: { ...unread(paragraph, sentence), code } };
  }
  const changes = figuresAPart(text) || (!inKind && changesTable(text));
  const isNote = paragraph.mark !== null && !(sentence.from > 0 && isOfCompany(text));
  if (changes || (isNote && figures && !inKind)) {
    return { understood: true, notice: unread(paragraph, sentence) };
  }
  if (!/\$\s*\d*\.\d/.test(text) || inKind) return { understood: false };
  return {
    understood: false,
    notice: warning(
      'amount-in-text',
      lineAt(paragraph, sentence.from),
      `The sentence “${quoteOf(text)}” names an amount and was not read; check that it is no payment of its own.`,
    ),
  };
}

/** That some of what was paid is of a part, which follows: no question where the tables have a column for it. */
export const SOME_IS = 'some-is-';

/** That nothing of a footnote was understood. */
function footnoteUnread(paragraph: Paragraph, atPayments: ReadonlySet<string>): DocumentNotice {
  const { mark, text } = paragraph;
  const line = lineAt(paragraph);
  return mark !== null && atPayments.has(mark) && (SAYS_MORE.test(text) || namesAKind(text))
    ? error(
        'footnote-not-read',
        line,
        `The footnote (${mark}) of a payment was not understood, and it may change what was paid or its year. Compare it with the release, or say that it changes no figure.`,
      )
    : warning(
        'footnote-not-read',
        line,
        `The footnote (${mark ?? ''}) was not understood; check that it changes no figure.`,
      );
}

/** What the text says, and what could not be understood; `atPayments` are the marks of payments. */
export function readStatements(
  paragraphs: readonly Paragraph[],
  atPayments: ReadonlySet<string>,
  taxYear: number | null,
): StatementReading {
  const said: Said[] = [];
  const inKindMarks: string[] = [];
  for (const paragraph of paragraphs) {
    const { mark, text } = paragraph;
    if (mark !== null && IN_KIND.test(text.replace(/\s+/g, ' '))) inKindMarks.push(mark);
    const inKind = mark !== null && inKindMarks.includes(mark);
    const own = sentencesOf(text).map((sentence) => saidIn(sentence, paragraph, inKind));
    said.push(...own);
    const isOwn = taxYear !== null && givesToYear(text, taxYear);
    if (mark !== null && !inKind && !isOwn && !own.some((one) => one.understood)) {
      said.push({ understood: false, notice: footnoteUnread(paragraph, atPayments) });
    }
  }
  return {
    statements: said.flatMap((one) => one.statement ?? []),
    notices: said.flatMap((one) => one.notice ?? []),
    inKindMarks,
    within: new Set(said.flatMap((one) => one.within ?? [])),
  };
}
