/**
 * What is wrong with JSON of another shape, in words of a sentence: as a clause after its place.
 *
 * Example: "5 stands where text belongs", "it is missing".
 */
interface ShapeIssue {
  readonly message: string;
  /** As the validator writes it: `string`, `Array`, `"final"`, `(string | null)`, `never`. */
  readonly expected: string | null;
  readonly received: string;
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  boolean: 'true or false',
  null: 'null',
  Array: 'a list',
  Object: 'an object',
};

function kindsOf(expected: string): string {
  const words = expected
    .replace(/^\(|\)$/g, '')
    .split(' | ')
    .map((one) => KINDS[one] ?? one);
  return words.length === 1 ? (words[0] ?? '') : `one of ${words.join(', ')}`;
}

export function shapeClause({ message, expected, received }: ShapeIssue): string {
  // A check of ours has a sentence of its own.
  if (!message.startsWith('Invalid ')) return message;
  if (expected === 'never') return 'there is something that such a file does not have';
  if (received === 'undefined') return 'something is missing';
  if (expected === null) return `${received} cannot stand there`;
  return `${KINDS[received] ?? received} stands where ${kindsOf(expected)} belongs`;
}

/** Whether a text is JSON as a whole, of whatever shape. */
export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
