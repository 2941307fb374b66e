/** The calls about copies of the holder's book, and about what is saved of it elsewhere. */
import {
  backupList,
  copyPreview,
  fileInHand,
  folderChoice,
  folderGiven,
  passphraseGiven,
  restored,
  salvaged,
  sealedCopy,
  whichCopy,
  writtenFile,
} from './wire-backups.ts';
import { command, query } from './wire-calls.ts';
import { nothing } from './wire.ts';

export const backupCalls = {
  /** Copies of the holder's own book: which there are, where, and what is kept. */
  'backups.list': query(nothing, backupList, 'application'),
  /** Backs the book up; answers with the list. */
  'backups.make': command(nothing, backupList, 'application'),
  /** Names the folder that gets a second copy of each backup; null for none. */
  'backups.setFolder': command(folderChoice, backupList, 'application'),
  /** What a copy has, and what would become of the book. */
  'backups.preview': query(whichCopy, copyPreview, 'application'),
  /** Puts a copy in the book's place, after the present was backed up. */
  'backups.restore': command(whichCopy, restored, 'application'),
  /** Writes a copy that is sealed with a passphrase into a folder. */
  'backups.copy': command(sealedCopy, writtenFile, 'application'),
  /** Writes the whole book as text that other programs can read. */
  'backups.export': command(folderGiven, writtenFile, 'application'),
  /** The same two as files that the window saves in a place of the holder's choice. */
  'backups.sealedFile': query(passphraseGiven, fileInHand, 'application'),
  'backups.exportFile': query(nothing, fileInHand, 'application'),
  /** So what is open, whatever has become of its own file. */
  'backups.openFile': query(nothing, fileInHand, 'application'),
  /** Makes a book of what can be read of a damaged one, which is kept. */
  'backups.salvage': command(nothing, salvaged, 'application'),
} as const;
