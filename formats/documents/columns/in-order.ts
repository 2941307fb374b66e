/**
 * Captions by their order, where a text has lost the places: a cell on a line, or words with one space
 * between them. Every column has the words that follow those of the column before it.
 *
 * All ways are weighed: a caption that is known costs nothing, one that is not much, and it costs a
 * little to join what an empty line or a bar parts, or to leave out lines above the first caption.
 * Two ways that cost the same and give the columns other meanings are several answers.
 *
 * Example: "Declaration", "Dates", "Record", "Dates" with an empty line between all of them are two
 * captions, for "Declaration Dates" is known and "Dates Record" is not.
 */
import type { ColumnKind } from './solve-captions.ts';
import { readCaption, readCell, type CaptionReading } from './captions.ts';
import { SUPER_HEADER } from './header-area.ts';

export interface OrderedUnit {
  readonly text: string;
  /** A bar, an empty line or a wide space stands before it. */
  readonly apart: boolean;
}

interface OrderedCaption {
  readonly from: number;
  readonly to: number;
  readonly text: string;
  readonly reading: CaptionReading | undefined;
}

interface Way {
  readonly cost: number;
  readonly key: string;
  readonly captions: readonly OrderedCaption[];
}

const UNKNOWN = 5;
/** "Total" alone, of the parts that follow it: not known, and nearly always a caption. */
const TOTAL_ALONE = 1;
/** Two columns that would mean the same. */
const TWICE = 3;
const LOOSE = 0.15;
const JOINED = 0.6;
/** Taking apart what stands in one cell. */
const PARTED = 6;
const LEFT_OUT = 0.7;
/** Of figures that are none per share, whatever they are called. */
const ASIDE: CaptionReading = { meaning: 'notNeeded', total: false };
const LONGEST_CAPTION = 14;
const MOST_UNITS = 120;
const MOST_LEFT_OUT = 16;
const KEPT = 3;

function fits(reading: CaptionReading, kind: ColumnKind): boolean {
  return kind === 'empty' || /Date$/.test(reading.meaning) === (kind === 'date');
}

function keep(ways: Way[], way: Way): void {
  const same = ways.findIndex((one) => one.key === way.key);
  if (same !== -1) {
    if (way.cost < (ways[same]?.cost ?? 0)) ways[same] = way;
  } else ways.push(way);
  ways.sort((a, b) => a.cost - b.cost);
  if (ways.length > KEPT) ways.length = KEPT;
}

/** The cheapest ways to give the units to the columns in order, each with a caption at least. */
export function captionsInOrder(
  units: readonly OrderedUnit[],
  kinds: readonly ColumnKind[],
  taxYear: number | null,
  /** Units are words: only whole phrases count, and none is left out lightly. */
  areWords: boolean,
): readonly Way[] {
  if (units.length < kinds.length || units.length > MOST_UNITS) return [];
  const read = new Map<string, { reading: CaptionReading | undefined; cost: number }>();
  const readingOf = (text: string): { reading: CaptionReading | undefined; cost: number } => {
    const known = read.get(text);
    if (known) return known;
    const strict = readCaption(text, taxYear);
    const reading = strict ?? (areWords ? undefined : readCell(text, taxYear));
    const isTotal = !areWords && /^total$/i.test(text);
    const unknown = isTotal ? TOTAL_ALONE : UNKNOWN + text.split(' ').length / 20;
    const cost = strict ? 0 : reading ? LOOSE : unknown;
    read.set(text, { reading, cost });
    return { reading, cost };
  };
  // Where nothing parts any words, all are in one cell.
  const cells = units.some((unit, i) => i > 0 && unit.apart) ? PARTED : 0;
  let before: Way[][] = units.map(() => []);
  let skipped = 0;
  for (let at = 0; at <= Math.min(units.length - kinds.length, MOST_LEFT_OUT); at++) {
    (before[at] as Way[]).push({ cost: skipped, key: '', captions: [] });
    const says = SUPER_HEADER.test(units[at]?.text ?? '');
    // One word of a caption ("Dates" of "Record Dates") is none that stands over several.
    const isWord = areWords && /^[a-z]/i.test(units[at]?.text ?? '');
    skipped += says && !isWord ? 0.05 : areWords ? UNKNOWN : LEFT_OUT;
  }
  for (const [c, kind] of kinds.entries()) {
    const after: Way[][] = [...units, null].map(() => []);
    const left = kinds.length - c - 1;
    for (let from = 0; from < units.length; from++) {
      const ways = before[from] as Way[];
      if (ways.length === 0) continue;
      let text = '';
      let joints = 0;
      const most = Math.min(units.length - left, from + LONGEST_CAPTION);
      for (let to = from + 1; to <= most; to++) {
        const unit = units[to - 1] as OrderedUnit;
        if (to > from + 1 && unit.apart) joints += JOINED;
        text = text === '' ? unit.text : `${text} ${unit.text}`;
        const { reading, cost } = readingOf(text);
        const named = reading && fits(reading, kind) ? reading : undefined;
        const fitting = kind === 'large' ? ASIDE : named;
        const known = named || cost === TOTAL_ALONE ? cost : Math.max(cost, UNKNOWN);
        const own = kind === 'large' ? Math.min(known, LOOSE) : known;
        const isParted =
          from > 0 && !units[from]?.apart && !SUPER_HEADER.test(units[from - 1]?.text ?? '');
        const parted = isParted ? cells : 0;
        for (const way of ways) {
          const meant = fitting ? `${fitting.meaning}${fitting.total ? '+' : ''}` : '?';
          const isTwice =
            fitting && fitting.meaning !== 'notNeeded' && way.key.split(',').includes(meant);
          keep(after[to] as Way[], {
            cost: way.cost + own + joints + parted + (isTwice ? TWICE : 0),
            key: `${way.key},${meant}`,
            captions: [...way.captions, { from, to, text, reading: fitting }],
          });
        }
      }
    }
    before = after;
  }
  const ways = before[units.length] ?? [];
  const [best] = ways;
  const cheapest = best ? ways.filter((way) => way.cost - best.cost < 1e-9) : [];
  return cheapest.reduce<Way[]>((merged, way) => {
    const at = merged.findIndex(({ key }) => plainKey(key) === plainKey(way.key));
    if (at === -1) return [...merged, way];
    return merged.with(at, withSameTotals(merged[at] as Way, way));
  }, []);
}

function plainKey(key: string): string {
  return key.replaceAll('+', '');
}

/** Of ways that differ in the whole that the word "Total" is of: none says then what is within it. */
function withSameTotals(way: Way, other: Way): Way {
  const captions = way.captions.map((caption, c) => {
    const { reading } = caption;
    const isTotal = reading?.total === true && other.captions[c]?.reading?.total === true;
    return { ...caption, reading: reading && { ...reading, total: isTotal } };
  });
  return { ...way, captions };
}
