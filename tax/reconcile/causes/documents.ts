/**
 * Which allocation did the broker work with: an estimate, one that was corrected since, or none yet?
 *
 * Practice: brokers send their forms in February. An allocation that comes or is corrected after that is in
 * a corrected form, or in none. Before there is any, all is shown as ordinary dividends, or as the year before.
 * Example: an estimate of January with 61.4% ordinary, a final table of March with 58%.
 * Awkward case: a document of several classes. It is tried for each security and for all of them.
 */
import { securityLabel, type AllocationDocument, type Distribution } from '../../facts/model.ts';
import { byComponent } from '../../facts/model.ts';
import { NO_RATE } from '../../values/money.ts';
import { namesText } from '../../facts/wording.ts';
import type { Cause, Group, Setting } from '../cause.ts';
import { boxesOnly, everywhere, mapRows } from '../edit-facts.ts';

interface Version {
  readonly document: AllocationDocument;
  readonly counts: AllocationDocument;
  readonly securityIds: readonly string[];
}

/** The versions that do not count, of a year or of one before it, each with the securities it could be used for. */
function versionsOf({ forms }: Setting, group: Group): readonly Version[] {
  const found = new Map<string, Version>();
  for (const [securityId, byYear] of group.chosen) {
    for (const [year, { document: counts, superseded }] of byYear) {
      if (year > forms.year) continue;
      for (const document of superseded) {
        const before = found.get(document.id);
        const securityIds = [...(before?.securityIds ?? []), securityId];
        found.set(document.id, { document, counts, securityIds });
      }
    }
  }
  return [...found.values()];
}

/** Of the other versions the rows of these securities are left out. */
function onlyVersion({ id, taxYear }: AllocationDocument, securityIds: ReadonlySet<string>) {
  return everywhere((facts) => ({
    ...facts,
    documents: facts.documents.map((document) =>
      document.id === id || document.taxYear !== taxYear
        ? document
        : {
            ...document,
            securities: document.securities.filter((rows) => !securityIds.has(rows.securityId)),
          },
    ),
  }));
}

function named({ name, publishedOn, status }: AllocationDocument): string {
  const what = status === 'estimate' ? 'estimate' : 'release';
  return `${what} ${name}${publishedOn === null ? '' : ` of ${publishedOn}`}`;
}

function versionCause(
  group: Group,
  { document, counts }: Version,
  securityIds: readonly string[],
): Cause {
  const isEstimate = document.status === 'estimate';
  const labels = group.practice.facts.securities
    .filter(({ id }) => securityIds.includes(id))
    .map(securityLabel);
  return {
    code: isEstimate ? 'estimate-used' : 'superseded-document',
    supposed: 1,
    groups: [group.place],
    size: securityIds.length,
    about: {
      security: labels[0] ?? '',
      year: document.taxYear,
      document: document.id,
    },
    message: `The broker worked with the ${named(document)} for ${namesText(labels)}; the ${named(counts)} has taken its place. Ask the broker for a corrected form, or report our figures and keep both documents.`,
    change: onlyVersion(document, new Set(securityIds)),
  };
}

export function versionCauses(setting: Setting): Cause[] {
  return setting.groups.flatMap((group) =>
    versionsOf(setting, group).flatMap((version) => {
      const { securityIds } = version;
      const sets =
        securityIds.length > 1 ? [...securityIds.map((id) => [id]), securityIds] : [securityIds];
      return sets.map((ids) => versionCause(group, version, ids));
    }),
  );
}

function asOrdinary(row: Distribution): Distribution {
  const components = byComponent((part) => (part === 'ordinary' ? row.allocablePerShare : NO_RATE));
  return { ...row, unit: 'usd', components, subsets: {} };
}

/** Before there was any allocation: everything an ordinary dividend, or divided as the year before. */
export function withoutAllocationCauses(setting: Setting): Cause[] {
  const { year } = setting.forms;
  return setting.groups.flatMap((group) =>
    [...group.chosen].flatMap(([securityId, byYear]): Cause[] => {
      const counts = byYear.get(year)?.document;
      if (counts === undefined) return [];
      const security = group.practice.facts.securities.find(({ id }) => id === securityId);
      const label = security ? securityLabel(security) : securityId;
      const ids = new Set(byYear.get(year)?.rows.map(({ distribution }) => distribution.id));
      const base = {
        code: 'estimate-used',
        supposed: 1,
        groups: [group.place],
        about: { security: label, year, document: counts.id },
      } as const;
      const next = `The ${named(counts)} says otherwise. Ask the broker for a corrected form, or report our figures and keep the release.`;
      const change = (of: (row: Distribution) => Distribution) =>
        boxesOnly((facts) => mapRows(facts, (row) => (ids.has(row.id) ? of(row) : row)));
      const before = byYear.get(year - 1)?.rows.at(-1)?.distribution;
      const causes: Cause[] = [
        {
          ...base,
          size: 3,
          message: `The broker’s form shows all that ${label} paid as ordinary dividends, as is done before the issuer’s release is known. ${next}`,
          change: change(asOrdinary),
        },
      ];
      if (before?.unit === 'percent') {
        const { unit, components, subsets } = before;
        causes.push({
          ...base,
          size: 3,
          message: `The broker divided what ${label} paid as in ${year - 1}, as is done before the issuer’s release is known. ${next}`,
          change: change((row) => ({ ...row, unit, components, subsets })),
        });
      }
      return causes;
    }),
  );
}
