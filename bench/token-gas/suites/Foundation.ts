import type { Deployed } from "../../chain/Deployed.js";

/** The registries a suite of this repository stands on; tokens may share them. */
export interface Foundation {
  readonly topics: Deployed;
  readonly issuers: Deployed;
  readonly storage: Deployed;
}
