/**
 * What does a caption say of which a copy lost a line? "Return of", "Unrecap." and "Section 897" are
 * whole words of phrases, one behind the other; where all phrases that have them mean the same, the
 * caption does too.
 *
 * Awkward case: "Section 897" is in the ordinary and in the capital gain of that section: it is the one
 * that no other column of the table is. So much is said only of words that tell one part from others.
 * Not handled: words that stand in phrases of several meanings ("Gain", "Income"); they are asked about.
 */
import { normalisePhrase, type ColumnMeaning } from './captions.ts';
import { PHRASE_GROUPS } from './caption-phrases.ts';
import { isTelling } from './likely.ts';

/** The one meaning that a caption which lost a part can have; undefined for none and for several. */
export function meaningOfCut(
  caption: string,
  isDate: boolean,
  taken: ReadonlySet<ColumnMeaning>,
): ColumnMeaning | undefined {
  const words = normalisePhrase(
    caption.replace(/\s*\((?:\d{1,2}|[A-Ha-h])\)|\*+|^(?:19|20)\d\d(?= )/g, ' '),
  );
  if (words === '') return undefined;
  const found = new Set(
    PHRASE_GROUPS.filter(
      (group) =>
        /Date$/.test(group.meaning) === isDate &&
        group.meaning !== 'cusip' &&
        group.phrases.some((phrase) => ` ${phrase} `.includes(` ${words} `)),
    ).map((group) => group.meaning),
  );
  const [only, ...others] = found;
  if (others.length === 0) return only !== undefined && !taken.has(only) ? only : undefined;
  const isClear =
    words.split(' ').some(isTelling) || /^(?:total|(?:dividend|distribution) per)$/.test(words);
  const left = isClear ? [...found].filter((meaning) => !taken.has(meaning)) : [];
  return left.length === 1 ? left[0] : undefined;
}
