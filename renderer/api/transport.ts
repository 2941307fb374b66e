/** How a call leaves the window: through the preload's frozen object, or to the loopback host. */
import type { CallName } from '../../application/contract.ts';

/** Answers with an envelope that nobody has looked at yet. */
type Transport = (name: CallName, input: unknown) => Promise<unknown>;

/** What the preload script puts into the window of the desktop application. */
interface Bridge {
  readonly calls: Readonly<Record<CallName, (input: unknown) => Promise<string>>>;
  readonly desk: {
    readonly pickFile: (kind: string) => Promise<unknown>;
    readonly openLink: (id: string) => Promise<unknown>;
    readonly print: () => Promise<unknown>;
    readonly saveFile: (file: unknown) => Promise<unknown>;
    readonly pickFolder: () => Promise<unknown>;
  };
}

declare global {
  interface Window {
    readonly basisbook?: Bridge;
  }
}

const overBridge =
  (bridge: Bridge): Transport =>
  async (name, input) =>
    JSON.parse(await bridge.calls[name](input)) as unknown;

const overHttp: Transport = async (name, input) => {
  const response = await fetch(`/call/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    credentials: 'same-origin',
    body: JSON.stringify(input),
  });
  return response.json();
};

let replaced: Transport | undefined;

/** For development against invented data; a built application never calls it. */
export function replaceTransport(transport: Transport): void {
  replaced = transport;
}

export function transport(): Transport {
  if (replaced) return replaced;
  return window.basisbook ? overBridge(window.basisbook) : overHttp;
}
