/**
 * Damage as copying, scanning and typing do it, from a seed: the same seed always gives the same text.
 */
export type Random = (below: number) => number;

/** A small generator (mulberry32); good enough to choose places. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

type Mutation = (text: string, random: Random) => string;

function onLines(change: (lines: string[], random: Random) => void): Mutation {
  return (text, random) => {
    const lines = text.split('\n');
    change(lines, random);
    return lines.join('\n');
  };
}

/** Places of a pattern's matches; the damage goes to one of them. */
function onMatch(pattern: RegExp, change: (found: string, random: Random) => string): Mutation {
  return (text, random) => {
    const matches = [...text.matchAll(pattern)];
    const match = matches[random(Math.max(matches.length, 1))];
    if (!match) return text;
    const end = match.index + match[0].length;
    return text.slice(0, match.index) + change(match[0], random) + text.slice(end);
  };
}

function separatorIn(line: string): string | undefined {
  return line.includes('|')
    ? '|'
    : line.includes('\t')
      ? '\t'
      : // One doubled space in a sentence makes no cells.
        /\S {2,}\S.* {2,}\S/.test(line)
        ? '  '
        : undefined;
}

function onCells(change: (cells: string[], random: Random) => void): Mutation {
  return onLines((lines, random) => {
    const candidates = lines.flatMap((line, i) => (separatorIn(line) ? [i] : []));
    const at = candidates[random(Math.max(candidates.length, 1))];
    if (at === undefined) return;
    const line = lines[at] as string;
    const separator = separatorIn(line) as string;
    const cells = separator === '  ' ? line.trim().split(/ {2,}/) : line.split(separator);
    change(cells, random);
    lines[at] = cells.join(separator);
  });
}

/** Swaps two columns in every line of a block of lines in columns. */
const swapColumns: Mutation = onLines((lines, random) => {
  const start = random(lines.length);
  const a = random(8);
  const b = random(8);
  const captionsToo = random(2) === 0;
  let inside = false;
  for (let i = start; i < lines.length; i++) {
    const line = lines[i] as string;
    const separator = separatorIn(line);
    if (!separator) {
      if (inside) return;
      continue;
    }
    inside = true;
    if (!captionsToo && !/^\W*(?:\d|Annual|Total)/.test(line)) continue;
    const cells = separator === '  ' ? line.split(/ {2,}/) : line.split(separator);
    if (a >= cells.length || b >= cells.length) continue;
    [cells[a], cells[b]] = [cells[b] as string, cells[a] as string];
    lines[i] = cells.join(separator);
  }
});

const MUTATIONS: Readonly<Record<string, Mutation>> = {
  dropCharacters: (text, random) => {
    const at = random(text.length);
    return text.slice(0, at) + text.slice(at + 1 + random(3));
  },
  dropInData: onMatch(/[\d$%./]/g, () => ''),
  changeDigit: onMatch(/\d/g, (_, random) => String(random(10))),
  changeDigitInRow: onMatch(/\d(?=[\d.]*%)/g, (_, random) => String(random(10))),
  changeDigitInAmount: onMatch(/(?<=\$[\d.]*)\d/g, (_, random) => String(random(10))),
  changeDigitInDate: onMatch(/\d(?=\d?\/)/g, (_, random) => String(random(10))),
  insertDigit: onMatch(/\d/g, (found, random) => found + String(random(10))),
  movePoint: onMatch(/\d\.\d/g, (found) => `.${found.replace('.', '')}`),
  glue: onMatch(/(?<=\S)(?:\t+| +|\|)(?=\S)/g, () => ''),
  tabToSpaces: onMatch(/\t/g, (_, random) => ' '.repeat(1 + random(4))),
  dropSpaces: onMatch(/ {2,}/g, (found, random) => found.slice(0, random(found.length))),
  addSpaces: onMatch(/ /g, (found, random) => found + ' '.repeat(1 + random(3))),
  swapCharacters: (text, random) => {
    const at = random(text.length - 1);
    return text.slice(0, at) + text.charAt(at + 1) + text.charAt(at) + text.slice(at + 2);
  },
  deleteLine: onLines((lines, random) => void lines.splice(random(lines.length), 1)),
  duplicateLine: onLines((lines, random) => {
    const at = random(lines.length);
    lines.splice(random(2) === 0 ? at : random(lines.length), 0, lines[at] as string);
  }),
  swapLines: onLines((lines, random) => {
    const a = random(lines.length);
    const b = random(2) === 0 ? (a + 1) % lines.length : random(lines.length);
    [lines[a], lines[b]] = [lines[b] as string, lines[a] as string];
  }),
  joinLines: onMatch(/\n/g, (_, random) => ['', ' ', '\t'][random(3)] as string),
  breakLine: onMatch(/[ \t]/g, () => '\n'),
  deleteCell: onCells((cells, random) => void cells.splice(random(cells.length), 1)),
  emptyCell: onCells((cells, random) => void (cells[random(cells.length)] = '')),
  duplicateCell: onCells((cells, random) => {
    const at = random(cells.length);
    cells.splice(at, 0, cells[at] as string);
  }),
  swapCells: onCells((cells, random) => {
    const a = random(cells.length);
    const b = random(cells.length);
    [cells[a], cells[b]] = [cells[b] as string, cells[a] as string];
  }),
  swapColumns,
  confuseLetters: onMatch(
    /[01568]/g,
    (found) => ({ 0: 'O', 1: 'l', 5: 'S', 6: 'b', 8: 'B' })[found] ?? found,
  ),
  truncate: (text, random) => text.slice(0, random(text.length)),
};

/**
 * Damage to values comes first, then that to whole lines and columns, then the rest: so the umpire
 * sees what can make another document in a text of sound form.
 */
const RANKS: Readonly<Record<string, number>> = {
  dropInData: 0,
  changeDigit: 0,
  changeDigitInRow: 0,
  changeDigitInAmount: 0,
  changeDigitInDate: 0,
  insertDigit: 0,
  movePoint: 0,
  swapColumns: 1,
  // Before columns: the umpire reads no cells of a line that lost its first bar.
  swapCells: 0,
  deleteLine: 1,
  swapLines: 1,
  truncate: 1,
};

function rank(name: string): number {
  return RANKS[name] ?? 2;
}

interface Damage {
  readonly names: readonly string[];
  /** The text after each mutation; the last is the damaged text. */
  readonly texts: readonly string[];
}

/** Damage after which what is left stands in its order and says what it said. */
export const IN_ORDER = [
  'dropCharacters',
  'dropInData',
  'movePoint',
  'glue',
  'tabToSpaces',
  'dropSpaces',
  'addSpaces',
  'duplicateLine',
  'joinLines',
  'breakLine',
  'deleteCell',
  'emptyCell',
  'duplicateCell',
  'confuseLetters',
] as const;

/** One mutation of those given, or every fourth time two. */
export function mutate(
  text: string,
  random: Random,
  all: readonly string[] = Object.keys(MUTATIONS),
): Damage {
  const names = Array.from(
    { length: random(4) === 0 ? 2 : 1 },
    () => all[random(all.length)] ?? '',
  );
  names.sort((a, b) => rank(a) - rank(b));
  const texts: string[] = [];
  for (const name of names) {
    texts.push((MUTATIONS[name] as Mutation)(texts.at(-1) ?? text, random));
  }
  return { names, texts };
}
