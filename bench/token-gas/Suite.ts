import type { Deployed } from "../chain/Deployed.js";

/** How many claim topics a suite requires, and which rules it has. */
export interface Needs {
  readonly topics: number;
  /** The first so many of `rules`. */
  readonly rules: number;
}

/** A suite as a case finds it: everyone registered, the sender, the receiver and the crowd hold units, not paused. */
export interface Suite {
  readonly token: Deployed;
  readonly registry: Deployed;
  readonly compliance: Deployed;
  /** Identity of a wallet, registered or not. */
  readonly identityOf: (wallet: string) => string;
}

/** A way to build a suite: one column of figures. */
export interface Variant {
  readonly name: string;
  deploy(needs: Needs): Promise<Suite>;
}
