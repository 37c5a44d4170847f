import { toHex } from "../../bytes/toHex.js";
import { ProtocolError } from "../../errors.js";
import { operationSize } from "../operations/operationSize.js";
import { readOperationWords } from "../operations/readOperationWords.js";
import type { SealedOperation } from "../operations/SealedOperation.js";
import { subtreeLevels } from "./subtreeLevels.js";

/**
 * The operations of a batch's data (SETTLE-39).
 * @throws SETTLEMENT_BATCH_INVALID, FIELD_ELEMENT_INVALID
 */
export function decodeSettlementData(data: Uint8Array): SealedOperation[] {
  const size = 32 * operationSize;
  const count = Math.floor(data.length / size);
  if (data.length % size !== 0) {
    throw new ProtocolError("SETTLEMENT_BATCH_INVALID", {
      count,
      problem: "the data end within an operation",
    });
  }
  subtreeLevels(count);
  return Array.from({ length: count }, (_, operation) =>
    readOperationWords(
      Array.from({ length: operationSize }, (_word, place) => {
        const start = operation * size + 32 * place;
        return BigInt(toHex(data.subarray(start, start + 32)));
      }),
    ),
  );
}
