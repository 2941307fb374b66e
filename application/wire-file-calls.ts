/** Calls that answer with a file of a year or of a lot, to be saved where the person says. */
import * as v from 'valibot';
import { query } from './wire-calls.ts';
import { fileInHand } from './wire-backups.ts';
import { returnLinesRequest } from './wire-report.ts';
import { field, text, year } from './wire-values.ts';

const { accountId, brokerBasis } = returnLinesRequest.entries;

export const fileCalls = {
  /**
   * The year on paper, for a tax program (TXF), as tables (a zip of CSV), or all of it with the documents' texts
   * (a zip). `left` says what of the year a TXF file does not carry.
   */
  'year.file': query(
    v.strictObject({
      year,
      accountId,
      brokerBasis,
      kind: v.picklist(['pdf', 'txf', 'csv', 'all']),
    }),
    v.strictObject({ ...fileInHand.entries, left: v.array(text) }),
  ),
  /** The whole life of a lot up to the end of a year, on paper. */
  'lots.statement': query(v.strictObject({ year, accountId: field, lot: field }), fileInHand),
};
