/** Sales after a split: its terms come with the same files, to a report and into a book. */
import { existsSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { RELEASE_2002, Workplace } from './testing/command.ts';

/** 100 bought for 4,100.00, 3:1, 150 sold: 300 at 4,100.00, so that half of it goes with the sale. */
const TRADES = `date,action,security,shares,amount
2003-01-10,buy,OAK,100,4100.00
2003-09-10,sell,OAK,150,2650.00
`;
const SPLIT = `BasisBook terms of a reorganisation
kind: split
date: 2003-06-02
when: before trading
from: OAK
ratio: 3:1
title: 3-for-1 split of OAK
source: Form 8937
`;

let place: Workplace;
beforeEach(() => {
  place = new Workplace();
  place.write('trades.csv', TRADES);
  place.write('split.txt', SPLIT);
  place.write('release.txt', RELEASE_2002);
});
afterEach(() => place.remove());

interface Report {
  readonly sales: readonly { readonly basis: string; readonly gain: string }[];
  readonly lots: readonly { readonly shares: string; readonly adjustedBasis: string }[];
}

function expectHalf(stdout: string): void {
  const { sales, lots } = JSON.parse(stdout) as Report;
  expect(sales).toMatchObject([{ gain: '600.00' }]);
  expect(lots).toMatchObject([{ shares: '150', adjustedBasis: '2050.00' }]);
}

const FILES = ['--transactions', 'trades.csv', '--documents'];

it('are taken by a report once the terms are there', async () => {
  const done = await place.run('report', '--year', '2003', ...FILES, 'split.txt', '--json');
  expect([done.status, done.stderr]).toEqual([0, '']);
  expectHalf(done.stdout);
  const without = await place.run('report', '--year', '2003', ...FILES, 'release.txt');
  expect(without.status).toBe(1);
  expect(without.stderr).toMatch('only 100 shares of it are held');
});

it('are refused for what is wrong with the terms, where that is the reason', async () => {
  place.write('split.txt', SPLIT.replace('3:1', 'three for one'));
  const { status, stderr } = await place.run('report', '--year', '2003', ...FILES, 'split.txt');
  expect(status).toBe(1);
  expect(stderr).toMatch(/split\.txt:\d+: /);
  expect(stderr).not.toMatch('missing purchase');
});

it('come into a book with their terms and documents in one act, or not at all', async () => {
  const into = ['import', '--book', 'b.basisbook', ...FILES];
  const done = await place.run(...into, 'split.txt', 'release.txt');
  expect([done.status, done.stderr]).toEqual([0, '']);
  expect(done.stdout).toMatch(
    /release\.txt: .*\ntrades\.csv: 2 transactions\nsplit\.txt: .*: 1 transaction/,
  );
  const report = await place.run('report', '--year', '2003', '--book', 'b.basisbook', '--json');
  expectHalf(report.stdout);

  place.write('trades.csv', TRADES.replace('150,', '301,'));
  const refused = await place.run('import', '--book', 'c.basisbook', ...FILES, 'split.txt');
  expect(refused.status).toBe(1);
  expect(refused.stderr).toMatch('only 300 shares of it are held');
  expect(existsSync(place.path('c.basisbook'))).toBe(false);
});

it('asks for answers file by file where there are several files of terms', async () => {
  const reverse = (name: string) =>
    SPLIT.replace('ratio: 3:1', 'ratio: 1:10').replaceAll('OAK', name);
  place.write('oak.txt', reverse('OAK'));
  place.write('elm.txt', reverse('ELM'));
  place.write('two.csv', TRADES.split('\n')[0] + BOUGHT('OAK') + BOUGHT('ELM'));
  const files = ['--transactions', 'two.csv', '--documents', 'oak.txt', 'elm.txt'];
  const report = async (answers: unknown) => {
    place.write('answers.json', JSON.stringify(answers));
    return place.run('report', '--year', '2003', ...files, '--json', '--answers', 'answers.json');
  };
  const flat = await report({ 'fraction/default': '5.00' });
  expect(flat.status).toBe(1);
  expect(flat.stderr).toBe(
    'answers.json: The answers do not say which file they are for, and there are 2 files of terms. Write them file by file: {"oak.txt": {"fraction/default": "…"}} or {"elm.txt": {"fraction/default": "…"}}.\n',
  );
  place.write('oak.txt', `${reverse('OAK')}\nfractions: kept`);
  const one = await report({ 'fraction/default': '5.00' });
  expect(one.stderr).toMatch(/file by file: \{"elm.txt": \{"fraction\/default": "…"\}\}\.\n$/);
  place.write('oak.txt', reverse('OAK'));
  const byFile = await report({
    'oak.txt': { 'fraction/default': '5.00' },
    'elm.txt': { 'fraction/default': '6.00' },
  });
  expect([byFile.status, byFile.stderr]).toEqual([0, '']);
  const { sales } = JSON.parse(byFile.stdout) as { sales: readonly { proceeds: string }[] };
  expect(sales.map(({ proceeds }) => proceeds).sort()).toEqual(['5.00', '6.00']);
});

/** 105 shares: a half is left over by ten for one. */
const BOUGHT = (name: string) => `\n2003-01-10,buy,${name},105,4100.00`;

it('calls what terms make by its day, not by a line that the transactions have too', async () => {
  const exchange = SPLIT.replace('kind: split', 'kind: exchange').replace('3:1', '1:10');
  place.write('split.txt', exchange.replace('from: OAK', 'from: OAK\nto: ELM'));
  place.write('odd.csv', TRADES.split('\n')[0] + BOUGHT('OAK'));
  place.write('answers.json', JSON.stringify({ 'fraction/default': '5.00' }));
  const done = await place.run(
    ...['report', '--year', '2003', '--transactions', 'odd.csv', '--documents', 'split.txt'],
    ...['--answers', 'answers.json'],
  );
  expect([done.status, done.stderr]).toEqual([0, '']);
  expect(done.stdout).toMatch(/The exchange of 2003-06-0\d \(split\.txt\) of OAK/);
});
