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

it.each([
  ...['report', 'documents', 'filed', 'import', 'reconcile', 'check'],
  ...['backup', 'restore', 'salvage', 'export'],
])(
  'help %s is a page of its own, with the line that the whole help has for it',
  async (command) => {
    const place = new Workplace();
    const { status, stdout, stderr } = await place.run('help', command);
    place.remove();
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(new RegExp(`^basisbook ${command}(?: read)?: `));
    // Not the whole help once more.
    expect(stdout).not.toContain('basisbook --version');
    const usage = HELP.split('\n').find((line) =>
      new RegExp(`^basisbook ${command}(?: read FILE.*)? .*--`).test(line),
    );
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

it.each([
  ['nothing-returned', 'in the year of its date', 'in all accounts'],
  ['opening-basis', 'all shares of the lot together', 'has to have acquired the lot'],
  ['A liquidation', 'the day on which it was paid', 'not dollars per share'],
  ['confirmed', 'its conditions are met', 'with a warning that names the conditions'],
])('help report explains %s', async (...words) => {
  const place = new Workplace();
  const { stdout } = await place.run('help', 'report');
  place.remove();
  const text = stdout.replace(/\s+/g, ' ');
  for (const word of words) expect(text).toContain(word);
});

it('the Form 2439 of the examples has the rate of its year on the gain: 35% before 2018', async () => {
  const place = new Workplace();
  const { stdout } = await place.run('help', 'reconcile');
  place.remove();
  for (const page of [stdout, HELP]) {
    expect(page).toMatch(/"year": 2013[^]*"form2439": \{"1a": "100\.00", "2": "35\.00"\}/);
  }
});

it('help documents has a release as JSON, which is read whole', async () => {
  const place = new Workplace();
  const { stdout } = await place.run('help', 'documents');
  const [json] = /^\{ "schema"[^]*?\} \] \}$/m.exec(stdout) ?? [''];
  place.write('release.json', json);
  const read = await place.run('documents', 'read', 'release.json');
  place.remove();
  expect([read.status, read.stderr]).toEqual([0, '']);
  expect(read.stdout).toMatch(/1 security, 1 payment/);
});
