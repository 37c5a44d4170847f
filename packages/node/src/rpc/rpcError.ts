import { isProtocolError, ProtocolError } from "@muniment/protocol";

/** An error as JSON-RPC shows it. */
export interface RpcErrorJson {
  readonly code: number;
  readonly message: string;
  readonly data?: unknown;
}

const internal = -32603;

/**
 * What a client is told of an error. One that nobody foresaw is told as such and nothing more: its words may say what is
 * nobody's business.
 */
export function rpcError(error: unknown): RpcErrorJson {
  const known = isProtocolError(error)
    ? error
    : new ProtocolError("RPC_FAILED", { problem: "an unforeseen error" });
  const { code, context, rpc = internal, message } = known;
  // Clients look for the contract's answer in `data`, as bytes.
  if (code === "CALL_REVERTED") return { code: rpc, message, data: context["data"] };
  return { code: rpc, message, data: { code, ...plain(context) } };
}

/** JSON has no bigints. */
function plain(context: ProtocolError["context"]): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(context).map(([name, value]) => [name, typeof value === "bigint" ? String(value) : value]),
  );
}
