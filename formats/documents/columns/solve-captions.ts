/**
 * Which words stand over which column?
 *
 * Captions are broken over lines, each line from left to right. Where the lines are kept, each is one
 * sweep over the columns; where a table was flattened, or has a cell on each line, sweeps may begin
 * anywhere, and the fewest are taken. Each column must come out with a known caption that fits the
 * kind of its values, all different, and every word must be used. Several ways are one answer when
 * they give the columns the same meanings; else there is none.
 *
 * Example: "Taxable Declaration Record Payable Distribution Ordinary Date Date Date Per Share Income
 * (1)" over three dates and two amounts is three sweeps: Taxable | Declaration Record Payable
 * Distribution Ordinary | Date Date Date, Per Share, Income (1).
 */
import {
  couldBegin,
  DATE_MEANINGS,
  readCaption,
  type CaptionReading,
  type ColumnMeaning,
} from './captions.ts';

export interface Unit {
  readonly text: string;
  /** Place on its line, where places tell something. */
  readonly from: number;
  readonly to: number;
}

/** `large`: of figures that are none per share. */
export type ColumnKind = 'date' | 'number' | 'large' | 'empty';

interface CaptionProblem {
  /** By line; one line where lines tell nothing. */
  readonly lines: readonly (readonly Unit[])[];
  readonly kinds: readonly ColumnKind[];
  /** Sweeps may begin anywhere. */
  readonly flat: boolean;
  /** Neighbouring units of a line may belong to one column: they are words, not cells. */
  readonly words: boolean;
  readonly taxYear: number | null;
}

export interface CaptionSolution {
  readonly readings: readonly CaptionReading[];
  /** For each column its units, in order. */
  readonly units: readonly (readonly Unit[])[];
}

export type CaptionAnswer =
  | { readonly kind: 'one'; readonly solution: CaptionSolution }
  | { readonly kind: 'several'; readonly solutions: readonly CaptionSolution[] }
  | { readonly kind: 'none' };

const MOST_STEPS = 25_000;
const MOST_SWEEPS = 6;
/** Twice as many are characters of a string. */
const MOST_NUMBERS = 30_000;
/** All ways are weighed: one that is left out could be the right one, so with more there is no answer. */
const MOST_ANSWERS = 60;

function isApart(before: Unit, next: Unit): boolean {
  return next.from - before.to > 1;
}

function fits(reading: CaptionReading, kind: ColumnKind): boolean {
  if (kind === 'empty') return true;
  const date = (DATE_MEANINGS as readonly string[]).includes(reading.meaning);
  return date === (kind === 'date') && reading.meaning !== 'cusip';
}

/** What a column has so far: words that are a caption, or could become one. */
interface Begun {
  readonly text: string;
  readonly reading: CaptionReading | undefined;
  readonly isDate: boolean;
  readonly isFigure: boolean;
  /** By the next word. */
  readonly next: Map<string, Begun>;
}

function begun(text: string, taxYear: number | null): Begun {
  return {
    text,
    reading: readCaption(text, taxYear),
    isDate: couldBegin(text, taxYear, true),
    isFigure: couldBegin(text, taxYear, false),
    next: new Map(),
  };
}

/** More than the captions of one document have; then all is worked out anew. */
const MOST_KEPT = 20_000;
/** What words say, worked out once: the areas and sweeps of a document try the same ones again and again. */
class Words {
  readonly #taxYear: number | null;
  readonly nothing: Begun;
  size = 0;

  constructor(taxYear: number | null) {
    this.#taxYear = taxYear;
    this.nothing = begun('', taxYear);
  }

  isOf(taxYear: number | null): boolean {
    return taxYear === this.#taxYear && this.size < MOST_KEPT;
  }

