import { expect, test } from 'vitest';
import fc from 'fast-check';
import { formatRate } from '../../tax/values/money.ts';
import { isTerms } from './fields.ts';
import { ratioText, readTerms } from './read-terms.ts';
import { TERMS_HEADING } from './terms.ts';

const SPLIT = [
  'kind: split',
  'date: 2020-11-30',
  'from: AIV',
  'ratio: 1:1.23821',
  'source: A release',
];
const text = (...lines: readonly string[]): string => [TERMS_HEADING, ...lines, ''].join('\n');
const without = (key: string): string[] => SPLIT.filter((line) => !line.startsWith(`${key}:`));

test('terms say what happened, each from its line', () => {
  const { terms } = readTerms(text('# ours', ...SPLIT, '', 'when: after trading'));
  expect(terms).toMatchObject({
    title: 'Split of AIV on 2020-11-30',
    kind: 'split',
    date: '2020-11-30',
    when: 'after trading',
    from: 'AIV',
    to: null,
    line: 6,
    status: 'final',
  });
  expect(terms?.ratio && ratioText(terms.ratio)).toBe('1:1.23821');
});

test('JSON of the published interface says the same, with null for what is not known', () => {
  const json = {
    schema: 'basisbook/reorganisation@1',
    issuer: 'Harbor',
    kind: 'exchange',
    date: '2021-05-03',
    from: 'HBR',
    to: 'SLT',
    ratio: '1:2',
    percent: null,
    cash: '6.00',
    value: '40.00',
    fractionPrice: '41.5',
    status: 'final',
    publishedOn: null,
    source: 'Form 8937',
  };
  const { terms, problems } = readTerms(JSON.stringify(json, null, 2));
  expect(problems).toEqual([]);
  expect(terms).toMatchObject({ kind: 'exchange', from: 'HBR', to: 'SLT', percent: null, line: 8 });
  expect(
    [terms?.cash, terms?.value, terms?.fractionPrice].map((one) => one && formatRate(one)),
  ).toEqual(['6', '40', '41.5']);
});

test('choices have shares, cash or both, and are the same in JSON', () => {
  const lines = ['kind: stock-dividend', 'date: 2020-11-30', 'from: AIV', 'source: S'];
  const [cash, shares] = [
    'Cash, or none; ratio 7.17076:30.98; cash 1.02924',
    'Shares; ratio 8.20:30.98',
  ];
  const read = readTerms(
    text(...lines, `choice: ${cash}`, `choice: ${shares}`, 'choice: Lot; cash 8.2'),
  );
  expect(
    read.terms?.choices.map(({ name, ratio, line }) => [name, ratio && ratioText(ratio), line]),
  ).toEqual([
    ['Cash, or none', '7.17076:30.98', 6],
    ['Shares', '8.2:30.98', 7],
    ['Lot', null, 8],
  ]);
  const json = readTerms(
    JSON.stringify({
      schema: 'basisbook/reorganisation@1',
      kind: 'stock-dividend',
      date: '2020-11-30',
      from: 'AIV',
      source: 'S',
      choices: [
        { name: 'Cash, or none', ratio: '7.17076:30.98', cash: '1.02924' },
        { name: 'Shares', ratio: '8.20:30.98' },
      ],
    }),
  );
  expect(json.terms?.choices.map(({ name }) => name)).toEqual(['Cash, or none', 'Shares']);
});

test('market values divide the basis where the percentage is not stated', () => {
  const lines = ['kind: spin-off', 'date: 2021-01-04', 'from: A', 'to: B', 'source: S'];
  // One new share for four, at $20.00; an old one was left with $35.00: 5 of 40.
  const { terms } = readTerms(text(...lines, 'ratio: 1:4', 'value: 20.00', 'oldValue: 35.00'));
  expect(terms?.percent && formatRate(terms.percent)).toBe('12.5');
  expect(readTerms(text(...lines, 'oldValue: 35.00')).problems[0]?.message).toMatch(
    'Write them too',
  );
});

test.each([
  ['no kind', without('kind'), null, 'no "kind"'],
  ['no source', without('source'), null, 'where these terms were published'],
  ['no date', without('date'), null, 'no "date"'],
  ['another kind', [...without('kind'), 'kind: merger'], 6, 'The kind "merger" is not known'],
  ['a day that is none', [...without('date'), 'date: 2020-02-30'], 6, 'does not exist'],
  ['a ratio with zero', [...without('ratio'), 'ratio: 0:1'], 6, 'has a zero'],
  ['a key twice', [...SPLIT, 'ratio: 1:2'], 7, '"ratio" twice, first on line 5'],
  ['an unknown key', [...SPLIT, 'rate: 2'], 7, 'Terms have no "rate"'],
  ['no key', [...SPLIT, 'one for two'], 7, 'not of the form'],
  ['a key of another kind', [...SPLIT, 'percent: 12'], 7, 'kind split have no "percent"'],
  ['a wrong CUSIP', [...SPLIT, 'fromCusip: 03748R102'], 7, 'not a CUSIP'],
  ['kept and paid', [...SPLIT, 'fractions: kept', 'fractionPrice: 3'], 7, 'Leave the one'],
  ['a comma', [...SPLIT, 'fractionPrice: 1.234,5'], 7, 'uses a comma'],
  ['a control character', [...SPLIT, 'issuer: a\u0000b'], 7, 'control character'],
  ['a long title', [...SPLIT, `title: ${'x'.repeat(201)}`], 7, 'longer than 200'],
] as const)('%s is refused with its line', (_, lines, line, says) => {
  const { terms, problems } = readTerms(text(...lines));
  expect(terms).toBeNull();
  expect(problems[0]).toMatchObject({ line, message: expect.stringContaining(says) as string });
});

