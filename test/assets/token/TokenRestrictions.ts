import { expect } from "chai";
import { network } from "hardhat";

import { tokenSuite } from "../../helpers/tokenSuite.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;

describe("ERC-1404 restrictions", () => {
  /** Alice holds 100 units. */
  const fixture = async () => {
    const suite = await tokenSuite(connection);
    const operator = suite.token.connect(suite.agent);
    await operator.mint(suite.alice, 100n);
    const revoke = async (holder: keyof typeof suite.identities) =>
      suite.claimIssuer.connect(suite.issuerKey).revokeClaimFor(suite.identities[holder], 1n, "0x");
    const code = (to: string = suite.bob.address, amount = 100n) =>
      suite.token.detectTransferRestriction(suite.alice, to, amount);
    return { ...suite, operator, revoke, code };
  };
  type World = Awaited<ReturnType<typeof fixture>>;

  /** One reason each, in the order of the codes from 1: how it comes about, and the error of the transfer. */
  const REASONS: readonly {
    readonly words: string;
    readonly error: string;
    readonly to?: string;
    readonly amount?: bigint;
    readonly arrange: (world: World) => Promise<unknown>;
    readonly args: (world: World) => readonly unknown[];
  }[] = [
    {
      words: "The token is paused",
      error: "TokenPaused",
      arrange: ({ operator }) => operator.pause(),
      args: () => [],
    },
    {
      words: "The sender's wallet was lost and recovered",
      error: "TokenWalletRecovered",
      arrange: ({ operator, alice, aliceToo, identities }) =>
        operator.recoveryAddress(alice, aliceToo, identities.alice),
      args: ({ alice, aliceToo }) => [alice.address, aliceToo.address],
    },
    {
      words: "The sender's wallet is frozen",
      error: "TokenWalletFrozen",
      arrange: ({ operator, alice }) => operator.setAddressFrozen(alice, true),
      args: ({ alice }) => [alice.address],
    },
    {
      words: "The sender holds too little",
      error: "ERC20InsufficientBalance",
      arrange: ({ operator, alice }) => operator.burn(alice, 1n),
      args: ({ alice }) => [alice.address, 99n, 100n],
    },
    {
      words: "Too many of the sender's units are frozen",
      error: "ERC7943InsufficientUnfrozenBalance",
      arrange: ({ operator, alice }) => operator.freezePartialTokens(alice, 1n),
      args: ({ alice }) => [alice.address, 100n, 99n],
    },
    {
      words: "The sender is not verified",
      error: "ERC7943CannotSend",
      arrange: ({ revoke }) => revoke("alice"),
      args: ({ alice }) => [alice.address],
    },
    {
      words: "There is no receiver",
      error: "ERC20InvalidReceiver",
      to: ethers.ZeroAddress,
      arrange: () => Promise.resolve(),
      args: () => [ethers.ZeroAddress],
    },
    {
      words: "The receiver's wallet was lost and recovered",
      error: "TokenWalletRecovered",
      arrange: async ({ operator, registry, agent, bob, stranger, identities }) => {
        await registry.connect(agent).registerIdentity(stranger, identities.bob, 1);
        await operator.recoveryAddress(bob, stranger, identities.bob);
      },
      args: ({ bob, stranger }) => [bob.address, stranger.address],
    },
    {
      words: "The receiver's wallet is frozen",
      error: "TokenWalletFrozen",
      arrange: ({ operator, bob }) => operator.setAddressFrozen(bob, true),
      args: ({ bob }) => [bob.address],
    },
    {
      words: "The receiver is not verified",
      error: "ERC7943CannotReceive",
      arrange: ({ revoke }) => revoke("bob"),
      args: ({ bob }) => [bob.address],
    },
    {
      words: "The compliance serves another token",
      error: "ComplianceTokenNotBound",
      arrange: ({ compliance, token }) => compliance.unbindToken(token),
      args: ({ token }) => [token],
    },
    {
      words: "A rule of the compliance forbids the transfer",
      error: "ERC7943CannotTransfer",
      arrange: ({ addModule }) => addModule("CountryAllowModule"),
      args: ({ alice, bob }) => [alice.address, bob.address, 100n],
    },
  ];

  it("TOKEN-49: zero for a transfer that succeeds", async () => {
    const { token, code, alice, bob } = await networkHelpers.loadFixture(fixture);
    expect(await code()).to.equal(0n);
    expect(await token.messageForTransferRestriction(0)).to.equal("No restriction");
    await token.connect(alice).transfer(bob, 100n);
  });

  for (const [index, { words, error, to, arrange, args }] of REASONS.entries()) {
    it(`TOKEN-49: code ${index + 1} for that reason alone: ${words}`, async () => {
      const world = await networkHelpers.loadFixture(fixture);
      const { token, compliance, alice, bob, code } = world;
      await arrange(world);
      expect(await code(to)).to.equal(BigInt(index + 1));
      expect(await token.messageForTransferRestriction(index + 1)).to.equal(words);
      expect(await token.canTransfer(alice, to ?? bob, 100n)).to.equal(false);
      await expect(token.connect(alice).transfer(to ?? bob, 100n))
        .to.be.revertedWithCustomError(error.startsWith("Compliance") ? compliance : token, error)
        .withArgs(...args(world));
    });
  }

  it("TOKEN-49: of several reasons the first", async () => {
    const world = await networkHelpers.loadFixture(fixture);
    const order: bigint[] = [await world.code()];
    // From the last to the first, each reason covers those before.
    for (const index of [12, 10, 9, 6, 5, 4, 3, 1]) {
      await REASONS[index - 1]!.arrange(world);
      order.push(await world.code());
    }
    expect(order).to.deep.equal([0n, 12n, 10n, 9n, 6n, 5n, 4n, 3n, 1n]);
    await world.compliance.unbindToken(world.token);
    expect(await world.code(ethers.ZeroAddress)).to.equal(1n);
  });

  it("TOKEN-49: a rule that fails to answer forbids, and so does a compliance that is not ours", async () => {
    const { token, compliance, code } = await networkHelpers.loadFixture(fixture);
    const stubborn = await ethers.deployContract("StubbornModule");
    await stubborn.setAgrees(true);
    await compliance.addModule(stubborn);
    expect(await code()).to.equal(12n);
    const plain = await ethers.deployContract("PlainCompliance");
    await token.setCompliance(plain);
    expect(await code()).to.equal(0n);
    await plain.setAnswer(false);
    expect(await code()).to.equal(12n);
  });

  it("TOKEN-49: there are no other codes", async () => {
    const { token } = await networkHelpers.loadFixture(fixture);
    for (const unknown of [REASONS.length + 1, 255]) {
      await expect(token.messageForTransferRestriction(unknown))
        .to.be.revertedWithCustomError(token, "TokenRestrictionUnknown")
        .withArgs(unknown);
    }
  });
});
