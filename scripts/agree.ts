/**
 * Do the engine and the slow calculation agree? `node scripts/agree.ts [COUNT] [FIRST SEED]`
 * compares every year of COUNT random books, and at the first difference prints the smallest book
 * that still shows it, and ends with exit status 1.
 */
import { reference } from '../resources/reference.ts';
import { disagreementsOn } from '../tax/oracle/agreement.ts';
import { randomBook } from '../tax/oracle/random-book.ts';
import { shrinkBook } from '../tax/oracle/shrink-book.ts';

function numberFrom(text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= 0) return value;
  console.error(`agree: ${text} is not a whole number. Usage: node scripts/agree.ts COUNT [SEED]`);
  process.exit(2);
}

const count = numberFrom(process.argv[2], 1000);
const firstSeed = numberFrom(process.argv[3], 1);
const started = performance.now();
let years = 0;
for (let seed = firstSeed; seed < firstSeed + count; seed++) {
  const facts = randomBook(seed);
  const { compared, differences } = disagreementsOn(facts, reference);
  years += compared;
  if (differences.length === 0) continue;

  const smallest = shrinkBook(
    facts,
    (smaller) => disagreementsOn(smaller, reference).differences.length > 0,
  );
  const plain = (_: string, value: unknown): unknown =>
    typeof value === 'bigint' ? value.toString() : value;
  console.log(JSON.stringify(smallest, plain, 2));
  console.log(disagreementsOn(smallest, reference).differences.join('\n'));
  console.error(`agree: the book of seed ${seed} differs; the smallest such book is printed above`);
  process.exit(1);
}
const seconds = (performance.now() - started) / 1000;
console.log(
  `${count} books of the seeds ${firstSeed} to ${firstSeed + count - 1}, ${years} years: ` +
    `no difference. ${Math.trunc(count / seconds)} books a second.`,
);
