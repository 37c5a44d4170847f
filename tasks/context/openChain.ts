import { isProtocolError, ProtocolError } from "@muniment/protocol";
import { readManifest } from "@muniment/sdk";
import { getAddress, isAddress } from "ethers";
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";

import type { Chain } from "./Chain.js";
import type { Connection } from "./Connection.js";
import { manifestPath } from "./manifestPath.js";

/** Where a chain answers: a URL, or a network of Hardhat. */
export interface ChainPlace {
  readonly url?: string | undefined;
  readonly network?: string | undefined;
}

/**
 * Opens a chain. Behind a URL the node's own accounts sign, or the key in the environment variable MUNIMENT_KEY; on a
 * network of Hardhat that network's accounts.
 * @param what Name of the chain, for errors.
 * @throws CHAIN_FAILED when nobody answers
 */
export async function openChain(
  hre: HardhatRuntimeEnvironment,
  { url, network }: ChainPlace,
  what: string,
): Promise<Chain> {
  const key = process.env["MUNIMENT_KEY"];
  const accounts = key === undefined ? {} : { accounts: [key] };
  try {
    const connection =
      url === undefined
        ? await hre.network.create(network)
        : await hre.network.create({ network: "localhost", override: { url, ...accounts } });
    const { chainId } = await connection.ethers.provider.getNetwork();
    return chainOf(connection, chainId, manifestPath(hre.config.paths.root, chainId));
  } catch (error) {
    if (isProtocolError(error)) throw error;
    const problem = (error as Error).message.split("\n")[0] ?? "";
    throw new ProtocolError("CHAIN_FAILED", { call: `Connecting to ${what}`, problem }, { cause: error });
  }
}

/**
 * A chain that is connected.
 * @param path Manifest of the chain's deployment, whose account names are known if it is there.
 */
export function chainOf({ ethers }: Connection, chainId: bigint, path: string): Chain {
  const signerOf: Chain["signerOf"] = async (account) => {
    if (account !== undefined) return ethers.getSigner(await addressOf(path, account));
    const [first] = await ethers.getSigners();
    if (first === undefined)
      throw new ProtocolError("ACCOUNT_UNKNOWN", { account: "nobody", known: "none: give MUNIMENT_KEY" });
    return first;
  };
  return { chainId, provider: ethers.provider, signerOf };
}

async function addressOf(path: string, account: string): Promise<string> {
  if (isAddress(account)) return getAddress(account);
  const accounts = await readManifest(path).then(
    (manifest) => new Map(Object.entries(manifest.accounts)),
    () => new Map<string, string>(),
  );
  const known = accounts.get(account);
  if (known !== undefined) return known;
  throw new ProtocolError("ACCOUNT_UNKNOWN", { account, known: [...accounts.keys()].join(", ") });
}
