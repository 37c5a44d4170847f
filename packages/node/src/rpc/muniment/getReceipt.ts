import { z } from "zod";
import { ProtocolError, toHex } from "@muniment/protocol";
import { defineMethod } from "../defineMethod.js";
import { quantity } from "../encoding/quantity.js";
import { schemas } from "../encoding/schemas.js";

/** A receipt's bytes, its path to the receipts root and the sequencer's signature over that (NODE-15). */
export const getReceipt = defineMethod({
  name: "muniment_getReceipt",
  parameters: z.tuple([schemas.hash]),
  run: async ({ chain, signing }, [hash]) => {
    const place = chain.find(hash);
    if (place === undefined) return undefined;
    if (signing === undefined)
      throw new ProtocolError("SEQUENCER_STOPPED", { problem: "this node does not sign" });
    const { block, index } = place;
    const statement = await signing.signer.statementOf(block);
    const { receipt, path } = signing.proofs.prove(block, index);
    return {
      transactionHash: hash,
      transactionIndex: quantity(index),
      receipt: toHex(receipt),
      path: path.map((node) => toHex(node)),
      lane: quantity(statement.lane),
      epoch: quantity(statement.epoch),
      blockNumber: quantity(block.header.number),
      blockHash: block.hash,
      receiptsRoot: block.header.receiptsRoot,
      signer: signing.address,
      signature: statement.signature,
    };
  },
});
