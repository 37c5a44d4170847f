import { preparedLayout as layout } from "@muniment/protocol";
import { dataTokens } from "./dataTokens.js";

const base = 21_000n;
const creation = 32_000n;
const tokenPrice = 4n;
const floorPrice = 10n;
const initCodeWord = 2n;
const accessAddress = 2_400n;
const accessKey = 1_900n;
const authorization = 25_000n;

/**
 * The least gas limit of a prepared record: what it costs before it runs, or the floor of its data (EIP-7623).
 * Source: EIP-2028, EIP-2930, EIP-3860, EIP-7623, EIP-7702.
 */
export function intrinsicGas(record: Uint8Array, dataTokenCount = dataTokens(record)): bigint {
  const view = new DataView(record.buffer, record.byteOffset);
  const size = view.getUint32(layout.dataSize, true);
  const tokens = BigInt(dataTokenCount);
  const isCreation = ((record[layout.flags] as number) & 1) !== 0;
  const count = (field: number): bigint => BigInt(view.getUint32(field, true));
  const whole =
    base +
    tokens * tokenPrice +
    (isCreation ? creation + initCodeWord * BigInt((size + 31) >> 5) : 0n) +
    count(layout.accessListAddresses) * accessAddress +
    count(layout.accessListKeys) * accessKey +
    count(layout.authorizations) * authorization;
  const floor = base + tokens * floorPrice;
  return whole > floor ? whole : floor;
}
