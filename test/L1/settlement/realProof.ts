import { expect } from "chai";
import { network } from "hardhat";
import type { Hex } from "@muniment/protocol";
import { batchDigest, encodeBatchHeader, toHex } from "@muniment/protocol";
import { planExit } from "@muniment/prover";
import { exitOf } from "../../helpers/settlement/exitOf.js";
import { provenCircuit } from "../../helpers/settlement/provenCircuit.js";
import { itemOf } from "../helpers/queueItems.js";
import { honkErrors } from "../helpers/settlement/honkErrors.js";
import type { MadeBatch } from "../helpers/settlement/SettlementDesk.js";
import { restated, SettlementDesk } from "../helpers/settlement/SettlementDesk.js";
import { settlementLane, settlementNetwork, setUpSettlement } from "../helpers/settlement/setUpSettlement.js";
import { passTime } from "../helpers/setUpL1.js";

const connection = await network.create(settlementNetwork);
const { networkHelpers } = connection;
const fixture = async () => setUpSettlement(connection, { generated: true });

/** How a circuit's verifier refuses a proof of other inputs. */
const wrongProof = [honkErrors, "SumcheckFailed"] as const;

/** The circuit's proof of the batch that was made last. */
async function prove(desk: SettlementDesk, batch: MadeBatch): Promise<Hex> {
  const { inputs } = desk.planned!.state(batchDigest(batch.header));
  return toHex((await provenCircuit("batch2", inputs)).proof);
}

describe("Settlement lane > with real proofs", function () {
  this.timeout(200_000);

  it("SETTLE-72, SETTLE-86, SETTLE-92: notes come in, settle and leave by proofs of the circuits", async () => {
    const l1 = await networkHelpers.loadFixture(fixture);
    const { actors, rollup, queue, verifier, exit, exitCircuit, parameters, bond } = l1;
    const desk = await SettlementDesk.open(l1);
    const { alice, bob } = desk.world;
    const shields = await desk.make(await desk.fundBoth());
    const first = await prove(desk, shields);
    await desk.post({ ...shields, proof: first });
    desk.tip = shields.header;

    const delivery = await desk.make([desk.world.delivery(), desk.world.blank()]);
    await expect(desk.post({ ...delivery, proof: first })).to.be.revertedWithCustomError(...wrongProof);
    const second = await prove(desk, delivery);
    const other = restated(delivery, { header: { time: delivery.header.time - 1n } });
    await expect(desk.post({ ...other, proof: second })).to.be.revertedWithCustomError(...wrongProof);
    const sent = await desk.post({ ...delivery, proof: second });
    desk.tip = delivery.header;
    expect(await rollup.lastFinal(settlementLane)).to.equal(2n);
    expect((await sent.wait())!.gasUsed).to.be.lessThan(1_300_000n);
    expect(await verifier.isProduction()).to.equal(false);
    expect(new Set(await verifier.anchors()).size).to.equal(3);

    const { item } = await itemOf(
      { queue },
      await desk.shield(actors.anyone, desk.world.shield(alice, 1n, 7n)),
    );
    await passTime(l1, parameters.escapeDelay + 1n);
    const header = encodeBatchHeader(desk.tip);
    await rollup.endLane(header, item);
    await exit.open(header);
    const bonds = bob.notes.find(({ asset }) => asset === 1n)!;
    const { statement, inputs } = planExit(
      exitOf(desk.world, bob, bonds, BigInt(actors.council.address)),
      desk.world.state,
      desk.world.holders,
    );
    const { proof } = await provenCircuit("exit", inputs);
    const note = {
      asset: bonds.asset,
      amount: bonds.amount,
      nullifier: statement.nullifier,
      recipient: actors.council.address,
    };
    const elsewhere = exit.exit({ ...note, recipient: actors.anyone.address }, proof);
    await expect(elsewhere).to.be.revertedWithCustomError(...wrongProof);
    await exit.exit(note, proof);
    expect(await bond.balanceOf(actors.council)).to.equal(400n);
    await expect(exit.exit(note, proof)).to.be.revertedWithCustomError(exit, "ExitNullifierSpent");
    expect(await exitCircuit.isProduction()).to.equal(false);
  });
});
