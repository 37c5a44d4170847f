/** Values of a benchmark's own options, by name. */
export type OwnValues = Readonly<
  Record<string, string | boolean | readonly (string | boolean)[] | undefined>
>;

/** What `npm run bench --` was given. */
export interface BenchArguments {
  /** Which benchmark; undefined lists them. */
  readonly name: string | undefined;
  readonly isJson: boolean;
  /** Exit code 2 when a target is missed. */
  readonly isStrict: boolean;
  /** Only these cases; all when empty. */
  readonly cases: readonly string[];
  /** Only these variants; all when empty. */
  readonly variants: readonly string[];
  /** Profile this case instead of measuring. */
  readonly profile: string | undefined;
  /** What the benchmark's own options were given. */
  readonly own?: OwnValues;
}
