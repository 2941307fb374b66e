import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const FOLDER = join(import.meta.dirname, '..', '.github', 'workflows');

describe.each(readdirSync(FOLDER))('the workflow %s', (name) => {
  const text = readFileSync(join(FOLDER, name), 'utf8');

  it('uses only actions that are pinned to a commit', () => {
    const used = [...text.matchAll(/uses:\s*(\S+)/g)].map(([, action]) => action);
    expect(used.length).toBeGreaterThan(0);
    for (const action of used) expect(action).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/);
  });

  it('may read and nothing else', () => {
    const permissions = [...text.matchAll(/^( *)permissions:\n((?:\1 +.*\n)+)/gm)];
    expect(permissions.map(([, , rules]) => rules?.trim())).toEqual(['contents: read']);
    expect(text).not.toMatch(/pull_request_target|secrets\.|write-all|: write/);
  });

  it('leaves no credentials in the checkout', () => {
    const checkouts = text.match(/actions\/checkout@/g)?.length ?? 0;
    expect(text.match(/persist-credentials: false/g)).toHaveLength(checkouts);
  });
});

describe('on each of the three systems', () => {
  const text = readFileSync(join(FOLDER, 'ci.yml'), 'utf8');
  const job = text.slice(text.indexOf('\n  test:'), text.indexOf('\n  # What a bare machine does'));
  const steps = [...job.matchAll(/^ +- (?:name: .*\n(?: +if: (.*)\n)? +)?run: (.*)$/gm)].map(
    ([, condition, command]) => `${command}${condition === undefined ? '' : ` if ${condition}`}`,
  );

  it('Electron is fetched, tested and packed, and what was packed is started', () => {
    expect([...job.matchAll(/- os: (\w+)-/g)].map(([, system]) => system)).toEqual([
      'ubuntu',
      'macos',
      'windows',
    ]);
    expect(steps).toEqual([
      'npm ci',
      'npm run check',
      'npx install-electron',
      "sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0 if runner.os == 'Linux'",
      "xvfb-run -a npm test if runner.os == 'Linux'",
      "npm test if runner.os != 'Linux'",
      'npm run dist',
      "xvfb-run -a npm run smoke if runner.os == 'Linux'",
      "npm run smoke if runner.os != 'Linux'",
    ]);
  });
});
