import { noteNullifier } from "@muniment/protocol";
import type { SettlementOperation } from "@muniment/protocol";
import { shieldOf } from "../Intake.js";
import type { ServiceRecord } from "../journal/ServiceRecord.js";
import type { OperationPool } from "./OperationPool.js";

/** Puts what the journal has into the pool again; whether it can still be settled is looked at with the next batch. */
export function restorePool(records: readonly ServiceRecord[], pool: OperationPool): void {
  for (const record of records) {
    if (record.kind === "taken") {
      const { id, at, operation } = record;
      const nullifiers = nullifiersOf(operation);
      pool.add({ id, at, operation, nullifiers, shield: shieldOf(operation), isSettled: false });
    }
    if (record.kind === "refused") pool.refuse(record.id, record.problem);
  }
}

function nullifiersOf({ parties, legs }: SettlementOperation): bigint[] {
  return legs.flatMap(({ asset, inputs }, place) => {
    const owner = parties[place as 0 | 1].x;
    return inputs.map((input) => noteNullifier({ asset, owner, ...input }));
  });
}
