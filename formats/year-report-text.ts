/**
 * The year as a table for a person: every box with its caption, every payment by component, every
 * lot, sale and excess gain, and the notices. It is complete, whatever its length, because it may be
 * written to a file; ordinary data fits a width of 100 characters.
 */
import { COMPONENTS, securityLabel, SUBSETS } from '../tax/facts/model.ts';
import { formatMoney, formatRate, formatShares, type Cents } from '../tax/values/money.ts';
import type { ExcessGain, LotState, Payment } from '../tax/lots/figures.ts';
import { missingDocuments } from '../tax/facts/missing-documents.ts';
import type { StateReason } from '../tax/facts/year-state.ts';
import type { Notice } from '../tax/facts/notices.ts';
import { untoldReasons } from '../tax/report/untold-reasons.ts';
import type { FormBox, YearReport } from '../tax/report/year-report.ts';
import { COMPONENT_CAPTIONS, SUBSET_CAPTIONS } from './table-captions.ts';
import { left, printable, right, tableLines, TERMINAL_WIDTH, wrapped } from './text-table.ts';
import { append, grouped, heading, total } from './text-sections.ts';
import { keptGainSection, liquidationSection } from './paid-text.ts';
import { holdingSection } from './holding-periods-text.ts';
import { stateSection } from './provisional-text.ts';
import { saleSection } from './sales-text.ts';

/** The whole report, with a line feed at the end of each line. */
export function yearReportText(report: YearReport): string {
  const lines = [`Tax year ${report.taxYear}`, ''];
  append(
    lines,
    stateSection(report),
    provisionalSection(report),
    formSection(report),
    paymentSection(report),
    liquidationSection(report),
    keptGainSection(report),
    holdingSection(report),
    lotSection(report),
    saleSection(report),
    excessSection(report),
    noticeSection(report),
  );
  while (lines.at(-1) === '') lines.pop();
  return `${lines.join('\n')}\n`;
}

function boxLines(boxes: readonly FormBox[]): string[] {
  return tableLines(
    [right('Box'), left('Caption'), right('Amount')],
    boxes.map((box) => [box.box, box.caption, formatMoney(box.amount)]),
  );
}

/** First of all, because every figure below is without it. */
function provisionalSection(report: YearReport): string[] {
  if (report.provisional.length === 0) return [];
  return [
    ...heading('Provisional: cash of unknown character'),
    ...wrapped(
      'No release says yet what this cash was, so it is in no box and lowers no basis. Add the release of each security for this year.',
      TERMINAL_WIDTH,
      '',
    ),
    ...tableLines(
      [left('Security'), left('Account'), right('Entries'), right('Cash')],
      report.provisional.map(({ security, account, taxDeferred, entries, cash }) => [
        securityLabel(security),
        taxDeferred ? `${account} (tax-deferred)` : account,
        String(entries),
        formatMoney(cash),
      ]),
    ),
    '',
  ];
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
    const name = `Account ${printable(account.account)}`;
    // Ten zeros say no more than one sentence.
    const isEmpty = account.form1099Div.every(({ amount }) => amount === 0n);
    if (isEmpty && !holdsAnything(report, account.accountId)) {
      lines.push(`${name}${note}: nothing in this year.`, '');
      continue;
    }
    lines.push(`${name}${note}`, ...boxLines(account.form1099Div), '');
  }
  return lines;
}

/** Whether the year has shares, payments, sales or cash of an account. */
function holdsAnything(report: YearReport, accountId: string): boolean {
  const { payments, lots, sales, provisional, liquidations, keptGains } = report;
  return [payments, lots, sales, provisional, liquidations, keptGains].some((rows) =>
    rows.some((row: { readonly accountId: string }) => row.accountId === accountId),
  );
}

const MAY_HAVE_PAID: ReadonlySet<string> = new Set<StateReason['code']>([
  'missing-document',
  'only-payments-known',
  'document-incomplete',
  'claim-without-payment',
]);

/** That nothing was paid is known of a year whose releases are all there. */
function noPaymentsText({ taxYear, yearStates, provisional, notices }: YearReport): string {
  const ofYear = yearStates.filter(({ year }) => year === taxYear);
  const mayHavePaid =
    provisional.length > 0 ||
    notices.some(({ code, about }) => code === 'income-not-known' && about.year === taxYear) ||
    ofYear.some(({ reasons }) => reasons.some(({ code }) => MAY_HAVE_PAID.has(code)));
  return mayHavePaid
    ? 'No dividend payment of this year is in the releases that were added.'
    : 'No dividend payments in this year.';
}

