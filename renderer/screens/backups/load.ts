import type { Answer, Request } from '../../../application/contract.ts';
import { call } from '../../api/client.ts';
import { pickFile } from '../../api/desk.ts';

export type BackupsView = Answer<'backups.list'>;
export type BackupRow = BackupsView['backups'][number];
export type CopySource = Request<'backups.preview'>['source'];
export type CopyPreview = NonNullable<Answer<'backups.preview'>>;

export function loadBackups(): Promise<BackupsView> {
  return call('backups.list', {});
}

/** A backup, a sealed copy or an export from anywhere; null where none was chosen. */
export async function pickCopy(): Promise<CopySource | null> {
  const file = await pickFile('book');
  return file === null ? null : { kind: 'given', ...file, passphrase: null };
}
