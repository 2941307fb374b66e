/**
 * Is the reader ever silently wrong? `npm run fuzz [COUNT] [FIRST SEED]` damages the fixtures' texts
 * COUNT times, and as often those of every kind, prints what became of them and every text that was
 * read wrongly without an error notice, and then ends with exit status 1.
 * `npm run fuzz -- accounts [COUNT] [FIRST SEED]` changes brokers' files (`fuzz-accounts.ts`).
 * `npm run fuzz -- layouts [COUNT] [FIRST SEED] [RENDERING]` prints tables in every layout instead
 * (`fuzz-layouts.ts`).
 */
import {
  trial,
  trialOfKinds,
  type Outcome,
  type Trial,
} from '../formats/documents/fuzz/testing/law.ts';
import { fuzzAccounts } from './fuzz-accounts.ts';
import { fuzzLayouts, isRendering } from './fuzz-layouts.ts';

function numberFrom(text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= 0) return value;
  console.error(`fuzz: ${text} is not a whole number. Usage: npm run fuzz -- [layouts] COUNT SEED`);
  process.exit(2);
}

async function layouts(given: readonly (string | undefined)[]): Promise<number> {
  const [count, firstSeed, rendering] = given;
  if (rendering !== undefined && !isRendering(rendering)) {
    console.error(
      `fuzz: ${rendering} is no rendering. Usage: npm run fuzz -- layouts COUNT SEED html`,
    );
    process.exit(2);
  }
  return fuzzLayouts({
    count: numberFrom(count, 5000),
    firstSeed: numberFrom(firstSeed, 1),
    rendering,
  });
}

function tryAll(
  title: string,
  make: (seed: number) => Trial,
  count: number,
  firstSeed: number,
): number {
  const outcomes: Record<Outcome, number> = { same: 0, refused: 0, another: 0, silent: 0 };
  const started = performance.now();
  for (let seed = firstSeed; seed < firstSeed + count; seed++) {
    const { outcome, fixture, names, text } = make(seed);
    outcomes[outcome]++;
    if (outcome !== 'silent') continue;
    console.log(`--- seed ${seed}, ${fixture}, ${names.join(' and ')}:\n${text}`);
  }
  const { refused, same, another, silent } = outcomes;
  console.log(
    `${title}: ${count} damaged texts of the seeds ${firstSeed} to ${firstSeed + count - 1}: ${refused} refused, ${same} read right, ${another} another sound document, ${silent} silent errors (${((100 * silent) / count).toFixed(3)}%). ` +
      `${((performance.now() - started) / count).toFixed(1)} ms a text.`,
  );
  return silent;
}

function damaged(given: readonly (string | undefined)[]): number {
  const count = numberFrom(given[0], 20_000);
  const firstSeed = numberFrom(given[1], 1);
  return (
    tryAll('fixtures with an umpire', trial, count, firstSeed) +
    tryAll('documents of every kind', trialOfKinds, count, firstSeed)
  );
}

const given = process.argv.slice(2);
const [what, ...rest] = given;
const silent =
  what === 'layouts'
    ? await layouts(rest)
    : what === 'accounts'
      ? fuzzAccounts(numberFrom(rest[0], 20_000), numberFrom(rest[1], 1))
      : damaged(given);
process.exitCode = silent === 0 ? 0 : 1;
