import { fromHex, toHex } from "@muniment/protocol";
import type { HolderBox } from "@muniment/sdk";

import type { Arguments } from "../context/Arguments.js";

/** What a box of a wallet is told by. */
export const boxArguments = {
  /** --box, as settle box showed it, and --asset. @throws ARGUMENT_MISSING, ARGUMENT_INVALID */
  box: (args: Arguments): HolderBox => ({
    asset: args.amount("asset"),
    keyIndex: Number(args.amount("box")),
  }),
  /** --owner. @throws ARGUMENT_MISSING, HEX_INVALID */
  owner: (args: Arguments): string => toHex(fromHex(args.text("owner"), 20)),
} as const;
