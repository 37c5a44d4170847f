import { type Hex, ProtocolError } from "@muniment/protocol";
import type { BaseContract } from "ethers";

import { buildCall } from "../calls/buildCall.js";
import type { Call } from "../calls/Call.js";

type Sealed = BaseContract & { isSealed(): Promise<boolean> };

/**
 * The calls of a set-up and the seal; nothing when it is sealed, and then nothing may be missing.
 * @throws ROLLUP_DEPLOYMENT_DIFFERS
 */
export async function sealAfter(contract: Sealed, name: string, calls: readonly Call[]): Promise<Call[]> {
  if (!(await contract.isSealed())) return [...calls, buildCall(contract, name, "seal", [])];
  const [missing] = calls;
  if (missing === undefined) return [];
  throw new ProtocolError("ROLLUP_DEPLOYMENT_DIFFERS", {
    what: name,
    actual: "sealed",
    expected: `${missing.label} before: ${missing.data as Hex}`,
  });
}
