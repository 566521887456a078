/** A string or number that must not be mixed up with another of the same shape. */
export type Brand<T, Name extends string> = T & { readonly __brand: Name };

/** 受理号: the number the region's platform gave a case. Only the gateway makes one. */
export type CaseNumber = Brand<string, 'CaseNumber'>;

/** 流水号: our own id of a hand-in, made before it leaves; the same on every retry. */
export type SubmissionId = Brand<string, 'SubmissionId'>;

/** Gives a checked string its brand. Call it only where the value is made or parsed at a border. */
export function brand<B extends Brand<string, string>>(value: string): B {
  return value as B;
}
