/**
 * The draft of a document that is in the published form already: for a document that was exported, and
 * for one in the book that a person corrects. Its columns are those that have a figure; nothing has a
 * place in a text.
 */
import type { AllocationDocumentJson, DistributionJson } from '../../allocation-document.ts';
import { COMPONENTS, SUBSETS } from '../../../tax/facts/model.ts';
import type { ColumnMeaning } from '../columns/captions.ts';
import type { DocumentDraft, DraftCell, DraftSecurity } from './draft.ts';
import { bareColumn, bareSecurity } from './table-of-draft.ts';
import { isPart } from './draft-rows.ts';

function typed(text: string): DraftCell {
  return { text, place: null };
}

function textOf(one: DistributionJson, meaning: ColumnMeaning): string {
  const value = (one as unknown as Readonly<Record<string, unknown>>)[meaning];
  const part =
    (one.components as Readonly<Record<string, string | undefined>>)[meaning] ??
    (one.subsets as Readonly<Record<string, string | undefined>>)[meaning];
  if (isPart(meaning)) {
    if (part === undefined) return '';
    return one.unit === 'percent' ? `${part}%` : part;
  }
  return typeof value === 'string' ? value : '';
}

function isNothing(text: string): boolean {
  return /^(?:0(?:\.0*)?%?)?$/.test(text);
}

function draftOfSecurity(security: AllocationDocumentJson['securities'][number]): DraftSecurity {
  const { distributions } = security;
  const split = distributions.some((one) => one.allocablePerShare !== one.amountPerShare);
  const candidates: ColumnMeaning[] = [
    'declarationDate',
    'recordDate',
    'exDate',
    'payableDate',
    'amountPerShare',
    ...(split ? (['allocablePerShare'] as const) : []),
    ...COMPONENTS,
    ...SUBSETS,
  ];
  const always = new Set<ColumnMeaning>(['payableDate', 'amountPerShare', 'ordinary']);
  const meanings = candidates.filter(
    (meaning) =>
      always.has(meaning) || distributions.some((one) => !isNothing(textOf(one, meaning))),
  );
  return bareSecurity({
    name: security.name,
    symbol: security.symbol,
    ...(security.taxYear === undefined ? {} : { taxYear: typed(String(security.taxYear)) }),
    cusips: security.cusips.map(typed),
    unit: distributions[0]?.unit ?? null,
    columns: meanings.map(bareColumn),
    rows: distributions.map((one) => ({
      cells: meanings.map((meaning) => typed(textOf(one, meaning))),
      inKind: one.inKind,
      sourceLine: one.sourceLine,
    })),
  });
}

/** The draft of a document in the published form. */
export function draftOfDocument(document: AllocationDocumentJson): DocumentDraft {
  return {
    issuer: document.issuer,
    taxYear: typed(document.taxYear === null ? '' : String(document.taxYear)),
    publishedOn: document.publishedOn,
    status: document.status,
    securities: document.securities.map(draftOfSecurity),
    questions: document.notices
      .filter((notice) => notice.level === 'error')
      .map((notice, i) => ({
        id: `${notice.code}/${notice.line ?? 0}/${i}`,
        code: notice.code,
        message: notice.message,
        line: notice.line,
        pointer: null,
        candidates: [],
      })),
    settled: [],
  };
}
