/**
 * What the page asks of the main process: the calls of the contract, and the desk. One place checks
 * who asks.
 */
import type { IpcMain, IpcMainInvokeEvent, WebContents } from 'electron';
import { CHANNELS, type DeskAnswer } from '../../application/call-names.ts';
import type { EnvelopeText, Refusal } from '../../application/contract.ts';
import type { Desk } from './desk.ts';

interface CallOptions {
  readonly origin: string;
  /** The page of our window; undefined before it is made and after it is closed. */
  readonly ownContents: () => WebContents | undefined;
  readonly dispatch: (name: string, input: unknown) => Promise<EnvelopeText>;
  readonly desk: Desk;
  readonly log: (line: string) => void;
}

type Asker = Pick<IpcMainInvokeEvent, 'sender'> & {
  readonly senderFrame: { readonly parent: unknown; readonly origin: string } | null;
};

/** SECURITY: only the main frame of our own window, while it shows our own page. */
function isOwnPage(
  event: Asker,
  { origin, ownContents }: Pick<CallOptions, 'origin' | 'ownContents'>,
): boolean {
  const frame = event.senderFrame;
  return (
    frame !== null &&
    event.sender === ownContents() &&
    frame.parent === null &&
    frame.origin === origin
  );
}

const STRANGER = 'This call did not come from the page of BasisBook.';

function stranger(): EnvelopeText {
  const error: Refusal = { code: 'invalid-input', message: STRANGER, issues: [], reference: null };
  return JSON.stringify({ ok: false, error });
}

export function setupCalls(ipcMain: Pick<IpcMain, 'handle'>, options: CallOptions): void {
  ipcMain.handle(CHANNELS.call, async (event, name: unknown, input: unknown) =>
    isOwnPage(event, options) && typeof name === 'string'
      ? options.dispatch(name, input)
      : stranger(),
  );

  const onDesk = (channel: string, act: (argument: unknown) => Promise<unknown>): void => {
    ipcMain.handle(channel, async (event, argument: unknown): Promise<DeskAnswer<unknown>> => {
      if (!isOwnPage(event, options)) return { ok: false, reason: STRANGER };
      try {
        return { ok: true, value: await act(argument) };
      } catch (error) {
        options.log(`${channel}: ${error instanceof Error ? error.stack : String(error)}`);
        return {
          ok: false,
          reason: error instanceof Error ? error.message : 'This did not work. Try again.',
        };
      }
    });
  };
  onDesk(CHANNELS.pickFile, (kind) => options.desk.pickFile(kind));
  onDesk(CHANNELS.openLink, (id) => options.desk.openLink(id));
  onDesk(CHANNELS.print, () => options.desk.print());
  onDesk(CHANNELS.savePdf, () => options.desk.savePdf());
  onDesk(CHANNELS.saveFile, (file) => options.desk.saveFile(file));
  onDesk(CHANNELS.pickFolder, () => options.desk.pickFolder());
}
