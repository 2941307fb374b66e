/** A value of which nothing can be changed, to any depth. */
export type Immutable<T> = T extends string | number | bigint | boolean | null | undefined
  ? T
  : { readonly [K in keyof T]: Immutable<T[K]> };
