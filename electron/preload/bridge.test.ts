import { describe, expect, it } from 'vitest';
import { contract } from '../../application/contract.ts';
import { createBridge } from './bridge.ts';

function bridgeTo(answer: unknown) {
  const sent: unknown[][] = [];
  const bridge = createBridge(async (...args) => {
    sent.push(args);
    return answer;
  });
  return { bridge, sent };
}

function isDeeplyFrozen(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return Object.isFrozen(value) && Object.values(value).every(isDeeplyFrozen);
}

describe('the bridge', () => {
  it('has a function for each call of the contract, and nothing else', () => {
    const { bridge } = bridgeTo(undefined);
    expect(Object.keys(bridge.calls).sort()).toEqual(Object.keys(contract).sort());
    expect(Object.keys(bridge).sort()).toEqual(['calls', 'desk', 'host']);
    expect(Object.keys(bridge.desk).sort()).toEqual([
      'openLink',
      'pickFile',
      'pickFolder',
      'print',
      'saveFile',
      'savePdf',
    ]);
  });

  it('is frozen through and through', () => {
    expect(isDeeplyFrozen(bridgeTo(undefined).bridge)).toBe(true);
  });

  it('sends a call under its own name, whatever the page passes', async () => {
    const envelope = '{"ok":true,"value":1}';
    const { bridge, sent } = bridgeTo(envelope);
    const call = bridge.calls['status.get'] as (...args: unknown[]) => Promise<unknown>;
    expect(await call({ a: 1 }, 'basisbook:print', 'more')).toBe(envelope);
    expect(sent).toEqual([['basisbook:call', 'status.get', { a: 1 }]]);
  });

  it('gives what the desk answers', async () => {
    const file = { fileName: 'a.txt', base64: '' };
    const { bridge, sent } = bridgeTo({ ok: true, value: file });
    expect(await bridge.desk.pickFile('release')).toBe(file);
    await bridge.desk.openLink('irs-form-1099-div');
    await bridge.desk.print();
    await bridge.desk.savePdf();
    await bridge.desk.saveFile({ kind: 'copy', ...file });
    await bridge.desk.pickFolder();
    expect(sent).toEqual([
      ['basisbook:pick-file', 'release'],
      ['basisbook:open-link', 'irs-form-1099-div'],
      ['basisbook:print'],
      ['basisbook:save-pdf'],
      ['basisbook:save-file', { kind: 'copy', ...file }],
      ['basisbook:pick-folder'],
    ]);
  });

  it('rejects with the sentence of the desk alone', async () => {
    const { bridge } = bridgeTo({ ok: false, reason: 'The file is too large.' });
    await expect(bridge.desk.pickFile('release')).rejects.toThrow(/^The file is too large\.$/);
  });
});
