/**
 * What is a broker's table that lists no transactions? Said, with what to download instead.
 *
 * Example: "Opened Date", "Closed Date", "Proceeds": lots that were sold, not the history of the account.
 * Not handled: tables of other matters; those have no headings of transactions.
 */
import { headingKey } from './headings.ts';
import type { FileRecord } from './records.ts';

const MOST_LOOKED_AT = 60;
const OPENED = /acquired|opened|open date|purchase date|date bought/;
const CLOSED = /\bsold\b|closed|close date|disposed|sale date/;
const GAIN = /gain|proceeds|profit/;
const IDENTIFIES = /symbol|ticker|cusip|security|description|investment|fund|name/;
const COUNTS = /quantity|\bqty\b|shares|units/;
const WORTH = /value|price|\bmkt\b/;

const INSTEAD =
  'Download the history of the account: its transactions or activity, as CSV, QFX or QIF.';

/** The sentence for a table of closed lots or of holdings; undefined where none is recognised. */
export function otherTable(
  records: readonly FileRecord[],
): { readonly problem: string; readonly line: number } | undefined {
  for (const { line, cells } of records.slice(0, MOST_LOOKED_AT)) {
    const keys = cells.map(headingKey).filter((key) => key !== '');
    if (keys.length < 4) continue;
    const some = (pattern: RegExp) => keys.some((key) => pattern.test(key));
    if (some(OPENED) && some(CLOSED) && some(GAIN)) {
      return {
        problem: `The table lists lots that were sold, with the broker's basis and gain, and says nothing of the lots that are still held. ${INSTEAD}`,
        line,
      };
    }
    const isOfDays = keys.some((key) => /\bdate\b|\bday\b/.test(key));
    if (some(IDENTIFIES) && some(COUNTS) && some(WORTH) && !isOfDays) {
      return {
        problem: `The table lists what was held on one day, not how it came into the account. ${INSTEAD}`,
        line,
      };
    }
  }
  return undefined;
}
