import type { Deployed } from "../../chain/Deployed.js";

/** What makes holders eligible: the part of a suite that the variants differ in. */
export interface Evidence {
  /** Claim topics, as many as any case requires. */
  readonly topics: readonly bigint[];
  /** For each topic, its one trusted issuer. */
  readonly issuers: readonly string[];
  /** Identity of a wallet. */
  identityOf(wallet: string): string;
  /** The identity contract of a wallet, where it has one of its own. */
  contractOf(wallet: string): Deployed | undefined;
}
