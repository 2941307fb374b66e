/** What was filed: kept by the command, and what a correction changes of it. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { RELEASE_2002, TRADES, Workplace } from './testing/command.ts';

let place: Workplace;
beforeAll(async () => {
  place = new Workplace();
  place.write('trades.csv', TRADES);
  place.write('release.txt', RELEASE_2002);
  await place.run('import', '--book', 'b', '--transactions', 'trades.csv');
  await place.run('import', '--book', 'b', '--documents', 'release.txt');
});
afterAll(() => {
  place.remove();
});

const filed = (...more: string[]) => place.run('filed', '--book', 'b', '--year', '2002', ...more);

it('is nothing until it is kept, and then what the book says', async () => {
  const none = await filed();
  expect([none.status, none.stderr]).toEqual([0, '']);
  expect(none.stdout).toContain('Nothing is kept of what you filed for 2002.');
  const kept = await filed('--keep', '--filed-on', '4/12/2003');
  expect(kept.stdout).toBe('Filed on 2003-04-12. Nothing has changed since.\n');
  const { stdout } = await filed('--json');
  const found = JSON.parse(stdout) as { rows: { name: string; filed: string }[] };
  expect(found).toMatchObject({
    ...{ schema: 'basisbook/filed@1', taxYear: 2002 },
    filed: { filedOn: '2003-04-12', wholeDollars: false },
  });
  expect(found.rows.find(({ name }) => name === '3')).toMatchObject({
    ...{ filed: '63.96', now: '63.96', difference: '0.00' },
  });
});

it('says by line what an amended return would change', async () => {
  // Ten shares more: a tenth of each box.
  place.write('more.csv', `date,action,security,shares,amount\n2000-03-01,buy,HLA,10,380.00\n`);
  await place.run('import', '--book', 'b', '--transactions', 'more.csv');
  const { stdout } = await filed();
  expect(stdout).toMatch(
    /^Filed on 2003-04-12\. \d+ figures are others by now\. An amended return/,
  );
  expect(stdout).toMatch(/Box 3: .* \$63\.96 +\$70\.36 +\$6\.40/);
});

it('is forgotten, and once', async () => {
  expect((await filed('--forget')).stdout).toContain('Nothing is kept');
  const again = await filed('--forget');
  expect([again.status, again.stderr]).toEqual([
    1,
    'b: Nothing is kept of what was filed for 2002.\n',
  ]);
});

it('refuses what makes no sense', async () => {
  expect((await filed('--keep', '--forget')).status).toBe(2);
  expect((await filed('--filed-on', '4/12/2003')).status).toBe(2);
  const day = await filed('--keep', '--filed-on', '31/31/2003');
  expect([day.status, day.stderr]).toEqual([1, expect.stringContaining('not a valid date')]);
});
