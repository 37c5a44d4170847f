import { z } from "zod";

import { deployedContract } from "../../deployment/manifest.js";

const hex = z.templateLiteral(["0x", z.string().regex(/^([0-9a-f]{2})*$/)]);
const word = z.templateLiteral(["0x", z.string().regex(/^[0-9a-f]{64}$/)]);

/** A rollup's settlement lane in its manifest: contracts on L1, and the lane that was opened. */
export const settlementManifestSchema = z.object({
  lane: z.number().int().positive(),
  /** What binds signatures to the lane (SETTLE-40), 32 bytes. */
  domain: word,
  /** "insecure": what the lane proves, anybody proves. */
  verifiers: z.enum(["insecure", "production"]),
  /** Finality class of assets that settle here. */
  finalityClass: z.literal("high-value"),
  contracts: z.object({
    SettlementRegistry: deployedContract,
    SettlementGateway: deployedContract,
    SettlementVerifier: deployedContract,
    SettlementPortal: deployedContract,
    SettlementExit: deployedContract,
    ShieldBoxes: deployedContract,
    InsecureBatch2Verifier: deployedContract.optional(),
    InsecureBatch8Verifier: deployedContract.optional(),
    InsecureBatch24Verifier: deployedContract.optional(),
    InsecureExitVerifier: deployedContract.optional(),
    Batch2Verifier: deployedContract.optional(),
    Batch8Verifier: deployedContract.optional(),
    Batch24Verifier: deployedContract.optional(),
    ExitVerifier: deployedContract.optional(),
  }),
  genesis: z.object({
    /** Unix seconds. */
    time: z.number().int().nonnegative(),
    /** The genesis batch's header, 360 bytes. */
    header: hex,
  }),
  /** Assets that the lane began with; SettlementGateway has them all. */
  assets: z.array(
    z.object({
      asset: z.number().int().positive(),
      /** Address on L1. */
      token: z.string().regex(/^0x[0-9a-fA-F]{40}$/),
    }),
  ),
});

/** See {@link settlementManifestSchema}. */
export type SettlementManifest = z.infer<typeof settlementManifestSchema>;
