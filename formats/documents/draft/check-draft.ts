/**
 * Can this draft become facts, and if not, why not?
 *
 * Every value is read exactly, every payment's parts must add up by one convention for its table, the
 * dates must be able to be true, and the printed totals must agree. What is not proven is a problem
 * of a cell or a row, or a question with its candidates; a draft is acceptable when no error is left.
 * The same check serves what a reader found and what a person typed.
 *
 * Awkward case: a table of which a part was cut off. Its payments have less than their whole and
 * columns that other tables of the document have are missing: they are given incomplete, as printed,
 * with an error.
 */
import {
  ALLOCATION_DOCUMENT_SCHEMA,
  type AllocationDocumentJson,
  type DistributionJson,
  type DocumentNotice,
  type KnownSecurity,
} from '../../allocation-document.ts';
import { COMPONENTS, SUBSETS, type Component, type Subset } from '../../../tax/facts/model.ts';
import { formatRate } from '../../../tax/values/money.ts';
import { issuerKey, saidOfColumns } from '../columns/said-captions.ts';
import type { Said } from './ask-columns.ts';
import { checkSecurity, type SecurityCheck } from './check-security.ts';
import { parseCusip } from '../grid/cusip.ts';
import type {
  DocumentDraft,
  DraftProblem,
  DraftQuestion,
  DraftSecurity,
  RowCheck,
} from './draft.ts';
import { daysOf } from './lost-digits.ts';
import { inOrderOfText } from './notices.ts';
import { paidTwice } from './paid-twice.ts';
import { checkKnown, knownByCusip } from '../grid/symbols.ts';
import { yearOfDraft, yearOfTable } from './years-of-draft.ts';

export interface DraftCheck {
  /** The published form, with a notice for everything that was found. */
  readonly document: AllocationDocumentJson;
  readonly problems: readonly DraftProblem[];
  /** By security and row. */
  readonly rows: readonly (readonly RowCheck[])[];
  /** By security: for each distribution of the document, the row of the draft that it is. */
  readonly sources: readonly (readonly number[])[];
  /** Open questions: the reader's and the check's. */
  readonly questions: readonly DraftQuestion[];
  /** No error is left. */
  readonly acceptable: boolean;
}

const NEXT = 'Correct it in the table, or compare it with the release and read the text again.';

function lineOf(draft: DocumentDraft, pointer: string): number | null {
  const match =
    /^\/securities\/(\d+)(?:\/(rows|totals|columns|cusips)\/(\d+)(?:\/cells\/(\d+))?)?/.exec(
      pointer,
    );
  if (!match) return draft.taxYear.place?.line ?? null;
  const [, s, part, index, cell] = match;
  const security = draft.securities[Number(s)];
  if (!security) return null;
  const at = Number(index);
  if (part === 'rows' || part === 'totals') {
    const row = (part === 'rows' ? security.rows : security.totals)[at];
    const own = cell === undefined ? undefined : row?.cells[Number(cell)]?.place?.line;
    return own ?? row?.sourceLine ?? null;
  }
  if (part === 'columns') return security.columns[at]?.place?.line ?? null;
  if (part === 'cusips') return security.cusips[at]?.place?.line ?? null;
  const first = security.rows[0];
  return (
    security.namePlace?.line ??
    first?.sourceLine ??
    first?.cells.find((cell) => cell.place)?.place?.line ??
    null
  );
}

function identityProblems(draft: DocumentDraft, known: readonly KnownSecurity[]): DraftProblem[] {
  const problems: DraftProblem[] = [];
  const seen = new Map<string, DraftSecurity>();
  const refuse = (pointer: string, code: string, message: string): void => {
    problems.push({ pointer, level: 'error', code, message });
  };
  draft.securities.forEach((security, s) => {
    const at = `/securities/${s}`;
    if (security.name.trim() === '') {
      refuse(
        `${at}/name`,
        'security-not-named',
        'The table says of no class of stock that it is its own. Name the security; compare it with the release.',
      );
    }
    const keys = security.cusips.flatMap((cell, c) => {
      const cusip = parseCusip(cell.text);
      if (cusip !== undefined) return [cusip];
      // One that was left out by hand.
      if (cell.text === '') return [];
      refuse(
        `${at}/cusips/${c}`,
        'bad-cusip',
        `“${cell.text}” is no CUSIP: its last character does not check. Compare it with the release and correct it.`,
      );
      return [];
    });
    if (keys.length === 0 && security.name !== '') keys.push(security.name.toLowerCase());
    for (const key of keys) {
      const year = yearOfTable(draft, security);
      const other = seen.get(`${year}/${key}`);
      if (other !== undefined) {
        const line = other.namePlace ? ` (line ${other.namePlace.line})` : '';
        refuse(
          at,
          'security-twice',
          `“${security.name}” has the ${parseCusip(key) ? 'CUSIP' : 'name'} of “${other.name}”${line} again. Compare both with the release and correct one of them.`,
        );
      }
      seen.set(`${year}/${key}`, security);
      const conflict = checkKnown(security.name, key, knownByCusip(known, key));
      if (conflict !== undefined) refuse(`${at}/name`, 'cusip-of-another-security', conflict);
    }
  });
  return problems;
}

