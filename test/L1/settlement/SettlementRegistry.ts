import { expect } from "chai";
import { TypedDataEncoder } from "ethers";
import { network } from "hardhat";
import { fieldModulus, settlementDomain } from "@muniment/protocol";
import type { Hex } from "@muniment/protocol";
import { hexWord } from "../helpers/settlement/hexWord.js";
import type { SettlementL1 } from "../helpers/settlement/setUpSettlement.js";
import {
  registrars,
  settlementLane,
  settlementNetwork,
  setUpSettlement,
} from "../helpers/settlement/setUpSettlement.js";
import type { SignedRoots } from "../helpers/settlement/signRoots.js";
import { signRoots } from "../helpers/settlement/signRoots.js";
import { nowOn, passTime } from "../helpers/setUpL1.js";
import { throughTimelock } from "../helpers/throughTimelock.js";

const connection = await network.create(settlementNetwork);
const fixture = async () => setUpSettlement(connection);

/** The registry, the lane's domain, and roots that can be set. */
async function load() {
  const l1 = await connection.networkHelpers.loadFixture(fixture);
  const domain = await domainOf(l1);
  const roots: SignedRoots = {
    holders: hexWord(11n),
    rules: hexWord(12n),
    number: 1n,
    time: await nowOn(l1),
  };
  const sign = (message: SignedRoots & { domain?: bigint }, signers = registrars.slice(0, 2)) =>
    signRoots(l1.roots, connection, { domain, ...message }, signers);
  const set = async (message: SignedRoots, signatures?: Hex) =>
    l1.roots.connect(l1.actors.anyone).setRoots(message, signatures ?? (await sign(message)));
  return { ...l1, domain, first: roots, sign, set };
}

async function domainOf({ rollup }: SettlementL1): Promise<bigint> {
  const { chainId } = await connection.ethers.provider.getNetwork();
  const address = (await rollup.getAddress()).toLowerCase() as Hex;
  return settlementDomain({ chainId, rollup: address, lane: settlementLane });
}

describe("SettlementRegistry > setRoots", () => {
  it("SETTLE-60: anyone brings roots that a quorum of registrars has signed", async () => {
    const { roots, first, set } = await load();
    const values = [first.holders, first.rules, first.number, first.time];
    await expect(set(first)).to.emit(roots, "RootsSet").withArgs(1n, values);
    expect([...(await roots.rootsAt(await nowOn({ connection })))]).to.deep.equal(values);
  });

  it("SETTLE-60: what is signed is the typed data, with the lane's domain", async () => {
    const { roots, first, domain } = await load();
    const { chainId } = await connection.ethers.provider.getNetwork();
    const verifyingContract = await roots.getAddress();
    const names = { name: "Muniment SettlementRegistry", version: "1", chainId, verifyingContract };
    const members = "uint256 domain,bytes32 holders,bytes32 rules,uint64 number,uint64 time";
    const types = { Roots: members.split(",").map((member) => memberOf(member)) };
    const expected = TypedDataEncoder.hash(names, types, { domain, ...first });
    expect(await roots.messageOf(first)).to.equal(expected);
  });

  it("SETTLE-60: signatures for another lane, or other roots, are none for these", async () => {
    const { roots, first, domain, sign, set } = await load();
    const others = [
      { ...first, domain: domain + 1n },
      { ...first, rules: hexWord(13n) },
      { ...first, number: 2n },
    ];
    for (const other of others) {
      await expect(set(first, await sign(other))).to.be.revertedWithCustomError(roots, "RootsSignerUnknown");
    }
  });

  it("SETTLE-61: too few signatures, and halves of one, are refused", async () => {
    const { roots, first, sign, set } = await load();
    await expect(set(first, await sign(first, registrars.slice(0, 1))))
      .to.be.revertedWithCustomError(roots, "RootsQuorumMissed")
      .withArgs(2n, 1n);
    await expect(set(first, "0x1234"))
      .to.be.revertedWithCustomError(roots, "RootsSignatureLengthInvalid")
      .withArgs(2n);
    await set(first, await sign(first, registrars.slice(0, 3)));
  });

  it("SETTLE-61: one signature of nobody, of a stranger, or twice, spoils them all", async () => {
    const { roots, first, sign, set } = await load();
    const [low, high] = [registrars[0]!, registrars[1]!];
    const broken: Hex = `0x${(await sign(first)).slice(2, 132)}${"00".repeat(65)}`;
    await expect(set(first, broken))
      .to.be.revertedWithCustomError(roots, "RootsSignatureInvalid")
      .withArgs(1n);
    await expect(set(first, await sign(first, [high, low])))
      .to.be.revertedWithCustomError(roots, "RootsSignersNotAscending")
      .withArgs(high.address, low.address);
    await expect(set(first, await sign(first, [low, low])))
      .to.be.revertedWithCustomError(roots, "RootsSignersNotAscending")
      .withArgs(low.address, low.address);
    const stranger = registrars[3]!;
    await expect(set(first, await sign(first, [low, stranger])))
      .to.be.revertedWithCustomError(roots, "RootsSignerUnknown")
      .withArgs(stranger.address);
  });

  it("SETTLE-62: what was set does not come back, and what was held back comes too late", async () => {
    const { roots, first, set } = await load();
    const held = { ...first, number: 2n, time: first.time + 1n };
    await set(first);
    await expect(set(first)).to.be.revertedWithCustomError(roots, "RootsNumberTooLow").withArgs(1n, 1n);
    await set({ ...first, number: 3n, time: first.time + 2n });
    await expect(set(held)).to.be.revertedWithCustomError(roots, "RootsNumberTooLow").withArgs(3n, 2n);
    await expect(set({ ...held, number: 4n }))
      .to.be.revertedWithCustomError(roots, "RootsTimeOutOfRange")
      .withArgs(first.time + 2n, (anyTime: bigint) => anyTime > first.time, first.time + 1n);
  });

  it("SETTLE-62: a time to come, and what is no element, are refused", async () => {
    const { roots, first, set } = await load();
    const late = first.time + 10_000n;
    await expect(set({ ...first, time: late }))
      .to.be.revertedWithCustomError(roots, "RootsTimeOutOfRange")
      .withArgs(0n, (anyTime: bigint) => anyTime < late, late);
    for (const member of ["holders", "rules"] as const) {
      await expect(set({ ...first, [member]: hexWord(fieldModulus) }))
        .to.be.revertedWithCustomError(roots, "RootsInvalid")
        .withArgs(hexWord(fieldModulus));
    }
    await set({ ...first, rules: hexWord(fieldModulus - 1n) });
  });
});

