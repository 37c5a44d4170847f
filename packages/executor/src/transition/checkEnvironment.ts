import { baseFeeRules, blockGasLimit, predeploys, ProtocolError } from "@muniment/protocol";
import type { BlockEnvironment } from "../vm/runtime/BlockEnvironment.js";

/** What every block of the chain says of itself (EXEC-30, EXEC-33, EXEC-35). */
const constants = {
  coinbase: predeploys.feeVault,
  gasLimit: blockGasLimit,
  prevRandao: 0n,
  blobBaseFee: 1n,
} as const satisfies Partial<BlockEnvironment>;

/**
 * Checks a block's environment against the chain's constants. Whether the base fee follows from the parent is its
 * header's matter; here it must not be below the floor.
 * @throws BLOCK_ENVIRONMENT_WRONG
 */
export function checkEnvironment(environment: BlockEnvironment): void {
  const { number, baseFee } = environment;
  const given = { ...environment, coinbase: environment.coinbase.toLowerCase() };
  for (const field of Object.keys(constants) as (keyof typeof constants)[]) {
    const [expected, actual] = [constants[field], given[field]];
    if (actual !== expected)
      throw new ProtocolError("BLOCK_ENVIRONMENT_WRONG", { field, number, expected, actual });
  }
  const { floor } = baseFeeRules.muniment;
  if (baseFee < floor) {
    const expected = `at least ${floor.toString()}`;
    throw new ProtocolError("BLOCK_ENVIRONMENT_WRONG", {
      field: "baseFee",
      number,
      expected,
      actual: baseFee,
    });
  }
}
