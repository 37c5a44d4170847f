import { expect } from "chai";
import { network } from "hardhat";

import { tokenSuite } from "../../helpers/tokenSuite.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;

describe("TokenDocuments", () => {
  const fixture = () => tokenSuite(connection);
  const PROSPECTUS = ethers.encodeBytes32String("prospectus");
  const REPORT = ethers.encodeBytes32String("report");
  const HASH = ethers.id("the bytes of the prospectus");
  const URI = "ipfs://prospectus";

  it("TOKEN-46: the owner adds documents, which are listed", async () => {
    const { token } = await networkHelpers.loadFixture(fixture);
    expect(await token.getAllDocuments()).to.deep.equal([]);
    await expect(token.setDocument(PROSPECTUS, URI, HASH))
      .to.emit(token, "DocumentUpdated")
      .withArgs(PROSPECTUS, URI, HASH);
    const added = BigInt(await networkHelpers.time.latest());
    await token.setDocument(REPORT, "https://example.org/report", ethers.ZeroHash);
    expect(await token.getDocument(PROSPECTUS)).to.deep.equal([URI, HASH, added]);
    expect(await token.getAllDocuments()).to.deep.equal([PROSPECTUS, REPORT]);
  });

  it("TOKEN-46: and replaces them under the same name", async () => {
    const { token } = await networkHelpers.loadFixture(fixture);
    await token.setDocument(PROSPECTUS, URI, HASH);
    await networkHelpers.time.increase(1_000);
    const other = ethers.id("a later edition");
    await expect(token.setDocument(PROSPECTUS, "ipfs://second", other))
      .to.emit(token, "DocumentUpdated")
      .withArgs(PROSPECTUS, "ipfs://second", other);
    const changed = BigInt(await networkHelpers.time.latest());
    expect(await token.getDocument(PROSPECTUS)).to.deep.equal(["ipfs://second", other, changed]);
    expect(await token.getAllDocuments()).to.deep.equal([PROSPECTUS]);
  });

  it("TOKEN-46: and removes them, of which the event tells what there was", async () => {
    const { token } = await networkHelpers.loadFixture(fixture);
    await token.setDocument(PROSPECTUS, URI, HASH);
    await token.setDocument(REPORT, "https://example.org/report", ethers.ZeroHash);
    await expect(token.removeDocument(PROSPECTUS))
      .to.emit(token, "DocumentRemoved")
      .withArgs(PROSPECTUS, URI, HASH);
    expect(await token.getDocument(PROSPECTUS)).to.deep.equal(["", ethers.ZeroHash, 0n]);
    expect(await token.getAllDocuments()).to.deep.equal([REPORT]);
    await expect(token.removeDocument(PROSPECTUS))
      .to.be.revertedWithCustomError(token, "TokenDocumentUnknown")
      .withArgs(PROSPECTUS);
  });

  it("TOKEN-46: refuses no name, no place, and all but the owner", async () => {
    const { token, agent } = await networkHelpers.loadFixture(fixture);
    await expect(token.setDocument(ethers.ZeroHash, URI, HASH)).to.be.revertedWithCustomError(
      token,
      "TokenDocumentNameMissing",
    );
    await expect(token.setDocument(PROSPECTUS, "", HASH)).to.be.revertedWithCustomError(
      token,
      "TokenTextMissing",
    );
    for (const call of [
      () => token.connect(agent).setDocument(PROSPECTUS, URI, HASH),
      () => token.connect(agent).removeDocument(PROSPECTUS),
    ]) {
      await expect(call())
        .to.be.revertedWithCustomError(token, "OwnableUnauthorizedAccount")
        .withArgs(agent.address);
    }
  });
});
