/**
 * Is a broker's file ever read wrongly without a word? `npm run fuzz -- accounts [COUNT] [FIRST SEED]`
 * changes the fixtures COUNT times (columns, records, signs, locales), prints what became of them and
 * each that was read wrongly without a question, and then ends with exit status 1.
 */
import { fixtureTrial, type MutationTrial } from '../formats/accounts/fuzz/testing/mutation-law.ts';

/** How many were read wrongly without a question. */
export function fuzzAccounts(count: number, firstSeed: number): number {
  const counts = new Map<string, Record<MutationTrial['outcome'], number>>();
  let silent = 0;
  for (let seed = firstSeed; seed < firstSeed + count; seed++) {
    const { kind, outcome, wrong, text } = fixtureTrial(seed);
    const row = counts.get(kind) ?? { right: 0, asked: 0, refused: 0, silent: 0 };
    row[outcome]++;
    counts.set(kind, row);
    if (outcome !== 'silent') continue;
    silent++;
    console.log(`--- seed ${seed}, ${kind}:\n${text}\n${wrong.join('\n')}`);
  }
  for (const [kind, { right, asked, refused, silent: wrong }] of counts) {
    console.log(
      `${kind}: ${right} read right, ${asked} asked, ${refused} refused, ${wrong} wrong without a question`,
    );
  }
  return silent;
}
