import { expect, it } from 'vitest';
import { dataFolder } from '../application/data-folder.ts';
import { Workplace } from './testing/command.ts';
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

it.each(['report', 'check', 'backup', 'restore', 'salvage', 'export'])(
  'help %s is a page of its own, with the line that the whole help has for it',
  async (command) => {
    const place = new Workplace();
    const { status, stdout, stderr } = await place.run('help', command);
    place.remove();
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout.startsWith(`basisbook ${command}: `)).toBe(true);
    expect(stdout).not.toContain('basisbook reconcile');
    const usage = HELP.split('\n').find((line) => line.startsWith(`basisbook ${command} --`));
    for (const option of usage?.match(/--[a-z-]+/g) ?? ['none']) expect(stdout).toContain(option);
    if (command === 'report') return;
    for (const line of stdout.split('\n')) expect(line.length, line).toBeLessThanOrEqual(100);
  },
);
