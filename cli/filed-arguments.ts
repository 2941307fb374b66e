/** The options of `basisbook filed`. */
import { UsageError } from './errors.ts';
import { noPositionals, readYear, required, type Given } from './given-options.ts';

/** What was filed for a year: shown, kept or forgotten. */
export interface FiledArguments {
  readonly command: 'filed';
  readonly book: string;
  readonly year: number;
  readonly act: 'show' | 'keep' | 'forget';
  /** As typed; null where it is not said. */
  readonly filedOn: string | null;
  readonly wholeDollars: boolean;
  readonly json: boolean;
}

/** Throws UsageError. */
export function readFiled(given: Given): FiledArguments {
  noPositionals('filed', given);
  const [keep, forget] = [given.has('keep'), given.has('forget')];
  if (keep && forget) throw new UsageError('"filed" keeps or forgets, not both.');
  if (!keep && (given.has('filed-on') || given.has('whole-dollars'))) {
    throw new UsageError(
      '--filed-on and --whole-dollars say how a year was filed: they go with --keep.',
    );
  }
  return {
    command: 'filed',
    book: required('filed', given, 'book'),
    year: readYear('filed', given),
    act: keep ? 'keep' : forget ? 'forget' : 'show',
    filedOn: given.one('filed-on'),
    wholeDollars: given.has('whole-dollars'),
    json: given.has('json'),
  };
}
