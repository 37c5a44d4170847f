import { signDvpIntent, settleDvp, sendCall } from "@muniment/sdk";
import { ZeroAddress } from "ethers";
import type { Connection } from "../../../tasks/context/Connection.js";
import { l1Time } from "../../../tasks/settle/l1Time.js";

const [units, price] = [500n, 2_000_000n];
/** Of the same two parties; the first one writes slots that are there for all others. */
const times = 2;
/** Seconds that an agreement stands. */
const patience = 3_600;

/** Gas of a DvP of two plain ERC-20 tokens by DvpSettlement, the second one of two parties. */
export async function plainGas({ ethers }: Connection): Promise<number> {
  const [seller, buyer] = await ethers.getSigners();
  if (seller === undefined || buyer === undefined) return NaN;
  const settlement = await ethers.deployContract("DvpSettlement");
  const [bond, cash] = [await ethers.deployContract("TestCash"), await ethers.deployContract("TestCash")];
  const give = [
    [bond, seller, units],
    [cash, buyer, price],
  ] as const;
  for (const [token, holder, amount] of give) {
    // Neither is spent to the last unit: a slot that is emptied gives gas back.
    await (await token.mint(holder, 10n * amount)).wait();
    await (await token.connect(holder).approve(settlement, 10n * amount)).wait();
  }
  const contracts = { DvpSettlement: settlement };
  let gas = 0n;
  for (let turn = 0; turn < times; turn++) {
    const expiresAt = Number(await l1Time(ethers)) + patience;
    const terms = {
      delivery: { token: await bond.getAddress(), from: seller.address, to: buyer.address, amount: units },
      payment: { token: await cash.getAddress(), from: buyer.address, to: seller.address, amount: price },
      ...{ executor: ZeroAddress, validFrom: 0, expiresAt, salt: ethers.id(`plain DvP ${String(turn)}`) },
    };
    const intent = { terms, nonce: BigInt(turn), expiresAt };
    const [delivererIntent, payerIntent] = [
      await signDvpIntent(contracts, seller, intent),
      await signDvpIntent(contracts, buyer, intent),
    ];
    const call = settleDvp(contracts, { terms, delivererIntent, payerIntent });
    gas = (await sendCall(seller, call)).gasUsed;
  }
  return Number(gas);
}
