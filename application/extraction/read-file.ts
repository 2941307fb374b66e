/** A file of any kind to a reading: its text first, then what the text says. */
import {
  readAllocationText,
  type BytesReading,
  type ReadOptions,
} from '../../formats/read-document.ts';
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
  return { ok: true, text, reading: readAllocationText(text, options) };
}
