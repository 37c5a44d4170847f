import { isError, type ErrorDescription } from "ethers";

import { errorInterface } from "./errorInterface.js";

/** A custom error a contract reverted with. */
export interface Revert {
  /** Name of the error, for example `CheckpointAttestationMissing`. */
  readonly name: string;
  /** Its evidence, by parameter name. */
  readonly args: Readonly<Record<string, unknown>>;
  /** ABI-encoded error. */
  readonly data: string;
}

/** Revert data inside whatever ethers, Hardhat or a JSON-RPC node threw. */
function revertData(error: unknown, depth = 0): string | undefined {
  if (depth > 6 || typeof error !== "object" || error === null) return undefined;
  if (isError(error, "CALL_EXCEPTION") && typeof error.data === "string") return error.data;
  const { data, error: inner, info, cause } = error as Record<string, unknown>;
  if (typeof data === "string" && /^0x[0-9a-f]{8,}$/i.test(data)) return data;
  if (typeof data === "object") {
    const nested = revertData(data, depth + 1);
    if (nested !== undefined) return nested;
  }
  return revertData(inner, depth + 1) ?? revertData(info, depth + 1) ?? revertData(cause, depth + 1);
}

function parse(data: string): ErrorDescription | null {
  try {
    return errorInterface().parseError(data);
  } catch {
    return null;
  }
}

/**
 * The custom error behind a failed call.
 * @param error Anything thrown by a provider or a contract.
 * @returns undefined when the failure carries no known custom error.
 */
export function decodeRevert(error: unknown): Revert | undefined {
  const data = revertData(error);
  if (data === undefined) return undefined;
  const parsed = parse(data);
  if (parsed === null) return undefined;
  const entries = parsed.fragment.inputs.map((input, index) => [
    input.name === "" ? String(index) : input.name,
    parsed.args[index] as unknown,
  ]);
  return { name: parsed.name, args: Object.fromEntries(entries) as Record<string, unknown>, data };
}
