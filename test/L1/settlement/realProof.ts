import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { network } from "hardhat";
import type { Hex } from "@muniment/protocol";
import { batchDigest, toHex } from "@muniment/protocol";
import { BatchProver, readSrs, writeInsecureSrs } from "@muniment/prover";
import { executeBatch } from "../../helpers/settlement/executeBatch.js";
import type { MadeBatch } from "../helpers/settlement/SettlementDesk.js";
import { restated, SettlementDesk } from "../helpers/settlement/SettlementDesk.js";
import { settlementLane, settlementNetwork, setUpSettlement } from "../helpers/settlement/setUpSettlement.js";

const connection = await network.create(settlementNetwork);
const fixture = async () => setUpSettlement(connection, { generated: true });
const place = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));
/** Rows of the circuit of two operations, as a power of two. */
const levels = 17;

/** Proves a batch with the development SRS. */
async function prove(desk: SettlementDesk, batch: MadeBatch): Promise<Hex> {
  const srs = readSrs(writeInsecureSrs(place("cache/srs"), levels), levels);
  const prover = new BatchProver(place("circuits/compiled/batch2.json"), srs);
  const { key } = JSON.parse(readFileSync(place("circuits/keys/insecure/batch2.json"), "utf8")) as {
    key: string;
  };
  const { inputs } = desk.planned!.state(batchDigest(batch.header));
  const { proof } = await prover.prove(await executeBatch(inputs), Buffer.from(key, "base64"));
  return toHex(proof);
}

describe("SettlementPortal > with real proofs", function () {
  this.timeout(200_000);

  it("SETTLE-72, SETTLE-86: shields and a delivery against payment become FINAL by proofs of the circuit", async () => {
    const l1 = await connection.networkHelpers.loadFixture(fixture);
    const { actors, rollup, verifier } = l1;
    const desk = await SettlementDesk.open(l1);
    const { alice, bob } = desk.world;
    const shields = await desk.make([
      await desk.fund(actors.anyone, alice, 1n, 1_000n),
      await desk.fund(actors.other, bob, 2n, 5_000n),
    ]);
    const first = await prove(desk, shields);
    await desk.post({ ...shields, proof: first });
    desk.tip = shields.header;

    const delivery = await desk.make([desk.world.delivery(), desk.world.blank()]);
    await expect(desk.post({ ...delivery, proof: first })).to.be.revert(connection.ethers);
    const second = await prove(desk, delivery);
    const other = restated(delivery, { header: { time: delivery.header.time - 1n } });
    await expect(desk.post({ ...other, proof: second })).to.be.revert(connection.ethers);
    const sent = await desk.post({ ...delivery, proof: second });
    expect(await rollup.lastFinal(settlementLane)).to.equal(2n);
    expect(await verifier.isProduction()).to.equal(false);
    const { gasUsed } = (await sent.wait())!;
    expect(gasUsed).to.be.lessThan(1_400_000n);
  });
});
