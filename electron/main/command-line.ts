/**
 * The installed program is also the command `basisbook`: started with the name of a command it runs
 * that, opens no window, and ends.
 */

const QUESTIONS = ['--help', '-h', '--version'];
/** A word alone is meant as a command, mistyped ones too; files and addresses have more in them. */
const WORD = /^[a-z][a-z-]*$/i;

/**
 * The arguments of the command, or undefined when a window was asked for.
 * @param argv the program's own arguments, `process.argv`
 * @param isPackaged while developing, the program's first argument is the project's folder
 */
export function commandOf(argv: readonly string[], isPackaged: boolean): string[] | undefined {
  const args = argv.slice(isPackaged ? 1 : 2);
  // Switches of Chromium may stand before the command; the command's own come after its name.
  const start = args.findIndex((arg) => !arg.startsWith('--') || QUESTIONS.includes(arg));
  const name = args[start];
  const isCommand = name !== undefined && (WORD.test(name) || QUESTIONS.includes(name));
  return isCommand ? args.slice(start) : undefined;
}
