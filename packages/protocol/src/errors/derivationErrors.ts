import type { ErrorEntry } from "./ErrorEntry.js";

/** The part of the registry that belongs to reading L1, to archives of blobs, and to attesters. */
export const derivationErrors = {
  // ---- L1
  L1_UNAVAILABLE: {
    doc: "An L1 node failed as often as it was asked.",
    sentence: "L1 did not answer {method} in {attempts} attempts: {problem}.",
    next: "Check the L1 node and its address.",
    exitCode: 3,
    rpc: -32000,
  },
  L1_ANSWER_INVALID: {
    doc: "An L1 node answers what its method cannot answer.",
    sentence: "The answer of L1 to {method} is malformed: {problem}.",
    next: "Use another L1 node.",
    exitCode: 3,
    rpc: -32000,
  },
  L1_LOGS_INCONSISTENT: {
    doc: "The events of a lane that an L1 node gives contradict one another, or some are missing.",
    sentence: "The lane's events at L1 block {block}, transaction {transaction}, do not fit: {problem}.",
    next: "Use another L1 node, and begin at the block of the deployment.",
    exitCode: 3,
    rpc: -32000,
  },
  DERIVATION_GENESIS_WRONG: {
    doc: "The lane on L1 began with another genesis batch than the one expected.",
    sentence: "Lane {lane} was opened with the genesis batch {actual}, not {expected}.",
    next: "Check the rollup's address and the genesis that this node was given.",
    exitCode: 3,
  },
  // ---- data of batches
  BATCH_DATA_MISSING: {
    doc: "The data of a batch are not found on L1.",
    sentence: "The data of batch {index} of lane {lane} are missing: {problem}; transaction {transaction}.",
    next: "Use an L1 node that has the transaction and traces it.",
    exitCode: 3,
    rpc: -32000,
  },
  BATCH_DATA_WRONG: {
    doc: "The data of a batch are not those that its header names.",
    sentence: "Batch {index} of lane {lane}: its {field} is {actual}, and its data's is {expected}.",
    next: "Take the data from L1 or another archive.",
    exitCode: 3,
    rpc: -32000,
  },
  BLOB_INVALID: {
    doc: "Bytes are no blob.",
    sentence: "This is no blob: {problem}.",
    next: "Ask another archive for it.",
    exitCode: 3,
    rpc: -32000,
  },
  BLOB_MISSING: {
    doc: "No archive gives a blob.",
    sentence: "The blob {versionedHash} is missing: {problem}.",
    next: "Name another archive.",
    exitCode: 3,
    rpc: -32000,
  },
  BLOB_WRONG: {
    doc: "An archive gives another blob than the one that was asked for.",
    sentence: "{archive} gives the blob {actual} for {expected}.",
    next: "Name another archive.",
    exitCode: 3,
    rpc: -32000,
  },
  ARCHIVE_ANSWER_INVALID: {
    doc: "An archive of blobs answers what it cannot.",
    sentence: "{archive} gives no blob: {problem}.",
    next: "Check its address, or name another archive.",
    exitCode: 3,
  },
  // ---- attesters
  ENCLAVE_SIMULATED_REFUSED: {
    doc: "A simulated enclave is to be used where none may be.",
    sentence: "A SIMULATED enclave cannot attest here: {problem}.",
    next: "Run a real enclave, or use the parameters of development.",
    exitCode: 2,
  },
  ATTESTATION_QUORUM_MISSED: {
    doc: "Attestations do not come to a quorum for one batch.",
    sentence: "There are {actual} attestations of different keys for {digest}; it takes {expected}.",
    next: "Wait for more attesters.",
    exitCode: 4,
  },
  QUOTE_INVALID: {
    doc: "A quote of an enclave is malformed or is not signed as it must be.",
    sentence: "The quote is invalid: {problem}.",
    next: "Do not register its key; have the enclave make another quote.",
    exitCode: 2,
  },
  QUOTE_DEBUG: {
    doc: "A quote is of an enclave that can be looked into.",
    sentence: "The quote is of a DEBUG enclave with the measurement {measurement}.",
    next: "Do not register its key; build the enclave for production.",
    exitCode: 2,
  },
  QUOTE_EXPIRED: {
    doc: "What a quote is verified against holds at another time.",
    sentence: "The collateral holds from {from} to {until}, and it is {time} (Unix seconds).",
    next: "Get the collateral anew from the provisioning service.",
    exitCode: 2,
  },
  QUOTE_TCB_REFUSED: {
    doc: "The platform of an enclave is in a state that is not accepted.",
    sentence: "The enclave's platform is {status}; accepted is {accepted}.",
    next: "Update the platform's firmware and microcode.",
    exitCode: 2,
  },
} as const satisfies Readonly<Record<string, ErrorEntry>>;
