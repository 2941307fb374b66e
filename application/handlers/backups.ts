/** Backups and copies of the holder's own book. */
import type { ApplicationHandlers } from '../dispatch.ts';
import { status, type ApplicationContext } from './status.ts';

type Handlers = ApplicationHandlers<ApplicationContext>;
type BackupCalls = Extract<keyof Handlers, `backups.${string}`>;

export const backupHandlers: Pick<Handlers, BackupCalls> = {
  'backups.list': ({ backups }) => backups.list(),
  'backups.make': ({ backups }) => backups.make(),
  'backups.setFolder': ({ backups }, { folder }) => backups.setFolder(folder),
  'backups.preview': ({ backups }, { source }) => backups.preview(source),
  'backups.restore': (context, { source }) => {
    const kept = context.backups.restore(source);
    return { kept, status: status(context) };
  },
  'backups.copy': ({ backups }, { folder, passphrase }) => backups.copyTo(folder, passphrase),
  'backups.export': ({ backups }, { folder }) => backups.exportTo(folder),
  'backups.salvage': (context) => {
    const salvaged = context.backups.salvage();
    return { ...salvaged, status: status(context) };
  },
};
