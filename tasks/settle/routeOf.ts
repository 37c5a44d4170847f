import { ProtocolError } from "@muniment/protocol";
import { unshieldTarget, type unshieldRoutes } from "@muniment/sdk";

import type { Arguments } from "../context/Arguments.js";

const names = { l1: "l1", "token-gateway": "tokenGateway" } as const;

/** Target of --to by --route: an address on L1 without it. @throws ARGUMENT_MISSING, ARGUMENT_INVALID, HEX_INVALID */
export function targetOf(args: Arguments): bigint {
  const route = args.optional("route") ?? "l1";
  const name = names[route as keyof typeof names] as keyof typeof unshieldRoutes | undefined;
  if (name === undefined) {
    const expected = Object.keys(names).join(" or ");
    throw new ProtocolError("ARGUMENT_INVALID", { option: "--route", value: route, expected });
  }
  return unshieldTarget(args.text("to"), name);
}
