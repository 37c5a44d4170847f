export type QuadChildren = readonly [bigint, bigint, bigint, bigint];

/**
 * Shows a leaf in a tree of four children a node.
 * @param index The leaf's.
 * @param children From the leaf upwards, all children of every node above it.
 */
export interface QuadPath {
  readonly index: bigint;
  readonly children: readonly QuadChildren[];
}
