/** Ends a `switch` over a union: a new member does not compile until it is handled; at run time a stray value throws. */
export function assertNever(value: never): never {
  throw new Error(`unexpected member of a closed union: ${typeof value}`);
}
