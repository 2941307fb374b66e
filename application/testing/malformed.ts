/** Requests that are nearly right, or not at all: made of the contract's own validators, from a seed. */
import { contract, type CallName } from '../contract.ts';

/** As much of a validator as is looked at. */
interface Schema {
  readonly type: string;
  readonly entries?: Readonly<Record<string, Schema>>;
  readonly options?: readonly unknown[];
  readonly wrapped?: Schema;
  readonly item?: Schema;
  readonly literal?: unknown;
}

/** 0 to `below` - 1; the same ones for a seed. */
type Random = (below: number) => number;

export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const TEXTS = [
  '',
  ' ',
  'x',
  'AIV',
  'default',
  '2000-03-01',
  '2000-02-30',
  '100',
  '0.5859375',
  '-1',
  '1e999',
  '3800.00',
  '0x10',
  '١٢',
  'a\u0000b',
  'x\ud800y',
  '\u202e',
  '𝒳'.repeat(50),
  'x'.repeat(20_000),
  'columns/1',
  '__proto__',
  'constructor',
  "'; DROP TABLE meta; --",
  '{"a":1}',
  '%00',
  'AAAA',
  '=',
];
const NUMBERS = [-1, 0, 1, 1.5, 2002, 9999, 2 ** 31, 2 ** 53, 1e308, -0, NaN, Infinity];
const LEVELS = [2, 31, 33, 1000, 5000];

const pick = <T>(random: Random, list: readonly T[]): T => list[random(list.length)] as T;

function nested(random: Random): unknown {
  let value: unknown = pick(random, TEXTS);
  for (let level = pick(random, LEVELS); level > 0; level--)
    value = random(2) === 0 ? { a: value } : [value];
  return value;
}

function junk(random: Random): unknown {
  const kinds: readonly (() => unknown)[] = [
    () => pick(random, TEXTS),
    () => pick(random, NUMBERS),
    () => null,
    () => undefined,
    () => random(2) === 0,
    () => [],
    () => ({}),
    () => Array.from({ length: random(40) }, () => pick(random, TEXTS)),
    () => ({ [pick(random, TEXTS)]: pick(random, NUMBERS) }),
    () => nested(random),
    () => new Uint8Array(random(9)),
    () => new Date(NaN),
    () => 10n ** 30n,
    // None of these can be handed over to a thread.
    () => (random(20) === 0 ? () => 1 : 'x'),
  ];
  return pick(random, kinds)();
}

function near(schema: Schema, random: Random): unknown {
  if (random(12) === 0) return junk(random);
  const { type, entries, options, wrapped, item, literal } = schema;
  if (entries !== undefined) {
    const made = Object.entries(entries).flatMap(([name, each]) =>
      random(20) === 0 ? [] : [[name, near(each, random)] as const],
    );
    if (random(20) === 0) made.push([pick(random, TEXTS), junk(random)]);
    return Object.fromEntries(made);
  }
  if (wrapped !== undefined) return random(4) === 0 ? null : near(wrapped, random);
  if (item !== undefined) return Array.from({ length: random(4) }, () => near(item, random));
  if (options !== undefined) {
    const one = pick(random, options);
    return typeof one === 'object' && one !== null ? near(one as Schema, random) : one;
  }
  if (literal !== undefined) return literal;
  if (type === 'string') return pick(random, TEXTS);
  if (type === 'number') return pick(random, NUMBERS);
  if (type === 'boolean') return random(2) === 0;
  return junk(random);
}

const NAMES = Object.keys(contract) as CallName[];
/** They take a while where they are right: a key from a passphrase, a whole copy. One of ten is enough. */
const LONG: ReadonlySet<CallName> = new Set(['backups.sealedFile', 'backups.make']);

/** One request; now and then its name is wrong too. */
export function malformedRequest(random: Random): {
  readonly name: string;
  readonly input: unknown;
} {
  let name = pick(random, NAMES);
  while (LONG.has(name) && random(10) > 0) name = pick(random, NAMES);
  const input =
    random(6) === 0 ? junk(random) : near(contract[name].request as unknown as Schema, random);
  return { name: random(50) === 0 ? pick(random, TEXTS) : name, input };
}
