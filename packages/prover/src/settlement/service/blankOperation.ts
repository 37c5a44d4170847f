import type { SettlementOperation } from "@muniment/protocol";
import { composeLeg, crossingKinds, keyOf } from "@muniment/protocol";
import { randomElement } from "@muniment/sdk";

/** Later than any batch. */
const never = (1n << 64n) - 1n;

/** An operation that moves nothing and looks like any other (SETTLE-30): batches are filled with them. */
export function blankOperation(): SettlementOperation {
  const leg = () =>
    composeLeg(
      {
        ...{ asset: 0n, notes: [], paid: 0n },
        ...{ receiverKeyHash: randomElement(), changeKeyHash: randomElement() },
      },
      randomElement,
    );
  // Nobody gives, so nobody signs.
  const signature = () => ({ challenge: randomElement(), response: randomElement() });
  return {
    crossing: { kind: crossingKinds.none, amount: 0n, target: 0n },
    terms: randomElement(),
    expiresAt: never,
    ephemeral: randomElement(),
    parties: [keyOf(randomElement()), keyOf(randomElement())],
    legs: [leg(), leg()],
    signatures: [signature(), signature()],
  };
}
