import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { expect } from "chai";
import type { network } from "hardhat";

import type { ClaimIssuer, IdentityRegistry, RwaToken } from "../../typechain-types/index.js";
import { signClaim } from "./signClaim.js";
import { COUNTRY, KYC } from "./tokenSuite.js";

type Connection = Awaited<ReturnType<typeof network.create<"l1">>>;

/**
 * Registers both holders with certified identities, creates units for the first and has them transferred to the
 * second.
 * @param holders - Two accounts without identity.
 */
export async function trade(
  { ethers }: Pick<Connection, "ethers">,
  suite: { token: RwaToken; ir: IdentityRegistry },
  by: { agent: HardhatEthersSigner; issuerKey: HardhatEthersSigner; claimIssuer: ClaimIssuer },
  holders: readonly [HardhatEthersSigner, HardhatEthersSigner],
): Promise<void> {
  for (const holder of holders) {
    const identity = await ethers.deployContract("Identity");
    await identity.initialize(holder);
    const signature = await signClaim(by.issuerKey, await identity.getAddress(), KYC);
    await identity.connect(holder).addClaim(KYC, 1, by.claimIssuer, signature, "0x", "");
    await suite.ir.connect(by.agent).registerIdentity(holder, identity, COUNTRY);
  }
  await suite.token.connect(by.agent).mint(holders[0], 100n);
  if (await suite.token.paused()) await suite.token.connect(by.agent).unpause();
  await suite.token.connect(holders[0]).transfer(holders[1], 40n);
  expect(await suite.token.balanceOf(holders[0])).to.equal(60n);
  expect(await suite.token.balanceOf(holders[1])).to.equal(40n);
}
