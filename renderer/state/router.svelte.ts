import { parseRoute } from './routes.ts';
import type { Route } from './routes.ts';

let route = $state.raw<Route>(parseRoute(location.hash));
/** The last address that is no form: where one goes back to. */
let last: string | null = null;

function isForm({ screen }: Route): boolean {
  return screen === 'new-entry' || screen === 'edit-entry';
}
function note(): void {
  if (!isForm(route)) last = location.hash;
}
note();

addEventListener('hashchange', () => {
  route = parseRoute(location.hash);
  note();
});

export function currentRoute(): Route {
  return route;
}

export function go(address: string): void {
  location.hash = address;
}

/** Back to where a form was opened from; elsewhere where it was opened by its address. */
export function goBack(elsewhere: string): void {
  go(last ?? elsewhere);
}
