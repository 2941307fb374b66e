/** A release that names no ticker, and a book that knows nothing else: asked, remembered. */
import { beforeEach, describe, expect, it } from 'vitest';
import { makeOwnBook, useHarness } from '../testing/harness.ts';
import { buyUnnamed, unnamedRelease } from '../testing/unnamed-release.ts';

const use = useHarness();

const released = (
  year: number,
  { cusip = '62844K204', ...names }: { cusip?: string; issuer?: string } = {},
) =>
  unnamedRelease(year, {
    ...names,
    title: `Common Stock${cusip === '' ? '' : ` (CUSIP ${cusip})`}`,
  });
const content = (text: string) => ({ kind: 'text', text }) as const;
const read = (text: string) =>
  use.app.ok('documents.read', { fileName: 'release.txt', content: content(text) });
const buy = (security: string, date?: string) => buyUnnamed(use.app, security, date);
async function idOf(symbol: string): Promise<string> {
  const all = await use.app.ok('securities.list', {});
  return all.find((one) => one.symbol === symbol)?.id ?? '';
}

describe('you hold BXP: is this it?', () => {
  beforeEach(async () => {
    await makeOwnBook(use.app);
    await buy('BHP');
  });

  it('is asked, proposed by the issuer’s name, and remembered', async () => {
    const { same } = await read(released(2019));
    const held = await idOf('BHP');
    expect(same).toEqual([
      {
        security: 0,
        name: 'Common Stock',
        candidates: [{ securityId: held, label: 'BHP' }],
        proposed: 0,
      },
    ]);
    const input = {
      fileName: 'release.txt',
      content: content(released(2019)),
      status: null,
      same: [{ security: 0, securityId: held }],
    };
    // What is foretold is what comes.
    const foretold = await use.app.ok('documents.changes', { kind: 'accept', ...input });
    expect(foretold.find((one) => one.year === 2019)?.paymentsAfter).toBe(1);
    await use.app.ok('documents.accept', input);
    const { report } = await use.app.ok('year.report', { year: 2019 });
    expect(report.payments.map(({ security, cash }) => [security, cash])).toEqual([
      ['BHP', '95.00'],
    ]);
    // The CUSIP is one of its identifiers now, and the next year asks nothing.
    const names = await use.app.ok('securities.identifiers', { id: held });
    expect(names.map(({ value }) => value)).toContain('62844K204');
    expect((await read(released(2020))).same).toEqual([]);
  });

  it('is remembered by issuer and name where the release has no CUSIP', async () => {
    const text = released(2019, { cusip: '' });
    const held = await idOf('BHP');
    expect((await read(text)).same).toHaveLength(1);
    await use.app.ok('documents.accept', {
      fileName: 'release.txt',
      content: content(text),
      status: null,
      same: [{ security: 0, securityId: held }],
    });
    expect((await read(released(2020, { cusip: '' }))).same).toEqual([]);
  });

  it('is not proposed where nothing speaks for it', async () => {
    const { same } = await read(released(2019, { issuer: 'Quarry Hill Apartments' }));
    expect(same).toMatchObject([{ candidates: [{ label: 'BHP' }], proposed: null }]);
  });

  it('is asked by the year where the release came first and nobody said so', async () => {
    await use.app.ok('documents.accept', {
      fileName: 'release.txt',
      content: content(released(2019)),
      status: null,
    });
    const { report } = await use.app.ok('year.report', { year: 2019 });
    expect(report.notices.filter(({ level }) => level === 'error')).toMatchObject([
      {
        code: 'same-security',
        message: expect.stringMatching(
          /^BHP is held without a release for .*2019\. Boston Harbor Properties, Common Stock \(CUSIP 62844K204\) is in release\.txt/,
        ),
      },
    ]);
  });

  it('is not asked of preferred stock, of another issuer, or of what is known already', async () => {
    await buy('XYZPrD');
    const labels = (await read(released(2019))).same.flatMap(({ candidates }) =>
      candidates.map(({ label }) => label),
    );
    expect(labels).toEqual(['BHP']);
    await use.app.ok('documents.accept', {
      fileName: 'release.txt',
      content: content(released(2019)),
      status: null,
      same: [{ security: 0, securityId: await idOf('BHP') }],
    });
    const other = released(2019, { issuer: 'Quarry Hill Apartments', cusip: '51233Q104' });
    expect((await read(other)).same).toEqual([]);
  });
});
