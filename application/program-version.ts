import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The program's version: that of the package.json above this file, in a clone and in a package alike. */
export function programVersion(): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'package.json'))) {
    const above = dirname(folder);
    if (above === folder) throw new Error('the package.json of the program is missing');
    folder = above;
  }
  const project = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    readonly version: string;
  };
  return project.version;
}
