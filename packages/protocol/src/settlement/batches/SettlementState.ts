import { ProtocolError } from "../../errors.js";
import type { NullifierInsertion } from "../trees/NullifierInsertion.js";
import { NullifierTree } from "../trees/NullifierTree.js";
import type { QuadPath } from "../trees/QuadPath.js";
import { QuadTree } from "../trees/QuadTree.js";
import { treeDepths } from "../trees/treeDepths.js";
import { settlementStateRoot } from "./settlementStateRoot.js";

/** How a state became the next one, for the prover. */
export interface SettlementAdvance {
  /** Number of the subtree that the new leaves fill. */
  readonly block: bigint;
  readonly notesPath: QuadPath;
  readonly nullifiersPath: QuadPath;
  readonly insertions: readonly NullifierInsertion[];
}

/** The state of the settlement lane (SETTLE-43): its notes, its nullifiers, and how many leaves both trees have. */
export class SettlementState {
  readonly nullifiers: NullifierTree;
  private readonly notes: QuadTree;
  private readonly indices: Map<bigint, bigint>;
  private count: bigint;

  /** @param source What it begins with; a lane without notes when it is not given. */
  constructor(source?: SettlementState) {
    this.nullifiers = new NullifierTree(source?.nullifiers);
    this.notes = source?.notes.copy() ?? new QuadTree(treeDepths.notes);
    this.indices = new Map(source?.indices);
    this.count = source?.count ?? 1n;
  }

  get root(): bigint {
    return settlementStateRoot(this.notes.root, this.nullifiers.root, this.count);
  }

  get notesRoot(): bigint {
    return this.notes.root;
  }

  get leaves(): bigint {
    return this.count;
  }

  /** @throws NOTE_UNKNOWN */
  notePath(commitment: bigint): QuadPath {
    const index = this.indices.get(commitment);
    if (index === undefined) throw new ProtocolError("NOTE_UNKNOWN", { commitment });
    return this.notes.path(index);
  }

  /**
   * Takes a batch's nullifiers and notes (SETTLE-41).
   * @param level Of the subtrees that they fill.
   * @throws NULLIFIER_SPENT, TREE_INDEX_INVALID; nothing is changed then
   */
  advance(nullifiers: readonly bigint[], commitments: readonly bigint[], level: number): SettlementAdvance {
    const size = 1n << BigInt(2 * level);
    const block = (this.count + size - 1n) / size;
    const start = block * size;
    const notesPath = this.notes.path(block, level);
    const { insertions, path } = this.nullifiers.insert(nullifiers, start, level);
    this.notes.setAll(start, commitments);
    commitments.forEach((commitment, place) => this.indices.set(commitment, start + BigInt(place)));
    this.count = start + size;
    return { block, notesPath, nullifiersPath: path, insertions };
  }
}
