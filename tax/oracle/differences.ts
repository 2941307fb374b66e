/**
 * Where do two reports of one year differ?
 *
 * Every figure counts, in its order. Of notices the set of level, code and subject counts, not the
 * wording and not the order.
 */
import type { Notice } from '../facts/notices.ts';
import type { YearReport } from '../report/year-report.ts';
import type { YearState } from '../facts/year-state.ts';

/** Plain text of a value, keys sorted, so that equal values are equal text. */
function textOf(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) => {
    if (typeof each === 'bigint') return `${each}n`;
    if (each === null || typeof each !== 'object' || Array.isArray(each)) return each;
    return Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

function noticeText(notice: Notice): string {
  return textOf([notice.level, notice.code, notice.about]);
}

function withoutWords({ reasons, ...state }: YearState): unknown {
  return { ...state, reasons: reasons.map(({ code, about }) => [code, about]) };
}

function compareLists(what: string, fast: readonly unknown[], slow: readonly unknown[]): string[] {
  const found: string[] = [];
  for (let i = 0; i < Math.max(fast.length, slow.length); i++) {
    const one = textOf(fast[i]) ?? 'nothing';
    const other = textOf(slow[i]) ?? 'nothing';
    if (one !== other) found.push(`${what} ${i}\n  fast ${one}\n  slow ${other}`);
  }
  return found;
}

/** Sentences, one for each difference; none when the reports agree. */
export function differencesOf(fast: YearReport, slow: YearReport): string[] {
  const found: string[] = [];
  if (fast.taxYear !== slow.taxYear) found.push(`tax year ${fast.taxYear} and ${slow.taxYear}`);
  found.push(...compareLists('box', fast.form1099Div, slow.form1099Div));
  found.push(...compareLists('account', fast.accounts, slow.accounts));
  found.push(...compareLists('payment', fast.payments, slow.payments));
  found.push(...compareLists('lot', fast.lots, slow.lots));
  found.push(...compareLists('sale piece', fast.sales, slow.sales));
  found.push(...compareLists('excess gain', fast.excessGains, slow.excessGains));
  found.push(...compareLists('liquidation', fast.liquidations, slow.liquidations));
  found.push(...compareLists('kept gain', fast.keptGains, slow.keptGains));
  found.push(...compareLists('holding period', fast.holdingPeriods, slow.holdingPeriods));
  found.push(...compareLists('uncounted part', fast.uncountedParts, slow.uncountedParts));
  found.push(...compareLists('provisional cash', fast.provisional, slow.provisional));
  found.push(
    ...compareLists('year', fast.yearStates.map(withoutWords), slow.yearStates.map(withoutWords)),
  );

  const fastNotices = new Set(fast.notices.map(noticeText));
  const slowNotices = new Set(slow.notices.map(noticeText));
  for (const text of fastNotices)
    if (!slowNotices.has(text)) found.push(`notice only fast ${text}`);
  for (const text of slowNotices)
    if (!fastNotices.has(text)) found.push(`notice only slow ${text}`);
  return found;
}
