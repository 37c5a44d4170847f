import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";

import { expect } from "chai";
import hre from "hardhat";

import { startL1 } from "../../../tasks/devnet/startL1.js";
import { rejected } from "../../helpers/rejected.js";

describe("devnet > startL1", () => {
  it("names a port that is taken", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const error = await rejected(startL1({ hre, l1Port: port }));
    server.close();
    expect(error.code).to.equal("PORT_IN_USE");
    expect(error.context).to.deep.include({ port, host: "127.0.0.1" });
  });
});
