/** The two ways in which a command ends without doing anything. */

/** The command line itself is wrong: exit status 2. */
export class UsageError extends Error {}

/** One reason against an input. */
export interface Reason {
  /** The file as the user named it; null when it is about no file. */
  readonly file: string | null;
  /** Line of the file, from 1; null when it is about the whole file. */
  readonly line: number | null;
  readonly message: string;
}

/** The input was read and is not taken; nothing was written: exit status 1. */
export class InputRefused extends Error {
  readonly reasons: readonly Reason[];

  constructor(reasons: readonly Reason[]) {
    super(reasons[0]?.message ?? 'refused');
    this.reasons = reasons;
  }

  static of(file: string | null, message: string): InputRefused {
    return new InputRefused([{ file, line: null, message }]);
  }
}

/** A text of somebody's file, fit to be printed. */
export function oneLine(text: string): string {
  // SECURITY: what stands in a file must not be able to forge a second line or drive the terminal.
  return text.replace(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]+/gu, ' ');
}

/** `FILE:LINE: message`, or `FILE: message`, on one line. */
export function reasonLine({ file, line, message }: Reason): string {
  const place = file === null ? 'basisbook' : line === null ? file : `${file}:${line}`;
  return `${oneLine(`${place}: ${message}`)}\n`;
}
