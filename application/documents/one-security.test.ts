/** Shares and a release that came into the book under two names, and are said to be one. */
import { beforeEach, describe, expect, it } from 'vitest';
import { everyFact } from '../testing/every-fact.ts';
import { makeOwnBook, useHarness } from '../testing/harness.ts';
import { buyUnnamed, unnamedRelease } from '../testing/unnamed-release.ts';

const use = useHarness();

const released = unnamedRelease;
const accept = (text: string) =>
  use.app.ok('documents.accept', {
    fileName: 'release.txt',
    content: { kind: 'text', text },
    status: null,
  });
const buy = (security: string, date?: string) => buyUnnamed(use.app, security, date);
async function idOf(label: string): Promise<string> {
  const all = await use.app.ok('securities.list', {});
  return all.find((one) => one.label === label)?.id ?? '';
}
const cashOf = async (year: number) =>
  (await use.app.ok('year.report', { year })).report.payments.map(({ security, cash }) => [
    security,
    cash,
  ]);

beforeEach(() => makeOwnBook(use.app));

describe('a release that was accepted before its shares were entered', () => {
  beforeEach(async () => {
    await accept(released(2019));
    await buy('BHP');
  });

  it('asks on its own screen, and is joined with them there', async () => {
    expect(await cashOf(2019)).toEqual([]);
    const [row] = await use.app.ok('documents.list', {});
    const { same } = await use.app.ok('documents.get', { id: row?.id ?? '' });
    const held = await idOf('BHP');
    expect(same).toEqual([
      {
        security: 0,
        name: 'Common Stock',
        candidates: [{ securityId: held, label: 'BHP' }],
        proposed: 0,
      },
    ]);
    const joined = await use.app.ok('securities.join', {
      id: row?.securities[0]?.securityId ?? '',
      other: held,
    });
    expect(joined).toMatchObject({ label: 'BHP', gone: held });
    expect(await cashOf(2019)).toEqual([['BHP', '95.00']]);
    const after = await use.app.ok('documents.get', { id: row?.id ?? '' });
    expect(after.same).toEqual([]);
    expect((await use.app.ok('year.report', { year: 2019 })).report.notices).not.toContainEqual(
      expect.objectContaining({ code: 'same-security' }),
    );
    // What was said is remembered: the next release asks nothing.
    const next = await use.app.ok('documents.read', {
      fileName: 'next.txt',
      content: { kind: 'text', text: released(2020) },
    });
    expect(next.same).toEqual([]);
  });

  it('is what it was when the join is undone, and can be joined from the other side', async () => {
    const before = await everyFact(use.app);
    const [id, other] = [await idOf('62844K204'), await idOf('BHP')];
    await use.app.ok('securities.join', { id, other });
    await use.app.undo();
    expect(await everyFact(use.app)).toEqual(before);

    await use.app.ok('securities.join', { id: other, other: id });
    await buy('BHP', '2018-03-01');
    expect(await cashOf(2019)).toEqual([['BHP', '190.00']]);
  });
});

it('takes along the releases of both, of different years and under an issuer’s two names', async () => {
  await accept(released(2018, { title: 'Common Stock (NYSE: BHP)' }));
  await accept(released(2019, { issuer: 'Harbor Trust' }));
  await buy('BHP', '2017-03-01');
  const before = await everyFact(use.app);
  const [id, other] = [await idOf('BHP'), await idOf('62844K204')];
  await use.app.ok('securities.join', { id: other, other: id });
  expect(await cashOf(2018)).toEqual([['BHP', '95.00']]);
  expect(await cashOf(2019)).toEqual([['BHP', '95.00']]);
  await use.app.undo();
  expect(await everyFact(use.app)).toEqual(before);
});

describe('what cannot be one', () => {
  it('is not offered, and refused with the reason', async () => {
    await accept(
      `${released(2019)}\nSeries B Preferred Stock (CUSIP 62844K303)\n\nRecord Date\tPayable Date\tDividend Per Share\tOrdinary Dividends\n03/29/2019\t04/30/2019\t$0.50\t$0.50\n`,
    );
    await buy('BHP');
    await buy('QRY');
    const common = await idOf('62844K204');
    const preferred = await idOf('62844K303');
    expect(await use.app.ok('securities.same', { id: preferred })).toEqual({
      candidates: [],
      proposed: null,
    });
    expect(
      await use.app.refused('securities.join', { id: common, other: preferred }),
    ).toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(/are two securities: release\.txt speaks of both\.$/),
    });
    const two = { id: await idOf('BHP'), other: await idOf('QRY') };
    expect(await use.app.refused('securities.join', two)).toMatchObject({
      message:
        'BHP and QRY cannot be one security: their tickers, CUSIPs or classes differ. Where a ticker changed, add the new one to the older security.',
    });
    expect(await use.app.refused('securities.join', { id: common, other: common })).toMatchObject({
      message: 'Choose another security.',
    });
    expect(await use.app.refused('securities.join', { id: common, other: 'x' })).toMatchObject({
      code: 'not-found',
    });
  });
});

it.each(['XYZ-PB', 'XYZ PRB', 'XYZ/PB', 'XYZ.PR.B', 'XYZ-B', 'XYZPRB', 'XYZpB'])(
  '%s is asked to be the Series B of a release without tickers, and of no other letter',
  async (ticker) => {
    const preferred = (series: string, cusip: string) =>
      released(2019, { title: `Series ${series} Preferred Stock (CUSIP ${cusip})` });
    await accept(preferred('B', '62844K303'));
    await buy(ticker);
    const [row] = await use.app.ok('documents.list', {});
    const { same } = await use.app.ok('documents.get', { id: row?.id ?? '' });
    expect(same.map(({ candidates }) => candidates.map(({ label }) => label))).toEqual([[ticker]]);
    const other = await use.app.ok('documents.read', {
      fileName: 'c.txt',
      content: { kind: 'text', text: preferred('C', '62844K402') },
    });
    expect(other.same).toEqual([]);
  },
);
