import { amm } from "./amm.js";
import { erc20 } from "./erc20.js";
import { mixed } from "./mixed.js";
import { native } from "./native.js";
import { nftMint } from "./nftMint.js";
import { orderBook } from "./orderBook.js";
import { permissioned } from "./permissioned.js";
import { rwaTokens } from "./rwaToken.js";
import type { Workload } from "./Workload.js";

/** All workloads, in the order in which they are measured. */
export const workloads: readonly Workload[] = [
  native,
  erc20,
  permissioned,
  ...rwaTokens,
  amm,
  orderBook,
  nftMint,
  mixed,
];
