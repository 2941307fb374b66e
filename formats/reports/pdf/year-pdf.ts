/**
 * The year on paper: what an accountant reads and a cabinet keeps. Every figure is one of the report; the
 * sums below the tables add up the rows above them.
 */
import { COMPONENT_WORDS, COMPONENTS } from '../../../tax/facts/model.ts';
import { dollars, namesText } from '../../../tax/facts/wording.ts';
import { basisOf, selectionsOf } from '../../../tax/report/selections.ts';
import { gainThatCounts } from '../../../tax/report/sale-figures.ts';
import { subtractCents, sumCents, type Cents } from '../../../tax/values/money.ts';
import type { YearMaterial } from '../material.ts';
import {
  excessTable,
  keptTable,
  liquidationsTable,
  lotsAfterTable,
  lotsBeforeTable,
} from '../tables/lots.ts';
import {
  boxesTable,
  boxSourcesTable,
  paymentLotsTable,
  paymentsTable,
} from '../tables/payments.ts';
import { filedTable, typedTable } from '../tables/kept.ts';
import { payersTable, returnTable, saidNotices, sourcesTable } from '../tables/return.ts';
import { saleColumns, type SaleColumn } from '../../../tax/report/form-columns.ts';
import { saleLotsTable, saleRowsTable, washTable } from '../tables/sales.ts';
import { onlyRows, type Table } from '../tables/table.ts';
import { TXF_LIMITS } from '../txf-left.ts';
import { txfFile } from '../txf.ts';
import { basisChart, paymentsChart } from './charts.ts';
import { drawTable } from './draw-table.ts';
import { ACCENT, MUTED, Paper, SOFT, type Fonts } from './paper.ts';
import { provisionalSentences } from './provisional.ts';
import { printed, usDay, withUsDays } from './shown.ts';

const NOTE = { size: 8, color: MUTED } as const;

/** The lines at the foot of every page. */
export function footerOf(
  { stamp, sources }: Pick<YearMaterial, 'stamp' | 'sources'>,
  title: string,
): string[] {
  const documents = sources.length === 1 ? '1 document' : `${sources.length} documents`;
  return [
    `${title} · made on ${usDay(stamp.madeOn)} by BasisBook ${stamp.version}`,
    `Book ${stamp.bookHash.slice(0, 16)} · ${documents}, versions ${stamp.documentsHash.slice(0, 16)}${stamp.formsHash === null ? '' : ` · typed forms ${stamp.formsHash.slice(0, 16)}`}`,
  ];
}

/** A table with its heading; nothing where it has no rows. */
function section(
  paper: Paper,
  table: Table,
  choice: Parameters<typeof printed>[1] = {},
  {
    level = 2,
    title = table.title,
    note = '',
  }: { level?: 2 | 3; title?: string; note?: string } = {},
): void {
  if (table.rows.length === 0) return;
  drawTable(paper, printed(table, choice), () => {
    paper.heading(level, title);
    if (note !== '') {
      paper.paragraph(note, NOTE);
      paper.space(8);
    }
  });
}

interface Card {
  readonly label: string;
  readonly value: string;
}

/** The year in a few figures, side by side. */
export function cards(paper: Paper, items: readonly Card[]): void {
  const height = 46;
  const gap = 8;
  const width = (paper.width - gap * (items.length - 1)) / items.length;
  paper.ensure(height);
  const top = paper.y;
  items.forEach(({ label, value }, i) => {
    const x = paper.left + (width + gap) * i;
    paper.artifact(() => paper.doc.roundedRect(x, top, width, height, 5).fill(SOFT));
    paper.add(
      paper.element('P', () => {
        const size = paper.widthOf(value, { size: 13, weight: 'semibold' }) > width - 18 ? 10 : 13;
        paper.put(label, x + 9, top + 9, { size: 7.5, color: MUTED });
        paper.put(value, x + 9, top + 22, { size, weight: 'semibold' });
      }),
    );
  });
  paper.y = top + height + 4;
}

