/** Lines of the return, sources and notices, as tables. */
import { missingDocuments } from '../../../tax/facts/missing-documents.ts';
import type { Notice } from '../../../tax/facts/notices.ts';
import { untoldReasons } from '../../../tax/report/untold-reasons.ts';
import { formatMoney, type Cents } from '../../../tax/values/money.ts';
import type { SourceRow, YearMaterial } from '../material.ts';
import { dayOf, money, tableOf, text, type Table } from './table.ts';

/** A line of the return, or an amount that has none, with the reason. */
interface ReturnRow {
  readonly form: string;
  readonly line: string;
  readonly caption: string;
  readonly amount: Cents;
  readonly made: string;
  readonly note: string;
  readonly source: string;
}

const joined = (...parts: readonly (string | null | undefined)[]): string =>
  parts.filter((part) => part !== null && part !== undefined && part !== '').join(' ');

/** In the order of the return; then what has no line. */
function returnRows({ lines, form }: YearMaterial): readonly ReturnRow[] {
  const notes = new Map<string, string>(
    lines.notes.map(({ figure, text: said }) => [figure, said]),
  );
  const unmapped = `The lines of the ${lines.taxYear} return are not confirmed: follow the instructions of Form 1040 for ${lines.taxYear}.`;
  return [
    ...lines.lines.map((line) => ({
      ...line,
      made:
        line.parts.length === 0
          ? line.box
          : line.parts.map(({ label, amount }) => `${label} ${formatMoney(amount)}`).join('; '),
      note: joined(
        line.through &&
          `Through the ${line.through.form}${line.through.line === null ? '' : `, line ${line.through.line}`}.`,
        line.note,
        notes.get(line.figure),
        line.instead &&
          `${line.instead.when}: ${line.instead.form}${line.instead.line === null ? '' : `, line ${line.instead.line}`}.`,
      ),
    })),
    ...lines.sales.map(({ line, form: page, title, caption, totals, instead, rows, source }) => ({
      form: 'Schedule D',
      line,
      caption,
      amount: totals.gain,
      made: `${rows.length} ${rows.length === 1 ? 'row' : 'rows'} of ${page}, ${title}`,
      note: instead ? `${instead.when}: ${instead.form}, line ${instead.line ?? ''}.` : '',
      source,
    })),
    ...lines.unplaced.map(({ box, meaning, caption, amount }) => ({
      form: '',
      line: '',
      caption,
      amount,
      made: `Box ${box}`,
      note: notes.get(meaning) ?? (lines.mapped ? 'No line is confirmed for it.' : unmapped),
      source: form?.source ?? '',
    })),
    ...lines.lineless.map(({ label, amount, reason }) => ({
      ...{ form: '', line: '', caption: label, amount, made: label, note: reason, source: '' },
    })),
  ];
}

export function returnTable(material: YearMaterial): Table {
  return tableOf<ReturnRow>(
    'return-lines',
    'Where it goes on the return',
    [
      text('Form', ({ form }) => form),
      text('Line', ({ line }) => line),
      text('What', ({ caption }) => caption),
      money('Amount', ({ amount }) => amount),
      text('Made of', ({ made }) => made),
      text('Note', ({ note }) => note),
      text('Source', ({ source }) => source),
    ],
    returnRows(material),
  );
}

export function payersTable({ lines }: YearMaterial): Table {
  const { payers } = lines;
  return tableOf<{ readonly payer: string; readonly amount: Cents }>(
    'schedule-b',
    payers ? `${payers.form}, line ${payers.line}` : 'Schedule B',
    [text('Payer', ({ payer }) => payer), money('Amount', ({ amount }) => amount)],
    payers?.rows ?? [],
  );
}

export function sourcesTable({ sources }: YearMaterial): Table {
  return tableOf<SourceRow>(
    'sources',
    'Sources',
    [
      text('Issuer', ({ document }) => document.issuer),
      text('Tax year', ({ document }) => String(document.taxYear)),
      text('Document', ({ document }) => document.name),
      text('Status', ({ document }) => document.status),
      dayOf('Published', ({ document }) => document.publishedOn),
      text('Counts for', ({ countsFor }) =>
        countsFor.length === 0 ? 'nothing: another version counts' : countsFor.join(', '),
      ),
      text('SHA-256', ({ sha256 }) => sha256),
    ],
    sources,
  );
}

const LEVELS = { error: 'Error', warning: 'Warning', info: 'Note' } as const;

/** Several notices of missing documents are one sentence, where the first of them stands. */
export function saidNotices(
  notices: readonly Notice[],
): readonly { level: string; message: string }[] {
  const missing = notices.filter(({ code }) => code === 'missing-allocation');
  return notices.flatMap((notice) => {
    if (missing.length > 1 && notice.code === 'missing-allocation') {
      if (notice !== missing[0]) return [];
      const message = missingDocuments(missing);
      return [{ level: LEVELS[notice.level], message }];
    }
    return [{ level: LEVELS[notice.level], message: notice.message }];
  });
}

export function noticesTable({ report }: YearMaterial): Table {
  const untold = untoldReasons(report).map((one) => ({ ...one, level: 'warning' as const }));
  return tableOf<Pick<Notice, 'level' | 'about' | 'message'> & { readonly code: string }>(
    'notices',
    'Notices',
    [
      text('Level', ({ level }) => LEVELS[level]),
      text('Code', ({ code }) => code),
      text('Security', ({ about }) => about.security),
      text('Account', ({ about }) => about.account),
      text('Message', ({ message }) => message),
    ],
    [...untold, ...report.notices],
  );
}
