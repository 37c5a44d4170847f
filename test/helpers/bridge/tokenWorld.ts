import { Interface, keccak256 } from "ethers";
import { predeploys } from "@muniment/protocol";
import { bridgeWorld, unlimited } from "./bridgeWorld.js";
import { bulk, type Connection, escapeDelay } from "./rollupWorld.js";

export type TokenWorld = Awaited<ReturnType<typeof tokenWorld>>;

export const releaseToken = new Interface([
  "function releaseToken(address token, address recipient, uint256 amount)",
]);

/** The bridge with a gateway of tokens and one token that is paired. */
export async function tokenWorld(connection: Pick<Connection, "ethers" | "networkHelpers">) {
  const { ethers } = connection;
  const world = await bridgeWorld(connection);
  const { bytecode } = await ethers.getContractFactory("BridgedToken");
  const tokenGateway = await ethers.deployContract("L1TokenGateway", [
    world.timelock,
    escapeDelay,
    world.place,
    world.links(predeploys.tokenGateway),
    keccak256(bytecode),
    [world.operator],
  ]);
  await world.messenger.guard(tokenGateway, predeploys.tokenGateway, true);
  const cash = await ethers.deployContract("TestCash");
  const pairFee = 10n ** 15n;
  const terms = { most: unlimited, finalityClass: bulk };
  await tokenGateway.connect(world.operator).pair(cash, terms, { value: pairFee });
  const address = await tokenGateway.getAddress();
  const tokenWithdrawal = (token: string, recipient: string, amount: bigint) =>
    world.messageOf({
      sender: predeploys.tokenGateway,
      target: address,
      gasLimit: 400_000,
      data: releaseToken.encodeFunctionData("releaseToken", [token, recipient, amount]),
    });
  /** Mints a token to somebody, who allows the gateway all of it. */
  const fund = async (holder: (typeof world.people)[number], amount: bigint, token = cash) => {
    await token.mint(holder, amount);
    await token.connect(holder).approve(tokenGateway, 2n ** 256n - 1n);
  };
  return { ...world, tokenGateway, cash, pairFee, terms, tokenWithdrawal, fund };
}
