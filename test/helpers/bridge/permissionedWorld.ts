import { predeploys } from "@muniment/protocol";
import { id, ZeroAddress } from "ethers";
import { COUNTRY, tokenSuite } from "../tokenSuite.js";
import { unlimited } from "./bridgeWorld.js";
import { escapeWorld } from "./escapeWorld.js";
import { bulk, type Connection } from "./rollupWorld.js";

export type PermissionedWorld = Awaited<ReturnType<typeof permissionedWorld>>;

/** Makes a contract a verified holder and an agent of a suite's token. */
export async function enrolGateway(
  { ethers }: Pick<Connection, "ethers">,
  suite: Awaited<ReturnType<typeof tokenSuite>>,
  gateway: string,
): Promise<void> {
  const identity = await ethers.deployContract("Identity");
  await identity.initialize(suite.owner);
  await suite.certify(identity, suite.owner);
  await suite.registry.connect(suite.agent).registerIdentity(gateway, identity, COUNTRY);
  await suite.token.addAgent(gateway);
}

/** The token on L2 whose form the suite of the tests is. */
export const home = ethersAddress("a token of L2");

function ethersAddress(name: string): string {
  return `0x${id(name).slice(-40)}`;
}

/** The whole bridge on L1, with a suite whose token is the form of a token of L2. */
export async function permissionedWorld(connection: Pick<Connection, "ethers" | "networkHelpers">) {
  const world = await escapeWorld(connection);
  const suite = await tokenSuite(connection);
  const { permissionedGateway, operator, messageOf } = world;
  const form = suite.token;
  const gateway = await permissionedGateway.getAddress();
  await enrolGateway(connection, suite, gateway);
  await permissionedGateway
    .connect(operator)
    .pairForm(form, home, ZeroAddress, { most: unlimited, finalityClass: bulk }, { value: 10n ** 15n });
  /** A message of the gateway of L2. */
  const unitMessage = (
    name: "releaseUnits" | "mirrorFreeze" | "mirrorRecordDate" | "distribute",
    args: unknown[],
  ) =>
    messageOf({
      sender: predeploys.permissionedGateway,
      target: gateway,
      gasLimit: 1_500_000,
      data: permissionedGateway.interface.encodeFunctionData(
        name as "releaseUnits",
        args as [string, string, bigint],
      ),
    });
  return { ...world, suite, form, gateway, unitMessage };
}
