/** A file that was dropped where no screen takes it: the import takes it once. */
import type { PickedFile } from '../api/desk.ts';

let given = $state.raw<PickedFile | null>(null);

export function giveFile(file: PickedFile): void {
  given = file;
}

/** Within an effect it is told of the next one. */
export function takeFile(): PickedFile | null {
  const taken = given;
  if (taken !== null) given = null;
  return taken;
}
