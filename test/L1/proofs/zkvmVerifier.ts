import { expect } from "chai";
import { AbiCoder, ZeroHash, id, keccak256, sha256 } from "ethers";
import { network } from "hardhat";
import { encodeBatchHeader } from "@muniment/protocol";
import { commit } from "../helpers/batches.js";
import { evidence, lane } from "../helpers/deployL1.js";
import { nextHeader } from "../helpers/headers.js";
import { setUpL1 } from "../helpers/setUpL1.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;
const program = id("program");
const shapes = { sp1: 0, riscZero: 1 } as const;
const coder = AbiCoder.defaultAbiCoder();

/** What makes the mock of a gateway say yes: no proof. */
function proofFor(shape: keyof typeof shapes, digest: string, key = program): string {
  const values = coder.encode(["bytes32"], [digest]);
  const valuesHash = shape === "sp1" ? keccak256(values) : sha256(values);
  return coder.encode(
    ["bytes32"],
    [keccak256(coder.encode(["string", "bytes32", "bytes32"], ["no proof", key, valuesHash]))],
  );
}

async function deploy(shape: keyof typeof shapes) {
  const gateway = await ethers.deployContract("ZkvmGatewayMock");
  const settings = { shape: shapes[shape], gateway, program, isProduction: false };
  const verifier = await ethers.deployContract("ZkvmVerifier", [settings]);
  return { gateway, verifier };
}

describe("ZkvmVerifier", () => {
  for (const shape of ["sp1", "riscZero"] as const) {
    it(`ROLLUP-40: asks a gateway of the shape ${shape} about program and digest`, async () => {
      const { gateway, verifier } = await deploy(shape);
      const digest = id("digest");
      expect(await verifier.verify(digest, proofFor(shape, digest))).to.equal(true);
      for (const wrong of [proofFor(shape, id("other")), proofFor(shape, digest, id("other")), "0x"]) {
        await expect(verifier.verify(digest, wrong)).to.be.revertedWithCustomError(
          gateway,
          "ZkvmGatewayMismatch",
        );
      }
    });
  }

  it("ROLLUP-38, ROLLUP-39: rests on its program, and is for production when who deploys it says so", async () => {
    const { gateway, verifier } = await deploy("sp1");
    expect([...(await verifier.anchors())]).to.deep.equal([program]);
    expect(await verifier.isProduction()).to.equal(false);
    const settings = { shape: shapes.sp1, gateway, program, isProduction: true };
    expect(await (await ethers.deployContract("ZkvmVerifier", [settings])).isProduction()).to.equal(true);
  });

  it("ROLLUP-40: has a gateway with code, and a program", async () => {
    const { gateway, verifier } = await deploy("sp1");
    const [, stranger] = await ethers.getSigners();
    const settings = { shape: shapes.sp1, gateway: stranger!.address, program, isProduction: false };
    await expect(ethers.deployContract("ZkvmVerifier", [settings]))
      .to.be.revertedWithCustomError(verifier, "ZkvmGatewayMissing")
      .withArgs(stranger!.address);
    await expect(
      ethers.deployContract("ZkvmVerifier", [{ ...settings, gateway, program: ZeroHash }]),
    ).to.be.revertedWithCustomError(verifier, "ZkvmProgramMissing");
  });

  it("ROLLUP-16, ROLLUP-40: proves a range of batches of an EVM lane", async () => {
    const l1 = await networkHelpers.loadFixture(evmLane);
    const { rollup, genesis, zkvm } = l1;
    const first = nextHeader(genesis);
    const second = nextHeader(first);
    await commit(l1, first, genesis);
    await commit(l1, second, first);
    const digests = [first, second].map((header) => keccak256(encodeBatchHeader(header)).slice(2));
    const digest = keccak256(`0x${digests.join("")}`);
    await expect(rollup.prove(lane, 1n, proofFor("sp1", digest))).to.be.revertedWithCustomError(
      zkvm.gateway,
      "ZkvmGatewayMismatch",
    );
    await rollup.prove(lane, 2n, proofFor("sp1", digest));
    expect(await rollup.evidenceOf(lane, 1n)).to.equal(evidence.proven);
    expect(await rollup.evidenceOf(lane, 2n)).to.equal(evidence.proven);
  });
});

async function evmLane() {
  const zkvm = await deploy("sp1");
  const l1 = await setUpL1(connection, undefined, async ({ policy }) => {
    await policy.setVerifier(lane, evidence.proven, zkvm.verifier);
    await policy.setLaneRule(lane, { evidence: evidence.proven, window: 0n });
  });
  return { ...l1, zkvm };
}