function written(
  check: SecurityCheck,
  security: DraftSecurity,
): { readonly distributions: DistributionJson[]; readonly sources: number[] } {
  const unit = check.unit;
  const distributions: DistributionJson[] = [];
  const sources: number[] = [];
  for (const { row, components, subsets } of check.distributions) {
    const ofRow: Partial<Record<Subset, string>> = {};
    for (const name of SUBSETS) {
      const value = subsets[name];
      if (value !== undefined) ofRow[name] = formatRate(value);
    }
    const parts: Partial<Record<Component, string>> = {};
    for (const name of COMPONENTS) {
      const value = components[name];
      if (value !== undefined) parts[name] = formatRate(value);
    }
    distributions.push({
      declarationDate: row.dates.declarationDate ?? null,
      recordDate: row.dates.recordDate ?? null,
      exDate: row.dates.exDate ?? null,
      payableDate: row.dates.payableDate ?? null,
      amountPerShare: formatRate(row.amountPerShare),
      allocablePerShare: formatRate(row.allocablePerShare),
      inKind: row.inKind,
      unit: unit ?? 'percent',
      components: parts,
      subsets: ofRow,
      sourceLine: security.rows[row.index]?.sourceLine ?? null,
    });
    sources.push(row.index);
  }
  return { distributions, sources };
}

function symbolOf(security: DraftSecurity, known: readonly KnownSecurity[]): string | null {
  for (const cell of security.cusips) {
    const found = knownByCusip(known, parseCusip(cell.text));
    if (found?.symbol) return found.symbol;
  }
  return security.symbol;
}

function issuerOf(draft: DocumentDraft, known: readonly KnownSecurity[]): string | null {
  const issuers = new Set(
    draft.securities.flatMap((security) =>
      security.cusips.flatMap((cell) => knownByCusip(known, parseCusip(cell.text))?.issuer ?? []),
    ),
  );
  const [only] = issuers;
  return issuers.size === 1 ? (only as string) : draft.issuer;
}

const ABOUT_CAPTIONS = new Set([
  'unknown-caption',
  'captions-unclear',
  'columns-ambiguous',
  'no-captions',
]);

/** Whether the grid itself answers a question that the reader had. */
function isAnswered({ code, pointer }: DraftQuestion, draft: DocumentDraft): boolean {
  if (ABOUT_CAPTIONS.has(code)) {
    const at = /^\/securities\/(\d+)/.exec(pointer ?? '')?.[1];
    const security = at === undefined ? undefined : draft.securities[Number(at)];
    return security === undefined || security.columns.every((column) => column.meaning !== null);
  }
  if (code === 'no-table' || code === 'no-text') {
    return draft.securities.some((security) => security.rows.length > 0);
  }
  return code === 'tax-year-unclear' && yearOfDraft(draft) !== null;
}

/** Whether the reader already asks the same, or, with candidates, what the columns of a table hold. */
function isAsked(
  { id, code }: DraftQuestion,
  s: number,
  draft: DocumentDraft,
  settled: ReadonlySet<string>,
): boolean {
  return draft.questions.some(
    (one) =>
      one.id === id ||
      (ABOUT_CAPTIONS.has(code) &&
        ABOUT_CAPTIONS.has(one.code) &&
        one.pointer === `/securities/${s}` &&
        !settled.has(one.id)),
  );
}

/** The year that is missing, and what stands in the way of the names and numbers. */
function headProblems(draft: DocumentDraft, known: readonly KnownSecurity[]): DraftProblem[] {
  const year: DraftProblem[] =
    yearOfDraft(draft) === null
      ? [
          {
            pointer: '/taxYear',
            level: 'error',
            code: 'no-tax-year',
            message:
              'The text does not say which tax year it is for, so no date can be read with certainty. Give the year, or paste the release with its title ("… 2002 Dividend Allocation").',
          },
        ]
      : [];
  return [...year, ...identityProblems(draft, known)];
}

/** That no payment is left, where no other reason says so. */
function nothingRead(problems: readonly DraftProblem[]): DraftProblem[] {
  return problems.some((problem) => problem.code === 'payments-missing')
    ? []
    : [
        {
          pointer: '',
          level: 'error',
          code: 'no-distributions',
          message: `No payment could be read; the reasons stand with the rows. ${NEXT}`,
        },
      ];
}