function heading(paper: Paper, { report, account }: YearMaterial): void {
  paper.artifact(() => {
    const style = { size: 9, weight: 'semibold', color: ACCENT } as const;
    paper.put('BasisBook', paper.left + paper.width - paper.widthOf('BasisBook', style), 58, style);
  });
  paper.heading(1, `Tax year ${report.taxYear}`);
  const deferred = report.accounts.filter(({ taxDeferred }) => taxDeferred);
  const own = report.accounts.filter(({ taxDeferred }) => !taxDeferred).map((one) => one.account);
  paper.paragraph(
    account === null
      ? `Taxable accounts: ${own.length === 0 ? 'none' : own.join(', ')}.${deferred.length === 0 ? '' : ` Tax-deferred, in no total: ${deferred.map((one) => one.account).join(', ')}.`}`
      : `Account ${account}.`,
    { size: 9, color: MUTED },
  );
  paper.space(8);
}

/** What is provisional, first of all: every figure below is without it. */
function provisional(paper: Paper, { report }: YearMaterial): void {
  const states = report.yearStates.filter(
    ({ year, state }) => year === report.taxYear && state === 'provisional',
  );
  for (const { reasons } of states) {
    for (const message of provisionalSentences(reasons))
      paper.paragraph(`Provisional: ${withUsDays(message)}`, { size: 8.5, color: '#7a4d00' });
  }
  if (states.length > 0) paper.space(8);
}

const taxable = <Row extends { readonly taxDeferred: boolean }>(rows: readonly Row[]): Row[] =>
  rows.filter(({ taxDeferred }) => !taxDeferred);
const deferredOf = <Row extends { readonly taxDeferred: boolean }>(rows: readonly Row[]): Row[] =>
  rows.filter(({ taxDeferred }) => taxDeferred);

function summary(paper: Paper, material: YearMaterial): void {
  const { report, before } = material;
  const [all] = selectionsOf(report);
  if (!all) return;
  const sales = sumCents(taxable(report.sales).map(gainThatCounts));
  const beyond = sumCents(taxable(report.excessGains).map(({ amount }) => amount));
  cards(paper, [
    { label: 'Cash received', value: dollars(all.cash) },
    { label: 'Return of capital', value: dollars(all.components.returnOfCapital) },
    { label: 'Gain or loss on sales', value: dollars(sales) },
    { label: 'Gain beyond the basis', value: dollars(beyond) },
    { label: `Basis, end of ${report.taxYear}`, value: dollars(all.basis.adjustedBasis) },
  ]);
  const parts = COMPONENTS.filter((name) => all.components[name] !== 0n).map(
    (name) => `${COMPONENT_WORDS[name].toLowerCase()} ${dollars(all.components[name])}`,
  );
  if (parts.length > 0) {
    paper.heading(2, 'Payments of the year', 170);
    paper.paragraph(
      `${dollars(all.cash)} in ${taxable(report.payments).length} payments: ${parts.join(', ')}.`,
      NOTE,
    );
    paper.space(8);
    paymentsChart(paper, taxable(report.payments));
  }
  const now = taxable(report.lots);
  const then = taxable(before);
  if (now.length + then.length === 0) return;
  paper.heading(2, 'Basis of the lots', 170);
  const start = basisOf(then).adjustedBasis;
  const returned = all.basis.returnOfCapitalInYear;
  const end = all.basis.adjustedBasis;
  const other = subtractCents(subtractCents(end, start), -returned as Cents);
  paper.paragraph(
    `Basis of the lots held at the end of ${report.taxYear - 1}: ${dollars(start)}. Return of capital that the lots still held carry: ${dollars(returned)}. What was bought, sold, moved or adjusted: ${dollars(other)}. Basis at the end of ${report.taxYear}: ${dollars(end)}.`,
    NOTE,
  );
  paper.space(14);
  basisChart(paper, { label: `End of ${report.taxYear - 1}`, amount: start }, [
    { label: 'Bought, sold, moved', amount: other },
    { label: 'Return of capital', amount: -returned as Cents },
  ]);
}

function form1099(paper: Paper, material: YearMaterial): void {
  const { report, form } = material;
  if (report.form1099Div.length === 0) {
    paper.heading(2, 'Form 1099-DIV');
    paper.paragraph(
      `The form of ${report.taxYear} is not known to this version; the payments follow.`,
      NOTE,
    );
    return;
  }
  section(
    paper,
    boxSourcesTable(material),
    { always: ['Amount'] },
    {
      title: 'Form 1099-DIV, and how each box is made',
      note: form
        ? `${material.account === null ? 'All taxable accounts together' : `Account ${material.account}`}. Boxes as on ${form.source}`
        : '',
    },
  );
  if (report.accounts.length < 2) return;
  const boxes = boxesTable(material);
  const filled = onlyRows(
    boxes,
    ([of, , , amount]) => of !== 'All taxable accounts' && amount !== '0.00',
  );
  section(paper, filled, {}, { level: 3, title: 'Filled boxes by account' });
}

