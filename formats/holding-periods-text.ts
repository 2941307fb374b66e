/**
 * What does not count because shares were not held long enough around an ex-date, and the days behind
 * it, lot by lot. Nothing in years without such payments.
 */
import { formatMoney, formatShares } from '../tax/values/money.ts';
import type { HoldingPeriod, UncountedPart } from '../tax/lots/figures.ts';
import type { YearReport } from '../tax/report/year-report.ts';
import { append, grouped, heading } from './text-sections.ts';
import { left, right, tableLines } from './text-table.ts';

const PART_WORDS: Readonly<Record<HoldingPeriod['part'], string>> = {
  qualified: 'qualified dividends',
  section199A: 'section 199A dividends',
};

export function holdingSection(report: YearReport): string[] {
  const lines: string[] = [];
  const payable = new Map(
    report.payments.map(({ key, distribution }) => [key, distribution.payableDate]),
  );
  if (report.uncountedParts.length > 0) {
    lines.push(...heading('Not counted: shares that were not held long enough'));
    for (const [title, parts] of grouped<UncountedPart>(report.uncountedParts)) {
      append(
        lines,
        [title],
        tableLines(
          [
            left('Payable'),
            left('Part'),
            right('Amount'),
            right('Shares'),
            right('Held too\nshort'),
            right('Not\ncounted'),
          ],
          parts.map((part) => [
            payable.get(part.paymentKey) ?? '',
            PART_WORDS[part.part],
            formatMoney(part.amount),
            formatShares(part.shares),
            formatShares(part.sharesTooShort),
            formatMoney(part.notCounted),
          ]),
        ),
        [''],
      );
    }
  }
  if (report.holdingPeriods.length === 0) return lines;
  lines.push(...heading('Days held around the ex-dates'));
  for (const [title, periods] of grouped<HoldingPeriod>(report.holdingPeriods)) {
    append(
      lines,
      [title],
      tableLines(
        [
          left('Ex-date'),
          left('Part'),
          left('Lot'),
          right('Shares'),
          left('Disposed'),
          right('Days\nheld'),
          right('Days\nneeded'),
          left('Qualifies'),
        ],
        periods.map((period) => [
          period.exDate,
          PART_WORDS[period.part],
          period.lot,
          formatShares(period.shares),
          period.disposed ?? '',
          String(period.daysHeld),
          String(period.daysNeeded),
          period.daysHeld >= period.daysNeeded ? 'yes' : 'no',
        ]),
      ),
      [''],
    );
  }
  return lines;
}
