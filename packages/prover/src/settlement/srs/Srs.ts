/**
 * A structured reference string that was looked at.
 * @param folder Where bb finds it.
 * @param tau As canonicalTau.
 * @param isInsecure Whether it is any other than the canonical one; somebody may know its secret then.
 */
export interface Srs {
  readonly folder: string;
  readonly tau: readonly [bigint, bigint, bigint, bigint];
  readonly isInsecure: boolean;
}
