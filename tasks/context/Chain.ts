import type { RpcTransport } from "@muniment/sdk";
import type { Provider, Signer } from "ethers";

/** One chain that a task works on. */
export interface Chain {
  readonly chainId: bigint;
  readonly provider: Provider & RpcTransport;
  /** Signer of an account name of the chain's deployment or of an address; without one the network's first account. */
  readonly signerOf: (account?: string) => Promise<Signer>;
}
