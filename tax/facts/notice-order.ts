/**
 * In which order does the user read the notices? Errors first, then warnings, then information;
 * within a level in the order of NOTICE_CODES, then by message. The same sentence about the same thing
 * stands only once; two sales of one day without a line number can share a sentence and are two things.
 */
import { NOTICE_CODES, type Notice, type NoticeLevel } from './notices.ts';
import { compareText } from '../values/order.ts';

const LEVELS: readonly NoticeLevel[] = ['error', 'warning', 'info'];

export function inPublishedOrder(notices: readonly Notice[]): readonly Notice[] {
  const once = new Map(
    notices.map((notice) => [
      `${notice.code}\n${notice.message}\n${JSON.stringify(notice.about)}`,
      notice,
    ]),
  );
  return [...once.values()].sort(
    (a, b) =>
      LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level) ||
      NOTICE_CODES.indexOf(a.code) - NOTICE_CODES.indexOf(b.code) ||
      compareText(a.message, b.message),
  );
}
