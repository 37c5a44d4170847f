import { type BlobArchive, Derivation, HttpArchive, L1Client, L1Reader } from "@muniment/derivation";
import { LaneReplica } from "@muniment/executor";
import { openGenesis } from "@muniment/node";
import { accountKey, batchDigest, type BatchHeader, type Hex, slotKey, toHex } from "@muniment/protocol";
import { JsonRpcProvider } from "ethers";
import { takeStep } from "../../../derivation/helpers/follow.js";
import type { AnvilDevnet } from "./AnvilDevnet.js";

/** A follower that knows the lane's genesis and nothing else, and gets the rest from L1 and an archive of blobs. */
export class Follower {
  readonly replica: LaneReplica;
  readonly derivation: Derivation;
  /** Hashes of the blocks that it has executed, from block 0. */
  readonly blocks: Hex[] = [];
  /** Headers of the batches, by their index. */
  readonly headers: BatchHeader[] = [];
  /** Index of the last batch that L1 calls FINAL. */
  lastFinal = 0n;
  readonly #l1: JsonRpcProvider;

  constructor({ devnet, anvil }: AnvilDevnet, archive?: BlobArchive) {
    const { manifest, node } = devnet;
    const { lane, chainId, l1Block, contracts, l1ChainId } = manifest;
    const lower = (name: keyof typeof contracts): Hex => contracts[name].address.toLowerCase() as Hex;
    const [rollup, queue] = [lower("Rollup"), lower("MessageQueue")];
    this.#l1 = new JsonRpcProvider(anvil.url, l1ChainId, { staticNetwork: true, cacheTimeout: -1 });
    const l1 = new L1Client(this.#l1);
    const genesis = openGenesis(manifest);
    this.replica = new LaneReplica(genesis.replica);
    this.blocks.push(genesis.header.lastBlock);
    this.derivation = new Derivation(
      { chainId, queue, genesis: batchDigest(genesis.header) },
      {
        ...{ l1, archive: archive ?? new HttpArchive(`${node.url}/blobs`) },
        reader: new L1Reader({ rollup, queue, lane, fromBlock: BigInt(l1Block), depth: 0n }, { l1 }),
      },
    );
  }

  /** Takes in all that L1 has. */
  async follow(): Promise<void> {
    for (;;) {
      const step = await this.derivation.next();
      if (step === undefined) return;
      if (step.kind === "batch") {
        const { blocks } = this.replica.follow(step.batch.input);
        this.headers[Number(step.batch.input.header.index)] = step.batch.input.header;
        this.blocks.push(...blocks.map(({ hash }) => hash));
      } else takeStep(this.replica, step);
      if (step.kind === "final") this.lastFinal = step.last;
    }
  }

  /** Proof of an account in the state after the last batch. */
  accountProof(address: string): Hex {
    return toHex(this.replica.state.tree.prove(accountKey(address.toLowerCase() as Hex)));
  }

  /** Proof of a slot there. */
  slotProof(address: string, slot: Hex): Hex {
    return toHex(this.replica.state.tree.prove(slotKey(address.toLowerCase() as Hex, slot)));
  }

  close(): void {
    this.#l1.destroy();
  }
}
