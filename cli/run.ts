/** From arguments to exit status: chooses the command, and turns its errors into sentences. */
import { readArguments, type Arguments } from './arguments.ts';
import type { HelpTopic } from './help-topics.ts';
import { InputRefused, reasonLine, UsageError } from './errors.ts';
import { DONE, REFUSED, WRONG_USAGE, type Io } from './io.ts';

async function helpPage(topic: HelpTopic | null): Promise<string> {
  if (topic === null) return (await import('./help.ts')).HELP;
  if (topic === 'report') return (await import('./help-report.ts')).REPORT_HELP;
  return (await import('./help-pages.ts')).HELP_PAGES[topic];
}

/** Each command is loaded when it is meant: reading files needs no database. */
async function execute(given: Arguments, io: Io): Promise<number> {
  switch (given.command) {
    case 'help': {
      io.stdout(await helpPage(given.topic));
      return DONE;
    }
    case 'version': {
      const { programVersion } = await import('../application/program-version.ts');
      io.stdout(`${programVersion()}\n`);
      return DONE;
    }
    case 'documents read':
      return (await import('./documents-read.ts')).documentsRead(given, io);
    case 'report':
      return (await import('./report.ts')).report(given, io);
    case 'reconcile':
      return (await import('./reconcile.ts')).reconcileForms(given, io);
    case 'filed':
      return (await import('./filed.ts')).filed(given, io);
    case 'import read':
      return (await import('./import-read.ts')).importRead(given, io);
    case 'import':
      return (await import('./import.ts')).importFiles(given, io);
    case 'library':
      return (await import('./library.ts')).listLibrary(given, io);
    case 'check':
      return (await import('./check.ts')).check(given, io);
    case 'backup':
      return (await import('./backup.ts')).backup(given, io);
    case 'restore':
      return (await import('./restore.ts')).restore(given, io);
    case 'salvage':
      return (await import('./salvage.ts')).salvage(given, io);
    case 'export':
      return (await import('./export.ts')).exportBook(given, io);
  }
}

/** Runs one command and answers with its exit status. Throws on a bug only. */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  try {
    return await execute(readArguments(argv), io);
  } catch (error) {
    if (error instanceof UsageError) {
      io.stderr(`basisbook: ${error.message} "basisbook --help" says how to use it.\n`);
      return WRONG_USAGE;
    }
    if (error instanceof InputRefused) {
      io.stderr(error.reasons.map(reasonLine).join(''));
      return REFUSED;
    }
    throw error;
  }
}
