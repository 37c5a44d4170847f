import { writeFile } from "node:fs/promises";
import { basename } from "node:path";

import { ProtocolError } from "@muniment/protocol";
import {
  buildAudit,
  connectRollup,
  findAuditBatch,
  formatAudit,
  MunimentRpc,
  parseAudit,
  proveAudit,
  readManifest,
  readRollupManifest,
  verifyAudit,
  verifyAuditOnL1,
  type AnchoredAudit,
  type AuditTrail,
  type AuditVerification,
  type RpcTransport,
} from "@muniment/sdk";
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";

import { notFinal } from "../bridge/notFinal.js";

import { offlineAction } from "../context/action.js";
import type { Arguments } from "../context/Arguments.js";
import type { Context } from "../context/Context.js";
import { findRollupManifest } from "../context/findRollupManifest.js";
import { InputFolder } from "../context/InputFolder.js";
import { l1Place } from "../context/l1Place.js";
import { manifestPath } from "../context/manifestPath.js";
import { openChain } from "../context/openChain.js";
import { openContext } from "../context/openContext.js";
import { rollupManifestPath } from "../context/rollupManifestPath.js";
import { startBlock } from "../context/startBlock.js";
import type { Cell } from "../output/Output.js";

/** Checks an exported trail without any node. */
export async function verify(file: string, head?: string): Promise<AuditVerification> {
  return verifyAudit(parseAudit(file, await InputFolder.of(file).text(basename(file))), head);
}

/**
 * Checks an exported trail and its proofs against L1, and nothing else.
 * @throws AUDIT_TAMPERED, AUDIT_PROOF_MISSING, AUDIT_PROOF_MISMATCH
 */
async function verifyOnL1(
  hre: HardhatRuntimeEnvironment,
  args: Arguments,
  file: string,
): Promise<AnchoredAudit> {
  const trail = parseAudit(file, await InputFolder.of(file).text(basename(file)));
  const { proofs } = trail;
  if (proofs === undefined) throw new ProtocolError("AUDIT_PROOF_MISSING", { asset: "any" });
  const { root } = hre.config.paths;
  const l1 = await openChain(hre, l1Place(args), "L1");
  const manifest = await readRollupManifest(rollupManifestPath(root, l1.chainId, BigInt(proofs.lane)));
  // Where the deployment on the lane is known here, only its Lifecycle counts.
  const lifecycle = await readManifest(manifestPath(root, BigInt(manifest.chainId))).then(
    ({ contracts }) => contracts.Lifecycle.address,
    () => undefined,
  );
  const anchor = {
    rollup: connectRollup(manifest, l1.provider),
    l1ChainId: Number(l1.chainId),
    chainId: manifest.chainId,
    ...(lifecycle === undefined ? {} : { lifecycle }),
  };
  return verifyAuditOnL1(trail, anchor, args.optional("head"));
}

/** Builds the trail up to the chain's last block, or with proofs up to the last block of a batch that is on L1. */
async function buildTrail(context: Context, args: Arguments, hasProofs: boolean): Promise<AuditTrail> {
  const { provider, contracts, manifest } = context;
  const fromBlock = startBlock(manifest);
  const asset = args.optional("asset") === undefined ? {} : { asset: args.id("asset") };
  const parameters = { provider, contracts, fromBlock, ...asset };
  if (!hasProofs) return buildAudit(parameters);
  // The network's provider passes on any method.
  const rpc = new MunimentRpc(provider as typeof provider & RpcTransport);
  const { batch, toBlock } = await findAuditBatch(rpc, fromBlock, contracts.Lifecycle.target as string);
  return proveAudit(await buildAudit({ ...parameters, toBlock }), batch, rpc);
}

/** Rebuilds the trail from chain events and writes it. */
export async function exportTrail(context: Context, args: Arguments, hasProofs = false): Promise<void> {
  const format = args.text("export");
  if (format !== "json" && format !== "csv") {
    throw new ProtocolError("ARGUMENT_INVALID", {
      option: "--export",
      value: format,
      expected: "json or csv",
    });
  }
  const { output } = context;
  const trail = await buildTrail(context, args, hasProofs);
  const out = args.optional("out") ?? `audit.${format}`;
  await writeFile(out, formatAudit(trail, format));
  output.value("file", out);
  output.value("lines", trail.count);
  output.value("head", trail.head);
  if (trail.proofs !== undefined) output.value("provenBatch", trail.proofs.batch);
}

/** With --proofs, or where a rollup's manifest says that the chain is one of its lanes. */
async function wantsProofs(
  hre: HardhatRuntimeEnvironment,
  args: Arguments,
  chainId: number,
): Promise<boolean> {
  if (args.flag("proofs") || args.flag("noProofs")) return args.flag("proofs");
  return (await findRollupManifest(hre.config.paths.root, chainId)) !== undefined;
}

export default offlineAction(async (hre, args, output) => {
  const file = args.optional("verify");
  if (file === undefined) {
    const context = await openContext(hre, args, output);
    await exportTrail(context, args, await wantsProofs(hre, args, context.manifest.chainId));
    return;
  }
  const isOnL1 = ["l1Url", "l1Network"].some((name) => args.optional(name) !== undefined);
  const result = isOnL1 ? await verifyOnL1(hre, args, file) : await verify(file, args.optional("head"));
  output.value("verified", file);
  for (const [name, value] of Object.entries(result))
    output.value(name, Array.isArray(value) ? value.join(", ") : (value as Cell));
  if ("level" in result && result.level !== "FINAL") notFinal();
});
