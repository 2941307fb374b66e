/** What a text is known by in the book: the same text is the same digest. */
import { createHash } from 'node:crypto';

/** SHA-256 of the text in UTF-8, 64 lower-case hexadecimal digits. */
export function sha256Of(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
