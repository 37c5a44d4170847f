import type { SettlementStatement } from "@muniment/protocol";
import type { ProvenCircuit } from "./provenCircuit.js";
import { provenCircuit } from "./provenCircuit.js";
import { SettlementWorld } from "./SettlementWorld.js";

export interface ProvenBatch extends ProvenCircuit {
  readonly statement: SettlementStatement;
}

/** A delivery among blanks, proven. */
export async function provenBatch(size: 2 | 8 | 24): Promise<ProvenBatch> {
  const world = SettlementWorld.funded();
  const plan = world.plan([world.delivery(), ...Array.from({ length: size - 1 }, () => world.blank())]);
  const { inputs, statement } = plan.state(`0x${"ab".repeat(32)}`);
  return { ...(await provenCircuit(`batch${size}`, inputs)), statement };
}
