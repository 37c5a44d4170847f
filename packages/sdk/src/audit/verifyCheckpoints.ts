import { ProtocolError } from "@muniment/protocol";
import { AbiCoder, concat, keccak256, ZeroHash } from "ethers";

import type { AuditLine, AuditTrail } from "./AuditLine.js";

const CHECKPOINT =
  "tuple(bytes32 previous, bytes32 asset, uint64 index, uint8 from, uint8 to, address actor, bytes32 basis, bytes32 evidenceRoot, uint32 policyVersion, uint64 time)";

interface StageAdvanced {
  readonly asset: string;
  readonly from: string;
  readonly to: string;
  readonly checkpoint: Readonly<Record<string, string>>;
  readonly evidence: readonly string[];
  readonly hash: string;
}

interface Position {
  readonly hash: string;
  readonly stage: string;
  readonly length: number;
}

function refuse(line: AuditLine, problem: string): never {
  throw new ProtocolError("AUDIT_TAMPERED", { line: line.line, problem });
}

function follow(line: AuditLine, args: StageAdvanced, position: Position): Position {
  const { checkpoint, evidence } = args;
  if (checkpoint["previous"] !== position.hash)
    refuse(line, "its checkpoint does not link to the one before");
  if (args.from !== position.stage || checkpoint["from"] !== args.from || checkpoint["to"] !== args.to) {
    refuse(line, "its checkpoint does not start at the stage reached before");
  }
  if (checkpoint["index"] !== String(position.length)) refuse(line, "its checkpoint is out of sequence");
  const root = evidence.length === 0 ? ZeroHash : keccak256(concat([...evidence]));
  if (checkpoint["evidenceRoot"] !== root) refuse(line, "its evidence does not give the evidence root");
  const hash = keccak256(AbiCoder.defaultAbiCoder().encode([CHECKPOINT], [checkpoint]));
  if (hash !== args.hash) refuse(line, "its checkpoint does not hash to the recorded value");
  return { hash, stage: args.to, length: position.length + 1 };
}

/**
 * Recomputes every asset's checkpoint chain.
 * @param validUntilRevoked First line that records an attestation, and the line that revokes it if any, by id.
 * @returns Number of checkpoints.
 * @throws AUDIT_TAMPERED
 */
export function verifyCheckpoints(
  trail: AuditTrail,
  validUntilRevoked: ReadonlyMap<string, { readonly from: number; readonly until: number }>,
): number {
  const positions = new Map<string, Position>();
  let count = 0;
  for (const line of trail.lines) {
    if (line.event !== "StageAdvanced" || line.address !== trail.header.lifecycle) continue;
    const args = line.args as unknown as StageAdvanced;
    for (const id of args.evidence) {
      const span = validUntilRevoked.get(id);
      if (span === undefined || span.from > line.line)
        refuse(line, `its evidence ${id} is not recorded before it`);
      if (span.until < line.line) refuse(line, `its evidence ${id} was revoked before it`);
    }
    const position = positions.get(args.asset) ?? { hash: ZeroHash, stage: "0", length: 0 };
    positions.set(args.asset, follow(line, args, position));
    count += 1;
  }
  return count;
}
