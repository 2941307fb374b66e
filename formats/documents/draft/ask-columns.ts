/**
 * One question for all columns of a table whose meaning is not certain, where arithmetic does not settle it
 * (`helper-columns.ts`): every likely way is tried, and those by which least stands in the way are the
 * candidates. Columns that are known are never exchanged.
 *
 * Example: "Taxable", "Return of" and "Unrecap." of captions that were cut off: one question, proposed
 * as ordinary dividends, return of capital and unrecaptured section 1250 gain, for so the sums close.
 */
import type { SaidCaption } from '../../allocation-document.ts';
import { COMPONENTS } from '../../../tax/facts/model.ts';
import type { ColumnMeaning } from '../columns/captions.ts';
import { meaningOfCut } from '../columns/cut-captions.ts';
import { likelyMeanings } from '../columns/likely.ts';
import { monthOf } from '../columns/said-captions.ts';
import type { DraftCandidate, DraftQuestion, DraftSecurity } from './draft.ts';
import { uncertainIn, withMeanings, withoutHelpers, type Troubles } from './helper-columns.ts';

/** What a person said of columns in an earlier year, by their places. */
export type Said = ReadonlyMap<number, SaidCaption>;

const NAMES: Readonly<Partial<Record<ColumnMeaning, string>>> = {
  recordDate: 'record date',
  payableDate: 'payable date',
  declarationDate: 'declaration date',
  exDate: 'ex-date',
  amountPerShare: 'amount per share',
  allocablePerShare: 'the part of this year',
  otherYearPerShare: 'the part of another year',
  adjustmentPerShare: 'the adjustment to this year',
  ordinary: 'ordinary dividends',
  qualified: 'qualified dividends',
  capitalGain: 'capital gain',
  unrecaptured1250: 'unrecaptured section 1250 gain',
  section1202: 'section 1202 gain',
  collectibles28: 'collectibles (28%) gain',
  returnOfCapital: 'return of capital',
  section199A: 'section 199A dividends',
  shortTermCapitalGain: 'short-term capital gain',
  section897Ordinary: 'section 897 ordinary dividends',
  section897CapitalGain: 'section 897 capital gain',
  qualified5Year: 'qualified 5-year gain',
  postMay5: 'gain after May 5, 2003, of the capital gain',
  gainBeforeMay6: 'gain before May 6, 2003',
  gainAfterMay5: 'gain after May 5, 2003',
  cusip: 'CUSIP',
  notNeeded: 'not needed',
};

/** What a column holds, for a person who chooses between ways to read a table. */
export function columnName(meaning: ColumnMeaning | null): string {
  return meaning === null ? 'not known' : (NAMES[meaning] ?? meaning);
}

function isDateColumn({ rows }: DraftSecurity, c: number): boolean {
  return rows.some((row) => /\d[/-]\d|[a-z] \d/i.test(row.cells[c]?.text ?? ''));
}

/**
 * The table with every caption read of which a copy lost a part, where what is left can mean one thing
 * alone, and the columns left aside that follow from others; only where all is certain then.
 */
export function withCutCaptions(security: DraftSecurity, troubles: Troubles): DraftSecurity {
  const taken = new Set(security.columns.flatMap(({ meaning }) => meaning ?? []));
  const meanings = new Map<number, ColumnMeaning>();
  security.columns.forEach(({ meaning, caption }, c) => {
    const own = meaning === null && meaningOfCut(caption, isDateColumn(security, c), taken);
    if (own && ![...meanings.values()].includes(own)) meanings.set(c, own);
  });
  if (meanings.size === 0) return security;
  const settled = withoutHelpers(withMeanings(security, meanings), troubles);
  return uncertainIn(settled).length === 0 && troubles(settled) === 0 ? settled : security;
}

interface Way {
  readonly meanings: ReadonlyMap<number, ColumnMeaning>;
  readonly weight: number;
  /** That of the column for which least speaks. */
  readonly weakest: number;
  readonly troubles: number;
}

const MOST_WAYS = 240;
const MOST_CANDIDATES = 4;

/** What is paid for the shares is no dividend: it stands beside what was paid, or is a part of it. */
const LIQUIDATES = /\bliquidat\w+/i;