  after(before: Begun, word: string): Begun {
    const known = before.next.get(word);
    if (known) return known;
    const one = begun(before === this.nothing ? word : `${before.text} ${word}`, this.#taxYear);
    before.next.set(word, one);
    this.size++;
    return one;
  }
}
let kept = new Words(null);

class Search {
  private steps = 0;
  private readonly walked = new Set<string>();
  readonly found = new Map<string, CaptionSolution>();
  /** Answers in which the last sweep has a piece for every column. */
  readonly aligned = new Set<string>();
  private readonly sweepOf: number[];
  private readonly problem: CaptionProblem;
  private readonly units: readonly { readonly unit: Unit; readonly line: number }[];
  private readonly columns: Unit[][];
  private readonly words: Words;
  private readonly texts: Begun[];
  /** A number for what each column has. */
  private readonly ids: number[];
  private readonly numbers = new Map<Begun, number>();
  /** How many columns have no whole caption yet. */
  private open: number;

  constructor(problem: CaptionProblem) {
    this.problem = problem;
    if (!kept.isOf(problem.taxYear)) kept = new Words(problem.taxYear);
    this.words = kept;
    this.units = problem.lines.flatMap((line, i) => line.map((unit) => ({ unit, line: i })));
    this.columns = problem.kinds.map(() => []);
    this.texts = problem.kinds.map(() => this.words.nothing);
    this.ids = problem.kinds.map(() => 0);
    this.sweepOf = problem.kinds.map(() => -1);
    this.open = problem.kinds.length;
  }

  get exhausted(): boolean {
    const { steps, found, numbers } = this;
    return steps > MOST_STEPS || found.size > MOST_ANSWERS || numbers.size > MOST_NUMBERS;
  }

  private finish(sweeps: number): void {
    const readings: CaptionReading[] = [];
    const seen = new Set<ColumnMeaning>();
    const isAdjusted = this.texts.some((one) => one.reading?.meaning === 'adjustmentPerShare');
    for (const [i, one] of this.texts.entries()) {
      let { reading } = one;
      if (reading && this.problem.kinds[i] === 'large') {
        readings.push({ meaning: 'notNeeded', total: false });
        continue;
      }
      // "Cash Distribution", "Adjustment", "Total Distribution": the last is the year's part.
      if (isAdjusted && reading?.meaning === 'amountPerShare' && seen.has('adjustmentPerShare')) {
        reading = { ...reading, meaning: 'allocablePerShare' };
      }
      if (!reading || seen.has(reading.meaning)) return;
      if (!fits(reading, this.problem.kinds[i] as ColumnKind)) return;
      seen.add(reading.meaning);
      readings.push(reading);
    }
    const key = readings.map(({ meaning }) => meaning).join();
    if (this.sweepOf.every((sweep) => sweep === sweeps)) this.aligned.add(key);
    const before = this.found.get(key);
    if (!before) {
      this.found.set(key, { readings, units: this.columns.map((units) => [...units]) });
      return;
    }
    // Which whole the word "Total" is of may be said in two ways: then the sums tell what is within it.
    const both = readings.map((one, i) => ({
      ...one,
      total: one.total && before.readings[i]?.total === true,
    }));
    this.found.set(key, { ...before, readings: both });
  }

  /** Whether the same words stood over every column before: however they came there, they go on alike. */
  private wasHere(at: number, last: number, sweeps: number): boolean {
    const columns = this.ids.map((id, c) => 2 * id + Number(this.sweepOf[c] === sweeps));
    const state = String.fromCharCode(at, last + 1, sweeps, ...columns);
    if (this.walked.has(state)) return true;
    this.walked.add(state);
    return false;
  }

