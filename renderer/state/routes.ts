/** Addresses of the screens: `#/tax-year/2002/sales`, read and written here alone. */

/** What a tax year is looked at as, in the order of the work. */
export type YearPart = 'summary' | 'check' | 'sales' | 'return';
const isPart = (text: string | undefined): text is YearPart =>
  text === 'summary' || text === 'check' || text === 'sales' || text === 'return';

/** What a new entry begins with; empty where nothing is given. */
export interface GivenEntry {
  readonly action: string;
  readonly security: string;
  readonly date: string;
  readonly account: string;
  readonly lot: string;
}

/** What the bases of all lots of a security are stated for; empty where nothing is given. */
export interface GivenBases {
  readonly security: string;
  readonly date: string;
  readonly account: string;
}

export type Route =
  | { readonly screen: 'home' }
  | { readonly screen: 'first-run' }
  | { readonly screen: 'tax-year'; readonly year: number | null; readonly part: YearPart }
  | { readonly screen: 'holdings'; readonly year: number | null }
  | { readonly screen: 'security'; readonly year: number; readonly security: string }
  | { readonly screen: 'lots'; readonly year: number | null }
  | {
      readonly screen: 'lot';
      readonly year: number;
      readonly account: string;
      readonly lot: string;
    }
  | { readonly screen: 'entries'; readonly entry: string | null }
  | { readonly screen: 'new-entry'; readonly given: GivenEntry }
  | { readonly screen: 'edit-entry'; readonly entry: string }
  | { readonly screen: 'bases'; readonly given: GivenBases }
  | { readonly screen: 'import' }
  | { readonly screen: 'distributions' }
  | { readonly screen: 'new-document' }
  | { readonly screen: 'document'; readonly id: string; readonly line: number | null }
  | { readonly screen: 'terms'; readonly id: string }
  | { readonly screen: 'terms-comparison'; readonly before: string; readonly after: string }
  | { readonly screen: 'comparison'; readonly before: string; readonly after: string }
  | { readonly screen: 'history' }
  | { readonly screen: 'backups' }
  /** At a heading or a word of it; null for its beginning. */
  | { readonly screen: 'guide'; readonly at: string | null }
  | { readonly screen: 'unknown'; readonly address: string };

/** A form that lies over the screen from which it was opened. */
export type FormRoute = Extract<Route, { readonly screen: 'new-entry' | 'edit-entry' | 'bases' }>;

export function isForm(route: Route): route is FormRoute {
  return ['new-entry', 'edit-entry', 'bases'].includes(route.screen);
}

