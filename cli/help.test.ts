import { expect, it } from 'vitest';
import { dataFolder } from '../application/data-folder.ts';
import { HELP } from './help.ts';

it.each([
  ['linux', { home: '~', env: {} }],
  ['linux', { home: '', env: { XDG_DATA_HOME: '/$XDG_DATA_HOME' } }],
  ['darwin', { home: '~', env: {} }],
  ['win32', { home: '', env: { APPDATA: '%APPDATA%' } }],
  ['linux', { home: '', env: { BASISBOOK_DATA: '/BASISBOOK_DATA' } }],
] as const)('says where %s has the book: %j', (platform, { home, env }) => {
  const folder = dataFolder({ platform, env, home }).replace(/^\/(\$?\w+).*/, '$1');
  expect(HELP).toContain(folder);
});