/** More than any caption has by its words. */
const SAID = 10;

function optionsOf(
  security: DraftSecurity,
  c: number,
  said: Said,
): { readonly meaning: ColumnMeaning; readonly weight: number }[] {
  const column = security.columns[c];
  const isDate = isDateColumn(security, c);
  const before = said.get(c)?.meaning;
  const fits = before !== undefined && (before === 'notNeeded' || /Date$/.test(before) === isDate);
  const likely = likelyMeanings(column?.caption ?? '', isDate).filter(
    ({ meaning }) => !fits || meaning !== before,
  );
  if (fits) likely.unshift({ meaning: before, weight: SAID });
  const own = column?.meaning ?? null;
  if (own !== null && !likely.some((one) => one.meaning === own)) {
    likely.unshift({ meaning: own, weight: 2 });
  }
  if (LIQUIDATES.test(column?.caption ?? '')) {
    return [
      { meaning: 'notNeeded', weight: 2 },
      { meaning: 'otherYearPerShare', weight: 1 },
    ];
  }
  // Of very many columns those that somebody spoke of are what he said.
  if (isDate || (fits && uncertainIn(security).length > MOST_UNCERTAIN)) return likely;
  const parts = COMPONENTS.filter((part) => !likely.some((one) => one.meaning === part));
  return [
    ...likely,
    ...(before === 'notNeeded' ? [] : [{ meaning: 'notNeeded' as const, weight: 0.5 }]),
    ...(likely.length > 0 ? [] : parts.map((meaning) => ({ meaning, weight: 0 }))),
  ];
}

/** Every way to give the uncertain columns different meanings, weighed. */
function waysOf(
  security: DraftSecurity,
  uncertain: readonly number[],
  troubles: Troubles,
  said: Said,
): Way[] {
  const taken = new Set(
    security.columns.flatMap(({ meaning }, c) => (uncertain.includes(c) ? [] : [meaning])),
  );
  let ways: Omit<Way, 'troubles'>[] = [{ meanings: new Map(), weight: 0, weakest: Infinity }];
  for (const c of uncertain) {
    ways = ways
      .flatMap((way) =>
        optionsOf(security, c, said).flatMap(({ meaning, weight }) => {
          const used = taken.has(meaning) || [...way.meanings.values()].includes(meaning);
          if (used && meaning !== 'notNeeded') return [];
          return [
            {
              meanings: new Map([...way.meanings, [c, meaning]]),
              weight: way.weight + weight,
              weakest: Math.min(way.weakest, weight),
            },
          ];
        }),
      )
      .toSorted((a, b) => b.weight - a.weight)
      .slice(0, MOST_WAYS);
  }
  return ways
    .map((way) => ({ ...way, troubles: troubles(withMeanings(security, way.meanings)) }))
    .toSorted((a, b) => a.troubles - b.troubles || b.weight - a.weight);
}

/** "“Net Gain”: capital gain", with what a person said before; a line of captions over several has numbers. */
function labelOf(
  { columns }: DraftSecurity,
  [c, meaning]: readonly [number, ColumnMeaning],
  said: Said,
): string {
  const caption = columns[c]?.caption ?? '';
  const isShared = columns.filter((column) => column.caption === caption).length > 1;
  const before = said.get(c);
  const as = before?.meaning === meaning ? `, as you said in ${monthOf(before.saidOn)}` : '';
  const name =
    LIQUIDATES.test(caption) && meaning === 'otherYearPerShare'
      ? 'no dividend, taken off what was paid'
      : columnName(meaning);
  return `${isShared ? `column ${c + 1}` : `“${caption}”`}: ${name}${as}`;
}

function candidateOf(
  security: DraftSecurity,
  { meanings }: Way,
  pointer: string,
  said: Said,
): DraftCandidate {
  return {
    label: [...meanings]
      .map((one) => labelOf(security, one, said))
      .join('; ')
      .slice(0, 1900),
    edits: [...meanings].map(([c, value]) => ({
      pointer: `${pointer}/columns/${c}/meaning`,
      value,
    })),
  };
}

