import { expect } from "chai";
import { network } from "hardhat";
import { SettlementDesk } from "../helpers/settlement/SettlementDesk.js";
import { proofSizes, verifierGas } from "../helpers/settlement/verifierGas.js";
import { settlementNetwork, setUpSettlement } from "../helpers/settlement/setUpSettlement.js";

const connection = await network.create(settlementNetwork);
const fixture = async () => setUpSettlement(connection);

/** Bytes of what mocks take for a proof. */
const mockProofSize = 32;

describe("SettlementPortal > gas", () => {
  for (const [size, most] of [
    [8, 180_000n],
    [24, 95_000n],
  ] as const) {
    it(`SETTLE-86: a batch of ${size} costs at most ${most} an operation, with its proof's verification`, async () => {
      const desk = await SettlementDesk.open(await connection.networkHelpers.loadFixture(fixture));
      await desk.advance([desk.world.blank(), desk.world.blank()]);
      const { sent } = await desk.advance(Array.from({ length: size }, () => desk.world.blank()));
      const { gasUsed } = (await sent.wait())!;
      // Mocks stand for generated verifiers here, whose proofs have more bytes.
      const proofGas = 16n * BigInt(proofSizes[size] - mockProofSize);
      expect((gasUsed + verifierGas + proofGas) / BigInt(size)).to.be.lessThan(most);
    });
  }
});
