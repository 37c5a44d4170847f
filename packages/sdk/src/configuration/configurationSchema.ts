import { z } from "zod";

import { ROLES, type RoleName } from "../access/roles.js";

const account = z.string().min(1);
const stage = z.enum(["Registered", "Structured", "Tokenized", "Issued", "Trading"]);
const roleNames = Object.keys(ROLES) as [RoleName, ...RoleName[]];

const requirement = z.strictObject({
  topic: z.string().regex(/^[A-Z][A-Z0-9_]*$/),
  quorum: z.number().int().min(1).max(16).default(1),
  maxAgeDays: z.number().int().min(0).default(0),
  scope: z.enum(["entry", "opening", "holder"]).default("entry"),
});

/**
 * What is decided about a deployment and is not code: who holds which role, who attests what, what each stage of each
 * asset class asks for. An account is an address or a name listed in `accounts`.
 */
export const configurationSchema = z.strictObject({
  /** Account names and their addresses, or indexes of the network's accounts (development only). */
  accounts: z.record(
    z.string(),
    z.union([z.string().regex(/^0x[0-9a-fA-F]{40}$/), z.number().int().nonnegative()]),
  ),
  /** Execution delay of a role's members, seconds. */
  delays: z.partialRecord(z.enum(roleNames), z.number().int().nonnegative()),
  /** Members of each role. */
  roles: z.partialRecord(z.enum(roleNames), z.array(account)),
  /** Trusted attesters per topic. */
  attesters: z.record(z.string(), z.array(account)),
  /** Schema definition per topic. */
  schemas: z.record(z.string(), z.string()),
  /** Topics an identity needs a claim for, who may issue which, and who may deploy tokens over the identities. */
  identity: z.strictObject({
    topics: z.array(z.string()),
    /** Accounts that may deploy token suites over the shared identity storage. */
    binders: z.array(account),
    issuers: z.array(z.strictObject({ account, topics: z.array(z.string()) })),
  }),
  /** Finality classes that can be chosen. */
  finality: z.array(z.enum(["bulk", "standard", "high-value"])),
  /** Requirements per asset class and stage. */
  classes: z.record(z.string(), z.record(stage, z.array(requirement).min(1))),
});

/** See {@link configurationSchema}. */
export type Configuration = z.infer<typeof configurationSchema>;
