/**
 * Are planted causes found? `node scripts/agree-causes.ts [COUNT] [FIRST SEED]` compares COUNT forms with one
 * or two causes planted in them by the slow calculation, prints each that is not named right, and ends with
 * exit status 1 where a cause was named wrong or fewer than 95 of 100 were named right.
 */
import { reference } from '../resources/reference.ts';
import { CAUSE_CODES, type CauseCode } from '../tax/reconcile/cause.ts';
import { plantedForms, verdictOn } from '../tax/reconcile/testing/planted-forms.ts';

const [count = 500, first = 1] = process.argv.slice(2).map(Number);
const tally = new Map<CauseCode, { planted: number; right: number }>();
let [done, right, wrong, simpler] = [0, 0, 0, 0];
const started = performance.now();
for (let seed = first; done < count; seed++) {
  const planted = plantedForms(seed, reference);
  if (planted === null) continue;
  done++;
  const verdict = verdictOn(planted, reference);
  if (verdict.isRight) right++;
  if (verdict.isWrong) wrong++;
  if (verdict.isSimpler) simpler++;
  for (const code of verdict.codes) {
    const own = tally.get(code) ?? { planted: 0, right: 0 };
    own.planted++;
    if (verdict.isRight) own.right++;
    tally.set(code, own);
  }
  if (verdict.isRight) continue;
  const said = verdict.named.join(', ') || 'nothing';
  const how = verdict.isWrong ? 'wrong' : verdict.isSimpler ? 'simpler' : 'not found';
  console.log(`seed ${seed}: ${how}, planted ${verdict.codes.join(' + ')}, named ${said}`);
}
for (const code of CAUSE_CODES) {
  const own = tally.get(code) ?? { planted: 0, right: 0 };
  console.log(`${code.padEnd(32)} ${own.right} of ${own.planted}`);
}
const seconds = ((performance.now() - started) / 1000).toFixed(1);
console.log(
  `${right} of ${done} named right, ${wrong} named wrong, ` +
    `${simpler} explained by one cause where two were planted, in ${seconds} s`,
);
process.exitCode = wrong > 0 || right < done * 0.95 ? 1 : 0;