function quotedList(captions: readonly string[]): string {
  const quoted = captions.map((caption) => `“${caption}”`);
  return quoted.length < 2
    ? quoted.join('')
    : `${quoted.slice(0, -1).join(', ')} and ${quoted.at(-1) ?? ''}`;
}

function messageOf(security: DraftSecurity, uncertain: readonly number[]): string {
  const columns = uncertain.flatMap((c) => security.columns[c] ?? []);
  const [first, second] = columns;
  const unknown = columns.filter((column) => column.meaning === null);
  if (unknown.length === 0) {
    return `The captions “${first?.caption ?? ''}” and “${second?.caption ?? ''}” mean the same, so it is not certain which column counts. Say what each holds; compare them with the release.`;
  }
  if (unknown.length === 1 && LIQUIDATES.test(unknown[0]?.caption ?? '')) {
    return `The column “${unknown[0]?.caption ?? ''}” is paid for the shares and is no dividend. Leave it out here, and enter what you received of it as a liquidating distribution among your entries.`;
  }
  const captions = [...new Set(unknown.map((one) => one.caption))];
  if (captions.length < unknown.length) {
    return `It is not certain which of the captions ${quotedList(captions)} stands over which column, or one of them is not known. Say what each column holds; compare it with the release.`;
  }
  return unknown.length === 1
    ? `The caption “${unknown[0]?.caption ?? ''}” is not known, so the column's meaning is not certain. Say what the column holds, or take it out; compare it with the release.`
    : `The captions ${quotedList(captions)} are not known, so it is not certain what their columns hold. Say what each holds, or take it out; compare them with the release.`;
}

/** That the figures speak against what was said, where they do. */
function disproved(security: DraftSecurity, best: readonly Way[], said: Said): string {
  const against = [...said].filter(
    ([c, { meaning }]) =>
      best.length > 0 && best.every(({ meanings }) => meanings.get(c) !== meaning),
  );
  const [first] = against;
  if (!first) return '';
  const [c, { meaning, saidOn }] = first;
  return ` In ${monthOf(saidOn)} you said of ${labelOf(security, [c, meaning], new Map())}; the figures of this table do not add up that way.`;
}

/**
 * Whether the first way is likely. What was said of one column is no word for another one: of several
 * ways that close, something speaks then for each of its columns.
 */
function isLikely([first, second]: readonly Way[], said: Said): boolean {
  if (first?.troubles !== 0 || first.weight <= 0) return false;
  // Of two ways for which as much speaks none is likelier.
  if (second && second.weight === first.weight) return false;
  return said.size === 0 || second === undefined || first.weakest > 0;
}

const MOST_UNCERTAIN = 8;

/** The one question about a table's uncertain columns; null where all are certain. */
export function askColumns(
  security: DraftSecurity,
  pointer: string,
  troubles: Troubles,
  earlier: Said = new Map(),
): DraftQuestion | null {
  const uncertain = uncertainIn(security);
  const [first] = uncertain;
  if (first === undefined) return null;
  // What the program knows is not asked about, whatever was said.
  const said: Said = new Map([...earlier].filter(([c]) => uncertain.includes(c)));
  const isMany = uncertain.filter((c) => !said.has(c)).length > MOST_UNCERTAIN;
  const ways = isMany ? [] : waysOf(security, uncertain, troubles, said);
  const least = ways[0]?.troubles ?? 0;
  const best = ways.filter((way) => way.troubles === least).slice(0, MOST_CANDIDATES);
  const isTwice = uncertain.every((c) => security.columns[c]?.meaning !== null);
  const at = isTwice ? (uncertain[1] ?? first) : first;
  return {
    id: `columns${pointer}`,
    code: isTwice ? 'caption-twice' : 'unknown-caption',
    message: `${messageOf(security, uncertain)}${disproved(security, best, said)}`,
    line: security.columns[at]?.place?.line ?? security.rows[0]?.sourceLine ?? null,
    pointer: `${pointer}/columns/${at}`,
    candidates: best.map((way) => candidateOf(security, way, pointer, said)),
    proposed: isLikely(best, said) ? 0 : null,
  };
}