  /** Gives the units from `at` on to columns, `sweeps` new sweeps being left. */
  walk(at: number, last: number, sweeps: number, empty: number): void {
    if (this.exhausted) return;
    const next = this.units[at];
    if (!next) {
      if (empty === 0) this.finish(sweeps);
      return;
    }
    // Each caption that is not whole yet needs a word more at least.
    if (this.units.length - at < this.open || this.wasHere(at, last, sweeps)) return;
    this.steps++;
    const { flat, words, kinds } = this.problem;
    const newLine = at > 0 && this.units[at - 1]?.line !== next.line;
    // Words with a wide space or a bar between them are of two columns where lines are kept.
    const before = this.units[at - 1];
    const apart = !words || (!flat && before !== undefined && isApart(before.unit, next.unit));
    const first = !flat && newLine ? 0 : last + (apart ? 1 : 0);
    for (let column = Math.max(first, 0); column < kinds.length; column++) {
      this.give(at, column, sweeps, empty);
    }
    if (!flat || sweeps === 0) return;
    for (let column = 0; column < Math.min(first, kinds.length); column++) {
      this.give(at, column, sweeps - 1, empty);
    }
  }

  private give(at: number, column: number, sweeps: number, empty: number): void {
    const { unit } = this.units[at] as { unit: Unit };
    const kind = this.problem.kinds[column];
    const before = this.texts[column] as Begun;
    const given = this.words.after(before, unit.text);
    if (!((kind !== 'number' && given.isDate) || (kind !== 'date' && given.isFigure))) return;
    const { numbers, open } = this;
    const id = this.ids[column] as number;
    const sweep = this.sweepOf[column] as number;
    let own = numbers.get(given);
    if (own === undefined) numbers.set(given, (own = numbers.size + 1));
    this.open += Number(!given.reading) - Number(!before.reading);
    this.ids[column] = own;
    this.sweepOf[column] = sweeps;
    this.texts[column] = given;
    this.columns[column]?.push(unit);
    this.walk(at + 1, column, sweeps, before === this.words.nothing ? empty - 1 : empty);
    this.columns[column]?.pop();
    this.texts[column] = before;
    this.sweepOf[column] = sweep;
    this.ids[column] = id;
    this.open = open;
  }
}

/** Words that are of one column wherever they stand side by side. */
const TOGETHER = /^(?:per share|section 1250|sec\.? 1250)$/i;

function together(line: readonly Unit[]): Unit[] {
  const units: Unit[] = [];
  for (const unit of line) {
    const before = units.at(-1);
    const text = `${before?.text} ${unit.text}`;
    if (before && TOGETHER.test(text) && !isApart(before, unit)) {
      units[units.length - 1] = { text, from: before.from, to: unit.to };
    } else units.push(unit);
  }
  return units;
}

/**
 * Fewer words that say the same: some are taken as one, and the tax year over a column says nothing, but
 * of what is allocable to it.
 */
function shortened(problem: CaptionProblem): CaptionProblem {
  const { lines, taxYear, words } = problem;
  if (!words) return problem;
  const all = lines.flat().map(({ text }) => text);
  const counts = all.some((word) => /^(?:allocable|allocated|attributable|to|in)$/i.test(word));
  const isSaid = ({ text }: Unit): boolean => counts || text !== String(taxYear);
  return { ...problem, lines: lines.map((line) => together(line.filter(isSaid))) };
}

/** The meaning of each column, where there is exactly one way to read the captions. */
export function solveCaptions(given: CaptionProblem): CaptionAnswer {
  const problem = shortened(given);
  const count = problem.kinds.length;
  const most = problem.flat ? MOST_SWEEPS : 0;
  for (let sweeps = 0; sweeps <= most; sweeps++) {
    const search = new Search(problem);
    search.walk(0, -1, sweeps, count);
    if (search.exhausted) return { kind: 'none' };
    const solutions = [...search.found.values()];
    if (solutions.length === 1) return { kind: 'one', solution: solutions[0] as CaptionSolution };
    // Captions stand on the last line over their columns; one that ends above it is the exception.
    const aligned = [...search.aligned];
    if (solutions.length > 1 && problem.flat && aligned.length === 1) {
      return { kind: 'one', solution: search.found.get(aligned[0] as string) as CaptionSolution };
    }
    if (solutions.length > 1) return { kind: 'several', solutions };
  }
  return { kind: 'none' };
}
