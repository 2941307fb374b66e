import { isForm, parseRoute } from './routes.ts';
import type { FormRoute, Route } from './routes.ts';

let route = $state.raw<Route>(parseRoute(location.hash));
/** The last address that is no form: where one goes back to. */
let last: string | null = null;
/** What lies below a form: the screen it was opened from, or the list of entries. */
let below = $state.raw<Exclude<Route, FormRoute>>({ screen: 'entries', entry: null });

function note(): void {
  if (isForm(route)) return;
  last = location.hash;
  below = route;
}
note();

addEventListener('hashchange', () => {
  route = parseRoute(location.hash);
  note();
});

export function currentRoute(): Route {
  return route;
}

/** The screen: that of the address, or the one below the form of the address. */
export function screenRoute(): Exclude<Route, FormRoute> {
  return isForm(route) ? below : route;
}

export function go(address: string): void {
  location.hash = address;
}

/**
 * Back to where a form was opened from; elsewhere where it was opened by its address. The form is no place that
 * the browser’s way back leads to: whoever has left it would have it before them once more.
 */
export function goBack(elsewhere: string): void {
  location.replace(last ?? elsewhere);
}
