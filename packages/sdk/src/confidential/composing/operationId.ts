import { operationContent, operationWords, sealOperation } from "@muniment/protocol";
import type { Hex, UnsignedOperation } from "@muniment/protocol";
import { wordText } from "../documents/documentShapes.js";

/** Name of an operation at the prover: its content (SETTLE-100), which the batch's data show too. */
export function operationId(operation: UnsignedOperation, auditorOf: (asset: bigint) => bigint): Hex {
  const [first, second] = operation.legs;
  const sealed = sealOperation(operation, [auditorOf(first.asset), auditorOf(second.asset)]);
  return wordText(operationContent(operationWords(sealed)));
}
