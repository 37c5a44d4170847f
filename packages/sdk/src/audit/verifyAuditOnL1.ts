import {
  decodeBatchHeader,
  decodeStateProof,
  fromHex,
  isProtocolError,
  keccak256,
  ProtocolError,
  slotKey,
  verifyStateProof,
  zeroHash,
  type Hex,
} from "@muniment/protocol";

import { wordOf } from "../bridge/wordOf.js";
import type { RollupContracts } from "../rollup/connectRollup.js";
import { evidenceNames, type EvidenceName } from "../rollup/evidenceNames.js";
import type { AuditTrail } from "./AuditLine.js";
import type { AssetProof, AuditProofs } from "./AuditProofs.js";
import { checkpointHeads, type CheckpointHead } from "./checkpointHeads.js";
import { lifecycleSlots } from "./lifecycleSlots.js";
import { verifyAudit, type AuditVerification } from "./verifyAudit.js";

/** What a trail is held against, all from sources that one trusts. */
export interface AuditAnchor {
  /** Contracts of the rollup on an L1 that one trusts. */
  readonly rollup: Pick<RollupContracts, "Rollup" | "lane">;
  readonly l1ChainId: number;
  /** Chain id of the lane. */
  readonly chainId: number;
  /** Address of Lifecycle, when it is known; without it the trail says which, and a reader compares. */
  readonly lifecycle?: string;
}

/** What a trail that was checked on L1 proves besides. */
export interface AnchoredAudit extends AuditVerification {
  readonly batch: bigint;
  readonly level: "COMMITTED" | "FINAL";
  readonly evidence: readonly EvidenceName[];
  /** Assets whose newest checkpoint is proven. */
  readonly assets: number;
  readonly lifecycle: string;
}

/**
 * Checks a trail with proofs, trusting L1 alone: the trail itself, the header by the digest on L1, the proofs by the
 * header's state root, and that the checkpoint chains of the trail end where that state says (spec/audit.md, AUDIT-9 to
 * AUDIT-12).
 * @throws AUDIT_TAMPERED, AUDIT_PROOF_MISSING, AUDIT_PROOF_MISMATCH naming the field, and for a head the line
 */
export async function verifyAuditOnL1(
  trail: AuditTrail,
  anchor: AuditAnchor,
  head?: string,
): Promise<AnchoredAudit> {
  const verification = verifyAudit(trail, head);
  const { proofs } = trail;
  if (proofs === undefined) throw new ProtocolError("AUDIT_PROOF_MISSING", { asset: "any" });
  const level = await verifyBatch(trail, proofs, anchor);
  verifyHeads(trail, proofs);
  const { lifecycle } = trail.header;
  return { ...verification, ...level, assets: proofs.assets.length, lifecycle };
}

async function verifyBatch(
  { header: trail }: AuditTrail,
  proofs: AuditProofs,
  { rollup: { Rollup, lane }, l1ChainId, chainId, lifecycle }: AuditAnchor,
): Promise<Pick<AnchoredAudit, "batch" | "level" | "evidence">> {
  const bytes = fromHex(proofs.header);
  const header = decodeBatchHeader(bytes);
  const rollup = (Rollup.target as string).toLowerCase();
  expect("proofs.l1ChainId", l1ChainId, proofs.l1ChainId);
  expect("proofs.rollup", rollup, proofs.rollup.toLowerCase());
  expect("proofs.lane", lane, proofs.lane);
  expect("proofs.batch", header.index.toString(), proofs.batch);
  expect("proofs.header", await Rollup.digestOf(lane, header.index), keccak256(bytes));
  expect("header.chainId", String(chainId), trail.chainId);
  if (lifecycle !== undefined)
    expect("header.lifecycle", lifecycle.toLowerCase(), trail.lifecycle.toLowerCase());
  expect("header.toBlock", Number(header.firstBlock) + header.blocks - 1, trail.toBlock);
  const [level, evidence] = await Promise.all([
    Rollup.levelOf(lane, header.index),
    Rollup.evidenceOf(lane, header.index),
  ]);
  return {
    batch: header.index,
    level: level === 2n ? "FINAL" : "COMMITTED",
    evidence: evidenceNames(evidence),
  };
}

/** Each asset of the trail has one proof, and each proof an asset of the trail. */
function verifyHeads(trail: AuditTrail, { header, assets }: AuditProofs): void {
  const { stateRoot } = decodeBatchHeader(fromHex(header));
  const heads = checkpointHeads(trail);
  const wanted = new Set([...heads.keys(), ...(trail.header.asset === null ? [] : [trail.header.asset])]);
  const proven = new Set<string>();
  assets.forEach((proof, index) => {
    const { asset } = proof;
    const field = `proofs.assets.${String(index)}`;
    if (proven.has(asset) || !wanted.has(asset))
      expect(`${field}.asset`, "an asset of the trail, once", asset);
    proven.add(asset);
    verifyHead({ proof, field, stateRoot, lifecycle: trail.header.lifecycle }, heads.get(asset));
  });
  for (const asset of wanted)
    if (!proven.has(asset)) throw new ProtocolError("AUDIT_PROOF_MISSING", { asset });
}

interface HeadClaim {
  readonly proof: AssetProof;
  readonly field: string;
  readonly stateRoot: Hex;
  readonly lifecycle: string;
}

function verifyHead({ proof, field, stateRoot, lifecycle }: HeadClaim, head?: CheckpointHead): void {
  const slots = lifecycleSlots(proof.asset);
  const word = (name: "head" | "checkpoints", bytes: Hex): Hex =>
    proven(`${field}.${name}Proof`, stateRoot, slotKey(lower(lifecycle), slots[name]), bytes);
  const stateHead = word("head", proof.headProof);
  const stateCount = word("checkpoints", proof.checkpointsProof);
  expect(`${field}.head`, stateHead, proof.head);
  expect(`${field}.checkpoints`, stateCount, wordOf(BigInt(proof.checkpoints)));
  const line = head === undefined ? "the trail's end" : `line ${String(head.line)}`;
  expect(`checkpoint on ${line}`, stateHead, head?.hash ?? zeroHash);
  expect(`number of checkpoints up to ${line}`, BigInt(stateCount).toString(), String(head?.length ?? 0));
}

function proven(field: string, root: Hex, key: Hex, proof: Hex): Hex {
  try {
    return verifyStateProof(root, key, decodeStateProof(fromHex(proof)));
  } catch (error) {
    if (!isProtocolError(error)) throw error;
    return refuse(field, `a proof under ${root}`, error.message, error);
  }
}

function expect(field: string, expected: string | number, actual: string | number): void {
  if (expected !== actual) refuse(field, expected, actual);
}

function refuse(field: string, expected: string | number, actual: string | number, cause?: unknown): never {
  throw new ProtocolError("AUDIT_PROOF_MISMATCH", { field, expected, actual }, { cause });
}

const lower = (text: string): Hex => text.toLowerCase() as Hex;
