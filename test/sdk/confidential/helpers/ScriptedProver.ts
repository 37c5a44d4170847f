import type { OperationSignature, SettlementOperation, UnsignedOperation } from "@muniment/protocol";
import { crossingKinds, operationWords, outputSeeds, sealOperation, sharedSecret } from "@muniment/protocol";
import type { Composition, LegSubmission } from "@muniment/sdk";

/** A prover that composes what it is told to, also what it should not. */
export class ScriptedProver {
  readonly unsigned: UnsignedOperation;
  private readonly auditorOf: (asset: bigint) => bigint;
  private readonly submissions: readonly [LegSubmission, LegSubmission];

  /** @param lie What it makes of the operation that both agreed on. */
  constructor(
    submissions: readonly [LegSubmission, LegSubmission],
    tools: { readonly random: () => bigint; readonly auditorOf: (asset: bigint) => bigint },
    lie: (operation: UnsignedOperation) => UnsignedOperation = (same) => same,
  ) {
    const [first, second] = submissions;
    const leg = (own: LegSubmission, other: LegSubmission) => ({
      ...{ asset: own.asset, inputs: own.inputs },
      payment: { amount: own.amount, nullifierKeyHash: other.receiveKeyHash },
      change: {
        amount: own.inputs[0].amount + own.inputs[1].amount - own.amount,
        nullifierKeyHash: own.changeKeyHash,
      },
    });
    this.submissions = submissions;
    this.auditorOf = tools.auditorOf;
    this.unsigned = lie({
      crossing: { kind: crossingKinds.none, amount: 0n, target: 0n },
      ...{ terms: first.terms, expiresAt: first.expiresAt, ephemeral: tools.random() },
      parties: [first.key, second.key],
      legs: [leg(first, second), leg(second, first)],
    });
  }

  /** What it tells a party. */
  tell(place: 0 | 1): Composition {
    const { unsigned, submissions } = this;
    const [first, second] = unsigned.legs;
    const sealed = sealOperation(unsigned, [this.auditorOf(first.asset), this.auditorOf(second.asset)]);
    const other = place === 0 ? 1 : 0;
    const shared = sharedSecret(unsigned.ephemeral, unsigned.parties[other].x);
    return {
      words: operationWords(sealed),
      paymentSeed: outputSeeds.payment(shared, sealed.legs[place].nullifiers[0]),
      receiverKeyHash: submissions[other].receiveKeyHash,
    };
  }

  signed(signatures: readonly [OperationSignature, OperationSignature]): SettlementOperation {
    return { ...this.unsigned, signatures };
  }
}
