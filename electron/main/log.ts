/**
 * Where faults are written: a small file beside the books, which never leaves the machine. The
 * reference that a screen shows is found there.
 */
import { appendFileSync, renameSync, statSync } from 'node:fs';

const MAX_BYTES = 1024 * 1024;

/** A log that starts over, with the last one kept as `.old`, when it has become large. */
export function createLog(
  file: string,
  now: () => Date = () => new Date(),
): (line: string) => void {
  try {
    const stats = statSync(file, { throwIfNoEntry: false });
    if (stats && stats.size > MAX_BYTES) renameSync(file, `${file}.old`);
  } catch {
    // Then it goes on where it is: a log that is large is no reason not to start.
  }
  return (line) => {
    try {
      appendFileSync(file, `${now().toISOString()} ${line}\n`, { mode: 0o600 });
    } catch {
      // A disk that is full or read-only must not take the application down as well.
    }
  };
}
