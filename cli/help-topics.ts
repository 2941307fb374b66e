/** Is a command a question about the commands, and about which of them? */
import { UsageError } from './errors.ts';
import { shown } from './given-options.ts';

/** The commands that have a page of their own. */
const HELP_TOPICS = [
  'report',
  'documents',
  'filed',
  'import',
  'reconcile',
  'library',
  'check',
  'backup',
  'restore',
  'salvage',
  'export',
] as const;
export type HelpTopic = (typeof HELP_TOPICS)[number];

/** Null where no help is asked for. Throws UsageError for a page that there is not. */
export function readHelp(
  argv: readonly string[],
): { readonly command: 'help'; readonly topic: HelpTopic | null } | null {
  const [first, second] = argv;
  if (!argv.includes('--help') && first !== 'help' && first !== '-h') return null;
  const topic = HELP_TOPICS.find((name) => first === 'help' && name === second) ?? null;
  if (first === 'help' && second !== undefined && topic === null && !second.startsWith('-')) {
    throw new UsageError(`There is no help on ${shown(second)}, but on ${HELP_TOPICS.join(', ')}.`);
  }
  return { command: 'help', topic };
}
