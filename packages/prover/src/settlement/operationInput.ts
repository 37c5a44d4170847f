import type { SettlementOperation } from "@muniment/protocol";
import { commitmentOf, treeDepths } from "@muniment/protocol";
import type { CircuitInput, CircuitInputs } from "./CircuitInputs.js";
import { circuitNumber } from "./circuitNumber.js";
import { noteInput } from "./noteInput.js";
import { idlePath, pathInput } from "./pathInput.js";
import { scalarInput } from "./scalarInput.js";
import type { SettlementBatch } from "./SettlementBatch.js";
import { signatureInput } from "./signatureInput.js";
import { standingInput } from "./standingInput.js";

type Context = Pick<SettlementBatch, "state" | "holders" | "rules">;

const places = [0, 1] as const;

/**
 * An operation with all that shows it to be right in a state.
 * @throws NOTE_UNKNOWN, HOLDER_UNKNOWN, SETTLEMENT_ASSET_UNKNOWN
 */
export function operationInput(operation: SettlementOperation, context: Context): CircuitInputs {
  const { kind, amount, target } = operation.crossing;
  return {
    crossing: {
      kind: circuitNumber(kind),
      amount: circuitNumber(amount),
      target: circuitNumber(target),
    },
    terms: circuitNumber(operation.terms),
    expires_at: circuitNumber(operation.expiresAt),
    ephemeral: scalarInput(operation.ephemeral),
    parties: places.map((place) => partyInput(operation, place, context)),
    legs: places.map((place) => legInput(operation, place, context)),
  };
}

/** Who neither gives nor receives need not be known to the registrars. */
function partyInput(operation: SettlementOperation, place: 0 | 1, { holders }: Context): CircuitInputs {
  const { x, y } = operation.parties[place];
  const received = operation.legs[place === 0 ? 1 : 0].payment.amount;
  const isIdle = received === 0n && operation.legs[place].inputs.every(({ amount }) => amount === 0n);
  return {
    key: { x: circuitNumber(x), y: circuitNumber(y) },
    ...standingInput(isIdle ? nobody : holders.find(x)),
    signature: signatureInput(operation.signatures[place]),
  };
}

const nobody = {
  standing: { expiresAt: 0n, jurisdiction: 0, isFrozen: false },
  path: idlePath(treeDepths.eligibility),
};

function legInput(operation: SettlementOperation, place: 0 | 1, { state, rules }: Context): CircuitInputs {
  const { asset, inputs, payment, change } = operation.legs[place];
  const owner = operation.parties[place].x;
  const found = rules.find(asset);
  const { jurisdictions, cap, auditor } = found.rules;
  return {
    rules: {
      jurisdictions: jurisdictions.map(circuitNumber),
      cap: circuitNumber(cap),
      auditor: { x: circuitNumber(auditor.x), y: circuitNumber(auditor.y) },
      path: pathInput(found.path),
    },
    inputs: inputs.map((input): CircuitInput => {
      const isBlank = input.amount === 0n;
      const path = isBlank
        ? idlePath(treeDepths.notes)
        : state.notePath(commitmentOf({ asset, owner, ...input }));
      return noteInput(input, path);
    }),
    payment: outputInput(payment),
    change: outputInput(change),
  };
}

function outputInput({ amount, nullifierKeyHash }: SettlementOperation["legs"][0]["payment"]): CircuitInputs {
  return { amount: circuitNumber(amount), nullifier_key_hash: circuitNumber(nullifierKeyHash) };
}
