/** The pictures of a year: vector drawings whose alternative text says the same in words. */
import { COMPONENTS, COMPONENT_WORDS, type Component } from '../../../tax/facts/model.ts';
import { dollars } from '../../../tax/facts/wording.ts';
import type { Payment } from '../../../tax/lots/figures.ts';
import { addCents, NO_MONEY, sumCents, type Cents } from '../../../tax/values/money.ts';
import { usDay } from './shown.ts';
import { INK, LINE, MUTED, type Paper } from './paper.ts';

const COLORS: Readonly<Record<Component, string>> = {
  ordinary: '#0b5c48',
  qualified: '#3f9a7f',
  capitalGain: '#2b5079',
  unrecaptured1250: '#7d9cc4',
  section1202: '#8a6d3b',
  collectibles28: '#c9a35b',
  returnOfCapital: '#d9912b',
};
const HEIGHT = 120;
const LABELS = 26;
/** More bars than this say nothing. */
const MOST_BARS = 36;

interface Bar {
  readonly day: string;
  readonly parts: Readonly<Record<Component, Cents>>;
  readonly sum: Cents;
}

function barsOf(payments: readonly Payment[]): readonly Bar[] {
  const byDay = Map.groupBy(payments, ({ distribution }) => distribution.payableDate);
  return [...byDay]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([day, own]) => {
      const parts = Object.fromEntries(
        COMPONENTS.map((name) => [name, sumCents(own.map(({ components }) => components[name]))]),
      ) as Record<Component, Cents>;
      return { day, parts, sum: sumCents(Object.values(parts)) };
    });
}

/** Positions only: no figure is read from these numbers. */
const lengthOf = (value: Cents, most: Cents, length: number): number =>
  most === 0n ? 0 : (Number(value) / Number(most)) * length;

function legend(paper: Paper, names: readonly Component[], top: number): void {
  let x = paper.left;
  for (const name of names) {
    paper.doc.rect(x, top + 1, 7, 7).fill(COLORS[name]);
    const style = { size: 7.5, color: MUTED };
    paper.put(COMPONENT_WORDS[name], x + 11, top, style);
    x += 11 + paper.widthOf(COMPONENT_WORDS[name], style) + 16;
  }
}

/** What came in on each day, divided into its parts. */
export function paymentsChart(paper: Paper, payments: readonly Payment[]): void {
  const bars = barsOf(payments);
  if (bars.length === 0 || bars.length > MOST_BARS) return;
  const names = COMPONENTS.filter((name) => bars.some(({ parts }) => parts[name] > 0n));
  const most = bars.reduce((top, { sum }) => (sum > top ? sum : top), NO_MONEY);
  const said = bars.map(({ day, parts, sum }) => {
    const own = names.filter((name) => parts[name] !== 0n);
    const of = own.map((name) => `${COMPONENT_WORDS[name].toLowerCase()} ${dollars(parts[name])}`);
    return `${usDay(day)}: ${dollars(sum)} (${of.join(', ')})`;
  });
  const alt = `A bar for each day on which something was paid. ${said.join('. ')}.`;
  paper.figure(HEIGHT + LABELS + 18, alt, (top) => {
    legend(paper, names, top);
    const base = top + 18 + HEIGHT;
    const step = paper.width / bars.length;
    const width = Math.min(34, step * 0.62);
    bars.forEach(({ day, parts, sum }, i) => {
      const x = paper.left + step * i + (step - width) / 2;
      let y = base;
      for (const name of names) {
        const height = lengthOf(parts[name], most, HEIGHT - 14);
        y -= height;
        paper.doc.rect(x, y, width, height).fill(COLORS[name]);
      }
      const style = { size: 6.5, color: MUTED };
      const centre = (text: string, at: number, color: string): void => {
        const own = { ...style, color };
        paper.put(text, x + width / 2 - paper.widthOf(text, own) / 2, at, own);
      };
      if (bars.length <= 14) centre(dollars(sum), y - 10, INK);
      if (bars.length <= 18) centre(usDay(day).slice(0, 5), base + 4, MUTED);
    });
    paper.doc.lineWidth(0.6).strokeColor(LINE);
    paper.doc
      .moveTo(paper.left, base)
      .lineTo(paper.left + paper.width, base)
      .stroke();
  });
}

interface BasisStep {
  readonly label: string;
  readonly amount: Cents;
}

/** From the basis before the year to that after it, with what changed it. */
export function basisChart(paper: Paper, from: BasisStep, steps: readonly BasisStep[]): void {
  const end = steps.reduce((sum, { amount }) => addCents(sum, amount), from.amount);
  const bars: { label: string; amount: Cents; low: Cents; high: Cents; whole: boolean }[] = [];
  let level = from.amount;
  bars.push({ ...from, low: NO_MONEY, high: level, whole: true });
  for (const { label, amount } of steps) {
    const next = addCents(level, amount);
    const [low, high] = amount < 0n ? [next, level] : [level, next];
    bars.push({ label, amount, low, high, whole: false });
    level = next;
  }
  const last = 'Basis at the end';
  bars.push({ label: last, amount: end, low: NO_MONEY, high: end, whole: true });
  const most = bars.reduce((top, { high }) => (high > top ? high : top), NO_MONEY);
  if (most === 0n) return;
  const alt = `How the basis of the lots changed: ${bars.map(({ label, amount }) => `${label} ${dollars(amount)}`).join('; ')}.`;
  paper.figure(HEIGHT + LABELS, alt, (top) => {
    const base = top + HEIGHT;
    const step = paper.width / bars.length;
    const width = Math.min(64, step * 0.6);
    bars.forEach(({ label, amount, low, high, whole }, i) => {
      const x = paper.left + step * i + (step - width) / 2;
      const y = base - lengthOf(high, most, HEIGHT - 16);
      const height = Math.max(0.8, lengthOf((high - low) as Cents, most, HEIGHT - 16));
      const color = whole ? '#0b5c48' : amount < 0n ? '#d9912b' : '#7d9cc4';
      paper.doc.rect(x, y, width, height).fill(color);
      const centre = (text: string, at: number, style: { size: number; color: string }): void =>
        paper.put(text, x + width / 2 - paper.widthOf(text, style) / 2, at, style);
      centre(dollars(amount), y - 11, { size: 7.5, color: INK });
      centre(label, base + 5, { size: 7, color: MUTED });
    });
    paper.doc.lineWidth(0.6).strokeColor(LINE);
    paper.doc
      .moveTo(paper.left, base)
      .lineTo(paper.left + paper.width, base)
      .stroke();
  });
}
