/** A release that another screen gives to the review: taken once. */
export interface GivenRelease {
  readonly fileName: string;
  readonly text: string;
}

let given: GivenRelease | null = null;

export function giveRelease(release: GivenRelease): void {
  given = release;
}

export function takeRelease(): GivenRelease | null {
  const taken = given;
  given = null;
  return taken;
}
