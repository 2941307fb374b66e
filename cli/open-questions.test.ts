/** A release that asks something is refused with what is open, how it is answered, and what was said before. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Workplace } from './testing/command.ts';

let place: Workplace;
beforeEach(() => {
  place = new Workplace();
});
afterEach(() => place.remove());

const run = (...args: string[]) => place.run('import', '--book', 'my.basisbook', ...args);

/** Three captions of an issuer of our own making that nobody knows. */
const release = (year: number, ordinary: string): string => `Harbor Row Trust (NYSE: HRT)
${year} Dividend Tax Reporting

Record Date   Payable Date   Distribution per Share   Regular Taxable Portion   Capital Portion   Capital Returned Portion
03/15/${year}    03/31/${year}     0.50                     ${ordinary}                      0.10              0.10
06/15/${year}    06/30/${year}     0.50                     ${ordinary}                      0.10              0.10
`;

const HOW =
  'Open: "columns/1". "basisbook documents read 2021.txt" prints what can be answered; a file for --answers takes it, as {"columns/1": 0}.';

beforeEach(() => {
  place.write('2021.txt', release(2021, '0.30'));
  place.write('2022.txt', release(2022, '0.30'));
  place.write('second.json', '{ "columns/1": 1 }');
});

it('names the ids that a file of answers takes, and nothing is written', async () => {
  const { status, stdout, stderr } = await run('--documents', '2021.txt');
  expect([status, stdout]).toEqual([1, '']);
  expect(stderr).toContain(`2021.txt: ${HOW}\n`);
  expect(stderr).not.toContain('What you said');
});

it('says by number what was said of the captions when the release of the year before was taken', async () => {
  expect((await run('--documents', '2021.txt', '--answers', 'second.json')).status).toBe(0);
  const { status, stderr } = await run('--documents', '2022.txt');
  expect(status).toBe(1);
  expect(stderr).toContain(`2022.txt: ${HOW.replace('2021', '2022')}\n`);
  expect(stderr).toContain(
    '2022.txt: What you said of this issuer’s captions before is {"columns/1": 1}.\n',
  );
  // The number means here what it meant there, whatever the book remembers.
  await run('--documents', '2022.txt', '--answers', 'second.json');
  place.write('buy.csv', 'date,action,security,shares,amount\n2020-03-02,buy,HRT,100,2000.00\n');
  await run('--transactions', 'buy.csv');
  const { stdout } = await place.run('report', '--book', 'my.basisbook', '--year', '2022');
  expect(stdout).toMatch(/ 2b +Unrecap. Sec. 1250 gain +0.00\n/);
  expect(stdout).toMatch(/ 3 +Nondividend distributions +20.00\n/);
});

it('says where only the table itself can be put right', async () => {
  place.write('torn.txt', release(2021, '0.30').split('\n').slice(0, 4).join('\n'));
  const { status, stderr } = await run('--documents', 'torn.txt');
  expect(status).toBe(1);
  expect(stderr).toMatch(/Add the release in the window, under Documents, where its table can be/);
});