function yearIn(text: string | undefined): number | null {
  return text !== undefined && /^\d{4}$/.test(text) ? Number.parseInt(text, 10) : null;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** What an address stands for; unknown addresses say so and are never an error. */
export function parseRoute(hash: string): Route {
  const parts = hash
    .replace(/^#?\/?/, '')
    .split('/')
    .map(decoded);
  const [screen, a, b, c, d] = parts;
  const more = parts.slice(2);
  const unknown: Route = { screen: 'unknown', address: hash };
  switch (screen) {
    case '':
      return { screen: 'home' };
    case 'first-run':
      return { screen: 'first-run' };
    case 'tax-year':
      if (b !== undefined && !isPart(b)) return unknown;
      return { screen: 'tax-year', year: yearIn(a), part: b ?? 'summary' };
    case 'holdings': {
      const year = yearIn(a);
      if (b === undefined) return { screen: 'holdings', year };
      if (year !== null && c === undefined) return { screen: 'security', year, security: b };
      return unknown;
    }
    case 'lots': {
      const year = yearIn(a);
      if (b === undefined) return { screen: 'lots', year };
      if (b === 'lot' && year !== null && c && d)
        return { screen: 'lot', year, account: c, lot: d };
      return unknown;
    }
    case 'entries':
      if (a === undefined) return { screen: 'entries', entry: null };
      if (a === 'new') {
        const [action = '', security = '', date = '', account = '', lot = ''] = more;
        return { screen: 'new-entry', given: { action, security, date, account, lot } };
      }
      if (a === 'bases') {
        const [security = '', date = '', account = ''] = more;
        return { screen: 'bases', given: { security, date, account } };
      }
      if (a === 'import') return { screen: 'import' };
      if (a === 'edit' && b) return { screen: 'edit-entry', entry: b };
      if (a === 'show' && b) return { screen: 'entries', entry: b };
      return unknown;
    case 'distributions':
      if (a === undefined) return { screen: 'distributions' };
      if (a === 'new') return { screen: 'new-document' };
      if (a === 'terms' && b && c === 'since' && d) {
        return { screen: 'terms-comparison', before: d, after: b };
      }
      if (a === 'terms' && b && c === undefined) return { screen: 'terms', id: b };
      if (a === 'document' && b && c === 'since' && d) {
        return { screen: 'comparison', before: d, after: b };
      }
      if (a === 'document' && b) {
        return {
          screen: 'document',
          id: b,
          line: c === 'line' && d && /^\d{1,7}$/.test(d) ? Number.parseInt(d, 10) : null,
        };
      }
      return unknown;
    case 'backups':
      return { screen: 'backups' };
    case 'guide':
      return { screen: 'guide', at: a || null };
    case 'history':
      return { screen: 'history' };
    default:
      return unknown;
  }
}

const part = encodeURIComponent;

export const to = {
  home: '#/',
  firstRun: '#/first-run',
  taxYear: (year: number | null, part: YearPart = 'summary') =>
    year === null ? '#/tax-year' : `#/tax-year/${year}${part === 'summary' ? '' : `/${part}`}`,
  holdings: (year: number | null) => (year === null ? '#/holdings' : `#/holdings/${year}`),
  /** One security over all years up to this one, by its id. */
  security: (year: number, id: string) => `#/holdings/${year}/${part(id)}`,
  lots: (year: number | null) => (year === null ? '#/lots' : `#/lots/${year}`),
  lot: (year: number, account: string, lot: string) =>
    `#/lots/${year}/lot/${part(account)}/${part(lot)}`,
  entries: '#/entries',
  entry: (id: string) => `#/entries/show/${part(id)}`,
  newEntry: '#/entries/new',
  /** A new entry of a kind, of a security, a day, an account, a lot. */
  newEntryOf: (given: Partial<GivenEntry>) =>
    ['#/entries/new', given.action, given.security, given.date, given.account, given.lot]
      .map((each, place) => (place === 0 ? each : part(each ?? '')))
      .join('/')
      .replace(/\/+$/, ''),
  /** The basis of all lots of a security on a day. */
  bases: (given: Partial<GivenBases> = {}) =>
    ['#/entries/bases', given.security, given.date, given.account]
      .map((each, place) => (place === 0 ? each : part(each ?? '')))
      .join('/')
      .replace(/\/+$/, ''),
  editEntry: (id: string) => `#/entries/edit/${part(id)}`,
  import: '#/entries/import',
  distributions: '#/distributions',
  history: '#/history',
  backups: '#/backups',
  guide: (at: string | null = null) => (at === null ? '#/guide' : `#/guide/${part(at)}`),
  newDocument: '#/distributions/new',
  document: (id: string, line: number | null = null) =>
    `#/distributions/document/${part(id)}${line === null ? '' : `/line/${line}`}`,
  /** Terms of a reorganisation. */
  terms: (id: string) => `#/distributions/terms/${part(id)}`,
  termsComparison: (before: string, after: string) =>
    `#/distributions/terms/${part(after)}/since/${part(before)}`,
  /** What the document `after` says that `before` does not. */
  comparison: (before: string, after: string) =>
    `#/distributions/document/${part(after)}/since/${part(before)}`,
} as const;
