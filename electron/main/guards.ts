/**
 * What the page cannot do, whatever it holds: reach the network, leave its address, open a window,
 * embed another page, use a device, or save a file by itself.
 */
import type { App, Session, WebContents } from 'electron';
import { isOfOrigin } from './page-origin.ts';

interface GuardOptions {
  readonly origin: string;
  /** Developer tools and the reloading of a page under development. */
  readonly development: boolean;
}

/** Whether the window may ask for an address at all. */
export function isAllowedRequest(address: string, { origin, development }: GuardOptions): boolean {
  if (isOfOrigin(address, origin)) return true;
  if (!development) return false;
  return (
    address.startsWith('devtools://devtools/') ||
    (origin.startsWith('http://') && isOfOrigin(address, origin.replace('http:', 'ws:')))
  );
}

/** Everything that a session of the window can be asked for, denied. */
export function setupSessionGuards(
  session: Pick<
    Session,
    | 'webRequest'
    | 'setPermissionRequestHandler'
    | 'setPermissionCheckHandler'
    | 'setDevicePermissionHandler'
    | 'setSpellCheckerEnabled'
    | 'on'
  >,
  options: GuardOptions,
): void {
  // SECURITY: the application works offline; a request to anywhere else is a fault or an attack.
  session.webRequest.onBeforeRequest(({ url }, callback) =>
    callback({ cancel: !isAllowedRequest(url, options) }),
  );
  // SECURITY: no camera, place, clipboard reading, notification or any permission to come.
  session.setPermissionRequestHandler((_contents, _permission, callback) => callback(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  // SECURITY: dictionaries would be fetched from the network.
  session.setSpellCheckerEnabled(false);
  // SECURITY: files leave by the desk only, where the person chooses the place.
  session.on('will-download', (event) => event.preventDefault());
}

/** Keeps a page at its address: used for every page that is ever made. */
export function guardContents(
  contents: Pick<WebContents, 'on' | 'setWindowOpenHandler'>,
  { origin }: GuardOptions,
): void {
  // SECURITY: no window of the page's making.
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  // SECURITY: neither the page nor a frame in it goes elsewhere, nor is sent elsewhere.
  contents.on('will-navigate', (event) => {
    if (!isOfOrigin(event.url, origin)) event.preventDefault();
  });
  contents.on('will-frame-navigate', (event) => {
    if (!isOfOrigin(event.url, origin)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => {
    if (!isOfOrigin(event.url, origin)) event.preventDefault();
  });
  // SECURITY: no page within the page.
  contents.on('will-attach-webview', (event) => event.preventDefault());
}

export function setupContentsGuards(app: Pick<App, 'on'>, options: GuardOptions): void {
  app.on('web-contents-created', (_event, contents) => guardContents(contents, options));
}
