import { z } from "zod";

import { name, names, seconds, uint32, wei } from "./parameterFields.js";
import { settlementParametersSchema } from "./settlement/settlementParametersSchema.js";

/** What an account may be in the file: an address, the index of a key of the network, or a key that anybody can make. */
const account = z.union([
  z.string().regex(/^(0x[0-9a-fA-F]{40}|simulated:[a-zA-Z0-9-]+)$/, "an address, or simulated: and a name"),
  z.number().int().nonnegative(),
]);
const hash = z.templateLiteral(["0x", z.string().regex(/^[0-9a-f]{64}$/)]);
const evidence = z.array(z.enum(["ATTESTED", "SECURED", "PROVEN"])).min(1);

/**
 * What is decided about a rollup with an EVM lane and is not code (spec/deployment.md, DEPLOY-1). Times are in seconds, ETH
 * in wei unless the name says otherwise; an account is named as in `accounts`.
 */
export const rollupParametersSchema = z.strictObject({
  isProduction: z.boolean(),
  /** The L1 that they are for; any when it is not there. */
  l1ChainId: z.number().int().positive().optional(),
  lane: z.number().int().positive().max(uint32),
  /** Chain id of the lane. */
  chainId: z.number().int().positive(),
  /** Blocks of L1 after which what it says counts as settled. */
  l1Depth: z.number().int().nonnegative(),
  accounts: z.record(z.string(), account),
  /** Who holds which role. */
  roles: z.strictObject({
    proposers: names,
    executors: names,
    council: names,
    guardians: names,
    operators: names,
    registrars: names,
    keepers: names,
  }),
  delays: z.strictObject({
    /** After which holders may leave by the escape. */
    escape: seconds,
    timelock: seconds,
    /** Until a sequencer's bond leaves. */
    sequencerLeave: seconds,
  }),
  finality: z.strictObject({
    /** Least time between a batch's commit and FINAL. */
    window: seconds,
    /** What makes the lane's batches FINAL, and what an exit of each class needs; read by ROLLUP-30. */
    lane: evidence,
    classes: z.strictObject({ bulk: evidence, standard: evidence }),
  }),
  /** Terms of the lane's game, for ever. */
  disputes: z.strictObject({
    /** What a challenger locks. */
    bond: wei,
    /** What each side has for all its moves. */
    clock: seconds.min(1).max(uint32),
    /** What each side has for a move at least. */
    replyTime: seconds.min(1).max(uint32),
  }),
  queue: z.strictObject({
    /** wei for a unit of gas of an item. */
    gasPrice: wei,
    deadline: seconds.min(1).max(uint32),
    gasLimit: z.number().int().min(21_000).max(16_777_216),
  }),
  attestation: z.strictObject({
    quorum: z.number().int().min(1).max(16),
    greatestAge: seconds.min(1),
    activationDelay: seconds,
    measurements: z.array(hash).min(1),
    /** Keys that are registered at once; those of enclaves come later, each with its quote. */
    simulated: z.array(name),
  }),
  bonds: z.strictObject({
    /** What a batch locks, gwei. */
    batchGwei: z.number().int().nonnegative().max(1_000_000_000_000),
    /** The least bond of a sequencer. */
    sequencer: wei,
  }),
  limits: z.strictObject({
    /** ETH that may leave in a day. */
    ethPerDay: wei,
  }),
  /** What every simulated account is given on L1 by the deployer. */
  simulatedFunds: wei,
  /** Who commits, the bond that is put down for its batches, and who moves for it in disputes: a key of its own. */
  committer: z.strictObject({ account: name, bond: wei, defender: name.optional() }),
  /** Who signs blocks, and its bond. */
  sequencer: z.strictObject({ account: name, bond: wei }),
  genesis: z.strictObject({
    /** Who tells L2 what L1's gas costs. */
    feeOracle: name,
    /** Who gets the fees, on L1. */
    feeRecipient: name,
    /** The least amount of fees that crosses at once. */
    leastFees: wei,
    allocations: z.array(z.strictObject({ account: name, balance: wei })),
    /** ETH for the first accounts that every development network has. */
    developmentAccounts: z.strictObject({ count: z.number().int().min(0).max(100), balance: wei }).optional(),
  }),
  /** The settlement lane; there is none without it. */
  settlement: settlementParametersSchema.optional(),
});

/** See {@link rollupParametersSchema}. */
export type RollupParameters = z.infer<typeof rollupParametersSchema>;
