import { createRequire } from "node:module";

import { expect } from "chai";
import { Interface, type EventFragment, type FunctionFragment, type InterfaceAbi } from "ethers";
import { network } from "hardhat";

import { npmContract } from "../../helpers/npmContract.js";

const require = createRequire(import.meta.url);
const { ethers, networkHelpers } = await network.create({ network: "l1", chainType: "l1" });

const ARTIFACTS = "@onchain-id/solidity/artifacts/contracts";
const CONTRACTS = {
  Identity: "Identity.sol",
  ClaimIssuer: "ClaimIssuer.sol",
  IdFactory: "factory/IdFactory.sol",
  IdentityProxy: "proxy/IdentityProxy.sol",
  ImplementationAuthority: "proxy/ImplementationAuthority.sol",
} as const;

/** Constructors that differ, with the reason; every function and event is there. */
const OTHER_CONSTRUCTORS: Readonly<Record<string, string>> = {
  Identity:
    "set up by `initialize`, directly or behind a proxy; IdentityImplementation is the locked library",
  ClaimIssuer: "set up by `initialize`, so that a claim issuer can stand behind a proxy, too",
};

const abiOf = (name: keyof typeof CONTRACTS): InterfaceAbi =>
  (require(`${ARTIFACTS}/${CONTRACTS[name]}/${name}.json`) as { abi: InterfaceAbi }).abi;

/** What callers and indexers of a function depend on: name, types, outputs, mutability; or of an event, with indexes. */
const shapeOf = (fragment: FunctionFragment | EventFragment): string => fragment.format("sighash");
/** Several outputs are read by name. */
const outputsOf = ({ outputs, stateMutability }: FunctionFragment): string =>
  [stateMutability, ...outputs.map((output) => output.format(outputs.length > 1 ? "full" : "sighash"))].join(
    " ",
  );
const indexesOf = ({ inputs, anonymous }: EventFragment): string =>
  [anonymous, ...inputs.map(({ indexed, name }) => `${indexed === true} ${name.replace(/^_/, "")}`)].join(
    " ",
  );

describe("the ABI of ONCHAINID 2.2.1", () => {
  for (const name of Object.keys(CONTRACTS) as (keyof typeof CONTRACTS)[]) {
    const rule = name === "Identity" || name === "ClaimIssuer" ? "IDENTITY-40" : "IDENTITY-52";
    const theirs = new Interface(abiOf(name));
    const ourInterface = async () => (await ethers.getContractFactory(name)).interface;

    it(`${rule}: every function of ${name} is there, with its outputs`, async () => {
      const ours = await ourInterface();
      const functions: FunctionFragment[] = [];
      theirs.forEachFunction((fragment) => functions.push(fragment));
      expect(functions).to.have.length.greaterThan(0);
      for (const fragment of functions) {
        const own = ours.getFunction(shapeOf(fragment));
        expect(own, shapeOf(fragment)).to.not.equal(null);
        const [expected, actual] = [outputsOf(fragment), outputsOf(own!)];
        expect(actual, shapeOf(fragment)).to.equal(expected);
      }
    });

    it(`${rule}: every event of ${name} is there, with its indexes and names`, async () => {
      const ours = await ourInterface();
      const events: EventFragment[] = [];
      theirs.forEachEvent((fragment) => events.push(fragment));
      for (const fragment of events) {
        const own = ours.getEvent(shapeOf(fragment));
        expect(own, shapeOf(fragment)).to.not.equal(null);
        expect(indexesOf(own!), shapeOf(fragment)).to.equal(indexesOf(fragment));
      }
      expect(events.length > 0).to.equal(name !== "IdentityProxy");
    });

    it(`${rule}: ${name} is deployed and called without data as there, or for a reason not`, async () => {
      const ours = await ourInterface();
      expect(ours.fallback?.payable).to.equal(theirs.fallback?.payable);
      expect(ours.fallback === null).to.equal(theirs.fallback === null);
      const own = ours.deploy.inputs.map(({ type }) => type);
      const expected = theirs.deploy.inputs.map(({ type }) => type);
      if (OTHER_CONSTRUCTORS[name] === undefined) expect(own).to.deep.equal(expected);
      else expect(own).to.not.deep.equal(expected);
    });
  }

  const fixture = async () => {
    const [owner] = await ethers.getSigners();
    const theirs = await npmContract(`${ARTIFACTS}/ClaimIssuer.sol/ClaimIssuer.json`, owner!, [
      owner!.address,
    ]);
    const ours = await ethers.deployContract("ClaimIssuer");
    await ours.initialize(owner!);
    return { owner: owner!, theirs, ours };
  };

  it("IDENTITY-40: the version is the one whose ABI it is", async () => {
    const { theirs, ours } = await networkHelpers.loadFixture(fixture);
    expect(await ours.version()).to.equal(await theirs.getFunction("version")());
  });

  it("IDENTITY-40: who signed a digest is told alike; ours knows one form only", async () => {
    const { owner, theirs, ours } = await networkHelpers.loadFixture(fixture);
    const digest = ethers.hashMessage("certified");
    const signature = await owner.signMessage("certified");
    for (const form of [signature, "0x", "0x12"]) {
      const expected = (await theirs.getFunction("getRecoveredAddress")(form, digest)) as string;
      expect(await ours.getRecoveredAddress(form, digest)).to.equal(expected);
    }
    expect(await ours.getRecoveredAddress(signature, digest)).to.equal(owner.address);
    const short = `${signature.slice(0, -2)}${signature.endsWith("1b") ? "00" : "01"}`;
    expect(await ours.getRecoveredAddress(short, digest)).to.equal(ethers.ZeroAddress);
  });

  it("IDENTITY-40: neither takes ether without a call", async () => {
    const { owner, theirs, ours } = await networkHelpers.loadFixture(fixture);
    for (const contract of [theirs, ours]) {
      const to = await contract.getAddress();
      for (const data of ["0x", "0x12345678"]) {
        await expect(owner.sendTransaction({ to, value: 1n, data })).to.be.revertedWithoutReason(ethers);
      }
    }
  });

  it("IDENTITY-40: a revoked signature is told by both getters", async () => {
    const { owner, theirs, ours } = await networkHelpers.loadFixture(fixture);
    const signature = await owner.signMessage("certified");
    for (const contract of [theirs, ours]) {
      const [revoke, isRevoked, revoked] = [
        contract.getFunction("revokeClaimBySignature"),
        contract.getFunction("isClaimRevoked"),
        contract.getFunction("revokedClaims"),
      ];
      expect([await isRevoked(signature), await revoked(signature)]).to.deep.equal([false, false]);
      await revoke(signature);
      expect([await isRevoked(signature), await revoked(signature)]).to.deep.equal([true, true]);
    }
  });
});