const DIVIDEND = ['kind: stock-dividend', 'date: 2020-11-30', 'from: AIV', 'source: S'];
test.each([
  [
    'to the same security',
    ['kind: in-kind', 'date: 2020-12-15', 'from: AIV', 'source: S', 'to: aiv'],
    'same security',
  ],
  ['nowhere', ['kind: in-kind', 'date: 2020-12-15', 'from: AIV', 'source: S'], 'no "to"'],
  ['a record date after the day', [...DIVIDEND, 'recordDate: 2020-12-01'], 'is after the day'],
  ['one choice', [...DIVIDEND, 'choice: A; cash 1'], 'one choice only'],
  ['a choice twice', [...DIVIDEND, 'choice: A; cash 1', 'choice: A; cash 2'], 'there twice'],
  ['a choice of nothing', [...DIVIDEND, 'choice: A', 'choice: B; cash 2'], 'shares or cash'],
  [
    'a choice of more',
    [...DIVIDEND, 'choice: A; cash 1; gold 2', 'choice: B; cash 2'],
    'not of the form',
  ],
  [
    'a ratio and choices',
    [...DIVIDEND, 'ratio: 1:2', 'choice: A; cash 1', 'choice: B; cash 2'],
    'Leave the ratio out',
  ],
] as const)('%s is refused', (_, lines, says) => {
  expect(
    readTerms(text(...lines))
      .problems.map(({ message }) => message)
      .join('\n'),
  ).toContain(says);
});

test.each([
  ['half of it', '{"schema": "basisbook/reorganisation@1", "kind"', 'not whole JSON'],
  ['a later version', '{"schema": "basisbook/reorganisation@2"}', 'another version'],
  [
    'a key twice',
    '{"schema": "basisbook/reorganisation@1", "date": "2020-01-02", "date": "2020-01-03"}',
    'twice',
  ],
  [
    'a number',
    '{"schema": "basisbook/reorganisation@1", "cash": 6.1}',
    'not text in quotation marks',
  ],
  [
    'a choice that is none',
    '{"schema": "basisbook/reorganisation@1", "choices": [{"name": 1}]}',
    'A choice is not',
  ],
  [
    'prototype keys',
    '{"schema": "basisbook/reorganisation@1", "__proto__": "x", "constructor": "y"}',
    'no "constructor"',
  ],
])('JSON with %s is refused', (_, json, says) => {
  expect(isTerms(json)).toBe(true);
  const { terms, problems } = readTerms(json);
  expect(terms).toBeNull();
  expect(problems.map(({ message }) => message).join('\n')).toContain(says);
});

const ONE = '{"schema": "basisbook/reorganisation@1", "kind": "split"}';

test.each([
  ['a list', `[${ONE}, ${ONE}]`, 'This JSON has the terms of 2 reorganizations, and a file is'],
  ['a list of one', `[${ONE}]`, 'This JSON has the terms within something else. Save the object'],
  ['a property', `{"terms": ${ONE}}`, 'This JSON has the terms within something else. Save the'],
  [
    'objects on lines',
    `${ONE}\n${ONE}`,
    'This JSON has the terms of 2 reorganizations, and a file',
  ],
  [
    'texts within JSON',
    JSON.stringify({ entries: [{ lines: [TERMS_HEADING] }, { lines: [TERMS_HEADING] }] }),
    'This JSON holds the terms of 2 reorganizations as lines of text, and a file is read as terms',
  ],
  [
    'texts below each other',
    `${text(...SPLIT)}${text(...SPLIT)}`,
    'This file has the terms of 2 reorganizations below each other, and a file is read as those',
  ],
])('several terms in one file are said so by one sentence: %s', (_, given, says) => {
  expect(isTerms(given)).toBe(true);
  const { terms, problems } = readTerms(given);
  expect([terms, problems.length]).toEqual([null, 1]);
  expect(problems[0]?.message).toContain(says);
});

test('terms are told from other documents by their first line that says something', () => {
  expect(isTerms(`\uFEFF# mine\n\n${TERMS_HEADING}\nkind: split`)).toBe(true);
  expect(isTerms(`A release\n${TERMS_HEADING}`)).toBe(false);
  expect(isTerms('{"schema": "basisbook/allocation-document@1"}')).toBe(false);
  expect(isTerms('')).toBe(false);
  // A whole book that was written out has terms among what it holds.
  expect(isTerms(`{"schema": "basisbook/book@1", "terms": ["${TERMS_HEADING}"]}`)).toBe(false);
  expect(isTerms(`[{"schema": "basisbook/allocation-document@1"}, ${ONE}]`)).toBe(false);
});

test('a text that is too long is refused before it is looked through', () => {
  const { problems } = readTerms(text(...SPLIT, '#'.repeat(70_000)));
  expect(problems).toEqual([{ line: null, message: expect.stringContaining('64 KB') as string }]);
});

test('whatever stands in it, terms are read or refused with a sentence', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      ...SPLIT,
      'choice: A; ratio 1:2',
      'percent: 5%',
      '{',
      '"kind":',
      ':',
      'exDate: x',
    ),
    fc.string(),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (lines) => {
      const { terms, problems } = readTerms(text(...lines));
      expect(terms === null).toBe(problems.length > 0);
    }),
    { numRuns: 200 },
  );
});
