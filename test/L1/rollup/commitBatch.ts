import { expect } from "chai";
import { network } from "hardhat";
import type { BatchHeader } from "@muniment/protocol";
import { batchDigest, encodeBatchHeader, toHex, zeroHash } from "@muniment/protocol";
import { commit, commitArguments, noItem } from "../helpers/batches.js";
import { lane } from "../helpers/deployL1.js";
import { fixturesOfL1 } from "../helpers/fixturesOfL1.js";
import { hashOf, nextHeader } from "../helpers/headers.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { networkHelpers } = connection;
const fixtures = fixturesOfL1(connection);
const other = "0x00000000000000000000000000000000000a11ce" as const;

describe("Rollup > commitBatch", () => {
  describe("a batch that follows", () => {
    it("ROLLUP-6, ROLLUP-12: is the lane's last one, COMMITTED, and its event has all of it", async () => {
      const l1 = await fixtures.development();
      const { rollup, genesis, actors } = l1;
      const data = Uint8Array.of(1, 2, 3);
      const header = nextHeader(genesis, {}, data);
      const digest = batchDigest(header);
      await expect(commit(l1, header, genesis, { data }))
        .to.emit(rollup, "BatchCommitted")
        .withArgs(lane, 1n, digest, actors.committer, toHex(encodeBatchHeader(header)));
      expect(await rollup.lastBatch(lane)).to.equal(1n);
      expect(await rollup.digestOf(lane, 1n)).to.equal(digest);
      expect(await rollup.levelOf(lane, 1n)).to.equal(1n);
      expect(await rollup.levelOf(lane, 2n)).to.equal(0n);
      expect(await rollup.evidenceOf(lane, 1n)).to.equal(0n);
      const [committer, committedAt] = await rollup.commitOf(lane, 1n);
      expect(committer).to.equal(actors.committer.address);
      expect(committedAt).to.equal(BigInt(await networkHelpers.time.latest()));
    });

    it("ROLLUP-11: locks the lane's bond, which stays what it was then", async () => {
      const l1 = await fixtures.development();
      const { rollup, genesis, actors, parameters } = l1;
      const before = await rollup.freeBondOf(actors.committer);
      await commit(l1, nextHeader(genesis), genesis);
      const bond = parameters.bondGwei * 10n ** 9n;
      expect(before - (await rollup.freeBondOf(actors.committer))).to.equal(bond);
    });

    it("ROLLUP-7: has up to 65,536 blocks, and as many steps as they take", async () => {
      const l1 = await fixtures.development();
      const data = new Uint8Array(131_070);
      const header = nextHeader(l1.genesis, { blocks: 65_536, steps: 131_073 }, data);
      await commit(l1, header, l1.genesis, { data });
    });

    it("ROLLUP-7, BATCH-12: has one block and another for every two bytes of data, no more", async () => {
      const l1 = await fixtures.development();
      const data = new Uint8Array(5);
      const tooMany = nextHeader(l1.genesis, { blocks: 4, steps: 9 }, data);
      await expect(commit(l1, tooMany, l1.genesis, { data }))
        .to.be.revertedWithCustomError(l1.rollup, "RollupBlocksInvalid")
        .withArgs(1n, 1n, 4n);
      await commit(l1, { ...tooMany, blocks: 3 }, l1.genesis, { data });
    });

    it("ROLLUP-8: may have the time of its parent, or that of the L1 block", async () => {
      const l1 = await fixtures.development();
      const first = nextHeader(l1.genesis);
      await commit(l1, first, l1.genesis);
      const time = BigInt(await networkHelpers.time.latest()) + 100n;
      await networkHelpers.time.setNextBlockTimestamp(time);
      await commit(l1, nextHeader(first, { time }), first);
    });

    it("ROLLUP-9: carries at most 131,072 bytes of calldata", async () => {
      const l1 = await fixtures.development();
      const data = new Uint8Array(131_072).fill(7);
      await commit(l1, nextHeader(l1.genesis, {}, data), l1.genesis, { data });
      const tooMuch = new Uint8Array(131_073).fill(7);
      const second = nextHeader(nextHeader(l1.genesis, {}, data), {}, tooMuch);
      await expect(commit(l1, second, nextHeader(l1.genesis, {}, data), { data: tooMuch }))
        .to.be.revertedWithCustomError(l1.rollup, "RollupDataSizeOutOfRange")
        .withArgs(131_072n, 131_073n);
    });
  });

  interface Refusal {
    readonly title: string;
    readonly change: (genesis: BatchHeader) => Partial<BatchHeader>;
    readonly error: string;
    readonly values: (genesis: BatchHeader, header: BatchHeader) => unknown[];
  }

  const refusals: readonly Refusal[] = [
    {
      title: "ROLLUP-5, ROLLUP-6, attack 3: for another L1 chain",
      change: () => ({ l1ChainId: 1n }),
      error: "RollupChainMismatch",
      values: () => [31_337n, 1n],
    },
    {
      title: "ROLLUP-6, attack 3: for another contract",
      change: () => ({ rollup: other }),
      error: "RollupAddressMismatch",
      values: ({ rollup }) => [BigInt(rollup), BigInt(other)].map((value) => addressOf(value)),
    },
    {
      title: "ROLLUP-6, attack 3: for a lane that is not open",
      change: () => ({ lane: 9 }),
      error: "RollupLaneUnknown",
      values: () => [9n],
    },
    {
      title: "ROLLUP-6: of another epoch",
      change: () => ({ epoch: 1n }),
      error: "RollupEpochMismatch",
      values: () => [0n, 1n],
    },
    {
      title: "ROLLUP-6, attack 2: with a gap before it",
      change: () => ({ index: 2n }),
      error: "RollupIndexMismatch",
      values: () => [1n, 2n],
    },
    {
      title: "ROLLUP-6, attack 2: at an index that is taken",
      change: () => ({ index: 0n }),
      error: "RollupIndexMismatch",
      values: () => [1n, 0n],
    },
    {
      title: "ROLLUP-6, attack 2: with another parent",
      change: () => ({ parent: hashOf("other") }),
      error: "RollupParentMismatch",
      values: (genesis) => [batchDigest(genesis), hashOf("other")],
    },
    {
      title: "ROLLUP-6: of other rules",
      change: () => ({ rules: hashOf("rules 2") }),
      error: "RollupRulesMismatch",
      values: ({ rules }) => [rules, hashOf("rules 2")],
    },
    {
      title: "ROLLUP-7: that leaves a block out",
      change: () => ({ firstBlock: 2n }),
      error: "RollupBlocksInvalid",
      values: () => [1n, 2n, 1n],
    },
    {
      title: "ROLLUP-7: without a block",
      change: () => ({ blocks: 0 }),
      error: "RollupBlocksInvalid",
      values: () => [1n, 1n, 0n],
    },
    {
      title: "ROLLUP-7: of more blocks than anyone can make",
      change: () => ({ blocks: 65_537 }),
      error: "RollupBlocksInvalid",
      values: () => [1n, 1n, 65_537n],
    },
    {
      title: "ROLLUP-7: with fewer steps than its blocks have, which no dispute could be about",
      change: () => ({ steps: 2 }),
      error: "RollupStepsTooFew",
      values: () => [3n, 2n],
    },
    ...(
      [
        ["lastBlock", 220n],
        ["stateRoot", 252n],
        ["messageRoot", 284n],
        ["traceRoot", 328n],
      ] as const
    ).map(([field, offset]) => ({
      title: `ROLLUP-7, attack 4: with a ${field} of zero`,
      change: () => ({ [field]: zeroHash }),
      error: "RollupRootZero",
      values: () => [offset],
    })),
    {
      title: "ROLLUP-9: with data of a kind that there is not",
      change: () => ({ dataKind: 2 }),
      error: "RollupDataKindUnknown",
      values: () => [2n],
    },
    {
      title: "ROLLUP-9, attack 5: of blobs, without a blob",
      change: () => ({ dataKind: 0 }),
      error: "RollupDataMissing",
      values: () => [0n],
    },
    {
      title: "ROLLUP-9, attack 5: that claims a blob which the transaction does not carry",
      change: () => ({ dataKind: 0, blobs: 1 }),
      error: "RollupDataMissing",
      values: () => [0n],
    },
    {
      title: "ROLLUP-9: of more data than its blobs hold",
      change: () => ({ dataKind: 0, blobs: 2, dataSize: 253_953 }),
      error: "RollupDataSizeOutOfRange",
      values: () => [253_952n, 253_953n],
    },
    {
      title: "ROLLUP-9: of calldata that counts a blob",
      change: () => ({ blobs: 1 }),
      error: "RollupBlobsMismatch",
      values: () => [1n, 0n],
    },
    {
      title: "ROLLUP-9, attack 5: whose calldata are not there",
      change: () => ({ dataSize: 3 }),
      error: "RollupDataSizeMismatch",
      values: () => [3n, 0n],
    },
    {
      title: "ROLLUP-9: whose calldata have another hash",
      change: () => ({ dataHash: hashOf("other") }),
      error: "RollupDataHashMismatch",
      values: ({ dataHash }) => [dataHash, hashOf("other")],
    },
    {
      title: "ROLLUP-8, attack 8: that ends before its parent",
      change: ({ time }) => ({ time: time - 1n }),
      error: "RollupTimeOutOfRange",
      values: ({ time }) => [time, 4_000_000_000n, time - 1n],
    },
    {
      title: "ROLLUP-8, attack 8: that ends after the L1 block",
      change: () => ({ time: 4_000_000_001n }),
      error: "RollupTimeOutOfRange",
      values: ({ time }) => [time, 4_000_000_000n, 4_000_000_001n],
    },
  ];

  describe("refuses a batch", () => {
    for (const { title, change, error, values } of refusals) {
      it(title, async () => {
        const l1 = await fixtures.development();
        const header = nextHeader(l1.genesis, change(l1.genesis));
        await networkHelpers.time.setNextBlockTimestamp(4_000_000_000);
        await expect(commit(l1, header, l1.genesis))
          .to.be.revertedWithCustomError(l1.rollup, error)
          .withArgs(...values(l1.genesis, header));
      });
    }

    it("ROLLUP-6, attack 1: of somebody who is no committer", async () => {
      const l1 = await fixtures.development();
      const { rollup, actors, genesis } = l1;
      await expect(commit(l1, nextHeader(genesis), genesis, { by: actors.anyone }))
        .to.be.revertedWithCustomError(rollup, "AccessControlUnauthorizedAccount")
        .withArgs(actors.anyone, await rollup.COMMITTER_ROLE());
    });

    it("ROLLUP-6, attack 2: a second time", async () => {
      const l1 = await fixtures.development();
      const header = nextHeader(l1.genesis);
      await commit(l1, header, l1.genesis);
      await expect(commit(l1, header, l1.genesis))
        .to.be.revertedWithCustomError(l1.rollup, "RollupIndexMismatch")
        .withArgs(2n, 1n);
    });

    it("ROLLUP-6: shown with another parent header than the one committed", async () => {
      const l1 = await fixtures.development();
      const forged = { ...l1.genesis, time: l1.genesis.time + 1n };
      await expect(commit(l1, nextHeader(l1.genesis), forged))
        .to.be.revertedWithCustomError(l1.rollup, "RollupDigestMismatch")
        .withArgs(batchDigest(l1.genesis), batchDigest(forged));
    });

    it("ROLLUP-7: whose messages are fewer than its parent's", async () => {
      const l1 = await fixtures.development();
      const first = nextHeader(l1.genesis, { messageCount: 2n });
      await commit(l1, first, l1.genesis);
      await expect(commit(l1, nextHeader(first, { messageCount: 1n }), first))
        .to.be.revertedWithCustomError(l1.rollup, "RollupMessagesBackwards")
        .withArgs(2n, 1n);
    });

    it("ROLLUP-9: of blobs that brings calldata too", async () => {
      const l1 = await fixtures.development();
      const header = nextHeader(l1.genesis, { dataKind: 0, blobs: 1 });
      await expect(commit(l1, header, l1.genesis, { data: Uint8Array.of(1) }))
        .to.be.revertedWithCustomError(l1.rollup, "RollupDataSizeMismatch")
        .withArgs(0n, 1n);
    });

    it("ROLLUP-10, attack 7: that is not the one its committer means", async () => {
      const l1 = await fixtures.development();
      const header = nextHeader(l1.genesis);
      const expectedDigest = hashOf("another");
      await expect(commit(l1, header, l1.genesis, { expectedDigest }))
        .to.be.revertedWithCustomError(l1.rollup, "RollupDigestMismatch")
        .withArgs(expectedDigest, batchDigest(header));
    });

    it("ROLLUP-6, ROLLUP-29: of who is a committer no longer", async () => {
      const l1 = await fixtures.development();
      const { rollup, actors, genesis } = l1;
      const role = await rollup.COMMITTER_ROLE();
      const next = nextHeader(genesis);
      await commit(l1, next, genesis);
      await rollup.connect(actors.operator).revokeRole(role, actors.committer);
      await expect(commit(l1, nextHeader(next), next))
        .to.be.revertedWithCustomError(rollup, "AccessControlUnauthorizedAccount")
        .withArgs(actors.committer, role);
      await rollup.connect(actors.operator).grantRole(role, actors.committer);
      await rollup.connect(actors.committer).renounceRole(role, actors.committer);
      await expect(commit(l1, nextHeader(next), next)).to.be.revertedWithCustomError(
        rollup,
        "AccessControlUnauthorizedAccount",
      );
      // The bond stays its own.
      const free = await rollup.freeBondOf(actors.committer);
      await rollup.connect(actors.committer).withdrawBond(free);
      expect(await rollup.freeBondOf(actors.committer)).to.equal(0n);
    });

    it("ROLLUP-11: of a committer whose free bond is too low", async () => {
      const l1 = await fixtures.development();
      const { rollup, actors, genesis, parameters } = l1;
      await rollup.connect(actors.operator).grantRole(await rollup.COMMITTER_ROLE(), actors.other);
      const bond = parameters.bondGwei * 10n ** 9n;
      await rollup.connect(actors.other).depositBond({ value: bond - 1n });
      await expect(commit(l1, nextHeader(genesis), genesis, { by: actors.other }))
        .to.be.revertedWithCustomError(rollup, "RollupBondTooLow")
        .withArgs(bond, bond - 1n);
      await rollup.connect(actors.other).depositBond({ value: 1n });
      await commit(l1, nextHeader(genesis), genesis, { by: actors.other });
      expect(await rollup.freeBondOf(actors.other)).to.equal(0n);
    });

    it("ROLLUP-4, attack 6: whose header is a byte too short or too long", async () => {
      const l1 = await fixtures.development();
      const [header, parent, witness] = commitArguments(nextHeader(l1.genesis), l1.genesis);
      const rollup = l1.rollup.connect(l1.actors.committer);
      for (const bytes of [header.subarray(1), Uint8Array.of(...header, 0)]) {
        await expect(rollup.commitBatch(bytes, parent, witness, "0x"))
          .to.be.revertedWithCustomError(rollup, "BatchHeaderLengthInvalid")
          .withArgs(360n, bytes.length);
        await expect(rollup.commitBatch(header, bytes, witness, "0x"))
          .to.be.revertedWithCustomError(rollup, "BatchHeaderLengthInvalid")
          .withArgs(360n, bytes.length);
      }
    });

    it("ROLLUP-6: of another version", async () => {
      const l1 = await fixtures.development();
      const [header, parent, witness] = commitArguments(nextHeader(l1.genesis), l1.genesis);
      const changed = Uint8Array.of(0, 2, ...header.subarray(2));
      await expect(l1.rollup.connect(l1.actors.committer).commitBatch(changed, parent, witness, "0x"))
        .to.be.revertedWithCustomError(l1.rollup, "BatchHeaderVersionUnknown")
        .withArgs(1n, 2n);
    });

    it("GUARD-2: while a pause lasts", async () => {
      const l1 = await fixtures.development();
      await l1.guardian.connect(l1.actors.guardian).pause(3_600n);
      await expect(
        commit(l1, nextHeader(l1.genesis), l1.genesis, { first: noItem }),
      ).to.be.revertedWithCustomError(l1.rollup, "RollupPaused");
      await networkHelpers.time.increase(3_600);
      await commit(l1, nextHeader(l1.genesis), l1.genesis);
    });
  });
});

const addressOf = (value: bigint): string =>
  connection.ethers.getAddress(`0x${value.toString(16).padStart(40, "0")}`);
