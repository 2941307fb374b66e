/** A file that is dropped where no screen takes it: it goes to the screen that reads it. */
import { readFile } from '../api/desk.ts';
import { giveFile } from './given-file.svelte.ts';
import { giveRelease } from './given-release.ts';
import { go } from './router.svelte.ts';
import { to } from './routes.ts';

const RELEASES = /\.(?:pdf|html?)$/i;
const COPIES = /\.(?:basisbook|basisbook-sealed|json)$/i;

export const MORE_THAN_ONE = 'Only one file can be taken at a time. Drop them one after another.';

/** Whether it is a whole book by its name: a backup, a sealed copy or an export. */
export const isCopy = (file: File): boolean => COPIES.test(file.name);

/**
 * What an issuer published goes to the documents, all else to the import.
 * @param ready makes the book that it goes into; without one nothing more happens
 */
export async function takeDropped(file: File, ready = async () => true): Promise<void> {
  const isRelease = RELEASES.test(file.name);
  const picked = await readFile(file, isRelease ? 'release' : 'transactions');
  if (!(await ready())) return;
  const { fileName, base64 } = picked;
  if (isRelease) giveRelease({ fileName, content: { kind: 'bytes', base64 } });
  else giveFile(picked);
  go(isRelease ? to.newDocument : to.import);
}
