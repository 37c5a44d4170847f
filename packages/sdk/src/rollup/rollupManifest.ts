import { z } from "zod";

import { deployedContract } from "../deployment/manifest.js";
import { ROLLUP_CONTRACT_NAMES } from "./rollupContractNames.js";
import { settlementManifestSchema } from "./settlement/settlementManifest.js";

const hex = z.templateLiteral(["0x", z.string().regex(/^([0-9a-f]{2})*$/)]);
const decimal = z.string().regex(/^\d+$/);

/** An account that the L2 has at genesis. */
const allocation = z.object({
  address: hex,
  /** wei. */
  balance: decimal,
  nonce: decimal,
  code: hex,
  /** Words by slot. */
  storage: z.record(hex, hex),
});

const classRule = z.object({
  lane: z.number().int().positive(),
  evidence: z.array(z.enum(["ATTESTED", "SECURED", "PROVEN"])),
});

/** `deployments/<chain id of L1>/rollup-<lane>.json`: a rollup's contracts on L1, and the lane that was opened on it. */
export const rollupManifestSchema = z.object({
  l1ChainId: z.number().int().positive(),
  /** L1 block from which on there are events. */
  l1Block: z.number().int().nonnegative(),
  isProduction: z.boolean(),
  contracts: z.record(z.enum(ROLLUP_CONTRACT_NAMES), deployedContract),
  lane: z.number().int().positive(),
  /** Chain id of the lane. */
  chainId: z.number().int().positive(),
  genesis: z.object({
    /** Of block 0, Unix seconds. */
    time: z.number().int().nonnegative(),
    /** The genesis batch's header, 360 bytes. */
    header: hex,
    allocations: z.array(allocation),
  }),
  /** Blocks of L1 after which what it says counts as settled. */
  l1Depth: z.number().int().nonnegative().optional(),
  /** Accounts by the names that the parameters give them. */
  accounts: z.record(z.string(), z.string().regex(/^0x[0-9a-fA-F]{40}$/)).optional(),
  /** What each finality class stands for, by its name: on which lane, and the evidence that an exit takes. */
  classes: z.partialRecord(z.enum(["bulk", "standard", "high-value"]), classRule).optional(),
  /** The settlement lane beside it, if there is one. */
  settlement: settlementManifestSchema.optional(),
});

/** See {@link rollupManifestSchema}. */
export type RollupManifest = z.infer<typeof rollupManifestSchema>;
