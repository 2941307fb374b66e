/** Where the next step of a notice is done. */
import type { NoticeItem } from '../../components/notice-item.ts';
import type { Report } from './load.ts';
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
export function actionOf(notice: Notice, year: number): NoticeItem['action'] {
  const { about } = notice;
  const document = text(about, 'document');
  const transaction = text(about, 'transaction');
  const account = text(about, 'account');
  const lot = firstLot(about);
  if (notice.code === 'missing-allocation') {
    return { label: 'Add the release', href: to.newDocument };
  }
  if (transaction) return { label: 'Open the entry', href: to.entry(transaction) };
  if (document) return { label: 'Open the release', href: to.document(document, lineOf(about)) };
  if (lot && account) return { label: 'Open the lot', href: to.lot(year, account, lot) };
  return undefined;
}

const ORDER = { error: 0, warning: 1, info: 2 } as const;

/** Open ones (to act on) and notes (to know), each in order of weight. */
export function sortedNotices(
  notices: readonly Notice[],
  year: number,
): { readonly open: readonly NoticeItem[]; readonly notes: readonly NoticeItem[] } {
  const items = notices
    .toSorted((left, right) => ORDER[left.level] - ORDER[right.level])
    .map((notice) => ({
      level: notice.level,
      message: notice.message,
      action: actionOf(notice, year),
    }));
  return {
    open: items.filter((item) => item.level !== 'info'),
    notes: items.filter((item) => item.level === 'info'),
  };
}
