import type {
  ExitStatement,
  GrumpkinKey,
  HolderTree,
  Note,
  OperationSignature,
  SettlementState,
} from "@muniment/protocol";
import { commitmentOf, noteValue, nullifierOf, ProtocolError } from "@muniment/protocol";
import type { CircuitInputs } from "./CircuitInputs.js";
import { circuitNumber } from "./circuitNumber.js";
import { noteInput } from "./noteInput.js";
import { pathInput } from "./pathInput.js";
import { signatureInput } from "./signatureInput.js";
import { standingInput } from "./standingInput.js";
import { stateInput } from "./stateInput.js";

/**
 * A note that is to leave a lane by force.
 * @param owner The point of the note's owner.
 * @param domain What settlementDomain gives.
 * @param target Where the value goes.
 * @param signature The owner's, of what exitMessage gives.
 */
export interface NoteExit {
  readonly note: Note;
  readonly owner: GrumpkinKey;
  readonly domain: bigint;
  readonly target: bigint;
  readonly signature: OperationSignature;
}

/** What the circuit is to show, and what it shows it with. */
export interface ExitPlan {
  readonly statement: ExitStatement;
  readonly inputs: CircuitInputs;
}

/**
 * Lays out the exit of a note from a state, which stays as it is.
 * @throws NOTE_UNKNOWN, NULLIFIER_SPENT, HOLDER_UNKNOWN
 */
export function planExit(exit: NoteExit, state: SettlementState, holders: HolderTree): ExitPlan {
  const { note, owner, domain, target } = exit;
  const commitment = commitmentOf(note);
  const nullifier = nullifierOf(note.nullifierKey, commitment);
  const path = state.notePath(commitment);
  if (state.nullifiers.has(nullifier)) throw new ProtocolError("NULLIFIER_SPENT", { nullifier });
  const gap = state.nullifiers.leafBefore(nullifier);
  const statement: ExitStatement = {
    ...{ domain, state: state.root, nullifier, value: noteValue.join(note.asset, note.amount) },
    ...{ target, eligibility: holders.root },
  };
  return {
    statement,
    inputs: {
      statement: Object.fromEntries(
        Object.entries(statement).map(([name, value]) => [name, circuitNumber(value as bigint)]),
      ),
      exit: {
        state: stateInput(state),
        asset: circuitNumber(note.asset),
        note: noteInput(note, path),
        gap: { value: circuitNumber(gap.value), next: circuitNumber(gap.next), path: pathInput(gap.path) },
        owner: {
          key: { x: circuitNumber(owner.x), y: circuitNumber(owner.y) },
          ...standingInput(holders.find(owner.x)),
          signature: signatureInput(exit.signature),
        },
      },
    },
  };
}
