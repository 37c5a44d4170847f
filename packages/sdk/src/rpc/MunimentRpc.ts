import { ProtocolError, type Hex } from "@muniment/protocol";
import type { z } from "zod";

import { batchSchema, type BatchAnswer } from "./batchSchema.js";
import { levelSchema, type LevelAnswer } from "./levelSchema.js";
import { signedReceiptSchema, type SignedReceipt } from "./signedReceiptSchema.js";
import { stateProofSchema, type StateProofAnswer } from "./stateProofSchema.js";
import { withdrawalProofSchema, type WithdrawalProof } from "./withdrawalProofSchema.js";

/** Whatever sends JSON-RPC requests: an ethers JsonRpcProvider, or Hardhat's. */
export interface RpcTransport {
  send(method: string, params: unknown[]): Promise<unknown>;
}

/** A block by its number or tag: latest, safe, finalized. */
export type BlockName = bigint | "latest" | "safe" | "finalized";

/**
 * The node's own methods, with answers that are checked for their form. What they say is proven by verifySignedReceipt,
 * verifyStateProof and L1; undefined is what the node does not know.
 * @example const batch = await new MunimentRpc(provider).getBatch(3n);
 */
export class MunimentRpc {
  readonly #transport: RpcTransport;

  constructor(transport: RpcTransport) {
    this.#transport = transport;
  }

  /**
   * A message to L1 and how it is shown there.
   * @param place Among the lane's messages, from 0.
   * @throws RPC_ANSWER_INVALID, CHAIN_FAILED
   */
  getWithdrawalProof(place: bigint): Promise<WithdrawalProof | undefined> {
    return this.#ask("muniment_getWithdrawalProof", [toQuantity(place)], withdrawalProofSchema);
  }

  /** @throws RPC_ANSWER_INVALID, CHAIN_FAILED */
  getBatch(index: bigint): Promise<BatchAnswer | undefined> {
    return this.#ask("muniment_getBatch", [toQuantity(index)], batchSchema);
  }

  /**
   * How far L1 has come with a block.
   * @throws RPC_ANSWER_INVALID, CHAIN_FAILED
   */
  getLevel(block: BlockName): Promise<LevelAnswer | undefined> {
    return this.#ask("muniment_getLevel", [toBlock(block)], levelSchema);
  }

  /**
   * Proofs of an account and of slots against the state root of a block.
   * @param slots 32 bytes each.
   * @throws RPC_ANSWER_INVALID, CHAIN_FAILED
   */
  getProof(address: string, slots: readonly Hex[], block: BlockName): Promise<StateProofAnswer | undefined> {
    return this.#ask("muniment_getProof", [address.toLowerCase(), slots, toBlock(block)], stateProofSchema);
  }

  /**
   * The signed receipt of a transaction.
   * @throws RPC_ANSWER_INVALID, CHAIN_FAILED
   */
  getReceipt(transaction: string): Promise<SignedReceipt | undefined> {
    return this.#ask("muniment_getReceipt", [transaction], signedReceiptSchema);
  }

  async #ask<Shape extends z.ZodType>(
    method: string,
    params: unknown[],
    shape: Shape,
  ): Promise<z.infer<Shape> | undefined> {
    const answer = await this.#send(method, params);
    if (answer === null || answer === undefined) return undefined;
    const parsed = shape.safeParse(answer);
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    const problem = `${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}`;
    throw new ProtocolError("RPC_ANSWER_INVALID", { method, problem });
  }

  async #send(method: string, params: unknown[]): Promise<unknown> {
    try {
      return await this.#transport.send(method, params);
    } catch (error) {
      const problem = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
      throw new ProtocolError("CHAIN_FAILED", { call: method, problem }, { cause: error });
    }
  }
}

const toQuantity = (value: bigint): string => `0x${value.toString(16)}`;

const toBlock = (block: BlockName): string => (typeof block === "bigint" ? toQuantity(block) : block);
