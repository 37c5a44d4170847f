import type { Note } from "@muniment/protocol";
import { commitmentOf, exitMessage, noteValue, nullifierOf, signMessage } from "@muniment/protocol";
import type { NoteExit } from "@muniment/prover";
import type { Bank, SettlementWorld } from "./SettlementWorld.js";

/** The exit of a bank's note, signed. */
export function exitOf(world: SettlementWorld, bank: Bank, note: Note, target: bigint): NoteExit {
  const { domain } = world;
  const nullifier = nullifierOf(note.nullifierKey, commitmentOf(note));
  const value = noteValue.join(note.asset, note.amount);
  const signature = signMessage(bank.secret, exitMessage({ domain, value, target, nullifier }));
  return { note, owner: bank.key, domain, target, signature };
}
