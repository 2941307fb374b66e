/** Liquidating distributions and gain that trusts kept (Form 2439), as tables for a person. */
import { formatMoney } from '../tax/values/money.ts';
import type { KeptGain, LiquidatingPayment } from '../tax/lots/figures.ts';
import type { YearReport } from '../tax/report/year-report.ts';
import { append, grouped, heading, total } from './text-sections.ts';
import { left, right, tableLines, TERMINAL_WIDTH, wrapped } from './text-table.ts';

export function liquidationSection({ liquidations }: YearReport): string[] {
  if (liquidations.length === 0) return [];
  const lines = heading('Liquidating distributions');
  for (const [title, rows] of grouped<LiquidatingPayment>(liquidations)) {
    append(
      lines,
      [title],
      tableLines(
        [left('Date'), left('Paid in'), right('Amount'), left('Last')],
        rows.map(({ date, inKind, amount, last }) => [
          date,
          inKind ? 'shares' : 'cash',
          formatMoney(amount),
          last ? 'yes' : '',
        ]),
        ['Total', '', total(rows.map(({ amount }) => amount)), ''],
      ),
      [''],
    );
  }
  return lines;
}

/** Parts of the gain that only some trusts state, with the box of the form. */
const GAIN_PARTS = [
  ['unrecaptured1250', 'Sec. 1250\n(box 1b)'],
  ['section1202', 'Sec. 1202\n(box 1c)'],
  ['collectibles28', 'Collectibles\n(box 1d)'],
] as const;

export function keptGainSection({ keptGains }: YearReport): string[] {
  if (keptGains.length === 0) return [];
  const lines = [
    ...heading('Undistributed capital gain (Form 2439)'),
    ...wrapped(
      'No Form 1099-DIV has it. Declare the gain as long-term capital gain of the year, and claim the tax as paid: a credit.',
      TERMINAL_WIDTH,
      '',
    ),
  ];
  const parts = GAIN_PARTS.filter(([part]) => keptGains.some((one) => one[part] !== 0n));
  for (const [title, rows] of grouped<KeptGain>(keptGains)) {
    append(
      lines,
      [rows[0]?.taxDeferred === true ? `${title} (tax-deferred: nothing to declare)` : title],
      tableLines(
        [
          left('Date'),
          right('Gain\n(box 1a)'),
          ...parts.map(([, caption]) => right(caption)),
          right('Tax paid, a\ncredit (box 2)'),
        ],
        rows.map((one) => [
          one.date,
          formatMoney(one.gain),
          ...parts.map(([part]) => formatMoney(one[part])),
          formatMoney(one.tax),
        ]),
        [
          'Total',
          total(rows.map(({ gain }) => gain)),
          ...parts.map(([part]) => total(rows.map((one) => one[part]))),
          total(rows.map(({ tax }) => tax)),
        ],
      ),
      [''],
    );
  }
  return lines;
}
