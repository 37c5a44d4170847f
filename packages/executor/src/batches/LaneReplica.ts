import { batchDigest, blockHash, ProtocolError } from "@muniment/protocol";
import type { BatchHeader, BatchInput, BlockHeader, ErrorValue, Hex } from "@muniment/protocol";
import type { State } from "../transition/State.js";
import type { BatchExecution } from "./BatchExecution.js";
import { buildHeader } from "./buildHeader.js";
import { checkBatch } from "./checkBatch.js";
import { executeBatch } from "./executeBatch.js";

/** Where a replica begins. */
export interface ReplicaGenesis {
  /** The lane's genesis batch, or any that is known to be right. */
  readonly header: BatchHeader;
  /** Its last block: block 0. */
  readonly block: BlockHeader;
  /** Makes the state after a block, each time anew: `block`, and the last one of each batch that the replica forgets behind. */
  readonly makeState: (block: bigint) => State;
  /** keccak256 of the names of the rules that this machine executes; the genesis batch's unless told. */
  readonly rules?: readonly Hex[];
}

/** A batch that was executed, with its whole header. */
export interface BuiltBatch {
  readonly header: BatchHeader;
  readonly execution: BatchExecution;
}

/** A batch that the replica has come to. */
interface HeldBatch {
  readonly header: BatchHeader;
  readonly lastBlock: BlockHeader;
  /** The change records of its blocks. */
  readonly changes: readonly Uint8Array[];
}

/**
 * A state that follows a lane batch by batch, and goes back when L1 takes batches away (spec/node.md, NODE-21). It keeps
 * the change records of every batch in memory, and goes back by loading them anew: nothing is executed twice. Who keeps a
 * lane on disk has a log of blocks instead.
 */
export class LaneReplica {
  readonly #makeState: (block: bigint) => State;
  readonly #rules: readonly Hex[];
  readonly #held: HeldBatch[];
  #state: State;

  /** @throws BATCH_INPUT_INCONSISTENT when state, block and header are not of one genesis */
  constructor({ header, block, makeState, rules = [header.rules] }: ReplicaGenesis) {
    this.#makeState = makeState;
    this.#rules = rules;
    this.#state = makeState(block.number);
    this.#held = [{ header, lastBlock: block, changes: [] }];
    expectEqual("stateRoot", header.stateRoot, this.#state.root);
    expectEqual("lastBlock", header.lastBlock, blockHash(block));
  }

  /** The state after the last batch; not to be changed. */
  get state(): State {
    return this.#state;
  }

  /** Header of the last batch. */
  get header(): BatchHeader {
    return this.#last.header;
  }

  /** Header of its last block. */
  get lastBlock(): BlockHeader {
    return this.#last.lastBlock;
  }

  /**
   * Executes the next batch and compares every output; the replica then stands behind it. After an error it stands where
   * it stood.
   * @throws BATCH_INPUT_INCONSISTENT when it is not the next one; what checkBatch throws
   */
  follow(input: BatchInput): BatchExecution {
    return this.#advance(input, () => {
      const execution = checkBatch(this.#state, this.lastBlock, input);
      return { execution, header: input.header };
    }).execution;
  }

  /**
   * Executes the next batch and makes its header, as a batcher does; the replica then stands behind it. After an error it
   * stands where it stood.
   * @param draft With the header that planHeader gave.
   * @throws BATCH_INPUT_INCONSISTENT when it is not the next one; what executeBatch throws
   * @example const { header } = replica.build({ header: planHeader(plan), parent, data, items, queue, chainId });
   */
  build(draft: BatchInput): BuiltBatch {
    return this.#advance(draft, () => {
      const execution = executeBatch(this.#state, this.lastBlock, draft);
      return { execution, header: buildHeader(draft.header, execution.outputs) };
    });
  }

  /**
   * Goes back to a batch.
   * @throws BATCH_NOT_HELD
   */
  undoTo(index: bigint): void {
    const place = this.#placeOf(index);
    if (place === this.#held.length - 1) return;
    this.#held.length = place + 1;
    this.#restore();
  }

  /**
   * Makes a state anew, after any batch that is held: whoever asked may change it, as who disputes the next batch does.
   * @throws BATCH_NOT_HELD
   */
  stateBehind(index: bigint): State {
    return this.#make(this.#placeOf(index));
  }

  /**
   * Forgets all batches before one, the last unless told: there is no way back behind it.
   * @throws BATCH_NOT_HELD
   */
  forget(index = this.header.index): void {
    const place = this.#placeOf(index);
    this.#held.splice(0, place + 1, { ...(this.#held[place] as HeldBatch), changes: [] });
  }

  #advance({ header }: BatchInput, execute: () => BuiltBatch): BuiltBatch {
    this.#checkPlace(header);
    try {
      const built = execute();
      const { blocks, lastBlock } = built.execution;
      this.#held.push({ header: built.header, lastBlock, changes: blocks.map(({ changes }) => changes) });
      return built;
    } catch (error) {
      this.#restore();
      throw error;
    }
  }

  /** What L1 sees to when a batch is committed, for who is given a header by somebody else. */
  #checkPlace({ parent, l1ChainId, rollup, rules }: BatchHeader): void {
    const { header } = this;
    expectEqual("parent", parent, batchDigest(header));
    expectEqual("l1ChainId", l1ChainId, header.l1ChainId);
    expectEqual("rollup", rollup, header.rollup);
    if (!this.#rules.includes(rules)) expectEqual("rules", rules, this.#rules.join(", "));
  }

  #placeOf(index: bigint): number {
    const place = this.#held.findIndex(({ header }) => header.index === index);
    if (place !== -1) return place;
    const { lane, index: last } = this.header;
    throw new ProtocolError("BATCH_NOT_HELD", { lane, last, index });
  }

  get #last(): HeldBatch {
    return this.#held[this.#held.length - 1] as HeldBatch;
  }

  /** Makes the state of the last batch that is held. */
  #restore(): void {
    if (this.#state.root === this.header.stateRoot) return;
    this.#state = this.#make(this.#held.length - 1);
  }

  /** Makes the state of one that is held. */
  #make(place: number): State {
    const [base, ...others] = this.#held.slice(0, place + 1);
    const state = this.#makeState((base as HeldBatch).lastBlock.number);
    for (const { changes } of others) {
      for (const part of changes) {
        state.runtime.load(part);
        state.tree.apply(part, false);
      }
    }
    state.runtime.beginBlock();
    expectEqual("stateRoot", (this.#held[place] as HeldBatch).header.stateRoot, state.root);
    return state;
  }
}

function expectEqual(field: string, actual: ErrorValue, expected: ErrorValue): void {
  if (actual !== expected) throw new ProtocolError("BATCH_INPUT_INCONSISTENT", { field, actual, expected });
}
