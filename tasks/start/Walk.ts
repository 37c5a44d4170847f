import type { Hex } from "@muniment/protocol";

import type { Context } from "../context/Context.js";

/** What every part of `npm start` works with. */
export interface Walk {
  /** Lets the chain's clock run to a time, Unix seconds, unless it is past it already. */
  readonly advanceTo: (time: bigint) => Promise<void>;
  readonly context: Context;
  /** Folder of the asset's input files. */
  readonly folder: string;
}

/** A walk whose asset is registered. */
export interface AssetWalk extends Walk {
  readonly asset: Hex;
}
