import type { ErrorEntry } from "./ErrorEntry.js";

/** The part of the registry that belongs to transactions, blocks, state and their execution. */
export const executionErrors = {
  // ---- transactions and blocks
  RLP_MALFORMED: {
    doc: "Bytes are not canonical RLP, or not of the shape that is expected.",
    sentence: "Malformed RLP at byte {position}: {problem}.",
    next: "Encode it again with a standard library.",
    exitCode: 1,
    rpc: -32000,
  },
  TRANSACTION_MALFORMED: {
    doc: "A raw transaction has a field that no transaction can have.",
    sentence: "The transaction's {field} is malformed: {problem}.",
    next: "Build and sign it again.",
    exitCode: 1,
    rpc: -32000,
  },
  TRANSACTION_TYPE_UNKNOWN: {
    doc: "A raw transaction begins with a type byte nobody defined.",
    sentence: "There is no transaction type {type}.",
    next: "Use type 0, 1, 2, 3 or 4.",
    exitCode: 1,
    rpc: -32000,
  },
  SIGNATURE_INVALID: {
    doc: "A signature's numbers lie outside the group, or recover no key.",
    sentence: "The signature is invalid: {problem}.",
    next: "Sign again.",
    exitCode: 1,
    rpc: -32000,
  },
  SIGNATURE_HIGH_S: {
    doc: "A signature has the larger of its two equivalent s values (EIP-2).",
    sentence: "The signature's s is in the upper half of the group's order.",
    next: "Use n - s and the other y parity.",
    exitCode: 1,
    rpc: -32000,
  },
  CHAIN_ID_WRONG: {
    doc: "A transaction was signed for another chain.",
    sentence: "The transaction is for the chain {actual}, and this is {expected}.",
    next: "Sign it for this chain.",
    exitCode: 1,
    rpc: -32000,
  },
  HEADER_MALFORMED: {
    doc: "A block's header has a field that no header of the chain can have.",
    sentence: "The header's {field} is malformed: {problem}.",
    next: "Ask another node for the block.",
    exitCode: 3,
  },
  BLOCK_TOO_LARGE: {
    doc: "A block's transactions or receipts do not fit the memory in which their root is made.",
    sentence: "{size} bytes of {items} exceed the {maximum} bytes of memory for sealing a block.",
    next: "Make smaller blocks, or give the sealer more memory.",
    exitCode: 3,
  },
  RECORD_MALFORMED: {
    doc: "A binary record passed between parts of the executor contradicts itself.",
    sentence: "The {record} record is malformed: {problem}.",
    next: "The parts come from different versions; build again.",
    exitCode: 3,
  },
  // Execution.
  EXECUTION_CAPACITY_EXCEEDED: {
    doc: "A table or buffer of the executor is full; which one is named.",
    sentence: "The executor has no room for more {table}.",
    next: "The block was undone; give the executor more capacity, or open another lane.",
    exitCode: 3,
    rpc: -32603,
  },
  COMMIT_THREAD_FAILED: {
    doc: "The thread that hashes, seals and logs blocks failed; blocks after its last answer are lost.",
    sentence: "The commit thread failed: {problem}.",
    next: "Start again from the log.",
    exitCode: 3,
    rpc: -32603,
  },
  BLOCK_ORDER_WRONG: {
    doc: "A block was begun, filled or sealed out of turn.",
    sentence: "Blocks are begun, filled and sealed in turn: {problem}.",
    next: "Seal or undo the open block before beginning another.",
    exitCode: 3,
  },
  GENESIS_INVALID: {
    doc: "An account of the genesis state cannot be there.",
    sentence: "The genesis account {address} is refused: {problem}.",
    next: "Mend the allocation.",
    exitCode: 1,
  },
  BLOCK_INVALID: {
    doc: "A block holds a transaction that cannot be in it.",
    sentence: "Transaction {index} cannot be in block {number}: {verdict}.",
    next: "Nothing was executed; leave the transaction out or mend it.",
    exitCode: 2,
    rpc: -32000,
  },
  BLOCK_ENVIRONMENT_WRONG: {
    doc: "What a block says of itself differs from what every block of the chain must say.",
    sentence: "The {field} of block {number} is {actual}; it must be {expected}.",
    next: "Nothing was executed; build the block from its parent's header.",
    exitCode: 2,
    rpc: -32000,
  },
  // State tree.
  EXECUTOR_NOT_BUILT: {
    doc: "A WebAssembly module of the executor has not been built.",
    sentence: "The executor's module {module} has not been built.",
    next: "Run npm run build:wasm.",
    exitCode: 3,
  },
  STATE_CAPACITY_EXCEEDED: {
    doc: "The state tree does not fit the memory it may use.",
    sentence: "The state tree with {leaves} leaves cannot grow within {maximum} bytes.",
    next: "Nothing was applied; give the tree more memory, or open another lane.",
    exitCode: 3,
    rpc: -32603,
  },
  STATE_CHANGES_INVALID: {
    doc: "Bytes given as change records of a block are not whole records of known kinds.",
    sentence: "The {size} bytes given as state changes are not whole records of known kinds.",
    next: "Nothing was applied; give the records as the runtime wrote them.",
    exitCode: 3,
  },
  STATE_CODE_WRONG: {
    doc: "A contract's code that was loaded from disk is not the one its hash names.",
    sentence: "A contract's code is not the one its hash names.",
    next: "Nothing is served. Restore the directory from a copy.",
    exitCode: 3,
  },
  STATE_PROOF_INVALID: {
    doc: "A state proof is malformed or does not lead to the root.",
    sentence: "The state proof does not hold: {problem}.",
    next: "Ask for a proof against this root and this key.",
    exitCode: 2,
    rpc: -32602,
  },
  // ---- signature recovery
  TRANSACTION_TYPE_REFUSED: {
    doc: "A transaction's type is known, but does not pass here.",
    sentence: "Transactions of type {type} are refused: {reason}.",
    next: "Send a transaction of another type.",
    exitCode: 2,
    rpc: -32000,
  },
  TRANSACTION_UNPROTECTED: {
    doc: "A legacy transaction names no chain, so it could be repeated on any (EIP-155).",
    sentence: "The transaction names no chain.",
    next: "Sign it for this chain.",
    exitCode: 2,
    rpc: -32000,
  },
  TRANSACTION_TOO_LARGE: {
    doc: "A raw transaction is larger than is let through.",
    sentence: "The transaction has {size} bytes; at most {limit} are let through.",
    next: "Divide it.",
    exitCode: 2,
    rpc: -32000,
  },
  RECOVERY_LIBRARY_MISSING: {
    doc: "The library that should recover signatures is not installed or gives wrong answers.",
    sentence: "No working library for signatures: {library}.",
    next: "Install it, or let the program choose.",
    exitCode: 1,
  },
  RECOVERY_WORKER_FAILED: {
    doc: "A thread that recovers signatures ended by itself or gives no answer; its pool is lost.",
    sentence: "A thread that recovers signatures failed: {problem}.",
    next: "Start again; if it happens again, report it.",
    exitCode: 3,
    rpc: -32603,
  },
  // ---- the reference virtual machine and the conformance tests
  REFERENCE_UNSUPPORTED: {
    doc: "The reference virtual machine was asked for something it does not compute.",
    sentence: "The reference virtual machine does not compute {what}.",
    next: "Compute it from the accounts it returns.",
    exitCode: 1,
  },
  // ---- compiler
  COMPILER_UNKNOWN_FUNCTION: {
    doc: "The compiler calls a function that is not the runtime's.",
    sentence: "The runtime has no function {name} for compiled code.",
    next: "Report the contract's code: the compiler is at fault.",
    exitCode: 3,
  },
  REFERENCE_FAILED: {
    doc: "The reference virtual machine broke down instead of running or refusing a transaction.",
    sentence: "The reference virtual machine failed: {problem}.",
    next: "Leave the case out of the comparison and list the defect.",
    exitCode: 1,
  },
  // ---- log and snapshots
  LOG_CORRUPT: {
    doc: "The log of blocks is damaged where it had been safely on disk.",
    sentence: "The log {file} is damaged at byte {offset}: {problem}.",
    next: "No crash does this. Check the disk, and restore the directory from a copy.",
    exitCode: 3,
  },
  LOG_BLOCKS_MISSING: {
    doc: "The log of blocks does not hold a block that it must hold.",
    sentence: "The log goes on at block {actual} where block {expected} is needed.",
    next: "Restore the missing files of the log from a copy.",
    exitCode: 3,
  },
  LOG_BLOCK_OUT_OF_ORDER: {
    doc: "A block was appended to the log that is not the next one.",
    sentence: "The log's next block is {expected}, not {actual}.",
    next: "Append every block once, in order.",
    exitCode: 3,
  },
  LOG_ENTRY_INVALID: {
    doc: "A block cannot be written to the log as it was given.",
    sentence: "Block {number} cannot be logged: {problem}.",
    next: "Give the block's parts as they were made.",
    exitCode: 3,
  },
  LOG_WRITE_FAILED: {
    doc: "The system did not write or sync the log, or it is closed; what is on disk is unknown.",
    sentence: "The log {file} could not be written: {problem}.",
    next: "Make room or mend the disk, then start again; blocks that were not acknowledged may be lost.",
    exitCode: 3,
    rpc: -32603,
  },
  SNAPSHOT_CORRUPT: {
    doc: "A snapshot of the state, or what describes it, is damaged.",
    sentence: "The snapshot's {file} is damaged: {problem}.",
    next: "Check the disk; when no snapshot is whole, restore the directory from a copy.",
    exitCode: 3,
  },
  SNAPSHOT_FAILED: {
    doc: "The system did not let a snapshot be written; the other snapshot and the log are as they were.",
    sentence: "The snapshot could not be taken: {problem}.",
    next: "Make room or mend the disk; blocks are safe in the log meanwhile.",
    exitCode: 3,
    rpc: -32603,
  },
  STATE_ROOT_MISMATCH: {
    doc: "The state that was loaded from disk has not the root that was recorded for it.",
    sentence: "The state loaded for block {block} has the root {actual}; recorded is {expected}.",
    next: "Nothing is served. Restore the directory from a copy.",
    exitCode: 3,
  },
  // ---- benchmark of the executor
  BENCH_INVALID: {
    doc: "A benchmark could not be set up, or what it measured is not what the reference computes.",
    sentence: "The benchmark is not valid: {problem}.",
    next: "No figure of it counts; mend what it names.",
    exitCode: 3,
  },
} as const satisfies Readonly<Record<string, ErrorEntry>>;
