import type { ChainBlock } from "../chain/ChainBlock.js";
import type { BlockName } from "./encoding/schemas.js";
import type { RpcContext } from "./RpcContext.js";

/** The block a client names (NODE-4); undefined when it is not there. @throws BLOCKS_PRUNED */
export function resolveBlock({ chain, levels }: RpcContext, name: BlockName): ChainBlock | undefined {
  if ("hash" in name) return chain.byHash(name.hash);
  if ("number" in name) return chain.byNumber(name.number);
  switch (name.tag) {
    case "latest":
    case "pending":
      return chain.latest;
    case "safe":
      return chain.byNumber(levels.safe);
    case "finalized":
      return chain.byNumber(levels.finalized);
    case "earliest":
      return chain.byNumber(0n);
  }
}
