import { expect } from "chai";
import { ZeroAddress, ZeroHash } from "ethers";
import { network } from "hardhat";

import { RwaToken__factory } from "../../../typechain-types/index.js";
import { deployCustomToken } from "../../helpers/deployCustomToken.js";
import { attest, attestAll, STAGE } from "../../helpers/evidence.js";
import { bringTo, submitToken } from "../../helpers/journey.js";
import { makeTokenRecord } from "../../helpers/makeTokenRecord.js";
import { reasonOf } from "../../helpers/records.js";
import { addInvestor, deployToken } from "../../helpers/tokens.js";
import { createWorld, type World } from "../../helpers/world.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;

const UNRESTRICTED = {
  disableMint: false,
  disableBurn: false,
  disablePartialFreeze: false,
  disableAddressFreeze: false,
  disableRecovery: false,
  disableForceTransfer: false,
  disablePause: false,
};

async function structured() {
  const world = await createWorld(connection);
  const { asset } = await bringTo(world, "Structured");
  const { Tokenization } = world.contracts;
  const submit = async (token: string, overrides = {}) =>
    Tokenization.connect(world.actors.issuer).submit(asset, await makeTokenRecord(world, token, overrides));
  return { world, asset, submit, Tokenization };
}

/** A call of a token's owner, the access manager, on behalf of the administrator. */
async function asOwner(world: World, token: string, method: "addAgent" | "removeAgent", agent: unknown) {
  const data = RwaToken__factory.createInterface().encodeFunctionData(method as "addAgent", [
    agent as string,
  ]);
  await world.contracts.AccessManager.connect(world.actors.admin).execute(token, data);
}

const gateSetting = (world: World, gate: string) =>
  world.contracts.LifecycleGateModule.interface.encodeFunctionData("setGate", [gate]);

