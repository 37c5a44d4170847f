import { ProtocolError } from "@muniment/protocol";
import type { Hex } from "@muniment/protocol";
import { z } from "zod";
import type { L1Rpc } from "./L1Rpc.js";
import { quantity } from "./quantity.js";

export interface L1ClientOptions {
  /** How often a request is tried; 5 unless told. */
  readonly attempts?: number;
  /** Waits between two attempts, longer each time. @param attempt From 1. */
  readonly wait?: (attempt: number) => Promise<void>;
}

const hex = z
  .string()
  .regex(/^0x[0-9a-fA-F]*$/)
  .transform((text) => text.toLowerCase() as Hex);
const block = z.object({ number: quantity, hash: hex, timestamp: quantity });
const log = z.object({
  address: hex,
  topics: z.array(hex).min(1),
  data: hex,
  blockNumber: quantity,
  blockHash: hex,
  transactionHash: hex,
  logIndex: quantity,
});
const transaction = z.object({
  hash: hex,
  to: hex.nullish(),
  input: hex,
  blobVersionedHashes: z.array(hex).nullish(),
});

/** What is used of a block of L1. */
export type L1Block = z.output<typeof block>;
/** What is used of a log of L1. */
export type L1Log = z.output<typeof log>;
/** What is used of a transaction of L1. */
export type L1Transaction = z.output<typeof transaction>;

/** Which logs are wanted. */
export interface LogQuery {
  readonly address: readonly Hex[];
  readonly topics: readonly (readonly Hex[])[];
  readonly from: bigint;
  readonly to: bigint;
}

/** Asks an L1 node, again when it fails; what it answers is parsed once, here. */
export class L1Client {
  readonly #rpc: L1Rpc;
  readonly #attempts: number;
  readonly #wait: (attempt: number) => Promise<void>;

  constructor(rpc: L1Rpc, { attempts = 5, wait = waitLonger }: L1ClientOptions = {}) {
    this.#rpc = rpc;
    this.#attempts = attempts;
    this.#wait = wait;
  }

  /**
   * @param which A number, or a tag.
   * @returns Undefined when L1 has no such block.
   * @throws L1_UNAVAILABLE, L1_ANSWER_INVALID
   */
  async block(which: bigint | "latest" | "safe" | "finalized"): Promise<L1Block | undefined> {
    const tag = typeof which === "bigint" ? quantityOf(which) : which;
    return (await this.ask("eth_getBlockByNumber", [tag, false], block.nullable())) ?? undefined;
  }

  /** @throws L1_UNAVAILABLE, L1_ANSWER_INVALID */
  async logs({ address, topics, from, to }: LogQuery): Promise<L1Log[]> {
    const filter = { address, topics, fromBlock: quantityOf(from), toBlock: quantityOf(to) };
    return this.ask("eth_getLogs", [filter], z.array(log));
  }

  /** @throws L1_UNAVAILABLE, L1_ANSWER_INVALID */
  async transaction(hash: Hex): Promise<L1Transaction | undefined> {
    return (await this.ask("eth_getTransactionByHash", [hash], transaction.nullable())) ?? undefined;
  }

  /**
   * What a call of a contract returns, at the newest block.
   * @throws L1_UNAVAILABLE, L1_ANSWER_INVALID
   */
  async call(to: Hex, data: Hex): Promise<Hex> {
    return this.ask("eth_call", [{ to, data }, "latest"], hex);
  }

  /**
   * Asks with another method.
   * @throws L1_UNAVAILABLE when the node fails as often as it is asked; L1_ANSWER_INVALID
   */
  async ask<Answer>(method: string, parameters: unknown[], schema: z.ZodType<Answer>): Promise<Answer> {
    const answer = await this.#send(method, parameters);
    const parsed = schema.safeParse(answer);
    if (parsed.success) return parsed.data;
    const issue = parsed.error.issues[0];
    const problem = `${issue?.path.join(".") ?? ""}: ${issue?.message ?? "malformed"}`;
    throw new ProtocolError("L1_ANSWER_INVALID", { method, problem }, { cause: parsed.error });
  }

  async #send(method: string, parameters: unknown[]): Promise<unknown> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#rpc.send(method, parameters);
      } catch (cause) {
        if (attempt < this.#attempts) {
          await this.#wait(attempt);
          continue;
        }
        const problem = cause instanceof Error ? cause.message : String(cause);
        throw new ProtocolError("L1_UNAVAILABLE", { method, attempts: attempt, problem }, { cause });
      }
    }
  }
}

function quantityOf(value: bigint): Hex {
  return `0x${value.toString(16)}`;
}

async function waitLonger(attempt: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 250 * 2 ** attempt));
}
