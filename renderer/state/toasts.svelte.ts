/** Short words on what was done, each with the way back. */
export interface Toast {
  readonly id: number;
  readonly message: string;
  readonly undo: (() => Promise<void>) | null;
}

let toasts = $state.raw<readonly Toast[]>([]);
let next = 1;

export function currentToasts(): readonly Toast[] {
  return toasts;
}

/** Only the newest stays: an undo of an earlier step after a later one could contradict it. */
export function toast(message: string, undo: (() => Promise<void>) | null = null): void {
  toasts = [{ id: next++, message, undo }];
}

export function dismiss(id: number): void {
  toasts = toasts.filter((one) => one.id !== id);
}
