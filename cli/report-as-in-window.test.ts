/** The files of a book are the same from the command and from the window. */
import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { createApplication, type Application } from '../application/application.ts';
import type { Answer, CallName, Envelope } from '../application/contract.ts';
import { programVersion } from '../application/program-version.ts';
import { unzipped } from '../formats/testing/unzipped.ts';
import { RELEASE_2002, TRADES, Workplace } from './testing/command.ts';

async function ok<Name extends CallName>(
  application: Application,
  name: Name,
  input: unknown,
): Promise<Answer<Name>> {
  const answer = (await application.dispatch(name, input)) as Envelope<Answer<Name>>;
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value;
}

/** A form of the broker with an accepted difference, and the year as it was filed. */
async function keepAll(application: Application): Promise<void> {
  const [own] = await ok(application, 'forms.ours', { year: 2002 });
  const account = own?.account ?? '';
  const schema = 'basisbook/broker-forms@1';
  const form1099Div = { '1': '201.40', '2a': '21.64' };
  await ok(application, 'forms.keep', {
    forms: { schema, year: 2002, account, security: null, form1099Div },
    ...{ version: 1, receivedOn: null },
  });
  await ok(application, 'forms.accept', {
    ...{ year: 2002, account, payer: null, version: 1, reason: '=Broker is gone' },
    difference: { form: '1099-DIV', row: null, field: '2a', theirs: '21.64', ours: '62.64' },
  });
  const options = { year: 2002, wholeDollars: false, brokerBasis: 'adjusted' };
  await ok(application, 'filed.keep', { ...options, filedOn: null, fresh: true, typed: [] });
}

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
  const start = (): Application =>
    createApplication({
      dataFolder: join(place.folder, 'data'),
      bookPath: place.path('b.basisbook'),
      host: 'browser',
      version: programVersion(),
      log: () => undefined,
    });
  const before = start();
  await keepAll(before);
  before.close();
  for (const format of ['pdf', 'txf', 'csv']) {
    const out = ['--format', format, '--out', `a.${format}`];
    const { status } = await place.run('report', '--year', '2002', '--book', 'b.basisbook', ...out);
    expect(status).toBe(0);
  }
  const application = start();
  for (const kind of ['pdf', 'txf'] as const) {
    const asked = { year: 2002, accountId: null, brokerBasis: 'adjusted', kind };
    const { base64 } = await ok(application, 'year.file', asked);
    const written = readFileSync(place.path(`a.${kind}`));
    expect(Buffer.from(base64, 'base64').equals(written), kind).toBe(true);
  }
  const asked = { year: 2002, accountId: null, brokerBasis: 'adjusted', kind: 'csv' };
  const tables = unzipped((await ok(application, 'year.file', asked)).base64);
  expect([...tables.keys()]).toEqual(
    expect.arrayContaining(['accepted-differences.csv', 'broker-forms.csv', 'filed.csv']),
  );
  for (const [name, bytes] of tables) {
    expect(readFileSync(place.path(`a.csv/${name}`)).equals(bytes), name).toBe(true);
  }
  application.close();
  place.remove();
});
