import type { AddressLike } from "ethers";
import type { network } from "hardhat";

type Connection = Awaited<ReturnType<typeof network.create<"l1">>>;

/** Deploys a factory of identities with its authority and the locked code; the first account owns both. */
export async function identityFactory({ ethers }: Pick<Connection, "ethers">) {
  const code = await ethers.deployContract("IdentityImplementation");
  const authority = await ethers.deployContract("ImplementationAuthority", [code]);
  const factory = await ethers.deployContract("IdFactory", [authority]);
  /** The identity of a wallet or token. */
  const identityOf = async (account: AddressLike) =>
    ethers.getContractAt("Identity", await factory.getIdentity(account));
  return { code, authority, factory, identityOf };
}
