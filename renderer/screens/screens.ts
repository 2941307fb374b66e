/**
 * Every screen is one entry here: its title, the place of the sidebar that it belongs to, what it loads
 * and what shows it, under the name that `routes.ts` gives its address.
 */
import type { Component } from 'svelte';
import type { BookStatus } from '../state/book.svelte.ts';
import type { ReturnOptions } from '../state/return-options.svelte.ts';
import { Later } from '../state/later.ts';
import type { FormRoute, Route, YearPart } from '../state/routes.ts';
import { loadCheck } from './check/load.ts';
import { loadBackups } from './backups/load.ts';
import { loadComparison, loadDistributions, loadDocument } from './distributions/load.ts';
import { loadEntries } from './entries/load.ts';
import { loadGuide } from './guide/load.ts';
import { loadHoldings, loadSecurity } from './holdings/load.ts';
import { loadHistory } from './history/load.ts';
import { loadLot, loadLots } from './lots/load.ts';
import NotFound from './not-found/not-found.svelte';
import { loadTaxYear } from './tax-year/load.ts';
import { yearTitle } from './tax-year/titles.ts';
import NoYear from './tax-year/no-year.svelte';
import { loadTerms, loadTermsComparison } from './terms/terms.ts';
import TaxYearScreen from './tax-year/tax-year-screen.svelte';

/** An address, or what stands in the way of every address. */
export type Place = Exclude<Route, FormRoute> | { readonly screen: 'problem' };

/** What the open book and the window say to every screen. */
interface Surroundings {
  readonly status: BookStatus;
  /** The year that is looked at; null for a book without one. */
  readonly year: number | null;
  readonly options: () => ReturnOptions;
}

type Props = Readonly<Record<string, unknown>>;

/** A screen for an address. */
export interface Screen {
  /** The window's title, in the words of its heading. */
  readonly title: string;
  /** Whether it stands in the window with the sidebar, and where that says one is. */
  readonly within: YearPart | 'holdings' | 'documents' | 'settings' | 'guide' | 'no place' | null;
  /** Addresses of one key share one screen, with what was typed and chosen in it. */
  readonly key: string;
  /** What decides that it loads again, besides a change of the book. */
  readonly of: string;
  /** Null for a screen that shows itself at once. */
  readonly load: (() => Promise<unknown>) | null;
  /** Only to be asked for once it is loaded. */
  readonly component: () => Component<Props>;
  readonly props: Props;
}

/** Screens that a start can do without: fetched when they are first shown, or soon after the start. */
const BackupsScreen = new Later(() => import('./backups/backups-screen.svelte'));
const FirstRunScreen = new Later(() => import('./first-run/first-run-screen.svelte'));
const ProblemScreen = new Later(() => import('./problem/problem-screen.svelte'));
const CheckScreen = new Later(() => import('./check/check-screen.svelte'));
const ComparisonScreen = new Later(() => import('./distributions/comparison-screen.svelte'));
const DistributionsScreen = new Later(() => import('./distributions/distributions-screen.svelte'));
const DocumentScreen = new Later(() => import('./distributions/document-screen.svelte'));
const EntriesScreen = new Later(() => import('./entries/entries-screen.svelte'));
const GuideScreen = new Later(() => import('./guide/guide-screen.svelte'));
const HistoryScreen = new Later(() => import('./history/history-screen.svelte'));
const HoldingsScreen = new Later(() => import('./holdings/holdings-screen.svelte'));
const ImportScreen = new Later(() => import('./import/import-screen.svelte'));
const LotScreen = new Later(() => import('./lots/lot-screen.svelte'));
const LotsScreen = new Later(() => import('./lots/lots-screen.svelte'));
const ReviewScreen = new Later(() => import('./review/review-screen.svelte'));
const SecurityScreen = new Later(() => import('./holdings/security-screen.svelte'));
const TermsComparison = new Later(() => import('./terms/terms-comparison.svelte'));
const TermsScreen = new Later(() => import('./terms/terms-screen.svelte'));

type Head = Pick<Screen, 'title' | 'within' | 'key'> & { readonly of?: string | number | null };

function loads<View, P extends object>(
  { of, ...head }: Head,
  load: () => Promise<View>,
  component: Component<P & { view: View }> | Later<P & { view: View }>,
  props: P,
): Screen {
  return {
    ...head,
    of: `${head.key}/${of ?? ''}`,
    load: component instanceof Later ? () => component.with(load()) : load,
    component: () => erased(component instanceof Later ? component.here : component),
    props: props as unknown as Props,
  };
}

function shows<P extends object>(
  head: Head,
  component: Component<P & { onready: () => void }>,
  props: P,
): Screen {
  return {
    ...head,
    of: head.key,
    load: null,
    component: () => erased(component),
    props: props as unknown as Props,
  };
}

interface AtOnce {
  readonly onready: () => void;
}

/** A screen that asks for nothing but itself. */
function showsLater<P extends object>(head: Head, component: Later<P & AtOnce>, props: P): Screen {
  const all = { ...props, onready: () => undefined };
  return loads(
    head,
    () => Promise.resolve(null),
    component as Later<P & AtOnce & { view: null }>,
    all,
  );
}

