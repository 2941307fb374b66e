/** What a command may touch besides files: the two streams and the folder it runs in. */
export interface Io {
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  /** Paths in the arguments are relative to it. */
  readonly cwd: string;
}

/** Exit status of the published interface. */
export const DONE = 0;
export const REFUSED = 1;
export const WRONG_USAGE = 2;

/** The process's own streams. */
export function processIo(): Io {
  // A reader that has seen enough (`| head`) closes the pipe; that is no error of the command.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(DONE);
    const reason = error.code === 'ENOSPC' ? 'the disk is full' : (error.code ?? error.message);
    process.stderr.write(
      `basisbook: The output could not be written whole: ${reason}. Make room, or send it elsewhere.\n`,
    );
    process.exit(REFUSED);
  });
  return {
    stdout: (text) => void process.stdout.write(text),
    stderr: (text) => void process.stderr.write(text),
    cwd: process.cwd(),
  };
}
