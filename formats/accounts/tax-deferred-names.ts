/**
 * Does the name of an account say that it is a tax-deferred one? A proposal, which a person takes or not:
 * what such an account receives is in no total, so neither answer is given for them.
 *
 * Example: "Roth IRA 4711", "rollover", "Solo 401(k)". Awkward case: "Siraj" has the letters of IRA and
 * not the word. Not handled: names that only their holder understands.
 */
const KINDS =
  /(?<![\p{L}\p{N}])(?:[ts]?ira|roth|rollover|sep|keogh|hsa|tsp|401\W?k|403\W?b|457\W?b?|529|pension|retirement)(?![\p{L}\p{N}])/iu;

export function looksTaxDeferred(name: string): boolean {
  return KINDS.test(name);
}
