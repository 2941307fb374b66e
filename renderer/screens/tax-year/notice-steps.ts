/** Where the next step of a notice is done. */
import type { NoticeItem } from '../../components/notice-item.ts';
import type { ChecklistItem, Report } from './load.ts';
import { to } from '../../state/routes.ts';

type Notice = Report['notices'][number];

function text(about: object, key: string): string | null {
  const value: unknown = (about as Record<string, unknown>)[key];
  return typeof value === 'string' && value !== '' ? value : null;
}

function lineOf(about: object): number | null {
  const value: unknown = (about as Record<string, unknown>)['line'];
  return typeof value === 'number' ? value : null;
}

function firstLot(about: object): string | null {
  const value: unknown = (about as Record<string, unknown>)['lots'];
  const first: unknown = Array.isArray(value) ? value[0] : undefined;
  return typeof first === 'string' ? first : null;
}

/** The screen on which the notice is acted on; undefined where there is nothing to open. */
function actionOf(notice: Notice, year: number): NoticeItem['action'] {
  const { about } = notice;
  const document = text(about, 'document');
  const transaction = text(about, 'transaction');
  const account = text(about, 'account');
  const lot = firstLot(about);
  if (transaction) return { label: 'Open the entry', href: to.entry(transaction) };
  if (document) return { label: 'Open the release', href: to.document(document, lineOf(about)) };
  if (lot && account) return { label: 'Open the lot', href: to.lot(year, account, lot) };
  return undefined;
}

/** What a click leads to that is more than another screen. */
interface Steps {
  readonly enterFor: (transaction: string, account: string) => void;
  /** The published terms of what happened on a day. */
  readonly showTerms: (day: string) => void;
}
const NO_STEPS: Steps = { enterFor: () => undefined, showTerms: () => undefined };

/** What one click does about it: a split that another account has is entered there too. */
function clickOf({ code, about }: Notice, { enterFor, showTerms }: Steps): NoticeItem['onaction'] {
  const day = text(about, 'day');
  if (code === 'known-event' && day) {
    return { label: 'Show the terms', run: () => showTerms(day) };
  }
  const transaction = text(about, 'transaction');
  const account = text(about, 'account');
  if (code !== 'split-in-one-account' || !transaction || !account) return undefined;
  return { label: `Enter it for ${account}`, run: () => enterFor(transaction, account) };
}

/** What the checklist of the year says, and asks about. */
const OF_CHECKLIST: ReadonlySet<Notice['code']> = new Set<Notice['code']>([
  'missing-allocation',
  'provisional-year',
  'estimate-in-use',
  'derived-in-use',
]);

const ORDER = { error: 0, warning: 1, info: 2 } as const;

/** Open ones (to act on) and notes (to know), each in order of weight. */
export function sortedNotices(
  notices: readonly Notice[],
  checklist: readonly ChecklistItem[],
  year: number,
  steps: Steps = NO_STEPS,
): { readonly open: readonly NoticeItem[]; readonly notes: readonly NoticeItem[] } {
  const asked = new Set(
    checklist.flatMap(({ kind, transaction }) => (kind === 'entry' ? (transaction ?? []) : [])),
  );
  const items = notices
    .filter(
      ({ code, level, about }) =>
        !OF_CHECKLIST.has(code) &&
        !(level === 'error' && about.transaction !== undefined && asked.has(about.transaction)),
    )
    .toSorted((left, right) => ORDER[left.level] - ORDER[right.level])
    .map((notice) => ({
      level: notice.level,
      message: notice.message,
      stated: { year, parts: notice.parts },
      action: actionOf(notice, year),
      onaction: clickOf(notice, steps),
    }));
  return {
    open: items.filter((item) => item.level !== 'info'),
    notes: items.filter((item) => item.level === 'info'),
  };
}
