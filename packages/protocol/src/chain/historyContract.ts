import type { Hex } from "../bytes/Hex.js";

/** EIP-2935's contract, which holds the hashes of the last 8,191 blocks. Its code is the EIP's. */
export const historyContract = {
  address: "0x0000f90827f1c53a10cb7a02335b175320002935",
  code: "0x3373fffffffffffffffffffffffffffffffffffffffe14604657602036036042575f35600143038111604257611fff81430311604257611fff9006545f5260205ff35b5f5ffd5b5f35611fff60014303065500",
  window: 8_191,
} as const satisfies { address: Hex; code: Hex; window: number };
