/** What a text is known by in the book: the same text is the same digest. */
import { createHash } from 'node:crypto';

/** SHA-256 of the text in UTF-8, or of bytes as they are; 64 lower-case hexadecimal digits. */
export function sha256Of(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('hex');
}
