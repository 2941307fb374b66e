/** For tests: the files of a zip by their paths. */
import { unzipSync } from 'fflate';

export function unzipped(base64: string): ReadonlyMap<string, Uint8Array> {
  return new Map(Object.entries(unzipSync(new Uint8Array(Buffer.from(base64, 'base64')))));
}
