/** What the review shows of a draft and of a document: sums, checks and what stands in the way. */
import { parseCusip } from '../../formats/documents/grid/cusip.ts';
import type { DraftCheck } from '../../formats/documents/draft/check-draft.ts';
import type { DocumentDraft, DraftSecurity } from '../../formats/documents/draft/draft.ts';
import type {
  AllocationDocumentJson,
  DistributionJson,
} from '../../formats/allocation-document.ts';
import { COMPONENTS, SUBSETS } from '../../tax/facts/model.ts';
import { formatRate, parseRate, type Rate } from '../../tax/values/money.ts';
import type { HandlerAnswer } from '../contract.ts';
import { toAnswer } from './to-answer.ts';

type Check = HandlerAnswer<'documents.check'>['check'];
type Checks = HandlerAnswer<'documents.check'>['checks'];
type Shown = HandlerAnswer<'documents.get'>['document'];

const NOTHING = parseRate('0') as Rate;
const HUNDRED = parseRate('100') as Rate;

const rateOf = (text: string | null | undefined): Rate =>
  (text === null || text === undefined ? undefined : parseRate(text)) ?? NOTHING;

/** What the parts of a payment add up to, and whether that is the whole exactly; tolerances are the reader's. */
function sumOf({ unit, components, allocablePerShare }: DistributionJson): {
  readonly sum: string;
  readonly exact: boolean;
} {
  const sum = COMPONENTS.reduce<bigint>((all, name) => all + rateOf(components[name]), 0n);
  const whole = unit === 'percent' ? HUNDRED : allocablePerShare && rateOf(allocablePerShare);
  return { sum: formatRate(sum as Rate), exact: sum === whole };
}

/** How many securities there are: one that has a table in each of several years is one. */
function countOf(securities: AllocationDocumentJson['securities']): number {
  const nameOf = ({ cusips, symbol, name }: (typeof securities)[number]): string =>
    cusips[0] ?? symbol ?? name;
  return securities.filter(
    (one, at) =>
      !securities
        .slice(0, at)
        .some((other) => nameOf(other) === nameOf(one) && other.taxYear !== one.taxYear),
  ).length;
}

/** What is said of a whole document, above its tables. */
export function checksOf({ securities, notices }: AllocationDocumentJson): Checks {
  const payments = securities.flatMap(({ distributions }) => distributions);
  const cusips = [...new Set(securities.flatMap((one) => one.cusips))];
  const leftOut = notices.some(({ code }) => code === 'annual-row-left-out');
  const differs = notices.some(
    ({ code, level }) =>
      code.includes('annual') && code !== 'annual-row-left-out' && level !== 'info',
  );
  // A table that no text prints has none.
  const none =
    notices.some(({ code }) => code === 'no-annual-row') ||
    payments.every(({ sourceLine }) => sourceLine === null);
  return {
    securities: countOf(securities),
    payments: payments.length,
    exact: payments.filter((one) => sumOf(one).exact).length,
    annual: differs ? 'differs' : leftOut ? 'left-out' : none ? 'none' : 'agrees',
    cusips: cusips.length,
    possibleCusips: cusips.filter((one) => parseCusip(one) !== undefined).length,
  };
}

/** A document with its sums, and the columns that its tables need. */
export function documentOnWire(document: AllocationDocumentJson): Shown {
  return {
    ...document,
    securities: document.securities.map(({ cusips, distributions, ...security }) => ({
      ...security,
      cusips: cusips.map((text) => ({ text, possible: parseCusip(text) !== undefined })),
      components: COMPONENTS.filter((name) =>
        distributions.some((one) => rateOf(one.components[name]) !== 0n),
      ),
      subsets: SUBSETS.filter((name) =>
        distributions.some((one) => one.subsets[name] !== undefined),
      ),
      distributions: distributions.map((one) => ({ ...one, ...sumOf(one) })),
    })),
  };
}

function isPercent({ unit, rows }: DraftSecurity, row: number): boolean {
  return unit === null
    ? (rows[row]?.cells.some((cell) => cell.text.endsWith('%')) ?? false)
    : unit === 'percent';
}

/** The line of the row that a problem is of. */
function lineOf({ securities }: DocumentDraft, pointer: string): number | null {
  const match = /^\/securities\/(\d+)\/rows\/(\d+)/.exec(pointer);
  return (match && securities[Number(match[1])]?.rows[Number(match[2])]?.sourceLine) ?? null;
}

export function checkOnWire(
  draft: DocumentDraft,
  { problems, rows, questions }: DraftCheck,
): Check {
  return {
    problems: problems.map((one) => ({ ...one, line: lineOf(draft, one.pointer) })),
    rows: rows.map((own, s) =>
      own.map(({ whole, sum, closes }, r) => ({
        sum: whole === null ? null : sum,
        off:
          whole === null || sum === null ? null : formatRate((rateOf(sum) - rateOf(whole)) as Rate),
        percent: isPercent(draft.securities[s] as DraftSecurity, r),
        closes,
      })),
    ),
    questions,
    toAnswer: toAnswer(draft, { problems, questions }),
  };
}
