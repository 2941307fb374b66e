/** Signs as they are printed: the engine writes its sentences for files and terminals too, with the signs of a keyboard. */
const NAMES = /("[^"]*"|“[^”]*”)/;
const APOSTROPHE = /(?<=[\p{L}\p{N}])'(?=\p{L})|(?<=s)'(?= \p{Ll})/gu;

/** "the issuer's release" as “the issuer’s release”; what stands in quotation marks keeps its own signs. */
export function typeset(sentence: string): string {
  return sentence
    .split(NAMES)
    .map((part, at) => (at % 2 === 1 ? `“${part.slice(1, -1)}”` : part.replace(APOSTROPHE, '’')))
    .join('');
}
