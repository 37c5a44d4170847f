import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { id, parseEther } from "ethers";
import type { BatchHeader } from "@muniment/protocol";
import { blockHash, encodeBatchHeader } from "@muniment/protocol";
import type { L1, L1Connection } from "../../helpers/deployL1.js";
import { deployL1, evidence, lane } from "../../helpers/deployL1.js";
import { genesisHeader } from "../../helpers/headers.js";
import { setUpPolicy } from "../../helpers/setUpL1.js";
import { toyBlock, toyHashes } from "./toyTrace.js";

/** Terms of the tests' disputes; times in seconds. */
export const terms = { bond: parseEther("0.5"), clock: 600n, replyTime: 60n };

/** A game for the lane of an L1. */
export async function makeGame(l1: L1, its: Partial<typeof terms> = {}) {
  const { ethers } = l1.connection;
  const verifier = await ethers.deployContract("ToyStepVerifier", [toyHashes]);
  const { rollup, policy, guardian } = l1;
  const parts = { rollup, policy, guardian, verifier };
  return ethers.deployContract("DisputeGame", [parts, { ...terms, ...its }]);
}

/** L1 with a lane whose batches are the toy machine's, and SECURED for a rule. */
export async function deployGame(connection: Pick<L1Connection, "ethers">) {
  const l1 = await deployL1(connection);
  const { rollup, policy, actors, parameters } = l1;
  const game = await makeGame(l1);
  const prover = await connection.ethers.deployContract("ProofVerifierMock", [id("prover")]);
  await setUpPolicy(l1, async () => {
    await policy.setVerifier(lane, evidence.proven, prover);
    await policy.setGame(lane, game);
    await policy.setLaneRule(lane, { evidence: evidence.secured, window: parameters.window });
  });
  const genesisBlock = toyBlock(0n);
  const genesis: BatchHeader = { ...(await genesisHeader(l1)), lastBlock: blockHash(genesisBlock) };
  await rollup.openLane(encodeBatchHeader(genesis), parameters.bondGwei);
  await rollup.seal();
  await rollup.connect(actors.operator).grantRole(await rollup.COMMITTER_ROLE(), actors.committer);
  await rollup.connect(actors.committer).depositBond({ value: parseEther("100") });
  const signers: HardhatEthersSigner[] = await connection.ethers.getSigners();
  return { ...l1, game, prover, genesis, genesisBlock, challengers: signers.slice(10) };
}

/** L1 with a game, and who does what. */
export type GameL1 = Awaited<ReturnType<typeof deployGame>>;
