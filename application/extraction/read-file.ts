/** A file of any kind to a reading: its text first, then what the text says. */
import {
  readAllocationText,
  type BytesReading,
  type ReadOptions,
} from '../../formats/read-document.ts';
import {
  isBrokerHistory,
  isTransactionsTable,
} from '../../formats/documents/source/broker-history.ts';
import { extractFile } from './extract.ts';

/** The text and what was read from it; refused with a sentence where there is no text. */
export function readDocumentFile(
  bytes: Uint8Array,
  fileName: string,
  options: ReadOptions,
): BytesReading {
  const extracted = extractFile(bytes, fileName);
  if (!extracted.ok) return extracted;
  const { text } = extracted;
  if (isTransactionsTable(text)) {
    return {
      ok: false,
      message: `${fileName} is a table of your own transactions, and no issuer's release. On the command line it goes to --transactions; in the window to Lots, Import.`,
    };
  }
  if (isBrokerHistory(text)) {
    return {
      ok: false,
      message: `${fileName} is the history of an account at a broker, with purchases, sales and payments, and no issuer's release. Histories go to Lots, Import; on the command line to import --account-history.`,
    };
  }
  return { ok: true, text, reading: readAllocationText(text, options) };
}
