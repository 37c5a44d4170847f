import { id } from "ethers";
import type { BatchHeader } from "@muniment/protocol";
import { encodeBatchHeader } from "@muniment/protocol";
import type { L1, L1Connection } from "./deployL1.js";
import { deployL1, enclaves, evidence, lane, measurement } from "./deployL1.js";
import { genesisHeader } from "./headers.js";
import type { L1Parameters } from "./l1Parameters.js";
import { developmentParameters } from "./l1Parameters.js";

/** Unix time of the latest block of L1, seconds. */
export async function nowOn({ connection }: Pick<L1, "connection">): Promise<bigint> {
  const block = await connection.ethers.provider.getBlock("latest");
  return BigInt(block?.timestamp ?? 0);
}

/** Names rule, verifier, queue and classes of the lane, and ends the set-up of all but the rollup. */
export async function setUpPolicy(l1: L1, beforeSeal?: (l1: L1) => Promise<void>): Promise<void> {
  const { policy, queue, guardian, registry, rollup, parameters } = l1;
  await registry.allowMeasurement(measurement);
  await registry.seal();
  await policy.getFunction("connect")(rollup);
  await guardian.getFunction("connect")(rollup);
  await policy.setVerifier(lane, evidence.attested, registry);
  await policy.setLaneRule(lane, { evidence: evidence.attested, window: parameters.window });
  await policy.setClassRule(2n, { lane, evidence: evidence.attested });
  await queue.setTerms(lane, {
    gasPrice: parameters.gasPrice,
    deadline: parameters.deadline,
    gasLimit: 16_777_216n,
  });
  await beforeSeal?.(l1);
  await policy.seal();
  await queue.seal();
  await guardian.seal();
}

/** Registers the first three enclaves, and lets their activation delay pass. */
export async function registerEnclaves(l1: L1): Promise<void> {
  const { registry, actors, parameters } = l1;
  const time = await nowOn(l1);
  for (const { address } of enclaves.slice(0, 3)) {
    await registry.connect(actors.registrar).register({
      key: address,
      measurement,
      quotedAt: time,
      expiresAt: time + parameters.greatestAge,
      isDebug: false,
      isSimulated: !parameters.isProduction,
      quoteHash: id(address),
    });
  }
  await passTime(l1, parameters.activationDelay + 1n);
}

/** Lets so many seconds pass on L1. */
export async function passTime({ connection }: Pick<L1, "connection">, seconds: bigint): Promise<void> {
  await connection.ethers.provider.send("evm_increaseTime", [`0x${seconds.toString(16)}`]);
  await connection.ethers.provider.send("evm_mine", []);
}

/** L1 with one open lane, three attesters, a committer with a bond for ten batches, and nothing unsealed. */
export async function setUpL1(
  connection: Pick<L1Connection, "ethers">,
  parameters: L1Parameters = developmentParameters,
  beforeSeal?: (l1: L1) => Promise<void>,
  openOthers?: (l1: L1) => Promise<void>,
): Promise<L1 & { genesis: BatchHeader }> {
  const l1 = await deployL1(connection, parameters);
  const { rollup, actors } = l1;
  await setUpPolicy(l1, beforeSeal);
  const genesis = await genesisHeader(l1);
  await rollup.openLane(encodeBatchHeader(genesis), parameters.bondGwei);
  await openOthers?.(l1);
  await rollup.seal();
  await rollup.connect(actors.operator).grantRole(await rollup.COMMITTER_ROLE(), actors.committer);
  await rollup.connect(actors.committer).depositBond({ value: parameters.bondGwei * 10n ** 10n });
  await registerEnclaves(l1);
  return { ...l1, genesis };
}
