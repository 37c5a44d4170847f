import {
  decodeReceiptList,
  encodeReceipt,
  fromHex,
  orderedTrieRoot,
  ProtocolError,
  type Receipt,
} from "@muniment/protocol";

import type { SignedBlock } from "../rpc/signedBlockSchema.js";
import type { ReceiptsAuthority } from "./ReceiptsAuthority.js";
import type { ReceiptsStatement } from "@muniment/protocol";
import { statementSigner } from "./statementSigner.js";

/** What a block's signed receipts prove: this sequencer has put these receipts, and no others, into the block. */
export interface VerifiedBlock {
  readonly statement: ReceiptsStatement;
  /** By the transaction's place in the block. */
  readonly receipts: readonly Receipt[];
  readonly sequencer: string;
}

/**
 * Checks what a subscription to signedReceipts tells of a block without asking anybody: the sequencer's signature over the
 * receipts root, and that these receipts have it (spec/node.md, NODE-14, NODE-34).
 * @throws SIGNED_RECEIPT_INVALID naming the field, RLP_MALFORMED
 */
export function verifySignedBlock(answer: SignedBlock, authority: ReceiptsAuthority): VerifiedBlock {
  const { lane, epoch, blockNumber: number, blockHash, receiptsRoot, transactionHashes } = answer;
  const statement = { lane, epoch, number, blockHash, receiptsRoot };
  const sequencer = statementSigner(statement, answer, authority);
  const receipts = decodeReceiptList(fromHex(answer.receipts));
  const root = orderedTrieRoot(receipts.map(encodeReceipt));
  if (root !== receiptsRoot) refuse("receipts", receiptsRoot, root);
  if (transactionHashes.length !== receipts.length)
    refuse("transactionHashes", receipts.length, transactionHashes.length);
  return { statement, receipts, sequencer };
}

function refuse(field: string, expected: string | number, actual: string | number): never {
  throw new ProtocolError("SIGNED_RECEIPT_INVALID", { field, expected, actual });
}
