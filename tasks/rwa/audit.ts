import { writeFile } from "node:fs/promises";
import { basename } from "node:path";

import { ProtocolError } from "@muniment/protocol";
import { buildAudit, formatAudit, parseAudit, verifyAudit, type AuditVerification } from "@muniment/sdk";

import { offlineAction } from "../context/action.js";
import type { Arguments } from "../context/Arguments.js";
import type { Context } from "../context/Context.js";
import { InputFolder } from "../context/InputFolder.js";
import { openContext } from "../context/openContext.js";
import { startBlock } from "../context/startBlock.js";

/** Checks an exported trail without any node. */
export async function verify(file: string, head?: string): Promise<AuditVerification> {
  return verifyAudit(parseAudit(file, await InputFolder.of(file).text(basename(file))), head);
}

/** Rebuilds the trail from chain events and writes it. */
export async function exportTrail(context: Context, args: Arguments): Promise<void> {
  const format = args.text("export");
  if (format !== "json" && format !== "csv") {
    throw new ProtocolError("ARGUMENT_INVALID", {
      option: "--export",
      value: format,
      expected: "json or csv",
    });
  }
  const { provider, contracts, manifest, output } = context;
  const trail = await buildAudit({
    provider,
    contracts,
    fromBlock: startBlock(manifest),
    ...(args.optional("asset") === undefined ? {} : { asset: args.id("asset") }),
  });
  const out = args.optional("out") ?? `audit.${format}`;
  await writeFile(out, formatAudit(trail, format));
  output.value("file", out);
  output.value("lines", trail.count);
  output.value("head", trail.head);
}

export default offlineAction(async (hre, args, output) => {
  const file = args.optional("verify");
  if (file === undefined) await exportTrail(await openContext(hre, args, output), args);
  else {
    const result = await verify(file, args.optional("head"));
    output.value("verified", file);
    for (const [name, value] of Object.entries(result)) output.value(name, value as string | number);
  }
});
