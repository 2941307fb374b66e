/**
 * Parts of the window that its first screen can do without. Each is fetched when it is first needed; once the first
 * screen is there and nothing else is to be done, all of them are, so that none is waited for afterwards.
 */
import type { Component } from 'svelte';
import { PartNotLoadedError } from '../api/errors.ts';

const all: Later<never>[] = [];

export class Later<P extends object> {
  readonly #fetch: () => Promise<{ readonly default: Component<P> }>;
  #here: Component<P> | undefined;

  constructor(fetch: () => Promise<{ readonly default: Component<P> }>) {
    this.#fetch = fetch;
    all.push(this as unknown as Later<never>);
  }

  /** It is here, and so is what was asked for beside it. */
  async with<View>(asked: Promise<View>): Promise<View> {
    const [view] = await Promise.all([asked, this.fetched()]);
    return view;
  }

  async fetched(): Promise<Component<P>> {
    if (this.#here) return this.#here;
    try {
      return (this.#here = (await this.#fetch()).default);
    } catch (error) {
      throw new PartNotLoadedError(error);
    }
  }

  /** @throws Error where it was not fetched before */
  get here(): Component<P> {
    if (!this.#here) throw new Error('a part of the window is not here yet');
    return this.#here;
  }
}

/** Fetches one part after the other whenever the window has nothing else to do. */
export function fetchWhenIdle(): void {
  const [next] = all.splice(0, 1);
  if (!next) return;
  requestIdleCallback(() => {
    // What cannot be fetched now is tried again, and said, when it is needed.
    void next.fetched().then(fetchWhenIdle, fetchWhenIdle);
  });
}
