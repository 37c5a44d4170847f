import { ProtocolError } from "@muniment/protocol";
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";

import type { Connection } from "./Connection.js";

/**
 * Connects to the network chosen with `--network`.
 * @throws CHAIN_FAILED when no node answers.
 */
export async function connect(
  hre: HardhatRuntimeEnvironment,
): Promise<{ readonly connection: Connection; readonly chainId: bigint }> {
  try {
    const connection = await hre.network.create();
    const { chainId } = await connection.ethers.provider.getNetwork();
    return { connection, chainId };
  } catch (error) {
    const problem = (error as Error).message.split("\n")[0] ?? "";
    throw new ProtocolError("CHAIN_FAILED", { call: "Connecting", problem }, { cause: error });
  }
}
