/**
 * The year as a table for a person: every box with its caption, every payment by component, every
 * lot, sale and excess gain, and the notices. It is complete, whatever its length, because it may be
 * written to a file; ordinary data fits a width of 100 characters.
 */
import { COMPONENTS, securityLabel, SUBSETS } from '../tax/model.ts';
import { formatMoney, formatRate, formatShares, sumCents, type Cents } from '../tax/money.ts';
import type {
  ExcessGain,
  FormBox,
  LotState,
  Payment,
  SalePiece,
  YearReport,
} from '../tax/year-report.ts';
import { COMPONENT_CAPTIONS, SUBSET_CAPTIONS } from './captions.ts';
import { left, printable, right, tableLines, TERMINAL_WIDTH, wrapped } from './text-table.ts';

/** The whole report, with a line feed at the end of each line. */
export function yearReportText(report: YearReport): string {
  const lines = [`Tax year ${report.taxYear}`, ''];
  append(
    lines,
    formSection(report),
    paymentSection(report),
    lotSection(report),
    saleSection(report),
    excessSection(report),
    noticeSection(report),
  );
  while (lines.at(-1) === '') lines.pop();
  return `${lines.join('\n')}\n`;
}

/** Not `push(...)`: a report may have more lines than a call can have arguments. */
function append(lines: string[], ...parts: readonly (readonly string[])[]): void {
  for (const part of parts) for (const line of part) lines.push(line);
}

function heading(title: string): string[] {
  return [title, '='.repeat(title.length)];
}

function boxLines(boxes: readonly FormBox[]): string[] {
  return tableLines(
    [right('Box'), left('Caption'), right('Amount')],
    boxes.map((box) => [box.box, box.caption, formatMoney(box.amount)]),
  );
}

function formSection(report: YearReport): string[] {
  const lines = heading('Form 1099-DIV');
  if (report.form1099Div.length === 0) {
    lines.push(
      `The form of ${report.taxYear} is not known to this version; the payments follow.`,
      '',
    );
    return lines;
  }
  lines.push(...boxLines(report.form1099Div), '');
  const [only, ...others] = report.accounts;
  if (others.length === 0 && only?.taxDeferred !== true) return lines;
  for (const account of report.accounts) {
    const note = account.taxDeferred ? ' (tax-deferred, not in the totals above)' : '';
    lines.push(
      `Account ${printable(account.account)}${note}`,
      ...boxLines(account.form1099Div),
      '',
    );
  }
  return lines;
}

interface Held {
  readonly account: string;
  readonly security: Payment['security'];
}

/** Rows by account and security, in the order in which these appear. */
function grouped<T extends Held>(items: readonly T[]): [title: string, items: T[]][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const label = securityLabel(item.security);
    const name = label === item.security.name ? '' : ` (${item.security.name})`;
    const title = printable(`${label}${name}, account ${item.account}`);
    const group = groups.get(title);
    if (group === undefined) groups.set(title, [item]);
    else group.push(item);
  }
  return [...groups];
}

function total(values: Iterable<Cents>): string {
  return formatMoney(sumCents(values));
}

function paymentSection(report: YearReport): string[] {
  if (report.payments.length === 0) return ['No payments in this year.', ''];
  const lines = heading('Payments');
  for (const [title, payments] of grouped(report.payments)) {
    append(lines, [title], paymentLines(payments), ['']);
  }
  const reducing = report.payments.filter((payment) => payment.components.returnOfCapital > 0n);
  if (reducing.length === 0) return lines;
  lines.push(...heading('Return of capital by lot'));
  for (const [title, payments] of grouped(reducing)) {
    append(
      lines,
      [title],
      tableLines(
        [
          left('Payable'),
          left('Lot'),
          right('Shares'),
          right('Return of\ncapital'),
          right('Basis\nreduction'),
          right('Excess\ngain'),
        ],
        payments.flatMap((payment) =>
          payment.lots.map((lot) => [
            payment.distribution.payableDate,
            lot.lot,
            formatShares(lot.shares),
            formatMoney(lot.returnOfCapital),
            formatMoney(lot.basisReduction),
            formatMoney(lot.excessGain),
          ]),
        ),
      ),
      [''],
    );
  }
  return lines;
}

