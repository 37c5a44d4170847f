import { parentPort } from "node:worker_threads";
import { setTimeout as wait } from "node:timers/promises";
import { Derivation, HttpArchive, L1Client, L1Reader } from "@muniment/derivation";
import { openGenesis } from "@muniment/node";
import { AttestationService, SimulatedEnclave } from "@muniment/prover";
import { batchDigest, isProtocolError, type Hex } from "@muniment/protocol";
import { FileSendJournal, ReliableSender } from "@muniment/sdk";
import { JsonRpcProvider, parseUnits, Wallet } from "ethers";
import type { ThreadReport, AttesterTask } from "./AttesterTask.js";

/** The life of the attesters' thread: looks at L1 again and again, and attests what is new. */
export async function runAttesters(data: unknown): Promise<void> {
  const task = data as AttesterTask;
  const provider = new JsonRpcProvider(task.l1Url, task.manifest.l1ChainId, {
    ...{ staticNetwork: true, cacheTimeout: -1 },
  });
  const service = await openService(task, provider);
  for (;;) {
    try {
      await service.tick();
    } catch (error) {
      report({ kind: isWrong(error) ? "failed" : "trouble", problem: messageOf(error) });
      if (isWrong(error)) return;
    }
    await wait(task.pollInterval);
  }
}

async function openService(task: AttesterTask, provider: JsonRpcProvider): Promise<AttestationService> {
  const { manifest, keys, blobs, payer, directory } = task;
  const { contracts, lane, chainId } = manifest;
  const [rollup, queue, registry] = [
    contracts.Rollup,
    contracts.MessageQueue,
    contracts.AttesterRegistry,
  ].map(({ address }) => address.toLowerCase() as Hex) as [Hex, Hex, Hex];
  const l1 = new L1Client(provider);
  const genesis = openGenesis(manifest);
  const enclaves: SimulatedEnclave[] = [];
  for (const key of keys) {
    const options = { key, registry, queue, chainId, genesis: genesis.replica };
    enclaves.push(await SimulatedEnclave.start(options, { l1 }));
  }
  const fromBlock = BigInt(manifest.l1Block);
  const derivation = new Derivation(
    { chainId, queue, genesis: batchDigest(genesis.header) },
    {
      ...{ l1, archive: new HttpArchive(blobs) },
      reader: new L1Reader({ rollup, queue, lane, fromBlock, depth: 0n }, { l1 }),
    },
  );
  const sender = await ReliableSender.open({
    ...{ provider, wallet: new Wallet(payer, provider), confirmations: 1 },
    ...{ feeLimit: parseUnits("1000", "gwei"), journal: await FileSendJournal.open(directory) },
    onTrouble: (trouble) => report({ kind: "trouble", problem: trouble.message }),
  });
  return new AttestationService({ derivation, enclaves, sender }, { lane, rollup, quorum: keys.length });
}

/** A batch that is not right, or no longer the next one: nothing behind it is signed. */
function isWrong(error: unknown): boolean {
  return isProtocolError(error) && error.code.startsWith("BATCH_") && error.code !== "BATCH_DATA_MISSING";
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function report(message: ThreadReport): void {
  parentPort?.postMessage(message);
}
