import { expect } from "chai";
import { network } from "hardhat";
import { SettlementDesk } from "../helpers/settlement/SettlementDesk.js";
import { settlementNetwork, setUpSettlement } from "../helpers/settlement/setUpSettlement.js";

const connection = await network.create(settlementNetwork);
const fixture = async () => setUpSettlement(connection);

/** Gas of a generated verifier, which mocks stand for here, and of the 8,128 bytes that its proof has more than theirs. */
const verifierGas = 800_000n + 16n * 8_128n;

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
      expect((gasUsed + verifierGas) / BigInt(size)).to.be.lessThan(most);
    });
  }
});
