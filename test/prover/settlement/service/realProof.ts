import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { isProtocolError } from "@muniment/protocol";
import { ThreadProver, writeInsecureSrs } from "@muniment/prover";
import { expect } from "chai";
import { network } from "hardhat";
import { assets, SettlementWorld } from "../../../helpers/settlement/SettlementWorld.js";
import { rejected } from "../../../helpers/rejected.js";
import { settlementNetwork } from "../../../L1/helpers/settlement/setUpSettlement.js";
import { serviceOn } from "./helpers/serviceOn.js";

const connection = await network.create(settlementNetwork);
const openBench = serviceOn(connection, { generated: true });

const place = (path: string) => fileURLToPath(new URL(`../../../../${path}`, import.meta.url));

function threadProver(work = mkdtempSync(join(tmpdir(), "muniment-proving-"))): ThreadProver {
  const levels = 17;
  const { key } = JSON.parse(readFileSync(place("circuits/keys/insecure/batch2.json"), "utf8")) as {
    key: string;
  };
  const circuit = place("circuits/compiled/batch2.json");
  const srs = writeInsecureSrs(place("cache/srs"), levels);
  return new ThreadProver({
    circuits: [{ size: 2, circuit, key: Buffer.from(key, "base64") }],
    ...{ srs, levels, work },
  });
}

describe("prover > SettlementService > with real proofs", function () {
  this.timeout(200_000);

  it("SETTLE-86: a deposit becomes a note by a proof from the thread", async () => {
    const prover = threadProver();
    const bench = await openBench({ prover });
    const id = await bench.fund(bench.world.alice, assets.bond, 1_000n);
    await bench.service.tick();
    expect(bench.service.proving).to.include({ batch: 1n, phase: "witness" });
    await bench.settle();
    expect(bench.service.trouble).to.equal(undefined);
    expect(bench.service.operation(id)).to.include({ status: "final", batch: 1n });
    expect(await bench.lastFinal()).to.equal(1n);
    const figures = await bench.service.metrics.text();
    expect(figures).to.include('muniment_settlement_proving_seconds_count{phase="proof",size="2"} 1');
    await bench.close();
  });

  it("SETTLE-124: the thread says of inputs without a witness that the circuit refuses them, and lives on", async () => {
    const prover = threadProver();
    const refused = await rejected(prover.witness(2, { statement: {}, batch: {} }));
    expect(refused.code).to.equal("SETTLEMENT_WITNESS_REFUSED");
    const failed = await rejected(prover.prove(2, new Uint8Array([1])));
    expect(failed.code).to.equal("BARRETENBERG_FAILED");
    const asked = prover.prove(2, new Uint8Array([1])).catch((error: unknown) => error);
    await prover.close();
    const ended = await asked;
    expect(isProtocolError(ended) && ended.code).to.equal("PROVER_THREAD_FAILED");
  });

  it("SETTLE-129: who closes it ends the native prover too, and no witness stays behind", async () => {
    const work = mkdtempSync(join(tmpdir(), "muniment-proving-"));
    mkdirSync(join(work, "muniment-prover-lost"));
    const prover = threadProver(work);
    expect(readdirSync(work)).to.deep.equal([]);
    const world = SettlementWorld.funded();
    const { inputs } = world.plan([world.delivery(), world.blank()]).state(`0x${"ab".repeat(32)}`);
    const asked = prover.prove(2, await prover.witness(2, inputs)).catch((error: unknown) => error);
    const runs = () => execFileSync("ps", ["-A", "-o", "args"], { encoding: "utf8" }).includes(`${work}/`);
    while (!runs()) await pause(20);
    await prover.close();
    const ended = await asked;
    expect(isProtocolError(ended) && ended.code).to.equal("PROVER_THREAD_FAILED");
    expect([runs(), readdirSync(work)]).to.deep.equal([false, []]);
  });
});
