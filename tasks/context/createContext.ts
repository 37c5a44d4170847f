import { ProtocolError } from "@muniment/protocol";
import { connectContracts, type Addresses, type Manifest } from "@muniment/sdk";
import { getAddress, isAddress } from "ethers";

import type { Output } from "../output/Output.js";
import type { Connection } from "./Connection.js";
import type { Context, Mode } from "./Context.js";

/** Parameters of {@link createContext}. */
export interface CreateContextParameters {
  readonly connection: Connection;
  readonly manifest: Manifest;
  readonly mode: Mode;
  readonly output: Output;
  readonly privateFolder: string;
}

/** The context of tasks on one deployment. */
export function createContext({
  connection,
  manifest,
  mode,
  output,
  privateFolder,
}: CreateContextParameters): Context {
  const { provider } = connection.ethers;
  const addresses = Object.fromEntries(
    Object.entries(manifest.contracts).map(([name, { address }]) => [name, address]),
  ) as unknown as Addresses;
  const addressOf = (account: string): string => {
    const known = manifest.accounts[account];
    if (known !== undefined) return known;
    if (isAddress(account)) return getAddress(account);
    throw new ProtocolError("ACCOUNT_UNKNOWN", { account, known: Object.keys(manifest.accounts).join(", ") });
  };
  return {
    provider,
    contracts: connectContracts(addresses, provider),
    manifest,
    mode,
    output,
    privateFolder,
    addressOf,
    signerOf: (account) => connection.ethers.getSigner(addressOf(account)),
  };
}
