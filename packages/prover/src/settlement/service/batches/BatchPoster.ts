import type { BatchHeader, Hex } from "@muniment/protocol";
import { batchDigest, ProtocolError } from "@muniment/protocol";
import type { ReliableSender } from "@muniment/sdk";
import type { JsonRpcApiProvider } from "ethers";
import { isCallException } from "ethers";
import { encodePost } from "./encodePost.js";
import type { QueueWitness } from "../lane/QueueWitness.js";
import type { MadeBatch } from "./MadeBatch.js";

export interface PosterParts {
  readonly sender: ReliableSender;
  readonly provider: JsonRpcApiProvider;
  /** Address of the lane's SettlementPortal. */
  readonly portal: Hex;
  /** Whose transactions the sender sends. */
  readonly from: string;
}

/** The most gas that L1 lets a transaction have (EIP-7825). */
const greatestGas = 16_777_216n;

/** Brings batches to the portal, each by one transaction that arrives once (SETTLE-86). */
export class BatchPoster {
  readonly #parts: PosterParts;

  constructor(parts: PosterParts) {
    this.#parts = parts;
  }

  /** Whether something is on its way: until it has arrived, or was refused, nobody knows what the next batch follows. */
  get isBusy(): boolean {
    return this.#parts.sender.pending.length > 0;
  }

  /** Hash of the transaction that is to bring a batch; undefined when there is none. */
  transactionOf(index: bigint): Hex | undefined {
    const entry = this.#parts.sender.pending.find(({ id }) => id.startsWith(`settle-${index}-`));
    return entry?.attempts.at(-1)?.hash;
  }

  /**
   * Looks after what is on its way.
   * @throws as ReliableSender.tick
   * @returns Batches that L1 has refused.
   */
  async tick(tip: BatchHeader): Promise<readonly ProtocolError[]> {
    const { sender } = this.#parts;
    const refused: ProtocolError[] = [];
    for (const { id, receipt } of await sender.tick()) {
      const [kind, index = ""] = id.split("-");
      if (kind !== "settle" || receipt.status === 1) continue;
      refused.push(new ProtocolError("PROVER_BATCH_REFUSED", { index, transaction: receipt.hash }));
    }
    for (const { id } of sender.settled) {
      const [kind, index = "0"] = id.split("-");
      if (kind !== "settle" || BigInt(index) <= tip.index) await sender.forget(id);
    }
    return refused;
  }

  /**
   * Sends a batch.
   * @param proof Of the circuit; undefined for a batch without data.
   * @param witness Of the queue as L1 has it now.
   * @throws PROVER_BATCH_REFUSED when L1 would refuse it, and then nothing was sent; what the provider throws
   */
  async post(made: MadeBatch, proof: Uint8Array | undefined, witness: QueueWitness): Promise<void> {
    const { header } = made;
    const { index } = header;
    const name = `settle-${index}-${batchDigest(header).slice(2, 18)}`;
    const refusal = await this.#send(name, this.#parts.portal, encodePost(made, proof, witness));
    if (refusal === undefined) return;
    const context = { index, transaction: "none: it was only tried" };
    throw new ProtocolError("PROVER_BATCH_REFUSED", context, { cause: refusal });
  }

  /**
   * Sends a call that anyone may make, if L1 would take it now.
   * @param name Tells one purpose from another; letters, digits and dashes.
   * @returns Whether it was sent.
   */
  async call(name: string, to: Hex, data: Hex): Promise<boolean> {
    return (await this.#send(name, to, data)) === undefined;
  }

  /** @returns Why L1 would refuse it; then nothing was sent. */
  async #send(name: string, to: Hex, data: Hex): Promise<Error | undefined> {
    const { sender, provider, from } = this.#parts;
    try {
      const gas = await provider.estimateGas({ from, to, data });
      const withRoom = (gas * 5n) / 4n;
      const gasLimit = withRoom < greatestGas ? withRoom : greatestGas;
      await sender.submit({ id: this.#freeId(name), to, data, gasLimit });
      return undefined;
    } catch (error) {
      if (isCallException(error)) return error;
      throw error;
    }
  }

  /** One that was not used: what L1 has refused may be tried again. */
  #freeId(name: string): string {
    for (let attempt = 0; ; attempt++) {
      const id = `${name}-${attempt}`;
      if (this.#parts.sender.entryOf(id) === undefined) return id;
    }
  }
}
