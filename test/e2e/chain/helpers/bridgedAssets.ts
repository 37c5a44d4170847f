import { finalityClasses, predeploys } from "@muniment/protocol";
import { pairForm, pairToken, simulatedKey } from "@muniment/sdk";
import { Wallet, ZeroAddress } from "ethers";
import { unlimited } from "../../../helpers/bridge/bridgeWorld.js";
import { enrolGateway } from "../../../helpers/bridge/permissionedWorld.js";
import { tokenSuite } from "../../../helpers/tokenSuite.js";
import type { AnvilDevnet } from "./AnvilDevnet.js";

const terms = { most: unlimited, finalityClass: finalityClasses.bulk };

/**
 * A token of L1 and a permissioned token of L2, each paired with its form. Alice has 1,000 units of both, of the first on
 * L1, of the second on L2; the gateways are holders and agents of their suites.
 */
export async function bridgedAssets(world: AnvilDevnet) {
  const { one, two, rollup } = world;
  const keeper = new Wallet(simulatedKey("keeper"), one.ethers.provider);
  const cash = await one.ethers.deployContract("TestCash");
  const token = await cash.getAddress();
  const pairing = await world.send(keeper, await pairToken(rollup, { token, ...terms }));

  const [onL1, onL2] = await Promise.all([tokenSuite(one), tokenSuite(two)]);
  await enrolGateway(one, onL1, rollup.L1PermissionedGateway.target as string);
  await enrolGateway(two, onL2, predeploys.permissionedGateway);
  const [form, home] = [await onL1.token.getAddress(), await onL2.token.getAddress()];
  const formPairing = await world.send(
    keeper,
    await pairForm(rollup, { form, token: home, source: ZeroAddress, ...terms }),
  );
  await (await cash.mint(onL1.alice, 1_000n)).wait();
  await (await onL2.token.connect(onL2.agent).mint(onL2.alice, 1_000n)).wait();
  await world.arrival(pairing.hash);
  await world.arrival(formPairing.hash);
  const cashOnL2 = await two.ethers.getContractAt("BridgedToken", await rollup.L1TokenGateway.formOf(token));
  return { cash, token, cashOnL2, onL1, onL2, form, home };
}
