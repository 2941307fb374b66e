/** The part of the help that says what each action of a transactions file needs and may have. */
import {
  ACTIONS,
  kindOf,
  PART_COLUMNS,
  partInColumn,
  type Action,
  type EntryPart,
} from '../tax/facts/entry-kinds.ts';

const WIDTH = 100;
const INDENT = 4;
/** Where the columns of an action begin. */
const BESIDE = 24;

/** A column with what it says: "ratio (new:old, as in 2:1)". */
function column(action: Action, part: EntryPart): string | null {
  if (part === 'cashShares') return null;
  const name = PART_COLUMNS.find((each) => partInColumn(action, each) === part);
  const says = kindOf(action).help[part];
  if (name === undefined) return null;
  return says === undefined ? name : `${name} (${says})`;
}

/** "date 2005-01-01, amount 2415.00" */
function exampleText(example: Readonly<Record<string, string>>): string {
  return Object.entries(example)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
}

/** "shares, amount", "optional lot (its name)", "paid for a fraction: amount, shares". */
function clausesOf(action: Action): readonly string[] {
  const { needs, takes, example } = kindOf(action);
  const paysFraction = takes.includes('cashShares');
  const columns = (parts: readonly EntryPart[]): string =>
    parts
      .map((part) => column(action, part))
      .filter((each) => each !== null)
      .join(', ');
  const optional = columns(takes.filter((part) => !(paysFraction && part === 'amount')));
  const fraction = partInColumn(action, 'shares') === 'cashShares' ? 'amount, shares' : 'amount';
  return [
    ...[columns(Object.keys(needs) as EntryPart[])].filter((needed) => needed !== ''),
    ...(optional === '' ? [] : [`optional ${optional}`]),
    ...(paysFraction ? [`paid for a fraction: ${fraction}`] : []),
    ...(example ? [`as in ${exampleText(example)}`] : []),
  ];
}

/** The actions with the columns that they need and may have; those that have the same share a line. */
export function actionLines(): string {
  const byClauses = Map.groupBy(ACTIONS, (action) => clausesOf(action).join('; '));
  return [...byClauses.values()].map((actions) => wrapped(actions)).join('\n');
}

function wrapped(actions: readonly Action[]): string {
  const names = `${' '.repeat(INDENT)}${actions.join(', ')}`;
  const lines = [names.length < BESIDE ? names.padEnd(BESIDE) : names + ' '.repeat(INDENT)];
  const words = clausesOf(actions[0] as Action)
    .join('; ')
    .split(' ');
  words.forEach((word, place) => {
    const last = lines.at(-1) as string;
    const joined = place === 0 ? `${last}${word}` : `${last} ${word}`;
    if (place === 0 || joined.length <= WIDTH) lines[lines.length - 1] = joined;
    else lines.push(`${' '.repeat(BESIDE)}${word}`);
  });
  return lines.join('\n').trimEnd();
}
