import type { Provider, Signer } from "ethers";
import type { Contracts, Manifest } from "@muniment/sdk";

import type { Output } from "../output/Output.js";

/** How a writing task treats its calls: send them, only simulate them, or only print them for another signer. */
export type Mode = "send" | "dry-run" | "calldata-only";

/** What every task works with: one deployment on one network, its accounts, and where results go. */
export interface Context {
  readonly provider: Provider;
  readonly contracts: Contracts;
  readonly manifest: Manifest;
  readonly mode: Mode;
  readonly output: Output;
  /** Folder of what must not be published: attesters' salt secrets and the fields behind their attestations. */
  readonly privateFolder: string;
  /** Signer of an account name of the manifest, or of an address the network holds the key of. */
  readonly signerOf: (account: string) => Promise<Signer>;
  /** Address of an account name, or the address itself. */
  readonly addressOf: (account: string) => string;
}
