import type { ErrorEntry } from "./ErrorEntry.js";

/**
 * The part of the registry that belongs to the node. Where wallets and libraries tell refusals apart by their words, the
 * sentence begins with the words they know.
 */
export const nodeErrors = {
  // ---- JSON-RPC
  RPC_PARSE_FAILED: {
    doc: "The bytes of a request are not JSON.",
    sentence: "The request is not JSON: {problem}.",
    next: "Send a JSON-RPC 2.0 request.",
    exitCode: 1,
    rpc: -32700,
  },
  RPC_REQUEST_INVALID: {
    doc: "A request is JSON and no JSON-RPC 2.0 request.",
    sentence: "The request is invalid: {problem}.",
    next: "Send an object with jsonrpc, id, method and params.",
    exitCode: 1,
    rpc: -32600,
  },
  RPC_METHOD_UNKNOWN: {
    doc: "A method that the node does not have was asked for.",
    sentence: "The method {method} does not exist.",
    next: "See the list of methods in the node's README.",
    exitCode: 1,
    rpc: -32601,
  },
  RPC_PARAMETERS_WRONG: {
    doc: "A parameter of a request is missing or not what the method takes.",
    sentence: "Invalid parameters: {where}: {problem}.",
    next: "Mend it and ask again.",
    exitCode: 1,
    rpc: -32602,
  },
  RPC_LIMIT_EXCEEDED: {
    doc: "A request is beyond one of the node's limits.",
    sentence: "{what}: {actual} exceeds the limit of {limit}.",
    next: "Ask for less at once.",
    exitCode: 1,
    rpc: -32005,
  },
  RPC_FAILED: {
    doc: "The node could not answer for a reason of its own.",
    sentence: "The node could not answer: {problem}.",
    next: "Try again; if it happens again, look into the node's log.",
    exitCode: 3,
    rpc: -32603,
  },
  PORT_IN_USE: {
    doc: "Something else listens at the port that a server was told to take.",
    sentence: "{what} cannot listen at {host}, port {port}: it is taken.",
    next: "End what listens there, or give another port.",
    exitCode: 1,
  },
  RPC_FILTER_UNKNOWN: {
    doc: "A filter was never made here, or nobody asked for its changes for too long.",
    sentence: "filter not found: {id}.",
    next: "Make a new filter.",
    exitCode: 1,
    rpc: -32000,
  },
  // ---- blocks and state
  BLOCK_UNKNOWN: {
    doc: "A block that a question is about is not in the chain.",
    sentence: "header not found: there is no block {block}.",
    next: "The latest block is {latest}.",
    exitCode: 1,
    rpc: -32000,
  },
  STATE_PRUNED: {
    doc: "The state after a block is too old to be kept.",
    sentence: "The state of block {block} is pruned; the oldest that is there is that of block {oldest}.",
    next: "Ask for a later block.",
    exitCode: 1,
    rpc: -32000,
  },
  BLOCKS_PRUNED: {
    doc: "Blocks this old are not kept on disk.",
    sentence: "The block {block} is pruned; the oldest that is there is {oldest}.",
    next: "Ask an archive, or for a later block.",
    exitCode: 1,
    rpc: -32000,
  },
  TRANSACTION_UNKNOWN: {
    doc: "A transaction that a question is about is in no block.",
    sentence: "transaction not found: {hash} is in no block.",
    next: "Wait until it has a receipt.",
    exitCode: 1,
    rpc: -32000,
  },
  LANE_UNKNOWN: {
    doc: "A question is about what L1 has of the lane, and the node was told nothing of L1.",
    sentence: "This node does not follow L1: it knows no batches.",
    next: "Ask a node that does, or start this one with the manifest of the rollup.",
    exitCode: 1,
    rpc: -32000,
  },
  MESSAGES_DIFFER: {
    doc: "A FINAL root is not that of the messages that the node's blocks have sent.",
    sentence: "Batch {batch} has the message root {expected}; the node's blocks give {actual}.",
    next: "The node is behind L1, or its chain is another; see muniment_getLevel and its log.",
    exitCode: 3,
    rpc: -32000,
  },
  CALL_REVERTED: {
    doc: "A call was reverted by the contract; the error's data are what it returned.",
    sentence: "execution reverted{reason}.",
    next: "The data say why.",
    exitCode: 2,
    rpc: 3,
  },
  CALL_HALTED: {
    doc: "A call ended without gas or in an invalid operation.",
    sentence: "out of gas or invalid operation: the call halted with {gas} gas.",
    next: "No gas limit up to this one is enough.",
    exitCode: 2,
    rpc: -32000,
  },
  CALL_REFUSED: {
    doc: "A call could not be run at all.",
    sentence: "{reason}.",
    next: "Mend the call.",
    exitCode: 2,
    rpc: -32000,
  },
  // ---- the pool
  POOL_NONCE_TOO_LOW: {
    doc: "A transaction's nonce was used already.",
    sentence: "nonce too low: next nonce {expected}, tx nonce {actual}.",
    next: "Take the next nonce.",
    exitCode: 2,
    rpc: -32000,
  },
  POOL_NONCE_TOO_HIGH: {
    doc: "A transaction's nonce is too far beyond its sender's.",
    sentence: "nonce too high: next nonce {expected}, tx nonce {actual}, at most {limit} ahead.",
    next: "Send the transactions before it first.",
    exitCode: 2,
    rpc: -32000,
  },
  POOL_KNOWN: {
    doc: "The pool has the very transaction already.",
    sentence: "already known: {hash}.",
    next: "Wait for its receipt.",
    exitCode: 2,
    rpc: -32000,
  },
  POOL_REPLACEMENT_UNDERPRICED: {
    doc: "A transaction that would take another's place does not pay a tenth more.",
    sentence: "replacement transaction underpriced: it must pay {fee} fee and {tip} tip per gas at least.",
    next: "Raise both by a tenth.",
    exitCode: 2,
    rpc: -32000,
  },
  POOL_UNDERPRICED: {
    doc: "A transaction pays less than any block or the node takes.",
    sentence: "transaction underpriced: {what} {actual} is below {least}.",
    next: "Raise it.",
    exitCode: 2,
    rpc: -32000,
  },
  POOL_L1_UNPAID: {
    doc: "A transaction's tip does not pay for its bytes on L1.",
    sentence:
      "transaction underpriced: {what} {actual} is below {least}, which pays for {bytes} bytes on L1 with {gas} gas.",
    next: "Raise it; eth_maxPriorityFeePerGas advises a tip that is taken.",
    exitCode: 2,
    rpc: -32000,
  },
  POOL_TIP_ABOVE_FEE: {
    doc: "A transaction's tip is higher than its whole fee.",
    sentence: "max priority fee per gas higher than max fee per gas: {tip} and {fee}.",
    next: "Raise the fee or lower the tip.",
    exitCode: 2,
    rpc: -32000,
  },
  POOL_FUNDS_TOO_LOW: {
    doc: "The sender's balance does not cover the transaction and what the sender has in the pool.",
    sentence:
      "insufficient funds for gas * price + value: balance {balance}, tx cost {cost}, already in the pool {reserved}.",
    next: "Fund the account, or lower fee and value.",
    exitCode: 2,
    rpc: -32000,
  },
  POOL_GAS_TOO_LOW: {
    doc: "A transaction's gas limit does not cover what it costs before it runs.",
    sentence: "intrinsic gas too low: gas {actual}, minimum needed {least}.",
    next: "Raise the gas limit.",
    exitCode: 2,
    rpc: -32000,
  },
  POOL_GAS_TOO_HIGH: {
    doc: "A transaction's gas limit is beyond what a transaction may have.",
    sentence: "exceeds block gas limit: gas {actual}, at most {limit}.",
    next: "Divide the transaction.",
    exitCode: 2,
    rpc: -32000,
  },
  POOL_DATA_TOO_LARGE: {
    doc: "A transaction's data or init code are larger than a transaction of the chain may have.",
    sentence: "oversized data: {actual} bytes, at most {limit}.",
    next: "Divide the transaction.",
    exitCode: 2,
    rpc: -32000,
  },
  POOL_SENDER_IS_CONTRACT: {
    doc: "A transaction's sender has a contract's code (EIP-3607).",
    sentence: "sender not an eoa: {sender} is a contract.",
    next: "Send from an account with a key.",
    exitCode: 2,
    rpc: -32000,
  },
  POOL_SENDER_FULL: {
    doc: "A sender has as many transactions in the pool as one may have.",
    sentence: "txpool is full for the sender {sender}: it has {limit} transactions waiting.",
    next: "Wait until some are in blocks.",
    exitCode: 2,
    rpc: -32000,
  },
  POOL_FULL: {
    doc: "The pool is full of transactions that pay as much or more.",
    sentence: "txpool is full: it holds {limit} transactions that pay more.",
    next: "Raise the tip, or wait.",
    exitCode: 2,
    rpc: -32000,
  },
  // ---- the L1 fee oracle
  FEE_ORACLE_REFUSED: {
    doc: "A transaction that tells the L1 fee oracle on L2 what L1 charges was executed and left nothing there.",
    sentence:
      "The L1 fee oracle took nothing from {account} in {transaction}; it is told again in {seconds} s.",
    next: "Give the node the key of the oracle's operator, which genesis names, or leave it out.",
    exitCode: 3,
  },
  // ---- the sequencer
  SEQUENCER_STOPPED: {
    doc: "The sequencer takes no transactions: it was stopped, or it failed.",
    sentence: "The sequencer takes no transactions: {problem}.",
    next: "Start the node again.",
    exitCode: 3,
    rpc: -32603,
  },
  SEQUENCER_WOULD_EQUIVOCATE: {
    doc: "Another block was signed already for the same lane, epoch and number.",
    sentence: "Block {number} of lane {lane}, epoch {epoch}, was signed as {signed}, and now is {actual}.",
    next: "Nothing is signed. The log was replaced by an older one: raise the epoch, or restore the log.",
    exitCode: 3,
    rpc: -32603,
  },
  SIGNATURE_JOURNAL_INVALID: {
    doc: "The file of what was signed does not belong here or is damaged.",
    sentence: "The journal of signatures {file} cannot be used: {problem}.",
    next: "Restore it from a copy; without it nothing is signed in this epoch.",
    exitCode: 3,
  },
} as const satisfies Readonly<Record<string, ErrorEntry>>;
