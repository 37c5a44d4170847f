import { rejected } from "../../helpers/rejected.js";
import {
  checkRollup,
  describeRollup,
  type RollupAddresses,
  type RollupManifest,
  stepFamilies,
} from "@muniment/sdk";
import { expect } from "chai";
import { toBeHex, ZeroAddress } from "ethers";
import { loadRollup, type LoadedRollup } from "../../helpers/rollup/loadRollup.js";

/** Slots of what no function of a sealed set changes. */
const SEALED_SLOT = 1;

/** Names of the checks that fail. */
async function problems({ connection }: LoadedRollup, manifest: RollupManifest): Promise<string[]> {
  const rows = await checkRollup(connection.ethers.provider, manifest, { asRows: true });
  return rows.filter(({ ok }) => !ok).map(({ check }) => check);
}

/** The timelock, as if a proposal had waited long enough. */
async function asTimelock({ connection, manifest }: LoadedRollup) {
  const { address } = manifest.contracts.TimelockController;
  await connection.networkHelpers.setBalance(address, 10n ** 18n);
  return connection.ethers.getImpersonatedSigner(address);
}

/** The manifest, with another contract for a name, as the chain tells it. */
async function withContract(
  { connection, manifest }: LoadedRollup,
  change: Partial<RollupAddresses>,
): Promise<RollupManifest> {
  const addresses = Object.fromEntries(
    Object.entries(manifest.contracts).map(([name, { address }]) => [name, address]),
  ) as unknown as RollupAddresses;
  const contracts = await describeRollup(connection.ethers.provider, { ...addresses, ...change });
  return { ...manifest, contracts };
}

