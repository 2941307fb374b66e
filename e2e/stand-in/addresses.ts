/**
 * Chromium knows no scheme of the application's own. Its pages get an http origin on which nothing
 * listens (every request is answered from here), and the application is told its own.
 */
export const PAGE_ORIGIN = 'http://127.0.0.1:47123';

let appOrigin: string | undefined;

/** The origin of the first page that a privileged scheme shows. */
export function serveAs(origin: string): void {
  appOrigin ??= origin;
}

function moved(address: string, from: string | undefined, to: string | undefined): string {
  if (from === undefined || to === undefined) return address;
  return address === from || address.startsWith(`${from}/`)
    ? to + address.slice(from.length)
    : address;
}

export function toPage(address: string): string {
  return moved(address, appOrigin, PAGE_ORIGIN);
}

export function toApplication(address: string): string {
  return moved(address, PAGE_ORIGIN, appOrigin);
}

/** As a frame's `origin` is told. */
export function originOf(address: string): string {
  const { origin } = new URL(address);
  return origin === PAGE_ORIGIN ? (appOrigin ?? origin) : origin;
}
