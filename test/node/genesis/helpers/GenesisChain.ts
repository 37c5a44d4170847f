import {
  LaneReplica,
  nextEnvironment,
  type ReplicaGenesis,
  sealBlock,
  type State,
  transition,
} from "@muniment/executor";
import {
  blockHash,
  type BlockHeader,
  encodeTransaction,
  type Hex,
  type Log,
  toHex,
} from "@muniment/protocol";

/** What a transaction came to. */
export interface Outcome {
  readonly isSuccess: boolean;
  /** What it returned, or reverted with. */
  readonly output: Hex;
  readonly messages: readonly Log[];
}

/** A chain that goes on from a genesis, block by block with one transaction each, in anybody's name. */
export class GenesisChain {
  readonly state: State;
  readonly #chainId: bigint;
  #head: BlockHeader;

  constructor(genesis: ReplicaGenesis, chainId: bigint) {
    // The replica compares the state's root with the header's.
    const replica = new LaneReplica(genesis);
    this.state = replica.state;
    this.#head = replica.lastBlock;
    this.#chainId = chainId;
  }

  /** Runs a transaction as an item of the queue does. */
  run(from: Hex, to: Hex, data: Hex, value = 0n): Outcome {
    return this.runRaw(
      encodeTransaction({
        ...{ type: 0x7e, from: from.toLowerCase() as Hex, to, value, data, gasLimit: 6_000_000n },
        mint: value,
        sourceHash: blockHash(this.#head),
      }),
    );
  }

  runRaw(transaction: Uint8Array): Outcome {
    const environment = nextEnvironment(this.#head, this.#chainId, this.#head.timestamp + 1n);
    const parentHash = blockHash(this.#head);
    const result = transition(this.state, { environment, parentHash, transactions: [transaction] });
    const output = toHex(this.state.runtime.output().slice());
    this.#head = sealBlock({ environment, parentHash }, result).header;
    return { isSuccess: result.receipts[0]?.isSuccess ?? false, output, messages: result.messages };
  }
}