function noticesOf(
  draft: DocumentDraft,
  problems: readonly DraftProblem[],
  questions: readonly DraftQuestion[],
): DocumentNotice[] {
  return [
    ...problems.map(({ pointer, level, code, message }) => ({
      level,
      code,
      message: /\b(?:[Cc]ompare|[Cc]orrect|[Pp]aste|Give|Name)\b/.test(message)
        ? message
        : `${message} ${NEXT}`,
      line: lineOf(draft, pointer),
    })),
    ...questions.map(({ code, message, line }) => ({
      level: 'error' as const,
      code,
      message,
      line,
    })),
  ];
}

/** By security: what a person said in an earlier year of columns of the same issuer. */
function saidOfDraft(draft: DocumentDraft, known: readonly KnownSecurity[]): readonly Said[] {
  const spoken = known.filter(({ said = [] }) => said.length > 0);
  const issuer = spoken.length === 0 ? null : issuerOf(draft, known);
  if (issuer === null) return [];
  const own = issuerKey(issuer);
  const said = spoken.flatMap((one) => (issuerKey(one.issuer) === own ? (one.said ?? []) : []));
  return draft.securities.map((one) => saidOfColumns(said, one.columns, yearOfTable(draft, one)));
}

/** Whether all that a question about a table's captions asks was said before: then that is proposed. */
function isSaid(
  { code, pointer }: DraftQuestion,
  draft: DocumentDraft,
  said: readonly Said[],
): boolean {
  const s = Number(/^\/securities\/(\d+)/.exec(pointer ?? '')?.[1] ?? -1);
  const of = said[s];
  return (
    of !== undefined &&
    of.size > 0 &&
    ABOUT_CAPTIONS.has(code) &&
    (draft.securities[s]?.columns ?? []).every(({ meaning }, c) => meaning !== null || of.has(c))
  );
}

/** Whether two tables have their rows on the same lines, and so the same cells of dates. */
function areBeside(one: DraftSecurity | undefined, other: DraftSecurity): boolean {
  const [own, line] = [one?.rows[0]?.sourceLine, other.rows[0]?.sourceLine];
  return typeof line === 'number' && own === line;
}

/** The year of a table where it is not the document's. */
function ownYear(draft: DocumentDraft, security: DraftSecurity): { taxYear?: number } {
  const year = yearOfTable(draft, security);
  return year === null || year === yearOfDraft(draft) ? {} : { taxYear: year };
}

/** Reads a draft exactly, and says everything that stands in the way of accepting it. */
export function checkDraft(
  draft: DocumentDraft,
  options: { readonly known: readonly KnownSecurity[] },
): DraftCheck {
  const { known } = options;
  const settled = new Set(draft.settled);
  const said = saidOfDraft(draft, known);
  const years = draft.securities.map((one) => yearOfTable(draft, one));
  const days = draft.securities.map((one, s) => daysOf(one, years[s] ?? 0));
  const checks = draft.securities.map((security, s) => {
    const taxYear = years[s] ?? null;
    const beside = draft.securities.filter((_, i) => years[i] === taxYear);
    const own = {
      taxYear,
      // Columns that some table of the year has: where they are missing, a table may be cut off.
      everywhere: new Set(
        beside.flatMap(({ columns }) => columns.flatMap(({ meaning }) => meaning ?? [])),
      ),
      settled,
      tables: days.filter(
        (_, i) => i !== s && years[i] === taxYear && !areBeside(draft.securities[i], security),
      ),
      said: said[s] ?? new Map(),
    };
    const check = checkSecurity(security, `/securities/${s}`, own);
    return { security, check, ...written(check, security) };
  });
  const problems = [
    ...headProblems(draft, known),
    ...checks.flatMap(({ check }) => check.problems),
    ...paidTwice(draft, checks),
  ];
  if (checks.length > 0 && checks.every((one) => one.distributions.length === 0)) {
    problems.push(...nothingRead(problems));
  }
  const questions = [
    ...draft.questions.filter(
      (one) => !settled.has(one.id) && !isAnswered(one, draft) && !isSaid(one, draft, said),
    ),
    ...checks.flatMap(({ check }, s) =>
      check.questions.filter((one) => isSaid(one, draft, said) || !isAsked(one, s, draft, settled)),
    ),
  ];
  const notices = [
    ...noticesOf(draft, problems, questions),
    ...checks.flatMap(({ check }) => check.remarks),
  ];
  return {
    document: {
      schema: ALLOCATION_DOCUMENT_SCHEMA,
      issuer: issuerOf(draft, known),
      taxYear: yearOfDraft(draft),
      publishedOn: draft.publishedOn,
      status: draft.status,
      securities: checks.map(({ security, distributions }) => ({
        name: security.name.trim() || 'Not named',
        symbol: symbolOf(security, known),
        ...ownYear(draft, security),
        cusips: security.cusips.flatMap((cell) => parseCusip(cell.text) ?? []),
        distributions,
      })),
      notices: inOrderOfText(notices),
    },
    problems,
    rows: checks.map(({ check }) => check.rows),
    sources: checks.map((one) => one.sources),
    questions,
    acceptable: draft.securities.length > 0 && notices.every((notice) => notice.level !== 'error'),
  };
}
