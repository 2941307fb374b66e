/**
 * `npm run mutants [PART OF A FILE'S NAME]`: changes the engine's rules and the guards one at a time,
 * from the lists beside the tests, and prints what no test notices. The exit code is 1 when anything
 * survives or a list is out of date.
 */
import { join } from 'node:path';
import { allMutants } from './mutant-list.ts';
import { tryMutants } from './try-mutants.ts';

const ROOT = join(import.meta.dirname, '..');
const [part = ''] = process.argv.slice(2);
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const { mutants, problems } = allMutants(ROOT);
const chosen = mutants.filter(({ file }) => file.includes(part));
if (problems.length > 0) {
  problems.forEach(say);
  process.exitCode = 1;
} else if (chosen.length === 0) {
  say(`No change of a file with “${part}” in its name is listed.`);
  process.exitCode = 1;
} else {
  const outcome = await tryMutants(ROOT, chosen, (done) => {
    if (done % 20 === 0 || done === chosen.length) say(`${done} of ${chosen.length} tried`);
  });
  for (const { file, text, replacement } of outcome.survivors) {
    say(`Survives: ${file}\n  - ${text}\n  + ${replacement}`);
  }
  outcome.problems.forEach(say);
  say(`${chosen.length} changes, ${outcome.survivors.length} survive.`);
  process.exitCode = outcome.survivors.length + outcome.problems.length > 0 ? 1 : 0;
}
