import type { Answer, Request } from '../../../application/contract.ts';
import { call } from '../../api/client.ts';

export type BackupsView = Answer<'backups.list'>;
export type BackupRow = BackupsView['backups'][number];
export type CopySource = Request<'backups.preview'>['source'];
export type CopyPreview = NonNullable<Answer<'backups.preview'>>;

export function loadBackups(): Promise<BackupsView> {
  return call('backups.list', {});
}
