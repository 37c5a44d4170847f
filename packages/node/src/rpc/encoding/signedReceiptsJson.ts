import { encodeReceiptList } from "@muniment/protocol";
import type { Hex } from "@muniment/protocol";
import type { ChainBlock } from "../../chain/ChainBlock.js";
import type { SignedStatement } from "../../sequencer/BlockSigner.js";
import { RawJson } from "../RawJson.js";
import { quantity } from "./quantity.js";

const hashSize = 32;
const made = new WeakMap<ChainBlock, RawJson>();

/** A block's receipts and the sequencer's signature over their root (NODE-34); written once for all who are told. */
export function signedReceiptsJson(block: ChainBlock, statement: SignedStatement, signer: Hex): RawJson {
  const known = made.get(block);
  if (known !== undefined) return known;
  const json = new RawJson(
    JSON.stringify({
      lane: quantity(statement.lane),
      epoch: quantity(statement.epoch),
      blockNumber: quantity(statement.number),
      blockHash: statement.blockHash,
      receiptsRoot: statement.receiptsRoot,
      signer,
      signature: statement.signature,
      transactionHashes: hashesOf(block),
      receipts: `0x${hexOf(encodeReceiptList(block.receipts))}`,
    }),
  );
  made.set(block, json);
  return json;
}

function hashesOf({ hashes }: ChainBlock): string[] {
  const text = hexOf(hashes);
  return Array.from(
    { length: hashes.length / hashSize },
    (_, index) => `0x${text.slice(2 * hashSize * index, 2 * hashSize * (index + 1))}`,
  );
}

/** Faster than the protocol's own, which is for every platform. */
function hexOf({ buffer, byteOffset, length }: Uint8Array): string {
  return Buffer.from(buffer, byteOffset, length).toString("hex");
}
