import { blockHash } from "@muniment/protocol";
import type { BlockHeader } from "@muniment/protocol";
import type { BlockInput } from "./BlockInput.js";
import { nextEnvironment } from "./nextEnvironment.js";

/** What a block of the chain adds to what its parent determines. */
export interface BlockContent {
  readonly chainId: bigint;
  /** Seconds since 1970; not before the parent's. */
  readonly timestamp: bigint;
  /** Raw transactions in order. */
  readonly transactions: readonly Uint8Array[];
}

/**
 * The block of the chain that follows a header: its number, its parent's hash and its base fee follow from the parent, the
 * rest of its environment is constant (EXEC-30 to EXEC-35).
 * @throws BLOCK_ENVIRONMENT_WRONG when the time runs backwards
 */
export function nextBlockInput(
  parent: BlockHeader,
  { chainId, timestamp, transactions }: BlockContent,
): BlockInput {
  const environment = nextEnvironment(parent, chainId, timestamp);
  return { environment, parentHash: blockHash(parent), transactions };
}
