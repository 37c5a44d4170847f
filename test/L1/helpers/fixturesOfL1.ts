import { id } from "ethers";
import type { BatchHeader } from "@muniment/protocol";
import { commit } from "./batches.js";
import type { L1, L1Connection } from "./deployL1.js";
import { deployL1, evidence, lane } from "./deployL1.js";
import { nextHeader } from "./headers.js";
import { productionParameters } from "./l1Parameters.js";
import { setUpL1 } from "./setUpL1.js";

type Headers = [BatchHeader, BatchHeader, BatchHeader, BatchHeader];

/** Fixtures of L1 on one network. */
export function fixturesOfL1(connection: Pick<L1Connection, "ethers" | "networkHelpers">) {
  const { networkHelpers } = connection;
  const development = async () => setUpL1(connection);
  const production = async () => setUpL1(connection, productionParameters);
  const bare = async () => deployL1(connection);
  const bareProduction = async () => deployL1(connection, productionParameters);
  const threeBatches = async () => {
    const l1 = await setUpL1(connection);
    return { ...l1, headers: await commitThree(l1) };
  };
  const proven = async () => withGame(connection, evidence.proven);
  const secured = async () => withGame(connection, evidence.secured);
  const dual = async () => withGame(connection, evidence.attested | evidence.proven);
  return {
    /** Set up with parameters for development. */
    development: () => networkHelpers.loadFixture(development),
    /** Set up with parameters for production. */
    production: () => networkHelpers.loadFixture(production),
    /** Deployed, and not set up. */
    bare: () => networkHelpers.loadFixture(bare),
    /** Deployed with parameters for production, and not set up. */
    bareProduction: () => networkHelpers.loadFixture(bareProduction),
    /** With three batches behind the genesis. */
    threeBatches: () => networkHelpers.loadFixture(threeBatches),
    /** With three batches, a verifier of proofs, a game, and PROVEN for a rule. */
    proven: () => networkHelpers.loadFixture(proven),
    /** The same with SECURED for a rule. */
    secured: () => networkHelpers.loadFixture(secured),
    /** The same with ATTESTED and PROVEN for a rule. */
    dual: () => networkHelpers.loadFixture(dual),
  };
}

async function withGame(connection: Pick<L1Connection, "ethers">, rule: bigint) {
  const prover = await connection.ethers.deployContract("ProofVerifierMock", [id("prover")]);
  const game = await connection.ethers.deployContract("DisputeGameMock");
  const l1 = await setUpL1(connection, undefined, async ({ policy, parameters }) => {
    await policy.setVerifier(lane, evidence.proven, prover);
    await policy.setGame(lane, game);
    await policy.setLaneRule(lane, { evidence: rule, window: parameters.window });
  });
  return { ...l1, prover, game, headers: await commitThree(l1) };
}

async function commitThree(l1: L1 & { genesis: BatchHeader }): Promise<Headers> {
  const first = nextHeader(l1.genesis);
  const second = nextHeader(first);
  const third = nextHeader(second);
  await commit(l1, first, l1.genesis);
  await commit(l1, second, first);
  await commit(l1, third, second);
  return [l1.genesis, first, second, third];
}
