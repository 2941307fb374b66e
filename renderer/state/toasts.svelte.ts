/** Short words on what was done, each with the way back. */
export interface Toast {
  readonly id: number;
  readonly message: string;
  /** The act of the book that it can undo. */
  readonly act: { readonly sequence: number; readonly name: string } | null;
}

let toasts = $state.raw<readonly Toast[]>([]);
let next = 1;

export function currentToasts(): readonly Toast[] {
  return toasts;
}

/** Only the newest stays: acts are undone from the newest back. */
export function toast(message: string, act: Toast['act'] = null): void {
  toasts = [{ id: next++, message, act }];
}

export function dismiss(id: number): void {
  toasts = toasts.filter((one) => one.id !== id);
}
