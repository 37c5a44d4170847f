import type { Hex } from "@muniment/protocol";
import type { ServiceOptions } from "@muniment/prover";

/** What `runServiceProcess` is told, as JSON. */
export interface ServiceProgram {
  readonly directory: string;
  readonly rosters: string;
  readonly l1Url: string;
  readonly key: Hex;
  readonly contracts: ServiceOptions["contracts"];
  /** Header of the genesis batch, 360 bytes. */
  readonly genesis: Hex;
}
