import type { ErrorEntry } from "./ErrorEntry.js";

/** The part of the registry that belongs to the settlement lane. */
export const settlementErrors = {
  FIELD_ELEMENT_INVALID: {
    doc: "A number is no element of the field of the settlement circuits.",
    sentence: "{value} is not below the field's modulus.",
    next: "Give the element itself: a number and its sum with the modulus are two spellings of one element.",
    exitCode: 1,
    rpc: -32602,
  },
  SETTLEMENT_KEY_INVALID: {
    doc: "A number is no key of the settlement lane.",
    sentence: "{value} is not a {kind} on Grumpkin.",
    next: "Check the key with who gave it.",
    exitCode: 1,
    rpc: -32602,
  },
  JURISDICTION_INVALID: {
    doc: "A number is no numeric country code.",
    sentence: "{code} is not an ISO 3166-1 numeric code.",
    next: "Use a whole number below 1000.",
    exitCode: 1,
    rpc: -32602,
  },
  TREE_INDEX_INVALID: {
    doc: "A tree has no leaf with this index.",
    sentence: "The index {index} is outside a tree of {capacity} leaves.",
    next: "The tree is full, or the index is wrong.",
    exitCode: 1,
  },
  NULLIFIER_SPENT: {
    doc: "A note was spent already.",
    sentence: "The nullifier {nullifier} is in the tree already, or twice in the batch.",
    next: "Leave the operation out; its owner has spent the note in another one.",
    exitCode: 2,
    rpc: 3,
  },
  NOTE_UNKNOWN: {
    doc: "A note is not in the lane's tree.",
    sentence: "There is no note with the commitment {commitment}.",
    next: "Wait until the batch that makes the note is proven, or check the note.",
    exitCode: 2,
    rpc: 3,
  },
  SETTLEMENT_NOTES_UNFIT: {
    doc: "Notes do not make the leg that they should pay.",
    sentence: "The notes do not fit the leg: {problem}.",
    next: "Choose other notes, or join some by a transfer to yourself first.",
    exitCode: 1,
  },
  HOLDER_UNKNOWN: {
    doc: "The registrars know no holder with this key.",
    sentence: "No holder has the key {key}.",
    next: "Have a registrar enter the key, or correct it.",
    exitCode: 2,
    rpc: 3,
  },
  SETTLEMENT_ASSET_UNKNOWN: {
    doc: "An asset has no rules on the settlement lane.",
    sentence: "The asset {asset} has no rules.",
    next: "Have its issuer enter rules, or correct the number.",
    exitCode: 2,
    rpc: 3,
  },
  SETTLEMENT_BATCH_INVALID: {
    doc: "Operations or data make no batch of a circuit.",
    sentence: "A batch of {count} operations has no circuit: {problem}.",
    next: "Fill the batch with blank operations up to the size of a circuit.",
    exitCode: 1,
  },
  SRS_INVALID: {
    doc: "A folder holds no structured reference string for the proofs.",
    sentence: "{folder} holds no SRS for circuits of 2^{levels} rows: {problem}.",
    next: "Give the folder of bn254_g1.dat and bn254_g2.dat of the canonical ceremony, or make the INSECURE one.",
    exitCode: 1,
  },
  BARRETENBERG_FAILED: {
    doc: "The native prover ended with an error.",
    sentence: "bb {command} failed: {problem}.",
    next: "Look at memory and disk, and at the SRS that it was given; then try again.",
    exitCode: 3,
  },
  VERIFIER_SOURCE_UNKNOWN: {
    doc: "A generated verifier is not laid out as expected.",
    sentence: "The verifier that bb wrote has {count} times what should be there once: {expected}.",
    next: "The versions of bb and of this repository do not belong together.",
    exitCode: 3,
  },
} as const satisfies Readonly<Record<string, ErrorEntry>>;
