import type { Hex } from "@muniment/protocol";
import { AbiCoder, keccak256 } from "ethers";

import { wordOf } from "./wordOf.js";

/** Storage of the suite's token ledger (ERC-7201, muniment.storage.TokenLedger). */
const ledger = 0x8cea323e361b7494e8a1b661cf422284537e4b62a5d43e69c971b56cae6c0b00n;
const keptSize = 4n;

/** Slots of L2 of which the escape takes proofs (spec/bridge.md, ESCAPE-3 to ESCAPE-9). */
export const escapeSlots = {
  /** Balance of a holder in the form of a token: at the address that the gateway's formOf gives. */
  formBalance: (holder: string): Hex => entry("address", holder, 0n),
  /** Balance and flags of a wallet in a permissioned token. */
  ledger: (wallet: string): Hex => entry("address", wallet, ledger),
  /** Frozen units of a wallet in a permissioned token. */
  frozenUnits: (wallet: string): Hex => entry("address", wallet, ledger + 2n),
  /** Owner that a contract has named in the register of owners. */
  exitOwner: (contract: string): Hex => entry("address", contract, 0n),
  /** Whether a message failed, in the messenger. */
  failedMessage: (leaf: string): Hex => entry("bytes32", leaf, 43n),
  /** Units that the permissioned gateway keeps: their token, recipient, identity and amount. */
  keptUnits: (id: bigint): readonly [Hex, Hex, Hex, Hex] => {
    const first = BigInt(keccak256(wordOf(0n))) + keptSize * id;
    return [wordOf(first), wordOf(first + 1n), wordOf(first + 2n), wordOf(first + 3n)];
  },
} as const;

function entry(type: "address" | "bytes32", key: string, slot: bigint): Hex {
  return keccak256(AbiCoder.defaultAbiCoder().encode([type, "uint256"], [key, slot])) as Hex;
}
