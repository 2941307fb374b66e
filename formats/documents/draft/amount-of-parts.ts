/**
 * Payments whose parts are printed in dollars and whose amount is not: it is what the parts add up to, which
 * a person is asked once for each table.
 *
 * Example: "Ordinary Dividends: $0.18", "Capital Gain: $0.04", "Nondividend: $0.03": is $0.25 what was paid?
 * Awkward case: a part that may be beside another or within it makes two sums, of which none is proposed.
 * Columns of what was paid in cash and in shares that add up to each payment prove it; whether shares were
 * received is asked instead.
 */
import { formatRate, NO_RATE, type Rate } from '../../../tax/values/money.ts';
import { readNumber } from '../grid/values.ts';
import type { ConventionChoice, DraftQuestion, DraftSecurity } from './draft.ts';
import { isComponent } from './draft-rows.ts';
import { withMeanings } from './helper-columns.ts';
import { columnOf, figuresIn, NOTHING, textAt } from './table-of-draft.ts';

/** What may be within another part, and which choice says so. */
const WITHIN = {
  gain: ['unrecaptured1250', 'section1202', 'collectibles28'],
  ordinary: ['qualified'],
} as const;
/** One edit for each, and two for what is within. */
const MOST_ROWS = 58;

type Side = keyof typeof WITHIN;
type Parts = ReadonlyMap<string, readonly Rate[]>;

/** The parts of each payment in dollars; undefined where one is not. */
function partsOf(security: DraftSecurity): Parts | undefined {
  const parts = security.columns.flatMap(({ meaning }, c) => {
    if (meaning === null || !isComponent(meaning)) return [];
    const numbers = security.rows.map((row) => readNumber(textAt(row, c) || '-'));
    const areDollars = numbers.every((one) => one?.kind === 'dollars' || one?.kind === 'dash');
    return [[meaning, areDollars ? numbers.map((one) => one?.rate ?? NO_RATE) : null] as const];
  });
  const read = parts.flatMap(([name, own]) => (own ? [[name, own] as const] : []));
  return read.length === parts.length && parts.length > 0 ? new Map(read) : undefined;
}

interface Way {
  readonly gain: ConventionChoice;
  readonly ordinary: ConventionChoice;
  readonly amounts: readonly Rate[];
}

/** What each payment adds up to, in every way to read what may be within another part. */
function waysOf(security: DraftSecurity, parts: Parts): Way[] {
  const isOpen = (side: Side): boolean =>
    WITHIN[side].some((name) => parts.get(name)?.some((one) => one !== NO_RATE));
  const choicesOf = (side: Side): readonly ConventionChoice[] =>
    security[side] !== null || !isOpen(side) ? [security[side]] : ['inclusive', 'disjoint'];
  return choicesOf('gain').flatMap((gain) =>
    choicesOf('ordinary').map((ordinary) => {
      const inside: readonly string[] = [
        ...(gain === 'inclusive' ? WITHIN.gain : []),
        ...(ordinary === 'inclusive' ? WITHIN.ordinary : []),
      ];
      const counted = [...parts].filter(([name]) => !inside.includes(name));
      const amounts = security.rows.map(
        (_, r) => counted.reduce((sum: bigint, [, own]) => sum + (own[r] ?? NO_RATE), 0n) as Rate,
      );
      return { gain, ordinary, amounts };
    }),
  );
}

const IN_CASH = /^(?:(?:amount |portion )?(?:paid |payable )?in )?cash\b/i;
const IN_SHARES =
  /^(?:(?:amount |portion )?(?:paid |payable )?in )?(?:common )?(?:stock|shares?)\b/i;

/**
 * The table with what was paid in cash and what in shares left aside, where these add up to each payment or, of
 * one that is not printed, to its parts; then the amounts.
 */
