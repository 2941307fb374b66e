/** What a folder holds, name by name, byte for byte. */
import { createHash } from 'node:crypto';
import { lstatSync, readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

export type Picture = Readonly<Record<string, string>>;

/** Not while this process has a book of the folder open: reading its file would drop the lock. */
export function pictureOf(folder: string): Picture {
  const entries = readdirSync(folder)
    .sort()
    .map((name) => {
      const path = join(folder, name);
      const stats = lstatSync(path);
      const content = stats.isSymbolicLink()
        ? `a link to ${readlinkSync(path)}`
        : stats.isFile()
          ? createHash('sha256').update(readFileSync(path)).digest('hex')
          : 'not a file';
      return [name, content];
    });
  return Object.fromEntries(entries) as Picture;
}

if (import.meta.main) {
  process.stdout.write(JSON.stringify(pictureOf(process.argv[2] ?? '.')));
}
