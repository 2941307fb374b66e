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
    const { kept, isAct } = context.backups.restore(source);
    return { kept, canUndo: isAct, status: status(context) };
  },
  'backups.copy': ({ copies }, { folder, passphrase }) => copies.copyTo(folder, passphrase),
  'backups.export': ({ copies }, { folder }) => copies.exportTo(folder),
  'backups.sealedFile': ({ copies }, { passphrase }) => copies.sealedFile(passphrase),
  'backups.exportFile': ({ copies }) => copies.exportFile(),
  'backups.openFile': ({ copies }) => copies.openFile(),
  'backups.salvage': (context) => {
    const salvaged = context.backups.salvage();
    return { ...salvaged, status: status(context) };
  },
};
