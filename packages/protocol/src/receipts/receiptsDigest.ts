import { domainSeparator } from "../attestation/domainSeparator.js";
import { fromHex } from "../bytes/fromHex.js";
import type { Hex } from "../bytes/Hex.js";
import { keccak256 } from "../bytes/keccak256.js";
import { utf8 } from "../bytes/utf8.js";

/** Where a sequencer's signatures count: the chain and the contract that hold its bond. */
export interface ReceiptsDomain {
  readonly chainId: bigint;
  readonly verifyingContract: Hex;
}

/** What a sequencer signs of a block (spec/node.md, NODE-14). */
export interface ReceiptsStatement {
  readonly lane: number;
  readonly epoch: bigint;
  readonly number: bigint;
  readonly blockHash: Hex;
  readonly receiptsRoot: Hex;
}

const typeHash = keccak256(
  utf8("Receipts(uint32 lane,uint64 epoch,uint64 number,bytes32 blockHash,bytes32 receiptsRoot)"),
);

/** The EIP-712 digest that the sequencer signs (spec/node.md, NODE-14). */
export function receiptsDigest(domain: ReceiptsDomain, statement: ReceiptsStatement): Hex {
  const { lane, epoch, number, blockHash, receiptsRoot } = statement;
  const separator = domainSeparator({ name: "Muniment Sequencer", version: "1", ...domain });
  const struct = keccak256(
    fromHex(typeHash),
    ...[BigInt(lane), epoch, number].map((value) => fromHex(`0x${value.toString(16).padStart(64, "0")}`)),
    fromHex(blockHash, 32),
    fromHex(receiptsRoot, 32),
  );
  return keccak256(fromHex("0x1901"), fromHex(separator), fromHex(struct));
}
