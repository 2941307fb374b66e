import { afterAll, beforeAll, expect, it } from 'vitest';
import { RELEASE_2002, Workplace } from './testing/command.ts';

let place: Workplace;
beforeAll(() => {
  place = new Workplace();
  place.write('release.txt', RELEASE_2002);
  place.write(
    'trades.csv',
    'date,action,security,shares,amount,account\n2000-03-01,buy,HLA,100,3800.00,Roth IRA\n2000-03-01,buy,HLA,100,3800.00,Joint\n',
  );
});
afterAll(() => {
  place.remove();
});

it('an account whose name is that of a tax-deferred one does not count as taxable in silence', async () => {
  const files = ['--transactions', 'trades.csv', '--documents', 'release.txt'];
  const report = (...more: string[]) => place.run('report', '--year', '2002', ...files, ...more);
  const loud = await report();
  expect([loud.status, loud.stderr]).toEqual([
    0,
    'trades.csv: The account "Roth IRA" counts as taxable here. If it is not, add --tax-deferred "Roth IRA": its payments and sales are in no total then.\n',
  ]);
  expect(loud.stdout).toContain('Total');
  expect((await report('--tax-deferred', 'Roth IRA')).stderr).toBe('');
});
