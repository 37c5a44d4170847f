import { expect } from "chai";
import { network } from "hardhat";

const { ethers, networkHelpers } = await network.create({ network: "l1", chainType: "l1" });
const TOPIC = ethers.id("VALUATION");
const DEFINITION = "string lei,uint64 piles";

describe("SchemaRegistry", () => {
  async function fixture() {
    const [admin, stranger] = await ethers.getSigners();
    const manager = await ethers.deployContract("AccessManager", [admin]);
    const registry = await ethers.deployContract("SchemaRegistry", [manager]);
    return { registry, manager, stranger: stranger! };
  }
  async function registered() {
    const context = await fixture();
    await context.registry.register(TOPIC, DEFINITION);
    return { ...context, id: await context.registry.idOf(TOPIC, DEFINITION) };
  }
  const load = () => networkHelpers.loadFixture(fixture);

  describe("register", () => {
    it("ATTEST-1: stores the schema under the hash of topic and definition", async () => {
      const { registry } = await load();
      const id = ethers.keccak256(
        ethers.AbiCoder.defaultAbiCoder().encode(["bytes32", "string"], [TOPIC, DEFINITION]),
      );
      expect(await registry.register.staticCall(TOPIC, DEFINITION)).to.equal(id);
      await expect(registry.register(TOPIC, DEFINITION))
        .to.emit(registry, "SchemaRegistered")
        .withArgs(id, TOPIC, DEFINITION);
      expect(await registry.schemaOf(id)).to.deep.equal([TOPIC, false, DEFINITION]);
      expect(await registry.isUsable(id, TOPIC)).to.equal(true);
    });

    it("ATTEST-1: keeps a schema to its topic", async () => {
      const { registry, id } = await networkHelpers.loadFixture(registered);
      expect(await registry.isUsable(id, ethers.id("RESERVE"))).to.equal(false);
      await registry.register(ethers.id("RESERVE"), DEFINITION);
      expect(await registry.isUsable(id, ethers.id("RESERVE"))).to.equal(false);
    });

    it("ATTEST-1: refuses a second registration, also after deprecation", async () => {
      const { registry, id } = await networkHelpers.loadFixture(registered);
      const again = () =>
        expect(registry.register(TOPIC, DEFINITION))
          .to.be.revertedWithCustomError(registry, "SchemaAlreadyRegistered")
          .withArgs(id);
      await again();
      await registry.deprecate(id);
      await again();
    });

    it("ATTEST-1: refuses the zero topic", async () => {
      const { registry } = await load();
      await expect(registry.register(ethers.ZeroHash, DEFINITION)).to.be.revertedWithCustomError(
        registry,
        "SchemaTopicMissing",
      );
    });

    const wellFormed = [
      "a b",
      "uint256 a1B2",
      "string[] names,bytes32 root",
      "address a,address b,address c",
    ];
    for (const definition of wellFormed) {
      it(`ATTEST-2: accepts "${definition}"`, async () => {
        const { registry } = await load();
        await expect(registry.register(TOPIC, definition)).to.emit(registry, "SchemaRegistered");
      });
    }

    const malformed = [
      ["", 0],
      ["string", 6],
      ["string ", 7],
      ["string  lei", 7],
      [" string lei", 0],
      ["string lei ", 10],
      ["string lei,", 11],
      ["string lei, uint64 piles", 11],
      ["string lei;uint64 piles", 10],
      ["String lei", 0],
      ["string Lei", 7],
      ["string lEi,8int a", 11],
      ["string[ lei", 6],
      ["string[", 6],
      ["string[]", 8],
      ["string[][] lei", 8],
      ["string{ lei", 6],
      ["string l`i", 8],
      ["string lé", 8],
      ["string l@i", 8],
      ["string l[i", 8],
    ] as const;
    for (const [definition, position] of malformed) {
      it(`ATTEST-2: refuses "${definition}" at byte ${position}`, async () => {
        const { registry } = await load();
        await expect(registry.register(TOPIC, definition))
          .to.be.revertedWithCustomError(registry, "SchemaDefinitionMalformed")
          .withArgs(position);
      });
    }

    it("ATTEST-2: accepts 2,048 bytes and refuses one more", async () => {
      const { registry } = await load();
      await expect(registry.register(TOPIC, `a ${"b".repeat(2046)}`)).to.emit(registry, "SchemaRegistered");
      await expect(registry.register(TOPIC, `a ${"b".repeat(2047)}`))
        .to.be.revertedWithCustomError(registry, "SchemaDefinitionTooLong")
        .withArgs(2049, 2048);
    });
  });

  describe("deprecate", () => {
    it("ATTEST-3: closes the schema and keeps its text", async () => {
      const { registry, id } = await networkHelpers.loadFixture(registered);
      await expect(registry.deprecate(id)).to.emit(registry, "SchemaDeprecated").withArgs(id, TOPIC);
      expect(await registry.isUsable(id, TOPIC)).to.equal(false);
      expect(await registry.schemaOf(id)).to.deep.equal([TOPIC, true, DEFINITION]);
    });

    it("ATTEST-3: refuses an unknown schema and a second time", async () => {
      const { registry, id } = await networkHelpers.loadFixture(registered);
      await expect(registry.deprecate(TOPIC))
        .to.be.revertedWithCustomError(registry, "SchemaUnknown")
        .withArgs(TOPIC);
      await registry.deprecate(id);
      await expect(registry.deprecate(id))
        .to.be.revertedWithCustomError(registry, "SchemaAlreadyDeprecated")
        .withArgs(id);
    });
  });

  describe("views and access", () => {
    it("ATTEST-1: an unknown schema is not usable, not even for the zero topic", async () => {
      const { registry } = await load();
      expect(await registry.isUsable(TOPIC, TOPIC)).to.equal(false);
      expect(await registry.isUsable(TOPIC, ethers.ZeroHash)).to.equal(false);
      await expect(registry.schemaOf(TOPIC))
        .to.be.revertedWithCustomError(registry, "SchemaUnknown")
        .withArgs(TOPIC);
    });

    it("ATTEST-1, ATTEST-3: only the authority's roles register and deprecate", async () => {
      const { registry, stranger, id } = await networkHelpers.loadFixture(registered);
      const outsider = registry.connect(stranger);
      for (const call of [() => outsider.register(TOPIC, "a b"), () => outsider.deprecate(id)]) {
        await expect(call())
          .to.be.revertedWithCustomError(registry, "AccessManagedUnauthorized")
          .withArgs(stranger.address);
      }
    });
  });
});
