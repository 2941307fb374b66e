/**
 * Where the books are kept: the folder that each system has for an application's data, the same for
 * the window and for the browser, so that both open the same books. Pure: the caller makes it.
 */
import { posix, win32 } from 'node:path';

const FOLDER = 'BasisBook';

interface DataFolderQuestion {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
}

/**
 * The folder for the books. BASISBOOK_DATA overrides it.
 * Linux: $XDG_DATA_HOME, else ~/.local/share. macOS: ~/Library/Application Support.
 * Windows: %APPDATA%, else AppData\Roaming below the home folder.
 */
export function dataFolder({ platform, env, home }: DataFolderQuestion): string {
  const { isAbsolute, join, resolve } = platform === 'win32' ? win32 : posix;
  const override = env['BASISBOOK_DATA'];
  if (override) return resolve(override);
  switch (platform) {
    case 'win32':
      return join(env['APPDATA'] || join(home, 'AppData', 'Roaming'), FOLDER);
    case 'darwin':
      return join(home, 'Library', 'Application Support', FOLDER);
    default: {
      const base = env['XDG_DATA_HOME'];
      // The XDG specification: a relative path is invalid and is ignored.
      const folder = base && isAbsolute(base) ? base : join(home, '.local', 'share');
      return join(folder, FOLDER);
    }
  }
}
