import { z } from "zod";

import { name, names, seconds, uint32, wei } from "../parameterFields.js";

/** Leaves of the tree of rules (SETTLE-25); 0 is the asset of blanks. */
const greatestAsset = 4 ** 7 - 1;

/**
 * What is decided about a rollup's settlement lane (spec/deployment.md, DEPLOY-15). Units as in the other parameters; an
 * account is named as in `accounts`.
 */
export const settlementParametersSchema = z.strictObject({
  lane: z.number().int().positive().max(uint32),
  /** "insecure": of the development SRS, whose secret is public; "production": of the canonical one. */
  verifiers: z.enum(["insecure", "production"]),
  /** Who signs the roots of holders and rules. */
  registrars: names,
  /** Registrars that are a quorum. */
  quorum: z.number().int().min(1).max(16),
  /** Who always posts batches. */
  operators: names,
  /** Who puts down the portal's bond, and what. */
  bond: z.strictObject({ account: name, amount: wei }),
  queue: z.strictObject({
    /** wei for a unit of gas of an item; a shield has 2,000,000. */
    gasPrice: wei,
    deadline: seconds.min(1).max(uint32),
    gasLimit: z.number().int().min(21_000).max(16_777_216),
  }),
  /** Assets that the lane begins with; the timelock adds others. */
  assets: z.array(
    z.strictObject({
      /** Its number: its place in the tree of rules. */
      asset: z.number().int().min(1).max(greatestAsset),
      /** Address on L1, or TestCash: cash for development that is deployed along. */
      token: z.string().regex(/^(0x[0-9a-fA-F]{40}|TestCash)$/, "an address, or TestCash"),
    }),
  ),
});

/** See {@link settlementParametersSchema}. */
export type SettlementParameters = z.infer<typeof settlementParametersSchema>;
