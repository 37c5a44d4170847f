import type { z } from "zod";
import { fromHex } from "@muniment/protocol";
import type { Hex } from "@muniment/protocol";
import type { AccountOverride, CallRequest } from "../../chain/state/CallRequest.js";
import type { CallQuestion } from "../../chain/state/StateRequest.js";
import type { BlockName } from "../encoding/schemas.js";
import { requireBlock } from "../requireBlock.js";
import type { RpcContext } from "../RpcContext.js";
import type { callSchema } from "./callSchema.js";
import { environmentOf } from "./environmentOf.js";
import type { overridesSchema } from "./overridesSchema.js";

const nobody: Hex = "0x0000000000000000000000000000000000000000";

/** A call as the state thread takes it: on the state after the block, seeing that block. @throws BLOCK_UNKNOWN */
export function callQuestion(
  context: RpcContext,
  call: z.infer<typeof callSchema>,
  name: BlockName,
  overrides: z.infer<typeof overridesSchema>,
): CallQuestion {
  const { header } = requireBlock(context, name);
  const environment = environmentOf(context.chainId, header);
  return { block: header.number, environment, call: requestOf(call), overrides: overridesOf(overrides) };
}

function requestOf(call: z.infer<typeof callSchema>): CallRequest {
  const maxFee = call.maxFeePerGas ?? call.gasPrice;
  const tip = call.maxPriorityFeePerGas ?? call.gasPrice;
  return {
    from: call.from ?? nobody,
    value: call.value ?? 0n,
    data: fromHex(call.data ?? call.input ?? "0x"),
    accessList: call.accessList ?? [],
    ...(call.to == null ? {} : { to: call.to }),
    ...(call.gas == null ? {} : { gas: call.gas }),
    ...(maxFee == null ? {} : { maxFeePerGas: maxFee }),
    ...(tip == null ? {} : { maxPriorityFeePerGas: tip }),
  };
}

function overridesOf(overrides: z.infer<typeof overridesSchema>): AccountOverride[] {
  return Object.entries(overrides ?? {}).map(([address, { balance, nonce, code, stateDiff }]) => ({
    address: address.toLowerCase() as Hex,
    slots: Object.entries(stateDiff ?? {}).map(([key, value]) => [BigInt(key), BigInt(value)] as const),
    ...(balance == null ? {} : { balance }),
    ...(nonce == null ? {} : { nonce }),
    ...(code == null ? {} : { code: fromHex(code) }),
  }));
}
