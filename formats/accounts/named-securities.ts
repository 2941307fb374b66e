/**
 * Which security does a name mean that a file writes without ticker and CUSIP? Said once, for all its lines.
 *
 * Example: `{ "security/AIMCO CLASS A": { "security": "AIV" } }` among the answers.
 * Awkward case: a name that no line has: refused, since it may be misspelt.
 * Not handled: one name for two securities; those are answered line by line.
 */
import type { HistoryEvent } from './event.ts';
import type { HistoryQuestion } from './history.ts';

const ID = /^security\/(.+)$/s;

/** The questions about a name without ticker and CUSIP, by that name. */
export function namesAsked(
  questions: readonly HistoryQuestion[],
): ReadonlyMap<string, readonly HistoryQuestion[]> {
  const names = new Map<string, HistoryQuestion[]>();
  for (const question of questions) {
    const { name, security } = question.knows;
    if (name === undefined || security !== undefined) continue;
    const there = names.get(name);
    if (there === undefined) names.set(name, [question]);
    else there.push(question);
  }
  return names;
}

/** By the name in the file, the ticker or CUSIP. */
export type SecurityNames = Readonly<Record<string, string>>;

/** The answers about names, and all others. */
export function namesAmong<Answer>(answers: Readonly<Record<string, Answer>>): {
  readonly names: SecurityNames;
  readonly others: Readonly<Record<string, Answer>>;
} {
  const names: [string, string][] = [];
  const others: [string, Answer][] = [];
  for (const [id, answer] of Object.entries(answers)) {
    const name = ID.exec(id)?.[1];
    const said = (answer as { readonly security?: unknown } | null)?.security;
    if (name !== undefined && typeof said === 'string' && said.trim() !== '') {
      names.push([name, said.trim()]);
    } else others.push([id, answer]);
  }
  return { names: Object.fromEntries(names), others: Object.fromEntries(others) };
}

/** A name that was said and that no record has; undefined where each is there. */
export function unknownName(
  events: readonly HistoryEvent[],
  names: SecurityNames,
): string | undefined {
  const said = Object.keys(names);
  if (said.length === 0) return undefined;
  const there = new Set(events.map(({ security }) => security.name));
  return said.find((name) => !there.has(name));
}

/** The records with what was said of their names. */
export function withNames(
  events: readonly HistoryEvent[],
  names: SecurityNames,
): readonly HistoryEvent[] {
  if (Object.keys(names).length === 0) return events;
  return events.map((event) => {
    const { symbol, cusip, name } = event.security;
    const said = name === null || !Object.hasOwn(names, name) ? undefined : names[name];
    return symbol !== null || cusip !== null || said === undefined
      ? event
      : { ...event, security: { symbol: said, cusip: null, name } };
  });
}
