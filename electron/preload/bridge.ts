/**
 * What the page gets of the desktop: one frozen object with a function for each call of the contract
 * and the desk. Nothing of Electron or Node is reachable from it, and no channel can be chosen.
 */
import type { EnvelopeText } from '../../application/contract.ts';
import {
  CALL_NAMES,
  CHANNELS,
  type DeskAnswer,
  type FileKind,
  type PickedFile,
  type SavedKind,
} from '../../application/call-names.ts';

/** Sends to the main process and waits for the answer. */
type Invoke = (channel: string, ...args: unknown[]) => Promise<unknown>;

interface Bridge {
  readonly host: 'electron';
  readonly calls: Readonly<Record<string, (input: unknown) => Promise<EnvelopeText>>>;
  readonly desk: {
    /** One file that the person chose; null when they did not. Rejects with a sentence. */
    readonly pickFile: (kind: FileKind) => Promise<PickedFile | null>;
    readonly openLink: (id: string) => Promise<void>;
    readonly print: () => Promise<void>;
    /** False when no place was chosen for the file. */
    readonly savePdf: () => Promise<boolean>;
    /** The name of the file that was written; null when no place was chosen for it. */
    readonly saveFile: (file: PickedFile & { readonly kind: SavedKind }) => Promise<string | null>;
    /** The path of the folder that was chosen; null when none was. */
    readonly pickFolder: () => Promise<string | null>;
  };
}

/** The desk's answer, or its reason as an error with just that sentence. */
async function ask<T = unknown>(invoke: Invoke, channel: string, ...args: unknown[]): Promise<T> {
  const answer = (await invoke(channel, ...args)) as DeskAnswer<T>;
  if (!answer.ok) throw new Error(answer.reason);
  return answer.value;
}

export function createBridge(invoke: Invoke): Bridge {
  const calls = Object.fromEntries(
    CALL_NAMES.map((name) => [
      name,
      // SECURITY: the name is fixed here; what the page passes is data only.
      (input: unknown) => invoke(CHANNELS.call, name, input) as Promise<EnvelopeText>,
    ]),
  );
  // SECURITY: a page that was tampered with cannot put functions of its own in place of these.
  return Object.freeze({
    host: 'electron',
    calls: Object.freeze(calls),
    desk: Object.freeze({
      pickFile: (kind: FileKind) => ask<PickedFile | null>(invoke, CHANNELS.pickFile, kind),
      openLink: async (id: string) => {
        await ask(invoke, CHANNELS.openLink, id);
      },
      print: async () => {
        await ask(invoke, CHANNELS.print);
      },
      savePdf: () => ask<boolean>(invoke, CHANNELS.savePdf),
      saveFile: (file: PickedFile & { readonly kind: SavedKind }) =>
        ask<string | null>(invoke, CHANNELS.saveFile, file),
      pickFolder: () => ask<string | null>(invoke, CHANNELS.pickFolder),
    }),
  } as const);
}
