/** What `--out` names is written over where it is an earlier output of the program, and nowhere else. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { RELEASE_2002, TRADES, Workplace, type Outcome } from './testing/command.ts';

let place: Workplace;
beforeEach(async () => {
  place = new Workplace();
  place.write('trades.csv', TRADES);
  place.write('release.txt', RELEASE_2002);
  await place.run('import', '--book', 'my.basisbook', '--transactions', 'trades.csv');
});
afterEach(() => place.remove());

const FILES = ['--transactions', 'trades.csv', '--documents', 'release.txt'];
const report = (format: string, out: string, year = '2002'): Promise<Outcome> =>
  place.run('report', '--year', year, ...FILES, '--format', format, '--out', out);
const exported = (out: string): Promise<Outcome> =>
  place.run('export', '--book', 'my.basisbook', '--out', out);

/** Files of other people, some of which begin much like ours, or are for this program to read. */
const FOREIGN = {
  'a letter': 'Dear Sir or Madam,\n',
  'notes about a year': 'Tax year 2002\n\nAsk the accountant about the spin-off.\n',
  'a JSON of another program': '{"schema": "other/report@1"}\n',
  'forms that somebody typed': '{"schema": "basisbook/broker-forms@1", "year": 2002}\n',
  'terms that somebody typed': '{"schema": "basisbook/reorganisation@1", "kind": "split"}\n',
  'a list that names our schema later': '[{"schema": "basisbook/book@1"}]\n',
  'bytes of no text': Buffer.from([0, 159, 146, 150]),
  'a page of somebody else': '%PDF-1.4\n%%EOF\n',
} as const;

const WRITERS = {
  'report as text': (out: string) => report('text', out),
  'report as JSON': (out: string) => report('json', out),
  'report as TXF': (out: string) => report('txf', out),
  'report on paper': (out: string) => report('pdf', out),
  export: exported,
} as const;

it.each(Object.keys(WRITERS) as (keyof typeof WRITERS)[])(
  '%s: a file of somebody else stays as it is, and the way on is said',
  async (writer) => {
    for (const [what, content] of Object.entries(FOREIGN)) {
      place.write('taken', content);
      const before = place.picture();
      expect(await WRITERS[writer]('taken'), what).toEqual({
        status: 1,
        stdout: '',
        stderr:
          'taken: There is a file that BasisBook did not write. Nothing was written. Name another file.\n',
      });
      expect(place.picture(), what).toEqual(before);
    }
  },
);

it('a book is written over by nothing, and an export only by an export', async () => {
  await place.run('backup', '--book', 'my.basisbook', '--out', 'copy.basisbook');
  await exported('all.json');
  await report('json', 'year.json');
  const before = place.picture();
  for (const write of Object.values(WRITERS)) {
    expect((await write('copy.basisbook')).stderr).toBe(
      'copy.basisbook: There is a book. Nothing was written. Name another file.\n',
    );
  }
  expect((await report('json', 'all.json')).stderr).toMatch(/^all\.json: There is the export of/);
  expect((await exported('year.json')).stderr).toMatch(/^year\.json: There is a report\. Nothing/);
  expect(place.picture()).toEqual(before);
});

it.each(['text', 'json', 'txf', 'pdf'])(
  'an earlier report, %s, is replaced by one of another year, and so is an empty file',
  async (format) => {
    place.write('a', '');
    // The first of these years has cash that no document explains.
    for (const year of ['2003', '2002', '1960', '2002']) {
      const { status, stderr } = await report(format, 'a', year);
      expect([status, stderr], year).toEqual([0, '']);
    }
    expect((await report('text', 'a')).status).toBe(0);
    expect(place.read('a')).toMatch(/^Tax year 2002\n/);
  },
);

it('a report that begins with what is provisional is known again', async () => {
  place.write('trades.csv', `${TRADES}2001-02-12,dividend,99077R-10-0,,82.00\n`);
  expect((await report('text', 'a', '2001')).status).toBe(0);
  expect(place.read('a')).toMatch(/^Tax year 2001\n\nProvisional/);
  expect((await report('text', 'a')).status).toBe(0);
});

it('a report is known by how it begins, of this version or of an earlier one, complete or not', async () => {
  place.write('trades.csv', TRADES.replace('2000-03-01', '2002-01-02'));
  expect((await report('text', 'a')).status).toBe(0);
  const now = place.read('a');
  expect(now).toMatch(
    /^Tax year 2002\n\nComplete: nothing is missing for the figures of 2002\.\n\n/,
  );
  expect((await report('text', 'a')).status).toBe(0);
  place.write('a', now.replace(/Complete: .*\n\n/, ''));
  expect((await report('text', 'a')).status).toBe(0);
  expect(place.read('a')).toBe(now);
});

it('an earlier export is replaced', async () => {
  await exported('all.json');
  place.write('more.csv', TRADES.replace('2000', '2001'));
  await place.run('import', '--book', 'my.basisbook', '--transactions', 'more.csv');
  const before = place.read('all.json');
  expect((await exported('all.json')).status).toBe(0);
  expect(place.read('all.json')).not.toBe(before);
});
