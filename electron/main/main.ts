/**
 * The program: with the name of a command it is the command line, else it opens the window.
 */
import { app } from 'electron';
import { commandOf } from './command-line.ts';

const command = commandOf(process.argv, app.isPackaged);
if (command) {
  // Runs to its end before Electron is ready, so that it works without a display.
  const { main } = await import('../../cli/main.ts');
  const code = await main(command);
  // What was written to a pipe has to arrive before the program ends.
  await new Promise<void>((done) => process.stdout.write('', () => done()));
  await new Promise<void>((done) => process.stderr.write('', () => done()));
  app.exit(code);
} else {
  const { runWindow } = await import('./run-window.ts');
  runWindow();
}