/** Entry by entry the props are those of the component; in the table they have one form. */
function erased<P extends object>(component: Component<P>): Component<Props> {
  return component as unknown as Component<Props>;
}

type Of<Name extends Place['screen']> = Extract<Place, { readonly screen: Name }>;

function taxYear(
  route: { readonly screen: 'home' | 'tax-year'; readonly part?: YearPart },
  { year, status, options }: Surroundings,
): Screen {
  const { part = 'summary' } = route;
  const title = year === null ? 'Tax year' : yearTitle(part, year);
  const head = { title, within: part, key: 'tax-year' } as const;
  if (year === null) return shows({ ...head, key: 'no-year' }, NoYear, {});
  const counts = status.book?.counts ?? { documents: 0, transactions: 0 };
  if (part === 'check') {
    return loads({ ...head, key: 'check', of: year }, () => loadCheck(year), CheckScreen, {});
  }
  return loads(
    { ...head, of: year },
    // A later choice of the options does not load the year again: the screen asks for the lines alone.
    () => loadTaxYear(year, counts, options()),
    TaxYearScreen,
    { part },
  );
}

const SCREENS: {
  readonly [Name in Place['screen']]: (route: Of<Name>, around: Surroundings) => Screen;
} = {
  home: taxYear,
  'tax-year': taxYear,
  holdings: (_, { year }) =>
    loads(
      { title: 'Holdings', within: 'holdings', key: 'holdings', of: year },
      () => loadHoldings(year),
      HoldingsScreen,
      {},
    ),
  security: ({ year, security }) =>
    loads(
      { title: 'Holding', within: 'holdings', key: `security/${security}`, of: year },
      () => loadSecurity(year, security),
      SecurityScreen,
      {},
    ),
  lots: (_, { year }) =>
    loads(
      { title: 'All lots', within: 'holdings', key: 'lots', of: year },
      () => loadLots(year),
      LotsScreen,
      {},
    ),
  lot: ({ year, account, lot }) =>
    loads(
      { title: `Lot ${lot}`, within: 'holdings', key: `lot/${account}/${lot}`, of: year },
      () => loadLot(year, account, lot),
      LotScreen,
      {},
    ),
  entries: ({ entry: shown }) =>
    loads(
      { title: 'All entries', within: 'holdings', key: 'entries', of: shown },
      () => loadEntries(shown),
      EntriesScreen,
      { shown },
    ),
  import: () =>
    showsLater({ title: 'Import entries', within: 'holdings', key: 'import' }, ImportScreen, {}),
  distributions: () =>
    loads(
      { title: 'Documents', within: 'documents', key: 'distributions' },
      loadDistributions,
      DistributionsScreen,
      {},
    ),
  'new-document': () =>
    showsLater(
      { title: 'Add a release', within: 'documents', key: 'new-document' },
      ReviewScreen,
      {},
    ),
  document: ({ id, line }) =>
    loads(
      { title: 'Release', within: 'documents', key: `document/${id}` },
      () => loadDocument(id),
      DocumentScreen,
      { line },
    ),
  terms: ({ id }) =>
    loads(
      { title: 'Terms', within: 'documents', key: `terms/${id}` },
      () => loadTerms(id),
      TermsScreen,
      {},
    ),
  'terms-comparison': ({ before, after }) =>
    loads(
      { title: 'What changed', within: 'documents', key: `terms/${before}/${after}` },
      () => loadTermsComparison(before, after),
      TermsComparison,
      {},
    ),
  comparison: ({ before, after }) =>
    loads(
      { title: 'What changed', within: 'documents', key: `comparison/${before}/${after}` },
      () => loadComparison(before, after),
      ComparisonScreen,
      {},
    ),
  history: () =>
    loads({ title: 'History', within: 'settings', key: 'history' }, loadHistory, HistoryScreen, {}),
  backups: () =>
    loads(
      { title: 'Settings and backups', within: 'settings', key: 'backups' },
      loadBackups,
      BackupsScreen,
      {},
    ),
  guide: ({ at }) =>
    loads({ title: 'Guide', within: 'guide', key: 'guide' }, loadGuide, GuideScreen, { at }),
  unknown: ({ address }) =>
    shows({ title: 'Not found', within: 'no place', key: 'unknown' }, NotFound, { address }),
  'first-run': (_, { status }) =>
    showsLater({ title: 'Welcome', within: null, key: 'first-run' }, FirstRunScreen, { status }),
  problem: (_, { status }) =>
    showsLater(
      {
        title: status.isLost ? 'Your book is missing' : 'Your book is not open',
        within: null,
        key: 'problem',
      },
      ProblemScreen,
      {
        status,
      },
    ),
};

export function screenOf<P extends Place>(place: P, around: Surroundings): Screen {
  const entry = SCREENS[place.screen] as (place: Place, around: Surroundings) => Screen;
  return entry(place, around);
}