describe("checkRollup", () => {
  let rollup: LoadedRollup;
  beforeEach(async () => (rollup = await loadRollup()));

  it("DEPLOY-13: finds nothing wrong with what was deployed", async () => {
    const rows = await checkRollup(rollup.connection.ethers.provider, rollup.manifest);
    expect(rows.filter(({ ok }) => !ok)).to.deep.equal([]);
    expect(rows.length).to.be.above(150);
    expect(new Set(rows.map(({ check }) => check)).size).to.equal(rows.length);
  });

  it("DEPLOY-13, ROLLUP_INCONSISTENT: says the first that is wrong", async () => {
    const manifest = { ...rollup.manifest, l1ChainId: 5 };
    const error = await rejected(checkRollup(rollup.connection.ethers.provider, manifest));
    expect(error.code).to.equal("ROLLUP_INCONSISTENT");
    expect(error.context).to.deep.include({ check: "L1 chain", expected: "5", actual: "31337" });
  });

  it("DEPLOY-13: finds a queue that is not sealed", async () => {
    const { connection, manifest } = rollup;
    const { address } = manifest.contracts.MessageQueue;
    const word = BigInt(await connection.ethers.provider.getStorage(address, SEALED_SLOT));
    await connection.networkHelpers.setStorageAt(address, SEALED_SLOT, toBeHex(word & ~0xffn, 32));
    expect(await problems(rollup, manifest)).to.deep.equal(["MessageQueue.isSealed"]);
  });

  it("DEPLOY-13, DEPLOY-6: finds a queue under another timelock, and whom it is not linked with", async () => {
    const { ethers } = rollup.connection;
    const other = await ethers.deployContract("TimelockController", [9_000, [], [], ZeroAddress]);
    const queue = await ethers.deployContract("MessageQueue", [other, 3_600, []]);
    const manifest = await withContract(rollup, { MessageQueue: await queue.getAddress() });
    const found = await problems(rollup, manifest);
    expect(found).to.include.members([
      "MessageQueue.timelock",
      "MessageQueue(timelock)",
      "MessageQueue.isSealed",
      "MessageQueue.administrator",
      "MessageQueue.connect",
      "MessageQueue.termsOf deadline",
      "Rollup(components.queue)",
      "L1Messenger(queue)",
      "L1EthGateway(queue)",
      "EscapeHatch(parts.queue)",
      "L1Messenger.guardOf MessageQueue",
    ]);
  });

  it("DEPLOY-13, DEPLOY-6: finds a hatch that gateways do not pay for", async () => {
    const { manifest, connection } = rollup;
    const values = manifest.contracts.EscapeHatch.arguments;
    const hatch = await connection.ethers.deployContract("EscapeHatch", values as [never, never, never]);
    const found = await problems(
      rollup,
      await withContract(rollup, { EscapeHatch: await hatch.getAddress() }),
    );
    expect(found).to.deep.equal([
      "L1EthGateway.connectHatch",
      "L1TokenGateway.connectHatch",
      "L1PermissionedGateway.connectHatch",
      "L1Messenger.guardOf EscapeHatch",
    ]);
  });

  it("DEPLOY-13: finds a timelock whose delay was shortened", async () => {
    const timelock = await asTimelock(rollup);
    await rollup.contracts.TimelockController.connect(timelock).updateDelay(3_600);
    expect(await problems(rollup, rollup.manifest)).to.include("TimelockController.getMinDelay");
  });

  it("DEPLOY-13, DEPLOY-7: finds a role with who deployed it", async () => {
    const { contracts, manifest, connection } = rollup;
    const [deployer] = await connection.ethers.getSigners();
    const role = await contracts.Rollup.COUNCIL_ROLE();
    await contracts.Rollup.connect(await asTimelock(rollup)).grantRole(role, deployer!.address);
    expect(await problems(rollup, manifest)).to.deep.equal(["Rollup.roles of the deployer"]);
    const rows = await checkRollup(connection.ethers.provider, manifest, { asRows: true });
    expect(rows.find(({ ok }) => !ok)?.actual).to.equal("COUNCIL_ROLE");
  });

  it("DEPLOY-13: finds other code, and reads nothing from it", async () => {
    const { connection, manifest } = rollup;
    await connection.networkHelpers.setCode(manifest.contracts.Rollup.address, "0x00");
    expect(await problems(rollup, manifest)).to.deep.equal(["Rollup.code"]);
  });

  it("DEPLOY-13: finds arguments that are not those of the creation", async () => {
    const manifest = structuredClone(rollup.manifest);
    manifest.contracts.FinalityFeed.arguments[0] = manifest.contracts.Guardian.address;
    expect(await problems(rollup, manifest)).to.deep.equal(["FinalityFeed.creation", "FinalityFeed(policy)"]);
    manifest.contracts.FinalityFeed.arguments.length = 0;
    expect(await problems(rollup, manifest)).to.include("FinalityFeed.creation");
  });

  it("DEPLOY-13: finds a creation that made another contract", async () => {
    const manifest = structuredClone(rollup.manifest);
    manifest.contracts.Guardian.transaction = manifest.contracts.Rollup.transaction;
    expect(await problems(rollup, manifest)).to.deep.equal(["Guardian.creation", "Guardian.created"]);
    manifest.contracts.Guardian.transaction = `0x${"11".repeat(32)}`;
    expect(await problems(rollup, manifest)).to.deep.equal([
      "Guardian.creation",
      "Guardian.created",
      "Guardian.deployer",
    ]);
  });

  it("DEPLOY-13: finds a verifier that was disabled", async () => {
    const { contracts, manifest, connection } = rollup;
    const { address } = manifest.contracts.Rollup;
    await connection.networkHelpers.setBalance(address, 10n ** 18n);
    const signer = await connection.ethers.getImpersonatedSigner(address);
    await contracts.FinalityPolicy.connect(signer).disableVerifier(contracts.AttesterRegistry);
    expect(await problems(rollup, manifest)).to.deep.equal(["FinalityPolicy.verifierOf"]);
  });

  it("DEPLOY-13, DEPLOY-14: finds a lane with another game, and one without", async () => {
    const { contracts, manifest, connection } = rollup;
    const { DisputeGame: game, FinalityPolicy: policy } = manifest.contracts;
    const values = game.arguments as [never, never];
    const other = await connection.ethers.deployContract("DisputeGame", values);
    await contracts.FinalityPolicy.connect(await asTimelock(rollup)).setGame(manifest.lane, other);
    expect(await problems(rollup, manifest)).to.deep.equal(["FinalityPolicy.gameOf"]);
    const found = await problems(
      rollup,
      await withContract(rollup, { DisputeGame: await other.getAddress() }),
    );
    expect(found).to.deep.equal(["L1Messenger.guardOf DisputeGame"]);
    expect(policy.address).to.equal(await contracts.FinalityPolicy.getAddress());
  });

  it("DEPLOY-14: finds families that are not in their places", async () => {
    const { contracts, manifest, connection } = rollup;
    const { ethers } = connection;
    const families = [...stepFamilies].reverse().map((name) => manifest.contracts[name].address);
    const verifier = await ethers.deployContract("StepVerifier", [families]);
    const [components, terms] = manifest.contracts.DisputeGame.arguments as [object, never];
    const game = await ethers.deployContract("DisputeGame", [{ ...components, verifier } as never, terms]);
    await contracts.FinalityPolicy.connect(await asTimelock(rollup)).setGame(manifest.lane, game);
    const change = { StepVerifier: await verifier.getAddress(), DisputeGame: await game.getAddress() };
    const found = await problems(rollup, await withContract(rollup, change));
    // The one in the midst is where it was.
    const moved = stepFamilies
      .filter((_, place) => place !== 6)
      .map((name) => `StepVerifier.familyAt ${name}`);
    expect(found).to.deep.equal(["L1Messenger.guardOf DisputeGame", ...moved]);
    const short = await ethers.deployContract("StepVerifier", [families.slice(0, 1)]);
    const fewer = await problems(
      rollup,
      await withContract(rollup, { StepVerifier: await short.getAddress() }),
    );
    expect(fewer).to.include.members([
      "DisputeGame(components.verifier)",
      "DisputeGame.verifier",
      "StepVerifier families",
    ]);
  });

  it("DEPLOY-13: finds a chain for development that is called one for production", async () => {
    const found = await problems(rollup, { ...rollup.manifest, isProduction: true });
    expect(found).to.include.members([
      "FinalityPolicy.isProduction",
      "AttesterRegistry.isProduction",
      "FinalityPolicy.escapeDelay",
      "FinalityPolicy.laneRule window",
      "DisputeGame.terms clock of production",
      "DisputeGame.terms replyTime of production",
      "FinalityPolicy.escapeDelay behind disputes",
    ]);
  });

  it("DEPLOY-13: finds another genesis", async () => {
    const { manifest } = rollup;
    const header: `0x${string}` = `0x${manifest.genesis.header.slice(2, -2)}00`;
    const changed = { ...manifest, genesis: { ...manifest.genesis, header } };
    expect(await problems(rollup, changed)).to.deep.equal(["Rollup.digestOf genesis"]);
    const short = { ...manifest, genesis: { ...manifest.genesis, header: "0x00" as const } };
    expect(await problems(rollup, short)).to.deep.equal(["genesis.header"]);
    const lane = await problems(rollup, { ...manifest, lane: 7 });
    expect(lane).to.include.members([
      "genesis.header lane",
      "Rollup.levelOf genesis",
      "EscapeHatch(place.lane)",
    ]);
  });
});
