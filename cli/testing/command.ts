/** For tests: a folder of their own, and the command run inside of this process. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { main } from '../main.ts';

export interface Outcome {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

export class Workplace {
  readonly folder = mkdtempSync(join(tmpdir(), 'basisbook-cli-'));

  path(name: string): string {
    return join(this.folder, name);
  }

  write(name: string, content: string | Uint8Array): void {
    writeFileSync(this.path(name), content);
  }

  read(name: string): string {
    return readFileSync(this.path(name), 'utf8');
  }

  /** Runs the command in this folder: `run('report', '--year', '2002')`. */
  async run(...argv: string[]): Promise<Outcome> {
    let stdout = '';
    let stderr = '';
    const status = await main(argv, {
      stdout: (text) => void (stdout += text),
      stderr: (text) => void (stderr += text),
      cwd: this.folder,
    });
    return { status, stdout, stderr };
  }

  /** Every file of the folder with a hash of its bytes: what "nothing was changed" is held against. */
  picture(): Record<string, string> {
    return Object.fromEntries(
      readdirSync(this.folder)
        .sort()
        .filter((name) => statSync(this.path(name)).isFile())
        .map((name) => [
          name,
          createHash('sha256')
            .update(readFileSync(this.path(name)))
            .digest('hex'),
        ]),
    );
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** An invented release in the layout of 2002, with the figures of the calculation's worked example. */
export const RELEASE_2002 = `Harbor Light Apartment Trust Announces 2002 Dividend Allocation

PORTLAND – February 3, 2003

Harbor Light Apartment Trust (NYSE: HLA, HLAPrB) gives the 2002 dividend allocation for federal income tax purposes for its Class A Common Stock and its listed Preferred Stock.

Class A Common Stock (CUSIP 99077R-10-0)

		Dividend Per			Unrecaptured	Return
Record	Payable	Common	Ordinary	Capital Gain	Sec. 1250	of
Date	Date	Share	Dividend	(20% Rate)	<u>Gain</u>	Capital
02/04/02	02/11/02	\\$0.820	61.4%	6.6%	12.5%	19.5%
05/06/02	05/13/02	\\$0.820	61.4%	6.6%	12.5%	19.5%
08/16/02	08/23/02	\\$0.820	61.4%	6.6%	12.5%	19.5%
11/11/02	11/18/02	\\$0.820	61.4%	6.6%	12.5%	19.5%
Annual		\\$3.28 ⁽¹⁾	61.4%	6.6%	12.5%	19.5%

^{(1) 6.6%} of the common dividend is Qualified 5-Year Gain

Class B Cumulative Preferred Stock (CUSIP 99077R-20-9)

Record Date	Payable Date	Dividend Per Share	Ordinary Dividend
01/02/02	01/15/02	\\$0.578125	100%
04/02/02	04/16/02	\\$0.578125	100%
07/02/02	07/16/02	\\$0.578125	100%
10/01/02	10/15/02	\\$0.578125	100%
Annual		\\$2.3125	100%
`;

export const TRADES = `date,action,security,shares,amount
2000-03-01,buy,99077R-10-0,100,3800.00
`;

const AS_ORDINARY_USER = `
  const { main } = await import(process.argv[1]);
  // Everything is loaded while the program may still read its own files.
  await import(new URL('import.ts', process.argv[1]).href);
  const quiet = { stdout: () => {}, stderr: () => {}, cwd: process.cwd() };
  await main(['import', '--book', 'absent/none.basisbook', '--documents', 'none.txt'], quiet);
  if (process.getuid?.() === 0) {
    process.setgid(65534);
    process.setuid(65534);
  }
  process.exitCode = await main(process.argv.slice(2));
`;

/** Runs the command in a process of its own, to whom permissions apply: the administrator is above them. */
export function runAsOrdinaryUser(folder: string, argv: readonly string[]): Outcome {
  const main = new URL('../main.ts', import.meta.url).href;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--input-type=module', '--eval', AS_ORDINARY_USER, main, ...argv],
    { cwd: folder, encoding: 'utf8' },
  );
  return { status: status ?? -1, stdout, stderr };
}
