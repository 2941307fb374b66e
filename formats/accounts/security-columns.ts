/**
 * Which column of a table names the securities, where no heading that is known does?
 *
 * Records of two securities must not be taken for those of one. A heading says so by a word ("Holding"), or the cells
 * do: names of companies. Where neither does, and a column has several words, each line is asked about by itself.
 *
 * Example: "Holding" over "EQUITY RESIDENTIAL" and "VORNADO REALTY TRUST".
 * Awkward case: two funds of one name, told apart by a column "Fund Code": the code goes with the name.
 * Not handled: a name and its code in one column that also says other things.
 */
import { headingKey, type Role } from './headings.ts';
import type { FileRecord } from './records.ts';
import { readDay, readNumber } from './values.ts';
import { meaningOf } from './words.ts';

type Roles = readonly (Role | undefined)[];

const NAMING: readonly Role[] = ['symbol', 'cusip', 'name'];
const OF_SECURITIES =
  /\b(?:holdings?|position|instrument|asset|equity|stock|share|security|securities|investment|company|issuer|fund|property|paper|product|scrip)\b/;
/** The headings of other matters that have such a word. */
const OF_ANOTHER_MATTER =
  /\b(?:type|class|category|number|count|status|source|manager|plan|date)\b/;
/** Words with which names of companies and funds end. */
const OF_COMPANIES =
  /\b(?:REITS?|REALTY|TRUST|INC|CORP(?:ORATION)?|CO|COMPANY|LTD|L\.?P|PLC|LLC|RESIDENTIAL|PROPERTIES|PPTYS|PROPERTY|HOLDINGS?|INVESTORS|FUND|COMMUNITIES|APARTMENTS?|HOMES|STORAGE|ETF|INDEX)\b/i;
/** Headings of codes that tell securities of one name apart. */
const CODES =
  /^(?:(?:fund|security|stock|share|investment|instrument|asset|product) (?:code|number|no|nbr|num|id|class|series)|class|series|wkn|sedol|valor)$/;

function isWords(cell: string): boolean {
  return (
    /[A-Za-z]{2}/.test(cell) &&
    readNumber(cell).kind !== 'number' &&
    readDay(cell, 'month first') === undefined &&
    meaningOf(cell) === null
  );
}

function filled(records: readonly FileRecord[], place: number): readonly string[] {
  return records.flatMap(({ cells }) => (cells[place] ? [cells[place]] : []));
}

/** The columns of an unknown heading whose cells are all words, most records having one. */
function columnsOfWords(
  headings: readonly string[],
  roles: Roles,
  records: readonly FileRecord[],
): readonly number[] {
  return headings.flatMap((heading, place) => {
    if (roles[place] !== undefined || heading === '') return [];
    const cells = filled(records, place);
    return cells.length * 2 > records.length && cells.every(isWords) ? [place] : [];
  });
}

/** Whether a name of a company stands alone: words, one of which only names of companies have. */
export function isNameOfCompany(words: string): boolean {
  return OF_COMPANIES.test(words);
}

function names(roles: Roles, ...more: readonly Role[]): boolean {
  return roles.some((role) => role !== undefined && [...NAMING, ...more].includes(role));
}

/** The only column that names securities by a word of its heading, or by its cells; undefined where none or several do. */
export function nameColumn(
  headings: readonly string[],
  roles: Roles,
  records: readonly FileRecord[],
): number | undefined {
  if (names(roles, 'description')) return undefined;
  const words = columnsOfWords(headings, roles, records);
  const byHeading = words.filter((place) => {
    const key = headingKey(headings[place] ?? '');
    return OF_SECURITIES.test(key) && !OF_ANOTHER_MATTER.test(key);
  });
  const found =
    byHeading.length > 0
      ? byHeading
      : words.filter((place) => {
          const cells = filled(records, place);
          return cells.filter(isNameOfCompany).length * 2 >= cells.length;
        });
  return found.length === 1 ? found[0] : undefined;
}

/** Whether an unknown column can tell securities apart: it has several words. */
export function mayTellSecurities(
  headings: readonly string[],
  roles: Roles,
  records: readonly FileRecord[],
): boolean {
  return columnsOfWords(headings, roles, records).some(
    (place) => new Set(filled(records, place)).size > 1,
  );
}

/** The column of codes, in a table of names alone, of which one has several codes; undefined where there is none. */
export function codesOfNames(
  headings: readonly string[],
  roles: Roles,
  records: readonly FileRecord[],
): number | undefined {
  const name = roles.indexOf('name');
  if (name < 0 || roles.includes('symbol') || roles.includes('cusip')) return undefined;
  const place = headings.findIndex(
    (heading, at) =>
      (roles[at] === undefined || roles[at] === 'ignored') && CODES.test(headingKey(heading)),
  );
  if (place < 0) return undefined;
  const codes = new Map<string, string>();
  for (const { cells } of records) {
    const [own = '', code = ''] = [cells[name], cells[place]];
    if (own === '' || code === '') continue;
    const before = codes.get(own);
    if (before !== undefined && before !== code) return place;
    codes.set(own, code);
  }
  return undefined;
}
