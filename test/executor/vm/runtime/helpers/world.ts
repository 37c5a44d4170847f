import type { EVM } from "@ethereumjs/evm";
import { createAccount } from "@ethereumjs/util";
import { addressOf, createReference } from "./reference.js";
import { SELF } from "./frame.js";

/** A contract of a test's world; its nonce is 1. */
export interface Contract {
  readonly address: bigint;
  readonly code: Uint8Array;
  readonly balance: bigint;
}

export const SELF_ADDRESS = `0x${SELF.toString(16).padStart(40, "0")}` as const;

/** A reference EVM whose state holds the contracts, and 1,000 wei of the running account. */
export async function createReferenceWith(contracts: readonly Contract[]): Promise<EVM> {
  const evm = await createReference();
  for (const { address, code, balance } of contracts) {
    await evm.stateManager.putAccount(addressOf(address), createAccount({ nonce: 1n, balance }));
    await evm.stateManager.putCode(addressOf(address), code);
  }
  await evm.stateManager.putAccount(addressOf(SELF), createAccount({ nonce: 1n, balance: 1000n }));
  return evm;
}
