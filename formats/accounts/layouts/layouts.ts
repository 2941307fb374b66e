/** Every layout that is known by name; a file of another is read by its headings alone. */
import { headingKey, roleOf } from '../headings.ts';
import type { TablesOfFile } from '../tables.ts';
import { ETRADE_HISTORY } from './etrade.ts';
import { FIDELITY_HISTORY } from './fidelity.ts';
import { INTERACTIVE_BROKERS_ACTIVITY } from './interactive-brokers.ts';
import type { Layout } from './layout.ts';
import { MERRILL_ACTIVITY } from './merrill.ts';
import { ROBINHOOD_ACTIVITY } from './robinhood.ts';
import { SCHWAB_HISTORY } from './schwab.ts';
import { TD_AMERITRADE_HISTORY } from './td-ameritrade.ts';
import { VANGUARD_HISTORY } from './vanguard.ts';

const BY_HEADINGS: readonly Layout[] = [
  ROBINHOOD_ACTIVITY,
  VANGUARD_HISTORY,
  MERRILL_ACTIVITY,
  FIDELITY_HISTORY,
  ETRADE_HISTORY,
  TD_AMERITRADE_HISTORY,
  SCHWAB_HISTORY,
];

/** A file whose headings nobody has described: read by what they mean. */
export const OTHER_TABLE: Layout = { id: 'table', name: 'A table of transactions', headings: [] };

/** How a person calls the format of a history: "Charles Schwab, account history". */
export function formatName(format: string): string {
  if (format.startsWith('ofx')) return 'OFX, from a bank or broker';
  if (format.startsWith('own/')) return format.slice('own/'.length);
  if (format === 'qif') return 'QIF, from an old program';
  const all = [...BY_HEADINGS, INTERACTIVE_BROKERS_ACTIVITY, OTHER_TABLE];
  return all.find(({ id }) => id === format)?.name ?? format;
}

/** A file that has all headings of a layout but one, or a few of many: it was changed since it was downloaded. */
export function nearlyOf({
  tables,
  inSections,
}: TablesOfFile): { readonly layout: Layout; readonly missing: readonly string[] } | undefined {
  if (inSections) {
    const layout = INTERACTIVE_BROKERS_ACTIVITY;
    const missing = tables.flatMap(({ section, headings }) => {
      const keys = new Set(headings.map(headingKey));
      return (layout.sectionHeadings?.[section ?? ''] ?? []).filter((key) => !keys.has(key));
    });
    return missing.length === 0 ? undefined : { layout, missing: [...new Set(missing)] };
  }
  return keysOf(tables)
    .flatMap((keys) =>
      BY_HEADINGS.map((layout) => ({
        layout,
        keys,
        missing: layout.headings.filter((key) => !keys.has(key)),
      })),
    )
    .find(({ layout, keys, missing: [missing, another] }) => {
      if (missing === undefined || another !== undefined) return false;
      const { headings, also } = layout;
      // The table of another broker, which calls it otherwise: "Fees" for "Fees & Comm".
      const role = roleOf(missing);
      const isThere = [...keys].some((key) => !headings.includes(key) && roleOf(key) === role);
      if (role !== undefined && isThere) return false;
      // Another broker's table shares many headings too, and has its own beside them; without amounts, any is close.
      const own = without(keys, role === 'amount' ? also : []);
      return own - (headings.length - 1) <= headings.length / 3;
    });
}

/** How many headings there are but for these. */
function without(keys: ReadonlySet<string>, also: readonly string[] = []): number {
  return [...keys].filter((key) => key !== '' && !also.includes(key)).length;
}

/** The headings of each table of transactions. */
function keysOf(tables: TablesOfFile['tables']): readonly ReadonlySet<string>[] {
  return tables
    .filter((table) => table.holdsTransactions)
    .map((table) => new Set(table.headings.map(headingKey)));
}

/** The layout of a file. */
export function layoutOf({ tables, inSections }: TablesOfFile): Layout {
  if (inSections) return INTERACTIVE_BROKERS_ACTIVITY;
  const all = keysOf(tables);
  return (
    BY_HEADINGS.find(({ headings, without = [] }) =>
      all.some(
        (keys) => headings.every((key) => keys.has(key)) && !without.some((key) => keys.has(key)),
      ),
    ) ?? OTHER_TABLE
  );
}
