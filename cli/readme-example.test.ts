import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Workplace } from './testing/command.ts';

const TOP = join(import.meta.dirname, '..');
const COMMAND = 'npm run -s basisbook -- ';

it('the commands of the README run as they stand, with its transactions and the sample’s release', async () => {
  const readme = readFileSync(join(TOP, 'README.md'), 'utf8');
  const [, csv = ''] = /```csv\n(date,action[^]*?)```/.exec(readme) ?? [];
  const commands = readme
    .split('\n')
    .filter((line) => line.startsWith(COMMAND))
    .map((line) => line.slice(COMMAND.length).replace(/ +#.*/, ''))
    .slice(0, 11);
  const place = new Workplace();
  try {
    place.write('lots.csv', csv);
    const outcomes = [];
    for (const command of commands) {
      const words = command.split(' ');
      const argv = words.map((word) => (word.startsWith('resources/') ? join(TOP, word) : word));
      outcomes.push({ command, ...(await place.run(...argv)) });
    }
    expect(outcomes).toHaveLength(11);
    expect(outcomes.filter(({ status, stderr }) => status !== 0 || stderr !== '')).toEqual([]);
    // Sold 40 of 100 shares, whose basis three payments of 15.99 had reduced.
    expect(outcomes[1]?.stdout).toContain('179.19');
    expect(outcomes[6]?.stdout).toBe(outcomes[1]?.stdout);
  } finally {
    place.remove();
  }
});

it('the answers of the README take its two files, and without them each is asked about', async () => {
  const readme = readFileSync(join(TOP, 'README.md'), 'utf8');
  const [, bank = '', ofBank = '', broker = '', ofBroker = ''] =
    /```csv\n(Valuta[^]*?)```\n\n```json\n([^]*?)```[^]*?```csv\n([^]*?)```\n\n```json\n([^]*?)```/.exec(
      readme,
    ) ?? [];
  const place = new Workplace();
  const take = (file: string, ...more: string[]) =>
    place.run('import', '--book', 'my.basisbook', '--account-history', file, ...more);
  try {
    place.write('bank.csv', bank);
    place.write('bank.json', ofBank);
    place.write('broker.csv', broker);
    place.write('broker.json', ofBroker);
    expect((await take('bank.csv')).stderr).toContain('say what its columns hold');
    expect((await take('bank.csv', '--answers', 'bank.json')).stdout).toContain('3 transactions');
    expect((await take('broker.csv')).stderr).toContain('Answer "account/Brokerage 1234"');
    expect((await take('broker.csv', '--answers', 'broker.json')).stdout).toBe(
      "broker.csv: 1 transaction; 1 row left out that the book has already; the file's own list of holdings agrees in 0 of 1 position\n",
    );
  } finally {
    place.remove();
  }
});
