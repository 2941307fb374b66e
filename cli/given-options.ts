/** Options of a command line, read strictly: what is not one of the command's is refused. */
import { parseArgs } from 'node:util';
import { UsageError } from './errors.ts';

/** `one`: takes a value; `some`: may come several times; `flag`: takes none. */
export type Kind = 'one' | 'some' | 'flag';

export function shown(text: string | undefined): string {
  return text === undefined ? 'nothing' : JSON.stringify(text);
}

/** What stands on the command line after the command. */
export class Given {
  readonly positionals: string[] = [];
  readonly #values = new Map<string, string[]>();

  add(name: string, value: string): void {
    const list = this.#values.get(name);
    if (list === undefined) this.#values.set(name, [value]);
    else list.push(value);
  }

  has(name: string): boolean {
    return this.#values.has(name);
  }

  all(name: string): readonly string[] {
    return this.#values.get(name) ?? [];
  }

  one(name: string): string | null {
    return this.all(name)[0] ?? null;
  }
}

/** The options of a command; throws UsageError for one that it does not have, or that lacks its value. */
export function optionsIn(
  command: string,
  kinds: Readonly<Record<string, Kind>>,
  argv: readonly string[],
): Given {
  const { tokens } = parseArgs({
    args: [...argv],
    options: Object.fromEntries(
      Object.entries(kinds).map(([name, kind]) => [
        name,
        { type: kind === 'flag' ? 'boolean' : 'string', multiple: true } as const,
      ]),
    ),
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const given = new Given();
  /** Whether a bare word now belongs to --documents. */
  let listing = false;
  for (const token of tokens) {
    if (token.kind === 'positional') {
      if (listing) given.add('documents', token.value);
      else given.positionals.push(token.value);
      continue;
    }
    listing = false;
    if (token.kind === 'option-terminator') continue;
    const kind = Object.hasOwn(kinds, token.name) ? kinds[token.name] : undefined;
    if (kind === undefined) {
      throw new UsageError(`"${command}" has no option ${token.rawName}.`);
    }
    if (kind === 'flag') {
      if (token.value !== undefined) {
        throw new UsageError(`The option ${token.rawName} takes no value.`);
      }
    } else if (token.value === undefined || token.value === '' || isOption(token)) {
      throw new UsageError(`The option ${token.rawName} needs a value.`);
    }
    if (kind === 'one' && given.has(token.name)) {
      throw new UsageError(`The option ${token.rawName} is given twice.`);
    }
    given.add(token.name, token.value ?? '');
    listing = token.name === 'documents';
  }
  return given;
}

/** Whether the value is the next option: `--book --json` lacks the name of the book. */
function isOption(token: {
  value?: string | undefined;
  inlineValue?: boolean | undefined;
}): boolean {
  return token.inlineValue !== true && token.value !== undefined && token.value.startsWith('--');
}

export function noPositionals(command: string, given: Given): void {
  if (given.positionals.length > 0) {
    throw new UsageError(`"${command}" does not take ${shown(given.positionals[0])}.`);
  }
}

export function required(command: string, given: Given, name: string): string {
  const value = given.one(name);
  if (value === null) throw new UsageError(`"${command}" needs the option --${name}.`);
  return value;
}

/** The year of `--year`. Throws UsageError. */
export function readYear(command: string, given: Given): number {
  const text = required(command, given, 'year');
  if (!/^(19|20|21)\d\d$/.test(text)) {
    throw new UsageError(`The year ${shown(text)} is not a year from 1900 to 2199.`);
  }
  return Number(text);
}
