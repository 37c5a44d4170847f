import { ProtocolError } from "@muniment/protocol";
import type { ChainBlock } from "../chain/ChainBlock.js";
import type { BlockName } from "./encoding/schemas.js";
import { resolveBlock } from "./resolveBlock.js";
import type { RpcContext } from "./RpcContext.js";

/** The block a client names, which must be there. @throws BLOCK_UNKNOWN, BLOCKS_PRUNED */
export function requireBlock(context: RpcContext, name: BlockName): ChainBlock {
  const block = resolveBlock(context, name);
  if (block !== undefined) return block;
  const asked = "hash" in name ? name.hash : "number" in name ? name.number : name.tag;
  const latest = context.chain.latest.header.number;
  throw new ProtocolError("BLOCK_UNKNOWN", { block: asked, latest });
}
