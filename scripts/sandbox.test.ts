import { expect, it } from 'vitest';
import { whyNoSandbox } from './sandbox.ts';

it.each([
  [
    { 'kernel/apparmor_restrict_unprivileged_userns': '1' },
    'apparmor_restrict_unprivileged_userns=0',
  ],
  [{ 'kernel/unprivileged_userns_clone': '0' }, 'unprivileged_userns_clone=1'],
])('names the remedy where %j stops the sandbox', (settings, remedy) => {
  const read = (name: string) => (settings as Record<string, string>)[name];
  expect(whyNoSandbox('linux', read)).toContain(remedy);
  expect(whyNoSandbox('darwin', read)).toBeUndefined();
});

it('says nothing where the system allows it, or has no such setting', () => {
  expect(whyNoSandbox('linux', () => undefined)).toBeUndefined();
  expect(whyNoSandbox('linux', (name) => (name.includes('apparmor') ? '0' : '1'))).toBeUndefined();
});
