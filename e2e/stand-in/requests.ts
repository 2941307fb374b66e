/**
 * `protocol`, `session` and what becomes of a request: the navigation's guards, the session's answer,
 * then the handler of its scheme. Nothing reaches a network.
 */
import { EventEmitter } from 'node:events';
import { app } from './app.ts';
import { originOf, toApplication } from './addresses.ts';
import type { Values } from './devtools.ts';

type Handler = (request: Request) => Response | Promise<Response>;
type RequestListener = (
  details: { url: string; method: string; resourceType: string },
  callback: (answer: { cancel?: boolean }) => void,
) => void;

const privileged = new Set<string>();
const handlers = new Map<string, Handler>();

export function isPrivileged(scheme: string): boolean {
  return privileged.has(scheme);
}

export const protocol = {
  registerSchemesAsPrivileged(schemes: readonly { scheme: string }[]): void {
    if (app.isReady())
      throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
    for (const { scheme } of schemes) privileged.add(scheme);
  },
  handle(scheme: string, handler: Handler): void {
    if (handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`);
    handlers.set(scheme, handler);
  },
};

const nobodyAsks = (): void => undefined;

class Session extends EventEmitter {
  beforeRequest: RequestListener | undefined;
  readonly webRequest = {
    onBeforeRequest: (listener: RequestListener): void => {
      this.beforeRequest = listener;
    },
  };
  // Chromium asks nobody here: pages have no permission that a prompt would give.
  readonly setPermissionRequestHandler = nobodyAsks;
  readonly setPermissionCheckHandler = nobodyAsks;
  readonly setDevicePermissionHandler = nobodyAsks;
  readonly setSpellCheckerEnabled = nobodyAsks;
}

let defaultSession: Session | undefined;
export const session = {
  get defaultSession(): Session {
    if (!app.isReady()) throw new Error('Session can only be received when app is ready');
    return (defaultSession ??= new Session());
  },
};

export interface Paused {
  readonly requestId: string;
  readonly resourceType: string;
  readonly frameId: string;
  readonly request: {
    readonly url: string;
    readonly method: string;
    readonly headers: Record<string, string>;
    readonly postData?: string;
  };
}

export interface PageOfRequest {
  readonly targetId: string;
  readonly contents: EventEmitter;
  /** Whether the application itself asked for this address. */
  wasAsked(address: string): boolean;
}

function isNavigationStopped(paused: Paused, page: PageOfRequest): boolean {
  if (paused.resourceType !== 'Document' || page.wasAsked(paused.request.url)) return false;
  const url = toApplication(paused.request.url);
  const isMainFrame = paused.frameId === page.targetId;
  let isPrevented = false;
  const event = { url, isMainFrame, preventDefault: () => (isPrevented = true) };
  if (isMainFrame) page.contents.emit('will-navigate', event, url);
  page.contents.emit('will-frame-navigate', event);
  return isPrevented;
}

/** The command by which a paused request goes on. */
export async function answerRequest(
  paused: Paused,
  page: PageOfRequest,
): Promise<[method: string, params: Values]> {
  const { requestId, request } = paused;
  const fail = (errorReason: string): [string, Values] => [
    'Fetch.failRequest',
    { requestId, errorReason },
  ];
  if (isNavigationStopped(paused, page)) return fail('Aborted');
  const url = toApplication(request.url);
  const { beforeRequest } = session.defaultSession;
  const details = { url, method: request.method, resourceType: paused.resourceType };
  const answer = await new Promise<{ cancel?: boolean }>((done) =>
    beforeRequest ? beforeRequest(details, done) : done({}),
  );
  if (answer.cancel === true) return fail('BlockedByClient');
  const handler = handlers.get(new URL(url).protocol.slice(0, -1));
  if (!handler) return fail('AddressUnreachable');
  const response = await handler(
    new Request(url, {
      method: request.method,
      headers: request.headers,
      ...(request.postData === undefined ? {} : { body: request.postData }),
    }),
  );
  const body = Buffer.from(await response.arrayBuffer()).toString('base64');
  const responseHeaders = [...response.headers].map(([name, value]) => ({ name, value }));
  return [
    'Fetch.fulfillRequest',
    { requestId, responseCode: response.status, responseHeaders, body },
  ];
}

export interface Frame {
  url: string;
  origin: string;
  readonly parent: Frame | null;
}

/** A frame as the sender of a call is told. */
export function frameOf(address: string, parent: Frame | null): Frame {
  return { url: toApplication(address), origin: originOf(address), parent };
}
