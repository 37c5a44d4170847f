import type { SettlementOperation } from "@muniment/protocol";
import type { OperationDocument } from "./operationSchema.js";
import { writeDocument } from "./writeDocument.js";

/**
 * An operation as JSON (SETTLE-94).
 * @example await client.submitOperation(operation); // sends encodeOperation(operation)
 */
export function encodeOperation(operation: SettlementOperation): OperationDocument {
  const { crossing, terms, expiresAt, ephemeral, parties, legs, signatures } = operation;
  const { kind, amount, target } = crossing;
  const whole = {
    ...{ crossing: { kind, amount, target }, terms, expiresAt, ephemeral },
    parties: parties.map(({ x, y }) => ({ x, y })),
    legs: legs.map(({ asset, inputs, payment, change }) => ({
      asset,
      inputs: inputs.map((input) => {
        const { nullifierKey, randomness } = input;
        return { amount: input.amount, nullifierKey, randomness };
      }),
      payment: { amount: payment.amount, nullifierKeyHash: payment.nullifierKeyHash },
      change: { amount: change.amount, nullifierKeyHash: change.nullifierKeyHash },
    })),
    signatures: signatures.map(({ challenge, response }) => ({ challenge, response })),
  };
  return writeDocument(whole) as unknown as OperationDocument;
}
