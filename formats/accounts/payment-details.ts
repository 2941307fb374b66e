/**
 * What do the words of a payment say besides its amount: days, rate, shares?
 *
 * Example: "Cash Div: R/D 2022-12-08 P/D 2023-01-12 - 51.2937 shares at 0.29".
 */
import type { HistoryEvent } from './event.ts';
import { remembering } from './remembering.ts';
import { readDay } from './values.ts';

/** Days, rate and shares, as far as the words, in capitals, give them. */
export const paymentDetails = remembering((text): Partial<HistoryEvent> => {
  const rate =
    /\b(?:DIVIDEND RATE|USD|\bAT|RATE|\$)\s*\$?(\d*\.\d+)(?: PER SHARE)?/.exec(text)?.[1] ??
    undefined;
  const shares = /\b(\d[\d,]*(?:\.\d+)?) SHARES AT\b/.exec(text)?.[1]?.replaceAll(',', '');
  const days = (pattern: RegExp): string | undefined => {
    const found = pattern.exec(text)?.[1];
    return found === undefined ? undefined : readDay(found, 'month first')?.day;
  };
  const recordDate = days(/\b(?:RECORD|R\/D)\s+([\d/-]+)/);
  const payableDate = days(/\b(?:PAY(?:ABLE)?(?: DATE)?|P\/D)\s+([\d/-]+)/);
  return {
    ...(rate === undefined ? {} : { rate: rate.replace(/^\./, '0.').replace(/0+$/, '') }),
    ...(shares === undefined ? {} : { paidShares: shares }),
    ...(recordDate === undefined ? {} : { recordDate }),
    ...(payableDate === undefined ? {} : { payableDate }),
  };
});
