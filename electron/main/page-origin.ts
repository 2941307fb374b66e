/**
 * Where the page of the window comes from: `app://basisbook`, served from the package. While
 * developing, electron-vite serves it from this machine and names the address in the environment.
 */
export const APP_SCHEME = 'app';
const APP_HOST = 'basisbook';
export const APP_ORIGIN = `${APP_SCHEME}://${APP_HOST}`;

interface PageOriginQuestion {
  readonly isPackaged: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** The one origin that every guard measures by. */
export function pageOrigin({ isPackaged, env }: PageOriginQuestion): string {
  const address = env['ELECTRON_RENDERER_URL'];
  // SECURITY: the environment has no say in an installed application.
  if (isPackaged || !address || !URL.canParse(address)) return APP_ORIGIN;
  const { hostname, origin } = new URL(address);
  // SECURITY: nor does it bring in a page from another machine.
  return hostname === 'localhost' || hostname === '127.0.0.1' ? origin : APP_ORIGIN;
}

/** Whether an address is of that origin. (Node's URL has no origin for schemes of one's own.) */
export function isOfOrigin(address: string, origin: string): boolean {
  return address === origin || address.startsWith(`${origin}/`);
}
