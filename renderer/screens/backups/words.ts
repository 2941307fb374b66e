/** Backups in words. */
import { formatInstant } from '../../format/instants.ts';
import type { BackupRow, CopyPreview } from './load.ts';

export const REASONS: Readonly<Record<BackupRow['reason'], string>> = {
  daily: 'Daily',
  'by-hand': 'By hand',
  'before-import': 'Before an import',
  'before-release': 'Before a release was accepted',
  'before-restore': 'Before a backup was put back',
  'before-upgrade': 'Before an upgrade of BasisBook',
  saved: 'Saved while its file was gone',
};

export const PLACES: Readonly<Record<BackupRow['places'][number], string>> = {
  own: 'This computer',
  second: 'Second folder',
  beside: 'Beside the book',
};

const KILO = 1024;

/** '168 KB', '12.4 MB' */
export function sizeInWords(bytes: number): string {
  const kilobytes = Math.ceil(bytes / KILO);
  if (kilobytes < KILO) return `${kilobytes} KB`;
  const megabytes = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 });
  return `${megabytes.format(kilobytes / KILO)} MB`;
}

const counted = (count: number, one: string, many: string): string =>
  `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;

/** '12 entries, 2 releases and 1 account' */
export function contentInWords({ counts }: Pick<CopyPreview, 'counts'>): string {
  return (
    `${counted(counts.transactions, 'entry', 'entries')}, ` +
    `${counted(counts.documents, 'release', 'releases')} and ` +
    counted(counts.accounts, 'account', 'accounts')
  );
}

export const copyName = ({ at, file }: Pick<CopyPreview, 'at' | 'file'>): string =>
  at === null ? `“${file}”` : `the backup of ${formatInstant(at)}`;

type Difference = NonNullable<CopyPreview['differences']>[number];
type Names = Difference['back'];

const KINDS: Readonly<Record<Difference['what'], readonly [one: string, many: string]>> = {
  entries: ['entry', 'entries'],
  releases: ['release', 'releases'],
  accounts: ['account', 'accounts'],
  securities: ['security', 'securities'],
  terms: ['notice of a reorganization', 'notices of reorganizations'],
  captions: ['answer about a caption', 'answers about captions'],
  layouts: ['explained table', 'explained tables'],
  claims: ['payment that your broker lists', 'payments that your broker lists'],
  forms: ['form that you typed', 'forms that you typed'],
  accepted: ['accepted difference', 'accepted differences'],
  standIns: ['form that stands in for a release', 'forms that stand in for releases'],
  filed: ['record of what you filed', 'records of what you filed'],
};

interface DifferenceLine {
  /** '2 entries go' */
  readonly words: string;
  readonly names: string;
}

/** What becomes of the book, a line for each kind and way. */
export function linesOf(differences: readonly Difference[]): DifferenceLine[] {
  return differences.flatMap(({ what, back, gone, changed }) => {
    const line = (names: Names, one: string, many: string): DifferenceLine[] => {
      if (names.count === 0) return [];
      const more = names.count - names.first.length;
      return [
        {
          words: `${counted(names.count, ...KINDS[what])} ${names.count === 1 ? one : many}`,
          names:
            names.first.join('; ') +
            (more === 0 ? '' : `; and ${more.toLocaleString('en-US')} more`),
        },
      ];
    };
    return [
      ...line(back, 'comes back', 'come back'),
      ...line(gone, 'goes', 'go'),
      ...line(changed, 'is as it was then', 'are as they were then'),
    ];
  });
}
