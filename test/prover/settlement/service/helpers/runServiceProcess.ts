import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { systemClock } from "@muniment/node";
import type { Hex } from "@muniment/protocol";
import { decodeBatchHeader, fromHex } from "@muniment/protocol";
import { runService, SettlementServer, SettlementService } from "@muniment/prover";
import { FileSendJournal, ReliableSender } from "@muniment/sdk";
import { JsonRpcProvider, Network, Wallet } from "ethers";
import { pino } from "pino";
import { ConformanceProver } from "./ConformanceProver.js";
import type { ServiceProgram } from "./ServiceProgram.js";

/** Takes a moment for a proof, in which a batch can be lost. */
class SlowProver extends ConformanceProver {
  override async prove(size: number, witness: Uint8Array, inputs: readonly Hex[]): Promise<Uint8Array> {
    await pause(150);
    return super.prove(size, witness, inputs);
  }
}

// A prover's service in a process of its own, to be killed: its address is the first line that it writes.
process.stdin.once("end", () => process.exit()).resume();
const program = JSON.parse(process.argv[2] ?? "") as ServiceProgram;
const network = Network.from(31_337n);
const provider = new JsonRpcProvider(program.l1Url, network, { staticNetwork: network, cacheTimeout: -1 });
const wallet = new Wallet(program.key, provider);
const log = pino({ level: "warn" }, pino.destination(2));
const sender = await ReliableSender.open({
  ...{ provider, wallet, confirmations: 1, feeLimit: 1_000n * 10n ** 9n },
  journal: await FileSendJournal.open(join(program.directory, "sending")),
});
const { contracts, rosters } = program;
const service = new SettlementService(
  {
    ...{ contracts, rosters, genesis: decodeBatchHeader(fromHex(program.genesis)), fromBlock: 0 },
    ...{ directory: join(program.directory, "journal"), operator: wallet.address, isProduction: false },
    ...{ greatestWait: 100, shieldPatience: 1_000_000n },
  },
  { provider, sender, prover: new SlowProver(), clock: systemClock, log },
);
const server = await SettlementServer.start({ service, log });
process.stdout.write(`${server.url}\n`);
await runService(service, { clock: systemClock, interval: 30, signal: new AbortController().signal, log });
