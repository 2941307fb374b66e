/**
 * Which notices does a tax year have? (section 10)
 *
 * The messages are no more than the code: what is compared with the engine is level, code and
 * subject. A notice about figures of the year is given for payments and sales of that year; an
 * error or a missing or estimated table of an earlier year is given too, for it changes the basis.
 */
import { NOTICE_CODES } from '../facts/notices.ts';
import type { Notice } from '../facts/notices.ts';
import { documentNotices } from './document-notices.ts';
import { earlierDoubts } from './earlier-doubts.ts';
import { entryNotices } from './entry-notices.ts';
import { paymentNotices } from './payment-notices.ts';
import { compareText } from './present.ts';
import { slipNotices } from './slip-notices.ts';
import type { Replay } from './replay.ts';
import type { Say } from './subjects.ts';

export function findNotices(done: Replay): Notice[] {
  const notices: Notice[] = [];
  const seen = new Set<string>();
  const say: Say = (level, code, about) => {
    const whole = JSON.stringify([level, code, about]);
    if (seen.has(whole)) return;
    seen.add(whole);
    notices.push({ level, code, message: code, about });
  };
  documentNotices(done.ledger, say);
  paymentNotices(done, say);
  entryNotices(done, say);
  slipNotices(done, done.calendar, say);
  earlierDoubts(done, say);
  const levels = ['error', 'warning', 'info'];
  return notices.sort(
    (a, b) =>
      levels.indexOf(a.level) - levels.indexOf(b.level) ||
      NOTICE_CODES.indexOf(a.code) - NOTICE_CODES.indexOf(b.code) ||
      compareText(JSON.stringify(a.about), JSON.stringify(b.about)),
  );
}
