import { fromHex, ProtocolError, verifyOrderedTrie, type Hex } from "@muniment/protocol";
import { verifyTypedData } from "ethers";

import type { SignedReceipt } from "../rpc/signedReceiptSchema.js";
import { receiptsTypes } from "./receiptsTypes.js";
import type { ReceiptsStatement } from "./ReceiptsStatement.js";

/** What a signed receipt is held against, from a source that one trusts. */
export interface ReceiptsAuthority {
  readonly l1ChainId: bigint;
  /** The contract SequencerBond on L1. */
  readonly sequencerBond: string;
  readonly lane: number;
  /** Who must have signed; without it whoever did is in the answer, to be looked up in the bond. */
  readonly sequencer?: string;
}

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
  if (lane !== authority.lane) refuse("lane", authority.lane, lane);
  const sequencer = signerOf(statement, signature, authority);
  if (sequencer.toLowerCase() !== answer.signer) refuse("signer", sequencer, answer.signer);
  if (authority.sequencer !== undefined && sequencer.toLowerCase() !== authority.sequencer.toLowerCase())
    refuse("signature", `one of ${authority.sequencer}`, `one of ${sequencer}`);
  const path = answer.path.map((node) => fromHex(node));
  const index = answer.transactionIndex;
  if (!verifyOrderedTrie(receiptsRoot, index, fromHex(answer.receipt), path))
    refuse("path", `one from ${receiptsRoot} to the receipt at ${String(index)}`, "another");
  return { statement, receipt: answer.receipt, index, sequencer, signature };
}

function signerOf(
  statement: ReceiptsStatement,
  signature: Hex,
  { l1ChainId, sequencerBond }: ReceiptsAuthority,
): string {
  const domain = {
    name: "Muniment Sequencer",
    version: "1",
    chainId: l1ChainId,
    verifyingContract: sequencerBond,
  };
  try {
    return verifyTypedData(domain, receiptsTypes, statement, signature);
  } catch {
    return refuse("signature", "65 bytes that somebody can have signed", signature);
  }
}

function refuse(field: string, expected: string | number, actual: string | number): never {
  throw new ProtocolError("SIGNED_RECEIPT_INVALID", { field, expected, actual });
}
