/**
 * `npm run dist`: packs the application for this system into build/. Options: --dir (unpacked only),
 * --electron-dist FOLDER (an unpacked Electron in place of the one that would be fetched),
 * --output FOLDER.
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { build, Platform } from 'electron-builder';
import { configurationFor, type Target } from '../electron-builder.config.ts';
import { ensureBuilt } from './ensure-built.ts';
import { writeNotices } from './third-party.ts';

const ROOT = resolve(import.meta.dirname, '..');

const { values } = parseArgs({
  options: {
    dir: { type: 'boolean' },
    'electron-dist': { type: 'string' },
    output: { type: 'string' },
  },
});

if (!ensureBuilt((line) => process.stdout.write(`${line}\n`))) process.exit(1);
writeNotices(ROOT);

const config = configurationFor(process.platform as Target);
const files = await build({
  projectDir: ROOT,
  publish: 'never',
  targets: Platform.current().createTarget(values.dir ? 'dir' : undefined),
  config: {
    ...config,
    directories: {
      ...config.directories,
      ...(values.output === undefined ? {} : { output: resolve(values.output) }),
    },
    ...(values['electron-dist'] === undefined
      ? {}
      : { electronDist: resolve(values['electron-dist']) }),
  },
});
for (const file of files) process.stdout.write(`${file}\n`);