function inCashAndShares(
  security: DraftSecurity,
  s: number,
  amounts: readonly (Rate | undefined)[],
): { readonly security: DraftSecurity; readonly questions: DraftQuestion[] } | undefined {
  const unknown = security.columns.flatMap(({ meaning }, c) => (meaning === null ? [c] : []));
  const [cash = -1, shares = -1] = [IN_CASH, IN_SHARES].map((name) =>
    security.columns.findIndex(({ meaning, caption }) => meaning === null && name.test(caption)),
  );
  if (unknown.length !== 2 || cash === -1 || shares === -1) return undefined;
  const [paid, given] = [figuresIn(security, cash), figuresIn(security, shares)];
  const isWhole = amounts.every((one, r) => {
    const [own, other] = [paid[r], given[r]];
    return own !== undefined && other !== undefined && one === own + other;
  });
  if (!isWhole || amounts.length === 0) return undefined;
  const rows = given.flatMap((one, r) => (one === NO_RATE ? [] : [r]));
  const edits = rows.map((r) => ({
    pointer: `/securities/${s}/rows/${r}/inKind`,
    value: 'true',
  }));
  const asked: DraftQuestion = {
    id: `in-kind-unclear/portion/${s}`,
    code: 'in-kind-unclear',
    message: `The table says of ${rows.length === 1 ? 'a payment' : `${rows.length} payments`} what was paid in shares. Were shares received, which become a lot at what was taxed, or cash alone?`,
    line: security.rows[rows[0] ?? 0]?.sourceLine ?? null,
    pointer: `/securities/${s}/rows/${rows[0] ?? 0}`,
    candidates: [
      { label: 'Received in cash: the rows stay as they are', edits: [] },
      { label: 'Received in shares, wholly or in part', edits },
    ],
    proposed: 0,
  };
  const left = new Map(unknown.map((c) => [c, 'notNeeded' as const]));
  return { security: withMeanings(security, left), questions: rows.length > 0 ? [asked] : [] };
}

function question(security: DraftSecurity, s: number, ways: readonly Way[]): DraftQuestion {
  const pointer = `/securities/${s}`;
  const at = security.columns.length;
  return {
    id: `amount-not-printed${pointer}`,
    code: 'amount-not-printed',
    message: `The text does not say what each payment of “${security.name}” was as a whole. Is it what its parts add up to? Compare it with the statements of the broker.`,
    line: security.rows[0]?.sourceLine ?? null,
    pointer: `${pointer}/columns/${at}`,
    candidates: ways.map(({ gain, ordinary, amounts }) => ({
      label:
        `The parts add up to it: ${amounts.map((one) => `$${formatRate(one)}`).join(', ')}`.slice(
          0,
          1900,
        ),
      edits: [
        ...amounts.map((one, r) => ({
          pointer: `${pointer}/rows/${r}/cells/${at}/text`,
          value: `$${formatRate(one)}`,
        })),
        { pointer: `${pointer}/gain`, value: gain },
        { pointer: `${pointer}/ordinary`, value: ordinary },
      ],
    })),
    proposed: ways.length === 1 ? 0 : null,
  };
}

/** The table with a column of its own for amounts; the cells are empty without any. */
function withAmounts(security: DraftSecurity, amounts: readonly Rate[] = []): DraftSecurity {
  const added = { meaning: 'amountPerShare' as const, caption: 'Sum of the parts', place: null };
  return {
    ...security,
    columns: [...security.columns, added],
    rows: security.rows.map((row, r) => {
      const amount = amounts[r];
      const cell = amount === undefined ? NOTHING : { text: `$${formatRate(amount)}`, place: null };
      return { ...row, cells: [...row.cells, cell] };
    }),
    totals: security.totals.map((row) => ({ ...row, cells: [...row.cells, NOTHING] })),
  };
}

/** The table with the amount of each payment, empty where it is asked about, and the questions. */
export function withAmountOfParts(
  security: DraftSecurity,
  s: number,
): { readonly security: DraftSecurity; readonly questions: readonly DraftQuestion[] } {
  const { columns, rows } = security;
  const at = columnOf(security, 'amountPerShare');
  if (at !== -1) {
    const divided = inCashAndShares(security, s, figuresIn(security, at));
    return divided ?? { security, questions: [] };
  }
  const isOpen = columns.every(({ meaning }) => !/PerShare$/.test(meaning ?? ''));
  const parts = isOpen && rows.length > 0 && rows.length <= MOST_ROWS && partsOf(security);
  if (!parts) return { security, questions: [] };
  const ways = waysOf(security, parts);
  for (const { amounts, gain, ordinary } of ways) {
    const divided = inCashAndShares({ ...security, gain, ordinary }, s, amounts);
    if (divided) return { ...divided, security: withAmounts(divided.security, amounts) };
  }
  const isKnown = columns.every(({ meaning }) => meaning !== null);
  return isKnown
    ? { security: withAmounts(security), questions: [question(security, s, ways)] }
    : { security, questions: [] };
}
