import { fromHex } from "../bytes/fromHex.js";
import { encodeRlp } from "../rlp/encodeRlp.js";
import type { BlockHeader } from "./BlockHeader.js";
import { headerConstants } from "./headerConstants.js";

/**
 * The RLP of a block's header, 21 fields.
 * @throws HEX_INVALID, INTEGER_OUT_OF_RANGE
 */
export function encodeHeader(header: BlockHeader): Uint8Array {
  return encodeRlp([
    fromHex(header.parentHash, 32),
    headerConstants.ommersHash,
    fromHex(header.beneficiary, 20),
    fromHex(header.stateRoot, 32),
    fromHex(header.transactionsRoot, 32),
    fromHex(header.receiptsRoot, 32),
    fromHex(header.logsBloom, 256),
    headerConstants.difficulty,
    header.number,
    header.gasLimit,
    header.gasUsed,
    header.timestamp,
    fromHex(header.extraData),
    fromHex(header.prevRandao, 32),
    headerConstants.nonce,
    header.baseFeePerGas,
    fromHex(header.withdrawalsRoot, 32),
    header.blobGasUsed,
    header.excessBlobGas,
    fromHex(header.parentBeaconBlockRoot, 32),
    fromHex(header.requestsHash, 32),
  ]);
}
