import { buildSerialTree, serialHash, serialsPerPage, type SerialTree } from "@muniment/protocol";
import { expect } from "chai";
import { readFileSync } from "node:fs";
import { network } from "hardhat";

import { attestAll, STAGE } from "../../helpers/evidence.js";
import { bringTo, submitRegistration, submitStructure } from "../../helpers/journey.js";
import { makeRecord, reasonOf } from "../../helpers/records.js";
import { createWorld, type Actor } from "../../helpers/world.js";

interface Vectors {
  trees: { pattern: string; count: number; pageRoots: string[]; root: string }[];
}

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;
const { trees } = JSON.parse(
  readFileSync(new URL("../../../spec/vectors/serials.json", import.meta.url), "utf8"),
) as Vectors;
/** The chain's bounds on one transaction. */
const GAS_LIMIT = 2n ** 24n;
const CALLDATA_LIMIT = 64 * 1024;
const NO_SERIALS = buildSerialTree([]);
const REASON = reasonOf("the list is of another plant");

const serialsOf = (pattern: string, count: number): SerialTree =>
  buildSerialTree(
    Array.from({ length: count }, (_, index) => pattern.replace("{n}", String(index + 1).padStart(6, "0"))),
  );
/** `count` ascending hashes that are no serials of any other asset of the test. */
const ascending = (count: number, from = 1) =>
  Array.from({ length: count }, (_, index) => ethers.toBeHex((BigInt(from + index) << 128n) + 1n, 32));

