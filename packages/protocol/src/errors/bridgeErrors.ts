import type { ErrorEntry } from "./ErrorEntry.js";

/** The part of the registry that belongs to who uses the bridge and asks the node about it. */
export const bridgeErrors = {
  ROLLUP_MANIFEST_MISSING: {
    doc: "No manifest of a rollup is where it should be.",
    sentence: "There is no manifest of a rollup at {path}.",
    next: "Deploy the rollup on this L1, or take its manifest from who did; --lane and --l1-url choose which.",
    exitCode: 1,
  },
  RPC_ANSWER_INVALID: {
    doc: "A node's answer is not what the method answers.",
    sentence: "The node's answer to {method} is wrong: {problem}.",
    next: "Ask a Muniment node of this version.",
    exitCode: 3,
  },
  BRIDGE_TRANSACTION_UNKNOWN: {
    doc: "A transaction is in no block of the chain that is asked.",
    sentence: "{chain} knows no transaction {transaction}.",
    next: "Check the hash, and that the URL is that chain's; a pending transaction needs a moment.",
    exitCode: 3,
  },
  BRIDGE_NOTHING_SENT: {
    doc: "A transaction sent nothing over the bridge.",
    sentence: "The transaction {transaction} on {chain} sent nothing over the bridge of this rollup.",
    next: "Check the hash and the lane; a transaction that failed sends nothing.",
    exitCode: 1,
  },
  BRIDGE_EVENT_MISSING: {
    doc: "L1 does not show an event that must be there.",
    sentence: "L1 shows no {event} of lane {lane} at {place}.",
    next: "Ask an L1 node that keeps the logs from the rollup's first block on.",
    exitCode: 3,
  },
  WITHDRAWAL_NOT_FINAL: {
    doc: "A withdrawal is to be claimed whose batch is not FINAL.",
    sentence: "The message at place {place} is {level}; only what is FINAL can be claimed.",
    next: "Wait; --wait does it for you.",
    exitCode: 4,
  },
  WITHDRAWAL_BLOCKED: {
    doc: "A FINAL withdrawal cannot be paid now.",
    sentence: "The message at place {place} cannot be claimed now: {reason}.",
    next: "See rollup status; nothing is lost, claim later.",
    exitCode: 2,
  },
  MESSAGE_CALL_FAILED: {
    doc: "A message was carried out and its call failed.",
    sentence: "The call of the message at place {place} failed; it can be repeated by anyone.",
    next: "Mend what stops it, then run the command again with --retry.",
    exitCode: 2,
  },
  WAIT_EXPIRED: {
    doc: "What was waited for did not come in time.",
    sentence: "After {seconds} seconds this was still to come: {what}.",
    next: "Run the same command later; it goes on from where things stand.",
    exitCode: 4,
  },
  SIGNED_RECEIPT_INVALID: {
    doc: "A signed receipt does not hold.",
    sentence: "The signed receipt does not hold: its {field} is {actual}, where {expected} must be.",
    next: "Do not rely on it; a false signature of a sequencer can be reported to its bond.",
    exitCode: 2,
  },
  STATE_ANSWER_INVALID: {
    doc: "A node's proof of state does not show what the node says.",
    sentence: "The proof of state does not hold: its {field} is {actual}, where {expected} must be.",
    next: "Ask another node.",
    exitCode: 2,
  },
  AUDIT_NOT_COMMITTED: {
    doc: "No batch on L1 has reached the deployment that a trail with proofs is to be of.",
    sentence: "No batch on L1 has block {fromBlock} and a state that the node still has.",
    next: "Wait for the next batch, or export without proofs with --no-proofs.",
    exitCode: 4,
  },
  AUDIT_PROOF_MISSING: {
    doc: "A trail lacks the proof of an asset, or a node does not give it.",
    sentence: "There is no proof of the checkpoints of asset {asset}.",
    next: "Export the trail again with --proofs from a node of the lane.",
    exitCode: 2,
  },
  AUDIT_PROOF_MISMATCH: {
    doc: "What a trail says is not what L1 has proven.",
    sentence: "The audit trail does not agree with L1: its {field} is {actual}, where {expected} must be.",
    next: "Do not rely on it; export the trail again from a node you trust and compare.",
    exitCode: 2,
  },
} as const satisfies Record<string, ErrorEntry>;
