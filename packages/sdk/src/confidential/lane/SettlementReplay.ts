import { batchDigest, ProtocolError, SettlementState, subtreeLevels } from "@muniment/protocol";
import type { BatchHeader } from "@muniment/protocol";
import { wordText } from "../documents/documentShapes.js";
import type { SettledBatch } from "./SettledBatch.js";

/**
 * The state of a settlement lane, made again from what L1 carries.
 * @example const replay = new SettlementReplay(genesis); for (const batch of batches) replay.apply(batch);
 */
export class SettlementReplay {
  readonly state = new SettlementState();
  #tip: BatchHeader;

  /**
   * @param genesis Header of the genesis batch.
   * @throws SETTLEMENT_STATE_DIFFERS
   */
  constructor(genesis: BatchHeader) {
    this.#tip = genesis;
    this.#compare(genesis, "state root", genesis.stateRoot, wordText(this.state.root));
  }

  /** Header of the batch that was applied last. */
  get tip(): BatchHeader {
    return this.#tip;
  }

  /**
   * Takes the next batch. After a refusal the replay is of no use any more.
   * @throws SETTLEMENT_STATE_DIFFERS, SETTLEMENT_BATCH_INVALID, NULLIFIER_SPENT, TREE_INDEX_INVALID
   */
  apply({ header, operations }: SettledBatch): void {
    this.#compare(header, "parent", header.parent, batchDigest(this.#tip));
    if (operations.length > 0) {
      const legs = operations.flatMap((operation) => operation.legs);
      this.state.advance(
        legs.flatMap(({ nullifiers }) => nullifiers),
        legs.flatMap(({ payment, change }) => [payment.commitment, change.commitment]),
        subtreeLevels(operations.length),
      );
    }
    this.#compare(header, "state root", header.stateRoot, wordText(this.state.root));
    this.#tip = header;
  }

  #compare({ index }: BatchHeader, field: string, onL1: string, replayed: string): void {
    if (onL1 === replayed) return;
    throw new ProtocolError("SETTLEMENT_STATE_DIFFERS", { index, field, expected: onL1, actual: replayed });
  }
}
