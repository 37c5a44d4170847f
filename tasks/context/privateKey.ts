import { type Hex, ProtocolError } from "@muniment/protocol";
import { computeAddress } from "ethers";
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";

/**
 * The private key of who sends for hours, and so cannot ask a wallet each time: MUNIMENT_KEY, or one of the network's
 * accounts, which the configuration or Hardhat's keystore has.
 * @param network Of Hardhat.
 * @param address Whose; the network's first account unless told.
 * @throws ACCOUNT_UNKNOWN
 */
export async function privateKey(
  hre: HardhatRuntimeEnvironment,
  network: string | undefined,
  address?: string,
): Promise<Hex> {
  const known: Hex[] = [];
  const variable = process.env["MUNIMENT_KEY"];
  if (variable !== undefined) known.push(variable as Hex);
  const accounts = hre.config.networks[network ?? ""]?.accounts;
  if (Array.isArray(accounts)) {
    for (const account of accounts)
      if ("getHexString" in account) known.push((await account.getHexString()) as Hex);
  }
  const found = known.find((key) => address === undefined || isOf(key, address));
  if (found !== undefined) return found;
  const names = known.map((key) => computeAddress(key)).join(", ");
  throw new ProtocolError("ACCOUNT_UNKNOWN", {
    account: address ?? "nobody",
    known: names === "" ? "none: give MUNIMENT_KEY" : names,
  });
}

function isOf(key: Hex, address: string): boolean {
  return computeAddress(key).toLowerCase() === address.toLowerCase();
}
