import { ZeroAddress, ZeroHash } from "ethers";

import type { ItemTuple } from "./ItemTuple.js";

/** What contracts are given where there is no item. */
export const noItem: ItemTuple = {
  sender: ZeroAddress,
  recipient: ZeroAddress,
  isCreation: false,
  mint: 0n,
  value: 0n,
  gasLimit: 0n,
  dataHash: ZeroHash,
  time: 0n,
  gasBefore: 0n,
};
