import { fromHex, keccak256 } from "@muniment/protocol";
import type { PaymentAddress } from "./offerSchema.js";
import { paymentAddressSchema } from "./offerSchema.js";
import { parseDocument } from "./parseDocument.js";
import { wordText } from "./documentShapes.js";

const prefix = "muniment-pay:";

/**
 * Text of a payment address and back (SETTLE-95): both words and four bytes of checksum.
 * @example paymentAddress.read(paymentAddress.write({ key, keyHash })) // { key, keyHash }
 */
export const paymentAddress = {
  write: ({ key, keyHash }: PaymentAddress): string => {
    const words = wordText(key).slice(2) + wordText(keyHash).slice(2);
    return `${prefix}${words}${checksum(key, keyHash)}`;
  },
  /** @throws SETTLEMENT_DOCUMENT_INVALID */
  read: (text: string): PaymentAddress => {
    const [, key, keyHash, sum] = /^muniment-pay:([0-9a-f]{64})([0-9a-f]{64})([0-9a-f]{8})$/.exec(text) ?? [];
    const address = parseDocument("payment address", paymentAddressSchema, {
      key: `0x${key ?? ""}`,
      keyHash: `0x${keyHash ?? ""}`,
    });
    const isRight = sum === checksum(address.key, address.keyHash);
    return parseDocument(
      "payment address",
      paymentAddressSchema.refine(() => isRight, "its checksum is wrong"),
      {
        key: wordText(address.key),
        keyHash: wordText(address.keyHash),
      },
    );
  },
} as const;

function checksum(key: bigint, keyHash: bigint): string {
  return keccak256(fromHex(wordText(key)), fromHex(wordText(keyHash))).slice(2, 10);
}
