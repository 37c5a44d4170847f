import type { z } from "zod";
import type { RpcContext } from "./RpcContext.js";
import type { RpcClient } from "./RpcClient.js";

/** A method of JSON-RPC: its name, what it takes, and what it answers. */
export interface RpcMethod<Parameters extends z.ZodType = z.ZodType> {
  readonly name: string;
  /** A tuple. */
  readonly parameters: Parameters;
  /** Whether its answer is short whatever it is asked: those of a batch are made all at once. */
  readonly isShort?: boolean;
  /** @param client Who asks, over a connection that lasts; absent over HTTP. */
  readonly run: (
    context: RpcContext,
    parameters: z.infer<Parameters>,
    client: RpcClient | undefined,
  ) => unknown;
}
