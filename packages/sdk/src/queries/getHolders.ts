import type { Provider } from "ethers";

import { IdentityRegistry__factory, RwaToken__factory } from "../../../../typechain-types/index.js";

/** One line of the holder register. */
export interface Holder {
  readonly wallet: string;
  readonly identity: string;
  /** ISO 3166-1 numeric code. */
  readonly country: number;
  /** Base units. */
  readonly balance: bigint;
  /** Base units that cannot move. */
  readonly frozen: bigint;
  readonly isVerified: boolean;
  readonly isFrozen: boolean;
}

/** Parameters of {@link getHolders}. */
export interface GetHoldersParameters {
  readonly provider: Provider;
  readonly token: string;
  /** Block the deployment started at. */
  readonly fromBlock: number;
}

/** The holder register of a token, rebuilt from its transfers, largest holder first. */
export async function getHolders({ provider, token, fromBlock }: GetHoldersParameters): Promise<Holder[]> {
  const contract = RwaToken__factory.connect(token, provider);
  const registry = IdentityRegistry__factory.connect(await contract.identityRegistry(), provider);
  const transfers = await contract.queryFilter(contract.filters.Transfer(), fromBlock);
  const holders: Holder[] = [];
  for (const wallet of new Set(transfers.map(({ args }) => args.to))) {
    const balance = await contract.balanceOf(wallet);
    if (balance === 0n) continue;
    holders.push({
      wallet,
      identity: await registry.identity(wallet),
      country: Number(await registry.investorCountry(wallet)),
      balance,
      frozen: await contract.getFrozenTokens(wallet),
      isVerified: await registry.isVerified(wallet),
      isFrozen: await contract.isFrozen(wallet),
    });
  }
  return holders.sort((a, b) => (a.balance < b.balance ? 1 : -1));
}
