import type { IpcMain, WebContents } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { setupCalls } from './calls.ts';
import { APP_ORIGIN } from './page-origin.ts';

const ours = { id: 1 } as WebContents;
const mainFrame = { parent: null, origin: APP_ORIGIN };

function setup(ownContents: WebContents | undefined = ours) {
  const handlers = new Map<string, (...args: unknown[]) => Promise<unknown>>();
  const dispatch = vi.fn().mockResolvedValue('{"ok":true,"value":"answer"}');
  const desk = {
    pickFile: vi.fn().mockResolvedValue(null),
    openLink: vi.fn().mockResolvedValue(undefined),
    print: vi.fn().mockResolvedValue(undefined),
    savePdf: vi.fn().mockResolvedValue(true),
    saveFile: vi.fn().mockResolvedValue(null),
    pickFolder: vi.fn().mockResolvedValue(null),
  };
  const log = vi.fn();
  setupCalls(
    {
      handle: (channel: string, handler: (...args: unknown[]) => Promise<unknown>) =>
        handlers.set(channel, handler),
    } as unknown as IpcMain,
    { origin: APP_ORIGIN, ownContents: () => ownContents, dispatch, desk, log },
  );
  /** The desk answers with values; calls are answered with text. */
  const ask = async (channel: string, event: unknown, ...args: unknown[]): Promise<unknown> => {
    const answer = await handlers.get(channel)?.(event, ...args);
    return typeof answer === 'string' ? JSON.parse(answer) : answer;
  };
  return { handlers, ask, dispatch, desk, log };
}

const STRANGERS: [string, unknown][] = [
  ['another window', { sender: { id: 2 }, senderFrame: mainFrame }],
  ['a frame within the page', { sender: ours, senderFrame: { ...mainFrame, parent: mainFrame } }],
  [
    'another origin',
    { sender: ours, senderFrame: { parent: null, origin: 'https://evil.example' } },
  ],
  ['another app host', { sender: ours, senderFrame: { parent: null, origin: 'app://evil' } }],
  ['an opaque origin', { sender: ours, senderFrame: { parent: null, origin: 'null' } }],
  ['a frame that is gone', { sender: ours, senderFrame: null }],
];
const CHANNELS = [
  'basisbook:call',
  'basisbook:open-link',
  'basisbook:pick-file',
  'basisbook:pick-folder',
  'basisbook:print',
  'basisbook:save-file',
  'basisbook:save-pdf',
];

describe('the channels', () => {
  it('are these and no more', () => {
    expect([...setup().handlers.keys()].sort()).toEqual(CHANNELS);
  });

  it('pass a call of our page to dispatch, and its envelope back', async () => {
    const { ask, dispatch } = setup();
    const event = { sender: ours, senderFrame: mainFrame };
    expect(await ask('basisbook:call', event, 'status.get', { a: 1 })).toEqual({
      ok: true,
      value: 'answer',
    });
    expect(dispatch.mock.calls).toEqual([['status.get', { a: 1 }]]);
  });

  it.each(STRANGERS)('refuse %s, each of them', async (_, event) => {
    const { ask, dispatch, desk } = setup();
    for (const channel of CHANNELS)
      expect(await ask(channel, event, 'status.get', {})).toMatchObject({ ok: false });
    for (const act of [dispatch, ...Object.values(desk)]) expect(act).not.toHaveBeenCalled();
  });

  it('refuse everybody while there is no window', async () => {
    const handlers = new Map<string, (...args: unknown[]) => Promise<unknown>>();
    const dispatch = vi.fn();
    setupCalls(
      {
        handle: (channel: string, handler: (...args: unknown[]) => Promise<unknown>) =>
          handlers.set(channel, handler),
      } as unknown as IpcMain,
      {
        origin: APP_ORIGIN,
        ownContents: () => undefined,
        dispatch,
        desk: setup().desk,
        log: vi.fn(),
      },
    );
    const event = { sender: ours, senderFrame: mainFrame };
    const answer = await handlers.get('basisbook:call')?.(event, 'status.get', {});
    expect(JSON.parse(String(answer))).toMatchObject({ ok: false });
    expect(dispatch).not.toHaveBeenCalled();
  });

  it.each([undefined, 7, null, { toString: () => 'status.get' }])(
    'refuse a call whose name is %s',
    async (name) => {
      const { ask, dispatch } = setup();
      const event = { sender: ours, senderFrame: mainFrame };
      expect(await ask('basisbook:call', event, name, {})).toMatchObject({ ok: false });
      expect(dispatch).not.toHaveBeenCalled();
    },
  );

  it('give what the desk does, or its reason', async () => {
    const { ask, desk, log } = setup();
    const event = { sender: ours, senderFrame: mainFrame };
    expect(await ask('basisbook:pick-file', event, 'release')).toEqual({ ok: true, value: null });
    expect(desk.pickFile.mock.calls).toEqual([['release']]);
    desk.openLink.mockRejectedValue(new Error('No such link.'));
    expect(await ask('basisbook:open-link', event, 'x')).toEqual({
      ok: false,
      reason: 'No such link.',
    });
    expect(log).toHaveBeenCalledOnce();
  });
});