describe("SettlementRegistry > rootsAt", () => {
  it("SETTLE-63: the roots of a time are the newest that L1 had then", async () => {
    const { roots, first, set } = await load();
    const before = await nowOn({ connection });
    await set(first);
    const firstSet = await nowOn({ connection });
    await passTime({ connection }, 100n);
    await set({ ...first, holders: hexWord(21n), number: 7n, time: firstSet });
    const secondSet = await nowOn({ connection });
    await expect(roots.rootsAt(before)).to.be.revertedWithCustomError(roots, "RootsUnknown").withArgs(before);
    const holdersAt = async (time: bigint) => (await roots.rootsAt(time)).holders;
    expect(await holdersAt(firstSet)).to.equal(hexWord(11n));
    expect(await holdersAt(secondSet - 1n)).to.equal(hexWord(11n));
    expect(await holdersAt(secondSet)).to.equal(hexWord(21n));
    expect(await holdersAt(secondSet + 1_000_000n)).to.equal(hexWord(21n));
  });
});

describe("SettlementRegistry > rootsAt, among many", () => {
  it("SETTLE-63, SETTLE-74: those of any time are found, at a cost that what came since hardly changes", async () => {
    const { roots, first, set } = await load();
    const times: bigint[] = [];
    for (let number = 1n; number <= 33n; ++number) {
      await set({ ...first, number, time: first.time + number });
      times.push(await nowOn({ connection }));
      if (number === 1n) await passTime({ connection }, 40n);
    }
    for (const [place, time] of times.entries()) {
      expect((await roots.rootsAt(time)).number).to.equal(BigInt(place + 1));
      expect(await roots.rootsAt.estimateGas(time)).to.be.lessThan(60_000n);
    }
    expect((await roots.rootsAt(times[0]! + 1n)).number).to.equal(1n);
    await expect(roots.rootsAt(times[0]! - 1n)).to.be.revertedWithCustomError(roots, "RootsUnknown");
  });
});

describe("SettlementRegistry > registrars", () => {
  it("SETTLE-64: the council takes a registrar away at once", async () => {
    const { roots, first, actors, set } = await load();
    const [gone] = registrars;
    const council = roots.connect(actors.council);
    await expect(council.removeRegistrar(gone!.address))
      .to.emit(roots, "RegistrarRemoved")
      .withArgs(gone!.address, actors.council.address);
    await expect(set(first))
      .to.be.revertedWithCustomError(roots, "RootsSignerUnknown")
      .withArgs(gone!.address);
    await expect(council.removeRegistrar(gone!.address))
      .to.be.revertedWithCustomError(roots, "RootsSignerUnknown")
      .withArgs(gone!.address);
    await expect(roots.connect(actors.operator).removeRegistrar(registrars[1]!.address))
      .to.be.revertedWithCustomError(roots, "AccessControlUnauthorizedAccount")
      .withArgs(actors.operator.address, await roots.COUNCIL_ROLE());
  });

  it("SETTLE-64: registrars and quorum come through the timelock", async () => {
    const l1 = await load();
    const { roots, first, actors, sign, set } = l1;
    await expect(roots.connect(actors.council).setQuorum(1))
      .to.be.revertedWithCustomError(roots, "AccessNotTimelock")
      .withArgs(actors.council.address);
    const role = await roots.REGISTRAR_ROLE();
    await throughTimelock(l1, roots, "grantRole", [role, registrars[3]!.address]);
    await expect(throughTimelock(l1, roots, "setQuorum", [3]))
      .to.emit(roots, "RootsQuorumChanged")
      .withArgs(3n);
    expect(await roots.quorum()).to.equal(3n);
    await expect(set(first)).to.be.revertedWithCustomError(roots, "RootsQuorumMissed").withArgs(3n, 2n);
    await set(first, await sign(first, registrars.slice(1, 4)));
  });

  it("SETTLE-64: a quorum is of 1 to 16", async () => {
    const { roots, rollup, timelock, policy } = await load();
    for (const quorum of [0, 17]) {
      const settings = { leastDelay: await policy.leastDelay(), rollup, lane: settlementLane, quorum };
      await expect(connection.ethers.deployContract("SettlementRegistry", [timelock, settings, [], []]))
        .to.be.revertedWithCustomError(roots, "RootsQuorumInvalid")
        .withArgs(16n, quorum);
    }
  });
});

function memberOf(member: string): { name: string; type: string } {
  const [type, name] = member.split(" ") as [string, string];
  return { name, type };
}
