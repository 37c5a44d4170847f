import { type Allocation, genesisBatch, type GenesisPlace, sealGenesis, State } from "@muniment/executor";
import {
  type BatchHeader,
  type BlockHeader,
  emptyMessages,
  type Hex,
  messageRoot,
  munimentRules,
  predeploys,
  ProtocolError,
} from "@muniment/protocol";
import { predeployCreations, type PredeployTerms } from "@muniment/sdk";
import { runConstructors } from "./runConstructors.js";

/** What a lane's genesis follows from. */
export interface GenesisPlan extends Omit<PredeployTerms, "lane"> {
  /** Where the lane is; its rules are "muniment" unless told. */
  readonly place: Omit<GenesisPlace, "rules"> & { readonly rules?: Hex };
  /** Chain id of the lane. */
  readonly chainId: bigint;
  /** Unix time of block 0, seconds; not after that of the L1 block in which the lane is opened. */
  readonly time: bigint;
  /** ETH that accounts have from the start, wei. */
  readonly balances?: ReadonlyMap<Hex, bigint>;
}

/** A lane's genesis. */
export interface BuiltGenesis {
  readonly allocations: ReadonlyMap<Hex, Allocation>;
  /** Block 0. */
  readonly block: BlockHeader;
  /** The genesis batch. */
  readonly header: BatchHeader;
  /** Makes the state of block 0, each time anew. */
  readonly makeState: () => State;
}

/**
 * Makes a lane's genesis: the predeploys as their constructors leave them, and what accounts have (spec/deployment.md,
 * DEPLOY-10, DEPLOY-11).
 * @throws PREDEPLOY_CREATION_FAILED, GENESIS_INVALID
 * @example const { header } = buildGenesis({ place, l1, chainId, time, feeOracle, feeRecipient, leastFees });
 */
export function buildGenesis(plan: GenesisPlan): BuiltGenesis {
  const { place, chainId, time, balances } = plan;
  const creations = predeployCreations({ ...plan, lane: place.lane });
  const allocations = runConstructors(creations, chainId);
  const root = allocations.get(predeploys.messenger)?.storage?.get(0n);
  if (root !== BigInt(messageRoot(emptyMessages))) {
    throw new ProtocolError("PREDEPLOY_CREATION_FAILED", {
      predeploy: "messenger",
      outcome: "another root than that of no messages",
    });
  }
  for (const [given, balance] of balances ?? []) {
    const address = given.toLowerCase() as Hex;
    if (allocations.has(address)) {
      throw new ProtocolError("GENESIS_INVALID", { address, problem: "it is there already" });
    }
    allocations.set(address, { balance });
  }
  const makeState = (): State => State.genesis({ rules: { kind: "muniment" } }, allocations);
  const state = makeState();
  const { header: block } = sealGenesis(state, time);
  return {
    allocations,
    block,
    header: genesisBatch({ rules: munimentRules, ...place }, state, block),
    makeState,
  };
}
