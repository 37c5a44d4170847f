import type { Provider } from "ethers";

import { RwaToken__factory } from "../../../../typechain-types/index.js";

/** Decimals of an ERC-20 token. */
export function getDecimals(provider: Provider, token: string): Promise<bigint> {
  return RwaToken__factory.connect(token, provider).decimals();
}
