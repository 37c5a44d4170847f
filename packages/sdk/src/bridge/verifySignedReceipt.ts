import { fromHex, ProtocolError, verifyOrderedTrie, type Hex } from "@muniment/protocol";

import type { SignedReceipt } from "../rpc/signedReceiptSchema.js";
import type { ReceiptsAuthority } from "./ReceiptsAuthority.js";
import type { ReceiptsStatement } from "@muniment/protocol";
import { statementSigner } from "./statementSigner.js";

/** What a signed receipt proves: this sequencer has put this receipt at this place of this block. */
export interface VerifiedReceipt {
  readonly statement: ReceiptsStatement;
  /** As it stands in the receipts trie. */
  readonly receipt: Hex;
  /** Place of the transaction in the block. */
  readonly index: number;
  readonly sequencer: string;
  /** Over the statement: with another one on the same number it goes to reportEquivocation. */
  readonly signature: Hex;
}

/**
 * Checks the node's answer to muniment_getReceipt without asking anybody: the sequencer's signature over the receipts root,
 * and the path from there to the receipt (spec/node.md, NODE-14, NODE-15). That the receipt is the transaction's rests on
 * its place: the hash in the answer is not proven by it.
 * @throws SIGNED_RECEIPT_INVALID naming the field
 */
export function verifySignedReceipt(answer: SignedReceipt, authority: ReceiptsAuthority): VerifiedReceipt {
  const { lane, epoch, blockNumber: number, blockHash, receiptsRoot, signature } = answer;
  const statement = { lane, epoch, number, blockHash, receiptsRoot };
  const sequencer = statementSigner(statement, answer, authority);
  const path = answer.path.map((node) => fromHex(node));
  const index = answer.transactionIndex;
  if (!verifyOrderedTrie(receiptsRoot, index, fromHex(answer.receipt), path)) {
    const expected = `one from ${receiptsRoot} to the receipt at ${String(index)}`;
    throw new ProtocolError("SIGNED_RECEIPT_INVALID", { field: "path", expected, actual: "another" });
  }
  return { statement, receipt: answer.receipt, index, sequencer, signature };
}
