import type { network } from "hardhat";

import { tokenSuite } from "./tokenSuite.js";

type Connection = Awaited<ReturnType<typeof network.create<"l1">>>;

/** The token suite with an epoch that storage, issuers, topics and registry advance. */
export async function epochSuite(connection: Pick<Connection, "ethers">) {
  const suite = await tokenSuite(connection);
  const epoch = await connection.ethers.deployContract("VerificationEpoch", [suite.owner]);
  for (const source of [suite.storage, suite.issuers, suite.topics, suite.registry]) {
    await epoch.setSource(source, true);
    await source.setVerificationEpoch(epoch);
  }
  return { ...suite, epoch };
}