describe("PledgeRegistry", () => {
  async function fixture() {
    const world = await createWorld(connection);
    const { Registration, Lifecycle, PledgeRegistry } = world.contracts;
    /** Submits a record without any page. */
    const submit = async (by: Actor = "issuer", documents = [ethers.id(`deed of ${by}`)]) => {
      const record = makeRecord(NO_SERIALS, { documents });
      await Registration.connect(world.actors[by]).submit(record);
      const asset = await Registration.assetIdOf(world.actors[by], record.salt);
      const { hash } = await Lifecycle.submissionOf(asset, STAGE.Registered);
      const add = (serials: readonly string[]) =>
        Registration.connect(world.actors[by]).addSerials(asset, [...serials]);
      return { record, asset, submission: hash, add };
    };
    return { world, submit, Registration, Lifecycle, PledgeRegistry, ...world.actors };
  }
  const load = () => networkHelpers.loadFixture(fixture);

  describe("claimSerials", () => {
    for (const { pattern, count, pageRoots, root } of trees) {
      it(`LIFE-15, SERIAL-4, SERIAL-5, SERIAL-6: has the vector's roots for ${String(count)} serials`, async () => {
        const { PledgeRegistry, submit } = await load();
        const { asset, submission, add } = await submit();
        const tree = serialsOf(pattern, count);
        expect(tree.pages.length).to.equal(pageRoots.length);
        for (const [page, serials] of tree.pages.entries())
          await expect(add(serials))
            .to.emit(PledgeRegistry, "SerialsClaimed")
            .withArgs(asset, submission, page, pageRoots[page], serials);
        expect(await PledgeRegistry.serialsOf(submission)).to.deep.equal([root, BigInt(count)]);
      });
    }

    it("LIFE-14: every serial of every page is held by the asset, and no other is", async () => {
      const { PledgeRegistry, submit } = await load();
      const { asset, add } = await submit();
      const tree = serialsOf("EVC-{n}", 513);
      for (const page of tree.pages) await add(page);
      for (const serial of tree.pages.flat()) expect(await PledgeRegistry.holderOf(serial)).to.equal(asset);
      expect(await PledgeRegistry.holderOf(serialHash("EVC-000514"))).to.equal(ethers.ZeroHash);
    });

    it("LIFE-15: a list of full pages alone is complete without a short one", async () => {
      const { world, Lifecycle, registrar } = await load();
      const tree = serialsOf("FULL-{n}", serialsPerPage);
      const { asset } = await submitRegistration(world, {}, tree);
      await attestAll(world, asset, "Registered");
      await world.contracts.Registration.connect(registrar).approve(asset);
      expect(await Lifecycle.stageOf(asset)).to.equal(STAGE.Registered);
    });

    it("LIFE-15: a full page of new serials stays within the chain's bounds", async () => {
      const { submit } = await load();
      const { add } = await submit();
      const sent = await add(serialsOf("EVC-{n}", serialsPerPage).pages[0]!);
      const receipt = await sent.wait();
      expect(receipt!.gasUsed < GAS_LIMIT, `${String(receipt!.gasUsed)} gas`).to.equal(true);
      expect(ethers.dataLength(sent.data)).to.be.lessThan(CALLDATA_LIMIT);
    });

    it("LIFE-15: a full page whose serials were claimed before stays within them too", async () => {
      const { Lifecycle, PledgeRegistry, submit, registrar } = await load();
      const tree = serialsOf("EVC-{n}", serialsPerPage);
      const first = await submit();
      await first.add(tree.pages[0]!);
      await Lifecycle.connect(registrar).requestChanges(first.asset, REASON);

      const { asset, submission, add } = await submit("otherIssuer");
      const sent = await add(tree.pages[0]!);
      const receipt = await sent.wait();
      expect(receipt!.gasUsed < GAS_LIMIT, `${String(receipt!.gasUsed)} gas`).to.equal(true);
      expect(await PledgeRegistry.serialsOf(submission)).to.deep.equal([tree.root, 512n]);
      expect(await PledgeRegistry.holderOf(tree.pages[0]![511]!)).to.equal(asset);
    });
  });

  describe("claimSerials, memory", () => {
    /** Gas of a page of the first `count` serials of a tree, all claimed before by an asset that lost them. */
    async function gasOfReclaim(count: number): Promise<bigint> {
      const { Lifecycle, submit, registrar } = await load();
      const page = serialsOf("EVC-{n}", serialsPerPage).pages[0]!.slice(0, count);
      const first = await submit();
      await first.add(page);
      await Lifecycle.connect(registrar).requestChanges(first.asset, REASON);
      const second = await submit("otherIssuer");
      const receipt = await (await second.add(page)).wait();
      return receipt!.gasUsed;
    }

    it("LIFE-15: a page's memory stays within 128 KB, however many serials were claimed before", async () => {
      // What is constant or linear in the page cancels out; the memory's quadratic price is left: 43,000 gas at 213 KB.
      const bend = (await gasOfReclaim(512)) - 2n * (await gasOfReclaim(257)) + (await gasOfReclaim(2));
      expect(bend < 5_000n, `${String(bend)} gas`).to.equal(true);
    });
  });

  describe("claimSerials, refusals", () => {
    it("LIFE-15: an empty page", async () => {
      const { PledgeRegistry, submit } = await load();
      const { add } = await submit();
      await expect(add([])).to.be.revertedWithCustomError(PledgeRegistry, "PledgePageEmpty").withArgs(0);
    });

    it("LIFE-15: a page of 513", async () => {
      const { PledgeRegistry, submit } = await load();
      const { add } = await submit();
      await expect(add(ascending(513)))
        .to.be.revertedWithCustomError(PledgeRegistry, "PledgePageOversized")
        .withArgs(0, 513);
    });

    it("LIFE-15: a page after the short one", async () => {
      const { PledgeRegistry, submit } = await load();
      const { add } = await submit();
      await add(ascending(512));
      await add(ascending(511, 600));
      await expect(add(ascending(1, 2_000)))
        .to.be.revertedWithCustomError(PledgeRegistry, "PledgePageAfterLast")
        .withArgs(2);
    });

    it("LIFE-15: a serial not above the one before it, within a page", async () => {
      const { PledgeRegistry, submit } = await load();
      const { add, submission } = await submit();
      const [a, b, c] = ascending(3) as [string, string, string];
      await expect(add([a, c, b]))
        .to.be.revertedWithCustomError(PledgeRegistry, "PledgeSerialOutOfOrder")
        .withArgs(0, 2, b);
      await expect(add([a, b, b]))
        .to.be.revertedWithCustomError(PledgeRegistry, "PledgeSerialOutOfOrder")
        .withArgs(0, 2, b);
      expect(await PledgeRegistry.serialsOf(submission)).to.deep.equal([ethers.ZeroHash, 0n]);
    });

    it("LIFE-15: a serial not above the last one of the page before", async () => {
      const { PledgeRegistry, submit } = await load();
      const { add } = await submit();
      const serials = ascending(513);
      await add(serials.slice(1));
      for (const serial of [serials[0]!, serials[512]!])
        await expect(add([serial]))
          .to.be.revertedWithCustomError(PledgeRegistry, "PledgeSerialOutOfOrder")
          .withArgs(1, 0, serial);
    });

    it("LIFE-15: the zero hash", async () => {
      const { PledgeRegistry, submit } = await load();
      const { add } = await submit();
      await expect(add([ethers.ZeroHash]))
        .to.be.revertedWithCustomError(PledgeRegistry, "PledgeSerialOutOfOrder")
        .withArgs(0, 0, ethers.ZeroHash);
    });

    it("LIFE-14: a serial another live asset holds, wherever it stands", async () => {
      const { PledgeRegistry, submit } = await load();
      const first = await submit();
      const tree = serialsOf("EVC-{n}", 513);
      for (const page of tree.pages) await first.add(page);
      const second = await submit("otherIssuer");
      for (const taken of [tree.pages[0]![0]!, tree.pages[0]![300]!, tree.pages[1]![0]!]) {
        const page = [...ascending(20), taken].sort();
        await expect(second.add(page))
          .to.be.revertedWithCustomError(PledgeRegistry, "PledgeTaken")
          .withArgs(taken, first.asset);
      }
      expect(await PledgeRegistry.serialsOf(second.submission)).to.deep.equal([ethers.ZeroHash, 0n]);
    });

    it("LIFE-14: a serial that a registered asset of the same issuer holds", async () => {
      const { world, PledgeRegistry, submit } = await load();
      const { asset, serials } = await bringTo(world, "Registered");
      const second = await submit();
      await expect(second.add(serials.pages[0]!))
        .to.be.revertedWithCustomError(PledgeRegistry, "PledgeTaken")
        .withArgs(serials.pages[0]![0], asset);
    });

    it("LIFE-14: a stranger's call", async () => {
      const { PledgeRegistry, stranger } = await load();
      await expect(
        PledgeRegistry.connect(stranger).claimSerials(ethers.id("a"), ethers.id("s"), ascending(1)),
      )
        .to.be.revertedWithCustomError(PledgeRegistry, "AccessManagedUnauthorized")
        .withArgs(stranger);
    });
  });

  describe("claimDocuments", () => {
    it("LIFE-13: each document is held by the asset that claimed it", async () => {
      const { Registration, PledgeRegistry, Lifecycle, issuer } = await load();
      const record = makeRecord(NO_SERIALS);
      const asset = await Registration.assetIdOf(issuer, record.salt);
      const submitted = Registration.connect(issuer).submit(record);
      await submitted;
      const { hash } = await Lifecycle.submissionOf(asset, STAGE.Registered);
      await expect(submitted)
        .to.emit(PledgeRegistry, "DocumentsClaimed")
        .withArgs(asset, hash, record.documents);
      for (const document of record.documents)
        expect(await PledgeRegistry.holderOf(document)).to.equal(asset);
      expect(await PledgeRegistry.holderOf(ethers.id("no document"))).to.equal(ethers.ZeroHash);
    });

    it("LIFE-13: refuses a document of another asset and leaves that pledge alone", async () => {
      const { PledgeRegistry, submit } = await load();
      const deed = ethers.id("the deed");
      const { asset } = await submit("issuer", [deed]);
      await expect(submit("otherIssuer", [ethers.id("another"), deed]))
        .to.be.revertedWithCustomError(PledgeRegistry, "PledgeTaken")
        .withArgs(deed, asset);
      await expect(submit("issuer", [deed]))
        .to.be.revertedWithCustomError(PledgeRegistry, "PledgeTaken")
        .withArgs(deed, asset);
      expect(await PledgeRegistry.holderOf(deed)).to.equal(asset);
      expect(await PledgeRegistry.holderOf(ethers.id("another"))).to.equal(ethers.ZeroHash);
    });

    it("LIFE-13: refuses the same document twice in one record", async () => {
      const { Registration, PledgeRegistry, issuer } = await load();
      const deed = ethers.id("the deed");
      const record = makeRecord(NO_SERIALS, { documents: [deed, deed] });
      const asset = await Registration.assetIdOf(issuer, record.salt);
      await expect(Registration.connect(issuer).submit(record))
        .to.be.revertedWithCustomError(PledgeRegistry, "PledgeTaken")
        .withArgs(deed, asset);
    });

    it("LIFE-13: refuses a stranger's call", async () => {
      const { PledgeRegistry, stranger } = await load();
      await expect(PledgeRegistry.connect(stranger).claimDocuments(ethers.id("a"), ethers.id("s"), []))
        .to.be.revertedWithCustomError(PledgeRegistry, "AccessManagedUnauthorized")
        .withArgs(stranger);
    });
  });

  describe("holderOf", () => {
    type Context = Awaited<ReturnType<typeof fixture>>;
    const endings: [string, "None" | "Registered", (c: Context, asset: string) => Promise<unknown>][] = [
      ["is rejected", "Registered", (c, asset) => c.Lifecycle.connect(c.registrar).reject(asset, REASON)],
      ["is withdrawn", "Registered", (c, asset) => c.Lifecycle.connect(c.issuer).withdraw(asset, REASON)],
      [
        "is asked for changes",
        "None",
        (c, asset) => c.Lifecycle.connect(c.registrar).requestChanges(asset, REASON),
      ],
      [
        "is revised",
        "None",
        async (c, asset) => {
          const record = await c.Registration.recordOf(asset);
          const { salt } = record;
          return c.Registration.connect(c.issuer).submit(
            makeRecord(NO_SERIALS, { salt, documents: [ethers.id("another deed")] }),
          );
        },
      ],
    ];
    for (const [what, stage, end] of endings) {
      it(`LIFE-16: an asset's documents and serials are free once it ${what}`, async () => {
        const context = await load();
        const { world, Registration, PledgeRegistry, otherIssuer } = context;
        const { asset, record, serials } =
          stage === "None" ? await submitRegistration(world) : await bringTo(world, stage);
        const keys = [...(record.documents as string[]), ...serials.pages.flat()];
        for (const key of keys) expect(await PledgeRegistry.holderOf(key)).to.equal(asset);

        await end(context, asset);
        for (const key of keys) expect(await PledgeRegistry.holderOf(key)).to.equal(ethers.ZeroHash);

        const second = makeRecord(serials, { documents: [...record.documents] });
        const taker = await Registration.assetIdOf(otherIssuer, second.salt);
        await Registration.connect(otherIssuer).submit(second);
        await Registration.connect(otherIssuer).addSerials(taker, [...serials.pages[0]!]);
        for (const key of keys) expect(await PledgeRegistry.holderOf(key)).to.equal(taker);
      });
    }

    it("LIFE-16: a revision cannot take back what another asset claimed meanwhile", async () => {
      const { Registration, Lifecycle, PledgeRegistry, submit, issuer, registrar } = await load();
      const deed = ethers.id("the deed");
      const { asset, record } = await submit("issuer", [deed]);
      await Lifecycle.connect(registrar).requestChanges(asset, REASON);
      const second = await submit("otherIssuer", [deed]);
      await expect(Registration.connect(issuer).submit(record))
        .to.be.revertedWithCustomError(PledgeRegistry, "PledgeTaken")
        .withArgs(deed, second.asset);
      expect(await PledgeRegistry.holderOf(deed)).to.equal(second.asset);
      expect(await Lifecycle.stageOf(asset)).to.equal(STAGE.None);
    });

    it("LIFE-16: a revision takes its own serials again", async () => {
      const { world, Registration, PledgeRegistry, Lifecycle, issuer } = await load();
      const { asset, record, serials } = await submitRegistration(world);
      const before = (await Lifecycle.submissionOf(asset, STAGE.Registered)).hash;
      await Registration.connect(issuer).submit({ ...record, details: ethers.id("corrected") });
      await Registration.connect(issuer).addSerials(asset, [...serials.pages[0]!]);
      const { hash } = await Lifecycle.submissionOf(asset, STAGE.Registered);
      expect(hash).not.to.equal(before);
      expect(await PledgeRegistry.serialsOf(hash)).to.deep.equal([serials.root, 3n]);
      for (const serial of serials.pages.flat())
        expect(await PledgeRegistry.holderOf(serial)).to.equal(asset);
    });

    it("LIFE-14: claims hold through every stage and its rollback", async () => {
      const { world, PledgeRegistry, Lifecycle, registrar } = await load();
      const { asset, record, serials } = await bringTo(world, "Tokenized");
      await Lifecycle.connect(registrar).rollback(asset, REASON);
      await Lifecycle.connect(registrar).rollback(asset, REASON);
      for (const key of [...(record.documents as string[]), ...serials.pages.flat()])
        expect(await PledgeRegistry.holderOf(key)).to.equal(asset);
      const traded = await bringTo(world, "Trading");
      for (const key of traded.serials.pages.flat())
        expect(await PledgeRegistry.holderOf(key)).to.equal(traded.asset);
    });

    it("LIFE-16: changes requested of a later stage end no claim", async () => {
      const { world, PledgeRegistry, Lifecycle, registrar } = await load();
      const { asset, serials } = await bringTo(world, "Registered");
      await submitStructure(world, asset);
      await Lifecycle.connect(registrar).requestChanges(asset, REASON);
      expect(await PledgeRegistry.holderOf(serials.pages[0]![0]!)).to.equal(asset);
    });
  });

  describe("serialsOf", () => {
    it("LIFE-15: is zero for a submission without pages", async () => {
      const { PledgeRegistry, submit } = await load();
      const { submission } = await submit();
      expect(await PledgeRegistry.serialsOf(submission)).to.deep.equal([ethers.ZeroHash, 0n]);
    });
  });
});
