import type { Hex } from "@muniment/protocol";
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";

import type { Arguments } from "./Arguments.js";
import { ConnectedProvider } from "./ConnectedProvider.js";
import { l1Place } from "./l1Place.js";
import { privateKey } from "./privateKey.js";

/** L1, and the key of who sends there for hours. */
export interface SenderL1 {
  readonly l1: ConnectedProvider;
  readonly key: Hex;
  readonly chainId: bigint;
}

/**
 * Opens L1 for who sends there for hours; who opens it closes it.
 * @throws ACCOUNT_UNKNOWN
 */
export async function openSenderL1(hre: HardhatRuntimeEnvironment, args: Arguments): Promise<SenderL1> {
  const { url, network } = l1Place(args, hre.globalOptions.network);
  const connection =
    url === undefined
      ? await hre.network.create(network)
      : await hre.network.create({ network: "localhost", override: { url } });
  const { chainId } = await connection.ethers.provider.getNetwork();
  const key = await privateKey(hre, url === undefined ? network : undefined, args.optional("as"));
  return { l1: new ConnectedProvider(connection, chainId), key, chainId };
}