type Rows = 'payments' | 'lots' | 'sales' | 'excessGains' | 'keptGains' | 'liquidations';

/** The table of taxable accounts, then, in no total of the return, that of the others. */
function both(
  paper: Paper,
  material: YearMaterial,
  of: Rows,
  make: (of: YearMaterial) => Table,
  choice: Parameters<typeof printed>[1] = {},
  note = '',
): void {
  const { report } = material;
  const only = (rows: readonly unknown[]): YearMaterial => ({
    ...material,
    report: { ...report, [of]: rows },
  });
  const plain = { ...choice, without: [...(choice.without ?? []), 'Tax-deferred'], total: 'Total' };
  const table = make(only(taxable<{ readonly taxDeferred: boolean }>(report[of])));
  section(paper, table, plain, { note });
  section(paper, make(only(deferredOf<{ readonly taxDeferred: boolean }>(report[of]))), plain, {
    ...(table.rows.length === 0 ? { level: 2 } : { level: 3 }),
    title: `${table.title}, in tax-deferred accounts`,
  });
}

function payments(paper: Paper, material: YearMaterial): void {
  both(paper, material, 'payments', paymentsTable, { without: ['Record date', 'Document'] });
  const byLot = (of: YearMaterial): Table => {
    const table = paymentLotsTable(of);
    const returned = table.columns.findIndex(({ caption }) => caption === 'Return of capital');
    return onlyRows(table, (row) => row[returned] !== '0.00');
  };
  const note =
    'Each payment’s return of capital is divided among the lots by their shares; it lowers the basis of each, and what is beyond it is a gain.';
  both(paper, material, 'payments', byLot, {}, note);
}

function lots(paper: Paper, material: YearMaterial): void {
  const choice = { always: ['Adjusted basis'] };
  // The tables of both days are made of the lots of a report.
  const then = { ...material, report: { ...material.report, lots: material.before } };
  const before = (of: YearMaterial): Table => lotsBeforeTable({ ...of, before: of.report.lots });
  both(paper, then, 'lots', before, choice);
  both(paper, material, 'lots', lotsAfterTable, choice);
}

/** The rows of the form, page by page, with what their statements say. */
function formRows(paper: Paper, material: YearMaterial): void {
  const table = saleRowsTable(material);
  if (table.rows.length === 0) return;
  paper.heading(2, table.title, 120);
  if (material.styleSource) paper.paragraph(`Columns as on ${material.styleSource}`, NOTE);
  const places = columnsOfForm(material);
  for (const [page, rows] of Map.groupBy(table.rows, ([name = '']) => name)) {
    const line = rows[0]?.[1] ?? '';
    // A code asks for its amount, also where that is nothing (Instructions for Form 8949, code B).
    const isCoded = rows.some((row) => (row[places.codes] ?? '') !== '');
    const choice = {
      without: ['Page', 'Totals to Schedule D, line', 'Statement'],
      always: isCoded ? ['Gain or loss', places.adjustment] : ['Gain or loss'],
      total: line === '' ? 'Total' : `Totals to Schedule D, line ${line}`,
    };
    const ofPage = onlyRows(table, ([name]) => name === page);
    section(paper, ofPage, choice, { level: 3, title: page });
  }
  const said = table.rows.filter((row) => (row.at(-1) ?? '') !== '');
  if (said.length === 0) return;
  paper.heading(3, 'Statements to these rows');
  for (const [statement, rows] of Map.groupBy(said, (row) => row.at(-1) ?? '')) {
    paper.paragraph(`${namesText([...new Set(rows.map(places.nameOf))])}: ${statement}`, {
      size: 8,
    });
    paper.space(3);
  }
}

