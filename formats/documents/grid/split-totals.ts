/** Printed totals by their rows: the sums, and the percentages below them. */
import type { Token } from './tokens.ts';

export interface TotalsRow {
  /** As printed; empty where the row has no label. */
  readonly label: string;
  readonly tokens: readonly Token[];
}

/**
 * Percentages without their signs on a line below totals that has more than a row: each is more than all of
 * these. Whether they are shares of the whole, sums show.
 */
function sharesBelow(tokens: readonly Token[], row: readonly Token[]): Token[] | undefined {
  const below = tokens.filter(({ lineIndex }) => lineIndex !== tokens[0]?.lineIndex);
  const above = tokens.slice(0, -below.length);
  const most = (some: readonly Token[]): number =>
    Math.max(...some.map(({ text }) => Number(text.replace(/^\$/, '')) || 0));
  const isBelow =
    below.length > 0 &&
    tokens.length > row.length &&
    new Set(below.map(({ lineIndex }) => lineIndex)).size === 1 &&
    below.every(({ text }) => /^[\d.]+$/.test(text)) &&
    most(below) > most(above);
  return isBelow ? below.map((token) => ({ ...token, text: `${token.text}%` })) : undefined;
}

/** Totals are dollars and, below them, percentages: where the kind changes, another row begins. */
export function splitTotals(
  label: string,
  tokens: readonly Token[],
  row: readonly Token[] = [],
): TotalsRow[] {
  const isPercent = ({ text }: Token): boolean => text.endsWith('%');
  // As a row's figures are, but for those before its amount that have no total.
  const figures = row.filter(({ kind }) => kind !== 'date').slice(-tokens.length);
  const isLike = figures.every((one, i) => isPercent(one) === isPercent(tokens[i] as Token));
  if (figures.length === tokens.length && isLike) return [{ label, tokens }];
  const shares = sharesBelow(tokens, row);
  if (shares)
    return [
      { label, tokens: tokens.slice(0, -shares.length) },
      { label: '', tokens: shares },
    ];
  const isBeside = tokens.some(
    (token, i) =>
      isPercent(token) && tokens.slice(i).some((one) => one.kind === 'number' && !isPercent(one)),
  );
  // Dollars and percentages by turns are one row, each under its column.
  if (isBeside) return [{ label, tokens }];
  const rows: TotalsRow[] = [];
  let current: Token[] = [];
  let percent: boolean | null = null;
  for (const token of tokens) {
    const own: boolean | null = token.kind === 'dash' ? percent : token.text.endsWith('%');
    const other = percent !== null && own !== null && own !== percent;
    const anew =
      other && rows.length === 0 && current.length > 1 && token.lineIndex !== current[0]?.lineIndex;
    const flat = other && !percent && current.length > 1 && tokens.at(-1)?.text.endsWith('%');
    if (anew || flat) {
      rows.push({ label: rows.length === 0 ? label : '', tokens: current });
      current = [];
    }
    current.push(token);
    percent = own ?? percent;
  }
  if (current.length > 0) rows.push({ label: rows.length === 0 ? label : '', tokens: current });
  return rows;
}