describe("Tokenization", () => {
  describe("submit", () => {
    it("LIFE-27: takes a token of the factory under full control and tells it", async () => {
      const { world, asset, submit, Tokenization } = await networkHelpers.loadFixture(structured);
      const token = await deployToken(world);
      const record = await makeTokenRecord(world, token);
      const submission = await submit(token);
      const { hash, proposer } = await world.contracts.Lifecycle.submissionOf(asset, STAGE.Tokenized);
      await expect(submission)
        .to.emit(Tokenization, "TokenizationSubmitted")
        .withArgs(asset, hash, Object.values(record));
      expect(proposer).to.equal(world.actors.issuer.address);
      expect([...(await Tokenization.recordOf(asset))]).to.deep.equal(Object.values(record));
    });

    it("LIFE-27: asks for issuance, trading, servicing and redemption as agents", async () => {
      const { world, submit, Tokenization } = await networkHelpers.loadFixture(structured);
      const { Issuance, Trading, Servicing, Redemption } = world.contracts;
      const required = [Issuance.target, Trading.target, Servicing.target, Redemption.target] as string[];
      expect(await Tokenization.requiredAgents()).to.deep.equal(required);
      for (const missing of required) {
        const tokenAgents = required.filter((agent) => agent !== missing);
        const token = await deployCustomToken(world, {
          tokenAgents,
          restrictions: tokenAgents.map(() => UNRESTRICTED),
        });
        await expect(submit(token))
          .to.be.revertedWithCustomError(Tokenization, "TokenizationAgentMissing")
          .withArgs(token, missing);
      }
    });

    it("LIFE-27: refuses a token that the factory did not deploy", async () => {
      const { world, submit, Tokenization } = await networkHelpers.loadFixture(structured);
      const pretender = await ethers.deployContract("PretendToken");
      await pretender.pretend(world.contracts.AccessManager.target);
      const implementation = await world.contracts.RwaTokenFactory.tokenImplementation();
      for (const token of [pretender.target as string, implementation, ZeroAddress]) {
        await expect(submit(token))
          .to.be.revertedWithCustomError(Tokenization, "TokenizationTokenUnknown")
          .withArgs(token);
      }
    });

    it("LIFE-27: refuses other code than the examined one, and a record without metadata", async () => {
      const { world, submit, Tokenization } = await networkHelpers.loadFixture(structured);
      const token = await deployToken(world);
      const { codeHash } = await makeTokenRecord(world, token);
      for (const other of [ethers.id("other code"), ZeroHash]) {
        await expect(submit(token, { codeHash: other }))
          .to.be.revertedWithCustomError(Tokenization, "TokenizationCodeMismatch")
          .withArgs(codeHash, other);
      }
      await expect(submit(token, { metadata: ZeroHash })).to.be.revertedWithCustomError(
        Tokenization,
        "TokenizationMetadataMissing",
      );
    });

    it("LIFE-27: refuses another owner than the access manager", async () => {
      const { world, submit, Tokenization } = await networkHelpers.loadFixture(structured);
      const { issuer } = world.actors;
      const token = await deployCustomToken(world, { owner: issuer.address });
      await expect(submit(token))
        .to.be.revertedWithCustomError(Tokenization, "TokenizationOwnerMismatch")
        .withArgs(world.contracts.AccessManager.target, issuer.address);
    });

    it("LIFE-27: refuses other decimals than the structured ones", async () => {
      const { world, submit, Tokenization } = await networkHelpers.loadFixture(structured);
      await expect(submit(await deployCustomToken(world, { decimals: 2 })))
        .to.be.revertedWithCustomError(Tokenization, "TokenizationDecimalsMismatch")
        .withArgs(0, 2);
    });

    it("LIFE-27: refuses a token of which units exist", async () => {
      const { world, submit, Tokenization } = await networkHelpers.loadFixture(structured);
      const { issuer, alice } = world.actors;
      const token = await deployCustomToken(world, {
        modules: [],
        moduleSettings: [],
        tokenAgents: [issuer.address],
        restrictions: [UNRESTRICTED],
      });
      await addInvestor(world, token, "alice");
      await RwaToken__factory.connect(token, issuer).mint(alice.address, 7n);
      await expect(submit(token))
        .to.be.revertedWithCustomError(Tokenization, "TokenizationSupplyNotZero")
        .withArgs(7n);
    });

    it("LIFE-27: refuses a compliance without the gate module, without a gate, or with another gate", async () => {
      const { world, submit, Tokenization } = await networkHelpers.loadFixture(structured);
      const { LifecycleGateModule } = world.contracts;
      const other = await ethers.deployContract("OpenGate");
      const modules = [LifecycleGateModule.target];
      for (const rules of [
        { modules: [], moduleSettings: [] },
        { modules, moduleSettings: [[]] },
        { modules, moduleSettings: [[gateSetting(world, other.target as string)]] },
      ]) {
        const token = await deployCustomToken(world, rules);
        await expect(submit(token))
          .to.be.revertedWithCustomError(Tokenization, "TokenizationGateMissing")
          .withArgs(token, LifecycleGateModule.target);
      }
    });

    it("LIFE-4: takes it from the issuer and an appointed tokenization agent, for a structured asset", async () => {
      const { world, asset, submit, Tokenization } = await networkHelpers.loadFixture(structured);
      const { Lifecycle } = world.contracts;
      const { issuer, registrar, tokenizationAgent } = world.actors;
      const token = await deployToken(world);
      const record = await makeTokenRecord(world, token);
      await expect(Tokenization.connect(tokenizationAgent).submit(asset, record))
        .to.be.revertedWithCustomError(Lifecycle, "LifecycleNotProposer")
        .withArgs(asset, STAGE.Tokenized, tokenizationAgent.address);
      await Lifecycle.connect(issuer).appoint(asset, STAGE.Tokenized, tokenizationAgent.address, true);
      await expect(Tokenization.connect(tokenizationAgent).submit(asset, record)).to.emit(
        Tokenization,
        "TokenizationSubmitted",
      );
      await Lifecycle.connect(registrar).rollback(asset, reasonOf("again"));
      await expect(submit(token))
        .to.be.revertedWithCustomError(Lifecycle, "LifecycleIllegalMove")
        .withArgs(asset, STAGE.Registered, STAGE.Tokenized);
    });
  });

  describe("approve", () => {
    it("LIFE-28: enters Tokenized and links the token to its asset", async () => {
      const { world, asset, Tokenization } = await networkHelpers.loadFixture(structured);
      const { Lifecycle } = world.contracts;
      const token = await submitToken(world, asset);
      await attestAll(world, asset, "Tokenized");
      expect(await Lifecycle.tokenOf(asset)).to.equal(ZeroAddress);
      await expect(Tokenization.connect(world.actors.transferAgent).approve(asset))
        .to.emit(Lifecycle, "TokenLinked")
        .withArgs(asset, token)
        .and.to.emit(Lifecycle, "StageAdvanced");
      expect(await Lifecycle.stageOf(asset)).to.equal(STAGE.Tokenized);
      expect(await Lifecycle.tokenOf(asset)).to.equal(token);
      expect(await Lifecycle.assetOf(token)).to.equal(asset);
    });

    it("LIFE-28: refuses a token that serves another asset, until that one lets it go", async () => {
      const { world, asset, submit, Tokenization } = await networkHelpers.loadFixture(structured);
      const { Lifecycle } = world.contracts;
      const { registrar, transferAgent } = world.actors;
      const { asset: other } = await bringTo(world, "Tokenized");
      const token = await Lifecycle.tokenOf(other);
      await submit(token);
      await attestAll(world, asset, "Tokenized");
      await expect(Tokenization.connect(transferAgent).approve(asset))
        .to.be.revertedWithCustomError(Lifecycle, "LifecycleTokenTaken")
        .withArgs(token, other);
      expect(await Lifecycle.stageOf(asset)).to.equal(STAGE.Structured);
      await expect(Lifecycle.connect(registrar).rollback(other, reasonOf("other token")))
        .to.emit(Lifecycle, "TokenUnlinked")
        .withArgs(other, token);
      await Tokenization.connect(transferAgent).approve(asset);
      expect(await Lifecycle.assetOf(token)).to.equal(asset);
    });

    it("LIFE-27: checks the token again", async () => {
      const { world, asset, Tokenization } = await networkHelpers.loadFixture(structured);
      const { Servicing } = world.contracts;
      const approver = Tokenization.connect(world.actors.transferAgent);
      const token = await submitToken(world, asset);
      await attestAll(world, asset, "Tokenized");
      await asOwner(world, token, "removeAgent", Servicing.target);
      await expect(approver.approve(asset))
        .to.be.revertedWithCustomError(Tokenization, "TokenizationAgentMissing")
        .withArgs(token, Servicing.target);
      await asOwner(world, token, "addAgent", Servicing.target);
      await expect(approver.approve(asset)).to.emit(world.contracts.Lifecycle, "TokenLinked");
    });

    it("LIFE-27: refuses what was never submitted, what lacks evidence, and a stranger", async () => {
      const { world, asset, Tokenization } = await networkHelpers.loadFixture(structured);
      const { CheckpointPolicy } = world.contracts;
      const { stranger, transferAgent } = world.actors;
      await expect(Tokenization.connect(transferAgent).approve(asset))
        .to.be.revertedWithCustomError(Tokenization, "TokenizationTokenUnknown")
        .withArgs(ZeroAddress);
      await submitToken(world, asset);
      await attestAll(world, asset, "Tokenized", { without: ["CODE_AUDIT"] });
      await attest(world, asset, "Tokenized", "CODE_AUDIT");
      await expect(Tokenization.connect(transferAgent).approve(asset))
        .to.be.revertedWithCustomError(CheckpointPolicy, "CheckpointAttestationMissing")
        .withArgs(ethers.id("CODE_AUDIT"), 2, 1);
      await expect(Tokenization.connect(stranger).approve(asset))
        .to.be.revertedWithCustomError(Tokenization, "AccessManagedUnauthorized")
        .withArgs(stranger.address);
    });
  });
});
