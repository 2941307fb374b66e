import { parseRoute } from './routes.ts';
import type { Route } from './routes.ts';

let route = $state.raw<Route>(parseRoute(location.hash));

addEventListener('hashchange', () => {
  route = parseRoute(location.hash);
});

export function currentRoute(): Route {
  return route;
}

export function go(address: string): void {
  location.hash = address;
}
