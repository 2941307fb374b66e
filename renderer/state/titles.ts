import type { Route } from './routes.ts';

/** The window's title for a screen, in the words of its heading. */
export function titleOf(route: Route, year: number | null): string {
  switch (route.screen) {
    case 'home':
      return year === null ? 'Tax year' : `Tax year ${year}`;
    case 'tax-year':
      return `Tax year ${route.year ?? year ?? ''}`.trim();
    case 'first-run':
      return 'Welcome';
    case 'lots':
      return 'Lots';
    case 'lot':
      return `Lot ${route.lot}`;
    case 'entries':
      return 'All entries';
    case 'new-entry':
      return 'Add an entry';
    case 'edit-entry':
      return 'Change an entry';
    case 'import':
      return 'Import entries';
    case 'distributions':
      return 'Distributions';
    case 'new-document':
      return 'Add a release';
    case 'document':
      return 'Release';
    case 'comparison':
      return 'What changed';
    case 'unknown':
      return 'Not found';
  }
}
