import type { Hex } from "@muniment/protocol";

import type { Connection } from "../context/Connection.js";
import type { Context } from "../context/Context.js";

/** What every part of `npm start` works with. */
export interface Walk {
  readonly connection: Connection;
  readonly context: Context;
  /** Folder of the asset's input files. */
  readonly folder: string;
}

/** A walk whose asset is registered. */
export interface AssetWalk extends Walk {
  readonly asset: Hex;
}