/** Where the columns of the year's form stand in the table of its rows. */
function columnsOfForm({ style }: YearMaterial) {
  const columns = saleColumns(style);
  // Page and line stand before them.
  const placeOf = (name: SaleColumn['of']): number =>
    columns.findIndex(({ of }) => of === name) + 2;
  const adjustment = columns.find(({ of }) => of === 'adjustment');
  const [description, acquired, sold] = (['description', 'acquired', 'sold'] as const).map(placeOf);
  return {
    codes: columns.some(({ of }) => of === 'codes') ? placeOf('codes') : -1,
    adjustment: adjustment ? `(${adjustment.letter}) ${adjustment.caption}` : '',
    nameOf: (row: readonly string[]): string =>
      `${row[description ?? 2] ?? ''}, ${usDay(row[acquired ?? 3] ?? '')} to ${usDay(row[sold ?? 4] ?? '')}`,
  };
}

function sales(paper: Paper, material: YearMaterial): void {
  formRows(paper, material);
  both(paper, material, 'sales', saleLotsTable, { without: ['Kind'] });
  section(paper, washTable(material), { total: 'Total' });
  both(paper, material, 'excessGains', excessTable);
  both(paper, material, 'keptGains', keptTable);
  both(paper, material, 'liquidations', liquidationsTable);
}

function list(paper: Paper, title: string, items: readonly string[]): void {
  if (items.length === 0) return;
  paper.heading(2, title);
  for (const item of items) {
    paper.paragraph(`•  ${withUsDays(item)}`, { size: 8.5 });
    paper.space(3);
  }
}

/** What the holder kept beside the figures: the broker's forms, and of what was filed only what changed. */
function kept(paper: Paper, material: YearMaterial): void {
  section(paper, typedTable(material), { without: ['Received', 'Agrees', 'Reported to the IRS'] });
  const filed = filedTable(material);
  const changed = onlyRows(filed, (row) => row.at(-1) !== '0.00');
  section(paper, changed, { always: ['Filed', 'Now', 'Change'] });
  const [first] = material.kept.filed;
  if (first === undefined || changed.rows.length > 0) return;
  paper.heading(2, 'What was filed');
  const when = first.filedOn === null ? '' : ` on ${usDay(first.filedOn)}`;
  paper.paragraph(
    `This book keeps the return that was filed${when}. ${filed.rows.length === 1 ? 'Its 1 figure is' : `All its ${filed.rows.length} figures are`} still what the book gives; nothing has to be amended.`,
    NOTE,
  );
}

function endings(paper: Paper, material: YearMaterial): void {
  const { lines, form, report, stamp } = material;
  list(
    paper,
    'Notices',
    saidNotices(report.notices).map(({ level, message }) => `${level}: ${message}`),
  );
  const { left } = txfFile({ ...material, ...stamp });
  list(paper, 'What the file for a tax program (TXF) does not carry', [...left, ...TXF_LIMITS]);
  section(
    paper,
    sourcesTable(material),
    {},
    {
      title: 'Documents that these figures rest on',
      note: 'SHA-256 is the digest of the document’s text: the same text has the same digest.',
    },
  );
  const said = [
    ...lines.lines.map(({ source }) => source),
    ...lines.sales.map(({ source }) => source),
    ...(lines.payers ? [lines.payers.source] : []),
    ...lines.notes.map(({ source }) => source),
    ...(form ? [form.source] : []),
  ];
  list(paper, 'Sources of the forms and lines', [...new Set(said)]);
  paper.heading(2, 'How this was made');
  paper.paragraph(
    `BasisBook ${stamp.version} computed every figure from the entries and documents of the book; nothing is rounded but to the cent, where the rules ask for it. Book ${stamp.bookHash}: the same entries and documents have the same digest. Document versions ${stamp.documentsHash}.${stamp.formsHash === null ? '' : ` What was typed of brokers’ forms, which chooses boxes and codes of sales, has its own: ${stamp.formsHash}.`}`,
    { size: 8.5 },
  );
}

/** The file as bytes. */
export function yearPdf(material: YearMaterial, fonts: Fonts): Uint8Array {
  const { report, account, stamp } = material;
  const title = `Tax year ${report.taxYear}${account === null ? '' : `, account ${account}`}`;
  const paper = new Paper({ title, fonts, footer: footerOf(material, title), ...stamp });
  heading(paper, material);
  provisional(paper, material);
  summary(paper, material);
  form1099(paper, material);
  section(paper, returnTable(material), { without: ['Source'] });
  section(paper, payersTable(material), { total: 'Total' }, { level: 3 });
  payments(paper, material);
  lots(paper, material);
  sales(paper, material);
  kept(paper, material);
  endings(paper, material);
  return paper.finish();
}
