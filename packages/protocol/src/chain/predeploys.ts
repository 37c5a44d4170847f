import type { Hex } from "../bytes/Hex.js";

/** Contracts that are there from genesis (spec/execution.md, EXEC-40). */
export const predeploys = {
  messenger: "0x4d756e694d656e74000000000000000000000001",
  feeVault: "0x4d756e694d656e74000000000000000000000002",
  l1FeeOracle: "0x4d756e694d656e74000000000000000000000003",
  finalityClasses: "0x4d756e694d656e74000000000000000000000004",
} as const satisfies Record<string, Hex>;
