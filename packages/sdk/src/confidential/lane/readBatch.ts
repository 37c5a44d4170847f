import { decodeSettlementData, ProtocolError } from "@muniment/protocol";
import { findBatchData } from "./findBatchData.js";
import type { LaneProvider } from "./LaneProvider.js";
import type { FinalCommit } from "./readFinalCommits.js";
import type { SettledBatch } from "./SettledBatch.js";

/**
 * A FINAL commit with the operations that its transaction carries.
 * @throws SETTLEMENT_DATA_MISSING, SETTLEMENT_BATCH_INVALID, FIELD_ELEMENT_INVALID
 */
export async function readBatch(provider: LaneProvider, commit: FinalCommit): Promise<SettledBatch> {
  const { header, transaction, block, finalBlock } = commit;
  const { index, time } = header;
  const data = await findBatchData(provider, transaction, header);
  if (data === undefined) {
    const problem = "no call of its transaction carries them";
    throw new ProtocolError("SETTLEMENT_DATA_MISSING", { index, transaction, problem });
  }
  const operations = data.length === 0 ? [] : decodeSettlementData(data);
  return { index, header, operations, transaction, block, finalBlock, time };
}
