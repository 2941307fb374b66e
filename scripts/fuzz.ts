/**
 * Is the reader ever silently wrong? `npm run fuzz [COUNT] [FIRST SEED]` damages the fixtures' texts
 * COUNT times, and as often those of every kind, prints what became of them and every text that was
 * read wrongly without an error notice, and then ends with exit status 1.
 */
import {
  trial,
  trialOfKinds,
  type Outcome,
  type Trial,
} from '../formats/documents/fuzz/testing/law.ts';

function numberFrom(text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= 0) return value;
  console.error(`fuzz: ${text} is not a whole number. Usage: npm run fuzz -- COUNT SEED`);
  process.exit(2);
}

const count = numberFrom(process.argv[2], 20_000);
const firstSeed = numberFrom(process.argv[3], 1);

function tryAll(title: string, make: (seed: number) => Trial): number {
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

const silent =
  tryAll('fixtures with an umpire', trial) + tryAll('documents of every kind', trialOfKinds);
process.exitCode = silent === 0 ? 0 : 1;
