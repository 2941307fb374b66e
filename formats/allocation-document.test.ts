import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { formatRate } from '../tax/values/money.ts';
import {
  checkAllocationDocument,
  documentToFacts,
  type AllocationDocumentJson,
  type DistributionJson,
} from './allocation-document.ts';
import { readAllocationText } from './read-document.ts';

const text = readFileSync(
  new URL('./documents/fixtures/harborlight-2002.txt', import.meta.url),
  'utf8',
);
const { document } = readAllocationText(text, { known: [] });

function changed(change: Partial<DistributionJson>): AllocationDocumentJson {
  return {
    ...document,
    securities: document.securities.map((security, s) => ({
      ...security,
      distributions: security.distributions.map((one, d) =>
        s === 0 && d === 0 ? { ...one, ...change } : one,
      ),
    })),
  };
}

const components = document.securities[0]?.distributions[0]
  ?.components as DistributionJson['components'];

describe('the JSON form', () => {
  test('what was written is read back', () => {
    expect(checkAllocationDocument(JSON.parse(JSON.stringify(document)))).toEqual({
      ok: true,
      document,
    });
  });

  test('lines before it that are empty or begin with # are ignored, and figures are written one way', () => {
    const written = JSON.stringify(
      changed({
        amountPerShare: document.securities[0]?.distributions[0]?.amountPerShare + '00',
        components: { ...components, section1202: '0.0' },
      }),
    );
    for (const head of ['# ours\n\n  # {\r\n', '\ufeff# ours\r', '\n']) {
      expect(readAllocationText(head + written, { known: [] }).document).toEqual(document);
    }
  });

  test('a ticker that is missing is that of the built-in list', () => {
    const bare = document.securities.map((security) => ({ ...security, symbol: null }));
    const [first] = document.securities;
    const known = [
      { issuer: 'X', name: 'Y', symbol: 'HLT', cusips: ['000000000', ...(first?.cusips ?? [])] },
    ];
    const read = readAllocationText(JSON.stringify({ ...document, securities: bare }), { known });
    expect(read.document.securities.map(({ symbol }) => symbol)).toEqual(
      document.securities.map((_, i) => (i === 0 ? 'HLT' : null)),
    );
  });

  test.each<[string, Partial<DistributionJson>, RegExp]>([
    ['a sum', { components: { ...components, ordinary: '57.2' } }, /add up to 99,/],
    ['a payable date before the record date', { payableDate: '2002-02-01' }, /before/],
    ['no payable date', { payableDate: null }, /no payable date/],
    ['no amount', { amountPerShare: null }, /no amount/],
    ['more of the year than was paid', { allocablePerShare: '0.8' }, /more of it/],
    ['a subset larger than its part', { subsets: { qualified5Year: '9.2' } }, /qualified5Year/],
  ])('%s that is wrong leaves the distribution out with an error', (_, change, message) => {
    const checked = checkAllocationDocument(changed(change));
    expect(checked.ok && checked.document.securities[0]?.distributions).toHaveLength(3);
    expect(checked.ok && checked.document.notices).toMatchObject([
      { level: 'error', code: 'distribution-disagrees', message: expect.stringMatching(message) },
    ]);
  });

  test('a payment wholly of another year has no parts in this one', () => {
    const none = Object.fromEntries(
      Object.keys(components).map((name) => [name, '0']),
    ) as DistributionJson['components'];
    const checked = checkAllocationDocument(
      changed({ allocablePerShare: '0', components: none, subsets: {} }),
    );
    expect(checked.ok && checked.document.notices).toEqual([]);
  });

  test.each<[string, unknown, RegExp]>([
    ['a list', [], /no basisbook\/allocation-document@1/],
    ['another schema', { ...document, schema: 'x' }, /at schema, "x" stands where "basisbook/],
    ['a number for text', { ...document, issuer: 5 }, /at issuer, 5 stands where .*text.* belongs/],
    ['an object for a list', { ...document, securities: {} }, /an object stands where a list/],
    [
      'nothing at all',
      {},
      /: it has no "schema", which says what it is\. .*"basisbook help documents" shows a whole one/,
    ],
    ['one without a list', { ...document, notices: undefined }, /: it has no "notices"\./],
    ['a float', changed({ amountPerShare: 0.735 as unknown as string }), /amountPerShare/],
    ['an exponent', changed({ amountPerShare: '1e-3' }), /plain decimal/],
    ['a negative rate', changed({ components: { ...components, ordinary: '-1' } }), /ordinary/],
    ['no such day', changed({ recordDate: '2002-02-30' }), /no day/],
    [
      'an unknown field',
      { ...document, extra: 1 },
      /at extra, there is something that such a file does not have/,
    ],
  ])('%s is refused', (_, value, message) => {
    const checked = checkAllocationDocument(value);
    expect(checked.ok).toBe(false);
    expect(checked.ok ? '' : checked.message).toMatch(message);
  });

  test('CUSIPs are checked, and stand once', () => {
    const [first, ...rest] = document.securities;
    const codes = (cusips: string[]): string[] => {
      const checked = checkAllocationDocument({
        ...document,
        securities: [{ ...first, cusips }, ...rest],
      });
      return checked.ok ? checked.document.notices.map((one) => one.code) : [];
    };
    expect(codes(['99077R101'])).toEqual(['bad-cusip']);
    expect(codes(['99077R209'])).toEqual(['security-twice']);
  });

  test('errors that came along stay errors', () => {
    const notices = [{ level: 'error', code: 'x', message: 'y', line: null }];
    const checked = checkAllocationDocument({ ...document, notices });
    expect(checked.ok && checked.document.notices).toEqual(notices);
  });
});

describe('documentToFacts', () => {
  const options = {
    id: 'd1',
    name: 'release.txt',
    securityIdOf: (security: { cusips: readonly string[] }) => `s-${security.cusips[0] ?? ''}`,
  };

  test('the same values in the form of the engine', () => {
    const facts = documentToFacts(document, options);
    expect(facts).toMatchObject({
      id: 'd1',
      name: 'release.txt',
      taxYear: 2002,
      publishedOn: '2003-02-03',
      status: 'final',
    });
    const one = facts.securities[0]?.distributions[1];
    expect(facts.securities[0]?.securityId).toBe('s-99077R100');
    expect(one).toMatchObject({ id: 'd1/0/1', recordDate: '2002-05-10', exDate: null });
    expect(one && formatRate(one.amountPerShare)).toBe('0.735');
    expect(one && formatRate(one.components.returnOfCapital)).toBe('18.4');
    expect(one?.subsets.qualified5Year && formatRate(one.subsets.qualified5Year)).toBe('4.7');
    expect(Object.keys(facts.securities[1]?.distributions[0]?.subsets ?? {})).toEqual([]);
  });

  test('a document that is not acceptable is a programming error', () => {
    expect(() => documentToFacts({ ...document, taxYear: null }, options)).toThrow(TypeError);
  });
});
