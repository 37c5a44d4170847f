import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { HttpArchive } from "@muniment/derivation";
import { getDisputes, readRollupManifest, simulatedKey } from "@muniment/sdk";
import { JsonRpcProvider } from "ethers";
import { Liar } from "../../../../tasks/demo/dispute/Liar.js";
import type { LyingTrace } from "../../../../tasks/demo/dispute/LyingTrace.js";
import { theLies } from "./theLies.js";

/** Milliseconds between two looks at L1. */
const interval = 200;

/**
 * A committer that lies, as a process: it reads the name of a lie from each line, commits it, and defends it until its
 * dispute is over. Arguments: the manifest's path, and the addresses of L1 and of an archive of blobs.
 */
const [path, url, archive] = process.argv.slice(2) as [string, string, string];
const manifest = await readRollupManifest(path);
const l1 = new JsonRpcProvider(url, manifest.l1ChainId, { staticNetwork: true, cacheTimeout: -1 });
l1.pollingInterval = interval;
const place = { manifest, l1, archive: new HttpArchive(archive), key: simulatedKey("committer") };
const liar = new Liar(place);
await liar.follow();
say({ ready: true });
for await (const name of createInterface({ input: process.stdin })) {
  const contents = await theLies[name]?.(manifest.chainId);
  if (contents === undefined) throw new TypeError(`there is no lie "${name}"`);
  const trace = await liar.commit(contents);
  say({ lie: name, digest: trace.batch.digest });
  await untilOver(trace);
}

function say(what: Readonly<Record<string, unknown>>): void {
  process.stdout.write(`${JSON.stringify(what)}\n`);
}

async function untilOver(trace: LyingTrace): Promise<void> {
  const { address } = manifest.contracts.DisputeGame;
  for (;;) {
    const { digest } = trace.batch;
    const [dispute] = await getDisputes(l1, address, { digest, fromBlock: manifest.l1Block });
    if (dispute?.end !== undefined) return;
    if (!(await liar.answer(trace))) await sleep(interval);
  }
}
