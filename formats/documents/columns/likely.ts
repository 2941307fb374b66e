/**
 * What could a column hold whose caption is not known? For proposals alone: nothing is read by it.
 *
 * A caption that was cut off is the beginning of a phrase ("Return of"); others share the words that
 * tell one part from another ("Ordinary Rate"), or name a rate that a part had in some year.
 */
import { normalisePhrase, type ColumnMeaning } from './captions.ts';
import { PHRASE_GROUPS } from './caption-phrases.ts';

interface Likely {
  readonly meaning: ColumnMeaning;
  /** Higher is likelier; nothing speaks for one of zero. */
  readonly weight: number;
}

const TELLING =
  /^(?:record|payable|payment|paid|declared|declaration|ordinary|qualified|nonqualified|capital|gain|term|long|short|unrecaptured|1250|1202|return|nondividend|nontaxable|199a|897|collectible|amount|adjustment|allocable)$/;

/** Whether a word tells one part from others. */
export function isTelling(word: string): boolean {
  return TELLING.test(word);
}

function weightOf(words: string, phrase: string): number {
  const [own, other] = [words.split(' '), phrase.split(' ')];
  // What was cut off is rather the shorter phrase that begins so.
  if (phrase === words || phrase.startsWith(`${words} `)) {
    return 3 - (other.length - own.length) / 100;
  }
  if (own.every((word) => other.includes(word))) return 2;
  const telling = own.filter((word) => TELLING.test(word));
  if (telling.length === 0 || !telling.every((word) => other.includes(word))) return 0;
  // "Ordinary" is rather of "ordinary dividend" than of "qualified ordinary dividend".
  return other.filter((word) => TELLING.test(word)).every((word) => own.includes(word)) ? 1 : 0.75;
}

const MOST = 4;

/** The likeliest meanings of a caption, the first most; none where nothing speaks for any. */
export function likelyMeanings(caption: string, isDate: boolean): readonly Likely[] {
  const bare = caption.replace(/\s*\((?:\d{1,2}|[A-Ha-h])\)|\*+/g, ' ');
  const words = normalisePhrase(bare.replace(/\b(?:19|20)\d\d\b/g, ' '));
  const rate = /(\d{1,2})\s?%/.exec(caption)?.[1];
  const weights = new Map<ColumnMeaning, number>();
  for (const group of PHRASE_GROUPS) {
    if (/Date$/.test(group.meaning) !== isDate || group.meaning === 'cusip') continue;
    const named = words === '' ? 0 : Math.max(...group.phrases.map((one) => weightOf(words, one)));
    const rated = rate !== undefined && group.rates?.includes(rate) ? 1 : 0;
    const weight = Math.max(weights.get(group.meaning) ?? 0, named + rated);
    if (weight > 0) weights.set(group.meaning, weight);
  }
  return [...weights]
    .map(([meaning, weight]) => ({ meaning, weight }))
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, MOST);
}
