/** Tests that need something of the machine: where it is missing they are left out, and say why. */

const said = new Set<string>();

/** The condition as it is; prints the reason once per file where it does not hold. */
export function canRun(condition: boolean, reason: string): boolean {
  if (!condition && !said.has(reason)) {
    said.add(reason);
    process.stdout.write(`Left out: ${reason}\n`);
  }
  return condition;
}
