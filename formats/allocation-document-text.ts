/** An allocation document as a table for a person: what the reader found, by security, and its notices. */
import { COMPONENTS, SUBSETS } from '../tax/facts/model.ts';
import type { AllocationDocumentJson, DocumentSecurityJson } from './allocation-document.ts';
import { COMPONENT_CAPTIONS, SUBSET_CAPTIONS } from './table-captions.ts';
import { left, printable, right, tableLines, TERMINAL_WIDTH, wrapped } from './text-table.ts';

const NOT_GIVEN = '?';

/** The whole document, with a line feed at the end of each line. */
export function allocationDocumentText(document: AllocationDocumentJson): string {
  const payments = document.securities.reduce((sum, one) => sum + one.distributions.length, 0);
  const lines = [
    printable(document.issuer ?? 'Issuer not found'),
    `Tax year ${document.taxYear ?? 'not found'}, published ${document.publishedOn ?? 'on a day not found'}, ${document.status}`,
    `${counted(document.securities.length, 'security', 'securities')}, ${counted(payments, 'payment', 'payments')}`,
    '',
  ];
  for (const security of document.securities) {
    for (const line of securityLines(security)) lines.push(line);
    lines.push('');
  }
  for (const notice of document.notices) {
    const place = notice.line === null ? '' : ` (line ${notice.line})`;
    lines.push(...wrapped(`${notice.level}${place}: ${notice.message}`, TERMINAL_WIDTH, '  '));
  }
  while (lines.at(-1) === '') lines.pop();
  return `${lines.join('\n')}\n`;
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** A security with its payments, as a table under its name. */
export function securityLines(security: DocumentSecurityJson): string[] {
  const identifiers = [
    ...(security.symbol === null ? [] : [security.symbol]),
    ...security.cusips.map((cusip) => `CUSIP ${cusip}`),
  ];
  const named =
    identifiers.length === 0 ? security.name : `${security.name} (${identifiers.join(', ')})`;
  const title = printable(
    security.taxYear === undefined ? named : `${named}, tax year ${security.taxYear}`,
  );
  const rows = security.distributions;
  const components = COMPONENTS.filter((name) => rows.some((row) => row.components[name] !== '0'));
  const subsets = SUBSETS.filter((name) => rows.some((row) => row.subsets[name] !== undefined));
  const exDates = rows.some((row) => row.exDate !== null);
  const allocable = rows.some((row) => row.allocablePerShare !== row.amountPerShare);
  return [
    title,
    ...tableLines(
      [
        left('Record'),
        ...(exDates ? [left('Ex-date')] : []),
        left('Payable'),
        right('Per share'),
        ...(allocable ? [right('Of this\nyear')] : []),
        left('Unit'),
        ...components.map((name) => right(COMPONENT_CAPTIONS[name])),
        ...subsets.map((name) => right(SUBSET_CAPTIONS[name])),
      ],
      rows.map((row) => [
        row.recordDate ?? NOT_GIVEN,
        ...(exDates ? [row.exDate ?? NOT_GIVEN] : []),
        row.payableDate ?? NOT_GIVEN,
        row.amountPerShare ?? NOT_GIVEN,
        ...(allocable ? [row.allocablePerShare ?? NOT_GIVEN] : []),
        row.unit,
        ...components.map((name) => row.components[name] ?? NOT_GIVEN),
        ...subsets.map((name) => row.subsets[name] ?? ''),
      ]),
    ),
  ];
}
