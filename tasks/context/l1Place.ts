import { ProtocolError } from "@muniment/protocol";

import type { Arguments } from "./Arguments.js";
import type { ChainPlace } from "./openChain.js";

/**
 * Where L1 answers: --l1-url, --l1-network, or MUNIMENT_L1_URL.
 * @param otherwise Network of Hardhat that is L1 when none of these is given.
 * @throws ARGUMENT_MISSING
 */
export function l1Place(args: Arguments, otherwise?: string): ChainPlace {
  const url = args.optional("l1Url");
  if (url !== undefined) return { url };
  const network = args.optional("l1Network");
  if (network !== undefined) return { network };
  const variable = process.env["MUNIMENT_L1_URL"];
  if (variable !== undefined) return { url: variable };
  if (otherwise !== undefined) return { network: otherwise };
  throw new ProtocolError("ARGUMENT_MISSING", { option: "--l1-url" });
}