function paymentSection(report: YearReport): string[] {
  if (report.payments.length === 0) return [noPaymentsText(report), ''];
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
  const isAnyBeyond = payments.some(({ discount }) => discount !== 0n);
  return tableLines(
    [
      left('Payable'),
      left('Ex-date'),
      right('Shares'),
      right('Per share'),
      right('Cash'),
      ...(isAnyBeyond ? [right('Discount')] : []),
      ...components.map((name) => right(COMPONENT_CAPTIONS[name])),
      ...subsets.map((name) => right(SUBSET_CAPTIONS[name])),
    ],
    payments.map((payment) => [
      payment.distribution.payableDate,
      payment.exDate,
      formatShares(payment.shares),
      formatRate(payment.amountPerShare),
      formatMoney(payment.cash),
      ...(isAnyBeyond ? [formatMoney(payment.discount)] : []),
      ...components.map((name) => formatMoney(payment.components[name])),
      ...subsets.map((name) => formatMoney(payment.subsets[name] ?? (0n as Cents))),
    ]),
    [
      'Total',
      '',
      '',
      '',
      total(payments.map((payment) => payment.cash)),
      ...(isAnyBeyond ? [total(payments.map((payment) => payment.discount))] : []),
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
  const anyHeld = report.lots.some((lot) => lot.heldSince !== lot.acquired);
  const anyAdded = report.lots.some((lot) => lot.disallowedLossAdded !== 0n);
  const anyOther = report.lots.some((lot) => lot.otherBasisChanges !== 0n);
  for (const [title, lots] of grouped<LotState>(report.lots)) {
    append(
      lines,
      [title],
      tableLines(
        [
          left('Lot'),
          left('Acquired'),
          ...(anyHeld ? [left('Held\nsince')] : []),
          right('Shares'),
          right('Cost'),
          ...(anyAdded ? [right('Of it loss\nadded')] : []),
          ...(anyOther ? [right('Other\nchanges')] : []),
          right('Returned\nbefore'),
          right('Returned\nin year'),
          right('Adjusted\nbasis'),
        ],
        lots.map((lot) => [
          lot.lot,
          lot.inherited ? 'inherited' : lot.acquired,
          ...(anyHeld ? [lot.heldSince] : []),
          formatShares(lot.shares),
          formatMoney(lot.cost),
          ...(anyAdded ? [formatMoney(lot.disallowedLossAdded)] : []),
          ...(anyOther ? [formatMoney(lot.otherBasisChanges)] : []),
          formatMoney(lot.returnOfCapitalBefore),
          formatMoney(lot.returnOfCapitalInYear),
          formatMoney(lot.adjustedBasis),
        ]),
        [
          'Total',
          '',
          ...(anyHeld ? [''] : []),
          '',
          total(lots.map((lot) => lot.cost)),
          ...(anyAdded ? [total(lots.map((lot) => lot.disallowedLossAdded))] : []),
          ...(anyOther ? [total(lots.map((lot) => lot.otherBasisChanges))] : []),
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

/** Several notices of missing documents are one, where the first of them stands. */
function notesInWords(notices: readonly Notice[]): Pick<Notice, 'level' | 'message'>[] {
  const missing = notices.filter(({ code }) => code === 'missing-allocation');
  const [first] = missing;
  if (!first || missing.length === 1) return [...notices];
  const message = missingDocuments(missing);
  return notices.flatMap((notice) => {
    if (notice === first) return [{ level: first.level, message }];
    return notice.code === 'missing-allocation' ? [] : [notice];
  });
}

function noticeSection(report: YearReport): string[] {
  const untold = untoldReasons(report);
  if (report.notices.length + untold.length === 0) return [];
  return [
    ...heading('Notices'),
    ...untold.flatMap(({ message }) => wrapped(`Provisional: ${message}`, TERMINAL_WIDTH, '  ')),
    ...notesInWords(report.notices).flatMap((notice) =>
      wrapped(`${LEVEL_WORDS[notice.level]}: ${notice.message}`, TERMINAL_WIDTH, '  '),
    ),
    '',
  ];
}
