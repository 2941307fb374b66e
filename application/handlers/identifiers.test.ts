import { beforeEach, describe, expect, it } from 'vitest';
import { EXAMPLE_PURCHASE, makeOwnBook, useHarness } from '../testing/harness.ts';

const use = useHarness();
let id: string;
let otherId: string;

const add = (kind: 'symbol' | 'cusip' | 'name', value: string, validFrom: string | null = null) =>
  ({ id, kind, value, validFrom }) as const;

beforeEach(async () => {
  await makeOwnBook(use.app);
  ({ securityId: id } = await use.app.ok('transactions.add', {
    ...EXAMPLE_PURCHASE,
    security: 'HBR',
  }));
  ({ securityId: otherId } = await use.app.ok('transactions.add', {
    ...EXAMPLE_PURCHASE,
    security: 'SLT',
  }));
});

describe('what a security is called over time', () => {
  it('ends a ticker where the next one begins, and lets it go on when that is taken out', async () => {
    const changed = await use.app.ok(
      'securities.addIdentifier',
      add('symbol', 'HBX', '2001-05-01'),
    );
    expect(changed).toEqual([
      { kind: 'symbol', value: 'HBR', validFrom: null, validTo: '2001-04-30' },
      { kind: 'symbol', value: 'HBX', validFrom: '2001-05-01', validTo: null },
    ]);
    const [row] = await use.app.ok('transactions.list', {});
    expect(row).toMatchObject({ securityId: id, security: 'HBX' });
    expect(
      await use.app.ok('securities.removeIdentifier', add('symbol', 'HBX', '2001-05-01')),
    ).toEqual([{ kind: 'symbol', value: 'HBR', validFrom: null, validTo: null }]);
  });

  it('takes an entry under the new ticker for the same security', async () => {
    await use.app.ok('securities.addIdentifier', add('symbol', 'HBX', '2001-05-01'));
    for (const [date, security] of [
      ['2001-06-01', 'HBX'],
      ['2000-06-01', 'HBR'],
    ] as const) {
      const row = await use.app.ok('transactions.add', { ...EXAMPLE_PURCHASE, date, security });
      expect(row.securityId).toBe(id);
    }
  });

  it('keeps CUSIPs in the order of their days', async () => {
    await use.app.ok('securities.addIdentifier', add('cusip', '03748R-74-7', '2020-12-15'));
    const all = await use.app.ok(
      'securities.addIdentifier',
      add('cusip', '03748R754', '2019-02-21'),
    );
    expect(all.filter((each) => each.kind === 'cusip').map((each) => each.value)).toEqual([
      '03748R754',
      '03748R747',
    ]);
  });

  it('gives a ticker to another security only from the day on which the first one gave it up', async () => {
    const taken = { id: otherId, kind: 'symbol', value: 'HBR', validFrom: '2001-05-01' } as const;
    expect((await use.app.refused('securities.addIdentifier', taken)).issues[0]).toMatchObject({
      field: 'value',
      message: expect.stringMatching(/HBR is in use by HBR/),
    });
    await use.app.ok('securities.addIdentifier', add('symbol', 'HBX', '2001-05-01'));
    await use.app.ok('securities.addIdentifier', taken);
    // The first one would have it again from that day.
    await use.app.refused('securities.removeIdentifier', add('symbol', 'HBX', '2001-05-01'));
    expect(await use.app.ok('securities.identifiers', { id })).toHaveLength(2);
  });

  it.each<[string, () => ReturnType<typeof add>, string, RegExp]>([
    ['a wrong check digit', () => add('cusip', '03748R-10-2'), 'value', /not a valid CUSIP/],
    ['nothing', () => add('symbol', ' '), 'value', /Enter the ticker/],
    ['a ticker with a space', () => add('symbol', 'A IV', '2001-01-01'), 'value', /space/],
    ['a second ticker from the start', () => add('symbol', 'HBX'), 'validFrom', /from the start/],
    ['a day that does not exist', () => add('symbol', 'HBX', '2001-02-30'), 'validFrom', /exist/],
    ['what is there', () => add('symbol', 'hbr'), 'value', /there already/],
    ['a name beyond all length', () => add('name', 'x'.repeat(201)), 'value', /200/],
  ])('refuses %s and changes nothing', async (_, made, field, sentence) => {
    const before = await use.app.ok('securities.identifiers', { id });
    expect((await use.app.refused('securities.addIdentifier', made())).issues[0]).toMatchObject({
      field,
      message: expect.stringMatching(sentence),
    });
    expect(await use.app.ok('securities.identifiers', { id })).toEqual(before);
  });

  it('refuses the CUSIP of another security, the last identifier, and one that is not there', async () => {
    await use.app.ok('securities.addIdentifier', add('cusip', '03748R101'));
    expect(
      (
        await use.app.refused('securities.addIdentifier', {
          ...add('cusip', '03748R101'),
          id: otherId,
        })
      ).message,
    ).toMatch(/is that of HBR/);
    await use.app.ok('securities.removeIdentifier', add('symbol', 'HBR'));
    expect(
      await use.app.refused('securities.removeIdentifier', add('cusip', '03748R101')),
    ).toMatchObject({ code: 'conflict' });
    expect(
      await use.app.refused('securities.removeIdentifier', add('symbol', 'HBR')),
    ).toMatchObject({ code: 'not-found' });
    expect(await use.app.refused('securities.identifiers', { id: 'gone' })).toMatchObject({
      code: 'not-found',
    });
  });
});
