import type { z } from "zod";
import type { RpcMethod } from "./RpcMethod.js";

/** Types a method by its parameters, and lets methods of all kinds lie in one list. */
export function defineMethod<Parameters extends z.ZodType>(method: RpcMethod<Parameters>): RpcMethod {
  return method;
}
