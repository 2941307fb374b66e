/** Parts of the report for a person that several of its sections share. */
import { securityLabel, type Security } from '../tax/facts/model.ts';
import { formatMoney, sumCents, type Cents } from '../tax/values/money.ts';
import { printable } from './text-table.ts';

/** Not `push(...)`: a report may have more lines than a call can have arguments. */
export function append(lines: string[], ...parts: readonly (readonly string[])[]): void {
  for (const part of parts) for (const line of part) lines.push(line);
}

export function heading(title: string): string[] {
  return [title, '='.repeat(title.length)];
}

interface Held {
  readonly account: string;
  readonly security: Security;
}

/** Rows by account and security, in the order in which these appear. */
export function grouped<T extends Held>(items: readonly T[]): [title: string, items: T[]][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const label = securityLabel(item.security);
    const name = label === item.security.name ? '' : ` (${item.security.name})`;
    const title = printable(`${label}${name}, account ${item.account}`);
    const group = groups.get(title);
    if (group === undefined) groups.set(title, [item]);
    else group.push(item);
  }
  return [...groups];
}

export function total(values: Iterable<Cents>): string {
  return formatMoney(sumCents(values));
}
