/** What the guide is made of, once the build has read it: plain data, so that the window needs no HTML of ours. */

/** A run of words. */
export type GuideRun =
  | { readonly kind: 'text' | 'strong' | 'em'; readonly text: string }
  /** To a screen of the window: `#/…`. */
  | { readonly kind: 'link'; readonly text: string; readonly address: string };

export type GuideBlock =
  | { readonly kind: 'paragraph'; readonly runs: readonly GuideRun[] }
  | {
      readonly kind: 'list';
      readonly ordered: boolean;
      readonly items: readonly (readonly GuideRun[])[];
    }
  /** A word that is explained; `name` is the part of its address. */
  | { readonly kind: 'word'; readonly name: string; readonly text: string }
  /** The place of a picture's file in the list of them. */
  | { readonly kind: 'picture'; readonly at: number; readonly words: string };

/** Everything below one heading. */
export interface GuidePage {
  /** Its part of the address: `#/guide/name`. */
  readonly name: string;
  readonly title: string;
  readonly blocks: readonly GuideBlock[];
}
