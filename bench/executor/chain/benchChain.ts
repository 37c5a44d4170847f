import { blockGasLimit, predeploys } from "@muniment/protocol";
import type { BlockEnvironment } from "../../../packages/executor/src/vm/runtime/BlockEnvironment.js";

/** The chain of the benchmark: the chain's own rules. */
export const benchChain = {
  chainId: 424242,
  rules: { kind: "muniment" },
  /** Wei per gas. */
  baseFee: 1_000_000n,
  maxFeePerGas: 3_000_000n,
  maxPriorityFeePerGas: 1_000_000n,
  /** Seconds, of block 0; blocks are a second apart. */
  genesisTime: 1_800_000_000n,
} as const;

/** What the opcodes see in a block of the benchmark's chain. */
export function environmentOf(number: bigint): BlockEnvironment {
  return {
    chainId: BigInt(benchChain.chainId),
    number,
    timestamp: benchChain.genesisTime + number,
    coinbase: predeploys.feeVault,
    gasLimit: blockGasLimit,
    baseFee: benchChain.baseFee,
    prevRandao: 0n,
    blobBaseFee: 1n,
  };
}
