import { z } from "zod";

import { CONTRACT_NAMES } from "../contracts/contractNames.js";

const address = z.string().regex(/^0x[0-9a-fA-F]{40}$/);
const hash = z.string().regex(/^0x[0-9a-f]{64}$/);

/** One deployed contract: where, by which transaction, from which code. */
export const deployedContract = z.object({
  address,
  transaction: hash,
  block: z.number().int().nonnegative(),
  arguments: z.array(z.unknown()),
  codeHash: hash,
});

/** `deployments/<chainId>/manifest.json`: what a deployment put on a chain. */
export const manifestSchema = z.object({
  chainId: z.number().int().positive(),
  network: z.string(),
  contracts: z.record(z.enum(CONTRACT_NAMES), deployedContract),
  cash: address.optional(),
  accounts: z.record(z.string(), address),
});

/** See {@link manifestSchema}. */
export type Manifest = z.infer<typeof manifestSchema>;
