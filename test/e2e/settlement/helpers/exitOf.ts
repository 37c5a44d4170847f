import { fileURLToPath } from "node:url";
import { exitMessage, noteValue, signMessage, toHex } from "@muniment/protocol";
import { circuitLevels, type ExitPlan, ExitProver, planExit, writeInsecureSrs } from "@muniment/prover";
import { type Call, exitNote, type HeldNote, rosterTrees, SettlementReplay } from "@muniment/sdk";
import type { Bank } from "./Bank.js";
import type { SettlementNet } from "./SettlementNet.js";

const place = (path: string): string => fileURLToPath(new URL(`../../../../${path}`, import.meta.url));

/**
 * How a bank leaves an ended lane with a note of its own, to its account on L1: planned from what L1 has.
 * @throws NULLIFIER_SPENT, NOTE_UNKNOWN
 */
export async function planned(
  net: SettlementNet,
  { wallet, account }: Bank,
  note: HeldNote,
): Promise<ExitPlan> {
  const { domain } = net;
  const replay = new SettlementReplay(net.genesis);
  for (const batch of await net.batches()) replay.apply(batch);
  const target = BigInt(account.address);
  const value = noteValue.join(note.asset, note.amount);
  const message = exitMessage({ domain, value, target, nullifier: note.nullifier });
  const signature = signMessage(wallet.keys.secret, message);
  const exit = { note, owner: wallet.key, domain, target, signature };
  return planExit(exit, replay.state, rosterTrees(net.roster).holders);
}

/** The call that leaves, with a real proof. */
export async function exitOf(net: SettlementNet, plan: ExitPlan): Promise<Call> {
  const circuit = place("circuits/compiled/exit.json");
  const srs = writeInsecureSrs(place("cache/srs"), circuitLevels.exit);
  const { proof } = await (await ExitProver.open({ circuit, srs })).prove(plan.inputs);
  return exitNote(net.contracts, plan.statement, toHex(proof));
}
