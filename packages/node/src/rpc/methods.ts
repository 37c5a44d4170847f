import { clientVersion as web3ClientVersion } from "./web3/clientVersion.js";
import { sha3 as web3Sha3 } from "./web3/sha3.js";
import { listening as netListening } from "./net/listening.js";
import { peerCount as netPeerCount } from "./net/peerCount.js";
import { version as netVersion } from "./net/version.js";
import { traceCall as debugTraceCall } from "./debug/traceCall.js";
import { traceTransaction as debugTraceTransaction } from "./debug/traceTransaction.js";
import { accounts } from "./eth/accounts.js";
import { blockNumber } from "./eth/blockNumber.js";
import { call } from "./eth/call.js";
import { chainId } from "./eth/chainId.js";
import { estimateGas } from "./eth/estimateGas.js";
import { feeHistory } from "./eth/feeHistory.js";
import { gasPrice } from "./eth/gasPrice.js";
import { getBalance } from "./eth/getBalance.js";
import { getBlockByHash } from "./eth/getBlockByHash.js";
import { getBlockByNumber } from "./eth/getBlockByNumber.js";
import { getBlockReceipts } from "./eth/getBlockReceipts.js";
import { getBlockTransactionCountByHash } from "./eth/getBlockTransactionCountByHash.js";
import { getBlockTransactionCountByNumber } from "./eth/getBlockTransactionCountByNumber.js";
import { getCode } from "./eth/getCode.js";
import { getFilterChanges } from "./eth/getFilterChanges.js";
import { getFilterLogs } from "./eth/getFilterLogs.js";
import { getLogs } from "./eth/getLogs.js";
import { getStorageAt } from "./eth/getStorageAt.js";
import { getTransactionByBlockHashAndIndex } from "./eth/getTransactionByBlockHashAndIndex.js";
import { getTransactionByBlockNumberAndIndex } from "./eth/getTransactionByBlockNumberAndIndex.js";
import { getTransactionByHash } from "./eth/getTransactionByHash.js";
import { getTransactionCount } from "./eth/getTransactionCount.js";
import { getTransactionReceipt } from "./eth/getTransactionReceipt.js";
import { getUncleCountByBlockHash } from "./eth/getUncleCountByBlockHash.js";
import { getUncleCountByBlockNumber } from "./eth/getUncleCountByBlockNumber.js";
import { maxPriorityFeePerGas } from "./eth/maxPriorityFeePerGas.js";
import { newBlockFilter } from "./eth/newBlockFilter.js";
import { newFilter } from "./eth/newFilter.js";
import { newPendingTransactionFilter } from "./eth/newPendingTransactionFilter.js";
import { sendRawTransaction } from "./eth/sendRawTransaction.js";
import { subscribe } from "./eth/subscribe.js";
import { syncing } from "./eth/syncing.js";
import { uninstallFilter } from "./eth/uninstallFilter.js";
import { unsubscribe } from "./eth/unsubscribe.js";
import { getBatch as munimentGetBatch } from "./muniment/getBatch.js";
import { getLevel as munimentGetLevel } from "./muniment/getLevel.js";
import { getProof as munimentGetProof } from "./muniment/getProof.js";
import { getReceipt as munimentGetReceipt } from "./muniment/getReceipt.js";
import { getWithdrawalProof as munimentGetWithdrawalProof } from "./muniment/getWithdrawalProof.js";
import type { RpcMethod } from "./RpcMethod.js";

/** Every method of the node. */
export const methods: readonly RpcMethod[] = [
  web3ClientVersion,
  web3Sha3,
  netListening,
  netPeerCount,
  netVersion,
  accounts,
  blockNumber,
  call,
  chainId,
  estimateGas,
  feeHistory,
  gasPrice,
  getBalance,
  getBlockByHash,
  getBlockByNumber,
  getBlockReceipts,
  getBlockTransactionCountByHash,
  getBlockTransactionCountByNumber,
  getCode,
  getFilterChanges,
  getFilterLogs,
  getLogs,
  getStorageAt,
  getTransactionByBlockHashAndIndex,
  getTransactionByBlockNumberAndIndex,
  getTransactionByHash,
  getTransactionCount,
  getTransactionReceipt,
  getUncleCountByBlockHash,
  getUncleCountByBlockNumber,
  maxPriorityFeePerGas,
  newBlockFilter,
  newFilter,
  newPendingTransactionFilter,
  sendRawTransaction,
  subscribe,
  syncing,
  uninstallFilter,
  unsubscribe,
  debugTraceCall,
  debugTraceTransaction,
  munimentGetBatch,
  munimentGetLevel,
  munimentGetProof,
  munimentGetReceipt,
  munimentGetWithdrawalProof,
];
