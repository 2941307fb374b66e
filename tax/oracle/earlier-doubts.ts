/**
 * Which securities of the year have figures that rest on slips of the years before? On an entry that is there twice:
 * by the lots that it made, or where it made none by any lot or sale of its securities; on a purchase of a day without
 * trading by a sale of it.
 */
import { yearOf } from '../values/days.ts';
import { securityLabel } from '../facts/model.ts';
import type { Transaction } from '../facts/model.ts';
import { piecesOfYear } from './lists.ts';
import { againAmong, eventsTwice } from './slip-notices.ts';
import type { Replay } from './replay.ts';
import type { Say } from './subjects.ts';

const SAYS_ONLY = ['dividend', 'opening-basis', 'average-basis', 'nothing-returned'];
const MAKES_A_LOT = ['buy', 'reinvest', 'stock-dividend', 'in-kind', 'gift-received', 'inherit'];

export function earlierDoubts(replay: Replay, say: Say): void {
  const { ledger, admitted, calendar } = replay;
  const isEarlier = ({ date }: Transaction): boolean => yearOf(date) < ledger.taxYear;
  const sold = piecesOfYear(ledger);
  const rows = [
    ...ledger.atYearEnd.map(({ lot, origin }) => ({
      id: lot.securityId,
      maker: origin.root.entry,
    })),
    ...sold.map(({ securityId, origin }) => ({ id: securityId, maker: origin.root.entry })),
  ];
  const isThere = (id: string): boolean => rows.some((row) => row.id === id);
  const again = againAmong(admitted.entries.filter(isEarlier))
    .filter(({ action }) => !SAYS_ONLY.includes(action))
    .filter((entry) =>
      ledger.refusals.every((one) => one.entry !== entry || one.code === 'no-fraction'),
    );
  const twice = [...again, ...eventsTwice(replay).filter(isEarlier)].filter((entry) => {
    if (MAKES_A_LOT.includes(entry.action)) return rows.some(({ maker }) => maker === entry);
    const isTarget = 'toSecurityId' in entry && isThere(entry.toSecurityId ?? '');
    return isThere(entry.securityId) || isTarget;
  });
  const closed = sold
    .map(({ origin }) => origin.root.entry)
    .filter(
      (entry) =>
        entry.action === 'buy' &&
        isEarlier(entry) &&
        entry.date >= calendar.firstDay &&
        entry.date <= calendar.lastDay &&
        !calendar.isTradingDay(entry.date),
    );
  for (const { securityId } of [...twice, ...closed]) {
    const security = ledger.facts.securities.find(({ id }) => id === securityId);
    if (security)
      say('warning', 'earlier-doubt', { security: securityLabel(security), year: ledger.taxYear });
  }
}
