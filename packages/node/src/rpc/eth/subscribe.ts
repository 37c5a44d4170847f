import { z } from "zod";
import { randomBytes } from "node:crypto";
import { ProtocolError } from "@muniment/protocol";
import { defineMethod } from "../defineMethod.js";
import { schemas } from "../encoding/schemas.js";
import { headerJson } from "../encoding/headerJson.js";
import { signedReceiptsJson } from "../encoding/signedReceiptsJson.js";
import { waitingTransactionJson } from "../encoding/waitingTransactionJson.js";
import { blockLogs } from "../logs/blockLogs.js";
import { bloomTest } from "../logs/bloomTest.js";
import { logSchema } from "../logs/logSchema.js";
import type { RpcContext } from "../RpcContext.js";

const everything = { address: [], topics: [], fromBlock: null, toBlock: null, blockHash: null };

type Wanted =
  | readonly ["newHeads" | "syncing" | "signedReceipts"]
  | readonly ["logs", Pick<z.infer<typeof logSchema>, "address" | "topics">]
  | readonly ["newPendingTransactions", boolean];

/** @returns What ends it. */
function begin(context: RpcContext, wanted: Wanted, tell: (result: unknown) => void): () => void {
  const { chain, pool } = context;
  if (wanted[0] === "signedReceipts") return followReceipts(context, tell);
  if (wanted[0] === "newHeads") return chain.onBlock(({ header, hash }) => tell(headerJson(header, hash)));
  if (wanted[0] === "newPendingTransactions") {
    const isFull = wanted[1];
    return pool.onAdded((added) => tell(isFull ? waitingTransactionJson(added) : added.hash));
  }
  if (wanted[0] === "logs") {
    const { address: addresses, topics } = wanted[1];
    const query = { addresses, topics };
    const mayHold = bloomTest(query);
    return chain.onBlock((block) => {
      if (!mayHold(chain.bloom(block.header.number))) return;
      for (const log of blockLogs(block, query)) tell(log);
    });
  }
  // A sequencer is never behind: there is nothing to tell.
  return () => undefined;
}

/** @throws SEQUENCER_STOPPED on a node that does not sign */
function followReceipts({ chain, signing }: RpcContext, tell: (result: unknown) => void): () => void {
  if (signing === undefined)
    throw new ProtocolError("SEQUENCER_STOPPED", { problem: "this node does not sign" });
  return chain.onBlock((block) => {
    // A block that cannot be signed is told of to the log, by who asks for each block's signature.
    signing.signer.statementOf(block).then(
      (statement) => tell(signedReceiptsJson(block, statement, signing.address)),
      () => undefined,
    );
  });
}

/** Tells of new blocks, logs, signed receipts or waiting transactions over a WebSocket. */
export const subscribe = defineMethod({
  name: "eth_subscribe",
  parameters: z.union(
    [
      z.tuple([z.literal("newHeads")]),
      z.tuple([z.literal("syncing")]),
      z.tuple([z.literal("signedReceipts")]),
      z.tuple([z.literal("logs")]).transform(([kind]) => [kind, everything] as const),
      z.tuple([z.literal("logs"), logSchema]),
      z.tuple([z.literal("newPendingTransactions"), schemas.boolean]),
    ],
    "a subscription is newHeads, logs, newPendingTransactions, signedReceipts or syncing, and logs may have a filter",
  ),
  run: (context, wanted, client) => {
    if (client === undefined)
      throw new ProtocolError("RPC_METHOD_UNKNOWN", { method: "eth_subscribe over HTTP" });
    const { subscriptions: limit } = context.limits;
    const actual = client.subscriptions.size + 1;
    if (actual > limit)
      throw new ProtocolError("RPC_LIMIT_EXCEEDED", { what: "subscriptions", actual, limit });
    const id = `0x${randomBytes(16).toString("hex")}`;
    const tell = (result: unknown): void => client.notify(id, result);
    client.subscriptions.set(id, begin(context, wanted, tell));
    return id;
  },
});
