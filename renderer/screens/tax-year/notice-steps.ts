/** Where the next step of a notice is done. */
import type { NoticeItem } from '../../components/notice-item.ts';
import { missingDocuments } from '../../../application/contract.ts';
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

/** What one click does about it: a split that another account has is entered there too. */
function clickOf(
  { code, about }: Notice,
  enterFor: (transaction: string, account: string) => void,
): NoticeItem['onaction'] {
  const transaction = text(about, 'transaction');
  const account = text(about, 'account');
  if (code !== 'split-in-one-account' || !transaction || !account) return undefined;
  return { label: `Enter it for ${account}`, run: () => enterFor(transaction, account) };
}

/** One notice in place of one for each security and year without a release. */
function missingReleases(notices: readonly Notice[]): NoticeItem[] {
  // Where cash is known the banner of the provisional year says it already.
  const banner = new Set(
    notices
      .filter(({ code }) => code === 'provisional-year')
      .map(({ about }) => JSON.stringify([about.security, about.year])),
  );
  const missing = notices.filter(
    ({ code, about }) =>
      code === 'missing-allocation' && !banner.has(JSON.stringify([about.security, about.year])),
  );
  const [only] = missing;
  if (!only) return [];
  const action = { label: 'Add a release', href: to.newDocument };
  if (missing.length === 1) return [{ level: only.level, message: only.message, action }];
  const message = missingDocuments(missing.map(({ about }) => about));
  return [{ level: only.level, message, action }];
}

const ORDER = { error: 0, warning: 1, info: 2 } as const;

/** Open ones (to act on) and notes (to know), each in order of weight. */
export function sortedNotices(
  notices: readonly Notice[],
  year: number,
  enterFor: (transaction: string, account: string) => void = () => undefined,
): { readonly open: readonly NoticeItem[]; readonly notes: readonly NoticeItem[] } {
  const single = notices
    // What is provisional stands in a banner of its own, with its cash.
    .filter(({ code }) => code !== 'missing-allocation' && code !== 'provisional-year')
    .toSorted((left, right) => ORDER[left.level] - ORDER[right.level])
    .map((notice) => ({
      level: notice.level,
      message: notice.message,
      stated: { year, parts: notice.parts },
      action: actionOf(notice, year),
      onaction: clickOf(notice, enterFor),
    }));
  const items = [...missingReleases(notices), ...single].toSorted(
    (left, right) => ORDER[left.level] - ORDER[right.level],
  );
  return {
    open: items.filter((item) => item.level !== 'info'),
    notes: items.filter((item) => item.level === 'info'),
  };
}
