/** The payments of an allocation document, column by column. */
import {
  COMPONENTS,
  SUBSETS,
  type Component,
  type Distribution,
  type Subset,
} from '../tax/facts/model.ts';
import { formatRate, type Rate } from '../tax/values/money.ts';
import { statement, type Book } from './book.ts';
import { newUuid, type NewId } from './ids.ts';
import { toDay, toDayOrNull, toRate } from './rows.ts';

export type NewDistribution = Omit<Distribution, 'id'>;

const COMPONENT_COLUMNS: Readonly<Record<Component, string>> = {
  ordinary: 'ordinary',
  qualified: 'qualified',
  capitalGain: 'capital_gain',
  unrecaptured1250: 'unrecaptured_1250',
  section1202: 'section_1202',
  collectibles28: 'collectibles_28',
  returnOfCapital: 'return_of_capital',
};

const SUBSET_COLUMNS: Readonly<Record<Subset, string>> = {
  qualified5Year: 'qualified_5_year',
  section199A: 'section_199a',
  shortTermCapitalGain: 'short_term_capital_gain',
  postMay5: 'post_may_5',
  section897Ordinary: 'section_897_ordinary',
  section897CapitalGain: 'section_897_capital_gain',
};

const COLUMNS = [
  'id',
  'document_id',
  'security_id',
  'position',
  'declaration_date',
  'record_date',
  'ex_date',
  'payable_date',
  'amount_per_share',
  'allocable_per_share',
  'in_kind',
  'unit',
  'source_line',
  ...COMPONENTS.map((name) => COMPONENT_COLUMNS[name]),
  ...SUBSETS.map((name) => SUBSET_COLUMNS[name]),
];

const INSERT = `INSERT INTO distribution (${COLUMNS.join(', ')})
  VALUES (${COLUMNS.map(() => '?').join(', ')})`;

interface DistributionRecord {
  readonly [column: string]: string | number | null;
  readonly id: string;
  readonly document_id: string;
  readonly security_id: string;
  readonly declaration_date: string | null;
  readonly record_date: string | null;
  readonly ex_date: string | null;
  readonly payable_date: string;
  readonly amount_per_share: string;
  readonly allocable_per_share: string;
  readonly in_kind: number;
  readonly unit: Distribution['unit'];
  readonly source_line: number | null;
}

export function insertDistribution(
  book: Book,
  documentId: string,
  securityId: string,
  position: number,
  distribution: NewDistribution,
  newId: NewId = newUuid,
): void {
  const subset = (rate: Rate | undefined): string | null =>
    rate === undefined ? null : formatRate(rate);
  statement(book, INSERT).run(
    newId(),
    documentId,
    securityId,
    position,
    distribution.declarationDate,
    distribution.recordDate,
    distribution.exDate,
    distribution.payableDate,
    formatRate(distribution.amountPerShare),
    formatRate(distribution.allocablePerShare),
    distribution.inKind ? 1 : 0,
    distribution.unit,
    distribution.sourceLine,
    ...COMPONENTS.map((name) => formatRate(distribution.components[name])),
    ...SUBSETS.map((name) => subset(distribution.subsets[name])),
  );
}

function toDistribution(row: DistributionRecord): Distribution {
  const components = COMPONENTS.map((name) => [name, toRate(String(row[COMPONENT_COLUMNS[name]]))]);
  const subsets = SUBSETS.flatMap((name) => {
    const text = row[SUBSET_COLUMNS[name]];
    return typeof text === 'string' ? [[name, toRate(text)]] : [];
  });
  return {
    id: row.id,
    declarationDate: toDayOrNull(row.declaration_date),
    recordDate: toDayOrNull(row.record_date),
    exDate: toDayOrNull(row.ex_date),
    payableDate: toDay(row.payable_date),
    amountPerShare: toRate(row.amount_per_share),
    allocablePerShare: toRate(row.allocable_per_share),
    inKind: row.in_kind === 1,
    unit: row.unit,
    components: Object.fromEntries(components) as Record<Component, Rate>,
    subsets: Object.fromEntries(subsets) as Partial<Record<Subset, Rate>>,
    sourceLine: row.source_line,
  };
}

/** Payments of one document, or of all, in the documents' order; by document and security. */
export function loadDistributions(
  book: Book,
  documentId: string | null,
): (documentId: string, securityId: string) => readonly Distribution[] {
  const rows = statement(
    book,
    `SELECT ${COLUMNS.join(', ')} FROM distribution
     WHERE ? IS NULL OR document_id = ? ORDER BY document_id, security_id, position`,
  ).all(documentId, documentId) as DistributionRecord[];
  const key = (document: string, security: string): string => JSON.stringify([document, security]);
  const groups = Map.groupBy(rows, (row) => key(row.document_id, row.security_id));
  return (document, security) => (groups.get(key(document, security)) ?? []).map(toDistribution);
}
