import type { Hex, SealedOperation, SettlementStatement } from "@muniment/protocol";
import {
  dataChallenge,
  dataCommitment,
  encodeSettlementData,
  evaluateData,
  operationContent,
  operationWords,
  sealOperation,
  subtreeLevels,
} from "@muniment/protocol";
import type { CircuitInputs } from "./CircuitInputs.js";
import { circuitNumber } from "./circuitNumber.js";
import { operationInput } from "./operationInput.js";
import { childrenInput, pathInput } from "./pathInput.js";
import type { SettlementBatch } from "./SettlementBatch.js";
import { stateInput } from "./stateInput.js";

/** A batch whose header can be made; with the header's digest it can be proven. */
export interface BatchPlan {
  readonly sealed: readonly SealedOperation[];
  readonly data: Uint8Array;
  readonly oldState: bigint;
  readonly newState: bigint;
  /** What the circuit is to show, and what it shows it with. */
  state(digest: Hex): { readonly statement: SettlementStatement; readonly inputs: CircuitInputs };
}

/**
 * Lays out a batch and takes its state to the next one.
 * @throws SETTLEMENT_BATCH_INVALID, NOTE_UNKNOWN, HOLDER_UNKNOWN, SETTLEMENT_ASSET_UNKNOWN, NULLIFIER_SPENT; nothing is
 * changed then
 */
export function planBatch(batch: SettlementBatch): BatchPlan {
  const { state, holders, rules, operations, domain, time } = batch;
  const level = subtreeLevels(operations.length);
  const sealed = operations.map((operation) =>
    sealOperation(operation, [
      rules.find(operation.legs[0].asset).rules.auditor.x,
      rules.find(operation.legs[1].asset).rules.auditor.x,
    ]),
  );
  const inputs = operations.map((operation) => operationInput(operation, batch));
  const words = sealed.map(operationWords);
  const commitment = dataCommitment(words.map(operationContent));
  const before = stateInput(state);
  const oldState = state.root;
  const advance = state.advance(sealed.flatMap(nullifiersOf), sealed.flatMap(commitmentsOf), level);
  const newState = state.root;
  const eligibility = holders.root;
  const rulesRoot = rules.root;
  const witness: CircuitInputs = {
    state: before,
    operations: inputs,
    insertions: advance.insertions.map(({ place, isSameGap, value, next, path }) => ({
      place: circuitNumber(place),
      is_same_gap: isSameGap,
      value: circuitNumber(value),
      next: circuitNumber(next),
      path: pathInput(path),
    })),
    block: circuitNumber(advance.block),
    notes_path: childrenInput(advance.notesPath.children),
    nullifiers_path: childrenInput(advance.nullifiersPath.children),
  };
  return {
    sealed,
    data: encodeSettlementData(words.flat()),
    oldState,
    newState,
    state: (digest) => {
      const challenge = dataChallenge(digest, commitment);
      const evaluation = evaluateData(words.flat(), challenge);
      const statement = {
        ...{ domain, oldState, newState, eligibility, rules: rulesRoot },
        ...{ time, commitment, challenge, evaluation },
      };
      return { statement, inputs: { statement: statementInput(statement), batch: witness } };
    },
  };
}

function statementInput(statement: SettlementStatement): CircuitInputs {
  return {
    domain: circuitNumber(statement.domain),
    old_state: circuitNumber(statement.oldState),
    new_state: circuitNumber(statement.newState),
    eligibility: circuitNumber(statement.eligibility),
    rules: circuitNumber(statement.rules),
    time: circuitNumber(statement.time),
    commitment: circuitNumber(statement.commitment),
    challenge: circuitNumber(statement.challenge),
    evaluation: circuitNumber(statement.evaluation),
  };
}

function nullifiersOf({ legs }: SealedOperation): bigint[] {
  return legs.flatMap(({ nullifiers }) => [...nullifiers]);
}

function commitmentsOf({ legs }: SealedOperation): bigint[] {
  return legs.flatMap(({ payment, change }) => [payment.commitment, change.commitment]);
}
