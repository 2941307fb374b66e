/** The files of a book are the same from the command and from the window. */
import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { createApplication } from '../application/application.ts';
import type { Answer, Envelope } from '../application/contract.ts';
import { programVersion } from '../application/program-version.ts';
import { RELEASE_2002, TRADES, Workplace } from './testing/command.ts';

it('writes what the window saves', async () => {
  const place = new Workplace();
  place.write('trades.csv', TRADES);
  place.write('release.txt', RELEASE_2002);
  for (const source of [
    ['--documents', 'release.txt'],
    ['--transactions', 'trades.csv'],
  ]) {
    const { status, stderr } = await place.run('import', '--book', 'b.basisbook', ...source);
    expect([status, stderr]).toEqual([0, '']);
  }
  for (const format of ['pdf', 'txf']) {
    const out = ['--format', format, '--out', `a.${format}`];
    const { status } = await place.run('report', '--year', '2002', '--book', 'b.basisbook', ...out);
    expect(status).toBe(0);
  }
  const application = createApplication({
    dataFolder: join(place.folder, 'data'),
    bookPath: place.path('b.basisbook'),
    host: 'browser',
    version: programVersion(),
    log: () => undefined,
  });
  for (const kind of ['pdf', 'txf'] as const) {
    const asked = { year: 2002, accountId: null, brokerBasis: 'adjusted', kind };
    const answer = (await application.dispatch('year.file', asked)) as Envelope<
      Answer<'year.file'>
    >;
    if (!answer.ok) throw new Error(answer.error.message);
    const written = readFileSync(place.path(`a.${kind}`));
    expect(Buffer.from(answer.value.base64, 'base64').equals(written), kind).toBe(true);
  }
  application.close();
  place.remove();
});
