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

it.each(['report', 'import', 'reconcile', 'check', 'backup', 'restore', 'salvage', 'export'])(
  'help %s is a page of its own, with the line that the whole help has for it',
  async (command) => {
    const place = new Workplace();
    const { status, stdout, stderr } = await place.run('help', command);
    place.remove();
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout.startsWith(`basisbook ${command}: `)).toBe(true);
    // Not the whole help once more.
    expect(stdout).not.toContain('basisbook --version');
    const usage = HELP.split('\n').find((line) => line.startsWith(`basisbook ${command} --`));
    for (const option of usage?.match(/--[a-z-]+/g) ?? ['none']) expect(stdout).toContain(option);
    if (command === 'report') return;
    for (const line of stdout.split('\n')) expect(line.length, line).toBeLessThanOrEqual(100);
  },
);

it('help import has an example of every kind of answer, each of which is JSON', async () => {
  const place = new Workplace();
  const { stdout } = await place.run('help', 'import');
  place.remove();
  const list = stdout.slice(stdout.indexOf('The answers, each with an example'));
  const examples = [...list.matchAll(/^ {4}(\{[^]*?\})(?= {2,}\S|\n)/gm)].map(
    ([, one]) => one ?? '',
  );
  expect(examples.length).toBeGreaterThan(10);
  for (const one of examples) expect(() => JSON.parse(one) as unknown, one).not.toThrow();
});
