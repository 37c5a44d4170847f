import type { Chain } from "../../chain/Chain.js";
import type { Deployed } from "../../chain/Deployed.js";
import type { People } from "../People.js";

/** What suites of this repository are built with. */
export interface Kit {
  readonly chain: Chain;
  readonly people: People;
  /** The {RwaTokenFactory}. */
  readonly factory: Deployed;
}
