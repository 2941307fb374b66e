/** What the host and the application's thread send each other. */
import type { ApplicationOptions } from '../application.ts';
import type { EnvelopeText } from '../contract.ts';

/** What the thread starts with. Functions cannot go there. */
export interface ThreadData {
  readonly options: Pick<ApplicationOptions, 'dataFolder' | 'host' | 'version'> & {
    readonly bookPath?: string;
  };
  readonly board: SharedArrayBuffer;
}

export type ToThread =
  | {
      readonly kind: 'call';
      readonly id: number;
      readonly name: string;
      readonly input: unknown;
    }
  | { readonly kind: 'close' };

export type FromThread =
  | { readonly kind: 'answer'; readonly id: number; readonly envelope: EnvelopeText }
  | { readonly kind: 'log'; readonly line: string };
