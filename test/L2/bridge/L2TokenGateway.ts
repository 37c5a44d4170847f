import { expect } from "chai";
import { getCreate2Address, id, keccak256, MaxUint256, Signature, ZeroAddress, zeroPadValue } from "ethers";
import { network } from "hardhat";
import { predeploys } from "@muniment/protocol";
import { l1Addresses, l2World } from "../../helpers/bridge/l2World.js";
import { releaseToken } from "../../helpers/bridge/tokenWorld.js";

const connection = await network.create({ network: "l2", chainType: "l1" });
const { ethers, networkHelpers } = connection;
const cash = ethers.getAddress(`0x${id("cash of L1").slice(-40)}`);

describe("L2TokenGateway", () => {
  const fixture = async () => {
    const world = await l2World(connection);
    const [alice, bob] = world.people as [(typeof world.people)[0], (typeof world.people)[0]];
    const { tokenGateway, messageOf, relay } = world;
    const creation = (token: string, name = "Test Cash") =>
      messageOf({
        data: tokenGateway.interface.encodeFunctionData("createForm", [token, name, "CASH", 6]),
      });
    const arrival = (token: string, from: string, recipient: string, amount: bigint) =>
      messageOf({
        gasLimit: 400_000,
        data: tokenGateway.interface.encodeFunctionData("arrive", [token, from, recipient, amount]),
      });
    await relay(creation(cash));
    const form = await ethers.getContractAt("BridgedToken", await tokenGateway.formOf(cash));
    return { ...world, alice, bob, creation, arrival, form };
  };
  const load = () => networkHelpers.loadFixture(fixture);

  describe("createForm", () => {
    it("BRIDGE-14: the form's address follows from gateway and token, and it is what the token says", async () => {
      const { tokenGateway, form, messenger, creation, relay, failed } = await load();
      const { bytecode } = await ethers.getContractFactory("BridgedToken");
      const expected = getCreate2Address(
        predeploys.tokenGateway,
        zeroPadValue(cash, 32),
        keccak256(bytecode),
      );
      expect(await form.getAddress()).to.equal(expected);
      expect([
        await form.name(),
        await form.symbol(),
        await form.decimals(),
        await form.l1Token(),
      ]).to.deep.equal(["Test Cash", "CASH", 6n, cash]);
      const again = creation(cash);
      await relay(again);
      expect(await failed(again)).to.equal(true);
      await expect(tokenGateway.newForm()).to.be.revertedWithCustomError(tokenGateway, "L2GatewayNoForm");
      // BRIDGE-6: no message calls it.
      await expect(relay({ ...again, place: 99, target: expected })).to.be.revertedWithCustomError(
        messenger,
        "MessengerTargetForbidden",
      );
    });

    it("BRIDGE-14: the gas of the message makes a form with the longest texts, and nobody else can", async () => {
      const { tokenGateway, creation, relay, failed, alice } = await load();
      const long = creation(alice.address, "n".repeat(128));
      const call = tokenGateway.interface.encodeFunctionData("createForm", [
        alice.address,
        "n".repeat(128),
        "s".repeat(128),
        6,
      ]);
      await relay({ ...long, data: call }, 140_000 + 40 * (call.length / 2 + 320) + 3_047_619);
      expect(await failed({ ...long, data: call })).to.equal(false);
      const form = await ethers.getContractAt("BridgedToken", await tokenGateway.formOf(alice));
      expect(await form.name()).to.equal("n".repeat(128));
      expect((await form.eip712Domain()).name).to.equal("Bridged token");
      await expect(tokenGateway.connect(alice).createForm(alice, "", "", 0))
        .to.be.revertedWithCustomError(tokenGateway, "MessageSenderInvalid")
        .withArgs(l1Addresses.tokenGateway, alice.address, ZeroAddress);
    });
  });

  describe("arrive", () => {
    it("BRIDGE-16: creates what was deposited", async () => {
      const { tokenGateway, form, alice, bob, arrival, relay } = await load();
      await expect(relay(arrival(cash, alice.address, bob.address, 100n)))
        .to.emit(tokenGateway, "TokensArrived")
        .withArgs(cash, bob.address, 100);
      expect(await form.balanceOf(bob)).to.equal(100);
      const slot = ethers.solidityPackedKeccak256(
        ["uint256", "uint256"],
        [bob.address, await form.balanceSlot()],
      );
      // ESCAPE-4: where a proof reads the balance.
      expect(BigInt(await ethers.provider.getStorage(form, slot))).to.equal(100n);
    });

    it("BRIDGE-17: what a recipient cannot hold goes back to who sent it", async () => {
      const { tokenGateway, form, alice, bob, arrival, relay, sentMessages, failed } = await load();
      await relay(arrival(cash, alice.address, bob.address, MaxUint256));
      const cannot: [string, bigint][] = [
        [ZeroAddress, 5n],
        [await form.getAddress(), 5n],
        [predeploys.exitOwners, 5n],
        [bob.address, 1n],
      ];
      for (const [recipient, amount] of cannot) {
        const message = arrival(cash, alice.address, recipient, amount);
        // With the gas of its item, no more.
        await expect(relay(message, 140_000 + 40 * (132 + 320) + 400_000 + 6_349))
          .to.emit(tokenGateway, "TokensReturned")
          .withArgs(cash, alice.address, ethers.getAddress(recipient), amount);
        expect(await failed(message)).to.equal(false);
        const last = (await sentMessages()).at(-1)!;
        expect(last.data).to.equal(
          releaseToken.encodeFunctionData("releaseToken", [cash, alice.address, amount]),
        );
        expect(last.target).to.equal(l1Addresses.tokenGateway);
      }
      expect(await form.totalSupply()).to.equal(MaxUint256);
    });

    it("BRIDGE-17: a deposit before its form is there fails, and is repeated", async () => {
      const { tokenGateway, messenger, alice, bob, creation, arrival, relay, failed } = await load();
      const token = alice.address;
      const message = arrival(token, alice.address, bob.address, 7n);
      await relay(message);
      expect(await failed(message)).to.equal(true);
      await relay(creation(token));
      await messenger.connect(bob).repeatMessage(message);
      const form = await ethers.getContractAt("BridgedToken", await tokenGateway.formOf(token));
      expect(await form.balanceOf(bob)).to.equal(7);
    });
  });

  describe("withdraw", () => {
    it("BRIDGE-16: destroys the caller's units and asks L1 to pay as many", async () => {
      const { tokenGateway, form, alice, bob, arrival, relay, sentMessages } = await load();
      await relay(arrival(cash, alice.address, alice.address, 100n));
      await expect(tokenGateway.connect(alice).withdraw(cash, 40, bob))
        .to.emit(tokenGateway, "TokensWithdrawn")
        .withArgs(cash, alice.address, bob.address, 40);
      expect(await form.totalSupply()).to.equal(60);
      const [message] = await sentMessages();
      expect(message).to.deep.include({
        sender: ethers.getAddress(predeploys.tokenGateway),
        target: l1Addresses.tokenGateway,
        data: releaseToken.encodeFunctionData("releaseToken", [cash, bob.address, 40]),
      });
    });

    it("BRIDGE-16, attack 43: refuses more than the caller has, unknown tokens, nobody and nothing", async () => {
      const { tokenGateway, form, alice, bob } = await load();
      const gateway = tokenGateway.connect(alice);
      await expect(gateway.withdraw(cash, 1, bob)).to.be.revertedWithCustomError(
        form,
        "ERC20InsufficientBalance",
      );
      await expect(gateway.withdraw(bob, 1, bob))
        .to.be.revertedWithCustomError(tokenGateway, "L2GatewayTokenUnknown")
        .withArgs(bob.address);
      await expect(gateway.withdraw(cash, 1, ZeroAddress))
        .to.be.revertedWithCustomError(tokenGateway, "L2GatewayRecipientInvalid")
        .withArgs(ZeroAddress);
      await expect(gateway.withdraw(cash, 0, bob)).to.be.revertedWithCustomError(
        tokenGateway,
        "L2GatewayAmountZero",
      );
    });
  });

  describe("BridgedToken", () => {
    it("BRIDGE-16: the gateway alone mints and burns", async () => {
      const { form, alice } = await load();
      const gateway = ethers.getAddress(predeploys.tokenGateway);
      for (const call of [form.connect(alice).mint(alice, 1), form.connect(alice).burn(alice, 1)]) {
        await expect(call)
          .to.be.revertedWithCustomError(form, "BridgedTokenGatewayRequired")
          .withArgs(gateway, alice.address);
      }
      const signer = await ethers.getImpersonatedSigner(gateway);
      await networkHelpers.setBalance(gateway, 10n ** 18n);
      await expect(form.connect(signer).mint(form, 1))
        .to.be.revertedWithCustomError(form, "BridgedTokenReceiverInvalid")
        .withArgs(await form.getAddress());
    });

    it("BRIDGE-14: allows by signature (ERC-2612)", async () => {
      const { form, alice, bob } = await load();
      const value = 5n;
      const deadline = MaxUint256;
      const [, name, version, chainId, verifyingContract] = await form.eip712Domain();
      const types = {
        Permit: ["owner", "spender", "value", "nonce", "deadline"].map((field, index) => ({
          name: field,
          type: index < 2 ? "address" : "uint256",
        })),
      };
      const signature = await alice.signTypedData({ name, version, chainId, verifyingContract }, types, {
        owner: alice.address,
        spender: bob.address,
        value,
        nonce: 0,
        deadline,
      });
      const { v, r, s } = Signature.from(signature);
      await form.connect(bob).permit(alice, bob, value, deadline, v, r, s);
      expect(await form.allowance(alice, bob)).to.equal(value);
    });
  });
});