function paymentLines(payments: readonly Payment[]): string[] {
  const components = COMPONENTS.filter((name) =>
    payments.some((payment) => payment.components[name] !== 0n),
  );
  const subsets = SUBSETS.filter((name) =>
    payments.some((payment) => (payment.subsets[name] ?? 0n) !== 0n),
  );
  return tableLines(
    [
      left('Payable'),
      left('Ex-date'),
      right('Shares'),
      right('Per share'),
      right('Cash'),
      ...components.map((name) => right(COMPONENT_CAPTIONS[name])),
      ...subsets.map((name) => right(SUBSET_CAPTIONS[name])),
    ],
    payments.map((payment) => [
      payment.distribution.payableDate,
      payment.exDate,
      formatShares(payment.shares),
      formatRate(payment.amountPerShare),
      formatMoney(payment.cash),
      ...components.map((name) => formatMoney(payment.components[name])),
      ...subsets.map((name) => formatMoney(payment.subsets[name] ?? (0n as Cents))),
    ]),
    [
      'Total',
      '',
      '',
      '',
      total(payments.map((payment) => payment.cash)),
      ...components.map((name) => total(payments.map((payment) => payment.components[name]))),
      ...subsets.map((name) =>
        total(payments.map((payment) => payment.subsets[name] ?? (0n as Cents))),
      ),
    ],
  );
}

function lotSection(report: YearReport): string[] {
  if (report.lots.length === 0) return ['No lots at the end of the year.', ''];
  const lines = heading(`Lots on December 31, ${report.taxYear}`);
  for (const [title, lots] of grouped<LotState>(report.lots)) {
    append(
      lines,
      [title],
      tableLines(
        [
          left('Lot'),
          left('Acquired'),
          right('Shares'),
          right('Cost'),
          right('Returned\nbefore'),
          right('Returned\nin year'),
          right('Adjusted\nbasis'),
        ],
        lots.map((lot) => [
          lot.lot,
          lot.acquired,
          formatShares(lot.shares),
          formatMoney(lot.cost),
          formatMoney(lot.returnOfCapitalBefore),
          formatMoney(lot.returnOfCapitalInYear),
          formatMoney(lot.adjustedBasis),
        ]),
        [
          'Total',
          '',
          '',
          total(lots.map((lot) => lot.cost)),
          total(lots.map((lot) => lot.returnOfCapitalBefore)),
          total(lots.map((lot) => lot.returnOfCapitalInYear)),
          total(lots.map((lot) => lot.adjustedBasis)),
        ],
      ),
      [''],
    );
  }
  return lines;
}

function saleSection(report: YearReport): string[] {
  if (report.sales.length === 0) return [];
  const lines = heading('Sales');
  const anyMoved = report.sales.some((piece) => piece.longTermLoss !== 0n);
  for (const [title, pieces] of grouped<SalePiece>(report.sales)) {
    append(
      lines,
      [title],
      tableLines(
        [
          left('Sold'),
          left('Lot'),
          left('Acquired'),
          right('Shares'),
          right('Proceeds'),
          right('Adjusted\nbasis'),
          right('Gain'),
          left('Term'),
          ...(anyMoved ? [right('Long-term\nloss')] : []),
        ],
        pieces.map((piece) => [
          piece.sold,
          piece.lot,
          piece.acquired,
          formatShares(piece.shares),
          formatMoney(piece.proceeds),
          formatMoney(piece.adjustedBasis),
          formatMoney(piece.gain),
          piece.term,
          ...(anyMoved ? [formatMoney(piece.longTermLoss)] : []),
        ]),
      ),
      [''],
    );
  }
  return lines;
}

function excessSection(report: YearReport): string[] {
  if (report.excessGains.length === 0) return [];
  const lines = heading('Return of capital beyond the basis (capital gain)');
  for (const [title, gains] of grouped<ExcessGain>(report.excessGains)) {
    append(
      lines,
      [title],
      tableLines(
        [left('Date'), left('Lot'), right('Amount'), left('Term')],
        gains.map((gain) => [gain.date, gain.lot, formatMoney(gain.amount), gain.term]),
      ),
      [''],
    );
  }
  return lines;
}

const LEVEL_WORDS = { error: 'Error', warning: 'Warning', info: 'Note' } as const;

function noticeSection(report: YearReport): string[] {
  if (report.notices.length === 0) return [];
  return [
    ...heading('Notices'),
    ...report.notices.flatMap((notice) =>
      wrapped(`${LEVEL_WORDS[notice.level]}: ${notice.message}`, TERMINAL_WIDTH, '  '),
    ),
    '',
  ];
}
